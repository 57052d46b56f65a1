"""`counterpoise audit`: what it writes where, and with which exit status it ends."""

from __future__ import annotations

import json
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.running import Run


def test_the_json_goes_to_standard_output_and_nothing_beside_it(case: Path, run: Run) -> None:
    ended = run("audit", case, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    audit = json.loads(ended.out)
    assert audit["schema"] == "counterpoise.audit/1"
    assert audit["case"] == {
        "id": "thu",
        "title": {"vi": "Xã Thử", "en": "Test commune"},
        "on": "2024-06-01",
        "framework": "test",
    }
    assert [(f["code"], f["matter"]) for f in audit["findings"] if f["severity"] == "critical"] == [
        ("C01", "pay")
    ]


@pytest.mark.parametrize(("language", "said"), [("vi", "TÓM TẮT"), ("en", "SUMMARY")])
@pytest.mark.parametrize("before", [True, False])
def test_the_language_may_be_asked_for_before_or_after_the_command(
    case: Path, run: Run, language: str, said: str, before: bool
) -> None:
    asked = ["--lang", language]
    ended = run(*asked, "audit", case) if before else run("audit", case, *asked)
    assert said in ended.out


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ({}, "TÓM TẮT"),
        ({"LANG": "en_GB.UTF-8"}, "SUMMARY"),
        ({"LANG": "fr_FR.UTF-8"}, "TÓM TẮT"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, "TÓM TẮT"),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_US"}, "SUMMARY"),
        ({"LANG": "en_US", "LC_ALL": ""}, "SUMMARY"),
    ],
)
def test_the_locale_chooses_the_language(
    case: Path, run: Run, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], said: str
) -> None:
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert said in run("audit", case).out


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_every_format_can_be_written_to_a_file_and_then_nothing_is_printed(
    case: Path, run: Run, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "result"
    ended = run("audit", case, "--format", form, "--output", file)
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert "Ada" in file.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_existing_file_keeps_its_rights_and_a_link_stays_a_link(
    case: Path, run: Run, tmp_path: Path
) -> None:
    file, link = tmp_path / "real.json", tmp_path / "link.json"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("audit", case, "--format", "json", "-o", link).status == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("{")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_keeps_its_old_content_when_the_case_is_bad(case: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("old", encoding="utf-8")
    (case / "tenures.csv").write_text("office,person\nchiar,Ada\n", encoding="utf-8")
    ended = run("audit", case, "--output", file)
    assert ended.status == 2
    assert "chair" in ended.err
    assert file.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "thu"]


def test_a_file_keeps_its_old_content_when_writing_fails(
    case: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no", "x")

    monkeypatch.setattr("counterpoise.cli_console.os.replace", refuse)
    ended = run("audit", case, "--lang", "en", "--output", file)
    assert ended.status == 2
    assert ended.err == f"error: {file}: permission denied\n"
    assert file.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.txt", "thu"]


@pytest.mark.parametrize(("where", "said"), [("no/such/file", "no folder"), (".", "is a folder")])
def test_a_place_that_cannot_be_written_is_refused_before_any_work(
    case: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, said: str
) -> None:
    monkeypatch.setattr("counterpoise.cli_opening.cases", None)
    ended = run("audit", case, "--lang", "en", "--output", tmp_path / where)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


@pytest.mark.parametrize(
    ("level", "status"), [("never", 0), ("warning", 1), ("error", 1), ("critical", 1), (None, 0)]
)
def test_fail_on_ends_with_1_at_or_above_its_level(
    case: Path, run: Run, level: str | None, status: int
) -> None:
    ended = run("audit", case, *(["--fail-on", level] if level else []))
    assert ended.status == status
    assert ended.out


@pytest.mark.parametrize(("level", "status"), [("warning", 1), ("error", 1), ("critical", 0)])
def test_fail_on_looks_only_at_what_was_examined(case: Path, run: Run, level: str, status: int) -> None:
    assert run("audit", case, "--matter", "file", "--fail-on", level).status == status


def test_places_and_matters_may_be_repeated(case: Path, run: Run) -> None:
    ended = run(
        "audit",
        case,
        "--place",
        "all",
        "--matter",
        "file",
        "--matter",
        "pay",
        "--format",
        "json",
        "--sets",
        "1",
    )
    assert [m["matter"] for m in json.loads(ended.out)["matters"]] == ["pay", "file"]


def test_a_probability_for_all_gives_a_probability_of_capture(case: Path, run: Run) -> None:
    ended = run("audit", case, "--compromise", "0.5", "--matter", "pay", "--format", "json")
    answer = json.loads(ended.out)["matters"][0]["readings"]["paper"]
    assert answer["capture_probability"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--on", "2030-01-01"], "2025-12-31"),
        (["--place", "nowhere"], "nowhere"),
        (["--matter", "nothing"], "nothing"),
    ],
)
def test_an_unknown_day_place_or_matter_is_bad_input(
    case: Path, run: Run, options: Sequence[str], said: str
) -> None:
    ended = run("audit", case, "--lang", "en", *options)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_body_that_cannot_decide_is_a_warning_beside_the_result(case: Path, run: Run) -> None:
    framework = case / "framework.yaml"
    text = framework.read_text(encoding="utf-8")
    bodies = "bodies:\n  board: {name: Ban, members: [clerk], decides: {quota: 2}}\nmatters:"
    framework.write_text(text.replace("matters:", bodies), encoding="utf-8")
    ended = run("audit", case, "--lang", "en", "--format", "json")
    assert ended.status == 0
    assert json.loads(ended.out)["schema"]
    assert ended.err.startswith("warning: ")
    assert "needs 2 votes" in ended.err
