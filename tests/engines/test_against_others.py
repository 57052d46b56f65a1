"""Our engines against programs by other people, on random compound games with shared persons."""

from __future__ import annotations

from math import isclose
from random import Random
from typing import Any

import pytest

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.ladder import LadderEngine
from engines.formulas import made, over

ENGINES: tuple[type[Engine], ...] = (DiagramEngine, LadderEngine)


def compound(chance: Random) -> tuple[int, list[tuple[int, list[int]]], str]:
    """Draw a compound of two weighted games over the same persons, joined by "and" or "or"."""
    size = chance.randint(2, 14)
    large = chance.random() < 0.3
    games = []
    for _ in range(2):
        weights = [chance.choice((0, 1, chance.randint(0, 10**9 if large else 30))) for _ in range(size)]
        games.append((chance.randint(1, max(1, sum(weights))), weights))
    return size, games, chance.choice(("all", "any"))


def written(size: int, games: list[tuple[int, list[int]]], how: str) -> Formula:
    """Write a compound game as a formula."""
    build = Builder()
    members = [build.var(member) for member in range(size)]
    parts = [build.at_least(q, list(zip(members, weights, strict=True))) for q, weights in games]
    return over(build, build.all(parts) if how == "all" else build.any(parts), size)


@pytest.mark.parametrize("new_engine", ENGINES)
def test_power_is_that_of_power_bdd(new_engine: type[Engine]) -> None:
    bdd: Any = pytest.importorskip("power_bdd.bdd", reason="power-bdd is not installed")
    chance = Random(7)
    for _ in range(150):
        size, games, how = compound(chance)
        one, other = (bdd.BDD(bdd.WeightedGame(quota, list(weights))) for quota, weights in games)
        joined = one & other if how == "all" else one | other
        found = new_engine().power(written(size, games, how))
        for indices, banzhaf in zip(found, joined.calc_banzhaf(), strict=True):
            assert isclose(indices.absolute, banzhaf, abs_tol=1e-12)
        again = one & other if how == "all" else one | other
        for indices, shapley in zip(found, again.calc_shapley(), strict=True):
            assert isclose(indices.shapley, shapley, abs_tol=1e-9)


@pytest.mark.parametrize("new_engine", ENGINES)
def test_blocking_sets_are_the_hitting_sets_graphillion_finds(new_engine: type[Engine]) -> None:
    graphillion: Any = pytest.importorskip("graphillion", reason="graphillion is not installed")
    chance = Random(11)
    for _ in range(300):
        f = made(chance, most=9)
        engine = new_engine()
        carrying = engine.minimal_sets(f, 10**6).sets
        if not carrying or carrying == ((),):
            continue
        graphillion.setset.set_universe([str(v) for v in range(f.size)])
        family = graphillion.setset([{str(v) for v in members} for members in carrying])
        assert len(family) == len(carrying)
        assert family == family.minimal()
        hitting = {tuple(sorted(int(v) for v in members)) for members in family.hitting().minimal()}
        assert set(engine.minimal_sets(dual(f), 10**6).sets) == hitting


def dual(f: Formula) -> Formula:
    """Ask who can stop what a formula carries."""
    build = Builder()
    nodes: list[int] = []
    for node in f.nodes:
        parts = getattr(node, "parts", None)
        if parts is None:
            nodes.append(build.var(node[0]))
        else:
            nodes.append(build.at_least(node[0], [(nodes[part], weight) for part, weight in parts]))
    return over(build, build.dual(nodes[-1]), f.size)
