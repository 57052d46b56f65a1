"""What is counted of all places of a batch at once is what the formulas of each place say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np
import pytest

from analysis import records, worlds
from counterpoise.analysis.structure import Choices, Structure, has_holder
from counterpoise.analysis.sweep import hands, telling
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.hands import Deeds
from counterpoise.analysis.sweep.loads import hours_of
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.seated import seated_of
from counterpoise.analysis.sweep.standing import Standing, layout_of, roster_of
from counterpoise.analysis.sweep.telling import Teller
from counterpoise.analysis.sweep.told import bare_case
from counterpoise.analysis.work import work_of_all
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Step
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.case_files import read_files
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.sweeping.examining import standings
from sweep.comparing import Asking, Rows, columns_of, swept
from sweep.ruled import ruled
from sweep.test_equal_to_audit import compared, variants


@dataclass(frozen=True, slots=True)
class Batch:
    """Places of a drawn institution, seated nearly alike, and each of them as formulas."""

    framework: Framework
    standings: tuple[Standing, ...]
    structures: tuple[Structure, ...]
    deeds: Deeds

    def steps(self) -> Iterator[Step]:
        """List the steps of all matters."""
        for matter in self.framework.matters.values():
            yield from matter.steps


def drawn(seed: int) -> Batch:
    """Draw an institution with rules and hours, and seat six places nearly alike."""
    chance = Random(seed)
    case = records.case_of(worlds.world_of(chance))
    day = case.on
    assert day is not None
    framework = ruled(case.frameworks[0], chance)
    first = min(case.places)
    rows = variants(
        [
            RosterRow(t.place, t.office, t.seat, t.person, ALWAYS, None, t.line)
            for t in case.tenures
            if t.place == first and t.span.covers(day) and t.office in framework.offices
        ],
        framework,
        chance,
        6,
    )
    return seated(framework, rows, day)


def seated(framework: Framework, rows: Rows, day: date) -> Batch:
    """Number the holders at some places."""
    asked = Asked(framework, layout_of(framework, ()), day, tuple(framework.matters.values()))
    places = standings(asked, columns_of(framework, rows))
    return Batch(
        framework,
        tuple(places),
        tuple(Structure(roster_of(asked.layout, one, day), Choices()) for one in places),
        Deeds(seated_of(asked.layout, places)),
    )


def numbers(marked: np.ndarray) -> set[int]:
    return set(np.flatnonzero(marked).tolist())


@pytest.mark.parametrize(("seeds", "most"), [(range(80), hands.MOST), (range(80, 100), 0)])
def test_in_whose_hands_a_step_lies_is_what_its_formula_says(
    seeds: range, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With numbers of the machine, and as when weights add up to more than those hold."""
    monkeypatch.setattr(hands, "MOST", most)
    told = asked = 0
    for seed in seeds:
        batch = drawn(seed)
        for step in batch.steps():
            known, held = batch.deeds.step(step), batch.deeds.has_holder(step)
            for place, structure in enumerate(batch.structures):
                root, builder = structure.step(step), structure.builder
                assert numbers(known.alone[place]) == builder.alone(root)
                assert known.able[place] == (root != builder.never)
                assert root != builder.always
                assert held[place] == has_holder(structure, step)
                asked += 1
                if not known.unsure[place]:
                    told += 1
                    assert numbers(known.parts[place]) == set(builder.variables(root))
    assert asked > told > 0.95 * asked


def test_hours_are_those_of_an_audit_to_the_last_digit() -> None:
    worked = 0
    for seed in range(100):
        batch = drawn(seed)
        framework, workload = batch.framework, batch.framework.workload
        if workload is None:
            continue
        matters = tuple(framework.matters.values())
        hours = hours_of(batch.deeds, workload, matters, batch.structures.__getitem__)
        for place, (one, structure) in enumerate(zip(batch.standings, batch.structures, strict=True)):
            taken = work_of_all(bare_case(framework), structure, workload, matters)
            for number, person in enumerate(one.persons):
                known = taken.get(person)
                low, point = (known.low, known.point) if known is not None else (0.0, 0.0)
                assert (hours.low[place, number], hours.point[place, number]) == (low, point)
                worked += point > 0
    assert worked > 300


NESTED = """\
counterpoise: 1
id: nested
title: Nested
valid: {from: 2020-01-01}
sources: {law: {title: Law}}
offices: {guest: {name: G}, chair: {name: C}, clerk: {name: K}, deputy: {name: D}}
matters:
  seal:
    name: Seal
    steps:
      - id: decide
        act: decide
        actor:
          all:
            - guest
            - at_least: {count: 4, of: [chair, chair, {any: [chair, clerk]}, {any: [chair, clerk]}, deputy]}
    basis: {source: law, cite: "1", status: verified}
workload: {hours_a_year: 1, as_member: [2, 2, 2], volumes: {seal: {flat: [1, 1, 1]}}}
"""


def test_who_has_no_part_in_what_is_nested_is_charged_no_hours() -> None:
    """Four of the chair twice, chair or clerk twice, and the deputy: that is the chair, and the formula says so."""
    files = {"case.yaml": "counterpoise: 1\nframework: ./framework.yaml\n", "framework.yaml": NESTED}
    framework = read_files(files, name="case")[0].frameworks[0]
    here, matters = PlaceId("here"), tuple(framework.matters.values())
    batch = seated(framework, {here: named(framework, here, "GCKD")}, date(2024, 1, 1))
    assert batch.deeds.step(matters[0].steps[0]).unsure.all()
    assert framework.workload is not None
    hours = hours_of(batch.deeds, framework.workload, matters, batch.structures.__getitem__)
    assert {person: hours.point[0, at] for at, person in enumerate(batch.standings[0].persons)} == {
        "C": 2.0,
        "D": 0.0,
        "G": 2.0,
        "K": 0.0,
    }


VACANT = """\
counterpoise: 1
id: large
title: Large
valid: {from: 2020-01-01}
sources: {law: {title: Law}}
offices: {chair: {name: C}, member: {name: M, seats: 40000}}
bodies:
  floor: {name: F, members: [chair, member], decides: {quota: 1/40001, of: seats}}
  half: {name: H, members: [chair, member], decides: {quota: 2/40001, of: seats}}
matters:
  open:
    name: Open
    steps: [{id: floor, act: decide, actor: floor}, {id: half, act: approve, actor: half}]
    basis: {source: law, cite: "1", status: verified}
"""


def test_seats_beyond_counting_in_two_bytes_are_counted() -> None:
    files = {"case.yaml": "counterpoise: 1\nframework: ./framework.yaml\n", "framework.yaml": VACANT}
    framework = read_files(files, name="case")[0].frameworks[0]
    here, (matter,) = PlaceId("here"), framework.matters.values()
    seats = [("chair", 1, PersonId("C")), *(("member", number, None) for number in range(1, 40_001))]
    held = [RosterRow(here, OfficeId(name), at, who, ALWAYS, None, 0) for name, at, who in seats]
    batch = seated(framework, {here: held}, date(2024, 1, 1))
    floor, half = map(batch.deeds.step, matter.steps)
    assert numbers(floor.alone[0]) == {0}
    assert not half.able[0]


def named(framework: Framework, place: PlaceId, names: str) -> list[RosterRow]:
    """Seat one person in each office."""
    seats = zip(framework.offices, names, strict=True)
    return [RosterRow(place, office, 1, PersonId(name), ALWAYS, None, 0) for office, name in seats]


@pytest.mark.parametrize("cells", [1, telling.CELLS])
def test_each_place_is_asked_for_its_own_formula(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "CELLS", cells)
    files = {"case.yaml": "counterpoise: 1\nframework: ./framework.yaml\n", "framework.yaml": NESTED}
    framework = read_files(files, name="case")[0].frameworks[0]
    places = {PlaceId("one"): "GCKD", PlaceId("two"): "KCGD"}
    rows = {place: named(framework, place, names) for place, names in places.items()}
    told = swept(framework, rows, Asking(date(2024, 1, 1), tuple(framework.matters.values())))
    busy = {place: {one[6] for one in found if one[0] == "L02"} for place, (_, found) in told.items()}
    assert busy == {"one": {("C",), ("G",)}, "two": {("C",), ("K",)}}


def test_places_are_told_the_same_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "CELLS", 1)
    for number in range(5):
        compared(Random(number), superiors=False, compromise=None)


def test_no_place_at_all_is_told_nothing() -> None:
    framework = drawn(1).framework
    asked = Asked(framework, layout_of(framework, ()), date(2024, 1, 1), tuple(framework.matters.values()))
    chapter = Teller(asked).chapter(batch_of(asked, asked.reach(), []), Remembered(), {})
    assert not chapter.places
    assert not len(chapter.answers.place)
    assert not len(chapter.findings.place)
