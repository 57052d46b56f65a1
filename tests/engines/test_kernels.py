"""Compiled code says what the diagrams say, on councils too large to enumerate, and leaves alone what does not fit."""

from __future__ import annotations

from itertools import combinations
from math import isclose
from random import Random
from typing import Any

import numpy as np
import pytest

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.formula import Builder, Formula
from engines.formulas import over, security_council, weighted

pytest.importorskip("numba", reason="numba is not installed (extra: speed)")
kernel_engine: Any = pytest.importorskip("counterpoise.boolean.kernel_engine")
store: Any = pytest.importorskip("counterpoise.boolean.kernels.store")
thresholds: Any = pytest.importorskip("counterpoise.boolean.kernels.thresholds")

pytestmark = pytest.mark.slow  # numba compiles for half a minute where it never has


def councils(chance: Random, size: int) -> Formula:
    """Draw bodies that share members, some of whom move with a head, joined step by step."""
    build = Builder()
    members = [build.var(member) for member in range(size)]
    head = members[chance.randrange(size)]
    bodies = []
    for _ in range(chance.randint(2, 4)):
        seated = chance.sample(members, chance.randint(3, size))
        moved = [build.any([m, head]) if chance.random() < 0.3 else m for m in seated]
        bodies.append(build.at_least(chance.randint(1, len(moved)), [(m, 1) for m in moved]))
    joined = build.all(bodies) if chance.random() < 0.6 else build.any(bodies)
    if chance.random() < 0.5:
        joined = build.dual(joined)
    return over(build, joined, size)


def test_councils_of_forty_have_the_sets_and_the_power_the_diagrams_find() -> None:
    chance, engine, fitting = Random(3), kernel_engine.KernelEngine(), 0
    for _ in range(60):
        f = councils(chance, chance.randint(12, 40))
        diagrams = DiagramEngine(modules=False)
        assert engine.minimal_sets(f, 7) == diagrams.minimal_sets(f, 7)
        fitting += kernel_engine.fits(f)
        for found, expected in zip(engine.power(f), diagrams.power(f), strict=True):
            assert found.swings == expected.swings
            assert isclose(found.shapley, expected.shapley, rel_tol=1e-9, abs_tol=1e-12)
    assert fitting > 30


def test_sets_are_right_where_more_is_remembered_than_is_kept_apart() -> None:
    """Nine pairs: once all first members are in, each second one who joins makes another of them superfluous."""
    build = Builder()
    first, second = ([build.var(start + pair) for pair in range(9)] for start in (0, 9))
    most = build.at_least(5, [(one, 1) for one in first])
    pairs = [build.any(pair) for pair in zip(first, second, strict=True)]
    f = over(build, build.all([most, *pairs, build.at_least(5, [(one, 1) for one in second])]), 18)
    found = kernel_engine.KernelEngine()._compiled_sets(f, 5)
    assert found == DiagramEngine().minimal_sets(f, 5)


def test_three_joined_in_one_pass_are_three_joined_in_two() -> None:
    """With room to remember four triples each is soon written over another."""
    chance, counts, bench = Random(11), np.array([1, 3, 2, 1, 2]), thresholds.bench(8)
    stored = store.store(nodes=1 << 13, joins=4)
    store.begin(stored, len(counts))
    nobody, different = np.zeros(8, dtype=np.int64), set()
    for _ in range(300):

        def vote(need: int, weights: Any) -> Any:
            return thresholds.by_need(stored, counts, need, nobody, nobody, 0, weights, bench)

        weights, others = (np.array([chance.randint(0, 3) for _ in counts]) for _ in range(2))
        need = chance.randint(1, 14)
        without, mover, with_it = (
            vote(need, weights),
            vote(chance.randint(1, 8), others),
            vote(need - chance.randint(0, 4), weights),
        )
        twice = store.joined(stored, counts, without, store.joined(stored, counts, mover, with_it, 0), 1)
        assert store.chosen(stored, counts, without, mover, with_it) == twice
        assert not stored.used[store.FULL]
        different.add(int(twice))
    assert len(different) > 50


def test_a_node_is_found_again_however_many_there_are() -> None:
    """Places to look for nodes become more three times; the next question has the same nodes under other numbers."""
    stored = store.store(nodes=1 << 14)
    pairs = list(combinations(range(130), 2))

    def made() -> list[int]:
        numbers = []
        for first, second in pairs:
            stored.scratch[:2] = first, second
            numbers.append(int(store.node(stored, (first + second) % 4, 0, 2)))
        return numbers

    for _ in range(2):
        store.begin(stored, 4)
        numbers = made()
        assert numbers == list(range(2, 2 + len(pairs)))
        assert len(pairs) > store.PLACES
        assert made() == numbers
        assert stored.used[store.LAST] + 1 == 8 * store.PLACES
        pairs.reverse()


def test_what_was_joined_for_another_question_is_forgotten() -> None:
    """Every question makes the same numbers of other nodes; numbers of questions come again."""
    stored, counts = store.store(nodes=64, joins=1 << 12), np.ones(4, dtype=np.int64)
    for question in range(2 * store.QUESTIONS + 2):
        store.begin(stored, len(counts))
        stored.scratch[:2] = 0, 1
        one, other = (int(store.node(stored, (question + at) % 4, 0, 2)) for at in range(2))
        both = int(store.joined(stored, counts, one, other, 0))
        assert (one, other, both) == (2, 3, 4)
        assert stored.used[store.COUNT] == 5, (
            "nothing was made: the pair was remembered from another question"
        )


def test_equal_functions_are_equal_however_they_are_written() -> None:
    chance, engine = Random(5), kernel_engine.KernelEngine()
    found = set()
    for _ in range(80):
        size = chance.randint(3, 9)
        f, g = councils(chance, size), councils(chance, size)
        expected = DiagramEngine().same(f, g)
        assert engine.same(f, g) == expected
        found.add(expected)
    build = Builder()
    a, b, c = (build.var(n) for n in range(3))
    two = over(build, build.at_least(2, [(a, 1), (b, 1), (c, 1)]), 3)
    pairs = over(build, build.any([build.all(pair) for pair in ((a, b), (a, c), (b, c))]), 3)
    assert engine.same(two, pairs)
    assert False in found


def test_what_was_asked_before_changes_no_answer() -> None:
    """Nothing is cleared between questions: entries of earlier ones must never be taken for those of this one."""
    chance, engine = Random(8), kernel_engine.KernelEngine()
    asked = [councils(chance, chance.randint(5, 14)) for _ in range(40)]
    alone = [kernel_engine.KernelEngine().minimal_sets(f, 5) for f in asked]
    for _ in range(3):
        chance.shuffle(order := list(range(40)))
        for at in order:
            assert engine._compiled_sets(asked[at], 5) == alone[at]


def test_what_has_no_room_is_left_to_the_ladder() -> None:
    engine = kernel_engine.KernelEngine()
    engine._bench = engine._bench._replace(cells=engine._bench.cells[:8])
    council = security_council()
    assert engine._compiled_sets(council, 3) is None
    assert engine._compiled_power(council) is None
    found = engine.minimal_sets(council, 3)
    assert (found.smallest, found.total) == (9, 210)
    assert [indices.swings for indices in engine.power(council)] == [
        indices.swings for indices in DiagramEngine().power(council)
    ]
    assert engine.method([council]) == "diagrams"


def test_a_formula_whose_sets_had_no_room_is_named_by_the_rung_that_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine, council = kernel_engine.KernelEngine(), security_council()
    bench, engine._bench = engine._bench, engine._bench._replace(cells=engine._bench.cells[:8])
    engine.minimal_sets(council, 3)
    engine._bench = bench
    engine.power(council)
    monkeypatch.setattr(kernel_engine.LadderEngine, "method", lambda *_: "another rung")
    assert engine.method([council]) == "another rung"


def test_weights_and_great_bodies_are_left_to_the_ladder() -> None:
    engine = kernel_engine.KernelEngine()
    electors = weighted(6, [3, 2, 2, 1, 1])
    assert not kernel_engine.fits(electors)
    assert engine.minimal_sets(electors, 9) == DiagramEngine().minimal_sets(electors, 9)
    build = Builder()
    great = over(build, build.at_least(40, [(build.var(n), 1) for n in range(70)]), 70)
    assert not kernel_engine.fits(great)
    assert engine.minimal_sets(great, 1).smallest == 40
