"""Laws on what is counted by hand: it says what formulas say, whoever holds the seats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from hypothesis import given

from analysis import records
from counterpoise.analysis.acting import tally_of
from counterpoise.analysis.by_hand import Holding, Way, along, fewest
from counterpoise.analysis.clerk import EVERYBODY, NO_ONE, Group, members
from counterpoise.analysis.hollow import is_hollow, is_missed
from counterpoise.analysis.law import every_check, no_check, standing_check
from counterpoise.analysis.structure import Choices, Structure, has_holder, law_of
from counterpoise.boolean.budget import Clock
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.domain.actors import Actor, BodyTerm
from counterpoise.domain.bodies import Body, BodyVotes
from counterpoise.domain.institution import Case
from counterpoise.domain.quotas import Majority
from counterpoise.domain.rosters import Roster, Seat, roster
from counterpoise.domain.words import OfficeId, PersonId
from laws.institutions import CHANCE, EXAMPLES, made


def structures(chance: Random) -> Iterator[tuple[Case, Structure]]:
    """Make an institution, and look at each of its places as some choices of ties read them."""
    case = records.case_of(made(chance))
    yield from structures_of(case, chance)


def structures_of(case: Case, chance: Random) -> Iterator[tuple[Case, Structure]]:
    """Look at each place of a case as some choices of ties read it."""
    choices = Choices(superiors=chance.random() < 0.5)
    framework = case.frameworks[0]
    law = law_of(framework, choices)
    for place in case.places.values():
        if place.level == framework.audits:
            assert case.on is not None
            there = roster(case, framework=framework, place=place, day=case.on)
            yield case, Structure(there, choices, law=law)


def groups(structure: Structure, chance: Random) -> list[Group]:
    """Draw some groups, nobody and everybody among them."""
    everybody = (1 << len(structure.persons)) - 1
    return [NO_ONE, EVERYBODY, *(chance.getrandbits(len(structure.persons)) & everybody for _ in range(8))]


@EXAMPLES
@given(CHANCE)
def test_a_clerk_says_of_every_step_what_its_formula_says(chance: Random) -> None:
    for case, structure in structures(chance):
        clerk, builder = structure.incumbents.here, structure.builder
        everybody = (1 << len(structure.persons)) - 1
        for matter in case.frameworks[0].matters.values():
            for step in matter.steps:
                node = structure.step(step)
                for group in groups(structure, chance):
                    assert clerk.step(step)(group) == builder.holds(node, {*members(group & everybody)})


@EXAMPLES
@given(CHANCE)
def test_a_group_has_a_route_where_the_formula_of_the_matter_is_true(chance: Random) -> None:
    for case, structure in structures(chance):
        incumbents, builder = structure.incumbents, structure.builder
        everybody = (1 << len(structure.persons)) - 1
        for matter in case.frameworks[0].matters.values():
            for group in groups(structure, chance):
                saying = {*members(group & everybody)}
                for counts in (every_check, standing_check, no_check):
                    route = incumbents.carrying_route(matter, group & everybody, counts=counts)
                    assert (route is not None) == builder.holds(structure.carries(matter, counts), saying)
                    assert route is None or route in matter.routes
                stop = builder.dual(structure.carries(matter, no_check))
                assert incumbents.can_stop(matter, group & everybody) == builder.holds(stop, saying)


def test_a_clerk_counts_votes_as_formulas_do_whoever_presides_or_steps_aside() -> None:
    ties = aside = 0
    for seed in range(150):
        chance = Random(seed)
        case = voting(records.case_of(made(chance)), chance)
        for _, structure in structures_of(case, chance):
            clerk, builder = structure.incumbents.here, structure.builder
            everybody = (1 << len(structure.persons)) - 1
            for body in case.frameworks[0].bodies.values():
                actor = Actor((BodyTerm(body.id),))
                without = chance.getrandbits(len(structure.persons)) & chance.getrandbits(
                    len(structure.persons)
                )
                node = structure.acts(actor, structure.persons_of(without))
                for group in groups(structure, chance):
                    said = clerk.says(actor, without)(group)
                    assert said == builder.holds(node, {*members(group & everybody)})
                    ties += said and not unpresided(structure, body, without, group)
                aside += bool(without & clerk.reached(actor))
    assert ties > 20
    assert aside > 100


def voting(case: Case, chance: Random) -> Case:
    """Let every body decide by a majority of heads, of all seats or of those there, some of its members presiding."""

    def decides(body: Body) -> BodyVotes:
        presiding = chance.choice([None, *body.members])
        return BodyVotes(Majority(), of_seats=chance.random() < 0.5, presiding=presiding)

    framework = case.frameworks[0]
    bodies = {key: replace(body, decides=decides(body)) for key, body in framework.bodies.items()}
    return replace(case, frameworks=(replace(framework, bodies=bodies),))


def unpresided(structure: Structure, body: Body, aside: Group, group: Group) -> bool:
    """Tell whether a body decides where nobody presides over it."""
    excluded = structure.persons_of(aside)

    def seated(office: OfficeId) -> list[PersonId | None]:
        return [seat.holder for seat in structure.roster.seats.get(office, ())]

    count = tally_of(body, seated, quota=None, excluded=excluded)
    everybody = (1 << len(structure.persons)) - 1
    return sum(count.votes.get(p, 0) for p in structure.persons_of(group & everybody)) >= count.needed


def test_a_check_that_is_missed_by_counting_is_not_hollow() -> None:
    engine, told = DiagramEngine(), set()
    for seed in range(300):
        for case, structure in structures(Random(seed)):
            for matter in case.frameworks[0].matters.values():
                for step in matter.steps:
                    if step.is_binding_check and has_holder(structure, step):
                        missed, hollow = (
                            is_missed(structure, matter, step),
                            is_hollow(structure, matter, step, engine),
                        )
                        assert not (missed and hollow)
                        told.add((missed, hollow))
    assert told >= {(True, False), (False, True)}


@EXAMPLES
@given(CHANCE)
def test_a_matter_is_supported_by_whoever_may_move_somebody_of_its_steps(chance: Random) -> None:
    for case, structure in structures(chance):
        for matter in case.frameworks[0].matters.values():
            actors = [
                one for step in matter.steps for one in (step.actor, step.substitute) if one is not None
            ]
            here = {office for actor in actors for office in structure.reach(actor)}
            persons = {person for office in here for person in structure.roster.holders(office)}
            ends = {(o, structure.roster.place_of(o)) for o in here if o in structure.roster.seats}
            waiting = list(persons)
            while waiting:
                person = waiting.pop()
                near = set(structure.relatives(person))
                for bond in structure.bonds(person):
                    there = structure.roster_of(bond.place)
                    reached = [o for o in structure.reach(bond.tie.actor) if o in there.seats]
                    ends |= {(bond.office, bond.place), *((o, there.place_of(o)) for o in reached)}
                    near |= {other for office in reached for other in there.holders(office)}
                waiting += near - persons
                persons |= near
            support = structure.support(matter)
            assert support.persons == persons
            aside = {office for step in matter.steps for office in step.excludes}
            local = {office for office, place in ends if structure.roster.has(place)}
            assert support.offices == here | local | aside
            assert support.elsewhere == {one for one in ends if not structure.roster.has(one[1])}


@EXAMPLES
@given(CHANCE)
def test_places_that_share_a_law_are_read_as_each_alone(chance: Random) -> None:
    for case, structure in structures(chance):
        alone = Structure(structure.roster, structure.choices)
        for matter in case.frameworks[0].matters.values():
            assert structure.support(matter) == Structure(alone.roster, alone.choices).support(matter)
            for group in groups(structure, chance):
                routes = [
                    one.incumbents.carrying_route(matter, group, counts=every_check)
                    for one in (structure, alone)
                ]
                assert routes[0] == routes[1]
        for person in structure.persons:
            assert structure.moved([person]) == alone.moved([person])


@EXAMPLES
@given(CHANCE)
def test_ways_are_gone_through_in_order_until_nobody_more_moves(chance: Random) -> None:
    for _, structure in structures(chance):
        growing = structure.growing
        ways = [way for number in range(len(structure.persons)) for way in growing.ways_of(number)]
        for group in groups(structure, chance):
            if group == EVERYBODY:
                continue
            assert growing.grown(group) == gone_through(structure, group, ways)
            sure = [way for way in ways if not way.is_doubtful]
            assert growing.grown(group, surely=True) == gone_through(structure, group, sure)


def gone_through(structure: Structure, group: Group, ways: Sequence[Way]) -> tuple[Group, tuple[Way, ...]]:
    """Try one way after another, again and again."""
    used: list[Way] = []
    before = None
    while before != group:
        before = group
        for way in ways:
            if not group & way.moves and pulls(structure, way, group):
                group |= way.moves
                used.append(way)
    return group, tuple(used)


def pulls(structure: Structure, way: Way, group: Group) -> bool:
    """Ask the formula of an actor, of which somebody must be in the group."""
    link = way.link
    if link.relative is not None:
        return bool(group & structure.incumbents.bit(link.relative))
    assert link.tie is not None
    assert link.place is not None
    there = Structure(structure.roster_of(link.place), structure.choices)
    saying = {there.number[p] for p in structure.persons_of(group) if p in there.number}
    reached = {p for office in there.reach(link.tie.actor) for p in there.roster.holders(office)}
    node = there.acts(link.tie.actor)
    return bool(reached & structure.persons_of(group)) and there.builder.holds(node, saying)


@EXAMPLES
@given(CHANCE)
def test_holdings_given_away_are_held_as_by_strangers(chance: Random) -> None:
    for case, structure in structures(chance):
        held = [
            Holding(person, seat.office, seat.place)
            for person in structure.persons
            for seat in structure.holdings_of(person)
        ]
        for _ in range(3):
            given_away = frozenset(one for one in held if chance.random() < 0.3)
            changed = structure.incumbents.given_away(given_away)
            anew = Structure(handed_on(structure.roster, given_away), structure.choices)
            for matter in case.frameworks[0].matters.values():
                for group in groups(structure, chance)[2:]:
                    still = [p for p in structure.persons_of(group) if p in anew.number]
                    there = anew.group_of(still)
                    for one, other in ((group, there), (~group, ~there)):
                        assert changed.carrying_route(
                            matter, one, counts=every_check
                        ) == anew.incumbents.carrying_route(matter, other, counts=every_check)


@EXAMPLES
@given(CHANCE)
def test_actors_pull_when_holdings_are_given_away_as_when_strangers_hold_them(chance: Random) -> None:
    for _, structure in structures(chance):
        held = [one for person in structure.persons for one in structure.holdings(person)]
        actors = [bond.tie.actor for person in structure.persons for bond in structure.bonds(person)]
        given_away = frozenset(one for one in held if chance.random() < 0.5)
        changed = structure.incumbents.given_away(given_away).here
        anew = Structure(handed_on(structure.roster, given_away), structure.choices)
        for group in groups(structure, chance)[2:]:
            there = anew.group_of([p for p in structure.persons_of(group) if p in anew.number])
            for actor in actors:
                structure.incumbents.here.pulls(actor)
                assert changed.pulls(actor)(group) == anew.incumbents.here.pulls(actor)(there)


@EXAMPLES
@given(CHANCE)
def test_the_ways_a_group_uses_are_its_own_whatever_was_asked_before(chance: Random) -> None:
    for _, structure in structures(chance):
        for start in groups(structure, chance)[2:]:
            alone = Structure(structure.roster, structure.choices).growing.used(start)
            used = structure.growing.used(start)
            assert [way.link for way in used.ways] == [way.link for way in alone.ways]
            assert [way.link for way in used.trying] == [way.link for way in alone.trying]


def handed_on(there: Roster, given_away: frozenset[Holding]) -> Roster:
    """Write a roster in which strangers hold some seats."""

    def given_on(seat: Seat) -> Seat:
        if (seat.holder, seat.office, seat.place) not in given_away:
            return seat
        return replace(seat, holder=PersonId(f"{seat.office}@{seat.place}#stranger-{seat.number}"))

    return replace(
        there,
        seats={office: tuple(map(given_on, seats)) for office, seats in there.seats.items()},
        elsewhere=tuple(handed_on(other, given_away) for other in there.elsewhere),
    )


@EXAMPLES
@given(CHANCE)
def test_the_fewest_ways_are_those_left_when_each_is_tried_in_turn(chance: Random) -> None:
    for case, structure in structures(chance):
        for matter in case.frameworks[0].matters.values():

            def carries(group: Group) -> bool:
                found = structure.incumbents.carrying_route(matter, group, counts=every_check)  # noqa: B023
                return found is not None

            for start in groups(structure, chance)[2:]:
                used = structure.growing.used(start)
                kept = list(used.ways)
                for way in sorted(used.ways, key=lambda way: not way.is_doubtful):
                    fewer = [other for other in kept if other is not way]
                    if carries(along(start, fewer)):
                        kept = fewer
                assert fewest(start, used, carries, clock=Clock()) == tuple(kept)
