"""Institutions no enumeration can answer: published figures, deep formulas, and what happens beyond the budget."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isclose
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.boolean.bounds import bounds_of
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.boolean.formula import Builder, Formula, holds
from counterpoise.boolean.plain import PlainEngine
from engines import formulas
from engines.formulas import ELECTORS_1996, congress, over, security_council, weighted

DEEP = 10_000


@pytest.fixture
def engine() -> Engine:
    """Give a fresh engine that can answer large questions."""
    return DiagramEngine()


def test_the_security_council_has_210_capture_sets_and_125_blocking_sets(engine: Engine) -> None:
    council = security_council()
    carrying = engine.minimal_sets(council, 1)
    assert (carrying.smallest, carrying.total, carrying.sets) == (9, 210, (tuple(range(9)),))
    build = Builder()
    members = [build.var(member) for member in range(15)]
    carry = build.all([*members[:5], build.at_least(9, [(member, 1) for member in members])])
    blocking = engine.minimal_sets(over(build, build.dual(carry), 15), 6)
    assert (blocking.smallest, blocking.total) == (1, 125)
    assert blocking.sets == ((0,), (1,), (2,), (3,), (4,), (5, 6, 7, 8, 9, 10, 11))


def test_the_security_council_has_the_published_power(engine: Engine) -> None:
    found = engine.power(security_council())
    total = sum(indices.swings for indices in found)
    assert {Fraction(i.swings, total) for i in found[:5]} == {Fraction(106, 635)}
    assert {Fraction(i.swings, total) for i in found[5:]} == {Fraction(21, 1270)}
    assert all(isclose(i.shapley, 421 / 2145) for i in found[:5])
    assert all(isclose(i.shapley, 4 / 2145) for i in found[5:])


def test_the_electoral_college_of_1996_has_the_published_power(engine: Engine) -> None:
    """California: Matsui and Matsui, Journal of the Operations Research Society of Japan 43 (2000)."""
    assert (len(ELECTORS_1996), sum(ELECTORS_1996)) == (51, 538)
    found = engine.power(weighted(270, ELECTORS_1996))
    assert round(found[0].absolute, 6) == 0.466454
    assert round(found[0].shapley, 6) == 0.108125
    assert isclose(sum(indices.shapley for indices in found), 1, abs_tol=1e-12)


def test_the_federal_legislature_of_537_persons_has_the_published_power(engine: Engine) -> None:
    found = engine.power(congress())
    president, senator, representative = found[0], found[2], found[536]
    assert (round(president.absolute, 6), round(president.shapley, 5)) == (0.25, 0.16312)
    assert (round(senator.absolute, 7), round(senator.shapley, 7)) == (0.0198973, 0.0041414)
    assert (round(representative.absolute, 8), round(representative.shapley, 8)) == (0.00956941, 0.00096572)
    assert isclose(sum(indices.shapley for indices in found), 1, abs_tol=1e-12)


def test_the_federal_legislature_counts_its_smallest_sets_exactly(engine: Engine) -> None:
    """A President, 218 representatives, and 51 of the Vice-President and the senators."""
    found = engine.minimal_sets(congress(), 2)
    assert found.smallest == 1 + 51 + 218
    assert found.sets[0] == (*range(52), *range(102, 320))
    assert found.total > 10**158


@pytest.mark.slow
def test_a_chain_ten_thousand_nodes_deep_is_answered(engine: Engine) -> None:
    build = Builder()
    members = [build.var(member) for member in range(6)]
    chance = Random(7)
    node = members[0]
    for _ in range(DEEP):
        one, other = chance.sample(members, 2)
        node = build.at_least(3, [(node, 2), (one, 1), (other, 2)])
    f = over(build, node, 6)
    assert len(f.nodes) > DEEP / 2
    assert engine.minimal_sets(f, 20) == PlainEngine().minimal_sets(f, 20)


def test_a_chain_in_which_every_node_adds_a_person_is_answered(engine: Engine) -> None:
    build = Builder()
    node = build.var(0)
    for person in range(1, 400):
        node = (build.any if person % 2 else build.all)([node, build.var(person)])
    f = over(build, node, 400)
    assert engine.minimal_sets(f, 2).sets == ((399,), (397, 398))
    assert isclose(sum(indices.shapley for indices in engine.power(f)), 1, abs_tol=1e-9)


def test_thousands_of_shared_groups_are_dualised_composed_and_compared(engine: Engine) -> None:
    build = Builder()
    nodes = [build.var(member) for member in range(15)]
    chance = Random(5)
    for _ in range(3000):
        parts = chance.sample(nodes[-15:], 3)
        nodes.append(build.at_least(2, [(part, 1) for part in parts]))
    root = nodes[-1]
    back = build.dual(build.dual(root))
    moved = build.compose(root, {0: build.any([build.var(0), build.var(1)])})
    assert engine.same(*build.pair(root, back))
    assert not engine.same(*build.pair(root, build.never))
    assert build.holds(moved, range(15))


def test_many_sets_are_counted_not_listed(engine: Engine) -> None:
    build = Builder()
    committees = [[build.var(9 * c + m) for m in range(9)] for c in range(12)]
    half = [build.at_least(5, [(member, 1) for member in members]) for members in committees]
    found = engine.minimal_sets(over(build, build.all(half), 108), 1)
    assert (found.smallest, found.total) == (60, 126**12)


@pytest.mark.parametrize("players", [30, 60, 200])
def test_weights_that_share_nothing_end_in_an_answer_or_a_refusal(players: int) -> None:
    """Where every group has another sum no diagram is small; the engine must say so soon."""
    chance = Random(players)
    weights = [chance.randint(10**14, 10**15) for _ in range(players)]
    f = weighted(sum(weights) // 2 + 1, weights)
    with pytest.raises(TooLargeError):
        DiagramEngine(budget=20_000).minimal_sets(f, 1)


@pytest.mark.parametrize("ask", ["minimal_sets", "power", "probability", "same"])
def test_beyond_the_budget_every_question_is_refused(ask: str) -> None:
    f = hard(Random(1), members=60)
    engine = DiagramEngine(budget=2000)
    questions: dict[str, Callable[[], object]] = {
        "minimal_sets": lambda: engine.minimal_sets(f, 5),
        "power": lambda: engine.power(f),
        "probability": lambda: engine.probability(f, [0.5] * f.size),
        "same": lambda: engine.same(f, hard(Random(2), members=60)),
    }
    with pytest.raises(TooLargeError):
        questions[ask]()


def hard(chance: Random, *, members: int) -> Formula:
    """Make committees that overlap without order: small to write, large as a diagram."""
    build = Builder()
    committees = []
    for _ in range(members):
        seats = [(build.var(person), chance.randint(1, 5)) for person in chance.sample(range(members), 9)]
        committees.append(build.at_least(sum(weight for _, weight in seats) // 2 + 1, seats))
    return over(build, build.at_least(members // 2, [(c, 1) for c in committees]), members)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False).map(formulas.made))
def test_bounds_hold_the_capture_number_between_them(f: Formula) -> None:
    bounds = bounds_of(f)
    smallest = PlainEngine().minimal_sets(f, 1).smallest
    if smallest is None:
        assert bounds.high is None
    else:
        assert bounds.high is not None
        assert bounds.low <= smallest <= bounds.high


def test_bounds_of_a_single_body_are_tight() -> None:
    bounds = bounds_of(weighted(270, ELECTORS_1996))
    assert bounds.low == 11
    assert bounds.high is not None
    assert bounds.high >= 11


def test_bounds_of_a_large_formula_take_no_budget() -> None:
    f = hard(Random(3), members=60)
    bounds = bounds_of(f)
    assert bounds.high is not None
    assert 1 <= bounds.low <= bounds.high <= f.size
    assert holds(f, range(f.size))


def test_the_plain_engine_refuses_what_it_cannot_enumerate() -> None:
    with pytest.raises(TooLargeError):
        PlainEngine().minimal_sets(security_of(21), 1)


def security_of(size: int) -> Formula:
    """Make a body of so many members that decides by majority."""
    return weighted(size // 2 + 1, [1] * size)
