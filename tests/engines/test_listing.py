"""The first sets of families that share nodes are those that writing all of them down gives."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random
from typing import Any

import numpy as np
import pytest

pytest.importorskip("numba", reason="numba is not installed (extra: speed)")
store: Any = pytest.importorskip("counterpoise.boolean.kernels.store")
families: Any = pytest.importorskip("counterpoise.boolean.kernels.families")
listing: Any = pytest.importorskip("counterpoise.boolean.kernels.listing")
kernel_engine: Any = pytest.importorskip("counterpoise.boolean.kernel_engine")

pytestmark = pytest.mark.slow  # numba compiles for some seconds where it never has

COUNTS = np.array([2, 1, 3, 2])


def drawn(chance: Random) -> Any:
    """Draw a family node by node, those below first: a child for each number of members taken."""
    family = store.store(nodes=64, joins=64)
    store.begin(family, len(COUNTS))
    below = [families.NONE, families.UNIT]
    filled = 0
    for level in (3, 2, 1, 0):
        made = []
        for _ in range(chance.randint(1, 3)):
            number = int(family.used[store.COUNT])
            children = [chance.choice(below) for _ in range(chance.randint(2, COUNTS[level] + 1))]
            family.level[number] = level
            family.children[filled : filled + len(children)] = children
            filled += len(children)
            family.start[number + 1] = filled
            family.used[store.COUNT] += 1
            made.append(number)
        below += made
    return family


def written(family: Any, node: int, places: list[list[int]]) -> list[int]:
    """Write down all sets of a node, members as bits."""
    if node == families.NONE:
        return []
    if node == families.UNIT:
        return [0]
    members = places[family.level[node]]
    children = family.children[family.start[node] : family.start[node + 1]].tolist()
    return [
        sum(one) | rest
        for taken, child in enumerate(children)
        for one in combinations(members, taken)
        for rest in written(family, child, places)
    ]


@pytest.mark.parametrize("limit", [1, 3, 8])
def test_the_first_sets_of_families_are_the_smallest_and_first_of_all(limit: int) -> None:
    size, chance = int(COUNTS.sum()), Random(limit)
    first = np.concatenate([[0], np.cumsum(COUNTS)])
    several, sizes = 0, set()
    for _ in range(60):
        members = np.array(chance.sample(range(size), size))
        for start, end in pairwise(first.tolist()):
            members[start:end].sort()
        bits = [1 << (size - 1 - member) for member in members.tolist()]
        places = [bits[start:end] for start, end in pairwise(first.tolist())]
        family = drawn(chance)
        tops = np.array(chance.sample(range(family.used[store.COUNT]), 4))
        totals, _ = families.totals(family, COUNTS, kernel_engine.CHOOSE)
        heads, number = listing.first_choices(members, first, COUNTS, size, limit)
        found, filled = listing.first_sets(family, tops, totals, families.reach(family), heads, number, limit)
        for at, top in enumerate(tops.tolist()):
            expected = sorted(written(family, top, places), key=lambda one: (one.bit_count(), -one))
            assert totals[top] == len(expected)
            assert found[at, : filled[at]].tolist() == expected[:limit]
            kinds = {one.bit_count() for one in expected[:limit]}
            several += len(kinds) > 1
            sizes |= kinds
    assert len(sizes) > 4
    assert several > 20 or limit == 1
