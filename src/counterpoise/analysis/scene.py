"""One matter at one place, the witness of a finding about it, and the finding put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.by_hand import Link, Persons, fewest_links, moved_by
from counterpoise.analysis.findings import Finding, Severity
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.witness import Witness, because, cited, rests_on_uncertain, rows_of
from counterpoise.analysis.wording import REMEDIES, Wording
from counterpoise.boolean.engine import Engine
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import OfficeId, PersonId, is_uncertain


@dataclass(frozen=True, slots=True)
class Scene:
    """One matter at one place, as things stand and (where an arrangement touches it) without the arrangement."""

    structure: Structure
    matter: Matter
    engine: Engine
    wording: Wording
    held: tuple[Fulfilled, ...] = ()
    other: Structure | None = None


def finding(
    scene: Scene,
    *,
    code: str,
    severity: Severity,
    reading: str,
    steps: Sequence[Step],
    persons: tuple[PersonId, ...],
    witness: Witness,
    figure: float | None = None,
) -> Finding:
    """Put a finding together; its severity is capped when a row it rests on is uncertain."""
    is_capped = severity > Severity.WARNING and rests_on_uncertain(scene.matter, witness)
    return Finding(
        code=code,
        severity=Severity.WARNING if is_capped else severity,
        capped_from=severity if is_capped else None,
        reading=reading,
        place=scene.structure.roster.place,
        matter=scene.matter.id,
        steps=tuple(step.id for step in steps),
        persons=persons,
        offices=tuple(dict.fromkeys(office for person, office in witness.seats if person in persons)),
        message=scene.wording.concentration(
            code, scene.matter, persons=persons, steps=witness.steps, reading=reading, figure=figure
        ),
        because=because(witness),
        basis=cited(scene.matter, witness),
        rests_on=rows_of(scene.wording, scene.structure.roster, scene.matter, witness),
        remedy=REMEDIES[code],
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
        ways = fewest_links(structure, (person,), lambda group: suffices(structure, group), doubtful=doubtful)
    seats = _needed_seats(scene, person, ways, suffices)
    return Witness(links=ways, seats=seats, steps=())


def doubtful(link: Link) -> bool:
    return link.tie is not None and is_uncertain(link.tie.basis)


def _needed_seats(
    scene: Scene, person: PersonId, ways: Sequence[Link], suffices: Callable[[Structure, Persons], bool]
) -> tuple[tuple[PersonId, OfficeId], ...]:
    """Keep the holdings the person and those moved cannot do without: each is tried in the hands of a stranger."""
    structure = scene.structure
    reached: set[OfficeId] = set()
    for step in scene.matter.steps:
        reached |= structure.reach(step.actor)
        if step.substitute is not None:
            reached |= structure.reach(step.substitute)
    for link in ways:
        if link.tie is not None:
            reached |= structure.reach(link.tie.actor)
    group = sorted(grown(structure, person, ways), key=lambda p: (p != person, p))
    holdings = [
        (one, office)
        for one in group
        for office in dict.fromkeys(s.office for s in structure.seats_of(one))
        if office in reached
    ]
    kept = holdings
    for holding in reversed(holdings):
        fewer = [h for h in kept if h != holding]
        given_away = [h for h in holdings if h not in fewer]
        other = Structure(_handed_on(structure, given_away), structure.choices)
        if person in other.number and suffices(other, _regrown(other, person, ways)):
            kept = fewer
    tied = {(link.person, link.office) for link in ways if link.office is not None}
    return tuple(h for h in holdings if h in kept or h in tied)


def _regrown(other: Structure, person: PersonId, ways: Sequence[Link]) -> Persons:
    """Grow the person again along the links whose office is still held."""
    still = [
        w
        for w in ways
        if w.person in other.number
        and (w.office is None or any(s.office == w.office for s in other.seats_of(w.person)))
    ]
    return moved_by(other, (person,), still)[0]


def _handed_on(structure: Structure, holdings: Sequence[tuple[PersonId, OfficeId]]) -> Roster:
    """Give some holdings to strangers."""
    seats = dict(structure.roster.seats)
    for person, office in holdings:
        seats[office] = tuple(
            replace(s, holder=PersonId(f"{office}@{s.place}#stranger-{s.number}"))
            if s.holder == person
            else s
            for s in seats[office]
        )
    return replace(structure.roster, seats=seats)
