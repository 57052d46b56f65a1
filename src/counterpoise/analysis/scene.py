"""One matter at one place, the witness of a finding about it, and the finding put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.by_hand import Holding, Link, Way, along, fewest, followed
from counterpoise.analysis.clerk import Group, Says, has_any, members
from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.incumbents import Incumbents
from counterpoise.analysis.law import Law
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.witness import (
    LINKS,
    SECONDS,
    Witness,
    because,
    cited,
    rests_on_uncertain,
    rows_of,
)
from counterpoise.analysis.wording import REMEDIES, Wording
from counterpoise.boolean.budget import Budget, Clock
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.words import OfficeId, PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class Scene:
    """One matter at one place, as things stand and (where an arrangement touches it) without the arrangement.

    `apart` gives the place without each arrangement alone, where several are fulfilled. When the `clock` is over,
    witnesses may name more than they need; when there is no more `room`, they name no links. `taking_along` remembers
    the ways by which groups that carry the matter take its checks along.
    """

    structure: Structure
    matter: Matter
    engine: Engine
    held: tuple[Fulfilled, ...] = ()
    other: Structure | None = None
    apart: Sequence[tuple[Fulfilled, Structure]] = ()
    clock: Clock = field(default_factory=lambda: Clock(SECONDS, at_once=False))
    room: Budget = field(default_factory=lambda: Budget(nodes=LINKS))
    taking_along: dict[Group, tuple[Way, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of a matter at a place, with its witness, before it is worded."""

    code: str
    severity: Severity
    reading: str
    steps: tuple[Step, ...]
    persons: tuple[PersonId, ...]
    witness: Witness
    figure: float | None = None

    @property
    def offices(self) -> tuple[OfficeId, ...]:
        """List the offices by which the persons found come in."""
        held = [holding.office for holding in self.witness.seats if holding.person in self.persons]
        return tuple(dict.fromkeys(held))

    def graded(self, law: Law, matter: Matter) -> tuple[Severity, Severity | None]:
        """Grade what was found: capped, and from which grade, when a row it rests on is uncertain."""
        if self.severity > Severity.WARNING and rests_on_uncertain(law, matter, self.witness):
            return Severity.WARNING, self.severity
        return self.severity, None


def worded(scene: Scene, seen: Seen, *, wording: Wording) -> Finding:
    """Put a finding together."""
    witness, persons = seen.witness, seen.persons
    severity, capped_from = seen.graded(scene.structure.law, scene.matter)
    return Finding(
        code=seen.code,
        severity=severity,
        capped_from=capped_from,
        reading=seen.reading,
        place=scene.structure.roster.place,
        matter=scene.matter.id,
        steps=tuple(step.id for step in seen.steps),
        persons=persons,
        offices=seen.offices,
        message=wording.concentration(
            seen.code,
            scene.matter,
            persons=persons,
            steps=witness.steps,
            reading=seen.reading,
            figure=seen.figure,
        ),
        because=because(witness, scene.structure.law, scene.structure.roster),
        basis=cited(scene.matter, witness),
        rests_on=rows_of(wording, scene.structure.roster, scene.matter, witness),
        remedy=REMEDIES[seen.code],
    )


def witness_of(
    scene: Scene, person: PersonId, reading: str, suffices: Callable[[Incumbents, Group], bool]
) -> tuple[Witness, Group]:
    """Keep the links and seats the person cannot do without; also give everybody moved by the links that are kept.

    Links are left out where there is no room for them, or no time left to look for those that can be spared.
    """
    structure = scene.structure
    start = structure.incumbents.bit(person)
    if reading == "paper":
        return Witness((), _needed_seats(scene, person, (), suffices), ()), start
    try:
        scene.room.foresee(1)
        scene.clock.look()
        ways = fewest_ways(scene, start, lambda group: suffices(structure.incumbents, group))
        scene.room.foresee(len(ways))
        scene.room.spend(len(ways))
    except TooLargeError:
        moved = structure.growing.moved(start)
        return Witness(links=(), seats=structure.holdings(person), steps=(), listed=False), moved
    seats = _needed_seats(scene, person, ways, suffices)
    return Witness(tuple([way.link for way in ways]), seats, ()), along(start, ways)


def fewest_ways(scene: Scene, start: Group, suffices: Callable[[Group], bool]) -> tuple[Way, ...]:
    """Cut the ways a group needs down to some of which none can be spared: to none where it needs nobody else."""
    if suffices(start):
        return ()
    return fewest(start, scene.structure.growing.used(start), suffices, clock=scene.clock)


def _needed_seats(
    scene: Scene, person: PersonId, ways: Sequence[Way], suffices: Callable[[Incumbents, Group], bool]
) -> tuple[Holding, ...]:
    """Keep the holdings the person and those moved cannot do without: each is tried in the hands of a stranger.

    The only one is not tried: without it the person would be as good as nobody.
    """
    structure = scene.structure
    links = [way.link for way in ways]
    start = structure.incumbents.bit(person)
    held = structure.holdings(person)
    moved = members(along(start, ways) & ~start) if ways else ()
    others = [h for number in moved for h in structure.holdings(structure.persons[number])]
    holdings = _reached(scene, (*held, *others), links)
    if len(holdings) == 1 and not ways:
        return tuple(holdings)
    spared: list[Holding] = []
    for holding in reversed(holdings):
        if scene.clock.is_over_after(len(structure.persons)):
            break
        given_away = frozenset((*spared, holding))
        if given_away.issuperset(held):
            continue
        regrown = _regrown(structure, given_away, person, ways) if ways else start
        if suffices(structure.incumbents.given_away(given_away), regrown):
            spared.append(holding)
    tied = {link.holding for link in links}
    return tuple([h for h in holdings if h not in spared or h in tied])


def _reached(scene: Scene, holdings: Sequence[Holding], links: Sequence[Link]) -> list[Holding]:
    """Keep the holdings of the offices of the steps and of both ends of the links."""
    structure, law = scene.structure, scene.structure.law
    roster, here = structure.roster, law.stated(scene.matter).acting
    elsewhere: set[tuple[OfficeId, PlaceId]] = set()
    for link in links:
        if link.tie is None or link.office is None or link.place is None:
            continue
        if roster.has(link.place):
            here |= law.bit(link.office) | law.offices(link.tie.actor)
        else:
            there = structure.roster_of(link.place)
            elsewhere |= {(link.office, link.place), *structure.made_of(link.tie.actor, there)}
    return [
        one
        for one in holdings
        if (law.bit(one.office) & here and roster.has(one.place)) or (one.office, one.place) in elsewhere
    ]


def _regrown(
    structure: Structure, given_away: frozenset[Holding], person: PersonId, ways: Sequence[Way]
) -> Group:
    """Grow the person again along the links whose office is still held, when some holdings are given away."""
    incumbents = structure.incumbents.given_away(given_away)
    still: list[tuple[Group, Says]] = []
    for way in ways:
        link = way.link
        if link.tie is not None and link.holding is not None:
            if link.holding not in given_away:
                still.append((way.moves, incumbents.at(link.holding.place).pulls(link.tie.actor)))
        elif link.relative is not None and not given_away.issuperset(structure.holdings(link.person)):
            still.append((way.moves, has_any(incumbents.bit(link.relative))))
    return followed(incumbents.bit(person), still)
