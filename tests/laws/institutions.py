"""Made institutions, audited as records, and the changes that the laws speak of."""

from __future__ import annotations

from copy import deepcopy
from math import inf
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from analysis import comparing, oracle, records, worlds

World = dict[str, Any]

EVERYTHING = oracle.Options(compromise=0.3, sets=10**6)
CHANCE = st.randoms(use_true_random=False)
EXAMPLES = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def audited(world: World, options: oracle.Options = EVERYTHING) -> dict[tuple[str, str], Any]:
    """Answer every matter at every place."""
    found = comparing.answered(records.case_of(world), options)
    return {(matter["place"], matter["matter"]): matter for matter in found["matters"]}


def numbers(world: World, options: oracle.Options = EVERYTHING) -> dict[tuple[str, str, str], float]:
    """Give every capture number; a matter nobody can carry needs infinitely many."""
    return {
        (place, matter, reading): inf if answer["capture_number"] is None else answer["capture_number"]
        for (place, matter), answers in audited(world, options).items()
        for reading, answer in answers["readings"].items()
    }


def made(chance: Random) -> World:
    """Make an institution."""
    return worlds.world_of(chance)


def made_per_seat(chance: Random) -> World:
    """Make an institution in which every held seat counts and nobody steps aside."""
    world = made(chance)
    for body in world["bodies"].values():
        if "head" not in body["decides"] and "weights" not in body["decides"]:
            body["decides"]["votes"] = "per_seat"
    for matter in world["matters"].values():
        for step in oracle.steps_of(matter):
            step.pop("excludes", None)  # type: ignore[attr-defined]
    return world


def merged(world: World, one: str, other: str) -> World:
    """Give everything the other holds to the one, relatives too."""
    changed = deepcopy(world)
    for row in changed["tenures"]:
        row["person"] = one if row["person"] == other else row["person"]
    pairs = [[one if p == other else p for p in pair] for pair in changed["kin"]]
    changed["kin"] = [(a, b) for a, b in pairs if a != b]
    return changed


def named(world: World) -> list[str]:
    """List the persons with a row of their own."""
    return sorted({row["person"] for row in world["tenures"]} - {"(vacant)"})
