"""C04: who can stop the control of oneself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterpoise.analysis.capture import Formulas
from counterpoise.analysis.clerk import Group
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.incumbents import Incumbents
from counterpoise.analysis.scene import Scene, Seen, witness_of
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
    moved = structure.growing.moved(structure.incumbents.bit(person))
    return structure.incumbents.can_stop(scene.matter, moved)


def own_case(scene: Scene, person: PersonId, reading: str) -> Seen:
    """Tell that a person can stop the control of oneself, with the links and seats this rests on."""

    def stops(incumbents: Incumbents, group: Group) -> bool:
        return incumbents.can_stop(scene.matter, group)

    witness, moved = witness_of(scene, person, reading, stops)
    says = scene.structure.incumbents.here.step
    stopped = tuple([step for step in scene.matter.steps if step.is_consent and not says(step)(~moved)])
    return Seen(
        code="C04",
        severity=Severity.ERROR,
        reading=reading,
        steps=stopped,
        persons=(person,),
        witness=replace(witness, steps=stopped),
    )
