"""The starter case is valid, and is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.domain.checks import check_day
from counterpoise.domain.institution import CaseError
from counterpoise.domain.words import LANGUAGES
from counterpoise.formats import case_folder, starter


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_case_has_no_problem(tmp_path: Path, language: str) -> None:
    starter.write(tmp_path / "new" / "case", language=language)
    case, warned = case_folder.read_with_warnings(tmp_path / "new" / "case")
    assert warned == ()
    assert check_day(case, case.on) == ()
    assert case.arrangements
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["case"]


def test_both_languages_say_the_same(tmp_path: Path) -> None:
    for language in LANGUAGES:
        starter.write(tmp_path / language / "case", language=language)
    vi, en = (case_folder.read(tmp_path / language / "case") for language in ("vi", "en"))
    assert vi.tenures == en.tenures
    assert vi.arrangements == en.arrangements
    assert list(vi.frameworks[0].matters) == list(en.frameworks[0].matters)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    starter.write(tmp_path, language="vi")
    assert case_folder.read(tmp_path).id == tmp_path.name
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for target in (tmp_path, tmp_path / "file"):
        with pytest.raises(CaseError, match=r"choose a new name, or an empty folder"):
            starter.write(target, language="en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "note.txt"]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_write_that_breaks_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    target = tmp_path / "case"
    if is_there:
        target.mkdir()
    rename, calls = Path.rename, []

    def break_at_the_third(self: Path, to: Path) -> Path:
        calls.append(self)
        if len(calls) == 3 or not is_there:
            raise OSError("disk full")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", break_at_the_third)
    with pytest.raises(OSError, match="disk full"):
        starter.write(target, language="en")
    assert [path.name for path in tmp_path.rglob("*")] == (["case"] if is_there else [])
