"""Tell minimal sets as patterns: so many of each type of interchangeable variables.

A council of 435 has more smallest groups than can be written down, and one pattern: 218 of its members. Variables of one
type can change places, so the minimal sets are unions of whole patterns; these are the paths of the family of minimal
vectors of counts (see `families`). Cost: that of compiling the formula as one diagram over types.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.compile import compile_root
from counterpoise.boolean.families import NONE, UNIT, Families
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.modules import whole
from counterpoise.boolean.table import Diagram, Table
from counterpoise.boolean.types import types_of


@dataclass(frozen=True, slots=True)
class Patterns:
    """Types of interchangeable variables, and how many of each make a minimal set; smallest patterns first."""

    types: tuple[tuple[int, ...], ...]
    counts: tuple[tuple[int, ...], ...]


def patterns_of(f: Formula, *, limit: int, budget: Budget) -> Patterns | None:
    """List all patterns of minimal sets, or nothing when there are more than `limit`.

    >>> from counterpoise.boolean.formula import AtLeast, Var
    >>> council = AtLeast(2, ((0, 1), (1, 1), (2, 1)))
    >>> f = Formula((Var(0), Var(1), Var(2), Var(3), council, AtLeast(2, ((3, 1), (4, 1)))), 4)
    >>> patterns_of(f, limit=5, budget=Budget())
    Patterns(types=((3,), (0, 1, 2)), counts=((1, 2),))
    """
    module = whole(f)[-1]
    typing = types_of((module.formula,))
    table = Table(typing.counts, budget=budget)
    diagram = Diagram(table, compile_root(module.formula, typing, table), typing)
    families = Families(typing.counts, budget=budget)
    found: list[tuple[int, ...]] = []
    for counts in _paths(families, families.minimal(diagram), len(typing.counts)):
        if len(found) == limit:
            return None
        found.append(counts)
    types = tuple(tuple(sorted(~module.stands_for[v] for v in members)) for members in typing.members)
    return Patterns(types, tuple(sorted(found, key=lambda counts: (sum(counts), [-c for c in counts]))))


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
