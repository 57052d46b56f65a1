"""C04: who can stop the control of oneself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterpoise.analysis.by_hand import Persons, can_stop, links, moved_by, step_says_yes
from counterpoise.analysis.capture import Formulas
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.scene import Scene, Seen, moved_with, witness_of
from counterpoise.analysis.structure import Structure
from counterpoise.domain.words import PersonId


def own_cases(scene: Scene, written: Sequence[Formulas]) -> Iterator[Seen]:
    """Find the holders of the controlled office who are, or move, a blocking set of their own control."""
    against = scene.matter.against
    if against is None:
        return
    for person in scene.structure.roster.holders(against):
        for reading, one in zip(("paper", "ties"), written[:2], strict=True):
            if _stops(scene, person, one):
                yield own_case(scene, person, reading)
                break


def _stops(scene: Scene, person: PersonId, written: Formulas) -> bool:
    """Tell whether one person stops what somebody could carry: by counting where ties could not be written down."""
    structure, builder = scene.structure, scene.structure.builder
    if builder.holds(written.stop, ()):
        return False
    if written.followed:
        return builder.holds(written.stop, (structure.number[person],))
    return can_stop(structure, scene.matter, moved_by(structure, (person,), links(structure))[0])


def own_case(scene: Scene, person: PersonId, reading: str) -> Seen:
    """Tell that a person can stop the control of oneself, with the links and seats this rests on."""

    def stops(structure: Structure, group: Persons) -> bool:
        return can_stop(structure, scene.matter, group)

    witness = witness_of(scene, person, reading, stops)
    group = moved_with(scene, person, witness)
    others = frozenset(scene.structure.persons) - group
    stopped = tuple(
        s for s in scene.matter.steps if s.is_consent and not step_says_yes(scene.structure, s, others)
    )
    return Seen(
        code="C04",
        severity=Severity.ERROR,
        reading=reading,
        steps=stopped,
        persons=(person,),
        witness=replace(witness, steps=stopped),
    )
