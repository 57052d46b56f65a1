"""Weighted votes when members act with a probability: distributions of weight, and one member taken out of them.

Taking a member out divides by 1 − p + p z^w. That is stable for p up to one half; beyond, the votes against are
counted instead, whose quota is what the others may not reach (the dual vote).
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from counterpoise.boolean.parts import Floats
from counterpoise.boolean.weighted import Grid


def value_of_weights(grid: Grid, chances: Floats) -> Floats:
    """Give the probability of the true cells, one column of chances at a time."""
    found = []
    for column in chances.T:
        spread = _spread(grid.steps, column, grid.cells)
        found.append(1 - float(spread[~grid.true].sum()))
    return np.array(found)


def _spread(steps: Sequence[int], chances: Sequence[float] | Floats, cells: int) -> Floats:
    """Give the probability of each cell."""
    spread = np.zeros(cells)
    spread[0] = 1.0
    end = 1
    for step, chance in sorted(zip(steps, chances, strict=True), key=itemgetter(0)):
        moved = spread[:end] * chance
        spread[:end] -= moved
        end = min(end + step, cells)
        if step < end:
            spread[step:end] += moved[: end - step]
    return spread


def decisive_weights(weights: Sequence[int], *, quota: int, chances: Floats) -> tuple[Floats, Floats]:
    """Give the probability of reaching the quota and, one row a member, of being decisive: all act alike."""
    against = sum(weights) - quota + 1
    cells = max(quota, against)
    low = np.minimum(chances, 1 - chances)
    points, place = np.unique(low, return_inverse=True)
    steps = [min(weight, cells) for weight in weights]
    below = np.array([np.cumsum(_spread(steps, [p] * len(steps), cells)) for p in points])
    below = np.concatenate([np.zeros((len(points), 1)), below], axis=1)
    mirrored = chances > 0.5
    lightest = min((weight for weight in weights if weight), default=1)
    powers = _powers(-points / (1 - points), cells // lightest + 2)
    value = np.where(mirrored, below[place, against], 1 - below[place, quota])
    rows = {}
    for weight in set(weights):
        plain, dual = (_window(below, weight, end, powers) / (1 - points) for end in (quota, against))
        rows[weight] = np.where(mirrored, dual[place], plain[place])
    return value, np.array([rows[weight] for weight in weights])


def _powers(ratios: Floats, count: int) -> Floats:
    """Give the powers of each ratio, from the zeroth on."""
    factors: Floats = np.tile(ratios[:, None], (1, count))
    factors[:, 0] = 1.0
    powers: Floats = np.cumprod(factors, axis=1, dtype=np.float64)
    return powers


def _window(below: Floats, weight: int, end: int, powers: Floats) -> Floats:
    """Add up, with signs, the probabilities of the stretches below `end` that are a weight long."""
    if not weight:
        return np.zeros(len(below))
    marks = np.arange(end, -weight, -weight)
    marks[marks < 0] = 0
    pieces = below[:, marks[:-1]] - below[:, marks[1:]]
    window: Floats = np.einsum("pk,pk->p", pieces, powers[:, : pieces.shape[1]])
    return window
