"""Make small institutions at random, shaped like the files of a case.

Every kind of seat, body, tie, step, arrangement and relation that section 3 of the design knows can appear. The source
of chance is given, so Hypothesis can shrink what a seeded loop found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from analysis.oracle import (
    CONSENT_ACTS,
    FOLLOWED,
    OVERSIGHT_ACTS,
    Expression,
    Options,
    audited_places,
    first_day,
    last_day,
    scene_of,
)

DAY = "2024-06-01"
OTHER_DAYS = ("2016-02-29", "2019-12-31", "2023-12-31", "2024-06-30", "2024-07-01", "2031-01-01")
HOWS = (*FOLLOWED, "elects", "approves", "nominates", "recruits", "evaluates")
LEVELS = ("commune", "district", "province")
NAMES = ("p1", "p10", "p2", "B", "bà Ba", "Đ, ông", "p3", "x@y")
MOST_PERSONS = 8

Span = tuple[str, str]


@dataclass
class Making:
    """An institution in the making."""

    chance: Random
    world: dict[str, Any]
    names: list[str] = field(default_factory=list)
    twins: bool = False

    def often(self, share: float) -> bool:
        """Say yes in a share of all cases."""
        return self.chance.random() < share

    def some(self, of: Sequence[Any], *, least: int, most: int) -> list[Any]:
        """Choose distinct entries, at least and at most so many."""
        count = min(len(of), self.chance.randint(least, max(least, min(most, len(of)))))
        return self.chance.sample(list(of), count)

    @property
    def levels(self) -> list[str]:
        """List the levels that actors may have."""
        known = list(self.world["levels"] or ["place"])
        return known[known.index(self.world["audits"] or known[0]) :]


def world_of(chance: Random, *, twins: bool = False) -> dict[str, Any]:
    """Make one institution; of `twins`, two communes are seated alike and some persons have relatives."""
    making = Making(chance, {"id": "made", "on": DAY, "framework_arrangements": []}, twins=twins)
    _places(making)
    _offices(making)
    _bodies(making)
    _groups(making)
    _ties(making)
    _matters(making)
    _tenures(making)
    _arrangements(making)
    if twins or making.often(0.5):
        _mirror(making)
    _people(making)
    _day(making)
    return making.world


def _day(making: Making) -> None:
    """Look on another day now and then, unless too many seats are then without a row."""
    other = making.world | {"on": making.chance.choice([DAY, DAY, DAY, *OTHER_DAYS])}
    scenes = [scene_of(other, Options(), place) for place in audited_places(other)]
    if all(len(scene.persons) <= MOST_PERSONS for scene in scenes):
        making.world = other


def options_of(chance: Random) -> Options:
    """Choose what the command line asks for."""
    return Options(
        ties=FOLLOWED if chance.random() < 0.6 else tuple(chance.sample(HOWS, chance.randint(1, len(HOWS)))),
        superiors=chance.random() < 0.3,
        compromise=chance.choice([None, 0.1, 0.5]),
        sets=chance.choice([20, 20, 0, 1, 3]),
    )


def _places(making: Making) -> None:
    world, chance = making.world, making.chance
    shape = "places" if making.twins else chance.choice(["one", "one with levels", "places", "places"])
    world["levels"] = None if shape == "one" else list(LEVELS)
    world["audits"] = None
    world["places"] = None
    if shape != "one" and not making.twins and making.often(0.3):
        world["audits"] = chance.choice(["commune", "district"])
    if shape == "places":
        communes = ["xa-1", "xa-2"][: 2 if making.twins else chance.randint(1, 2)]
        rows = [("tinh", "province", ""), ("huyen", "district", "tinh")]
        rows += [(commune, "commune", "huyen") for commune in communes]
        world["places"] = [{"id": i, "kind": k, "parent": parent} for i, k, parent in rows]


def _offices(making: Making) -> None:
    chance = making.chance
    making.world["offices"] = {}
    seats = 0
    for name in "abcdef"[: chance.randint(2, 6)]:
        count = chance.choice([1, 1, 1, 2, 3])
        if seats + count > MOST_PERSONS + 2:
            count = 1
        seats += count
        making.world["offices"][f"o{name}"] = {"seats": count} | _level(making)


def _level(making: Making) -> dict[str, str]:
    if making.world["levels"] is None or making.often(0.6):
        return {}
    return {"level": making.chance.choice(making.levels)}


def _bodies(making: Making) -> None:
    making.world["bodies"] = {}
    for number in range(making.chance.randint(0, 3)):
        members = making.some(list(making.world["offices"]), least=1, most=4)
        body = {"members": members, "decides": _decides(making, members)} | _level(making)
        making.world["bodies"][f"body{number}"] = body


def _decides(making: Making, members: Sequence[str]) -> dict[str, Any]:
    chance = making.chance
    single = [member for member in members if making.world["offices"][member]["seats"] == 1]
    if single and making.often(0.15):
        return {"head": chance.choice(single)}
    decides: dict[str, Any] = {}
    if making.often(0.7):
        decides["rule"] = chance.choice(["majority", "majority", "majority", "two_thirds", "unanimity"])
    else:
        decides["quota"] = _quota(making)
    if making.often(0.3):
        decides["weights"] = {member: chance.choice([0, 1, 1, 2, 3, 10**12]) for member in members}
    elif making.often(0.4):
        decides["votes"] = chance.choice(["per_seat", "per_seat", "per_person"])
    if making.often(0.3):
        decides["of"] = chance.choice(["seats", "seats", "votes"])
    if single and decides.get("rule") == "majority" and making.often(0.6):
        decides["presiding"] = chance.choice(single)
    return decides


def _quota(making: Making) -> int | str:
    quotas: list[int | str] = [1, 2, 3, 4, "1/2", "2/3", "3/4", "50%", "55%", "33.4%", "100%", "1/100"]
    return making.chance.choice(quotas)


def _actor(making: Making, *, depth: int = 2) -> Expression:
    chance, world = making.chance, making.world
    kind = chance.choice(["office", "office", "body", "body", "group", "quota", "all", "any", "at_least"])
    if kind == "body" and world["bodies"]:
        name = chance.choice(list(world["bodies"]))
        return chance.choice([name, {"body": name}])
    if kind == "group" and world.get("groups"):
        return chance.choice(list(world["groups"]))
    voting = [name for name, body in world["bodies"].items() if "head" not in body["decides"]]
    if kind == "quota" and voting:
        return {"body": chance.choice(voting), "quota": _quota(making)}
    if kind in ("all", "any", "at_least") and depth:
        parts = [_actor(making, depth=depth - 1) for _ in range(chance.randint(1, 3))]
        parts += [chance.choice(parts)] if making.often(0.3) else []
        if kind == "at_least":
            return {"at_least": {"count": chance.randint(1, len(parts)), "of": parts}}
        return {kind: parts}
    return chance.choice(list(world["offices"]))


def _groups(making: Making) -> None:
    groups: dict[str, Expression] = {}
    making.world["groups"] = groups
    for number in range(making.chance.choice([0, 0, 1, 3])):
        groups[f"group{number}"] = _actor(making)


def _ties(making: Making) -> None:
    for office in making.world["offices"].values():
        office["ties"] = [
            {
                "actor": _actor(making, depth=1),
                "how": making.chance.choice([*FOLLOWED, *HOWS]),
                "status": making.chance.choice(["verified", "verified", "derived", "secondary", "memory"]),
            }
            for _ in range(making.chance.choice([0, 0, 1, 1, 2]))
        ]


def _matters(making: Making) -> None:
    making.world["matters"] = {}
    for number in range(making.chance.randint(1, 2)):
        matter: dict[str, Any] = {"stakes": making.chance.randint(1, 3)}
        matter["status"] = making.chance.choice(["verified", "verified", "verified", "memory"])
        if making.often(0.4):
            matter["against"] = making.chance.choice(list(making.world["offices"]))
        ids = iter(f"s{step}" for step in range(100))
        routes = [_route(making, ids) for _ in range(making.chance.choice([1, 1, 1, 2, 3]))]
        matter |= {"steps": routes[0]} if len(routes) == 1 and making.often(0.8) else {"routes": routes}
        making.world["matters"][f"matter{number}"] = matter


def _route(making: Making, ids: Any) -> list[dict[str, Any]]:
    steps = [_step(making, next(ids), power=None) for _ in range(making.chance.randint(0, 3))]
    steps.append(_step(making, next(ids), power="consent"))
    making.chance.shuffle(steps)
    return steps


def _step(making: Making, name: str, *, power: str | None) -> dict[str, Any]:
    chance = making.chance
    acts = [*CONSENT_ACTS, *OVERSIGHT_ACTS, *OVERSIGHT_ACTS, "opinion", "report", "publish"]
    step: dict[str, Any] = {"id": name, "act": chance.choice(acts), "actor": _actor(making)}
    if power == "consent" and step["act"] not in CONSENT_ACTS:
        step["power"] = power
    elif power is None and making.often(0.15):
        step["power"] = chance.choice(["consent", "oversight", "none"])
    oversight = step["power"] == "oversight" if "power" in step else step["act"] in OVERSIGHT_ACTS
    if oversight and making.often(0.5):
        step["when"] = chance.choice(["always", "periodic", "complaint"])
    if oversight and making.often(0.3):
        step["force"] = chance.choice(["binding", "advisory"])
    if making.often(0.25):
        step["excludes"] = making.some(list(making.world["offices"]), least=1, most=2)
    if making.often(0.25):
        step["substitute"] = _actor(making)
    return step


def _tenures(making: Making) -> None:
    """Seat persons; a seat may also be vacant, or without any row on the day."""
    world, chance = making.world, making.chance
    world["tenures"] = []
    making.names = making.some(NAMES, least=1, most=5)
    unnamed = 0
    for office, about in world["offices"].items():
        for place in _places_of(making, office):
            for number in range(1, about["seats"] + 1):
                fate = chance.random()
                if fate < 0.12:
                    _row(making, place, office, number, "(vacant)")
                elif fate < 0.3 and unnamed + len(making.names) < MOST_PERSONS:
                    unnamed += 1
                    if making.often(0.5):
                        _past(making, place, office, number)
                else:
                    _row(making, place, office, number, chance.choice(making.names))


def _places_of(making: Making, office: str) -> list[str]:
    world = making.world
    if world["places"] is None:
        return ["all"]
    level = world["offices"][office].get("level") or world["audits"] or "commune"
    return [place["id"] for place in world["places"] if place["kind"] == level]


def _row(making: Making, place: str, office: str, number: int, person: str) -> None:
    start = making.chance.choice(["2020", "2020", "2024-06", "2024-06-01", "2019-12-31"])
    end = making.chance.choice(["", "", "2024", "2024-06", "2024-06-01", "2030-01"])
    row = {"place": place, "office": office, "seat": number, "person": person, "from": start, "to": end}
    making.world["tenures"].append(row)
    if making.often(0.1):
        _past(making, place, office, number, forth=False)


def _past(making: Making, place: str, office: str, number: int, *, forth: bool = True) -> None:
    """Add a row that ended before the day, or begins after it."""
    spans = [("2010", "2018"), ("2015-02", "2019-11-30"), ("2031", "")]
    start, end = making.chance.choice(spans if forth else spans[:2])
    person = making.chance.choice([*making.names, "(vacant)"])
    row = {"place": place, "office": office, "seat": number, "person": person, "from": start, "to": end}
    making.world["tenures"].append(row)


def _mirror(making: Making) -> None:
    """Seat the second commune like the first, under other names: two places that are alike, or almost."""
    rows = making.world["tenures"]
    if not any(row["place"] == "xa-2" for row in rows):
        return
    others = dict(zip(making.names, making.chance.sample(NAMES, len(making.names)), strict=True))
    rows[:] = [row for row in rows if row["place"] != "xa-2"]
    rows += [
        row | {"place": "xa-2", "person": others.get(row["person"], row["person"])}
        for row in rows
        if row["place"] == "xa-1"
    ]


def _people(making: Making) -> None:
    world, chance = making.world, making.chance
    seated = sorted({row["person"] for row in world["tenures"]} - {"(vacant)"})
    known = seated
    world["persons"] = None
    if making.often(0.5):
        known = [*seated, "stranger"]
        world["persons"] = {name: chance.choice([None, 0.0, 0.05, 0.3, 1.0]) for name in known}
    world["kin"] = []
    if len(known) > 1 and (making.twins or making.often(0.35)):
        chain = chance.sample(known, min(len(known), chance.randint(2, 4)))
        world["kin"] = [pair if making.often(0.5) else pair[::-1] for pair in pairwise(chain)]


def _arrangements(making: Making) -> None:
    """Add arrangements no two of which move the same seat: the design does not say who would then get it."""
    world, chance = making.world, making.chance
    world["arrangements"] = []
    moved: set[str] = set()
    for number in range(chance.choice([0, 1, 1, 2])):
        arrangement = _arrangement(making, f"arr{number}")
        moving = {*arrangement["offices"][1:], *arrangement.get("with", ())}
        single = any(world["offices"][office]["seats"] == 1 for office in arrangement["offices"])
        if moving & moved or not single:
            continue
        moved |= moving
        shipped = making.often(0.3) and "places" not in arrangement
        world["framework_arrangements" if shipped else "arrangements"].append(arrangement)
        if making.often(0.7):
            _fulfil(making, arrangement["offices"])


def _arrangement(making: Making, name: str) -> dict[str, Any]:
    offices = making.some(list(making.world["offices"]), least=2, most=making.chance.choice([2, 2, 3]))
    arrangement: dict[str, Any] = {"id": name, "offices": offices}
    rest = [office for office in making.world["offices"] if office not in offices]
    if rest and making.often(0.3):
        arrangement["with"] = making.some(rest, least=1, most=2)
    if making.often(0.3):
        arrangement["places"] = [_pilot(making, place) for place in _audited(making)[:1]]
    return arrangement


def _audited(making: Making) -> list[str]:
    places = making.world["places"]
    level = making.world["audits"] or "commune"
    return ["all"] if places is None else [place["id"] for place in places if place["kind"] == level]


def _pilot(making: Making, place: str) -> dict[str, str]:
    start, end = making.chance.choice([("2020", ""), ("2020", "2024-06"), ("2020", "2023"), ("", "")])
    dates = {"from": start, "to": end}
    return {"place": place} | {key: value for key, value in dates.items() if value}


def _fulfil(making: Making, offices: Sequence[str]) -> None:
    """Put one person into the first seat of each office, at one chain of places."""
    person = making.chance.choice(making.names)
    for office in offices:
        place = _places_of(making, office)[0]
        rows = making.world["tenures"]
        rows[:] = [row for row in rows if (row["place"], row["office"], row["seat"]) != (place, office, 1)]
        _row(making, place, office, 1, person)


def seated_in_file_order(world: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give each row, whatever its seat was, the lowest that is free on its days; nothing where none is left."""
    taken: dict[tuple[str, str], list[tuple[int, Span]]] = {}
    rows = []
    for row in world["tenures"]:
        here = taken.setdefault((row["place"], row["office"]), [])
        span = first_day(row["from"]), last_day(row["to"])
        full = {seat for seat, other in here if span[0] <= other[1] and other[0] <= span[1]}
        free = sorted(set(range(1, world["offices"][row["office"]]["seats"] + 1)) - full)
        if not free:
            return None
        here.append((free[0], span))
        rows.append({**row, "seat": free[0]})
    return {**world, "tenures": rows}
