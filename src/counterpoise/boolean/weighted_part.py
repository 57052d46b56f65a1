"""A module of weighted votes, answered by counting weights; its sets by diagrams where it is no single vote."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.diagrams import DiagramPart
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Var
from counterpoise.boolean.listing import bits_of
from counterpoise.boolean.modules import Module
from counterpoise.boolean.parts import Floats, Listed, Tally
from counterpoise.boolean.passes import spread_of
from counterpoise.boolean.weighted import Counts, cells_of, grid_of, single_quota
from counterpoise.boolean.weighted_chances import decisive_weights, value_of_weights
from counterpoise.boolean.weighted_sets import count_minimal, first_minimal, smallest_size

BY_SIZE = 1 << 23
"""The bytes up to which groups are counted by size as well, so that Shapley–Shubik needs no integration of weights."""

MARKS = 1 << 26
"""The marks that all thresholds together may make on a grid."""


class WeightedPart:
    """One module of persons only, as a grid of weights."""

    method = "weighted"

    def __init__(self, module: Module, budget: Budget) -> None:
        if not _is_vote(module):
            raise TooLargeError("a grid of weights is for votes of persons only")
        self._module = module
        self._budget = budget
        self._size = module.formula.size
        self._quota = single_quota(module.formula)
        self._grid = grid_of(module.formula)
        self._sets: DiagramPart | None = None
        self.entries = self._grid.cells

    def tally(self, ways: Sequence[tuple[int, int]]) -> Tally:
        """Count by taking each weight out of the counts of all."""
        counts = Counts(self._grid)
        swings = {step: counts.swings(step)[0] for step in set(self._grid.steps)}
        (false,) = counts.false()
        return Tally(false, (1 << self._size) - false, tuple(swings[step] for step in self._grid.steps))

    def value(self, chances: Floats) -> Floats:
        """Add members one by one to the distribution of weights."""
        return value_of_weights(self._grid, chances)

    def decisive(self, chances: Floats) -> tuple[Floats, Floats]:
        """Give both from exact counts by size where these are small, else from distributions of weights."""
        if cells_of(self._module.formula, by_size=True) * (self._size // 8 + 4) <= BY_SIZE:
            return self._by_size(chances[0])
        if self._quota is None:
            raise TooLargeError("the grid of weights is too large to be counted by size")
        return decisive_weights(self._weights(), quota=self._quota, chances=chances[0])

    def _by_size(self, points: Floats) -> tuple[Floats, Floats]:
        n = self._size
        grid = grid_of(self._module.formula, by_size=True)
        counts = Counts(grid, sizes=n + 1)
        everyone, others = spread_of(np.tile(points, (n, 1))), spread_of(np.tile(points, (n - 1, 1)))
        false = np.array([count / comb(n, size) for size, count in enumerate(counts.false())])
        rows = {}
        for step in set(grid.steps):
            swings = counts.swings(step)[:n]
            rows[step] = np.array([count / comb(n - 1, size) for size, count in enumerate(swings)]) @ others
        return 1 - false @ everyone, np.array([rows[step] for step in grid.steps])

    def _weights(self) -> list[int]:
        root = self._module.formula.nodes[-1]
        weights = [0] * self._size
        if isinstance(root, AtLeast):
            for part, weight in root.parts:
                child = self._module.formula.nodes[part]
                if isinstance(child, Var):
                    weights[child.variable] += weight
        return weights

    def _diagram(self) -> DiagramPart:
        if self._sets is None:
            self._sets = DiagramPart(self._module, self._budget)
        return self._sets

    def total(self, inner: Sequence[int]) -> int:
        """Count minimal sets by their lightest member."""
        if self._quota is None:
            return self._diagram().total(inner)
        return count_minimal(self._quota, self._weights(), by_size=False)[0]

    def sizes(self, inner: Sequence[Sequence[int]]) -> list[int]:
        """Count minimal sets by their lightest member and their size."""
        if self._quota is None:
            return self._diagram().sizes(inner)
        return count_minimal(self._quota, self._weights(), by_size=True)

    def lengths(self, inner: Sequence[int]) -> int:
        """Allow every size from the smallest on."""
        if self._quota is None:
            return self._diagram().lengths(inner)
        low = smallest_size(self._quota, self._weights())
        return ((1 << (self._size + 1)) - 1) >> low << low

    def first(self, inner: Sequence[Listed], *, sizes: int, limit: int) -> Listed:
        """Walk the reachable weights, one size at a time."""
        if self._quota is None:
            return self._diagram().first(inner, sizes=sizes, limit=limit)
        weights, places = self._weights(), [listed[1][0] for listed in inner]
        low = smallest_size(self._quota, weights)
        listed = {
            size: first_minimal(self._quota, weights, places, size=size, limit=limit)
            for size in bits_of(sizes)
            if low <= size <= self._size
        }
        return {size: sets for size, sets in listed.items() if sets}


def fits(module: Module) -> bool:
    """Tell whether a module is votes of persons whose grid of weights is small."""
    if not _is_vote(module):
        return False
    f = module.formula
    cells = cells_of(f, by_size=single_quota(f) is None)
    return cells * (f.size // 8 + 4) <= BY_SIZE and cells * len(f.nodes) <= MARKS


def _is_vote(module: Module) -> bool:
    root = module.formula.nodes[-1]
    return not module.inner and isinstance(root, AtLeast) and len(root.parts) > 0 and root.quota > 0
