"""Every step of the ladder watches its time and its memory, and passing either ends in bounds that hold."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import count
from random import Random

import pytest

from counterpoise.boolean.columns import reached
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.boolean.fixed_point import ELIMINATED, fixed_point
from counterpoise.boolean.formula import AtLeast, Builder, Formula, Var, formula_of, holds
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.plain import PlainEngine
from counterpoise.boolean.table import Table
from engines.formulas import made, weighted

Ask = Callable[[Engine, Formula], object]

ASKED: dict[str, Ask] = {
    "sets": lambda engine, f: engine.minimal_sets(f, 20),
    "power": lambda engine, f: engine.power(f),
    "probability": lambda engine, f: engine.probability(f, [0.1] * f.size),
}


def chain(links: int, members: int, *, seed: int = 2) -> Formula:
    """Make a chain of random groups: each of the one before and of some members."""
    chance = Random(seed)
    nodes: list[Var | AtLeast] = [Var(member) for member in range(members)]
    for _ in range(links):
        others = chance.sample(range(members), chance.randint(1, 3))
        parts = [(len(nodes) - 1, chance.randint(1, 3)), *((v, chance.randint(1, 3)) for v in others)]
        quota = chance.randint(1, sum(weight for _, weight in parts))
        nodes.append(AtLeast(quota, tuple(parts)))
    return formula_of(nodes, size=members)


def ladder_of(persons: int) -> Formula:
    """Make one module inside another, a person each."""
    build = Builder()
    node = build.var(0)
    for person in range(1, persons):
        node = (build.any if person % 2 else build.all)([node, build.var(person)])
    return build.formula(node)[0]


def meeting(committees: int, *, seed: int = 1) -> Formula:
    """Make a council of committees that share their members in no order."""
    chance, build = Random(seed), Builder()
    votes = []
    for _ in range(committees):
        seats = [(build.var(v), chance.randint(1, 5)) for v in chance.sample(range(committees), 5)]
        votes.append((build.at_least(sum(weight for _, weight in seats) // 2 + 1, seats), 1))
    return build.formula(build.at_least(committees // 2, votes))[0]


def bodies() -> Formula:
    """Make bodies of many private members who share a few."""
    build = Builder()
    shared = [build.var(v) for v in range(13)]
    votes = []
    for body in range(6):
        seats = [*shared[body : body + 8], *(build.var(13 + 20 * body + v) for v in range(20))]
        votes.append(build.at_least(len(seats) // 2 + 1, [(seat, 1) for seat in seats]))
    return build.formula(build.all(votes))[0]


FORMULAS = {
    "chain": chain(400, 12),
    "modules": ladder_of(80),
    "overlapping": meeting(14),
    "shared": bodies(),
    "votes": weighted(400, [3 + 2 * v for v in range(25)]),
}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the clock run: every look at it costs a minute."""

    def hurry() -> None:
        ticks = count(0, 60)
        monkeypatch.setattr("time.thread_time", lambda: float(next(ticks)))

    return hurry


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", FORMULAS)
def test_every_question_ends_when_its_time_is_over(
    name: str, asked: str, hurried: Callable[[], None]
) -> None:
    engine = LadderEngine(seconds=30)
    hurried()
    with pytest.raises(TooLargeError, match="time"):
        ASKED[asked](engine, FORMULAS[name])


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", ["chain", "modules", "overlapping"])
def test_a_compiled_formula_is_walked_with_an_eye_on_the_clock(
    name: str, asked: str, hurried: Callable[[], None]
) -> None:
    engine = LadderEngine(seconds=30)
    engine.composition(FORMULAS[name])
    hurried()
    with pytest.raises(TooLargeError, match="time"):
        ASKED[asked](engine, FORMULAS[name])


def test_each_question_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked before must not have used up the time of what is asked now."""
    now = [0.0]
    monkeypatch.setattr("time.thread_time", lambda: now[0])
    engine = LadderEngine(seconds=30)
    for asked in ASKED.values():
        asked(engine, FORMULAS["overlapping"])
        now[0] += 1000


@pytest.mark.parametrize("name", ["chain", "modules", "overlapping"])
def test_bounds_and_interval_end_too_and_hold(name: str, hurried: Callable[[], None]) -> None:
    f = FORMULAS[name]
    found = LadderEngine().minimal_sets(f, 1)
    chance = LadderEngine().probability(f, [0.3] * f.size)
    engine = LadderEngine(seconds=30)
    hurried()
    bounds, interval = engine.bounds(f, 5), engine.interval(f, [0.3] * f.size)
    assert found.smallest is not None
    assert bounds.high is not None
    assert bounds.low <= found.smallest <= bounds.high
    assert interval.low <= chance <= interval.high


@pytest.mark.parametrize("asked", ["sets", "power"])
def test_long_numbers_are_refused_before_they_fill_the_memory(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoise.boolean.budget.BYTES", 10)
    with pytest.raises(TooLargeError, match="memory"):
        ASKED[asked](LadderEngine(), FORMULAS["overlapping"])


def test_a_long_chain_of_random_groups_ends_in_bounds_that_hold() -> None:
    f = chain(3000, 9)
    bounds = LadderEngine(seconds=0.1).bounds(f, 3)
    assert bounds.high is not None
    assert bounds.low <= bounds.high <= 9
    assert holds(f, range(9))
    low = next(size for size in range(10) if _some_group_carries(f, size))
    assert bounds.low <= low <= bounds.high
    interval = LadderEngine().interval(f, [0.5] * 9)
    assert 0 <= interval.low <= interval.high <= 1
    assert interval.method.startswith("65536 samples")


def _some_group_carries(f: Formula, size: int) -> bool:
    chance = Random(size)
    return any(holds(f, chance.sample(range(f.size), size)) for _ in range(40))


def test_a_formula_of_a_million_parts_is_not_even_begun() -> None:
    parts = tuple((v, 1) for v in range(1000))
    f = formula_of([*(Var(v) for v in range(1000)), *(AtLeast(k, parts) for k in range(1, 602))], size=1000)
    with pytest.raises(TooLargeError, match="too many parts"):
        LadderEngine().minimal_sets(f, 1)


def test_a_refusal_lets_go_of_what_was_under_way() -> None:
    """A kept error keeps the frames it came through, and with them every node of the diagram given up."""
    engine = LadderEngine(budget=2000)
    before = _tables()
    with pytest.raises(TooLargeError):
        engine.minimal_sets(meeting(40), 5)
    assert _tables() <= before
    with pytest.raises(TooLargeError):
        engine.minimal_sets(meeting(40), 5)


def _tables() -> int:
    gc.collect()
    return sum(issubclass(type(one), Table) for one in gc.get_objects())


def test_modules_share_one_budget_of_memory() -> None:
    """Each would fit alone; ten of them must not have ten budgets."""
    build = Builder()
    alone = meeting(12)
    copies = []
    for at in range(10):
        made: list[int] = []
        for node in alone.nodes:
            if isinstance(node, Var):
                made.append(build.var(12 * at + node.variable))
            else:
                made.append(build.at_least(node.quota, [(made[part], weight) for part, weight in node.parts]))
        copies.append(made[-1])
    f = build.formula(build.all(copies))[0]
    entries = LadderEngine().composition(alone)[0].entries
    assert LadderEngine(budget=40 * entries).minimal_sets(f, 1).total == (
        LadderEngine().minimal_sets(alone, 1).total ** 10
    )
    with pytest.raises(TooLargeError):
        LadderEngine(budget=5 * entries).minimal_sets(f, 1)


def test_a_chain_of_ors_is_not_written_out_anew_at_each_link() -> None:
    build = Builder()
    node, parts = build.var(0), 0
    for person in range(1, 1500):
        node = build.any([node, build.var(person)])
    f = build.formula(node)[0]
    for one in f.nodes:
        parts += len(one.parts) if isinstance(one, AtLeast) else 0
    assert parts < 4 * 1500
    assert build.alone(node) == frozenset(range(1500))
    assert LadderEngine().minimal_sets(f, 2).total == 1500


def test_columns_reach_a_quota_as_one_counts_by_hand() -> None:
    chance = Random(6)
    for _ in range(300):
        columns = chance.randint(1, 9)
        parts = [
            (chance.getrandbits(columns), chance.choice((1, 2, 3, 10**20)))
            for _ in range(chance.randint(0, 6))
        ]
        quota = chance.choice((1, 2, 3, 5, 10**20 + 1, 3 * 10**20))
        row = reached(quota, parts)
        for column in range(columns):
            total = sum(weight for one, weight in parts if one >> column & 1)
            assert bool(row >> column & 1) == (total >= quota)


@pytest.mark.parametrize("limit", [0, ELIMINATED])
def test_persons_who_move_one_another_in_a_circle_are_written_down_in_either_way(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By eliminating them one after another, and in rounds where that would double with each person."""
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", limit)
    persons, chance, build = 8, Random(8), Builder()
    for person in range(persons):
        build.var(person)
    movers: dict[int, list[int]] = {}
    for person in range(persons):
        others = chance.sample([v for v in range(persons) if v != person], 3)
        movers[person] = [build.at_least(2, [(build.var(v), 1) for v in others])]
    assert moved_as_told(build, movers, fixed_point(build, movers, beyond=persons))


@pytest.mark.parametrize("limit", [0, ELIMINATED])
def test_bodies_that_move_their_own_members_and_one_another_are_written_down_in_either_way(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few offices and bodies move everybody else, and some of them their own members, as in a hierarchy."""
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", limit)
    chance, persons, own = Random(5), 6, 0
    for _ in range(60):
        build = Builder()
        members = [build.var(person) for person in range(persons)]
        actors = []
        for _ in range(chance.randint(1, 4)):
            some = chance.sample(members, chance.randint(1, 4))
            actors.append(build.at_least(chance.randint(1, len(some)), [(m, 1) for m in some]))
        movers = {v: chance.sample(actors, chance.randint(0, min(2, len(actors)))) for v in range(persons)}
        own += any(v in build.variables(actor) for v, several in movers.items() for actor in several)
        assert moved_as_told(build, movers, fixed_point(build, movers, beyond=persons))
    assert own > 30


def moved_as_told(build: Builder, movers: dict[int, list[int]], solved: dict[int, int] | None) -> bool:
    """Tell whether the solution says of every group whom it moves, as found by adding one after another."""
    assert solved is not None
    for number in range(1 << len(movers)):
        group = frozenset(p for p in movers if number >> p & 1)
        moved = set(group)
        while more := {
            p
            for p, several in movers.items()
            if p not in moved and any(build.holds(a, moved) for a in several)
        }:
            moved |= more
        if {p for p in movers if build.holds(solved[p], group)} != moved:
            return False
    return True


def test_a_circle_too_long_to_write_down_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", 50)
    monkeypatch.setattr("counterpoise.boolean.fixed_point.WRITTEN", 50)
    build = Builder()
    members = [build.var(v) for v in range(20)]
    movers = {v: [build.at_least(10, [(m, 1) for m in members if m != members[v]])] for v in range(20)}
    assert fixed_point(build, movers, beyond=20) is None


def test_a_circle_of_few_nodes_with_many_parts_each_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.boolean.fixed_point.PARTS", 2_000)
    build = Builder()
    members = [build.var(v) for v in range(60)]
    before = build.parts
    movers = {v: [build.at_least(30, [(m, 1 + (m + v) % 60) for m in members])] for v in range(60)}
    assert fixed_point(build, movers, beyond=60) is None
    assert build.parts - before < 60 * 60 + 2 * (2_000 + 60 * 60)


def test_answers_under_a_spent_clock_agree_with_enumeration() -> None:
    """Bounds given without any time are still true."""
    chance = Random(11)
    for _ in range(60):
        f = made(chance)
        bounds = LadderEngine(seconds=1e-9).bounds(f, 4)
        smallest = PlainEngine().minimal_sets(f, 1).smallest
        if smallest is None:
            assert bounds.high is None
        else:
            assert bounds.high is not None
            assert bounds.low <= smallest <= bounds.high


def led_in_a_ring(build: Builder, persons: int, *, seed: int) -> dict[int, list[int]]:
    """Let each person be led by the one before, in an order that names tell nothing of."""
    members = [build.var(v) for v in range(persons)]
    ring = Random(seed).sample(range(persons), persons)
    return {person: [members[before]] for person, before in zip(ring, [ring[-1], *ring], strict=False)}


def test_a_ring_is_solved_without_looking_at_those_whom_a_step_leaves_as_they_are() -> None:
    """An audit of 1,000 officers in a ring once took minutes: every equation was gone through at every step."""
    persons, build = 200, Builder()
    movers = led_in_a_ring(build, persons, seed=4)
    solved = fixed_point(build, movers, beyond=persons)
    everybody = build.any(build.var(v) for v in range(persons))
    assert solved == dict.fromkeys(movers, everybody)
    assert build.composed < 2 * persons**2
    assert build.made < 10 * persons


@pytest.mark.parametrize("enough", [False, True])
def test_a_circle_that_takes_long_to_write_down_is_refused_though_it_ends_short(
    enough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each follows any of the others: few nodes are made, but each names everybody."""
    persons, build = 40, Builder()
    monkeypatch.setattr("counterpoise.boolean.fixed_point.COMPOSED", persons ** (4 if enough else 2) // 4)
    members = [build.var(v) for v in range(persons)]
    movers = {v: [build.any(m for m in members if m != members[v])] for v in range(persons)}
    solved = fixed_point(build, movers, beyond=persons)
    assert solved == (dict.fromkeys(movers, build.any(members)) if enough else None)


def led_by_one(build: Builder, persons: int, *, seed: int) -> dict[int, list[int]]:
    """Let each person be led by the first and another together, and the first by anybody."""
    members, chance = [build.var(v) for v in range(persons)], Random(seed)
    movers = {0: [build.any(members[1:])]}
    for v in range(1, persons):
        other = chance.choice([u for u in range(1, persons) if u != v])
        movers[v] = [build.all([members[0], members[other]])]
    return movers


def test_what_depends_on_few_is_eliminated_before_what_depends_on_many() -> None:
    """The first hangs together with everybody: eliminated before the others, it would be written into each of them."""
    persons, build = 40, Builder()
    movers = led_by_one(build, persons, seed=3)
    before = build.made
    assert fixed_point(build, movers, beyond=persons) is not None
    assert build.made - before < 20 * persons


@pytest.mark.parametrize("limit", [200, 800, 3_200])
def test_eliminating_ends_soon_after_its_nodes_are_used_up(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", limit)
    monkeypatch.setattr("counterpoise.boolean.fixed_point.WRITTEN", 0)
    build = Builder()
    movers = led_by_five(build, 12)
    before = build.made
    assert fixed_point(build, movers, beyond=12) is None
    assert limit < build.made - before < 2 * limit


def test_it_ends_while_equations_are_written_and_while_they_are_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("counterpoise.boolean.fixed_point.WRITTEN", 0)
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", 50)
    build = Builder()
    movers = led_by_five(build, 80)
    before = build.parts
    assert fixed_point(build, movers, beyond=80) is None
    assert build.parts - before < 500
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", 500)
    build = Builder()
    movers = led_by_one(build, 60, seed=3)
    assert fixed_point(build, movers, beyond=60) is None
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", 600)
    assert fixed_point(build, movers, beyond=60) is not None


def led_by_five(build: Builder, persons: int) -> dict[int, list[int]]:
    """Let each person be led by any five of the others."""
    members = [build.var(v) for v in range(persons)]
    return {v: [build.at_least(5, [(m, 1) for m in members if m != members[v]])] for v in range(persons)}
