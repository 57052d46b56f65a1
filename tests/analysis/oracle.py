"""A second reading of section 3 of the design, by looking at every group of persons.

Written from the text alone, on plain dictionaries shaped like the files of a case, so that it shares neither code nor
ideas with `counterpoise.analysis`. Exponential: at most about ten persons.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import combinations
from math import factorial, prod
from typing import Any

World = Mapping[str, Any]
Expression = Any
Group = frozenset[str]
Says = Callable[[Group], bool]
Holding = tuple[Mapping[str, Any], str]

READINGS = ("paper", "ties", "practice")
FOLLOWED = ("appoints", "dismisses", "commands", "leads", "pays")
CONSENT_ACTS = ("propose", "appraise", "opinion_binding", "decide", "approve", "sign", "execute")
OVERSIGHT_ACTS = ("inspect", "audit", "supervise", "judge")


@dataclass(frozen=True)
class Options:
    """What the command line may ask for."""

    ties: tuple[str, ...] = FOLLOWED
    superiors: bool = False
    compromise: float | None = None
    sets: int = 20


@dataclass(frozen=True)
class Scene:
    """Who holds which seat around one place on the day."""

    world: World
    options: Options
    place: str
    seats: Mapping[tuple[str, int], str | None]
    unnamed: Group
    kin: tuple[tuple[str, str], ...]
    others: tuple[Scene, ...] = ()

    @cached_property
    def families(self) -> Mapping[str, Group]:
        """Gather everybody related to a person, through others too."""
        families: dict[str, Group] = {}
        for one, other in self.kin:
            joined = families.get(one, frozenset({one})) | families.get(other, frozenset({other}))
            families.update(dict.fromkeys(joined, joined))
        return families

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """List P, leaving out whoever sits elsewhere and can move nobody here."""
        reached = {holder for holder in self.seats.values() if holder is not None}
        while True:
            before = len(reached)
            for person in list(reached):
                reached |= self.relatives(person)
                for scene, actor in bonds(self, person):
                    reached |= _persons_in(scene, actor)
            if len(reached) == before:
                return tuple(sorted(reached))

    def relatives(self, person: str) -> Group:
        """List a person's family, those who hold a seat somewhere."""
        return self.families.get(person, frozenset()) & self._seated

    @cached_property
    def _seated(self) -> Group:
        scenes = (self, *self.neighbours)
        return frozenset(h for scene in scenes for h in scene.seats.values() if h is not None)

    @cached_property
    def neighbours(self) -> tuple[Scene, ...]:
        """Show other places; whoever is above both is seated as here."""
        return tuple(
            replace(
                other,
                seats={
                    seat: self.seats[seat] if self.shares(other, seat[0]) else h
                    for seat, h in other.seats.items()
                },
            )
            for other in self.others
        )

    def shares(self, other: Scene, office: str) -> bool:
        """Tell whether an office of another scene is one of this scene too."""
        level = _level(self.world, "offices", office)
        return _place_at(self.world, self.place, level) == _place_at(self.world, other.place, level)

    def holders(self, office: str) -> Group:
        """Give the persons who hold a seat of the office."""
        return self._holders.get(office, frozenset())

    def offices_of(self, person: str) -> Group:
        """Give the offices of which the person holds a seat."""
        return frozenset(office for office, holders in self._holders.items() if person in holders)

    @cached_property
    def _holders(self) -> Mapping[str, Group]:
        holders: dict[str, Group] = {}
        for (office, _), holder in self.seats.items():
            if holder is not None:
                holders[office] = holders.get(office, frozenset()) | {holder}
        return holders

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """List every group of persons, smallest first, then by name."""
        sizes = range(len(self.persons) + 1)
        return tuple(frozenset(s) for size in sizes for s in combinations(self.persons, size))

    @cached_property
    def seen(self) -> dict[tuple[int, str], Sees]:
        """Remember what the readings of a matter say of which group."""
        return {}

    @cached_property
    def moves(self) -> Mapping[Group, Group]:
        """Give everyone whom each group moves."""
        return {group: moved(self, group) for group in self.groups}


# Places, days and seats


def audited_places(world: World) -> list[str]:
    """List the places under audit."""
    if world.get("places") is None:
        return ["all"]
    return sorted(place["id"] for place in world["places"] if place["kind"] == _audited_level(world))


def _levels(world: World) -> list[str]:
    return list(world.get("levels") or ["place"])


def _audited_level(world: World) -> str:
    return str(world.get("audits") or _levels(world)[0])


def _level(world: World, kind: str, name: str) -> str:
    return str(world[kind][name].get("level") or _audited_level(world))


def _place_at(world: World, place: str, level: str) -> str:
    if world.get("places") is None:
        return "all"
    known = {row["id"]: row for row in world["places"]}
    while known[place]["kind"] != level:
        place = known[place]["parent"]
    return place


def _covers(row: Mapping[str, str], day: str) -> bool:
    """Tell whether a row holds on a day; one that ended on an unknown day no longer does."""
    return row.get("to") != "?" and first_day(row.get("from", "")) <= day <= last_day(row.get("to", ""))


def first_day(start: str) -> str:
    """Give the first day that a date, perhaps a partial one, may mean; days compare as texts."""
    return start + "0000-01-01"[len(start) :]


def last_day(end: str) -> str:
    """Give the last day that a date may mean."""
    match end.split("-"):
        case [""]:
            return "9999-12-31"
        case [year]:
            return f"{year}-12-31"
        case [year, month]:
            return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"
    return end


def scene_of(world: World, options: Options, place: str) -> Scene:
    """Say who sits at a place and above it, and at every other place."""
    others = tuple(_scene_of(world, options, other) for other in audited_places(world) if other != place)
    here = _scene_of(world, options, place)
    unnamed = here.unnamed.union(*(other.unnamed for other in others))
    return replace(here, unnamed=unnamed, others=others)


def _scene_of(world: World, options: Options, place: str) -> Scene:
    """Say who sits where: a row's person, nobody where a row says vacant, else an unnamed person."""
    seats: dict[tuple[str, int], str | None] = {}
    unnamed = set()
    for office, about in world["offices"].items():
        at = _place_at(world, place, _level(world, "offices", office))
        for number in range(1, about.get("seats", 1) + 1):
            rows = [
                row
                for row in world["tenures"]
                if (row.get("place", "all"), row["office"], row["seat"]) == (at, office, number)
                and _covers(row, world["on"])
            ]
            if rows:
                seats[office, number] = None if rows[0]["person"] == "(vacant)" else rows[0]["person"]
            else:
                seats[office, number] = f"{office}@{at}#{number}"
                unnamed.add(f"{office}@{at}#{number}")
    return Scene(world, options, place, seats, frozenset(unnamed), tuple(map(tuple, world["kin"])))


# Actor expressions


def says_yes(scene: Scene, actor: Expression, group: Group, recused: Group = frozenset()) -> bool:
    """Tell whether the actor acts when just this group does."""
    match actor:
        case str(name) if name in scene.world["offices"]:
            return bool((scene.holders(name) - recused) & group)
        case str(name) if name in scene.world["bodies"]:
            return _body_says_yes(scene, name, group, recused)
        case str(name):
            return says_yes(scene, scene.world["groups"][name], group, recused)
        case {"body": name, "quota": quota}:
            return _body_says_yes(scene, name, group, recused, quota)
        case {"body": name}:
            return _body_says_yes(scene, name, group, recused)
        case {"all": parts}:
            return all(says_yes(scene, part, group, recused) for part in parts)
        case {"any": parts}:
            return any(says_yes(scene, part, group, recused) for part in parts)
        case {"at_least": {"count": count, "of": parts}}:
            return bool(sum(says_yes(scene, part, group, recused) for part in parts) >= count)
    raise AssertionError(actor)


def _body_says_yes(scene: Scene, body: str, group: Group, recused: Group, quota: Any = None) -> bool:
    decides = scene.world["bodies"][body]["decides"]
    if "head" in decides:
        return bool((scene.holders(decides["head"]) - recused) & group)
    votes = _votes(scene, body, recused)
    yes = sum(count for person, count in votes.items() if person in group)
    base = _base(scene, body) if decides.get("of") == "seats" else sum(votes.values())
    if not _presides(scene, decides, group, recused) or quota is not None or 2 * yes != base:
        return _reaches(yes, base, quota or decides.get("rule") or decides["quota"])
    return yes > 0


def _votes(scene: Scene, body: str, recused: Group) -> dict[str, int]:
    """Count everybody's votes: one a person, or one a seat, or the weights of the seats."""
    about = scene.world["bodies"][body]
    decides = about["decides"]
    votes: dict[str, int] = {}
    for (office, _), holder in scene.seats.items():
        if office in about["members"] and holder is not None and holder not in recused:
            if "weights" in decides:
                votes[holder] = votes.get(holder, 0) + decides["weights"][office]
            elif decides.get("votes") == "per_seat":
                votes[holder] = votes.get(holder, 0) + 1
            else:
                votes[holder] = 1
    return votes


def _base(scene: Scene, body: str) -> int:
    """Count all established seats, held or not, or their weight."""
    about = scene.world["bodies"][body]
    weights = about["decides"].get("weights")
    return sum(weights[office] if weights else 1 for office, _ in scene.seats if office in about["members"])


def _presides(scene: Scene, decides: Mapping[str, Any], group: Group, recused: Group) -> bool:
    return bool((scene.holders(decides.get("presiding", "")) - recused) & group)


def _reaches(yes: int, base: int, quota: Any) -> bool:
    if yes == 0:
        return False
    if quota == "majority":
        return 2 * yes > base
    if isinstance(quota, int):
        return yes >= quota
    share = {"two_thirds": "2/3", "unanimity": "1"}.get(quota, quota)
    if share.endswith("%"):
        return yes >= Fraction(share[:-1]) / 100 * base
    return yes >= Fraction(share) * base


def _mentions(scene: Scene, actor: Expression) -> Iterator[tuple[str, str]]:
    """List the offices and bodies an expression names, through groups."""
    match actor:
        case str(name) if name in scene.world["groups"]:
            yield from _mentions(scene, scene.world["groups"][name])
        case str(name):
            yield ("offices" if name in scene.world["offices"] else "bodies"), name
        case {"body": name}:
            yield "bodies", name
        case {"all": parts} | {"any": parts} | {"at_least": {"of": parts}}:
            for part in parts:
                yield from _mentions(scene, part)


def _offices_in(scene: Scene, actor: Expression) -> set[str]:
    offices: set[str] = set()
    for kind, name in _mentions(scene, actor):
        offices.update([name] if kind == "offices" else scene.world["bodies"][name]["members"])
    return offices


# Ties


def _followed(scene: Scene, office: str) -> Iterator[Expression]:
    """List the actors on whom an office depends, those of a higher level left out unless asked for."""
    rank = _levels(scene.world).index
    own = rank(_level(scene.world, "offices", office))
    for tie in scene.world["offices"][office].get("ties", ()):
        levels = [rank(_level(scene.world, kind, name)) for kind, name in _mentions(scene, tie["actor"])]
        if tie["how"] in scene.options.ties and (scene.options.superiors or max(levels) <= own):
            yield tie["actor"]


def bonds(scene: Scene, person: str) -> list[tuple[Scene, Expression]]:
    """List on whom a person depends, each seen from where the office that binds the person stands."""
    seats = [(scene, office) for office in scene.offices_of(person)]
    for other in scene.neighbours:
        seats += [(other, office) for office in other.offices_of(person) if not scene.shares(other, office)]
    return [(at, actor) for at, office in seats for actor in _followed(at, office)]


def moved(scene: Scene, group: Group) -> Group:
    """Grow a group to everyone it moves: the least fixed point."""
    bound = {person: bonds(scene, person) for person in scene.persons}
    grown = set(group)
    while True:
        before = len(grown)
        for person in scene.persons:
            if any(says_yes(at, actor, frozenset(grown)) for at, actor in bound[person]):
                grown.add(person)
            if person in grown:
                grown |= scene.relatives(person)
        if len(grown) == before:
            return frozenset(grown)


# Matters


def routes_of(matter: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    """List the routes; plain steps are the only one."""
    return list(matter["routes"]) if "routes" in matter else [matter["steps"]]


def steps_of(matter: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """List the steps of all routes."""
    return [step for route in routes_of(matter) for step in route]


def is_consent(step: Mapping[str, Any]) -> bool:
    """Tell whether a step needs consent."""
    if "power" in step:
        return bool(step["power"] == "consent")
    return step["act"] in CONSENT_ACTS


def is_binding_check(step: Mapping[str, Any]) -> bool:
    """Tell whether a step is oversight that binds."""
    oversight = step["power"] == "oversight" if "power" in step else step["act"] in OVERSIGHT_ACTS
    return oversight and step.get("force", "binding") == "binding"


def step_says_yes(scene: Scene, step: Mapping[str, Any], group: Group) -> bool:
    """Evaluate `e` of one step, those who must step aside left out and the substitute where nobody is left."""
    recused = _recused(scene, step)
    everyone = frozenset(scene.persons)
    if "substitute" in step and not says_yes(scene, step["actor"], everyone, recused):
        return says_yes(scene, step["substitute"], group, recused)
    return says_yes(scene, step["actor"], group, recused)


def _recused(scene: Scene, step: Mapping[str, Any]) -> Group:
    return frozenset().union(*(scene.holders(office) for office in step.get("excludes", ())))


def carries(
    scene: Scene, matter: Mapping[str, Any], group: Group, *, checks: str = "binding", without: str = ""
) -> bool:
    """Evaluate the structure function on a group taken as it is.

    `checks` is `binding` for all of them, `always` for the standing ones, `none` for `g`.
    """
    rest = frozenset(scene.persons) - group
    for route in routes_of(matter):
        consents = [step for step in route if is_consent(step)]
        opposed = [
            step
            for step in route
            if is_binding_check(step)
            and step["id"] != without
            and (checks == "binding" or (checks == "always" and step.get("when", "always") == "always"))
        ]
        if all(step_says_yes(scene, step, group) for step in consents) and not any(
            step_says_yes(scene, step, rest) for step in opposed
        ):
            return True
    return False


def minimal(scene: Scene, test: Says, among: Collection[str] | None = None) -> list[list[str]]:
    """List the smallest groups that pass a test which only grows easier."""
    found: list[Group] = []
    for group in scene.groups:
        if among is not None and not group <= set(among):
            continue
        if not any(known <= group for known in found) and test(group):
            found.append(group)
    return sorted((sorted(group) for group in found), key=lambda group: (len(group), group))


# Answers


def answer(scene: Scene, matter: Mapping[str, Any], reading: str, held: Sequence[Holding]) -> dict[str, Any]:
    """Answer every question about one matter in one reading; `held` names who fulfils which arrangement."""
    sees = _readings(scene, matter, reading)
    capture, blocking = minimal(scene, sees.captures), minimal(scene, sees.blocks)
    most = scene.options.sets
    within = support(scene, matter)
    return {
        "unnamed": len(within.union(*(_recused(scene, step) for step in steps_of(matter))) & scene.unnamed),
        "capture_number": len(capture[0]) if capture else None,
        "capture_sets_total": len(capture),
        "capture_sets": capture[:most],
        "blocking_number": len(blocking[0]) if blocking else None,
        "blocking_sets_total": len(blocking),
        "blocking_sets": blocking[:most],
        "power": sees.shares(),
        "capture_probability": probability(scene, sees.captures, within),
        "with_holder": sorted(
            (_with_holder(scene, sees.captures, person, about["id"]) for about, person in held),
            key=lambda one: (one["person"], one["arrangement"]),
        ),
    }


@dataclass(frozen=True)
class Sees:
    """What one reading says of a group, and of the power of each person."""

    captures: Says
    blocks: Says
    shares: Callable[[], Mapping[str, Mapping[str, Fraction]]]


def _readings(scene: Scene, matter: Mapping[str, Any], reading: str) -> Sees:
    known = scene.seen.get((id(matter), reading))
    if known is None:
        known = scene.seen[id(matter), reading] = _sees(scene, matter, reading)
    return known


def _sees(scene: Scene, matter: Mapping[str, Any], reading: str) -> Sees:
    checks = "always" if reading == "practice" else "binding"
    everyone = frozenset(scene.persons)

    def grown(group: Group) -> Group:
        return group if reading == "paper" else scene.moves[group]

    consents = cache(lambda group: carries(scene, matter, grown(group), checks="none"))
    return Sees(
        captures=cache(lambda group: carries(scene, matter, grown(group), checks=checks)),
        blocks=cache(lambda group: not carries(scene, matter, everyone - grown(group), checks="none")),
        shares=cache(lambda: power(scene, consents)),
    )


def power(scene: Scene, says: Says) -> dict[str, dict[str, Fraction]]:
    """Measure how often each person is decisive, over all groups and over all orders."""
    count = len(scene.persons)
    swings = {p: [s for s in scene.groups if p in s and says(s) > says(s - {p})] for p in scene.persons}
    total = sum(map(len, swings.values()))
    return {
        person: {
            "banzhaf": Fraction(len(swung), total),
            "banzhaf_absolute": Fraction(len(swung), 2 ** (count - 1)),
            "shapley_shubik": Fraction(
                sum(factorial(len(s) - 1) * factorial(count - len(s)) for s in swung), factorial(count)
            ),
        }
        for person, swung in swings.items()
        if swung
    }


def probability(scene: Scene, says: Says, within: Collection[str]) -> float | None:
    """Add up the chances of the groups that capture, or say that some chance is unknown."""
    chance = {p: _chance(scene, p) for p in scene.persons}
    if any(chance[p] is None for p in within):
        return None
    known = {p: c for p, c in chance.items() if p in within and c is not None}
    return sum(
        prod(known[p] if p in group else 1 - known[p] for p in known)
        for group in scene.groups
        if group <= set(known) and says(group)
    )


def _chance(scene: Scene, person: str) -> float | None:
    stated: float | None = (scene.world.get("persons") or {}).get(person)
    return scene.options.compromise if stated is None else stated


def _with_holder(scene: Scene, captures: Says, person: str, arrangement: str) -> dict[str, Any]:
    others = [p for p in scene.persons if p != person]
    sets = minimal(scene, lambda group: captures(group | {person}), others)
    return {
        "person": person,
        "arrangement": arrangement,
        "others": len(sets[0]) if sets else None,
        "sets": sets[: scene.options.sets],
    }


def support(scene: Scene, matter: Mapping[str, Any]) -> Group:
    """Gather the persons of the steps and, through ties and kin, everyone who may move one of them."""
    reached: set[str] = set()
    for step in steps_of(matter):
        for actor in (step["actor"], step.get("substitute")):
            if actor is not None:
                reached |= _persons_in(scene, actor)
    while True:
        before = len(reached)
        for person in list(reached):
            reached |= scene.relatives(person)
            for at, actor in bonds(scene, person):
                reached |= _persons_in(at, actor)
        if len(reached) == before:
            return frozenset(reached)


def _persons_in(scene: Scene, actor: Expression) -> Group:
    return frozenset().union(*(scene.holders(office) for office in _offices_in(scene, actor)))


# Arrangements


def in_force(scene: Scene) -> list[Mapping[str, Any]]:
    """List the arrangements in force at the place on the day."""
    own = list(scene.world.get("arrangements", ()))
    listed = scene.world.get("framework_arrangements", ())
    known = [*own, *(a for a in listed if all(set(a["offices"]) != set(o["offices"]) for o in own))]
    return [
        arrangement
        for arrangement in known
        if not arrangement.get("places")
        or any(
            pilot["place"] == scene.place and _covers(pilot, scene.world["on"])
            for pilot in arrangement["places"]
        )
    ]


def fulfilled(scene: Scene) -> list[Holding]:
    """List who holds all offices of which arrangement in force."""
    return [
        (arrangement, person)
        for arrangement in in_force(scene)
        for person in scene.persons
        if set(arrangement["offices"]) <= scene.offices_of(person)
    ]


def without_arrangement(scene: Scene) -> Scene:
    """Give every office after the first, and the seats that come along, to a fresh person."""
    seats = dict(scene.seats)
    for arrangement, person in fulfilled(scene):
        second = arrangement["offices"][1]
        at = _place_at(scene.world, scene.place, _level(scene.world, "offices", second))
        leaving = {*arrangement["offices"][1:], *arrangement.get("with", ())}
        for (office, number), holder in scene.seats.items():
            if office in leaving and holder == person:
                seats[office, number] = f"{second}@{at}#without"
    return replace(scene, seats=seats)


def is_touched(scene: Scene, matter: Mapping[str, Any]) -> bool:
    """Tell whether a fulfilled arrangement has a seat in the matter's support."""
    offices = _support_offices(scene, matter)
    return any(
        offices & {*arrangement["offices"], *arrangement.get("with", ())}
        for arrangement, _ in fulfilled(scene)
    )


def _support_offices(scene: Scene, matter: Mapping[str, Any]) -> set[str]:
    """Gather the offices of the steps, those that recuse, and those whose ties move somebody reached."""
    reached: set[str] = set()
    for step in steps_of(matter):
        reached |= _offices_in(scene, step["actor"]) | set(step.get("excludes", ()))
        if "substitute" in step:
            reached |= _offices_in(scene, step["substitute"])
    for person in support(scene, matter):
        for office in scene.offices_of(person):
            for actor in _followed(scene, office):
                reached |= {office} | _offices_in(scene, actor)
        for other in scene.neighbours:
            for office in other.offices_of(person):
                if not scene.shares(other, office):
                    for actor in _followed(other, office):
                        reached |= {one for one in _offices_in(other, actor) if scene.shares(other, one)}
    return reached


# Findings

UNCERTAIN = ("secondary", "memory")


def is_hollow(scene: Scene, matter: Mapping[str, Any], step: Mapping[str, Any]) -> bool:
    """Tell whether, in the ties reading, the check can be removed and `f` stays the same."""
    if not _has_holder(scene, step) or not carries(scene, matter, frozenset(scene.persons)):
        return False
    return all(
        carries(scene, matter, grown) == carries(scene, matter, grown, without=step["id"])
        for grown in set(scene.moves.values())
    )


def _has_holder(scene: Scene, step: Mapping[str, Any]) -> bool:
    """Tell whether anybody sits in the step, those who must step aside not counting."""
    recused = _recused(scene, step)
    actor = step["actor"]
    if "substitute" in step and not says_yes(scene, actor, frozenset(scene.persons), recused):
        actor = step["substitute"]
    return bool(_persons_in(scene, actor) - recused)


def findings(scene: Scene, name: str, matter: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give code, severity before any cap, reading, place, matter, step and person of each finding."""
    stakes = {1: "warning", 2: "error", 3: "critical"}[matter.get("stakes", 1)]
    for person in scene.persons:
        here = any(
            _level(scene.world, "offices", office) == _audited_level(scene.world)
            for office in scene.offices_of(person)
        )
        for code, severity, test in (
            ("C01", stakes, _captures_alone if here else None),
            ("C04", "error", _stops_own_control),
            ("C05", "warning", _has_most_power),
        ):
            reading = next((r for r in READINGS if test and test(scene, matter, r, person)), None)
            if reading:
                yield code, severity, reading, scene.place, name, "", person
    yield from _check_findings(scene, name, matter)


def _captures_alone(scene: Scene, matter: Mapping[str, Any], reading: str, person: str) -> bool:
    return _readings(scene, matter, reading).captures(frozenset({person}))


def _stops_own_control(scene: Scene, matter: Mapping[str, Any], reading: str, person: str) -> bool:
    if person not in scene.holders(matter.get("against") or ""):
        return False
    blocks = _readings(scene, matter, reading).blocks
    return blocks(frozenset({person})) and not blocks(frozenset())


def _has_most_power(scene: Scene, matter: Mapping[str, Any], reading: str, person: str) -> bool:
    shares = _readings(scene, matter, reading).shares()
    return person in shares and shares[person]["shapley_shubik"] > Fraction(1, 2)


def _check_findings(scene: Scene, name: str, matter: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    apart = without_arrangement(scene) if is_touched(scene, matter) else None
    for step in filter(is_binding_check, steps_of(matter)):
        if is_hollow(scene, matter, step):
            collapsed = apart is not None and not is_hollow(apart, matter, step)
            code, severity = ("C03", "error") if collapsed else ("C02", "warning")
            yield code, severity, "ties", scene.place, name, step["id"], ""


def is_capped(scene: Scene, matter: Mapping[str, Any], finding: tuple[str, ...]) -> bool | None:
    """Tell whether C01 or C04 falls without uncertain rows; give nothing where the text leaves it open."""
    code, severity, reading, _, _, _, person = finding
    if severity == "warning":
        return False
    if matter.get("status") in UNCERTAIN:
        return True
    test = {"C01": _captures_alone, "C04": _stops_own_control}.get(code)
    return None if test is None else not test(_on_certain_ties(scene), matter, reading, person)


def _on_certain_ties(scene: Scene) -> Scene:
    offices = {
        name: {**about, "ties": [tie for tie in about.get("ties", ()) if tie["status"] not in UNCERTAIN]}
        for name, about in scene.world["offices"].items()
    }
    world = {**scene.world, "offices": offices}
    return replace(scene, world=world, others=tuple(replace(other, world=world) for other in scene.others))


def audit(world: World, options: Options) -> tuple[list[dict[str, Any]], list[tuple[str, ...]]]:
    """Answer for every audited place and matter; list the findings on concentration."""
    matters: list[dict[str, Any]] = []
    found: list[tuple[str, ...]] = []
    for place in audited_places(world):
        scene = scene_of(world, options, place)
        apart = without_arrangement(scene)
        for name, matter in world["matters"].items():
            matters.append(
                {
                    "place": place,
                    "matter": name,
                    "readings": _in_all(scene, matter, fulfilled(scene)),
                    "without_arrangement": _in_all(apart, matter, []) if is_touched(scene, matter) else None,
                }
            )
            found.extend(findings(scene, name, matter))
    return matters, sorted(found)


def _in_all(scene: Scene, matter: Mapping[str, Any], held: Sequence[Holding]) -> dict[str, Any]:
    return {reading: answer(scene, matter, reading, held) for reading in READINGS}
