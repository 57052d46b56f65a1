"""What every engine must keep: one class, run once for each engine."""

from __future__ import annotations

from fractions import Fraction
from math import factorial, isclose, prod
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.boolean.engine import EMPTY_SET_ONLY, NO_SETS, Engine, Family
from counterpoise.boolean.formula import ALWAYS_NODE, NEVER_NODE, AtLeast, Builder, Formula, Var, formula_of
from engines import formulas
from engines.formulas import every_set, over, true_sets, weighted

CHANCE = st.randoms(use_true_random=False)
MADE = CHANCE.map(formulas.made)
EXAMPLES = settings(
    max_examples=60, suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow]
)


def minimal_by_hand(f: Formula) -> list[tuple[int, ...]]:
    """List the minimal true sets, smallest first, then by variable."""
    true = true_sets(f)
    minimal = [tuple(sorted(s)) for s in true if not any(s - {v} in true for v in s)]
    return sorted(minimal, key=lambda s: (len(s), s))


def swung_by_hand(f: Formula) -> list[list[frozenset[int]]]:
    """List for each variable the true sets that are false without it."""
    true = true_sets(f)
    return [[s for s in true if v in s and s - {v} not in true] for v in range(f.size)]


class AnyEngine:
    """What every engine must keep; a subclass names the engine in `setup_method`."""

    engine: Engine

    @EXAMPLES
    @given(MADE)
    def test_it_finds_the_minimal_sets_an_enumeration_finds(self, f: Formula) -> None:
        expected = minimal_by_hand(f)
        found = self.engine.minimal_sets(f, 1000)
        assert list(found.sets) == expected
        assert found.total == len(expected)
        assert found.smallest == (len(expected[0]) if expected else None)

    @EXAMPLES
    @given(MADE)
    def test_it_tells_how_few_suffice_whatever_was_asked_before(self, f: Formula) -> None:
        expected = minimal_by_hand(f)
        assert self.engine.smallest(f) == (len(expected[0]) if expected else None)
        assert self.engine.minimal_sets(f, 5).smallest == self.engine.smallest(f)

    @EXAMPLES
    @given(MADE, st.integers(0, 6))
    def test_it_lists_the_first_sets_smallest_first_then_by_variable(self, f: Formula, limit: int) -> None:
        found = self.engine.minimal_sets(f, limit)
        expected = minimal_by_hand(f)
        assert list(found.sets) == expected[:limit]
        assert found.total == len(expected)
        assert found.smallest == (len(expected[0]) if expected else None)

    @EXAMPLES
    @given(MADE)
    def test_it_counts_swings_and_weighs_them_by_orders(self, f: Formula) -> None:
        found = self.engine.power(f)
        n = f.size
        assert len(found) == n
        for indices, swung in zip(found, swung_by_hand(f), strict=True):
            orders = sum(factorial(len(s) - 1) * factorial(n - len(s)) for s in swung)
            assert indices.swings == len(swung)
            assert isclose(indices.absolute, len(swung) / 2 ** (n - 1), abs_tol=1e-15)
            assert isclose(indices.shapley, Fraction(orders, factorial(n)), abs_tol=1e-12)

    @EXAMPLES
    @given(MADE, CHANCE)
    def test_its_probability_adds_up_the_true_sets(self, f: Formula, chance: Random) -> None:
        chances = [chance.choice([0.0, 1.0, 0.5, chance.random()]) for _ in range(f.size)]
        expected = sum(
            prod(chances[v] if v in s else 1 - chances[v] for v in range(f.size)) for s in true_sets(f)
        )
        assert isclose(self.engine.probability(f, chances), expected, abs_tol=1e-12)

    @EXAMPLES
    @given(CHANCE)
    def test_two_formulas_are_the_same_when_their_true_sets_are(self, chance: Random) -> None:
        f = formulas.made(chance, most=3)
        g = formulas.made(chance, most=3)
        size = max(f.size, g.size)
        f, g = Formula(f.nodes, size), Formula(g.nodes, size)
        assert self.engine.same(f, g) == (true_sets(f) == true_sets(g))
        assert self.engine.same(f, f)

    def test_what_never_holds_has_no_sets_no_power_and_no_chance(self) -> None:
        for never in (Formula((NEVER_NODE,), 3), Formula((Var(0), AtLeast(3, ((0, 2),))), 3)):
            assert self.engine.minimal_sets(never, 5) == NO_SETS
            assert [i.swings for i in self.engine.power(never)] == [0, 0, 0]
            assert self.engine.probability(never, [0.5] * 3) == 0

    def test_what_always_holds_needs_nobody(self) -> None:
        for always in (Formula((ALWAYS_NODE,), 3), Formula((Var(0), AtLeast(0, ((0, 2),))), 3)):
            assert self.engine.minimal_sets(always, 5) == EMPTY_SET_ONLY
            assert self.engine.minimal_sets(always, 0) == Family(0, 1, ())
            assert [i.swings for i in self.engine.power(always)] == [0, 0, 0]
            assert self.engine.probability(always, [0.5] * 3) == 1

    def test_a_formula_without_variables_is_answered(self) -> None:
        for node, total in ((NEVER_NODE, 0), (ALWAYS_NODE, 1)):
            f = Formula((node,), 0)
            assert self.engine.minimal_sets(f, 5).total == total
            assert self.engine.power(f) == ()
            assert self.engine.probability(f, []) == total

    def test_constants_differ_from_each_other_and_from_a_variable(self) -> None:
        never, always, one = (Formula((n,), 1) for n in (NEVER_NODE, ALWAYS_NODE, Var(0)))
        assert not self.engine.same(never, always)
        assert not self.engine.same(never, one)
        assert not self.engine.same(one, always)

    def test_a_repeated_part_counts_as_often_as_it_is_named(self) -> None:
        build = Builder()
        one, other, third = (build.var(v) for v in range(3))
        f = over(build, build.at_least(3, [(one, 1), (one, 1), (other, 1), (third, 1)]), 3)
        assert self.engine.minimal_sets(f, 5).sets == ((0, 1), (0, 2))

    def test_a_variable_written_as_two_nodes_is_one_variable(self) -> None:
        f = formula_of([Var(0), Var(1), Var(0), AtLeast(3, ((0, 1), (1, 2), (2, 2), (0, 1)))], size=2)
        assert self.engine.minimal_sets(f, 5).sets == ((0,),)
        assert self.engine.power(f)[0].swings == 2

    def test_weights_of_zero_change_nothing(self) -> None:
        f = formula_of([Var(0), Var(1), AtLeast(1, ((0, 0), (1, 1)))], size=2)
        assert self.engine.minimal_sets(f, 5).sets == ((1,),)

    def test_overshooting_a_quota_by_one_is_not_falling_short_of_it(self) -> None:
        """A large weight may leave a need of −1, which is no sentinel (engine.md 3.1)."""
        for weights in ([3, 3, 2, 2, 1], [10**15 + 1, 10**15, 10**15 - 1, 2, 1], [54, 33, 32, 3, 3, 3]):
            for quota in range(1, sum(weights[:3]) + 2, max(1, sum(weights) // 17)):
                f = weighted(quota, weights)
                assert list(self.engine.minimal_sets(f, 100).sets) == minimal_by_hand(f)

    def test_variables_nobody_names_have_no_power(self) -> None:
        build = Builder()
        f = over(build, build.all([build.var(1), build.var(3)]), 5)
        assert [i.swings for i in self.engine.power(f)] == [0, 8, 0, 8, 0]
        assert [i.shapley for i in self.engine.power(f)] == [0, 0.5, 0, 0.5, 0]
        assert self.engine.minimal_sets(f, 5).sets == ((1, 3),)

    def test_the_european_economic_community_of_1958(self) -> None:
        """Luxembourg was never decisive (Brams and Affuso 1976)."""
        f = weighted(12, [4, 4, 4, 2, 2, 1])
        found = self.engine.power(f)
        total = sum(i.swings for i in found)
        assert [Fraction(i.swings, total) for i in found] == [Fraction(n, 21) for n in (5, 5, 5, 3, 3, 0)]
        for indices, expected in zip(found, (14, 14, 14, 9, 9, 0), strict=True):
            assert isclose(indices.shapley, expected / 60)

    @EXAMPLES
    @given(MADE)
    def test_asking_twice_gives_the_same_answer(self, f: Formula) -> None:
        assert self.engine.minimal_sets(f, 3) == self.engine.minimal_sets(f, 3)
        assert self.engine.minimal_sets(f, 100).sets[:3] == self.engine.minimal_sets(f, 3).sets
        assert self.engine.power(f) == self.engine.power(f)

    @EXAMPLES
    @given(MADE)
    def test_its_bounds_hold_the_smallest_set_between_them(self, f: Formula) -> None:
        """Bounds are for what is too large; here the answer is known and must lie between them."""
        minimal = minimal_by_hand(f)
        bounds = self.engine.bounds(f, 3)
        if not minimal:
            assert bounds.high is None
        else:
            assert bounds.high is not None
            assert bounds.low <= len(minimal[0]) <= bounds.high
        assert set(bounds.sets) <= set(minimal)

    @EXAMPLES
    @given(MADE)
    def test_minimal_sets_are_true_and_nothing_smaller_is(self, f: Formula) -> None:
        true = true_sets(f)
        for found in self.engine.minimal_sets(f, 50).sets:
            inside = [s for s in every_set(f.size) if s < frozenset(found)]
            assert frozenset(found) in true
            assert not true.intersection(inside)
