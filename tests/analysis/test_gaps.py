"""Gaps: checks that are no check any more, regulations that disagree, sources out of force, gaps that are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.small import FRAMEWORK, VERIFIED, changed, found, held_by, small
from counterpoise.analysis.findings import Severity
from counterpoise.domain.actors import office_actor
from counterpoise.domain.bodies import How, Tie
from counterpoise.domain.days import Span, read_date
from counterpoise.domain.institution import Case, Gap
from counterpoise.domain.pilots import Regulation, Reorganisation
from counterpoise.domain.rules import DeadlinesStated, OwnCase
from counterpoise.domain.words import (
    BodyId,
    Citation,
    MatterId,
    OfficeId,
    Source,
    SourceId,
    Status,
    Text,
    plain,
)

PAY, PLAN, BOARD = MatterId("pay"), MatterId("plan"), BodyId("board")
CHAIR, CLERK = OfficeId("chair"), OfficeId("clerk")
TWO_CHECKS = FRAMEWORK.replace(
    "{id: inspect, act: inspect, actor: inspector}",
    "{id: inspect, act: inspect, actor: inspector}\n      - {id: audit, act: audit, actor: deputy}",
)


def test_a_matter_whose_only_check_is_hollow_has_no_independent_check(tmp_path: Path) -> None:
    (finding,) = found(small(tmp_path, tenures=held_by(inspector="Ada")), "G08")
    assert (finding.severity, finding.matter, finding.steps) == (Severity.WARNING, "pay", ("inspect",))


def test_one_check_that_stands_is_enough(tmp_path: Path) -> None:
    assert not found(small(tmp_path / "one"), "G08")
    two = small(tmp_path / "two", framework=TWO_CHECKS, tenures=held_by(inspector="Ada"))
    assert not found(two, "G08")
    assert [f.steps for f in found(two, "C02")] == [("inspect",)]


def test_a_hollow_check_beside_a_vacant_one_leaves_none(tmp_path: Path) -> None:
    case = small(tmp_path, framework=TWO_CHECKS, tenures=held_by(inspector="Ada", deputy="vacant"))
    (finding,) = found(case, "G08")
    assert finding.steps == ("inspect", "audit")


def test_a_matter_without_any_check_is_another_finding(tmp_path: Path) -> None:
    case = small(tmp_path)
    assert [f.matter for f in found(case, "G04")] == ["plan"]
    assert not found(case, "G08")


def regulated(folder: Path, *regulations: Regulation) -> Case:
    return replace(small(folder), regulations=regulations)


def regulation(number: str, body: str | None, *leads: tuple[MatterId, OfficeId]) -> Regulation:
    since = Span(read_date("2021"))
    return Regulation(number, plain(number), since, None, BodyId(body) if body else None, None, leads)


def test_regulations_of_two_bodies_must_agree_on_the_lead(tmp_path: Path) -> None:
    party, board = regulation("a", None, (PAY, CHAIR)), regulation("b", "board", (PAY, CLERK))
    (finding,) = found(regulated(tmp_path / "x", party, board), "G09")
    assert (finding.severity, finding.matter) == (Severity.WARNING, "pay")
    assert finding.offices == (CHAIR, CLERK)
    assert "quy chế chung: Chủ tịch; Ủy ban: Kế toán" in finding.message.vi
    same = regulation("b", "board", (PAY, CHAIR))
    assert not found(regulated(tmp_path / "y", party, same), "G09")


def test_several_leads_of_one_body_are_no_disagreement_between_bodies(tmp_path: Path) -> None:
    twice = regulation("b", "board", (PAY, CHAIR), (PAY, CLERK))
    case = regulated(tmp_path, twice, regulation("a", None, (PAY, CHAIR)))
    assert not found(case, "G09")
    assert "pay" in {finding.matter for finding in found(case, "G02")}


def test_a_source_out_of_force_is_found_once_with_all_that_cite_it(tmp_path: Path) -> None:
    law = Source(SourceId("law"), Text("Luật", "Law"), start="2025", end="2026-06-30")
    case = changed(small(tmp_path), sources={law.id: law})
    (finding,) = found(case, "G10")
    assert (finding.severity, finding.place, finding.matter) == (Severity.WARNING, None, None)
    assert "không có hiệu lực ngày 1/6/2024 (2025 – 30/6/2026)" in finding.message.vi
    assert "Chi tiền, Kế hoạch, Khiếu nại chủ tịch" in finding.message.vi
    assert [citation.source for citation in finding.basis] == ["law"]
    for day in (date(2025, 1, 1), date(2026, 6, 30)):
        assert not found(case, "G10", day)
    assert found(case, "G10", date(2026, 7, 1))


def test_ties_and_rules_on_a_source_out_of_force_are_named(tmp_path: Path) -> None:
    case = small(tmp_path)
    old = Source(SourceId("old"), Text("Luật cũ", "Old law"), end="2020")
    cited = (Citation(old.id, "Art. 9", Status.VERIFIED),)
    clerk = case.frameworks[0].offices[CLERK]
    tied = replace(clerk, ties=(Tie(office_actor(CHAIR), How.LEADS, cited),))
    rules = (OwnCase(id="own", basis=cited), DeadlinesStated(id="days", basis=(*cited, *cited)))
    (finding,) = found(
        changed(
            case,
            sources={**case.frameworks[0].sources, old.id: old},
            offices={**case.frameworks[0].offices, CLERK: tied},
            rules=rules,
        ),
        "G10",
    )
    assert finding.message.vi.endswith("vẫn được viện dẫn cho: ràng buộc của Kế toán, 2 quy tắc.")
    assert finding.message.en.endswith("although it is cited for: ties of: Clerk, 2 rules.")


def test_a_source_without_days_is_in_force(tmp_path: Path) -> None:
    assert not found(small(tmp_path), "G10")


def test_gaps_the_framework_names_are_shown(tmp_path: Path) -> None:
    gaps = (
        Gap("list", Text("Chưa có danh mục", "No list"), basis=VERIFIED),
        Gap("pay", plain("ngưỡng chi"), (PAY,)),
    )
    case = changed(small(tmp_path), gaps=gaps)
    told = found(case, "G11")
    assert [(f.severity, f.place, f.message.vi) for f in told] == [
        (Severity.INFO, None, "Chưa có danh mục"),
        (Severity.INFO, None, "ngưỡng chi"),
    ]
    assert told[0].basis == VERIFIED


def test_days_in_messages_are_written_as_their_readers_do(tmp_path: Path) -> None:
    since = Span(read_date("2021-03"))
    old = Regulation("old", Text("Quy chế", "Rules"), since, covers=(PAY,))
    merger = Reorganisation("new", Text("Sáp nhập", "Merger"), read_date("2023-07-01"))
    (finding,) = found(replace(small(tmp_path), regulations=(old,), reorganisations=(merger,)), "G07")
    assert "(3/2021)" in finding.message.vi
    assert "(1/7/2023)" in finding.message.vi
    assert "(1 July 2023)" in finding.message.en
