"""Laws on the smallest groups that carry a matter and those that stop it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given

from analysis import oracle
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.formula import Builder, Formula
from counterpoise.boolean.plain import PlainEngine
from engines import formulas
from laws.institutions import CHANCE, EVERYTHING, EXAMPLES, audited, made

ENGINES = pytest.mark.parametrize("engine", [PlainEngine(), DiagramEngine()], ids=lambda e: e.name)
ALL = 10**6


def hitting_sets(sets: list[frozenset[int]], size: int) -> set[frozenset[int]]:
    """List the minimal sets that share a member with every one of some sets."""
    hitting = [s for s in formulas.every_set(size) if all(s & other for other in sets)]
    return {s for s in hitting if not any(other < s for other in hitting)}


def sets_of(engine: Engine, f: Formula) -> list[frozenset[int]]:
    """List all minimal sets."""
    return [frozenset(found) for found in engine.minimal_sets(f, ALL).sets]


@EXAMPLES
@given(CHANCE)
def test_every_capture_set_carries_and_no_proper_subset_does(chance: Random) -> None:
    world = made(chance)
    for (place, name), answers in audited(world).items():
        scene = oracle.scene_of(world, EVERYTHING, place)
        matter = world["matters"][name]
        for reading, answer in answers["readings"].items():
            for found in answer["capture_sets"]:
                group = frozenset(found)
                assert captures(scene, matter, reading, group)
                assert not any(captures(scene, matter, reading, group - {one}) for one in group)


def captures(scene: oracle.Scene, matter: Any, reading: str, group: frozenset[str]) -> bool:
    """Evaluate `f` of a reading on a group."""
    grown = group if reading == "paper" else oracle.moved(scene, group)
    checks = "always" if reading == "practice" else "binding"
    return oracle.carries(scene, matter, grown, checks=checks)


@EXAMPLES
@given(CHANCE)
def test_every_blocking_set_blocks_and_no_proper_subset_does(chance: Random) -> None:
    world = made(chance)
    for (place, name), answers in audited(world).items():
        scene = oracle.scene_of(world, EVERYTHING, place)
        for reading, answer in answers["readings"].items():
            for found in answer["blocking_sets"]:
                group = frozenset(found)
                assert blocks(scene, world["matters"][name], reading, group)
                fewer = [group - {one} for one in group]
                assert not any(blocks(scene, world["matters"][name], reading, s) for s in fewer)


def blocks(scene: oracle.Scene, matter: Any, reading: str, group: frozenset[str]) -> bool:
    """Tell whether everybody a group does not move, taken as they are, cannot carry `g`."""
    grown = group if reading == "paper" else oracle.moved(scene, group)
    return not oracle.carries(scene, matter, frozenset(scene.persons) - grown, checks="none")


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_every_carrying_set_meets_every_blocking_set(engine: Engine, chance: Random) -> None:
    f, dual = with_dual(chance)
    blocking = sets_of(engine, dual)
    assert all(carrying & blocker for carrying in sets_of(engine, f) for blocker in blocking)


@ENGINES
@EXAMPLES
@given(CHANCE)
def test_blocking_sets_are_the_minimal_hitting_sets_of_the_carrying_sets(
    engine: Engine, chance: Random
) -> None:
    f, dual = with_dual(chance)
    assert set(sets_of(engine, dual)) == hitting_sets(sets_of(engine, f), f.size)


def with_dual(chance: Random) -> tuple[Formula, Formula]:
    """Make a formula and its dual over the same variables."""
    f = formulas.made(chance)
    build = Builder()
    return f, formulas.over(build, build.dual(formulas.grown_again(build, f)), f.size)


@EXAMPLES
@given(CHANCE)
def test_on_paper_without_checks_blocking_sets_hit_every_capture_set(chance: Random) -> None:
    world = made(chance)
    for matter in world["matters"].values():
        for step in oracle.steps_of(matter):
            if not oracle.is_consent(step):
                step["power"] = "none"  # type: ignore[index]
                step.pop("when", None)  # type: ignore[attr-defined]
                step.pop("force", None)  # type: ignore[attr-defined]
    for answers in audited(world).values():
        paper = answers["readings"]["paper"]
        people = sorted({p for s in (*paper["capture_sets"], *paper["blocking_sets"]) for p in s})
        number = {person: index for index, person in enumerate(people)}
        capture = [frozenset(number[p] for p in s) for s in paper["capture_sets"]]
        blocking = {frozenset(number[p] for p in s) for s in paper["blocking_sets"]}
        assert blocking == hitting_sets(capture, len(people))


def test_with_ties_a_blocking_set_may_miss_a_capture_set() -> None:
    """The boss moves the clerk who signs: either captures and either blocks, though {boss} misses {clerk}."""
    answers = audited(boss_and_clerk())["all", "permit"]["readings"]
    assert answers["ties"]["capture_sets"] == [["boss"], ["clerk"]]
    assert answers["ties"]["blocking_sets"] == [["boss"], ["clerk"]]
    assert answers["paper"]["capture_sets"] == answers["paper"]["blocking_sets"] == [["clerk"]]


def boss_and_clerk() -> dict[str, Any]:
    """Make one office that another commands, and a matter in which the commanded one decides."""
    tie = {"actor": "head", "how": "commands", "status": "verified"}
    return {
        "id": "two",
        "on": "2024-06-01",
        "levels": None,
        "audits": None,
        "places": None,
        "offices": {"head": {}, "desk": {"ties": [tie]}},
        "bodies": {},
        "groups": {},
        "matters": {"permit": {"steps": [{"id": "sign", "act": "sign", "actor": "desk"}]}},
        "tenures": [seated("head", "boss"), seated("desk", "clerk")],
        "persons": None,
        "kin": [],
        "arrangements": [],
        "framework_arrangements": [],
    }


def seated(office: str, person: str) -> dict[str, Any]:
    """Seat a person since 2020."""
    return {"place": "all", "office": office, "seat": 1, "person": person, "from": "2020", "to": ""}
