"""C05: who holds more than half of the power to decide a matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from counterpoise.analysis.capture import Formulas
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.witness import Witness
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.over_half import may_exceed_half
from counterpoise.domain.words import PersonId

MORE_THAN_HALF = 0.5 + 1e-9  # the index is a quotient of floats: half itself is not more than half


def dominant(scene: Scene, written: Sequence[Formulas]) -> Iterator[Seen]:
    """Find each person who holds more than half of the Shapley–Shubik power, from which reading on."""
    found: set[PersonId] = set()
    for reading, one in zip(("paper", "ties"), written[:2], strict=True):
        alone = _decisive_alone(scene.structure, one.consent)
        if len(alone) > 1 or (alone and found >= alone):
            continue
        for person, share in _shares(scene, one.consent, alone, found):
            if share > MORE_THAN_HALF and person not in found:
                found.add(person)
                yield dominance(scene, person, reading, share)


def _shares(
    scene: Scene, consent: int, alone: Set[PersonId], found: Set[PersonId]
) -> Iterator[tuple[PersonId, float]]:
    """Tell the power of everybody, where somebody not yet found may hold more than half."""
    formula, persons = scene.structure.cut(consent)
    candidates = {persons[variable] for variable in may_exceed_half(formula)} - found
    if not (candidates & alone if alone else candidates):
        return
    try:
        indices = scene.engine.power(formula)
    except TooLargeError:
        return
    for person, one in zip(persons, indices, strict=True):
        yield person, one.shapley


def _decisive_alone(structure: Structure, consent: int) -> frozenset[PersonId]:
    """List who can consent alone, and who alone can withhold it: beside one of them nobody holds more than half.

    When all arrive one after another, whoever else is decisive comes before one who can consent alone, and after one
    who can withhold it alone: in half of the orders at most.
    """
    withheld = structure.builder.dual(consent)
    return frozenset((*structure.alone(consent), *structure.alone(withheld)))


def dominance(scene: Scene, person: PersonId, reading: str, share: float) -> Seen:
    """Word the finding; with ties, name those by which the person alone moves somebody who has a say."""
    structure = scene.structure
    start = structure.incumbents.bit(person)
    ways = structure.growing.grown(start)[1] if reading == "ties" else ()
    movers = [way for way in ways if way.moves & structure.reached(scene.matter).persons]
    return Seen(
        code="C05",
        severity=Severity.WARNING,
        reading=reading,
        steps=(),
        persons=(person,),
        witness=Witness(
            tuple([way.link for way in movers]),
            tuple(structure.holdings_among(person, structure.offices_reached(scene.matter))),
            tuple(step for step in scene.matter.steps if step.is_consent),
        ),
        figure=share,
    )
