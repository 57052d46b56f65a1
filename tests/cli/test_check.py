"""`counterpoise check`: one line for each problem, one line when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import Run


def test_a_valid_case_is_counted_on_one_line(case: Path, run: Run) -> None:
    ended = run("check", case, "--lang", "en")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "thu: valid; framework test; day 1 June 2024; places: 1; matters: 2; offices: 3; tenures: 3\n"
    )


def test_every_problem_has_a_line_of_its_own(case: Path, run: Run) -> None:
    (case / "tenures.csv").write_text(
        "office,person,from\nchiar,Ada,2021\nclerk,Ben,soon\n", encoding="utf-8"
    )
    ended = run("check", case, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    first, second = ended.err.splitlines()
    assert first.startswith("tenures.csv, line 2")
    assert "chair" in first
    assert second.startswith("tenures.csv, line 3")


def test_a_day_outside_the_framework_is_an_error(case: Path, run: Run) -> None:
    ended = run("check", case, "--on", "2019-12-31", "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert "2020-01-01" in ended.err


def test_warnings_do_not_fail(case: Path, run: Run) -> None:
    framework = case / "framework.yaml"
    text = framework.read_text(encoding="utf-8")
    bodies = "bodies:\n  board: {name: Ban, members: [clerk], decides: {quota: 2}}\nmatters:"
    framework.write_text(text.replace("matters:", bodies), encoding="utf-8")
    ended = run("check", case)
    assert ended.status == 0
    assert ended.err.startswith("cảnh báo: ")
    assert ended.out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 5000,
        b"a: &a [*a]",
        b"counterpoise: 1\nframework: ../../../../etc/passwd\n",
        b"counterpoise: !!python/object:os.system {}\n",
        b"\x00",
        b"counterpoise: 99999999999999999999999999\n",
        b"counterpoise: 1\ntitle: \x1b[31mred\n",
        b"counterpoise: 1\nframework: ./framework.yaml\non: 2024-13-45\n",
        b"- a\n- b\n",
        b"counterpoise: 1\ncounterpoise: 1\n",
    ],
    ids=lambda content: repr(content[:24]),
)
@pytest.mark.parametrize("verb", ["check", "audit"])
@pytest.mark.parametrize("file", ["case.yaml", "framework.yaml"])
def test_no_file_however_broken_shows_a_traceback(
    case: Path, run: Run, content: bytes, verb: str, file: str
) -> None:
    (case / file).write_bytes(content)
    ended = run(verb, case, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("content", [b"\xff", b"\x00", b'office,person\n"chair,Ada\n', b"office\n" * 3, b","])
def test_no_table_however_broken_shows_a_traceback(case: Path, run: Run, content: bytes) -> None:
    (case / "tenures.csv").write_bytes(content)
    ended = run("audit", case)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.strip()


def test_a_file_in_place_of_a_folder_is_said(case: Path, run: Run) -> None:
    ended = run("check", case / "case.yaml", "--lang", "en")
    assert ended.status == 2
    assert "folder" in ended.err


def test_a_folder_in_place_of_a_file_is_said(case: Path, run: Run) -> None:
    (case / "case.yaml").unlink()
    (case / "case.yaml").mkdir()
    ended = run("check", case, "--lang", "en")
    assert ended.status == 2
    assert ended.err.strip()
