"""Our engines against programs by other people, on random compound games with shared persons.

Two hundred games by default; `COUNTERPOISE_GAMES=2000`, as `.ci/run` sets it, asks for so many.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import compress, product
from math import isclose
from random import Random
from typing import Any

import pytest

from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.separator import SeparatorPart
from engines.formulas import over
from engines.test_rungs import OneRung, weighted_if_it_fits

pytestmark = pytest.mark.slow

GAMES = int(os.environ.get("COUNTERPOISE_GAMES", "200"))

ENGINES: dict[str, Callable[[], Engine]] = {
    "ladder": LadderEngine,
    "diagrams": DiagramEngine,
    "diagrams without modules": lambda: DiagramEngine(modules=False),
    "separator": lambda: OneRung(SeparatorPart, modules=False),
    "separator in modules": lambda: OneRung(SeparatorPart, modules=True),
    "weighted": lambda: OneRung(weighted_if_it_fits, modules=True),
}

Vote = tuple[int, list[int]]


@dataclass(frozen=True, slots=True)
class Compound:
    """Weighted votes over the same persons, some of whom have no vote in some, put together one after the other."""

    size: int
    votes: list[Vote]
    joined_by: list[str]

    def formula(self) -> Formula:
        """Write it as a formula."""
        build = Builder()
        members = [build.var(member) for member in range(self.size)]
        made = [build.at_least(quota, zip(members, weights, strict=True)) for quota, weights in self.votes]
        whole = made[0]
        for how, vote in zip(self.joined_by, made[1:], strict=True):
            whole = build.all([whole, vote]) if how == "all" else build.any([whole, vote])
        return over(build, whole, self.size)


def compounds(seed: int, *, most: int) -> Iterator[Compound]:
    """Draw compounds of two to four votes; weights small, all alike, or very large and all different."""
    chance = Random(seed)
    for _ in range(GAMES):
        size = chance.randint(2, most)
        votes = []
        for _ in range(chance.randint(2, 4)):
            top = chance.choice((1, 3, 30, 10**9, 10**12))
            sits = chance.choice((0.4, 0.7, 1.0))
            weights = [chance.randint(1, top) if chance.random() < sits else 0 for _ in range(size)]
            votes.append((chance.randint(1, max(1, sum(weights))), weights))
        yield Compound(size, votes, [chance.choice(("all", "any")) for _ in votes[1:]])


def test_power_is_that_of_power_bdd() -> None:
    bdd: Any = pytest.importorskip("power_bdd.bdd", reason="power-bdd is not installed")
    for game in compounds(7, most=12):
        banzhaf, shapley = _asked_of(bdd, game).calc_banzhaf(), _asked_of(bdd, game).calc_shapley()
        f = game.formula()
        for name, new_engine in ENGINES.items():
            for indices, absolute, share in zip(new_engine().power(f), banzhaf, shapley, strict=True):
                assert isclose(indices.absolute, absolute, abs_tol=1e-12), (name, game)
                assert isclose(indices.shapley, share, abs_tol=1e-9), (name, game)


def _asked_of(bdd: Any, game: Compound) -> Any:
    """Build a compound anew: the peer changes what it has answered on."""
    made = [bdd.BDD(bdd.WeightedGame(quota, list(weights))) for quota, weights in game.votes]
    whole = made[0]
    for how, vote in zip(game.joined_by, made[1:], strict=True):
        whole = whole & vote if how == "all" else whole | vote
    return whole


def test_minimal_sets_and_blocking_sets_are_those_graphillion_finds() -> None:
    graphillion: Any = pytest.importorskip("graphillion", reason="graphillion is not installed")
    for game in compounds(11, most=9):
        graphillion.setset.set_universe([str(v) for v in range(game.size)])
        carrying = _found_by(graphillion, game)
        blocking = carrying.hitting().minimal()
        f = game.formula()
        asked = ((f, set(_written(carrying))), (dual(f), set(_written(blocking))))
        for name, new_engine in ENGINES.items():
            engine = new_engine()
            for g, expected in asked:
                found = engine.minimal_sets(g, 10**6)
                assert found.total == len(found.sets) == len(expected), (name, game)
                assert set(found.sets) == expected, (name, game)


def _found_by(graphillion: Any, game: Compound) -> Any:
    """Let the peer put the carrying groups of each vote together: unions of one from each, or either's own."""
    made = [graphillion.setset(list(map(_names, _groups(*vote)))).minimal() for vote in game.votes]
    whole = made[0]
    for how, vote in zip(game.joined_by, made[1:], strict=True):
        whole = (whole.join(vote) if how == "all" else whole | vote).minimal()
    return whole


def _groups(quota: int, weights: list[int]) -> Iterator[tuple[int, ...]]:
    """List every group of those with a vote that reaches a quota."""
    voting = [(member, weight) for member, weight in enumerate(weights) if weight]
    for chosen in product((False, True), repeat=len(voting)):
        group = list(compress(voting, chosen))
        if sum(weight for _, weight in group) >= quota:
            yield tuple(member for member, _ in group)


def _names(group: tuple[int, ...]) -> set[str]:
    return {str(member) for member in group}


def _written(family: Any) -> Iterator[tuple[int, ...]]:
    return (tuple(sorted(int(v) for v in members)) for members in family)


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
