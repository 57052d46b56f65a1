"""`counterpoise timeline`: who held what and when, and when findings appeared and ended."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cli.running import Run

PILOT = """\
- id: pilot
  offices: [secretary, chair]
  places: [{place: all, from: 2022, to: 2023-06-30}]
  stop: [y]
"""


@pytest.fixture
def piloted(case: Path) -> Path:
    (case / "arrangements.yaml").write_text(PILOT, encoding="utf-8")
    (case / "tenures.csv").write_text(
        "office,person,from,to\nsecretary,Ada,2021-05-01,\nchair,Ada,2021-05-01,2024\nclerk,Ben,2021-05-01,\n",
        encoding="utf-8",
    )
    return case


def test_the_json_keeps_its_contract(piloted: Path, run: Run) -> None:
    ended = run("timeline", piloted, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    told = json.loads(ended.out)
    file = resources.files("counterpoise").joinpath("schemas", "timeline.schema.json")
    schema = json.loads(file.read_text("utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(told)
    assert list(told) == schema["required"]
    assert (told["schema"], told["from"], told["to"]) == ("counterpoise.timeline/1", "2021-05-01", None)
    assert told["holdings"][1] == {
        "place": "all",
        "office": "chair",
        "person": "Ada",
        "from": "2021-05-01",
        "to": "2024-12-31",
        "certain": False,
    }
    spans = {e["code"]: (e["from"], e["to"]) for e in told["episodes"] if e["code"] in ("P01", "P02")}
    assert spans == {"P01": ("2022-01-01", "2023-06-30"), "P02": ("2023-07-01", "2024-12-31")}
    assert told["uncovered"] == [{"from": "2026-01-01", "to": None, "missing": "framework"}]


def test_the_text_tells_days_as_their_readers_write_them(piloted: Path, run: Run) -> None:
    ended = run("timeline", piloted, "--lang", "vi")
    assert ended.status == 0
    assert "Diễn biến 1/5/2021 – nay" in ended.out
    assert "- Chủ tịch: Ada (≈ 1/5/2021 – 31/12/2024)" in ended.out
    assert "1/1/2026 – nay: không có khung quy chế có hiệu lực" in ended.out
    assert "P02 [Nghiêm trọng] 1/7/2023 – 31/12/2024: Thí điểm" in ended.out
    assert "\x1b" not in ended.out


def test_a_window_may_be_chosen(piloted: Path, run: Run) -> None:
    ended = run("timeline", piloted, "--from", "2023-01-01", "--to", "2023-12-31", "--lang", "en")
    assert "Timeline 1 January 2023 – 31 December 2023" in ended.out
    assert "P02 [Error] 1 July 2023 – now" in ended.out


def test_the_result_may_go_to_a_file(piloted: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "told.json"
    ended = run("timeline", piloted, "--format", "json", "--output", target)
    assert (ended.status, ended.out) == (0, "")
    assert json.loads(target.read_text("utf-8"))["schema"] == "counterpoise.timeline/1"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--place", "nowhere"],
        ["--from", "2024-01-01", "--to", "2023-01-01"],
        ["--from", "2024"],
        ["--format", "html"],
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(piloted: Path, run: Run, wrong: list[str]) -> None:
    ended = run("timeline", piloted, *wrong, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert "Traceback" not in ended.err
