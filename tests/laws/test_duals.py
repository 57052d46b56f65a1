"""Laws on duals: who can stop what."""

from __future__ import annotations

from random import Random

from hypothesis import given

from counterpoise.boolean.formula import Builder, holds
from counterpoise.boolean.plain import PlainEngine
from engines import formulas
from laws.institutions import CHANCE, EXAMPLES


@EXAMPLES
@given(CHANCE)
def test_the_dual_of_the_dual_is_the_function_itself(chance: Random) -> None:
    f = formulas.made(chance)
    build = Builder()
    root = formulas.grown_again(build, f)
    assert PlainEngine().same(f, formulas.over(build, build.dual(build.dual(root)), f.size))


@EXAMPLES
@given(CHANCE)
def test_the_dual_holds_just_when_the_others_do_not_carry(chance: Random) -> None:
    f = formulas.made(chance)
    build = Builder()
    dual = formulas.over(build, build.dual(formulas.grown_again(build, f)), f.size)
    everybody = frozenset(range(f.size))
    assert all(holds(dual, s) != holds(f, everybody - s) for s in formulas.every_set(f.size))


@EXAMPLES
@given(CHANCE)
def test_the_dual_of_an_and_is_the_or_of_the_duals(chance: Random) -> None:
    one, other = formulas.made(chance), formulas.made(chance)
    build = Builder()
    f, g = formulas.grown_again(build, one), formulas.grown_again(build, other)
    left = build.dual(build.all([f, g]))
    right = build.any([build.dual(f), build.dual(g)])
    assert PlainEngine().same(*build.pair(left, right))


@EXAMPLES
@given(CHANCE)
def test_putting_formulas_in_the_place_of_variables_evaluates_them_first(chance: Random) -> None:
    f = formulas.made(chance, most=4)
    build = Builder()
    root = formulas.grown_again(build, f)
    inner = [formulas.grown_again(build, formulas.made(chance, most=4)) for _ in range(f.size)]
    whole = build.compose(root, dict(enumerate(inner)))
    for s in formulas.every_set(4):
        moved = [variable for variable, part in enumerate(inner) if build.holds(part, s)]
        assert build.holds(whole, s) == holds(f, moved)


@EXAMPLES
@given(CHANCE)
def test_whoever_is_enough_alone_is_a_minimal_set_of_one(chance: Random) -> None:
    f = formulas.made(chance)
    build = Builder()
    root = formulas.grown_again(build, f)
    singles = {s[0] for s in PlainEngine().minimal_sets(f, 10**6).sets if len(s) == 1}
    assert build.alone(root) == singles
