"""What is said of questions no exact engine answers within its budget, and that nothing hangs."""

from __future__ import annotations

from random import Random

import pytest

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import Builder, Formula, holds
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.plain import PlainEngine
from counterpoise.boolean.sampling import interval, sampled_probability
from engines.formulas import made, weighted


def overlapping(shared: int, *, seed: int, how: str) -> Formula:
    """Make ten majority bodies of 25 to 45 members who share so many persons."""
    chance, build = Random(seed), Builder()
    common = [build.var(v) for v in range(shared)]
    named, bodies = shared, []
    for _ in range(10):
        members = chance.sample(common, round(shared * 0.35))
        while len(members) < chance.randint(25, 45):
            members.append(build.var(named))
            named += 1
        bodies.append(build.at_least(len(members) // 2 + 1, [(member, 1) for member in members]))
    roots = {"all": build.all(bodies), "any": build.any(bodies)}
    root = roots.get(how) or build.at_least(6, [(body, 1) for body in bodies])
    return build.formula(root)[0]


@pytest.mark.parametrize("how", ["all", "any", "majority"])
@pytest.mark.parametrize("shared", [20, 50, 80])
def test_the_capture_number_of_ten_overlapping_bodies_is_proven(shared: int, how: str) -> None:
    pytest.importorskip("ortools", reason="ortools is not installed (extra: solver)")
    f = overlapping(shared, seed=shared, how=how)
    proved = LadderEngine().bounds(f, 5)
    assert proved.low == proved.high
    for members in proved.sets:
        assert len(members) == proved.high
        assert holds(f, members)


def test_bounds_hold_the_number_an_enumeration_finds() -> None:
    chance = Random(3)
    for _ in range(100):
        f = made(chance)
        proved, found = LadderEngine().bounds(f, 4), PlainEngine().minimal_sets(f, 1000)
        assert proved.high == found.smallest or (found.smallest is not None and proved.high is not None)
        assert found.smallest is None or proved.low <= found.smallest <= (proved.high or 0)
        assert set(proved.sets) <= set(found.sets)


def test_weights_beyond_machine_words_are_bounded_too() -> None:
    """Rounded to units they may let a set pass that falls short by one vote: it must be looked at again."""
    chance = Random(8)
    for number in range(60):
        weights = [
            10 ** chance.choice((1, 20, 40)) * chance.randint(1, 9) for _ in range(chance.randint(2, 9))
        ]
        reached = sum(chance.sample(weights, chance.randint(1, len(weights))))
        f = weighted(reached + number % 2, weights)
        found = PlainEngine().minimal_sets(f, 1000)
        proved = LadderEngine().bounds(f, 50)
        assert proved.high == found.smallest
        assert found.smallest is None or proved.low <= found.smallest
        assert set(proved.sets) <= set(found.sets)


def test_the_solver_lists_every_minimal_set_smallest_first() -> None:
    pytest.importorskip("ortools", reason="ortools is not installed (extra: solver)")
    chance = Random(5)
    for _ in range(60):
        f = made(chance)
        proved, found = LadderEngine().bounds(f, 1000), PlainEngine().minimal_sets(f, 1000)
        assert list(proved.sets) == list(found.sets)
        assert proved.complete == (found.smallest is not None)


def test_a_list_that_is_full_does_not_claim_to_be_whole() -> None:
    pytest.importorskip("ortools", reason="ortools is not installed (extra: solver)")
    build = Builder()
    root = build.any(
        [build.var(0), build.all([build.var(1), build.var(2)]), build.all([build.var(3), build.var(4)])]
    )
    f = build.formula(root)[0]
    assert [len(LadderEngine().bounds(f, limit).sets) for limit in (0, 1, 2, 3, 4)] == [0, 1, 2, 3, 3]
    assert [LadderEngine().bounds(f, limit).complete for limit in (1, 2, 4)] == [False, False, True]


def test_a_sampled_interval_holds_the_probability() -> None:
    chance = Random(9)
    for _ in range(20):
        f = made(chance)
        chances = [chance.random() for _ in range(f.size)]
        sampled = sampled_probability(f, chances)
        assert sampled.low <= PlainEngine().probability(f, chances) <= sampled.high


def test_no_hit_among_the_samples_is_not_taken_for_never() -> None:
    low, high = interval(0, 1000)
    assert low == 0
    assert 0.005 < high < 0.02


def test_time_spent_waiting_for_others_is_not_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10**9, 1000))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    budget = Budget(seconds=60)
    for _ in range(100):
        budget.spend(10_000)
    with pytest.raises(TooLargeError):
        budget.spend(10**7)


def test_a_spent_budget_ends_an_attempt_instead_of_hanging() -> None:
    f = overlapping(80, seed=1, how="majority")
    with pytest.raises(TooLargeError):
        LadderEngine(budget=50_000, seconds=2).minimal_sets(f, 5)
