"""The tests are tested: each fault planted here is one that comparing with enumeration must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import numpy as np
import pytest

from counterpoise.boolean import compile as compiling
from counterpoise.boolean import (
    composition,
    listing,
    modules,
    packed,
    separator_pass,
    separator_plan,
    separator_ways,
    vectors,
    weighted,
    weighted_chances,
)
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.plain import PlainEngine
from counterpoise.boolean.separator import SeparatorPart
from engines.formulas import made
from engines.formulas import weighted as vote
from engines.test_rungs import OneRung, weighted_if_it_fits


def questions() -> list[Formula]:
    """Draw small formulas and votes."""
    chance = Random(13)
    votes = [[chance.randint(0, 9) for _ in range(chance.randint(2, 7))] for _ in range(60)]
    drawn = [vote(chance.randint(1, max(1, sum(weights))), weights) for weights in votes]
    return drawn + [made(chance) for _ in range(120)]


def differs(new_engine: Callable[[], Engine]) -> bool:
    """Tell whether an engine answers anything in another way than enumeration does."""
    plain = PlainEngine()
    for f in questions():
        try:
            engine = new_engine()
            if engine.minimal_sets(f, 3) != plain.minimal_sets(f, 3):
                return True
            pairs = zip(engine.power(f), plain.power(f), strict=True)
            if any(a.swings != b.swings or abs(a.shapley - b.shapley) > 1e-9 for a, b in pairs):
                return True
        except (ArithmeticError, IndexError, KeyError, ValueError, TooLargeError):
            return True
    return False


def weighted_engine() -> Engine:
    """Use grids of weights where they fit."""
    return OneRung(weighted_if_it_fits, modules=True)


def separator_engine() -> Engine:
    """Use separators where they fit."""
    return OneRung(SeparatorPart, modules=False)


def ladder_engine() -> Engine:
    """Write small answers out; nothing written out under another fault is remembered."""
    vectors.few_vectors.cache_clear()
    return LadderEngine()


def every_node_a_head(nodes: list[Any]) -> set[int]:
    """Take every threshold for a module."""
    return {n for n, node in enumerate(nodes) if hasattr(node, "parts") and node.parts} | {len(nodes) - 1}


def a_step_too_far(grid: weighted.Grid, step: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Count swings from one cell further down."""
    after = np.ones(grid.cells, dtype=np.bool_)
    after[: max(0, grid.cells - step - 1)] = grid.true[step + 1 :]
    return after & ~grid.true


def only_the_first_product(question: Any, terms: Any) -> Any:
    """Leave all but one of the ways to a sum out."""
    one, other = terms[0]
    return other if one is None else one if other is None else question.reduced(one * other)


def every_key_alike(key: Any, _size: int) -> tuple[Any, int, Any]:
    """Take all settings for one state."""
    return np.zeros_like(key), 1, np.zeros(1, dtype=np.int64)


def one_too_few(weights: Any, *, floor: int, cap: int) -> Any:
    """Drop sums that could still reach the floor."""
    return STEPS(weights, floor=floor + 1, cap=cap)


def no_more_than_wanted(wanted: Any, size: int) -> list[int]:
    """Keep only the vectors that want just as many."""
    return [sum(1 << n for n, count in enumerate(wanted) if count == have) for have in range(size + 1)]


STEPS = separator_plan._steps

FAULTS: tuple[tuple[Callable[[], Engine], Any, str, Any], ...] = (
    (weighted_engine, weighted.Grid, "decided", a_step_too_far),
    (weighted_engine, packed.Fields, "divided", lambda _fields, number, _places: number),
    (weighted_engine, modules, "_heads", every_node_a_head),
    (ladder_engine, vectors, "_least", list),
    (ladder_engine, vectors, "_union", lambda _vectors: 0),
    (ladder_engine, vectors, "_either", lambda one, other: [*one, *other]),
    (ladder_engine, vectors, "joined", lambda heads, tails, _limit: [heads[0] | tail for tail in tails]),
    (ladder_engine, compiling, "_within", no_more_than_wanted),
    (ladder_engine, compiling, "_sieved", lambda left, _enough, deeper: deeper.get(left, 0)),
    (weighted_engine, composition, "bits_of", lambda mask: listing.bits_of(mask)[::-1]),
    (separator_engine, separator_pass, "_where_shared_decide", lambda *_, **__: None),
    (
        separator_engine,
        separator_pass,
        "axes_of",
        lambda plan, ways, less=0: [np.ones((len(g) + 1 - less, len(ways.true[0]))) for g in plan.groups],
    ),
    (separator_engine, separator_pass, "_gain", lambda after, _stays, gains: after.get(gains)),
    (separator_engine, separator_ways.Question, "joined", only_the_first_product),
    (separator_engine, separator_plan, "_dense", every_key_alike),
    (separator_engine, separator_plan, "_steps", one_too_few),
    (separator_engine, composition, "points_for", lambda variables: max(1, variables // 2)),
)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what was written out under a fault."""
    yield
    vectors.few_vectors.cache_clear()


@pytest.mark.parametrize("new_engine", [weighted_engine, separator_engine, ladder_engine])
def test_without_a_fault_nothing_differs(new_engine: Callable[[], Engine]) -> None:
    assert not differs(new_engine)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[2])
def test_a_planted_fault_is_noticed(
    fault: tuple[Callable[[], Engine], Any, str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    new_engine, place, name, wrong = fault
    monkeypatch.setattr(place, name, wrong)
    assert differs(new_engine)


def test_a_wrong_window_of_weights_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond one half the votes against are counted; counting those for instead is a fault."""
    chances = np.array([0.1, 0.4, 0.6, 0.9])
    right = weighted_chances.decisive_weights([4, 3, 2], quota=7, chances=chances)[1]
    whole = weighted_chances._window
    monkeypatch.setattr(
        weighted_chances, "_window", lambda below, w, _end, powers: whole(below, w, 7, powers)
    )
    wrong = weighted_chances.decisive_weights([4, 3, 2], quota=7, chances=chances)[1]
    assert np.allclose(right[0], chances)
    assert not np.allclose(wrong, right)
