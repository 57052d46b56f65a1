"""Bodies and their offices: seats, ties, and how a body decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterpoise.domain.actors import Actor
from counterpoise.domain.quotas import Quota
from counterpoise.domain.words import Basis, BodyId, Level, OfficeId, Text


class How(StrEnum):
    """How one office depends on an actor."""

    APPOINTS = "appoints"
    DISMISSES = "dismisses"
    COMMANDS = "commands"
    LEADS = "leads"
    PAYS = "pays"
    ELECTS = "elects"
    APPROVES = "approves"
    NOMINATES = "nominates"
    RECRUITS = "recruits"
    EVALUATES = "evaluates"


FOLLOWED_BY_DEFAULT = (How.APPOINTS, How.DISMISSES, How.COMMANDS, How.LEADS, How.PAYS)


@dataclass(frozen=True, slots=True)
class Tie:
    """An office depends on an actor: whoever controls the actor moves the holder of the office."""

    actor: Actor
    how: How
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A post with a number of seats; `duties` are the tasks that come with it by role."""

    id: OfficeId
    name: Text
    level: Level
    seats: int = 1
    ties: tuple[Tie, ...] = ()
    duties: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class HeadDecides:
    """The body acts when the holder of one office does."""

    office: OfficeId


class Votes(StrEnum):
    """What one vote stands for."""

    PER_PERSON = "per_person"
    PER_SEAT = "per_seat"


@dataclass(frozen=True, slots=True)
class BodyVotes:
    """The body acts by votes.

    With `weights` each held seat adds its office's weight. With `of_seats` the quota is taken over all
    established seats, vacant ones too. The `presiding` office wins a tie at exactly half.
    """

    quota: Quota
    votes: Votes = Votes.PER_PERSON
    weights: tuple[tuple[OfficeId, int], ...] | None = None
    of_seats: bool = False
    presiding: OfficeId | None = None


Decides = HeadDecides | BodyVotes


@dataclass(frozen=True, slots=True)
class Body:
    """A body made of offices; without `decides` it cannot be an actor."""

    id: BodyId
    name: Text
    level: Level
    members: tuple[OfficeId, ...]
    decides: Decides | None = None
    refs: tuple[str, ...] = ()
    basis: Basis = ()
