"""What is asked and answered about assignments: frozen, worded in both languages, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import MatterId, PersonId, PlaceId, StepId, Text


@dataclass(frozen=True, slots=True)
class Situation:
    """Who is absent, who has an interest in the matter, and whom the matter is about."""

    absent: frozenset[PersonId] = frozenset()
    interested: frozenset[PersonId] = frozenset()
    concerned: frozenset[PersonId] = frozenset()


class Why(StrEnum):
    """Why a person steps aside in a step."""

    EXCLUDED = "excluded"
    OWN_CASE = "own_case"
    KIN = "kin"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Aside:
    """One person who steps aside in a step, and why."""

    person: PersonId
    why: Why
    said: Text


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does one step: no persons where nobody can.

    `required` steps are those without which the matter is not carried as it should be: consent, and checks that always
    take place. `through` names the office, body or group that acts; `because` says why a substitute acts.
    """

    step: StepId
    name: Text
    required: bool
    persons: tuple[PersonId, ...]
    substitute: bool
    through: Text
    votes: tuple[int, int] | None
    aside: tuple[Aside, ...]
    absent: tuple[PersonId, ...]
    because: Text | None


class Kind(StrEnum):
    """What can stand in the way of an assignment."""

    STEP = "step"
    ABSENT = "absent"
    ASIDE = "aside"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing without which the others would not stand in the way."""

    kind: Kind
    steps: tuple[StepId, ...]
    persons: tuple[PersonId, ...]
    said: Text


class Remedy(StrEnum):
    """What would allow an assignment."""

    RETURN = "return"
    FILL = "fill"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: an absent person comes, a vacant seat is filled, a substitute is named for a step."""

    kind: Remedy
    about: str
    said: Text


@dataclass(frozen=True, slots=True)
class MatterAssignment:
    """One matter at one place: an assignment, or the proof that there is none and what would allow one.

    `absences` is the smallest number of persons (further ones, where some are absent already) whose absence leaves no
    assignment, and `stopping` is such a group; not proven where `absences` is None, and `bounds` then holds it. `cores`
    has one smallest proof for each route.
    """

    place: PlaceId
    matter: MatterId
    possible: bool
    doings: tuple[Doing, ...]
    absences: int | None
    bounds: tuple[float | None, float | None] | None
    stopping: tuple[PersonId, ...]
    cores: tuple[tuple[Obstacle, ...], ...] = ()
    changes: tuple[tuple[Change, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Assignments:
    """Every matter asked about, with what writers need beside it."""

    case: Case
    framework: Framework
    on: date
    situation: Situation
    matters: tuple[MatterAssignment, ...]
    rosters: Mapping[PlaceId, Roster] = field(default_factory=dict)
