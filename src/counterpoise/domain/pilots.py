"""Arrangements, pilots, working regulations and reorganisations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterpoise.domain.days import PartialDate, Span
from counterpoise.domain.words import ArrangementId, Basis, BodyId, MatterId, OfficeId, PlaceId, Text


class PilotStatus(StrEnum):
    """Where a pilot stands."""

    RUNNING = "running"
    ENDED = "ended"
    TO_END = "to-end"


@dataclass(frozen=True, slots=True)
class Pilot:
    """An arrangement in one place for a span of days."""

    place: PlaceId
    span: Span
    status: PilotStatus | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Offices that one person is to hold together; without pilots it is in force everywhere."""

    id: ArrangementId
    offices: tuple[OfficeId, ...]
    accompanying: tuple[OfficeId, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    name: Text | None = None
    conditions: tuple[Text, ...] = ()
    stop: tuple[Text, ...] = ()
    sunset: PartialDate | None = None
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Regulation:
    """A working regulation: which matters it covers and which office leads each of them."""

    id: str
    title: Text
    span: Span
    place: PlaceId | None = None
    body: BodyId | None = None
    covers: tuple[MatterId, ...] | None = ()
    leads: tuple[tuple[MatterId, OfficeId], ...] = ()
    basis: Basis = ()

    def reaches(self, matter: MatterId) -> bool:
        """Tell whether the regulation covers a matter; `covers` of none means all of them."""
        return self.covers is None or matter in self.covers


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """A change of the bodies or offices of a place on a day."""

    id: str
    title: Text
    on: PartialDate
    place: PlaceId | None = None
    basis: Basis = ()
