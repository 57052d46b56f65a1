"""The purse: what all hard questions of one audit may take together, and that easy ones pay nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from counterpoise.boolean.budget import EASY, Clock, Purse
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var, formula_of
from counterpoise.boolean.ladder import LadderEngine
from engines.formulas import weighted

Now = list[float]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    """Let the test turn the clock."""
    told = [0.0]
    monkeypatch.setattr("time.thread_time", lambda: told[0])
    return told


def asked(clock: Clock, now: Now, takes: float) -> float:
    """Ask a question that goes on for so long, or until its time is over; tell how long it was."""
    clock.start()
    taken = min(takes, clock.left or 0.0)
    now[0] += taken
    clock.stop()
    return taken


def test_however_many_questions_are_hard_they_take_no_more_than_the_purse_and_their_tenths(now: Now) -> None:
    clock = Clock(purse=Purse(20))
    taken = [asked(clock, now, 1000) for _ in range(5_000)]
    assert taken[0] == 20
    assert all(one >= other - 1e-6 for one, other in pairwise(taken))
    assert taken[-1] == pytest.approx(EASY)
    assert 250 < sum(taken) <= 300 + EASY * len(taken)


def test_a_large_case_is_not_a_hard_one(now: Now) -> None:
    clock = Clock(purse=Purse(20))
    for _ in range(20_000):
        asked(clock, now, 0.9 * EASY)
    assert asked(clock, now, 1000) == 20


def test_what_passes_between_two_questions_is_not_paid(now: Now) -> None:
    clock = Clock(purse=Purse(20))
    for _ in range(20):
        asked(clock, now, 0.1)
        now[0] += 1000
    assert asked(clock, now, 1000) == 20


def test_an_easy_question_is_answered_after_any_number_of_hard_ones(now: Now) -> None:
    clock = Clock(purse=Purse(20))
    for _ in range(1_000):
        asked(clock, now, 1000)
    assert asked(clock, now, 0.9 * EASY) == pytest.approx(0.9 * EASY)


def test_a_question_that_ended_late_leaves_the_others_their_tenths(now: Now) -> None:
    clock = Clock(purse=Purse(20))
    clock.start()
    now[0] += 100_000
    clock.stop()
    assert asked(clock, now, 0.9 * EASY) == pytest.approx(0.9 * EASY)


def chain(seed: int) -> Formula:
    """Make a chain of votes of the one before and of others, no two seeds alike."""
    nodes: list[Var | AtLeast] = [Var(v) for v in range(14)]
    for link in range(30):
        members = [((seed + link * step) % 14, step) for step in (1, 3, 5)]
        parts = dict([*members, (len(nodes) - 1, 2)])
        nodes.append(AtLeast(4, tuple(parts.items())))
    return formula_of(nodes, size=14)


@pytest.mark.parametrize(
    "ask",
    [
        lambda engine, f: engine.minimal_sets(f, 20),
        lambda engine, f: engine.power(f),
        lambda engine, f: engine.same(f, chain(99)),
        lambda engine, f: engine.bounds(f, 5),
        lambda engine, f: engine.interval(f, [0.5] * f.size),
    ],
    ids=["sets", "power", "same", "bounds", "interval"],
)
def test_every_kind_of_question_is_paid_from_the_purse(
    ask: Callable[[LadderEngine, Formula], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock goes on by a second whenever somebody looks at it."""
    ticks = [0.0]

    def look() -> float:
        ticks[0] += 1.0
        return ticks[0]

    monkeypatch.setattr("time.thread_time", look)
    purse = Purse(30)
    engine = LadderEngine(purse=purse)
    begun = purse.allowance
    for seed in range(14):
        before = purse.allowance
        try:
            ask(engine, chain(seed))
        except TooLargeError:
            continue
        finally:
            assert purse.allowance <= before
    assert purse.allowance < begun


def test_without_a_purse_every_question_has_the_same_time(now: Now) -> None:
    clock = Clock(20)
    assert [asked(clock, now, 1000) for _ in range(50)] == [20] * 50


def test_what_answered_is_told_though_it_is_kept_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Naming a method must not compile again, out of time: the whole answer would be given up for a name."""
    monkeypatch.setattr("counterpoise.boolean.composition.ENTRIES", 1)
    engine = LadderEngine()
    f, other = weighted(400, [3 + 2 * v for v in range(25)]), chain(1)
    engine.power(f)
    engine.power(other)
    assert not engine.is_composed(f)
    monkeypatch.setattr(engine, "compose", lambda _: pytest.fail("compiled again"))
    assert engine.method([f]) == "weighted"
