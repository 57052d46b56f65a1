"""Laws on power indices."""

from __future__ import annotations

from math import isclose
from random import Random

import pytest
from hypothesis import given

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.formula import holds
from counterpoise.boolean.plain import PlainEngine
from engines import formulas
from laws.institutions import CHANCE, EXAMPLES, audited, made

ENGINES = pytest.mark.parametrize("engine", [PlainEngine(), DiagramEngine()], ids=lambda e: e.name)


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_shapley_shubik_indices_sum_to_one_unless_nobody_decides(engine: Engine, chance: Random) -> None:
    f = formulas.made(chance)
    total = sum(indices.shapley for indices in engine.power(f))
    constant = holds(f, ()) or not holds(f, range(f.size))
    assert isclose(total, 0 if constant else 1, abs_tol=1e-12)


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_absolute_banzhaf_is_birnbaum_importance_at_one_half(engine: Engine, chance: Random) -> None:
    f = formulas.made(chance)
    for variable, indices in enumerate(engine.power(f)):
        half = [0.5] * f.size
        with_it = engine.probability(f, [*half[:variable], 1.0, *half[variable + 1 :]])
        without_it = engine.probability(f, [*half[:variable], 0.0, *half[variable + 1 :]])
        assert isclose(indices.absolute, with_it - without_it, abs_tol=1e-12)


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_swings_are_the_absolute_index_times_the_settings_of_the_others(
    engine: Engine, chance: Random
) -> None:
    f = formulas.made(chance)
    for indices in engine.power(f):
        assert isclose(indices.swings, indices.absolute * 2 ** (f.size - 1))


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_a_variable_has_power_just_when_it_is_in_a_minimal_set(engine: Engine, chance: Random) -> None:
    f = formulas.made(chance)
    decisive = {variable for variable, indices in enumerate(engine.power(f)) if indices.swings}
    assert decisive == {v for found in engine.minimal_sets(f, 10**6).sets for v in found}


@EXAMPLES
@given(CHANCE)
def test_the_indices_of_a_matter_sum_to_one_or_nobody_has_any(chance: Random) -> None:
    for answers in audited(made(chance)).values():
        for answer in answers["readings"].values():
            shares = answer["power"].values()
            expected = 1 if shares else 0
            assert isclose(sum(s["banzhaf"] for s in shares), expected, abs_tol=1e-9)
            assert isclose(sum(s["shapley_shubik"] for s in shares), expected, abs_tol=1e-9)
            assert all(s["banzhaf_absolute"] > 0 for s in shares)
            assert bool(shares) == (answer["capture_number"] is not None)


@EXAMPLES
@given(CHANCE)
def test_in_practice_power_is_that_of_the_ties(chance: Random) -> None:
    """Power is of consent alone, and the two readings differ only in their checks."""
    for answers in audited(made(chance)).values():
        assert answers["readings"]["practice"]["power"] == answers["readings"]["ties"]["power"]
