"""Read a case wherever it is kept: a folder, or an Excel workbook."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from counterpoise.domain.institution import Case, CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats import case_folder

WORKBOOKS = (".xlsx", ".xlsm")
_OTHER_SPREADSHEETS = (".xls", ".ods", ".xlsb", ".fods")
_NO_OPENPYXL = Text("muốn đọc, ghi Excel cần gói openpyxl", "Excel workbooks need the package openpyxl")
_INSTALL = "python -m pip install 'counterpoise[reports]'"
_SAVE_AS_XLSX = Text(
    "mở bằng Excel hoặc LibreOffice, rồi lưu thành .xlsx",
    "open it with Excel or LibreOffice and save it as .xlsx",
)


def read(path: Path | str) -> Case:
    """Read a case, or raise one error that carries every problem found."""
    return read_with_warnings(path)[0]


def read_with_warnings(path: Path | str) -> tuple[Case, tuple[Problem, ...]]:
    """Read a case and the problems that do not stop it."""
    place = Path(path)
    kind = place.suffix.lower()
    if place.is_dir() or kind not in (*WORKBOOKS, *_OTHER_SPREADSHEETS):
        return case_folder.read_with_warnings(place)
    if kind in _OTHER_SPREADSHEETS:
        what = Text(f"chưa đọc được bảng tính {kind}", f"spreadsheets of the kind {kind} are not read")
        raise CaseError((Problem(place.name, what, _SAVE_AS_XLSX),))
    case: Case
    case, problems = workbook().read_with_warnings(place)
    return case, problems


def workbook() -> Any:
    """Load the module of workbooks, or say what to install: only it needs openpyxl."""
    try:
        return importlib.import_module("counterpoise.formats.workbook")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("openpyxl", "et_xmlfile"):
            raise
        remedy = Text(f"cài: {_INSTALL}", f"install it: {_INSTALL}")
        raise CaseError((Problem("openpyxl", _NO_OPENPYXL, remedy),)) from error
