"""Laws on the probability of capture."""

from __future__ import annotations

from copy import deepcopy
from random import Random

import pytest
from hypothesis import assume, given

from analysis.oracle import Options
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.formula import holds
from counterpoise.boolean.plain import PlainEngine
from engines import formulas
from laws.institutions import CHANCE, EXAMPLES, audited, made, named

ENGINES = pytest.mark.parametrize("engine", [PlainEngine(), DiagramEngine()], ids=lambda e: e.name)
ROUNDING = 1e-12


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_probability_never_falls_when_one_chance_rises(engine: Engine, chance: Random) -> None:
    f = formulas.made(chance)
    chances = [chance.random() for _ in range(f.size)]
    before = engine.probability(f, chances)
    assert 0 <= before <= 1
    for variable in range(f.size):
        raised = chances[:]
        raised[variable] += (1 - raised[variable]) * chance.random()
        assert engine.probability(f, raised) >= before - ROUNDING


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_certain_chances_give_the_value_of_the_formula(engine: Engine, chance: Random) -> None:
    f = formulas.made(chance)
    true = [variable for variable in range(f.size) if chance.random() < 0.5]
    assert engine.probability(f, [float(v in true) for v in range(f.size)]) == holds(f, true)


@EXAMPLES
@given(CHANCE)
def test_the_probability_of_capture_never_falls_when_a_person_becomes_weaker(chance: Random) -> None:
    world = made(chance)
    people = sorted({*named(world), *kin_of(world)})
    assume(people)
    world["persons"] = {person: chance.choice([0.0, 0.1, 0.4]) for person in people}
    weaker = deepcopy(world)
    weaker["persons"][chance.choice(people)] = 0.9
    after = audited(weaker)
    for key, answers in audited(world).items():
        for reading, answer in answers["readings"].items():
            later = after[key]["readings"][reading]["capture_probability"]
            assert later >= answer["capture_probability"] - ROUNDING


def kin_of(world: dict[str, object]) -> set[str]:
    """List everybody who is somebody's relative."""
    return {person for pair in world["kin"] for person in pair}  # type: ignore[attr-defined]


@EXAMPLES
@given(CHANCE)
def test_whoever_is_surely_compromised_makes_capture_sure_just_when_all_together_can(
    chance: Random,
) -> None:
    world = made(chance) | {"persons": None, "kin": []}
    for answers in audited(world, Options(compromise=1.0)).values():
        for answer in answers["readings"].values():
            assert answer["capture_probability"] == (answer["capture_number"] is not None)


@EXAMPLES
@given(CHANCE)
def test_without_any_stated_chance_the_probability_is_unknown_unless_nobody_matters(chance: Random) -> None:
    world = made(chance) | {"persons": None, "kin": []}
    for answers in audited(world, Options()).values():
        for answer in answers["readings"].values():
            supported = any(answer["capture_sets"])  # an unnamed person may only have to step aside
            assert answer["capture_probability"] is None or not supported
