"""How many absences a matter survives: the assignment as a monotone formula, and the smallest group that stops it.

Without distinct-persons rules the formula is "every required step can act". A rule matters only to those who suffice
alone for two of the steps it keeps apart: for these the ways to share the steps out are written down; everybody else
is one alternative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from counterpoise.analysis.assignment.ways import Excluded, Pair, actors_of
from counterpoise.analysis.structure import Structure
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.domain.matters import Step
from counterpoise.domain.words import PersonId, StepId

MOST_WAYS = 20_000
"""Up to so many ways to share out steps among persons who suffice alone for several."""

Routes = Sequence[tuple[Sequence[Step], Collection[Pair]]]
"""The required steps of each route, and the pairs of them that are kept apart."""


def assignable(structure: Structure, routes: Routes, aside: Mapping[StepId, Excluded]) -> int:
    """Write as a node: those present allow a valid assignment on some route."""
    builder = structure.builder
    return builder.any(builder.all(_parts(structure, steps, pairs, aside)) for steps, pairs in routes)


def fewest_absences(
    structure: Structure, root: int, *, absent: Collection[PersonId], engine: Engine
) -> tuple[int | None, tuple[float | None, float | None] | None, tuple[PersonId, ...]]:
    """Find the smallest group whose further absence leaves no assignment: its size, or bounds, and one such group."""
    builder = structure.builder
    gone = {structure.number[p]: builder.never for p in absent if p in structure.number}
    formula, variables = builder.formula(builder.dual(builder.compose(root, gone)))
    try:
        family = engine.minimal_sets(formula, 1)
    except TooLargeError:
        proved = engine.bounds(formula, 1)
        group = proved.sets[0] if proved.sets else ()
        if proved.low == proved.high:
            return proved.high, None, tuple(structure.persons[variables[v]] for v in group)
        return None, (proved.low, proved.high), tuple(structure.persons[variables[v]] for v in group)
    return family.smallest, None, tuple(structure.persons[variables[v]] for v in family.sets[0])


def _parts(
    structure: Structure, steps: Sequence[Step], pairs: Collection[Pair], aside: Mapping[StepId, Excluded]
) -> Iterator[int]:
    bound = {step for pair in pairs for step in pair}
    for step in steps:
        if step.id not in bound:
            roots = [structure.acts(actor, aside[step.id]) for _, actor in actors_of(step)]
            yield structure.builder.any(roots)
    kept = [step for step in steps if step.id in bound]
    if kept:
        yield _shared_out(structure, kept, pairs, aside)


def _shared_out(
    structure: Structure, steps: Sequence[Step], pairs: Collection[Pair], aside: Mapping[StepId, Excluded]
) -> int:
    """Share out steps that are kept apart, in every way that gives no pair of them to one person alone."""
    builder = structure.builder
    alone: list[set[PersonId]] = []
    together: list[int] = []
    for step in steps:
        roots = [structure.acts(actor, aside[step.id]) for _, actor in actors_of(step)]
        sufficing = [structure.alone(root) for root in roots]
        alone.append({person for several in sufficing for person in several})
        without = [
            builder.compose(root, {structure.number[p]: builder.never for p in several})
            for root, several in zip(roots, sufficing, strict=True)
        ]
        together.append(builder.any(without))
    several = {p for one in alone for p in one if sum(p in other for other in alone) > 1}
    place = {step.id: number for number, step in enumerate(steps)}
    apart = [frozenset({place[one], place[other]}) for one, other in pairs]
    options: list[list[PersonId | None]] = [[None, *sorted(one & several)] for one in alone]
    rest = [
        builder.any([node, *(builder.var(structure.number[p]) for p in sorted(one - several))])
        for one, node in zip(alone, together, strict=True)
    ]
    found = []
    for choice in _choices(options, apart):
        nodes = (
            rest[at] if person is None else builder.var(structure.number[person])
            for at, person in enumerate(choice)
        )
        found.append(builder.all(nodes))
        if len(found) > MOST_WAYS:
            raise TooLargeError("too many ways to share out the steps")
    return builder.any(found)


def _choices(
    options: Sequence[Sequence[PersonId | None]], apart: Sequence[frozenset[int]]
) -> Iterator[list[PersonId | None]]:
    """Choose one option for each step, never the same person for two steps kept apart."""
    waiting: list[list[PersonId | None]] = [[]]
    while waiting:
        begun = waiting.pop()
        at = len(begun)
        if at == len(options):
            yield begun
            continue
        for person in reversed(options[at]):
            clash = person is not None and any(
                begun[other] == person for other in range(at) if frozenset({at, other}) in apart
            )
            if not clash:
                waiting.append([*begun, person])
