"""Choices of least cost, one after another, by hand: for few things and requirements learnt on the way.

Best first (A*; Hart, Nilsson and Raphael 1968): a partial choice waits in a queue by its cost and what the costliest
broken requirement still asks at least; the first requirement it cannot meet as it stands is met in each possible way.
What comes out first is cheapest. Exponential in the size of the choices, which are small.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from counterpoise.boolean.requirements import Requirement

Oracle = Callable[[frozenset[int]], Sequence[Requirement]]


def minimal_choices(
    costs: Mapping[int, int],
    *,
    learnt: list[Requirement],
    refuse: Oracle,
    told: Callable[[int], None] | None = None,
) -> Iterator[frozenset[int]]:
    """Yield the acceptable choices of which no part is acceptable, cheapest first.

    `refuse` gives requirements that a choice breaks and every acceptable one meets; none when it is acceptable itself.
    What it teaches is added to `learnt`; `told` hears what every choice still to come costs at least. A waiting entry stands for every choice that holds what it has taken and
    nothing of what it has left: each falls into exactly one of the ways in which a broken requirement can be met.
    """
    order = count()
    found: list[frozenset[int]] = []
    nothing: frozenset[int] = frozenset()
    queue = [(0, 0, next(order), 0, nothing, nothing)]
    while queue:
        low, _, _, cost, taken, left = heapq.heappop(queue)
        if any(known <= taken for known in found):
            continue
        if told is not None:
            told(low)
        broken = [one for one in learnt if not one.holds(taken)]
        if not broken:
            taught = [one for one in refuse(taken) if not one.holds(taken)]
            if not taught:
                found.append(taken)
                yield taken
                continue
            learnt.extend(taught)
            broken = taught
        asks = [_asks(one, taken, left, costs) for one in broken]
        if None in asks:
            continue
        more = cost + max(ask for ask in asks if ask is not None)
        if more > low:
            heapq.heappush(queue, (more, -len(taken), next(order), cost, taken, left))
            continue
        chosen = min(broken, key=lambda one: len(one.takes - left))
        for one in sorted(chosen.takes & costs.keys() - taken - left, key=lambda x: (costs[x], x)):
            dearer = cost + costs[one]
            heapq.heappush(
                queue, (max(low, dearer), -len(taken) - 1, next(order), dearer, taken | {one}, left)
            )
            left = left | {one}


def _asks(
    one: Requirement, taken: frozenset[int], left: frozenset[int], costs: Mapping[int, int]
) -> int | None:
    """Bound from below what meeting a broken requirement still costs; none when it cannot be met any more."""
    free = costs.keys() - taken - left
    missing = one.count - sum(x in taken for x in one.take) - sum(x not in taken for x in one.leave)
    slow = sorted(costs[x] for x in one.take & free)
    ways = [costs[x] for x in one.enough_take & free]
    if missing <= len(slow):
        ways.append(sum(slow[:missing]))
    return min(ways, default=None)
