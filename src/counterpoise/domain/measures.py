"""Measures: changes to a framework or to who holds what, each with its cost, its conditions and its clause.

A `Term` is what a kind of measure costs and how its clause reads, as data that anybody may edit; a `Measure` is one such
change at one target, its clause already worded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import Tie
from counterpoise.domain.matters import Deadline
from counterpoise.domain.quotas import Quota
from counterpoise.domain.words import (
    ArrangementId,
    Basis,
    MatterId,
    OfficeId,
    PersonId,
    PlaceId,
    Source,
    SourceId,
    StepId,
    Text,
)


class Kind(StrEnum):
    """What a measure does."""

    SPLIT = "split"
    MOVE = "move"
    COSIGN = "cosign"
    CHECK = "check"
    STANDING = "standing"
    SUBSTITUTE = "substitute"
    CUT = "cut"
    QUOTA = "quota"
    PUBLISH = "publish"
    DEADLINE = "deadline"
    DELEGATE = "delegate"


@dataclass(frozen=True, slots=True)
class Split:
    """End a concurrency at one place: the person keeps the other offices, these go to one other person.

    `arrangement` is the one that ends with it, where there is one: its sunset.
    """

    place: PlaceId
    person: PersonId
    offices: tuple[OfficeId, ...]
    arrangement: ArrangementId | None = None


@dataclass(frozen=True, slots=True)
class MoveStep:
    """Give a step to another actor."""

    matter: MatterId
    step: StepId
    to: Actor


@dataclass(frozen=True, slots=True)
class CoSign:
    """After a step, let another actor sign too: without that signature the matter is not carried."""

    matter: MatterId
    step: StepId
    by: Actor
    days: Deadline | None = None


@dataclass(frozen=True, slots=True)
class AddCheck:
    """After a step, let somebody check every single case, with binding force."""

    matter: MatterId
    step: StepId
    by: Actor
    days: Deadline | None = None


@dataclass(frozen=True, slots=True)
class MakeStanding:
    """Let a periodic check take place in every single case."""

    matter: MatterId
    step: StepId


@dataclass(frozen=True, slots=True)
class StepAside:
    """Let whoever holds some offices step aside in some steps; `substitute` acts where nobody is left who can."""

    matter: MatterId
    steps: tuple[StepId, ...]
    offices: tuple[OfficeId, ...]
    substitute: Actor | None = None


@dataclass(frozen=True, slots=True)
class CutTie:
    """End the dependence of an office on one actor: the ties with these numbers, counted from 0."""

    office: OfficeId
    actor: Actor
    numbers: tuple[int, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class RaiseQuota:
    """Let a body need more votes in one step; its votes, weights and base stay."""

    matter: MatterId
    step: StepId
    quota: Quota


@dataclass(frozen=True, slots=True)
class AddPublication:
    """After a step, let its result be published. Publishing stops nobody by itself."""

    matter: MatterId
    step: StepId
    by: Actor
    days: Deadline | None = None


@dataclass(frozen=True, slots=True)
class SetDeadlines:
    """State a deadline for the steps of a matter that have none."""

    matter: MatterId
    steps: tuple[StepId, ...]
    days: Deadline


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the daily care of a duty to another office; the head stays answerable for it by law."""

    duty: str
    giver: OfficeId
    to: OfficeId


Change = (
    Split
    | MoveStep
    | CoSign
    | AddCheck
    | MakeStanding
    | StepAside
    | CutTie
    | RaiseQuota
    | AddPublication
    | SetDeadlines
    | HandOver
)


@dataclass(frozen=True, slots=True)
class Term:
    """What every measure of one kind costs, asks and says.

    `by_law` is added where a cited law names the actor that the measure takes a step or duty from, `superior` where an
    office or body above the audited place must adopt it. `who` limits the offices and bodies a measure may call on.
    """

    kind: Kind
    name: Text
    cost: int
    by_law: int = 0
    superior: int = 0
    days: int | None = None
    clause: Text = field(default=Text("", ""))
    conditions: tuple[Text, ...] = ()
    who: tuple[str, ...] | None = None
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of every kind of measure, and the sources they cite; `own` where a case states some itself."""

    title: Text
    kinds: Mapping[Kind, Term]
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    own: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One change that may be adopted; `burdens` names the offices and bodies that get more to do.

    `superior` tells that somebody above the audited place must adopt it: the place can only propose it. Of measures
    that cost the same, the one with the smaller `rank` is nearer at hand.
    """

    id: str
    kind: Kind
    change: Change
    cost: int
    clause: Text
    conditions: tuple[Text, ...] = ()
    burdens: tuple[str, ...] = ()
    superior: bool = False
    basis: Basis = ()
    rank: int = 0

    @property
    def matter(self) -> MatterId | None:
        """Give the matter the measure belongs to, or none when it reaches further."""
        match self.change:
            case Split() | CutTie() | HandOver():
                return None
            case change:
                return change.matter


def conflict(one: Measure, other: Measure) -> bool:
    """Tell whether two measures say different things about the same step, duty or holding, so that only one may stand."""
    return one.id != other.id and bool(subjects(one.change) & subjects(other.change))


def subjects(change: Change) -> frozenset[tuple[str, ...]]:
    """Name what only one measure may settle."""
    match change:
        case Split():
            return frozenset(("holding", change.place, office) for office in change.offices)
        case MoveStep() | RaiseQuota():
            return frozenset({("actor", change.matter, change.step)})
        case StepAside():
            return frozenset(("actor", change.matter, step) for step in change.steps)
        case HandOver():
            return frozenset({("duty", change.duty, change.giver)})
        case AddPublication():
            return frozenset({("publication", change.matter, change.step)})
        case CoSign() | AddCheck() | MakeStanding() | CutTie() | SetDeadlines():
            return frozenset()
