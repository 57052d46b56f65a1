"""Minimal sets written out by types are the minimal sets; where they are many, a diagram tells them."""

from __future__ import annotations

from random import Random

import pytest

from counterpoise.boolean import vectors
from counterpoise.boolean.budget import Budget
from counterpoise.boolean.compile import compile_root, compile_vectors
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.plain import PlainEngine
from counterpoise.boolean.table import Table
from counterpoise.boolean.vectors import few_vectors
from engines.formulas import made, over, security_council, weighted


def pairs(count: int) -> Formula:
    """Ask for one member of each of so many pairs whose members differ: two vectors a pair."""
    build = Builder()
    ones = [(build.var(2 * n), build.var(2 * n + 1)) for n in range(count)]
    chosen = [build.any(pair) for pair in ones]
    firsts = build.at_least(2, [(first, 1) for first, _ in ones])
    return over(build, build.all([*chosen, firsts]), 2 * count)


def test_vectors_written_out_are_the_minimal_sets_in_order() -> None:
    chance = Random(5)
    for _ in range(400):
        f = made(chance, most=7)
        few = few_vectors(f)
        assert few is not None
        for limit in (0, 1, 4, 1000):
            assert few.family(limit, range(f.size)) == PlainEngine().minimal_sets(f, limit)


def test_vectors_count_no_more_than_the_types_have() -> None:
    few = few_vectors(security_council())
    assert few is not None
    assert few.counts() == ((5, 4),)
    assert few.family(1, range(15)).total == 210


def test_the_callers_variables_decide_the_order() -> None:
    f = weighted(3, [2, 1, 1, 1])
    few = few_vectors(f)
    assert few is not None
    assert few.family(9, (3, 0, 1, 2)).sets == ((0, 3), (1, 3), (2, 3), (0, 1, 2))


def test_many_vectors_are_left_to_a_diagram() -> None:
    f = pairs(10)
    assert few_vectors(f) is None
    assert few_vectors(pairs(4)) is not None
    expected = DiagramEngine().minimal_sets(f, 30)
    assert expected.total > vectors.FEW
    assert LadderEngine().minimal_sets(f, 30) == expected
    assert LadderEngine().method([f]) == DiagramEngine().method([f])


@pytest.mark.parametrize("count", [1, 3])
def test_the_ladder_tells_the_patterns_that_a_diagram_tells(count: int) -> None:
    for f in (pairs(count), security_council()):
        assert LadderEngine().patterns(f, 9) == DiagramEngine().patterns(f, 9)


def test_a_diagram_of_written_vectors_is_the_diagram_of_the_formula() -> None:
    chance = Random(6)
    for _ in range(400):
        f = made(chance, most=9)
        few = few_vectors(f)
        assert few is not None
        table = Table(few.typing.counts, budget=Budget())
        assert compile_vectors(few, table) == compile_root(f, few.typing, table)


def test_a_diagram_of_written_vectors_keeps_to_its_budget() -> None:
    few = few_vectors(pairs(4))
    assert few is not None
    with pytest.raises(TooLargeError):
        compile_vectors(few, Table(few.typing.counts, budget=Budget(nodes=20)))


def test_power_asked_after_the_sets_is_what_it_is_alone() -> None:
    chance = Random(7)
    for _ in range(100):
        f = made(chance, most=7)
        engine = LadderEngine()
        engine.minimal_sets(f, 3)
        expected = PlainEngine().power(f)
        assert [one.swings for one in engine.power(f)] == [one.swings for one in expected]
        assert [one.shapley for one in engine.power(f)] == pytest.approx([one.shapley for one in expected])
