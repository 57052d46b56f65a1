"""A part of a sweep is looked at all at once: each place says what its roster and formulas say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import pytest

from analysis import records, worlds
from counterpoise.analysis.arrangements import fulfilled, in_force, without
from counterpoise.analysis.by_hand import Link
from counterpoise.analysis.structure import Choices, Structure, law_of
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.fulfilling import held_by, without_them
from counterpoise.analysis.sweep.patterns import columns_of_persons
from counterpoise.analysis.sweep.seating import Seating
from counterpoise.analysis.sweep.standing import NO_SEAT, VACANT, Standing, layout_of, roster_of
from counterpoise.analysis.sweep.supports import bits_of
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.people import Tenure
from counterpoise.domain.pilots import Arrangement, Pilot
from counterpoise.domain.rosters import Seat
from counterpoise.domain.words import ArrangementId, OfficeId, PersonId, PlaceId
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.sweeping.examining import standings
from sweep.comparing import columns_of
from sweep.test_equal_to_audit import variants

SEEDS = 40


@dataclass(frozen=True, slots=True)
class Part:
    """Places of a drawn institution, and what is asked of them."""

    asked: Asked
    standings: tuple[Standing, ...]


def parts() -> Iterator[Part]:
    """Draw institutions; of each seat six places nearly alike, at some of which an office has fewer seats than at others."""
    for seed in range(SEEDS):
        chance = Random(seed)
        case = records.case_of(worlds.world_of(chance))
        day, framework = case.on, case.frameworks[0]
        assert day is not None
        first = min(case.places)
        held = [
            RosterRow(t.place, t.office, t.seat, t.person, ALWAYS, None, t.line)
            for t in case.tenures
            if t.place == first and t.span.covers(day) and t.office in framework.offices
        ]
        rows = variants(held, framework, chance, 6)
        more = OfficeId(chance.choice(list(framework.offices)))
        layout = layout_of(framework, [{more: framework.offices[more].seats + 2}])
        choices = Choices(superiors=chance.random() < 0.5)
        matters = tuple(framework.matters.values())
        asked = Asked(framework, layout, day, matters, framework.arrangements, choices)
        yield Part(asked, tuple(standings(asked, columns_of(framework, rows))))


def test_a_standing_written_down_as_asked_is_its_roster() -> None:
    chance = Random(1)
    seats = lacking = vacant = moved = 0
    for part in parts():
        asked = part.asked
        law = law_of(asked.framework, asked.choices)
        seating = Seating(asked.layout, asked.day, asked.choices, law)
        for standing in part.standings:
            roster = roster_of(asked.layout, standing, asked.day)
            whole, lazy = Structure(roster, asked.choices), seating.structure(standing)
            assert lazy.persons == whole.persons
            for person in whole.persons:
                assert tuple(lazy.seats_of(person)) == tuple(whole.seats_of(person))
                assert lazy.holdings(person) == whole.holdings(person)
            for office in asked.framework.offices:
                assert lazy.incumbents.here.holders(office) == whole.incumbents.here.holders(office)
            backwards = [lazy.reached(matter) for matter in reversed(asked.matters)]
            assert backwards == [whole.reached(matter) for matter in asked.matters][::-1]
            groups = [chance.getrandbits(len(whole.persons)) for _ in range(4)]
            for group in [*groups, *(1 << number for number in range(len(whole.persons)))]:
                grown, links = grown_by_hand(lazy, group)
                assert (grown, links) == grown_by_hand(whole, group)
                moved += len(links)
            for matter in asked.matters:
                for step in matter.steps:
                    says, said = lazy.incumbents.here.step(step), whole.incumbents.here.step(step)
                    assert list(map(says, groups)) == list(map(said, groups))
                assert lazy.offices_reached(matter) == whole.offices_reached(matter)
            assert dict(lazy.roster.seats) == dict(roster.seats)
            assert lazy.unnamed == whole.unnamed
            assert OfficeId("nowhere") not in lazy.roster.seats
            seats += len(standing.holders)
            lacking += int((standing.holders == NO_SEAT).sum())
            vacant += int((standing.holders == VACANT).sum())
    assert seats > lacking > 100
    assert vacant > 50
    assert moved > 100


def grown_by_hand(structure: Structure, group: int) -> tuple[int, list[Link]]:
    """Grow a group, and tell by which links."""
    moved, ways = structure.growing.grown(group)
    return moved, [way.link for way in ways]


def test_who_fulfils_an_arrangement_in_numbers_is_who_does_in_the_roster() -> None:
    chance = Random(2)
    several = unnamed = tenures = piloted = 0
    for part in parts():
        for standing in [crowded_together(one, chance) for one in part.standings]:
            asked = replace(part.asked, arrangements=arrangements_of(part.asked, standing, chance))
            seating = Seating(asked.layout, asked.day, asked.choices, law_of(asked.framework, asked.choices))
            roster = roster_of(asked.layout, standing, asked.day)
            found = fulfilled(asked.arrangements, roster)
            held = held_by(asked, standing)
            assert [asked.arrangements[a] for a, _ in held] == [one.arrangement for one in found]
            assert [standing.persons[person] for _, person in held] == [one.person for one in found]
            assert batch_of(asked, asked.reach(), [standing]).held == (held,)
            given = [(one.offices, person) for one, (_, person) in zip(found, held, strict=True)]
            alone = without_them(asked.layout, standing, given)
            assert seats_said(asked, alone) == dict(without(roster, found).seats)
            seated = {alone.persons[number] for number in alone.holders if number >= 0}
            assert alone.persons == tuple(sorted(seated))
            for one in found:
                apart = seating.without(standing, one)
                assert dict(apart.roster.seats) == dict(without(roster, (one,)).seats)
            several += len({person for _, person in held}) > 1
            unnamed += bool(held) and bool(alone.unnamed)
            tenures += 0 < len(alone.tenures) < len(standing.tenures)
            piloted += len(in_force(asked.arrangements, roster)) < len(asked.arrangements)
    assert several > 10
    assert unnamed > 30
    assert tenures > 30
    assert piloted > 30


def crowded_together(standing: Standing, chance: Random) -> Standing:
    """Let few persons hold most of the seats that are held by somebody named, some for as long as it is known."""
    holders = standing.holders.copy()
    named = [at for at, one in enumerate(holders.tolist()) if one >= 0 and one not in standing.unnamed]
    few = sorted({int(holders[at]) for at in named})[:3]
    for at in named:
        holders[at] = chance.choice(few)
    everybody = [standing.persons[one] if one >= 0 else None for one in holders.tolist()]
    persons = tuple(sorted({one for one in everybody if one is not None}))
    numbers = [
        old if who is None else persons.index(who) for old, who in zip(holders, everybody, strict=True)
    ]
    tenures = {
        at: Tenure(standing.place, OfficeId("-"), 1, everybody[at], ALWAYS)
        for at, old in enumerate(holders.tolist())
        if old != NO_SEAT and old not in standing.unnamed and chance.random() < 0.5
    }
    still = frozenset(persons.index(standing.persons[one]) for one in standing.unnamed)
    return Standing(standing.place, persons, np.array(numbers, dtype=np.int16), still, tenures)


def arrangements_of(asked: Asked, standing: Standing, chance: Random) -> tuple[Arrangement, ...]:
    """Draw arrangements, some that are tried only elsewhere, some drawn twice."""
    offices = list(asked.framework.offices)
    found = []
    for number in range(12):
        drawn = chance.sample(offices, min(len(offices), chance.choice((2, 2, 3))))
        beside = tuple(chance.sample(offices, 1)) if chance.random() < 0.5 else ()
        pilot = Pilot(chance.choice((standing.place, PlaceId("elsewhere"))), ALWAYS)
        pilots = (pilot,) if chance.random() < 0.3 else ()
        found.append(Arrangement(ArrangementId(f"a{number}"), tuple(drawn), beside, pilots))
    return (*found, found[0])


def seats_said(asked: Asked, standing: Standing) -> dict[OfficeId, tuple[Seat, ...]]:
    """Give the seats of a place as its roster says."""
    return dict(roster_of(asked.layout, standing, asked.day).seats)


def test_what_matters_reach_at_many_places_is_what_each_place_says() -> None:
    told = 0
    for part in parts():
        asked = part.asked
        reach = asked.reach()
        columns = columns_of_persons(asked.layout, part.standings, [()] * len(part.standings))
        supports = reach.supports(asked.layout, columns)
        for place, standing in enumerate(part.standings):
            structure = Structure(roster_of(asked.layout, standing, asked.day), asked.choices)
            for question, matter in enumerate(asked.matters):
                (bits,) = bits_of(supports[place, question : question + 1])
                assert bits == structure.reached(matter).offices
                told += bits.bit_count() > 1
    assert told > 300


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_pattern_is_known_by_the_same_key_whatever_stands_beside_it(*, is_alone: bool) -> None:
    """A place alone, or beside one where many more sit, has the keys it has among all; different places differ."""
    keys, differ = 0, 0
    for part in parts():
        among = keys_of(part.asked, part.standings)
        for place, standing in enumerate(part.standings):
            beside = [] if is_alone else [crowded(standing)]
            assert keys_of(part.asked, [*beside, standing])[-1] == among[place]
            keys += len(among[place])
            differ += among[place] != among[0]
    assert keys > 300
    assert differ > 50


def keys_of(asked: Asked, places: Sequence[Standing]) -> list[list[bytes]]:
    """Give the keys of each place, question by question."""
    found: list[list[bytes]] = [[] for _ in places]
    for group in batch_of(asked, asked.reach(), places).groups:
        for place, kind in zip(group.places.tolist(), group.kind.tolist(), strict=True):
            found[place].append(group.keys[kind])
    return found


def crowded(standing: Standing) -> Standing:
    """Seat somebody new on every seat."""
    width = len(standing.holders)
    persons = tuple([PersonId(f"person-{number:04}") for number in range(width)])
    everybody = np.arange(width, dtype=np.int16)
    return Standing(standing.place, persons, everybody, frozenset(), {})
