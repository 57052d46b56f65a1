"""The smallest core and the smallest changes of an assignment take few looks, and are those that looking one by one finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.analysis.assignment import proof
from counterpoise.analysis.assignment.fewest import smallest_enough

families = st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=6)
NOTHING: Any = None


def met(family: Sequence[frozenset[int]]) -> Callable[[frozenset[int]], bool]:
    """Say that whatever has the whole of one of these is enough."""
    return lambda chosen: any(one <= chosen for one in family)


@given(families)
def test_the_smallest_selections_are_those_that_trying_every_one_finds(family: list[frozenset[int]]) -> None:
    enough = met(family)
    sizes = (
        {frozenset(chosen) for chosen in combinations(range(8), size) if enough(frozenset(chosen))}
        for size in range(9)
    )
    assert set(smallest_enough(8, enough, limit=1_000)) == next((found for found in sizes if found), set())


@given(families, st.data())
def test_a_core_is_what_leaving_out_one_after_another_leaves(
    family: list[frozenset[int]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(8)))
    contradicts = met(family)
    expected = list(order)
    for one in order:
        fewer = [other for other in expected if other != one]
        if contradicts(frozenset(fewer)):
            expected = fewer
    assert core(order, contradicts) == (tuple(expected) if family else tuple(order))


def test_few_that_are_needed_among_a_thousand_take_few_looks() -> None:
    looks = 0

    def both(chosen: frozenset[int]) -> bool:
        nonlocal looks
        looks += 1
        return {123, 777} <= chosen

    assert core(range(1_000), both) == (123, 777)
    assert looks < 60
    looks = 0
    assert smallest_enough(1_000, both, limit=5) == [frozenset({123, 777})]
    assert looks < 100


def core(obstacles: Sequence[int], contradicts: Callable[[frozenset[int]], bool]) -> tuple[Any, ...]:
    """Find the core of obstacles that are numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proof, "_obstacles", lambda *_: iter(obstacles))
        patch.setattr(proof, "_contradicts", lambda _, __, kept: contradicts(frozenset(kept)))
        return proof.smallest_core(NOTHING, ())
