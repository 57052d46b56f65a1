"""The separator on bodies too large for enumeration, against diagrams and against itself by another arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, isclose
from random import Random

import numpy as np
import pytest

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.modules import whole
from counterpoise.boolean.passes import points_for, quadrature
from counterpoise.boolean.separator import SeparatorPart
from engines.formulas import over
from engines.test_rungs import OneRung


def bodies(
    chance: Random, *, shared: int, private: Sequence[int], weighted: bool
) -> tuple[Builder, list[int], int]:
    """Make bodies of some shared and many private members, of equal or different weights."""
    build = Builder()
    named, made = shared, []
    for count in private:
        members = [build.var(v) for v in chance.sample(range(shared), chance.randint(1, shared))]
        members += [build.var(named + v) for v in range(count)]
        named += count
        weights = [chance.randint(1, 4) if weighted else 1 for _ in members]
        quota = chance.randint(1, sum(weights))
        made.append(build.at_least(quota, zip(members, weights, strict=True)))
    return build, made, named


def nested(chance: Random) -> Formula:
    """Let committees of bodies, each with a few votes and some members of its own, decide together."""
    build, made, size = bodies(
        chance,
        shared=chance.randint(2, 6),
        private=[chance.randint(1, 15) for _ in range(chance.randint(3, 7))],
        weighted=chance.random() < 0.5,
    )
    while len(made) > 1:
        taken, made = made[:3], made[3:]
        parts = [(body, chance.randint(1, 3)) for body in taken]
        if chance.random() < 0.4:
            parts += [(build.var(size), chance.randint(1, 2)), (build.var(0), 1)]
            size += 1
        made.append(build.at_least(chance.randint(1, sum(weight for _, weight in parts)), parts))
    return over(build, made[0], size)


@pytest.mark.parametrize("modules", [False, True])
def test_it_counts_and_weighs_as_diagrams_do_where_numbers_are_long(modules: bool) -> None:
    chance = Random(19)
    separated = 0
    for _ in range(40):
        f = nested(chance)
        engine = OneRung(SeparatorPart, modules=modules)
        diagrams = DiagramEngine()
        chances = [chance.random() for _ in range(f.size)]
        found, expected = engine.power(f), diagrams.power(f)
        assert [i.swings for i in found] == [i.swings for i in expected]
        for one, other in zip(found, expected, strict=True):
            assert isclose(one.shapley, other.shapley, abs_tol=1e-12)
        assert isclose(engine.probability(f, chances), diagrams.probability(f, chances), abs_tol=1e-12)
        separated += "separator" in engine.method([f])
    assert separated > 20


def ten_bodies(chance: Random, *, shared: int, each: int, how: str) -> Formula:
    """Make ten bodies that decide by majority, together or by majority again."""
    build = Builder()
    named, made = shared, []
    for _ in range(10):
        members = [build.var(v) for v in chance.sample(range(shared), each)]
        members += [build.var(named + v) for v in range(chance.randint(15, 30))]
        named += len(members) - each
        made.append(build.at_least(len(members) // 2 + 1, [(member, 1) for member in members]))
    return over(build, build.all(made) if how == "all" else build.at_least(6, [(b, 1) for b in made]), named)


@pytest.mark.parametrize("how", ["all", "majority"])
def test_the_ladder_takes_it_where_a_few_are_shared_among_many_bodies(how: str) -> None:
    """No diagram is small here; counts are held against probabilities at one half, and shares add up to one."""
    f = ten_bodies(Random(3), shared=14, each=6, how=how)
    engine = LadderEngine()
    found = engine.power(f)
    assert engine.method([f]) == "separator"
    assert isclose(sum(indices.shapley for indices in found), 1, abs_tol=1e-12)
    (module,) = whole(f)
    part = SeparatorPart(module, Budget())
    value, decisive = part.decisive(np.full((f.size, 1), 0.5))
    local = {~number: at for at, number in enumerate(module.stands_for)}
    for variable, indices in enumerate(found):
        assert isclose(indices.absolute, decisive[local[variable], 0], abs_tol=1e-12)
    assert isclose(value[0], engine.probability(f, [0.5] * f.size), abs_tol=1e-12)


@pytest.mark.parametrize("variables", [2, 9, 40, 75, 150, 400, 1500])
def test_fewer_points_than_half_the_variables_integrate_every_chance_of_deciding(variables: int) -> None:
    """The chance of deciding is a sum of C(n-1, s) p^s (1-p)^(n-1-s) at most, each of which integrates to 1/n."""
    points, weights = quadrature(points_for(variables))
    for yes in {0, 1, variables // 3, variables // 2, variables - 1}:
        others = variables - 1
        log = np.log(points) * yes + np.log1p(-points) * (others - yes)
        choices = comb(others, min(yes, others))
        found = float(
            np.exp(log + float(np.log(float(choices)) if choices < 1e300 else _log(choices))) @ weights
        )
        assert isclose(found, 1 / variables, abs_tol=1e-14, rel_tol=1e-11)


def _log(number: int) -> float:
    """Take the logarithm of a number too long for a float."""
    shift = max(0, number.bit_length() - 60)
    return float(np.log(float(number >> shift)) + shift * np.log(2.0))


def test_what_shares_too_much_or_weighs_too_much_is_refused() -> None:
    build = Builder()
    common = [build.var(v) for v in range(3)]
    body = build.at_least(3, [(v, 1) for v in (*common, build.var(3), build.var(4))])
    used_twice = [build.at_least(2, [(body, 1), (build.var(5 + v), 1), (common[v], 1)]) for v in range(2)]
    heavy = [build.at_least(1 << 61, [(common[0], 1 << 60), (build.var(5 + v), 1 << 61)]) for v in range(2)]
    refused = (
        ten_bodies(Random(1), shared=40, each=20, how="all"),
        over(build, build.all(used_twice), 7),
        over(build, build.all(heavy), 7),
    )
    for f in refused:
        (module,) = whole(f)
        with pytest.raises(TooLargeError):
            SeparatorPart(module, Budget())
