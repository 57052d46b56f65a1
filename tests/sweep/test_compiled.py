"""Compiled code answers the patterns of a sweep as the ladder does, and as an audit of each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from math import isclose
from random import Random
from typing import Any

import pytest

from analysis import records
from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.answering import Answerer, Example
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.standing import layout_of
from counterpoise.domain.bodies import How
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import Case
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId
from counterpoise.formats.case_files import read_files
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.sweeping.examining import standings
from sweep.comparing import Asking, answer_at, columns_of, swept, within
from sweep.test_equal_to_audit import DAY, compared, nation, rosters

__all__ = ["nation"]
pytest.importorskip("numba", reason="numba is not installed (extra: sweep)")
from counterpoise.analysis.sweep.seen import Eyes
from counterpoise.boolean import circuits

pytestmark = pytest.mark.slow(first="numba compiles for two minutes what other files then find compiled")

CIRCLES = 40
MATTERS = ("council-supervision", "payment", "socio-economic-plan", "first-complaint", "party-discipline")


def alike(one: Any, other: Any) -> bool:
    """Compare what is told: figures nearly, everything else exactly."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=0, abs_tol=2e-9)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)


@pytest.mark.parametrize(
    ("power", "room"), [(True, {}), (False, {"SMALL": 1 << 6}), (False, {"SMALL_SETS": 1 << 6})]
)
def test_patterns_are_told_alike_by_the_ladder_and_by_compiled_code(
    nation: Case, power: bool, room: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody's power, or that of the first of the strongest; functions that fit the small room, or do not, or not their sets.

    The same offices are joined by an arrangement of the framework and by one of the case.
    """
    for name, nodes in room.items():
        monkeypatch.setattr(circuits, name, nodes)
    framework = nation.frameworks[0]
    matters = tuple(matter for matter in framework.matters.values() if matter.id in MATTERS)
    rows = rosters(3, seed=12)
    seats = [{row.office: row.seats for row in found if row.seats} for found in rows.values()]
    twice = (*framework.arrangements, *nation.arrangements)
    asked = Asked(framework, layout_of(framework, seats), DAY, matters, twice, sets=5, power=power)
    batch = batch_of(asked, asked.reach(), standings(asked, columns_of(framework, rows)))
    examples = batch.examples({})
    assert any(len(example.held) > 1 for example in examples)
    by_ladder = told_by(asked, examples)
    compiled = told_by(replace(asked, compiled=True), examples)
    assert by_ladder.keys() == compiled.keys()
    for key, told in by_ladder.items():
        assert alike(told, compiled[key])
    assert any(answer["capture"][1] for answers, _ in compiled.values() for answer in answers)
    assert any(answer["power"] for answers, _ in compiled.values() for answer in answers) == power


def test_who_is_strong_on_paper_at_one_place_and_by_ties_at_another_is_told_so_at_each(nation: Case) -> None:
    """The same person of the same offices: only what is found on paper is remembered for other places."""
    framework = nation.frameworks[0]
    matters = tuple(one for one in framework.matters.values() if one.id == "party-regulation")
    rows = rosters(10, seed=1)
    seats = [{row.office: row.seats for row in found if row.seats} for found in rows.values()]
    asked = Asked(framework, layout_of(framework, seats), DAY, matters, nation.arrangements, sets=1)
    batch = batch_of(asked, asked.reach(), standings(asked, columns_of(framework, rows)))
    examples = batch.examples({})
    compiled = told_by(replace(asked, compiled=True), examples)
    strong = [
        (finding["persons"], finding["reading"])
        for _, findings in compiled.values()
        for finding in findings
        if finding["code"] == "C05"
    ]
    on_paper = [who for who, reading in strong if reading == "paper"]
    assert any(who in on_paper and reading != "paper" for who, reading in strong)
    by_ladder = told_by(asked, examples)
    assert {key: found for key, (_, found) in compiled.items()} == {
        key: found for key, (_, found) in by_ladder.items()
    }


def told_by(asked: Asked, examples: Sequence[Example]) -> dict[bytes, tuple[list[dict[str, Any]], list[Any]]]:
    """Read what is told of the patterns of some examples: the answers and the findings of each."""
    found = {}
    for told in Answerer(asked).answer(examples):
        for at, key in enumerate(told.keys):
            answers = [answer_at(told.answers.entries, row, int) for row in within(told.answers, at)]
            found[key] = answers, [asdict(told.findings.entries[row]) for row in within(told.findings, at)]
    return found


@pytest.mark.parametrize(
    "room", [{"SMALL": 1 << 5, "LARGE": 1 << 7}, {"SMALL_SETS": 1 << 4, "LARGE_SETS": 1 << 5}, {"MIGHTY": 17}]
)
def test_matters_too_large_for_compiled_code_are_told_beside_the_others(
    nation: Case, room: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some matters find no room for their diagrams, or their sets, or the power of so many; they alone are left to formulas."""
    framework = nation.frameworks[0]
    matters = tuple(matter for matter in framework.matters.values() if matter.id in MATTERS)
    rows = rosters(5, seed=5)
    seats = [{row.office: row.seats for row in found if row.seats} for found in rows.values()]
    asked = Asked(
        framework, layout_of(framework, seats), DAY, matters, nation.arrangements, sets=2, compiled=True
    )
    batch = batch_of(asked, asked.reach(), standings(asked, columns_of(framework, rows)))
    examples = batch.examples({})
    by_formula: list[bytes] = []
    whole = Answerer._by_formula

    def counted(self: Answerer, example: Example) -> Any:
        by_formula.extend(one.key for one in example.unknown)
        return whole(self, example)

    monkeypatch.setattr(Answerer, "_by_formula", counted)
    by_code = told_by(asked, examples)
    assert not by_formula
    for name, nodes in room.items():
        monkeypatch.setattr(circuits, name, nodes)
    mixed = told_by(asked, examples)
    assert 0 < len(by_formula) < len(by_code)
    assert list(mixed) != list(by_code)
    assert alike(mixed, by_code)


@pytest.mark.parametrize(
    ("choices", "persons"), [(Choices(superiors=True), 50), (Choices(frozenset(How), superiors=True), 62)]
)
def test_ties_to_superiors_are_followed_by_compiled_code_as_by_the_ladder(
    nation: Case, choices: Choices, persons: int
) -> None:
    """Circles of bodies that move one another's members, and many persons who may have a part in one matter."""
    framework = nation.frameworks[0]
    matters = tuple(
        matter for matter in framework.matters.values() if matter.id in (*MATTERS, "contribution")
    )
    rows = rosters(2, seed=12)
    seats = [{row.office: row.seats for row in found if row.seats} for found in rows.values()]
    asked = Asked(
        framework, layout_of(framework, seats), DAY, matters, nation.arrangements, choices=choices, sets=5
    )
    examples = batch_of(asked, asked.reach(), standings(asked, columns_of(framework, rows))).examples({})
    assert max(len(one.persons) for example in examples for one in example.unknown) >= persons
    assert alike(told_by(asked, examples), told_by(replace(asked, compiled=True), examples))


def test_circles_within_circles_are_followed_to_their_end() -> None:
    """Of each of eight it is asked who moves that one: some circles are opened at one gate, some are not, some hang together."""
    place, told = PlaceId("xa-1"), set()
    for seed in range(CIRCLES):
        framework = records.case_of(entangled(Random(seed))).frameworks[0]
        rows = [
            RosterRow(place, office, 1, PersonId(f"p-{office}"), ALWAYS, None, 1)
            for office in framework.offices
        ]
        asking = Asking(DAY, tuple(framework.matters.values()))
        by_formula, by_code = (
            swept(framework, {place: rows}, asking, compiled=compiled)[place][0] for compiled in (False, True)
        )
        assert alike(by_code, by_formula)
        told |= {repr(answer["capture"]) for answer in by_formula.values()}
    assert len(told) > 100


def entangled(chance: Random) -> dict[str, Any]:
    """Make eight offices, each decisive in a matter of its own, whose holders move one another alone or two together."""
    offices = [f"o{number}" for number in range(8)]

    def ties(of: str) -> list[dict[str, Any]]:
        one, two, three = chance.sample([other for other in offices if other != of], 3)
        mover = chance.choice([one, {"all": [one, two]}, {"any": [one, {"all": [two, three]}]}])
        return [{"actor": mover, "how": "leads", "status": "verified"}] * (chance.random() < 0.9)

    def matter(office: str) -> dict[str, Any]:
        return {"stakes": 1, "status": "verified", "steps": [{"id": "s", "act": "decide", "actor": office}]}

    return {
        "id": "made", "on": DAY.isoformat(), "levels": None, "audits": None, "places": None, "bodies": {}, "groups": {},
        "persons": None, "kin": [], "arrangements": [], "framework_arrangements": [], "tenures": [],
        "offices": {office: {"ties": ties(office)} for office in offices},
        "matters": {f"m-{office}": matter(office) for office in offices},
    }  # fmt: skip


def test_whoever_must_step_aside_is_no_councillor_like_the_others() -> None:
    """The mayor sits in the council that decides on a complaint: only a step tells the mayor from the others there."""
    case, _ = read_files({"case.yaml": "counterpoise: 1\nframework: council-mayor\n"}, name="town")
    framework = case.frameworks[0]
    place, seated = PlaceId("xa-1"), ["mayor", *(f"councillor-{seat}" for seat in range(2, 11))]
    rows = [
        RosterRow(place, OfficeId("councillor"), seat, PersonId(person), ALWAYS, None, seat)
        for seat, person in enumerate(seated, 1)
    ] + [RosterRow(place, OfficeId("mayor"), 1, PersonId("mayor"), ALWAYS, None, 11)]
    asked = Asked(
        framework,
        layout_of(framework, [{}]),
        DAY,
        (framework.matters[MatterId("complaint-against-mayor")],),
        sets=5,
    )
    batch = batch_of(asked, asked.reach(), standings(asked, columns_of(framework, {place: rows})))
    (by_ladder,) = told_by(asked, batch.examples({})).values()
    (by_code,) = told_by(replace(asked, compiled=True), batch.examples({})).values()
    assert alike(by_ladder, by_code)
    assert by_code[0][0]["capture"][0] is not None


def test_places_of_drawn_institutions_are_told_by_compiled_code_as_their_audits_tell_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Recusals, substitutes, weights, quotas, casting votes, ties in circles: whatever is drawn."""
    seen: list[Any] = []

    def side(self: Eyes, *given: Any) -> Any:
        seen.append(whole(self, *given))
        return seen[-1]

    whole = Eyes.side
    monkeypatch.setattr(Eyes, "side", side)
    for number in range(60, 130):
        compared(Random(number), superiors=bool(number % 2), compromise=None, compiled=True)
    assert sum(not one.seen.lacking.any() for one in seen) > 150
