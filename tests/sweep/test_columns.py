"""What is counted of all places of a batch at once is what the formulas of each place say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np

from analysis import records, worlds
from counterpoise.analysis.structure import Choices, Structure, has_holder
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.hands import Deeds
from counterpoise.analysis.sweep.loads import hours_of
from counterpoise.analysis.sweep.seated import seated_of
from counterpoise.analysis.sweep.standing import Standing, layout_of, roster_of
from counterpoise.analysis.sweep.telling import chapter_of
from counterpoise.analysis.sweep.told import bare_case
from counterpoise.analysis.work import work_of_all
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Step
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.sweeping.examining import standings
from sweep.comparing import columns_of
from sweep.ruled import ruled
from sweep.test_equal_to_audit import variants


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
    asked = Asked(framework, layout_of(framework, ()), day, tuple(framework.matters.values()))
    seated = tuple(standings(asked, columns_of(framework, rows)))
    return Batch(
        framework,
        seated,
        tuple(Structure(roster_of(asked.layout, one, day), Choices()) for one in seated),
        Deeds(seated_of(asked.layout, seated)),
    )


def numbers(marked: np.ndarray) -> set[int]:
    return set(np.flatnonzero(marked).tolist())


def test_in_whose_hands_a_step_lies_is_what_its_formula_says() -> None:
    told = asked = 0
    for seed in range(100):
        batch = drawn(seed)
        for step in batch.steps():
            hands, held = batch.deeds.step(step), batch.deeds.has_holder(step)
            for place, structure in enumerate(batch.structures):
                root, builder = structure.step(step), structure.builder
                assert numbers(hands.alone[place]) == builder.alone(root)
                assert hands.able[place] == (root != builder.never)
                assert hands.given[place] == (root == builder.always)
                assert held[place] == has_holder(structure, step)
                asked += 1
                if not hands.unsure[place]:
                    told += 1
                    assert numbers(hands.parts[place]) == set(builder.variables(root))
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


def test_no_place_at_all_is_told_nothing() -> None:
    framework = drawn(1).framework
    asked = Asked(framework, layout_of(framework, ()), date(2024, 1, 1), tuple(framework.matters.values()))
    chapter = chapter_of(asked, batch_of(asked, asked.reach(), []), {}, {})
    assert not chapter.places
    assert not len(chapter.findings.place)
