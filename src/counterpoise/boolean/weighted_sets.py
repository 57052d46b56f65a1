"""Minimal sets of one weighted vote: counted from the heaviest member down, listed by reachable weights.

A group that reaches the quota q is minimal just if its weight is below q plus its smallest weight. Reachable weights
of the members still to come are the bits of one number, so a list is walked without dead ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from itertools import accumulate

import numpy as np

from counterpoise.boolean.packed import Fields


def smallest_size(quota: int, weights: Sequence[int]) -> int:
    """Take the heaviest first."""
    reached = accumulate(sorted(weights, reverse=True))
    return next((size for size, weight in enumerate(reached, start=1) if weight >= quota), 0)


def count_minimal(quota: int, weights: Sequence[int], *, by_size: bool) -> list[int]:
    """Count minimal sets by their lightest member: the others are heavier and lack no more than its weight."""
    sizes = len(weights) + 1 if by_size else 1
    fields = Fields(quota * sizes, largest=1 << len(weights))
    heavier, total = 1, [0] * (sizes + 1)
    for weight in sorted(weights, reverse=True):
        if not weight:
            break
        window = np.zeros(quota, dtype=np.bool_)
        window[max(0, quota - weight) :] = True
        for size, count in enumerate(fields.sums(heavier, window, sizes)):
            total[size + 1 if by_size else 0] += count
        step = min(weight, quota)
        heavier = fields.plus_shifted(heavier, step * sizes + 1 if by_size else step)
    return total


def first_minimal(
    quota: int, weights: Sequence[int], bits: Sequence[int], *, size: int, limit: int
) -> list[int]:
    """List the first minimal sets of a size; `bits` holds the members' places, the first member's the highest."""
    order = sorted(range(len(weights)), key=lambda v: -bits[v])
    members = [(bits[v], weights[v]) for v in order if weights[v]]
    if size == smallest_size(quota, weights):
        return _walk(members, quota, None, size=size, limit=limit)
    found: set[int] = set()
    for least in sorted({weight for _, weight in members}):
        heavy = [(bit, weight) for bit, weight in members if weight >= least]
        found.update(_walk(heavy, quota, quota + least - 1, size=size, limit=limit))
    return nlargest(limit, found)


def _walk(
    members: Sequence[tuple[int, int]], low: int, high: int | None, *, size: int, limit: int
) -> list[int]:
    """List the first groups of a size whose weight lies between two bounds."""
    reach = _reachable([weight for _, weight in members], size)
    top = sum(weight for _, weight in members) if high is None else high
    found: list[int] = []
    stack = [(0, size, 0, 0)]
    while stack and len(found) < limit:
        at, left, weight, chosen = stack.pop()
        if top < weight or not reach[at][left] >> max(0, low - weight) & (
            (1 << (top - max(low, weight) + 1)) - 1
        ):
            continue
        if not left:
            found.append(chosen)
            continue
        bit, mine = members[at]
        stack.append((at + 1, left, weight, chosen))
        stack.append((at + 1, left - 1, weight + mine, chosen | bit))
    return found


def _reachable(weights: Sequence[int], size: int) -> list[list[int]]:
    """Tell for each member on and each number of members still to take which weights can be reached, as bits."""
    reach = [[1] + [0] * size]
    for weight in reversed(weights):
        last = reach[-1]
        reach.append([1, *(last[k] | last[k - 1] << weight for k in range(1, size + 1))])
    reach.reverse()
    return reach
