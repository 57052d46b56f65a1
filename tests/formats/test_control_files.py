"""Gaps, assumptions about work, exceptions, reviews and sunsets are read as their records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterpoise.domain.days import read_date
from counterpoise.domain.institution import Gap
from counterpoise.domain.matters import Act
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId, Status, Text, plain
from counterpoise.domain.workload import Estimate, Volume, Workload
from formats.folders import CASE, FRAMEWORK, one_problem, read

RULES = "rules:\n  - {id: apart, kind: incompatible, offices: [chair, clerk]}\n"
WORK = """\
workload:
  hours_a_year: 1600.5
  by_act: {decide: [1, 2, 4], sign: {low: 0, point: 0.5, high: 1}}
  volumes:
    permit: {indicator: permits, of: population, per_1000: [1, 2, 3], flat: [10, 20, 30]}
  duties: {archive: [10, 20, 40]}
"""
VILLAGE = FRAMEWORK.replace("clerk: {}", "clerk: {duties: [archive]}")


def test_a_gap_is_read(tmp_path: Path) -> None:
    gaps = "gaps:\n  - {id: list, what: {vi: danh mục, en: the list}, matters: [permit], refs: [R03]}\n"
    (framework,) = read(tmp_path, framework=FRAMEWORK + gaps).frameworks
    assert framework.gaps == (Gap("list", Text("danh mục", "the list"), (MatterId("permit"),), ("R03",)),)


def test_a_workload_is_read(tmp_path: Path) -> None:
    (framework,) = read(tmp_path, framework=VILLAGE + WORK).frameworks
    assert framework.workload == Workload(
        1600.5,
        ((Act.DECIDE, Estimate(1, 2, 4)), (Act.SIGN, Estimate(0, 0.5, 1))),
        volumes=(
            Volume(MatterId("permit"), "permits", "population", Estimate(1, 2, 3), Estimate(10, 20, 30)),
        ),
        duties=(("archive", Estimate(10, 20, 40)),),
    )


def test_the_workload_of_a_case_replaces_that_of_its_framework_field_by_field(tmp_path: Path) -> None:
    own = "as_member: [1, 1, 1]\nby_act: {sign: [1, 1, 1]}\nvolumes: {permit: {flat: [5, 5, 5]}}\n"
    case = read(tmp_path, framework=VILLAGE + WORK, workload=own)
    assert case.workload == case.frameworks[0].workload
    assert case.workload == Workload(
        1600.5,
        ((Act.DECIDE, Estimate(1, 2, 4)), (Act.SIGN, Estimate(1, 1, 1))),
        Estimate(1, 1, 1),
        (Volume(MatterId("permit"), flat=Estimate(5, 5, 5)),),
        (("archive", Estimate(10, 20, 40)),),
    )


def test_each_regime_of_a_case_keeps_its_own_assumptions(tmp_path: Path) -> None:
    later = (
        VILLAGE.replace("id: village", "id: town\nvalid: {from: 2025}") + "workload: {hours_a_year: 2000}\n"
    )
    (tmp_path / "town.yaml").write_text(later, encoding="utf-8")
    case = read(
        tmp_path,
        case=CASE.replace("./framework.yaml", "[./framework.yaml, ./town.yaml]"),
        framework=VILLAGE.replace("id: village", "id: village\nvalid: {to: 2024}") + WORK,
        workload="as_member: [1, 1, 1]\n",
    )
    assert case.workload is None
    assert [f.workload.hours_a_year for f in case.frameworks if f.workload] == [1600.5, 2000]
    assert {f.workload.as_member for f in case.frameworks if f.workload} == {Estimate(1, 1, 1)}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("hours_a_year: many\n", "write a number from 1 to 8784"),
        ("as_member: [1, 2]\n", "write three numbers [low, likely, high]"),
        ("as_member: 1\n", "write three numbers [low, likely, high]"),
        ("as_member: [2, 1, 3]\n", "2, 1, 3 are not in the order low, likely, high"),
        ("as_member: [1, 2, .inf]\n", "cannot use “.inf”"),
        ("as_member: [1, 2, 1e99]\n", "cannot use “1e99”"),
        ("as_member: {low: 1, point: 2, hihg: 3, high: 3}\n", "did you mean “high”?"),
        ("by_act: {decides: [1, 2, 3]}\n", "unknown key “decides”; did you mean “decide”?"),
        ("volumes: {permits: {flat: [1, 2, 3]}}\n", "unknown matter “permits”"),
        ("volumes: {permit: {}}\n", "write at least one of: indicator, per_1000, flat"),
        ("volumes: {permit: {per_1000: [1, 2, 3]}}\n", "the key “of” is missing"),
        ("volumes: {permit: {flat: [1, 2, 3], of: population}}\n", "“of” goes only with per_1000"),
        ("duties: {archives: [1, 2, 3]}\n", "unknown duty “archives”; did you mean “archive”?"),
    ],
)
def test_a_workload_that_means_nothing_is_refused(tmp_path: Path, written: str, said: str) -> None:
    line = one_problem(tmp_path, framework=VILLAGE, workload=written)
    assert line.startswith("workload.yaml, line 1")
    assert said in line


def test_an_exception_is_read(tmp_path: Path) -> None:
    written = "- {rule: apart, reason: few people, approver: the district, until: 2024-06, place: all, person: ada}\n"
    case = read(tmp_path, framework=FRAMEWORK + RULES, persons="id\nada\n", exceptions=written)
    assert case.exceptions == (
        RuleException(
            "apart",
            plain("few people"),
            plain("the district"),
            date(2024, 6, 30),
            PlaceId("all"),
            PersonId("ada"),
        ),
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("rule: apart, approver: me", "the key “reason” is missing"),
        ("rule: apar, reason: why, approver: me", "unknown rule “apar”; did you mean “apart”?"),
        (
            "rule: apart, reason: why, approver: me, person: adda",
            "unknown person “adda”; did you mean “ada”?",
        ),
        ("rule: apart, reason: why, approver: me, place: al", "unknown place “al”; did you mean “all”?"),
        ("rule: apart, reason: why, approver: me, until: ever", "cannot use “ever”"),
    ],
)
def test_an_exception_that_means_nothing_is_refused(tmp_path: Path, written: str, said: str) -> None:
    line = one_problem(
        tmp_path,
        framework=FRAMEWORK + RULES,
        tenures="office,person\nchair,ada\n",
        exceptions=f"- {{{written}}}\n",
    )
    assert line.startswith("exceptions.yaml, line 1")
    assert said in line


def test_a_review_changes_the_status_of_its_row(tmp_path: Path) -> None:
    village = FRAMEWORK.replace(
        "chair: {}", "chair: {basis: {source: law, cite: Art. 1, status: memory}}"
    ).replace("offices:", "sources: {law: {}}\noffices:", 1)
    written = (
        '- {row: "office:chair", status: V, by: {vi: luật sư, en: a lawyer}, on: 2024-05-01}\n'
        '- {row: "arrangement:both", status: S, by: a clerk, on: 2024-05-01}\n'
    )
    case = read(
        tmp_path,
        framework=village,
        review=written,
        arrangements="- {id: both, offices: [chair, clerk], sunset: 2026-12}\n",
    )
    (row,) = case.frameworks[0].offices[OfficeId("chair")].basis
    assert row.status is Status.VERIFIED
    assert row.note == "xác nhận bởi luật sư ngày 2024-05-01 / confirmed by a lawyer on 2024-05-01"
    (own,) = case.arrangements[0].basis
    assert (own.source, own.status) == ("review", Status.SECONDARY)
    assert own.source in case.sources
    assert [review.row for review in case.reviews] == ["office:chair", "arrangement:both"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("office:chiar", "did you mean “office:chair”?"),
        ("step:permit/sign", "did you mean “step:permit/decide”?"),
        ("chair", "write an address such as office:ID"),
    ],
)
def test_a_review_of_no_row_is_refused(tmp_path: Path, row: str, said: str) -> None:
    line = one_problem(tmp_path, review=f'- {{row: "{row}", status: verified, by: me, on: 2024-05-01}}\n')
    assert line.startswith("review.yaml, line 1")
    assert said in line


def test_a_sunset_is_read_and_may_be_partial(tmp_path: Path) -> None:
    case = read(tmp_path, arrangements="- {id: both, offices: [chair, clerk], sunset: 2026-12}\n")
    assert case.arrangements[0].sunset == read_date("2026-12")
