"""Laws on the three readings and on the steps of a matter."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from hypothesis import given

from analysis import oracle
from laws.institutions import CHANCE, EXAMPLES, World, audited, made, numbers


@EXAMPLES
@given(CHANCE)
def test_the_capture_number_on_paper_is_at_least_that_with_ties_and_that_at_least_in_practice(
    chance: Random,
) -> None:
    found = numbers(made(chance))
    for place, matter, _ in found:
        paper, ties, practice = (found[place, matter, reading] for reading in oracle.READINGS)
        assert paper >= ties >= practice


@EXAMPLES
@given(CHANCE)
def test_adding_a_consent_step_never_lowers_the_capture_number(chance: Random) -> None:
    _check_adding(made(chance), chance, "decide")


@EXAMPLES
@given(CHANCE)
def test_adding_an_oversight_step_never_lowers_the_capture_number(chance: Random) -> None:
    _check_adding(made(chance), chance, "inspect")


def _check_adding(world: World, chance: Random, act: str) -> None:
    before = numbers(world)
    after = numbers(with_step(world, chance, act))
    assert all(after[key] >= number for key, number in before.items())


def with_step(world: World, chance: Random, act: str) -> World:
    """Add a step of some office or body to one route of each matter."""
    changed = deepcopy(world)
    actors = [*world["offices"], *world["bodies"], *world["groups"]]
    for matter in changed["matters"].values():
        step = {"id": "added", "act": act, "actor": chance.choice(actors)}
        chance.choice(oracle.routes_of(matter)).append(step)
    return changed


@EXAMPLES
@given(CHANCE)
def test_adding_a_route_never_raises_the_capture_number(chance: Random) -> None:
    world = made(chance)
    changed = deepcopy(world)
    for matter in changed["matters"].values():
        routes = oracle.routes_of(matter)
        matter.pop("steps", None)
        office = chance.choice(list(world["offices"]))
        matter["routes"] = [*routes, [{"id": "added", "act": "decide", "actor": office}]]
    after = numbers(changed)
    assert all(after[key] <= number for key, number in numbers(world).items())


@EXAMPLES
@given(CHANCE)
def test_without_ties_and_kin_the_first_two_readings_agree(chance: Random) -> None:
    world = made(chance) | {"kin": []}
    for office in world["offices"].values():
        office["ties"] = []
    for answers in audited(world).values():
        assert answers["readings"]["paper"] == answers["readings"]["ties"]


@EXAMPLES
@given(CHANCE)
def test_following_more_ties_never_raises_the_capture_number(chance: Random) -> None:
    world = made(chance)
    few = numbers(world, oracle.Options(ties=("appoints", "pays")))
    more = numbers(world, oracle.Options())
    most = numbers(world, oracle.Options(superiors=True))
    assert all(few[key] >= more[key] >= most[key] for key in few)


@EXAMPLES
@given(CHANCE)
def test_steps_that_only_inform_change_nothing(chance: Random) -> None:
    world = made(chance)
    assert numbers(with_step(world, chance, "report")) == numbers(world)


@EXAMPLES
@given(CHANCE)
def test_a_matter_nobody_can_carry_is_blocked_by_nobody(chance: Random) -> None:
    for answers in audited(made(chance)).values():
        for answer in answers["readings"].values():
            dead = answer["capture_number"] is None
            assert dead == (answer["blocking_sets"] == [[]]) == (answer["blocking_number"] == 0)
            assert dead == (answer["capture_sets"] == []) == (answer["power"] == {})


@EXAMPLES
@given(CHANCE)
def test_the_holder_needs_at_most_one_fewer_than_the_smallest_group_and_never_more(chance: Random) -> None:
    for answers in audited(made(chance)).values():
        for answer in answers["readings"].values():
            for holder in answer["with_holder"]:
                if answer["capture_number"] is None:
                    assert holder["others"] is None
                else:
                    number = answer["capture_number"]
                    assert number - 1 <= holder["others"]
                    assert all(holder["person"] not in found for found in holder["sets"])
