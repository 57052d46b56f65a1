"""Weighted votes by counting how many groups have each weight, all weights in one long number.

The generating function ∏ (1 + z^wᵢ) has as its coefficient of z^x the number of groups of weight x (Brams and Affuso
1976; Bilbao et al. 2000). Packed into one number (Kronecker 1882), a member is put in by one shift and one addition,
and taken out again by the geometric series of 1 / (1 + z^w), doubled: log₂ steps for each different weight. Several
thresholds have a weight each and make a grid. Cost: members times cells; exact whole numbers throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var
from counterpoise.boolean.packed import Fields

Truth = npt.NDArray[np.bool_]

LARGEST = 1 << 26
"""The bytes a grid may have."""

MOST_AXES = 26
"""With more axes, of two cells or more each, no grid is that small."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The weights of a formula's thresholds as cells: where each variable moves, and which cells are true.

    `beyond` cells are true: the grid of a single threshold ends below its quota.
    """

    steps: tuple[int, ...]
    cells: int
    true: Truth

    def decided(self, step: int) -> Truth:
        """Mark the cells from which a step leads from false to true."""
        after = np.ones(self.cells, dtype=np.bool_)
        after[: self.cells - step] = self.true[step:]
        return after & ~self.true


def cells_of(f: Formula, *, by_size: bool = False) -> int:
    """Tell how many cells the grid of a formula would have."""
    quota = single_quota(f)
    if quota is not None:
        return quota * (f.size + 1) if by_size else quota
    return prod(sum(axis.values()) + 1 for axis in _axes(f, by_size=by_size))


def single_quota(f: Formula) -> int | None:
    """Give the quota of a formula that is one threshold over variables."""
    root = f.nodes[-1]
    if isinstance(root, AtLeast) and all(isinstance(f.nodes[part], Var) for part, _ in root.parts):
        return root.quota
    return None


def grid_of(f: Formula, *, by_size: bool = False) -> Grid:
    """Lay out the weights of a formula; by size, the number of members is the first axis."""
    axes = _axes(f, by_size=by_size)
    strides = [prod(sum(axis.values()) + 1 for axis in axes[:at]) for at in range(len(axes))]
    cells = cells_of(f, by_size=by_size)
    steps = tuple(
        min(sum(axis.get(v, 0) * stride for axis, stride in zip(axes, strides, strict=True)), cells)
        for v in range(f.size)
    )
    if single_quota(f) is not None:
        return Grid(steps, cells, np.zeros(cells, dtype=np.bool_))
    return Grid(steps, cells, _true_cells(f, axes, strides))


def _axes(f: Formula, *, by_size: bool) -> list[dict[int, int]]:
    """List the different ways in which thresholds weigh variables directly; so many that no grid holds them are enough."""
    axes: list[dict[int, int]] = [dict.fromkeys(range(f.size), 1)] if by_size else []
    known = {frozenset(axis.items()) for axis in axes}
    single = single_quota(f) is not None
    for node in f.nodes:
        if isinstance(node, AtLeast) and len(axes) <= MOST_AXES:
            axis = _direct(f, node)
            if axis and (single or frozenset(axis.items()) not in known):
                known.add(frozenset(axis.items()))
                axes.append(axis)
    return axes


def _direct(f: Formula, node: AtLeast) -> dict[int, int]:
    direct = {}
    for part, weight in node.parts:
        child = f.nodes[part]
        if isinstance(child, Var):
            direct[child.variable] = weight
    return direct


def _true_cells(f: Formula, axes: list[dict[int, int]], strides: list[int]) -> Truth:
    """Evaluate the formula on every cell at once."""
    cells = prod(sum(axis.values()) + 1 for axis in axes)
    place = np.arange(cells)
    true: list[Truth] = []
    for node in f.nodes:
        reached = np.zeros(cells, dtype=np.int64)
        if isinstance(node, AtLeast):
            axis = _direct(f, node)
            if axis:
                at = axes.index(axis)
                reached += place // strides[at] % (sum(axis.values()) + 1)
            for part, weight in node.parts:
                if not isinstance(f.nodes[part], Var):
                    reached += weight * true[part]
            true.append(reached >= node.quota)
        else:
            true.append(reached > 0)
    return true[-1]


class Counts:
    """How many groups lie in each cell; with any one member taken out again."""

    def __init__(self, grid: Grid, *, sizes: int = 1) -> None:
        self._grid = grid
        self._sizes = sizes
        self._fields = Fields(grid.cells, largest=1 << len(grid.steps))
        if self._fields.bytes > LARGEST:
            raise TooLargeError("the grid of weights is too large")
        self._everyone = 1
        for step in sorted(grid.steps):  # the lightest first: numbers stay short for longer
            self._everyone = self._fields.plus_shifted(self._everyone, step)

    def false(self) -> list[int]:
        """Count the groups that are false, for each size where the grid is by size."""
        return self._fields.sums(self._everyone, ~self._grid.true, self._sizes)

    def swings(self, step: int) -> list[int]:
        """Count the groups of others that such a step makes true, likewise."""
        if not step:
            return [0] * self._sizes
        others = self._fields.divided(self._everyone, step)
        return self._fields.sums(others, self._grid.decided(step), self._sizes)
