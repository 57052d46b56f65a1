"""Laws on persons: who meets in one hand, who parts, and that names and order do not matter."""

from __future__ import annotations

from copy import deepcopy
from math import isclose
from random import Random
from typing import Any

from hypothesis import assume, given

from analysis.oracle import routes_of
from laws.institutions import (
    CHANCE,
    EXAMPLES,
    World,
    audited,
    made,
    made_per_seat,
    merged,
    named,
    numbers,
)
from laws.test_capture_and_blocking import boss_and_clerk, seated


@EXAMPLES
@given(CHANCE)
def test_with_a_vote_per_seat_merging_two_persons_never_raises_the_capture_number(chance: Random) -> None:
    world = made_per_seat(chance)
    people = named(world)
    assume(len(people) > 1)
    after = numbers(merged(world, *chance.sample(people, 2)))
    assert all(after[key] <= before for key, before in numbers(world).items())


@EXAMPLES
@given(CHANCE)
def test_with_a_vote_per_seat_splitting_a_person_never_lowers_the_capture_number(chance: Random) -> None:
    world = made_per_seat(chance)
    assume(named(world))
    after = numbers(split(world, chance.choice(named(world)), chance))
    assert all(after[key] >= before for key, before in numbers(world).items())


def split(world: World, person: str, chance: Random) -> World:
    """Give some of a person's seats to somebody new without kin."""
    changed = deepcopy(world)
    for row in changed["tenures"]:
        if row["person"] == person and chance.random() < 0.5:
            row["person"] = "somebody new"
    return changed


def test_with_one_vote_per_person_merging_two_persons_may_raise_the_capture_number() -> None:
    """Ada and Ben carry both committees of three; as one person they have one vote in each and need two others."""
    apart = two_committees()
    joined = merged(apart, "ada", "ben")
    assert numbers(apart)["all", "plan", "paper"] == 2
    assert numbers(joined)["all", "plan", "paper"] == 3
    for body in (*apart["bodies"].values(), *joined["bodies"].values()):
        body["decides"]["votes"] = "per_seat"
    assert numbers(apart)["all", "plan", "paper"] == 2
    assert numbers(joined)["all", "plan", "paper"] == 1


def two_committees() -> World:
    """Make two committees of three that share two members, both of whose consent a plan needs."""
    offices = ("one-a", "one-b", "one-c", "two-a", "two-b", "two-c")
    people = ("ada", "ben", "cy", "ada", "ben", "dee")
    return boss_and_clerk() | {
        "offices": {office: {} for office in offices},
        "bodies": {
            "one": {"members": list(offices[:3]), "decides": {"rule": "majority"}},
            "two": {"members": list(offices[3:]), "decides": {"rule": "majority"}},
        },
        "matters": {
            "plan": {
                "steps": [
                    {"id": "first", "act": "approve", "actor": "one"},
                    {"id": "second", "act": "decide", "actor": "two"},
                ]
            }
        },
        "tenures": [seated(office, person) for office, person in zip(offices, people, strict=True)],
    }


@EXAMPLES
@given(CHANCE)
def test_results_do_not_depend_on_the_names_of_persons(chance: Random) -> None:
    world = made(chance)
    people = sorted({*named(world), *(p for pair in world["kin"] for p in pair), *(world["persons"] or {})})
    new = {
        person: f"{9 - number}-renamed" for number, person in enumerate(chance.sample(people, len(people)))
    }
    renamed = deepcopy(world)
    for row in renamed["tenures"]:
        row["person"] = new.get(row["person"], row["person"])
    renamed["kin"] = [(new[a], new[b]) for a, b in world["kin"]]
    if world["persons"]:
        renamed["persons"] = {new[person]: p for person, p in world["persons"].items()}
    assert alike(with_names(audited(world), new), without_order(audited(renamed)))


@EXAMPLES
@given(CHANCE)
def test_results_do_not_depend_on_the_order_in_which_things_are_written(chance: Random) -> None:
    world = made(chance)
    assert alike(without_order(audited(world)), without_order(audited(shuffled(world, chance))))


def shuffled(world: World, chance: Random) -> World:
    """Write everything whose order has no meaning in another order."""
    changed = deepcopy(world)
    for key in ("offices", "bodies", "groups"):
        entries = list(changed[key].items())
        chance.shuffle(entries)
        changed[key] = dict(entries)
    for body in changed["bodies"].values():
        chance.shuffle(body["members"])
    for office in changed["offices"].values():
        chance.shuffle(office["ties"])
    for matter in changed["matters"].values():
        for route in routes_of(matter):
            chance.shuffle(route)
    for key in ("tenures", "kin"):
        chance.shuffle(changed[key])
    changed["kin"] = [pair[::-1] for pair in changed["kin"]]
    return changed


def with_names(value: Any, new: dict[str, str]) -> Any:
    """Rename the persons in an answer."""
    if isinstance(value, dict):
        return {new.get(k, k): with_names(v, new) for k, v in value.items()}
    if isinstance(value, list):
        return in_order([with_names(inner, new) for inner in value])
    return new.get(value, value) if isinstance(value, str) else value


def without_order(value: Any) -> Any:
    """Put every list of an answer into one order."""
    return with_names(value, {})


def in_order(values: list[Any]) -> list[Any]:
    return sorted(values, key=repr)


def alike(one: Any, other: Any) -> bool:
    """Compare two answers, numbers up to rounding."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)
