"""Minimal sets of one weighted vote: counted from the heaviest member down, listed by reachable weights.

A group that reaches the quota q is minimal just if its weight is below q plus its smallest weight. Reachable weights
of the members still to come are the bits of one number, so a list is walked without dead ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest
from itertools import accumulate

import numpy as np

from counterpoise.boolean.budget import Memory
from counterpoise.boolean.packed import Fields

_CanEnd = Callable[[int, int, int], bool]
"""Tells for the next member, how many are still to be taken, and the weight so far, whether a walk can end well."""


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
    weights = [weight for _, weight in members]
    can_end = _from_below(weights, low, size) if high is None else _between(weights, low, high, size)
    found: list[int] = []
    stack = [(0, size, 0, 0)]
    while stack and len(found) < limit:
        at, left, weight, chosen = stack.pop()
        if not can_end(at, left, weight):
            continue
        if not left:
            found.append(chosen)
            continue
        bit, mine = members[at]
        stack.append((at + 1, left, weight, chosen))
        stack.append((at + 1, left - 1, weight + mine, chosen | bit))
    return found


def _from_below(weights: Sequence[int], low: int, size: int) -> _CanEnd:
    """Ask whether the heaviest of the members still to come reach the bound, so many of them taken."""
    never = -low - sum(weights)
    most = [[0] + [never] * size]
    for weight in reversed(weights):
        last = most[-1]
        most.append([0, *(max(last[k], last[k - 1] + weight) for k in range(1, size + 1))])
    most.reverse()
    return lambda at, left, weight: weight + most[at][left] >= low


def _between(weights: Sequence[int], low: int, high: int, size: int) -> _CanEnd:
    """Ask whether the members still to come reach a weight between the bounds, so many of them taken."""
    reach = _reachable(weights, size)

    def can_end(at: int, left: int, weight: int) -> bool:
        window = (1 << (high - max(low, weight) + 1)) - 1 if weight <= high else 0
        return bool(reach[at][left] >> max(0, low - weight) & window)

    return can_end


def _reachable(weights: Sequence[int], size: int) -> list[list[int]]:
    """Tell for each member on and each number of members still to take which weights can be reached, as bits."""
    memory = Memory()
    reach = [[1] + [0] * size]
    for weight in reversed(weights):
        last = reach[-1]
        reach.append([1, *(memory.number(last[k] | last[k - 1] << weight) for k in range(1, size + 1))])
    reach.reverse()
    return reach
