"""Reduced decision diagrams over types: exact answers without looking at every set.

A level of the diagram is one type of interchangeable variables and a node has one child per count of them, so
ordinary two-valued diagrams (Bryant 1986) are the case in which every type has one member. Minimal sets are a
zero-suppressed family (Minato 1993) built as Rauzy (1993) does; power comes from one pass up and one down, with
Shapley–Shubik by Gauss–Legendre quadrature of Owen's (1972) integral, exact for the degree at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, islice

import numpy as np

from counterpoise.boolean.budget import NODES, Budget, Purse
from counterpoise.boolean.compile import compile_root, compile_vectors
from counterpoise.boolean.composition import ComposedEngine, Composition
from counterpoise.boolean.engine import Patterns
from counterpoise.boolean.families import Families
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.listing import first_sets, lengths, mask_of
from counterpoise.boolean.modules import Module, modules_of, whole
from counterpoise.boolean.ordering import ordered
from counterpoise.boolean.packed import pack, unpack, width_for
from counterpoise.boolean.parts import Floats, Listed, Tally
from counterpoise.boolean.passes import (
    Level,
    groups_of,
    settings_and_swings,
    spread_of,
    spread_of_alike,
    values,
    values_and_decisive,
)
from counterpoise.boolean.patterns import told, vectors_in
from counterpoise.boolean.table import Diagram, Table
from counterpoise.boolean.types import types_of
from counterpoise.boolean.vectors import Vectors


class DiagramPart:
    """One module as a diagram; its family of minimal sets is built when first asked for."""

    method = "diagrams"

    def __init__(
        self, module: Module, budget: Budget, *, sets: Budget | None = None, few: Vectors | None = None
    ) -> None:
        typing = (
            ordered(module.formula, types_of((module.formula,), apart=module.inner))
            if few is None
            else few.typing
        )
        table = Table(typing.counts, budget=budget)
        root = compile_root(module.formula, typing, table) if few is None else compile_vectors(few, table)
        self._diagram = Diagram(table, root, typing)
        table.forget()
        self.entries = len(table.level)
        self._inner = frozenset(module.inner)
        self._size = module.formula.size
        self._budget = sets or budget
        self._minimal: tuple[Families, int] | None = None

    def tally(self, ways: Sequence[tuple[int, int]]) -> Tally:
        """Count by one pass up and one down."""
        members = self._diagram.typing.members
        levels = [self._level(group, ways) for group in members]
        true, decided = settings_and_swings(self._diagram, levels)
        total = 1
        for level in levels:
            total *= sum(level.ways)
        swings = [0] * self._size
        for group, count in zip(members, decided, strict=True):
            for local in group:
                swings[local] = count
        return Tally(total - true, true, tuple(swings))

    def _level(self, group: tuple[int, ...], ways: Sequence[tuple[int, int]]) -> Level:
        if len(group) == 1:
            return Level(ways[group[0]], (1,))
        n = len(group)
        return Level(groups_of(n), groups_of(n - 1))

    def value(self, chances: Floats) -> Floats:
        """Add up probabilities by one pass up."""
        return values(self._diagram, [spread_of(chances[list(g)]) for g in self._diagram.typing.members])

    def decisive(self, chances: Floats) -> tuple[Floats, Floats]:
        """Give both probabilities by one pass up and one down; members of a type share one chance."""
        members = self._diagram.typing.members
        shared = [(chances[group[0]].tobytes(), len(group)) for group in members]
        spreads = [spread_of_alike(chance, count) for chance, count in shared]
        others = [spread_of_alike(chance, count - 1) for chance, count in shared]
        value, decided = values_and_decisive(self._diagram, spreads, others)
        found = np.zeros_like(chances)
        for group, row in zip(members, decided, strict=True):
            found[list(group)] = row
        return value, found

    def total(self, inner: Sequence[int]) -> int:
        """Count the family's sets."""
        families, root = self._family()
        return families.total(root, [self._counts(group, inner) for group in self._diagram.typing.members])

    def _counts(self, group: tuple[int, ...], inner: Sequence[int]) -> Sequence[int]:
        if len(group) == 1:
            return (1, inner[group[0]])
        return groups_of(len(group))

    def sizes(self, inner: Sequence[Sequence[int]]) -> list[int]:
        """Count the family's sets by size, as packed polynomials."""
        families, root = self._family()
        width = width_for(self.total([sum(counts) for counts in inner]))
        shapes = []
        for group in self._diagram.typing.members:
            if len(group) == 1:
                shapes.append([1, pack(inner[group[0]], width)])
            else:
                ways = groups_of(len(group))
                shapes.append([number << (8 * width * count) for count, number in enumerate(ways)])
        return unpack(families.total(root, shapes), width)

    def lengths(self, inner: Sequence[int]) -> int:
        """Add up the lengths along every path of the family."""
        families, root = self._family()
        return lengths(families, families.below(root), self._shapes(inner))[root]

    def _shapes(self, inner: Sequence[int]) -> list[list[int]]:
        """Give the sizes of the sets that each count of each level stands for, as bits."""
        return [
            [1, inner[group[0]]] if len(group) == 1 else [1 << count for count in range(len(group) + 1)]
            for group in self._diagram.typing.members
        ]

    def first(self, inner: Sequence[Listed], *, sizes: int, limit: int) -> Listed:
        """List the first sets of the family."""
        families, root = self._family()
        members = self._diagram.typing.members

        @cache
        def choices(level: int, count: int) -> Listed:
            return _choices(members[level], count, inner, limit=limit)

        shapes = self._shapes([mask_of(listed) for listed in inner])
        return first_sets(families, root, choices, shapes=shapes, sizes=sizes, limit=limit)

    def patterns(self, limit: int) -> tuple[tuple[tuple[int, ...], ...], list[tuple[int, ...]]] | None:
        """List the types and the family's vectors of counts, or nothing when there are more than `limit`."""
        families, root = self._family()
        found = vectors_in(families, root, limit=limit)
        return None if found is None else (self._diagram.typing.members, found)

    def _family(self) -> tuple[Families, int]:
        if self._minimal is None:
            families = Families(self._diagram.typing.counts, budget=self._budget)
            self._minimal = families, families.minimal(self._diagram)
        return self._minimal


class DiagramEngine(ComposedEngine):
    """Answer by decision diagrams, module by module; equal questions asked again are remembered."""

    name = "diagrams"

    def __init__(
        self,
        *,
        budget: int = NODES,
        seconds: float | None = None,
        purse: Purse | None = None,
        modules: bool = True,
    ) -> None:
        super().__init__(seconds=seconds, purse=purse)
        self._nodes = budget
        self._divide = modules_of if modules else whole

    def compose(self, f: Formula) -> Composition:
        """Compile every module into a diagram of its own, all from one budget."""
        budget = Budget(nodes=self._nodes, clock=self.clock)
        modules = self._divide(f)
        parts = [DiagramPart(module, budget) for module in self.clock.watched(modules)]
        return Composition(f.size, modules, parts, clock=self.clock)

    def told(self, f: Formula, limit: int) -> Patterns | None:
        """Read the patterns off the family of a formula that was compiled whole; else compile it so."""
        undivided = self.composition(f)[0].undivided
        if undivided is None or not isinstance(undivided[1], DiagramPart):
            return super().told(f, limit)
        found = undivided[1].patterns(limit)
        if found is None:
            return None
        variables = self.renamed(f)[1]
        members = undivided[0].named(found[0])
        return told([tuple(sorted(variables[v] for v in group)) for group in members], found[1])

    def equal(self, f: Formula, g: Formula) -> bool:
        """Build both in one table, where equal functions are equal nodes."""
        typing = types_of((f, g))
        table = Table(typing.counts, budget=Budget(nodes=self._nodes, clock=self.clock))
        return compile_root(f, typing, table) == compile_root(g, typing, table)


def _choices(group: tuple[int, ...], count: int, inner: Sequence[Listed], *, limit: int) -> Listed:
    """List the first sets of so many members of a type."""
    if len(group) == 1:
        return inner[group[0]] if count else {0: [0]}
    bits = sorted((inner[local][1][0] for local in group), reverse=True)
    return {count: [sum(chosen) for chosen in islice(combinations(bits, count), limit)]}
