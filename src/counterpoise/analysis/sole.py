"""C01: who carries a matter alone, and from which reading on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from counterpoise.analysis.by_hand import Growing, Persons, carrying_route, links
from counterpoise.analysis.capture import Formulas
from counterpoise.analysis.findings import Answer, Severity
from counterpoise.analysis.scene import Scene, Seen, moved_with, witness_of
from counterpoise.analysis.structure import Structure, every_check, standing_check
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
                yield sole_capture(scene, person, reading)


def _alone(scene: Scene, written: Formulas, reading: str) -> Sequence[PersonId]:
    """List who carries the matter alone: by counting, person by person, where ties could not be written down."""
    structure = scene.structure
    if written.followed:
        return structure.alone(written.carry)
    if carrying_route(structure, scene.matter, frozenset(), _counting(reading)) is not None:
        return ()
    growing = Growing(structure, links(structure))
    return [
        person
        for person in structure.persons
        if carrying_route(structure, scene.matter, growing.grown((person,))[0], _counting(reading))
    ]


def _counting(reading: str) -> Callable[[Step], bool]:
    return standing_check if reading == "practice" else every_check


def sole_capture(scene: Scene, person: PersonId, reading: str) -> Seen:
    """Tell that a person carries the matter alone, with the links and seats this rests on."""
    counts = _counting(reading)

    def carries(structure: Structure, group: Persons) -> bool:
        return carrying_route(structure, scene.matter, group, counts) is not None

    witness = witness_of(scene, person, reading, carries)
    route = _route(scene, person, witness, counts)
    told = tuple(s for s in route if s.is_consent or (s.is_binding_check and counts(s)))
    return Seen(
        code="C01",
        severity=_BY_STAKES[scene.matter.stakes],
        reading=reading,
        steps=told,
        persons=(person,),
        witness=replace(witness, steps=told),
    )


def _route(
    scene: Scene, person: PersonId, witness: Witness, counts: Callable[[Step], bool]
) -> Sequence[Step]:
    """Find the first route the person carries: by counting, or from a list made for everybody at once."""
    structure = scene.structure
    if not witness.links and (witness.listed or structure.can_grow):
        for route, alone in structure.routes_alone(scene.matter, counts, with_ties=not witness.listed):
            if structure.number[person] in alone:
                return route
    return carrying_route(structure, scene.matter, moved_with(scene, person, witness), counts) or ()
