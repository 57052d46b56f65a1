"""`convert` turns a case into another form, says what stays behind, and writes whole or not at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.running import Run
from counterpoise.formats import cases
from formats.workbooks import CASES, settled

REGISTER = "person,office,from\nAda,Chair,2021\nBen,Clark,2021\n"


def test_there_and_back_is_the_same_case(case: Path, run: Run, tmp_path: Path) -> None:
    book, back = tmp_path / "thu.xlsx", tmp_path / "back" / "thu"
    back.parent.mkdir()
    ended = run("convert", case, book, "--lang", "en")
    assert (ended.status, ended.out, ended.err) == (0, f"wrote {book}; tenures: 3\n", "")
    assert run("convert", book, back).status == 0
    assert settled(cases.read(back)) == settled(cases.read(case))
    assert sorted(path.name for path in back.iterdir()) == ["case.yaml", "framework.yaml", "tenures.csv"]


@pytest.mark.parametrize("verb", ["audit", "check", "timeline"])
def test_a_workbook_is_read_wherever_a_folder_is(case: Path, run: Run, tmp_path: Path, verb: str) -> None:
    book = tmp_path / "thu.xlsx"
    run("convert", case, book)
    of_folder, of_book = run(verb, case, "--lang", "en"), run(verb, book, "--lang", "en")
    assert (of_book.status, of_book.err) == (0, "")
    assert of_book.out == re.sub(
        r"(?<=tenures\.csv, line )\d+", lambda line: str(int(line[0]) + 1), of_folder.out
    )


@pytest.mark.slow
def test_popolo_both_ways(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "loc-ninh.json"
    ended = run("convert", CASES / "loc-ninh", out, "--lang", "en")
    assert "arrangements.yaml: arrangements not carried over: 1" in ended.err
    assert json.loads(out.read_text("utf-8"))["counterpoise"]["framework"] == [
        "vn-commune-3t",
        "vn-commune-2t",
    ]
    assert run("convert", out, tmp_path / "again").status == 0
    assert cases.read(tmp_path / "again").tenures == cases.read(CASES / "loc-ninh").tenures


def test_rows_that_cannot_be_read_stop_the_work_unless_the_rest_is_wanted(
    case: Path, run: Run, tmp_path: Path
) -> None:
    register, out = tmp_path / "list.csv", tmp_path / "out"
    register.write_text(REGISTER, encoding="utf-8")
    asked = ("convert", register, out, "--framework", case / "framework.yaml", "--lang", "en")
    ended = run(*asked)
    assert ended.status == 2
    assert ended.err.splitlines() == [
        "list.csv, line 3: no office is known as “Clark”; did you mean “Clerk” (clerk)? add a line such as this to the mapping file (--offices): Clark,clerk",
        "--keep-readable: some rows cannot be read, so nothing was written; mend them, or add --keep-readable to leave them out",
    ]
    assert not out.exists()
    kept = run(*asked, "--keep-readable")
    assert kept.status == 0
    assert kept.err.startswith("warning: list.csv, line 3: left out: no office is known as “Clark”")
    mapping = tmp_path / "map.csv"
    mapping.write_text("Clark,clerk\n", encoding="utf-8")
    whole = run(*asked, "--offices", mapping, "--force")
    assert (whole.status, whole.err) == (0, "")
    assert len(cases.read(out).tenures) == 2


def test_nothing_readable_writes_nothing(case: Path, run: Run, tmp_path: Path) -> None:
    register = tmp_path / "list.csv"
    register.write_text("person,office\nAda,x\n", encoding="utf-8")
    ended = run(
        "convert",
        register,
        tmp_path / "out",
        "--framework",
        case / "framework.yaml",
        "--keep-readable",
        "--lang",
        "en",
    )
    assert ended.status == 2
    assert "no row can be read, so nothing was written" in ended.err
    assert not (tmp_path / "out").exists()


def test_a_register_needs_a_framework(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "list.csv"
    register.write_text(REGISTER, encoding="utf-8")
    ended = run("convert", register, tmp_path / "out", "--lang", "en")
    assert ended.status == 2
    assert ended.err.startswith("list.csv: no framework is named; add --framework ID; shipped: ")


def test_what_is_there_is_only_overwritten_when_asked(case: Path, run: Run, tmp_path: Path) -> None:
    book, folder = tmp_path / "thu.xlsx", tmp_path / "folder"
    book.write_text("mine", encoding="utf-8")
    folder.mkdir()
    (folder / "README.md").write_text("mine", encoding="utf-8")
    (folder / "kin.csv").write_text("stale", encoding="utf-8")
    for target in (book, folder):
        ended = run("convert", case, target, "--lang", "en")
        assert ended.status == 2
        assert "it exists already; choose another name, or add --force to overwrite it" in ended.err
    assert book.read_text("utf-8") == "mine"
    assert run("convert", case, book, "--force").status == 0
    assert run("convert", book, folder, "--force").status == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "case.yaml",
        "framework.yaml",
        "tenures.csv",
    ]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_case_is_not_written_onto_itself(case: Path, run: Run) -> None:
    ended = run("convert", case, case, "--force", "--lang", "en")
    assert (ended.status, ended.err) == (2, f"error: {case}: it cannot be written over itself\n")


def test_a_table_is_no_form_of_a_case(case: Path, run: Run, tmp_path: Path) -> None:
    ended = run("convert", case, tmp_path / "x.csv", "--lang", "en")
    assert (ended.status, "nothing is written as .csv" in ended.err) == (2, True)


def test_a_bad_case_is_not_converted(run: Run, tmp_path: Path) -> None:
    ended = run("convert", CASES / "bad-dates", tmp_path / "x.xlsx", "--lang", "en")
    assert ended.status == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_a_template_is_made_once(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "xa.xlsx"
    made = run("new", "--workbook", book, "--framework", "vn-commune-2t", "--lang", "en")
    assert (made.status, made.out) == (
        0,
        f"made {book}; fill it in with Excel or LibreOffice, then: counterpoise audit {book}\n",
    )
    again = run("new", "--workbook", book, "--lang", "en")
    assert (again.status, again.err) == (2, f"error: {book}: it exists already; choose another name\n")
    assert run("check", book).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new",), "give either DIR or --workbook FILE"),
        (("new", "x", "--framework", "y"), "--framework goes with --workbook"),
        (("new", "--workbook", "x.csv"), "'x.csv' is not the name of an .xlsx file"),
        (
            ("convert", "a", "b", "--columns", "who=x"),
            "'who=x' is not right; write it like person=Elu,place=Ville",
        ),
        (("convert", "nowhere", "b"), "there is no such folder"),
        (("convert", "nowhere.xlsx", "b"), "nowhere.xlsx: there is no such file; check the path"),
        (("convert", "nowhere.json", "b"), "nowhere.json: there is no such file"),
    ],
)
def test_a_wrong_call_says_what_is_right(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*arguments, "--lang", "en")
    assert ended.status == 2
    assert said in ended.err


def test_a_framework_nobody_ships_is_named_with_the_nearest(run: Run, tmp_path: Path) -> None:
    ended = run("new", "--workbook", tmp_path / "xa.xlsx", "--framework", "vn-commune", "--lang", "en")
    assert ended.status == 2
    assert "no framework “vn-commune” is shipped" in ended.err
