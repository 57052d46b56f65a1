"""A sweep says of every place what an audit of that place says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import resources
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import records, worlds
from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.invented import VACANT, invented
from counterpoise.domain.bodies import How
from counterpoise.domain.days import ALWAYS, Span, read_date
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.words import ArrangementId, MatterId, OfficeId, PersonId, PlaceId
from counterpoise.formats.case_files import read_files
from counterpoise.formats.rosters.checking import RosterRow
from sweep.comparing import Asking, audited, in_order, swept
from sweep.ruled import ruled

pytestmark = pytest.mark.slow

DAY = date(2024, 3, 28)


@pytest.fixture(scope="module")
def nation() -> Case:
    sets = resources.files("counterpoise").joinpath("holding_sets/vn-commune-3t.yaml").read_text("utf-8")
    head = "counterpoise: 1\nframework: vn-commune-3t\n"
    return read_files({"case.yaml": head, "arrangements.yaml": sets}, name="nation")[0]


def rosters(count: int, *, seed: int) -> dict[PlaceId, list[RosterRow]]:
    found = {}
    for rows in invented(count, seed=seed):
        found[PlaceId(rows[0].place)] = [
            RosterRow(
                PlaceId(row.place),
                OfficeId(row.office),
                row.seat,
                None if row.person == VACANT else PersonId(row.person),
                Span(read_date(row.start)),
                row.seats,
                number,
            )
            for number, row in enumerate(rows, 2)
        ]
    return found


DEPUTY = OfficeId("vice-chair")

MATTERS = ("payment", "citizen-reception", "first-complaint", "party-discipline", "council-questioning")


def test_a_random_sample_of_invented_communes_is_told_as_its_audits_tell_it(nation: Case) -> None:
    framework = nation.frameworks[0]
    matters = tuple(matter for matter in framework.matters.values() if matter.id in MATTERS)
    rows = rosters(40, seed=7)
    asked = Asking(DAY, matters, nation.arrangements, sets=3)
    told = swept(framework, rows, asked)
    for place in Random(20240328).sample(sorted(rows), 4):
        answers, findings = told[place]
        alone, found = audited(framework, rows[place], place, asked)[place]
        assert answers == alone
        assert in_order(findings) == in_order(found)


def test_ids_in_no_order_change_nothing_but_the_work(nation: Case) -> None:
    framework = nation.frameworks[0]
    matters = tuple(matter for matter in framework.matters.values() if matter.id in MATTERS[:3])
    chance = Random(5)
    rows = {
        place: [
            row if row.person is None else replace(row, person=PersonId(f"{hash_of(row.person, chance)}"))
            for row in found
        ]
        for place, found in rosters(3, seed=9).items()
    }
    asked = Asking(DAY, matters, nation.arrangements, sets=5)
    told = swept(framework, rows, asked)
    for place, found in rows.items():
        alone, findings = audited(framework, found, place, asked)[place]
        assert told[place][0] == alone
        assert in_order(told[place][1]) == in_order(findings)


def test_a_check_is_emptied_by_the_arrangement_without_which_it_stands(nation: Case) -> None:
    """The secretary is the chair and a vice-chair too: only the first of these makes the secretary's check an empty one."""
    framework, first = nation.frameworks[0], nation.arrangements[0]
    also = replace(first, id=ArrangementId("deputy"), offices=(OfficeId("chair"), DEPUTY))
    ((place, rows),) = rosters(1, seed=7).items()
    secretary = next(row.person for row in rows if row.office == "secretary")
    joined = {("chair", 1), (DEPUTY, 1)}
    seated = [replace(row, person=secretary) if (row.office, row.seat) in joined else row for row in rows]
    matters = (framework.matters[MatterId("payment")],)
    asked = Asking(DAY, matters, (first, also), sets=2)
    findings = swept(framework, {place: seated}, asked)[place][1]
    assert in_order(findings) == in_order(audited(framework, seated, place, asked)[place][1])
    (emptied,) = [one for one in findings if "C03" in one]
    assert "secretary" in str(emptied)
    assert DEPUTY not in str(emptied)


_codes: dict[str, int] = {}


def hash_of(person: str, chance: Random) -> int:
    return _codes.setdefault(person, chance.randrange(10**9))


def variants(
    rows: list[RosterRow], framework: Framework, chance: Random, count: int
) -> dict[PlaceId, list[RosterRow]]:
    """Seat several places nearly alike: patterns are shared, and must be where they are and only there."""
    offices = list(framework.offices.values())
    persons = sorted({row.person for row in rows if row.person is not None}) or [PersonId("p1")]
    found = {}
    for number in range(count):
        place = PlaceId(f"place-{number}")
        seats = {(row.office, row.seat): row for row in rows}
        for _ in range(chance.randint(0, 2)):
            office = chance.choice(offices)
            at = office.id, chance.randint(1, office.seats)
            match chance.choice(["seat", "vacate", "drop", "swap"]):
                case "seat":
                    seats[at] = _row(*at, chance.choice(persons))
                case "vacate":
                    seats[at] = _row(*at, None)
                case "drop":
                    seats.pop(at, None)
                case "swap":
                    other = office.id, chance.randint(1, office.seats)
                    one, two = seats.pop(at, None), seats.pop(other, None)
                    if one is not None:
                        seats[other] = replace(one, seat=other[1])
                    if two is not None and other != at:
                        seats[at] = replace(two, seat=at[1])
        named = chance.choice(["", "x"])
        found[place] = [
            replace(row, place=place, person=PersonId(named + row.person) if row.person else None)
            for row in seats.values()
        ]
    return found


def _row(office: OfficeId, seat: int, person: PersonId | None) -> RosterRow:
    return RosterRow(PlaceId("-"), office, seat, person, ALWAYS, None, 0)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.randoms(use_true_random=False), st.booleans(), st.sampled_from([None, 0.25]))
def test_a_sweep_of_any_small_institution_says_what_its_audits_say(
    chance: Random, superiors: bool, compromise: float | None
) -> None:
    compared(chance, superiors=superiors, compromise=compromise)


@pytest.mark.parametrize("seed", range(0, 120, 30))
def test_a_sweep_of_a_drawn_institution_says_what_its_audits_say(seed: int) -> None:
    for number in range(seed, seed + 30):
        compared(Random(number), superiors=bool(number % 2), compromise=None)


def compared(chance: Random, *, superiors: bool, compromise: float | None, compiled: bool = False) -> None:
    """Sweep and audit places that are seated nearly alike."""
    case = records.case_of(worlds.world_of(chance))
    day = case.on
    assert day is not None
    law = case.framework_on(day)
    if law is None or not case.audited_places(day):
        return
    framework = ruled(law, chance)
    first = case.audited_places(day)[0].id
    standing = [
        RosterRow(t.place, t.office, t.seat, t.person, ALWAYS, None, t.line)
        for t in case.tenures
        if t.place == first and t.span.covers(day) and t.office in framework.offices
    ]
    rows = variants(standing, framework, chance, 6)
    asked = Asking(
        day,
        tuple(framework.matters.values()),
        (*framework.arrangements, *case.arrangements),
        Choices(frozenset(chance.sample(list(How), 4)), superiors),
        compromise,
        chance.choice([1, 2, 20]),
    )
    told = swept(framework, rows, asked, compiled=compiled)
    for place, found in rows.items():
        alone, findings = audited(framework, found, place, asked)[place]
        assert told[place][0] == alone
        assert in_order(told[place][1]) == in_order(findings)
