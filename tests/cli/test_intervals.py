"""What `counterpoise audit` says of a matter it cannot calculate: intervals, by what method and why, never a number."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from docx import Document
from openpyxl import load_workbook

from cli.running import Run
from counterpoise.boolean.ladder import LadderEngine

CASE = """\
counterpoise: 1
title: {vi: Hội đồng rối, en: A tangled council}
framework: ./framework.yaml
on: 2024-03-28
"""
READINGS = ("paper", "ties", "practice")


def tangled(folder: Path, *, size: int, alone: bool = False) -> Path:
    """Write a case: as many committees as members, each of nine, sharing members in no order; one seat twice held."""
    chance = Random(1)
    offices = [f"o{number}" for number in range(size)]
    lines = [
        "counterpoise: 1",
        "id: tangled",
        "title: {vi: Khung thử, en: Trial framework}",
        "valid: {from: 2020-01-01}",
        *([] if alone else ["arrangements: [{id: joined, offices: [o0, o1]}]"]),
        "offices:",
        *(f"  {office}: {{name: {{vi: Chức {office}, en: Office {office}}}}}" for office in offices),
        "bodies:",
    ]
    for number in range(size):
        members = chance.sample(offices, 9)
        weights = {member: chance.randint(1, 5) for member in members}
        written = ", ".join(f"{member}: {weight}" for member, weight in weights.items())
        lines.append(
            f"  b{number}: {{name: {{vi: Ban {number}, en: Body {number}}}, members: [{', '.join(members)}], "
            f"decides: {{quota: {sum(weights.values()) // 2 + 1}, weights: {{{written}}}}}}}"
        )
    voting = ", ".join(f"{{body: b{number}}}" for number in range(size))
    vote = f"{{at_least: {{count: {size // 2}, of: [{voting}]}}}}"
    lines += ["matters:", _matter("vote", vote)]
    if not alone:
        lines.append(_matter("minutes", "o2"))
    tenures = ["office,person,from", *(f"{office},p{max(1, n)},2021" for n, office in enumerate(offices))]
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "framework.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "tenures.csv").write_text("\n".join(tenures) + "\n", encoding="utf-8")
    return folder


def _matter(name: str, actor: str) -> str:
    step = f"{{id: decide, act: decide, actor: {actor}}}"
    return f"  {name}: {{name: {{vi: Việc {name}, en: Matter {name}}}, field: council, stakes: 2, steps: [{step}]}}"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the command an engine with little memory and no solver, so that its limits are met at once."""
    monkeypatch.setattr("counterpoise.cli_audit.LadderEngine", partial(LadderEngine, budget=200))
    monkeypatch.setattr("counterpoise.boolean.ladder.find_spec", lambda _: None)


@pytest.mark.slow
def test_a_real_case_beyond_the_limits_is_answered_by_intervals(tmp_path: Path, run: Run) -> None:
    case = tangled(tmp_path / "tangled", size=44, alone=True)
    ended = run("audit", case, "--seconds", "1", "--format", "json", "--compromise", "0.3")
    assert (ended.status, ended.err) == (0, "")
    (matter,) = json.loads(ended.out)["matters"]
    for reading in READINGS:
        check(matter["readings"][reading])


def check(answer: dict[str, Any]) -> None:
    """See that no number is claimed, and that each has an interval and the answer a method."""
    assert answer["exact"] is False
    assert "solver" in answer["method"] or "bounds" in answer["method"]
    assert "samples, interval with confidence 99.99 %" in answer["method"]
    for name in ("capture_number", "capture_sets_total", "blocking_number", "blocking_sets_total"):
        assert answer[name] is None
    assert answer["capture_probability"] is None
    low, high = answer["bounds"]["capture_number"]
    assert 1 <= low <= high <= 44
    low, high = answer["bounds"]["capture_probability"]
    assert 0 <= low <= high <= 1
    assert high - low < 0.05
    assert answer["power"] == {}


@pytest.mark.usefixtures("narrow")
def test_the_json_of_intervals_keeps_the_schema(tmp_path: Path, run: Run) -> None:
    case = tangled(tmp_path / "tangled", size=16)
    audit = json.loads(run("audit", case, "--format", "json").out)
    schema = Path(__file__).parents[2] / "src" / "counterpoise" / "schemas" / "audit.schema.json"
    jsonschema.validate(audit, json.loads(schema.read_text(encoding="utf-8")))
    exact = {one["matter"]: one["readings"]["paper"]["exact"] for one in audit["matters"]}
    assert exact == {"vote": False, "minutes": True}


SAID = {
    "vi": (
        "1 việc không tính được chính xác trong giới hạn bộ nhớ và thời gian",
        "phương pháp: ",
        "chưa so sánh được vì kết quả chỉ là khoảng giá trị",
        "không chính xác, chỉ có khoảng giá trị",
    ),
    "en": (
        "1 matter could not be calculated exactly within the limits of memory and time",
        "method: ",
        "nothing can be compared: the results are intervals",
        "not exact, intervals only",
    ),
}


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_text_says_which_numbers_are_ranges_and_why(language: str, tmp_path: Path, run: Run) -> None:
    case = tangled(tmp_path / "tangled", size=16)
    text = " ".join(run("audit", case, "--lang", language).out.split())
    for said in SAID[language][:3]:
        assert said in text
    (row,) = [part for part in text.split("vote")[1:] if part.strip()[0].isdigit()][:1]
    assert row.split()[0].count("…") == 1


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_html_says_which_numbers_are_ranges_and_why(language: str, tmp_path: Path, run: Run) -> None:
    case = tangled(tmp_path / "tangled", size=16)
    html = " ".join(run("audit", case, "--format", "html", "--lang", language).out.split())
    assert SAID[language][0] in html
    assert SAID[language][3] in html
    assert ("cận đã chứng minh" if language == "vi" else "proven bounds") in html


PAPERS_SAY = {
    "vi": (
        "(cộng từng địa bàn): 1. Ở đó con số chỉ là khoảng giá trị",
        "cận đã chứng minh",
        "không chính xác, chỉ có khoảng giá trị: ",
        "chính xác",
    ),
    "en": (
        "(added up over places): 1. Their numbers are ranges",
        "proven bounds",
        "not exact, ranges only: ",
        "exact",
    ),
}


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_says_which_numbers_are_ranges_and_why(language: str, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "papers.xlsx"
    case = tangled(tmp_path / "tangled", size=16)
    assert run("audit", case, "--format", "xlsx", "--output", file, "--lang", language).status == 0
    book = load_workbook(file)
    counted, method, ranges, exact = PAPERS_SAY[language]
    summary = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert counted in summary
    assert method in summary
    vote, minutes = list(book.worksheets[2].iter_rows(values_only=True))[-2:]
    assert [str(value).count("…") for value in vote[3:10]] == [1] * 7
    assert str(vote[11]).startswith(ranges)
    assert method in str(vote[11])
    assert minutes[3:6] == (1, 1, 1)
    assert (minutes[9], minutes[11]) == (1, exact)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_document_says_which_numbers_are_ranges_and_why(language: str, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "papers.docx"
    case = tangled(tmp_path / "tangled", size=16)
    assert run("audit", case, "--format", "docx", "--output", file, "--lang", language).status == 0
    summary, _, matrix = Document(str(file)).tables[:3]
    counted, method, ranges, exact = PAPERS_SAY[language]
    said = " ".join(cell.text for row in summary.rows for cell in row.cells)
    assert counted in said
    assert method in said
    vote, minutes = ([cell.text for cell in row.cells] for row in matrix.rows[1:])
    assert [text.count("…") for text in vote[3:10]] == [1] * 7
    assert vote[11].startswith(ranges)
    assert (minutes[9], minutes[11]) == ("1", exact)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_papers_whose_numbers_are_all_exact_say_so(
    language: str, tmp_path: Path, case: Path, run: Run
) -> None:
    file = tmp_path / "papers.docx"
    assert run("audit", case, "--format", "docx", "--output", file, "--lang", language).status == 0
    said = " ".join(cell.text for row in Document(str(file)).tables[0].rows for cell in row.cells)
    assert ("Mọi con số đều chính xác." if language == "vi" else "Every number is exact.") in said


def test_more_time_may_be_asked_for_but_not_none_at_all(case: Path, run: Run) -> None:
    assert run("audit", case, "--seconds", "60").status == 0
    assert run("audit", case, "--seconds", "0").status == 2


@pytest.fixture
def circle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a case of eight who are each led by a body of others, with room to write down no such circle."""
    monkeypatch.setattr("counterpoise.boolean.fixed_point.ELIMINATED", 0)
    monkeypatch.setattr("counterpoise.boolean.fixed_point.WRITTEN", 0)
    folder, chance = tmp_path / "circle", Random(3)
    offices = [f"o{number}" for number in range(8)]
    lines = ["counterpoise: 1", "id: circle", "title: Circle", "valid: {from: 2020-01-01}", "offices:"]
    lines += [
        f"  {office}: {{name: {office}, ties: [{{actor: {{body: b{at}}}, how: leads}}]}}"
        for at, office in enumerate(offices)
    ]
    lines.append("bodies:")
    for at, office in enumerate(offices):
        members = ", ".join(chance.sample([other for other in offices if other != office], 3))
        lines.append(f"  b{at}: {{name: b{at}, members: [{members}], decides: {{rule: majority}}}}")
    lines.append(
        f"  council: {{name: council, members: [{', '.join(offices)}], decides: {{rule: two_thirds}}}}"
    )
    lines += ["matters:", _matter("vote", "{body: council}")]
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "framework.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = ["office,person,from", *(f"{office},p{at},2021" for at, office in enumerate(offices))]
    (folder / "tenures.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_ties_that_cannot_be_written_down_leave_what_holds_without_them(circle: Path, run: Run) -> None:
    cut = json.loads(run("audit", circle, "--format", "json").out)["matters"][0]["readings"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("counterpoise.boolean.fixed_point.WRITTEN", 200_000)
        exact = json.loads(run("audit", circle, "--format", "json").out)["matters"][0]["readings"]
    assert cut["paper"] == exact["paper"]
    for reading in ("ties", "practice"):
        assert exact[reading]["exact"]
        assert not cut[reading]["exact"]
        for name in ("capture_number", "blocking_number"):
            low, high = cut[reading]["bounds"][name]
            assert high == exact["paper"][name]
            assert low <= exact[reading][name] <= high
    assert exact["ties"]["capture_number"] < exact["paper"]["capture_number"]


def test_a_formula_that_cannot_be_written_down_is_not_handed_over(circle: Path, run: Run) -> None:
    ended = run("export", circle, "--matter", "vote", "--reading", "ties", "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert "choose --reading paper" in ended.err
    assert run("export", circle, "--matter", "vote", "--reading", "paper").status == 0
    assert run("repair", circle, "--target", "2", "--lang", "en").status in (0, 1, 2)
