"""How few suffice, and who may hold more than half of the power, found without sets and without measuring."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.fewest import fewest
from counterpoise.boolean.forerunners import standing_of
from counterpoise.boolean.formula import Builder, Formula, holds
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.over_half import may_exceed_half
from counterpoise.boolean.plain import PlainEngine
from counterpoise.boolean.vectors import few_vectors
from engines.formulas import every_set, made, over, security_council
from engines.test_vectors import pairs


def committees(chance: Random, *, size: int = 6) -> Formula:
    """Make votes of unit weights over committees that share members, some members counting in the parts of parts."""
    build = Builder()
    nodes = [build.var(variable) for variable in range(size)]
    for _ in range(chance.randint(1, 6)):
        parts = chance.sample(nodes, chance.randint(1, min(6, len(nodes))))
        nodes.append(build.at_least(chance.randint(1, len(parts)), [(part, 1) for part in parts]))
    root = build.all(chance.sample(nodes[size:], chance.randint(1, min(3, len(nodes) - size))))
    return over(build, root, size)


@pytest.mark.parametrize("make", [made, committees])
def test_the_fewest_are_as_many_as_the_smallest_set_has(make: Callable[[Random], Formula]) -> None:
    chance = Random(11)
    for _ in range(400):
        f = make(chance)
        found, expected = fewest(f), PlainEngine().minimal_sets(f, 0)
        assert found is not None
        assert found.size == expected.smallest
        few = few_vectors(f)
        assert few is not None
        assert found.patterns <= len(few.least)


def test_a_forerunner_can_take_the_place_of_another_in_every_set() -> None:
    chance = Random(12)
    seen = 0
    for _ in range(60):
        f = committees(chance, size=6)
        standing = standing_of(f)
        for members, before in zip(standing.typing.members, standing.forerunners, strict=True):
            for level in before:
                first, other = standing.typing.members[level][0], members[0]
                seen += 1
                for chosen in every_set(f.size):
                    if other in chosen and first not in chosen and holds(f, chosen):
                        assert holds(f, chosen - {other} | {first})
    assert seen > 50


def test_what_has_too_many_minimal_sets_to_write_may_have_few_that_keep_the_order() -> None:
    f = pairs(10)
    assert few_vectors(f) is None
    found = fewest(f)
    assert found is not None
    assert found.size == DiagramEngine().minimal_sets(f, 0).smallest
    assert found.patterns == 1


def test_where_nobody_goes_before_another_a_diagram_is_asked() -> None:
    f = even_pairs(10)
    assert fewest(f) is None
    assert LadderEngine().smallest(f) == DiagramEngine().minimal_sets(f, 0).smallest


def even_pairs(count: int) -> Formula:
    """Ask for one member of each of so many pairs, for three first members and for three second ones."""
    build = Builder()
    ones = [(build.var(2 * n), build.var(2 * n + 1)) for n in range(count)]
    firsts, seconds = (build.at_least(3, [(one[place], 1) for one in ones]) for place in (0, 1))
    return over(build, build.all([*map(build.any, ones), firsts, seconds]), 2 * count)


def test_patterns_known_to_be_more_than_asked_for_are_not_looked_for() -> None:
    f = pairs(4)
    found = fewest(f)
    assert found is not None
    for limit in (0, 1, found.patterns - 1, found.patterns, 1_000):
        first, later = LadderEngine(), LadderEngine()
        later.minimal_sets(f, 3)
        assert first.patterns(f, limit) == later.patterns(f, limit)
    assert LadderEngine().patterns(security_council(), 1) is not None


@pytest.mark.parametrize("make", [made, committees])
def test_whoever_holds_more_than_half_is_among_those_who_may(make: Callable[[Random], Formula]) -> None:
    chance = Random(13)
    most = left_out = 0
    for _ in range(400):
        f = make(chance)
        may = may_exceed_half(f)
        for variable, indices in enumerate(PlainEngine().power(f)):
            if indices.shapley > 0.5 + 1e-9:
                most += 1
                assert variable in may
            elif variable not in may:
                left_out += 1
    assert most > 50
    assert left_out > 500


def test_where_many_have_a_say_nobody_is_ruled_out_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The square of ten thousand variables is dearer than what it may save, and no clock looks at it."""
    monkeypatch.setattr(
        "counterpoise.boolean.over_half.standing_of", lambda _: pytest.fail("looked at pairs")
    )
    build = Builder()
    node = build.var(0)
    for person in range(1, 300):
        node = (build.any if person % 2 else build.all)([node, build.var(person)])
    assert may_exceed_half(build.formula(node)[0]) == frozenset(range(300))
