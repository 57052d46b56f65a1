"""Tell minimal sets as patterns: so many of each type of interchangeable variables.

A council of 435 has more smallest groups than can be written down, and one pattern: 218 of its members. Variables of one
type can change places, so the minimal sets are unions of whole patterns; these are the paths of the family of minimal
vectors of counts (see `families`), or are written out at once where they are few (see `vectors`). Cost: that of
compiling the formula as one diagram over types.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.compile import compile_root
from counterpoise.boolean.engine import Patterns, TooLargeError
from counterpoise.boolean.families import NONE, UNIT, Families
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.modules import whole
from counterpoise.boolean.table import Diagram, Table
from counterpoise.boolean.types import types_of
from counterpoise.boolean.vectors import few_vectors

NODES = 50_000
"""What looking for patterns may cost: where they are few, it is little."""


def patterns_of(f: Formula, *, limit: int) -> Patterns | None:
    """List all patterns of minimal sets, or nothing when there are more than `limit` or they are dear to find.

    >>> from counterpoise.boolean.formula import AtLeast, Var
    >>> council = AtLeast(2, ((0, 1), (1, 1), (2, 1)))
    >>> f = Formula((Var(0), Var(1), Var(2), Var(3), council, AtLeast(2, ((3, 1), (4, 1)))), 4)
    >>> patterns_of(f, limit=5)
    Patterns(types=((3,), (0, 1, 2)), counts=((1, 2),))
    """
    few = few_vectors(f)
    if few is not None:
        return told(few.typing.members, few.counts()) if len(few.least) <= limit else None
    module = whole(f)[-1]
    typing = types_of((module.formula,))
    budget = Budget(nodes=NODES, seconds=1.0)
    try:
        table = Table(typing.counts, budget=budget)
        diagram = Diagram(table, compile_root(module.formula, typing, table), typing)
        families = Families(typing.counts, budget=budget)
        found = vectors_in(families, families.minimal(diagram), limit=limit)
    except TooLargeError:
        return None
    return None if found is None else told(module.named(typing.members), found)


def told(types: Sequence[tuple[int, ...]], counts: Sequence[tuple[int, ...]]) -> Patterns:
    """Put types and counts together, smallest patterns first."""
    return Patterns(tuple(types), tuple(sorted(counts, key=lambda one: (sum(one), [-c for c in one]))))


def vectors_in(families: Families, root: int, *, limit: int) -> list[tuple[int, ...]] | None:
    """List the vectors of a family, or nothing when there are more than `limit`."""
    found: list[tuple[int, ...]] = []
    for counts in _paths(families, root, len(families.counts)):
        if len(found) == limit:
            return None
        found.append(counts)
    return found


def _paths(families: Families, root: int, levels: int) -> Iterator[tuple[int, ...]]:
    """List the vectors of counts of a family."""
    stack: list[tuple[int, tuple[int, ...]]] = [(root, ())]
    while stack:
        at, so_far = stack.pop()
        if at == NONE:
            continue
        if at == UNIT:
            yield (*so_far, *([0] * (levels - len(so_far))))
            continue
        skipped = (*so_far, *([0] * (families.level[at] - len(so_far))))
        for count, child in enumerate(families.children[at]):
            stack.append((child, (*skipped, count)))
