"""One matter at one place, the witness of a finding about it, and the finding put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.by_hand import Holding, Link, Persons, fewest_links, links, moved_by
from counterpoise.analysis.findings import Finding, Severity
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
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import OfficeId, PersonId, PlaceId, is_uncertain


@dataclass(frozen=True, slots=True)
class Scene:
    """One matter at one place, as things stand and (where an arrangement touches it) without the arrangement.

    `apart` gives the place without each arrangement alone, where several are fulfilled. When the `clock` is over,
    witnesses may name more than they need; when there is no more `room`, they name no links.
    """

    structure: Structure
    matter: Matter
    engine: Engine
    wording: Wording
    held: tuple[Fulfilled, ...] = ()
    other: Structure | None = None
    apart: tuple[tuple[Fulfilled, Structure], ...] = ()
    clock: Clock = field(default_factory=lambda: Clock(SECONDS))
    room: Budget = field(default_factory=lambda: Budget(nodes=LINKS))


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


def worded(scene: Scene, seen: Seen) -> Finding:
    """Put a finding together; its severity is capped when a row it rests on is uncertain."""
    witness, persons = seen.witness, seen.persons
    is_capped = seen.severity > Severity.WARNING and rests_on_uncertain(scene.matter, witness)
    return Finding(
        code=seen.code,
        severity=Severity.WARNING if is_capped else seen.severity,
        capped_from=seen.severity if is_capped else None,
        reading=seen.reading,
        place=scene.structure.roster.place,
        matter=scene.matter.id,
        steps=tuple(step.id for step in seen.steps),
        persons=persons,
        offices=tuple(dict.fromkeys(held.office for held in witness.seats if held.person in persons)),
        message=scene.wording.concentration(
            seen.code,
            scene.matter,
            persons=persons,
            steps=witness.steps,
            reading=seen.reading,
            figure=seen.figure,
        ),
        because=because(witness, scene.structure.roster),
        basis=cited(scene.matter, witness),
        rests_on=rows_of(scene.wording, scene.structure.roster, scene.matter, witness),
        remedy=REMEDIES[seen.code],
    )


def grown(structure: Structure, person: PersonId, ways: Iterable[Link]) -> Persons:
    return moved_by(structure, (person,), ways)[0]


def witness_of(
    scene: Scene, person: PersonId, reading: str, suffices: Callable[[Structure, Persons], bool]
) -> Witness:
    """Keep the links and seats the person cannot do without."""
    structure = scene.structure
    ways: tuple[Link, ...] = ()
    if reading != "paper":
        try:
            scene.room.foresee(1)
            ways = fewest_links(
                structure,
                (person,),
                lambda group: suffices(structure, group),
                doubtful=doubtful,
                is_over=scene.clock.is_over,
            )
            scene.room.foresee(len(ways))
            scene.room.spend(len(ways))
        except TooLargeError:
            return Witness(links=(), seats=_own_seats(scene, person), steps=(), listed=False)
    seats = _needed_seats(scene, person, ways, suffices)
    return Witness(links=ways, seats=seats, steps=())


def moved_with(scene: Scene, person: PersonId, witness: Witness) -> Persons:
    """Give everybody a person moves: along the links of the witness, or along all where they are left out."""
    return grown(scene.structure, person, witness.links if witness.listed else links(scene.structure))


def _own_seats(scene: Scene, person: PersonId) -> tuple[Holding, ...]:
    held = scene.structure.holdings_of(person)
    return tuple(dict.fromkeys(Holding(person, seat.office, seat.place) for seat in held))


def doubtful(link: Link) -> bool:
    return link.tie is not None and is_uncertain(link.tie.basis)


def _needed_seats(
    scene: Scene, person: PersonId, ways: Sequence[Link], suffices: Callable[[Structure, Persons], bool]
) -> tuple[Holding, ...]:
    """Keep the holdings the person and those moved cannot do without: each is tried in the hands of a stranger.

    The only one is not tried: without it the person would be as good as nobody.
    """
    structure = scene.structure
    reached = _reached(scene, ways)
    group = sorted(grown(structure, person, ways), key=lambda p: (p != person, p))
    held = (Holding(one, s.office, s.place) for one in group for s in structure.holdings_of(one))
    holdings = [one for one in dict.fromkeys(held) if (one.office, one.place) in reached]
    if len(holdings) == 1 and not ways:
        return tuple(holdings)
    kept = holdings
    for holding in reversed(holdings):
        if scene.clock.is_over():
            break
        fewer = [h for h in kept if h != holding]
        given_away = [h for h in holdings if h not in fewer]
        other = Structure(_handed_on(structure.roster, given_away), structure.choices)
        if person in other.number and suffices(other, _regrown(other, person, ways)):
            kept = fewer
    tied = {link.holding for link in ways}
    return tuple(h for h in holdings if h in kept or h in tied)


def _reached(scene: Scene, ways: Sequence[Link]) -> frozenset[tuple[OfficeId, PlaceId]]:
    """List the offices, with their places, of the steps and of both ends of the links."""
    structure = scene.structure
    stepped = structure.stepped(scene.matter)
    actors = [
        (structure.roster_of(link.place), link.tie.actor)
        for link in ways
        if link.tie is not None and link.place is not None
    ]
    bound = {(link.office, link.place) for link in ways if link.office is not None and link.place is not None}
    bound |= {
        (office, roster.place_of(office))
        for roster, actor in actors
        for office in structure.reach(actor)
        if office in roster.seats
    }
    return stepped | bound if bound else stepped


def _regrown(other: Structure, person: PersonId, ways: Sequence[Link]) -> Persons:
    """Grow the person again along the links whose office is still held."""
    still = [
        w
        for w in ways
        if w.person in other.number
        and (w.holding is None or any(_is_of(seat, w.holding) for seat in other.holdings_of(w.person)))
    ]
    return moved_by(other, (person,), still)[0]


def _is_of(seat: Seat, holding: Holding) -> bool:
    return (seat.office, seat.place) == (holding.office, holding.place)


def _handed_on(roster: Roster, holdings: Sequence[Holding]) -> Roster:
    """Give some holdings to strangers."""
    return replace(
        roster,
        seats={office: _given_away(seats, holdings) for office, seats in roster.seats.items()},
        elsewhere=tuple(_handed_on(other, holdings) for other in roster.elsewhere),
    )


def _given_away(seats: tuple[Seat, ...], holdings: Sequence[Holding]) -> tuple[Seat, ...]:
    return tuple(
        replace(s, holder=PersonId(f"{s.office}@{s.place}#stranger-{s.number}"))
        if any(s.holder == held.person and _is_of(s, held) for held in holdings)
        else s
        for s in seats
    )
