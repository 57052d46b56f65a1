"""`counterpoise regulation`: one place in, its draft out, whole or not at all."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from cli.running import Run

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".DOCX"])
def test_the_ending_chooses_the_form(case: Path, tmp_path: Path, run: Run, ending: str) -> None:
    file = tmp_path / f"draft{ending}"
    ended = run("regulation", case, "-o", file, "--lang", "en")
    assert (ended.status, ended.out) == (0, "")
    assert f"wrote {file}; articles: 18; " in ended.err
    if ending.lower() == ".docx":
        assert "word/document.xml" in zipfile.ZipFile(file).namelist()
    else:
        assert "Working regulation".lower() in file.read_text(encoding="utf-8").lower()


def test_both_languages_are_drafted(case: Path, tmp_path: Path, run: Run) -> None:
    for language, words in (
        ("vi", ("# QUY CHẾ LÀM VIỆC", "Điều 1")),
        ("en", ("# WORKING REGULATION", "Article 1")),
    ):
        file = tmp_path / f"{language}.md"
        assert run("regulation", case, "--lang", language, "--output", file).status == 0
        assert all(word in file.read_text(encoding="utf-8") for word in words)


def test_the_same_case_gives_the_same_bytes(case: Path, tmp_path: Path, run: Run) -> None:
    for name in ("one.docx", "two.docx"):
        run("regulation", case, "-o", tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_measures_are_adopted_unless_one_declines(case: Path, tmp_path: Path, run: Run) -> None:
    adopted = run("regulation", case, "-o", tmp_path / "a.md", "--lang", "en")
    assert "measures: 1;" in adopted.err
    assert "Ends the findings: " in (tmp_path / "a.md").read_text(encoding="utf-8")
    declined = run("regulation", case, "-o", tmp_path / "b.md", "--lang", "en", "--no-repair")
    assert "measures: 0;" in declined.err
    assert "Ends the findings: " not in (tmp_path / "b.md").read_text(encoding="utf-8")
    forbidden = run(
        "regulation", case, "-o", tmp_path / "c.md", "--lang", "en", "--forbid", "nothing-like-it"
    )
    assert (forbidden.status, (tmp_path / "c.md").exists()) == (2, False)
    assert "no measure is like" in forbidden.err


def test_a_place_must_be_chosen_where_there_are_several(tmp_path: Path, run: Run) -> None:
    ended = run("regulation", CASES / "loc-ninh", "-o", tmp_path / "draft.md", "--lang", "en")
    assert ended.status == 2
    assert "choose one place" in ended.err
    assert "thi-diem-1, thi-diem-2" in ended.err
    assert not (tmp_path / "draft.md").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "draft.pdf"], "does not say which form to write"),
        ([], "the following arguments are required: -o/--output"),
        (["-o", "nowhere/draft.md"], "there is no folder"),
        (["-o", "draft.md", "--place", "elsewhere"], "no audited place"),
        (["-o", "draft.md", "--on", "1999-01-01"], "no framework is in force"),
    ],
)
def test_what_cannot_be_drafted_is_refused_before_anything_is_written(
    case: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("regulation", case, "--lang", "en", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert not list(tmp_path.glob("draft*"))


def test_without_python_docx_it_says_what_to_install(
    case: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without(name: str, package: str | None = None) -> ModuleType:
        if name.endswith("regulation_docx"):
            raise ModuleNotFoundError("No module named 'docx'", name="docx")
        return real(name, package)

    monkeypatch.setattr("counterpoise.cli_regulation.importlib.import_module", without)
    ended = run("regulation", case, "-o", tmp_path / "draft.docx", "--lang", "en")
    assert ended.status == 2
    assert "counterpoise[reports]" in ended.err
