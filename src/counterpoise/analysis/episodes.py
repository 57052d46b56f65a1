"""Frozen answers of a timeline: who held what, from when to when each finding stood, which days nothing covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.findings import Severity
from counterpoise.domain.institution import Case
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId, StepId, Text


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in one office of one place on end; nobody when the seat was vacant.

    No first day means since ever, no last day means still. `certain` says that both ends are known to the day.
    """

    person: PersonId | None
    office: OfficeId
    place: PlaceId
    first: date | None
    last: date | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a finding the same finding on another day."""

    code: str
    place: PlaceId | None
    matter: MatterId | None
    steps: tuple[StepId, ...]
    persons: tuple[PersonId, ...]
    offices: tuple[OfficeId, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """The days on which one finding stood without a break, told as it was at their end, at its gravest.

    A first day equal to the first day asked about may have been preceded by others; no last day means that the
    finding still stood on the last day asked about.
    """

    finding: Identity
    message: Text
    severity: Severity
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Days that could not be examined: no framework is valid, or none of the places exists."""

    first: date
    last: date | None
    framework: bool


@dataclass(frozen=True, slots=True, repr=False)
class Timeline:
    """One case over time; what is found at a place can change only on the days of `changes`."""

    case: Case
    first: date
    last: date | None
    changes: tuple[date, ...]
    holdings: tuple[Holding, ...]
    episodes: tuple[Episode, ...]
    uncovered: tuple[Uncovered, ...]

    def __repr__(self) -> str:
        span = f"{self.first} – {self.last or '…'}"
        return f"<Timeline of {self.case.id}, {span}: {len(self.holdings)} holdings, {len(self.episodes)} episodes>"
