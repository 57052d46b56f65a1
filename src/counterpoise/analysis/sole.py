"""C01: who carries a matter alone, and from which reading on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterpoise.analysis.capture import Formulas
from counterpoise.analysis.clerk import NO_ONE, Group
from counterpoise.analysis.findings import Answer, Severity
from counterpoise.analysis.incumbents import Incumbents
from counterpoise.analysis.law import Counts, every_check, standing_check
from counterpoise.analysis.scene import Scene, Seen, witness_of
from counterpoise.analysis.witness import Witness
from counterpoise.domain.matters import Step
from counterpoise.domain.words import PersonId

_BY_STAKES = {1: Severity.WARNING, 2: Severity.ERROR, 3: Severity.CRITICAL}


def sole_captures(scene: Scene, written: Sequence[Formulas], answers: Sequence[Answer]) -> Iterator[Seen]:
    """Find each person with a seat at the audited place who carries the matter alone, from which reading on."""
    found: set[PersonId] = set()
    for reading, one, answer in zip(("paper", "ties", "practice"), written, answers, strict=True):
        if answer.exact and answer.capture_number != 1:
            continue
        for person in _alone(scene, one, reading):
            if person not in found and scene.structure.sits_here(person):
                found.add(person)
                yield sole_capture(scene, person, reading, is_written=True)


def _alone(scene: Scene, written: Formulas, reading: str) -> Sequence[PersonId]:
    """List who carries the matter alone: by counting, person by person, where ties could not be written down.

    Whoever moves somebody who does carries it too, and whoever is moved by somebody who does not, does not.
    """
    structure = scene.structure
    if written.followed:
        return structure.alone(written.carry)
    incumbents, growing, counts = structure.incumbents, structure.growing, _counting(reading)
    if incumbents.carrying_route(scene.matter, NO_ONE, counts=counts) is not None:
        return ()
    found, carrying, failing = [], NO_ONE, NO_ONE
    for person in structure.persons:
        start = incumbents.bit(person)
        if start & failing:
            continue
        moved = growing.moved(start, until=carrying)
        if moved & carrying or incumbents.carrying_route(scene.matter, moved, counts=counts) is not None:
            carrying |= start
            found.append(person)
        else:
            failing |= moved
    return found


def _counting(reading: str) -> Counts:
    return standing_check if reading == "practice" else every_check


def sole_capture(scene: Scene, person: PersonId, reading: str, *, is_written: bool = False) -> Seen:
    """Tell that a person carries the matter alone, with the links and seats this rests on.

    Where formulas are written anyway, the first route is read from a list made for everybody at once.
    """
    counts = _counting(reading)

    def carries(incumbents: Incumbents, group: Group) -> bool:
        return incumbents.carrying_route(scene.matter, group, counts=counts) is not None

    witness, moved = witness_of(scene, person, reading, carries)
    route = _written_route(scene, person, witness, counts) if is_written else None
    if route is None:
        route = scene.structure.incumbents.carrying_route(scene.matter, moved, counts=counts) or ()
    told = tuple(s for s in route if s.is_consent or (s.is_binding_check and counts(s)))
    return Seen(
        code="C01",
        severity=_BY_STAKES[scene.matter.stakes],
        reading=reading,
        steps=told,
        persons=(person,),
        witness=replace(witness, steps=told),
    )


def _written_route(
    scene: Scene, person: PersonId, witness: Witness, counts: Counts
) -> tuple[Step, ...] | None:
    """Find the first route the person carries in a list made for everybody at once, where no link is chosen."""
    structure = scene.structure
    if not witness.links and (witness.listed or structure.can_grow):
        for route, alone in structure.routes_alone(scene.matter, counts, with_ties=not witness.listed):
            if structure.number[person] in alone:
                return route
    return None
