"""One way after another to end concurrencies, the cheapest first: there may be too many to list."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence


def endings(costs: Mapping[int, int], exclusive: Sequence[frozenset[int]]) -> Iterator[frozenset[int]]:
    """Give every set of some splits by what it costs, of each exclusive group at most one; nothing comes first.

    A set is held in order of cost. What follows it has one split more, or the next split in the place of its last, so
    that every set follows just one other, which costs no more; sets that may not be are never gone through.

    >>> [sorted(one) for one in endings({1: 5, 2: 3, 3: 4}, [frozenset({1, 2})])]
    [[], [2], [3], [1], [2, 3], [1, 3]]
    """
    splits = sorted(costs, key=lambda split: (costs[split], split))
    barring = _barring(splits, exclusive)
    waiting: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    while waiting:
        cost, _, taken = heapq.heappop(waiting)
        yield frozenset(splits[at] for at in taken)
        ways = [(cost, taken, taken[-1] if taken else -1)]
        if taken:
            ways.append((cost - costs[splits[taken[-1]]], taken[:-1], taken[-1]))
        for before, kept, last in ways:
            at = _next(kept, last, splits, barring)
            if at is not None:
                heapq.heappush(waiting, (before + costs[splits[at]], len(kept) + 1, (*kept, at)))


def _barring(splits: Sequence[int], exclusive: Sequence[frozenset[int]]) -> dict[int, frozenset[int]]:
    """Say of each split which others settle the same, so that they are not made beside it."""
    barring = dict.fromkeys(splits, frozenset[int]())
    for group in exclusive:
        for one in group & barring.keys():
            barring[one] |= group - {one}
    return barring


def _next(
    kept: Sequence[int], last: int, splits: Sequence[int], barring: Mapping[int, frozenset[int]]
) -> int | None:
    """Find the first split after the last that may be made beside those kept, by its place in the order."""
    barred = frozenset[int]().union(*(barring[splits[at]] for at in kept))
    return next((at for at in range(last + 1, len(splits)) if splits[at] not in barred), None)
