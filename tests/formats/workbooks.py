"""Write case folders as workbooks, change cells, and read what the workbook says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from counterpoise.domain.institution import Case, CaseError
from counterpoise.formats import case_folder, cases, workbook
from counterpoise.formats.case_files import gather, read_files

CASES = Path(__file__).parents[2] / "cases"
GOOD = sorted(
    path.parent.name for path in CASES.glob("*/case.yaml") if not path.parent.name.startswith("bad-")
)

Change = Callable[[Any], object]


def settled(case: Case) -> Case:
    """Forget the lines of tenures: a table may leave out empty rows."""
    return replace(case, tenures=tuple(replace(tenure, line=0) for tenure in case.tenures))


def as_workbook(folder: Path, target: Path, *, language: str = "en") -> Path:
    """Write a case folder as a workbook of the same name."""
    case = case_folder.read(folder)
    content, _ = workbook.write(gather(folder).files, case, language=language)
    path = target / f"{folder.name}.xlsx"
    path.write_bytes(content)
    return path


def there_and_back(folder: Path, target: Path, *, language: str) -> Case:
    """Read a case after it went into a workbook and out again as the files of a folder."""
    path = as_workbook(folder, target, language=language)
    files, _ = workbook.read_files_of(path)
    return read_files(files, name=folder.name)[0]


def changed(path: Path, change: Change) -> Path:
    """Edit a workbook as a person would."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def lines(path: Path, language: str = "en", *, fatal: bool = True) -> list[str]:
    """Give the lines of the problems of a workbook that cannot be read."""
    with pytest.raises(CaseError) as refusal:
        cases.read(path)
    problems = refusal.value.problems
    for problem in problems:
        assert len(problem.line("vi").splitlines()) == 1
        assert len(problem.line("en").splitlines()) == 1
    return [problem.line(language) for problem in problems if problem.fatal is fatal]


def warned(path: Path, language: str = "en") -> list[str]:
    """Give the lines of what does not stop the reading."""
    return [problem.line(language) for problem in cases.read_with_warnings(path)[1]]
