"""Open a workbook somebody gave us: never trusting its size, never showing a traceback."""

from __future__ import annotations

import re
import unicodedata
import warnings
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text
from counterpoise.formats.workbook.grids import Grid

MOST_UNPACKED = 64 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 256

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_NOT_IN_FORMAT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
_YEARS_AS_DAYS = range(1905, 1906)  # the year 2024 typed into a cell formatted as a date is a day of 1905

_VALUES = Text(
    "chép ô, rồi dán lại bằng “Dán đặc biệt: giá trị”",
    "copy the cell and paste it back with “Paste special: values”",
)
_FORMULA = Text("ô này là công thức", "the cell holds a formula")
_BROKEN = Text("ô này báo lỗi của bảng tính", "the cell shows a spreadsheet error")
_TIME = Text("ô này ghi cả giờ", "the cell holds a time of day")
_WRITE_DATE = Text("chỉ ghi ngày, ví dụ 2024-03-28", "write only the day, for example 2024-03-28")
_YEAR = Text(
    "ô này là một ngày của năm 1905: có lẽ đã gõ một năm vào ô định dạng ngày",
    "the cell is a day of 1905: probably a year was typed into a cell formatted as a date",
)
_WRITE_YEAR = Text(
    "đổi định dạng ô thành Văn bản, rồi gõ lại năm", "format the cell as text, then type the year again"
)
_ODD_LETTER = Text("ô này có ký tự điều khiển", "the cell holds a control character")
_DELETE_IT = Text("xóa ký tự ấy", "delete it")


def open_grids(path: Path) -> tuple[Grid, ...]:
    """Read every sheet as texts, or raise one error that says why the file cannot be used."""
    _refuse_unless_sound(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of decorations it will not keep: we keep none
            with path.open("rb") as file:
                book = openpyxl.load_workbook(file, data_only=False)
            return tuple(_grid(sheet, path) for sheet in book.worksheets)
    except CaseError:
        raise
    except MemoryError as error:
        raise _refusal(path, _TOO_LARGE, _SMALLER) from error
    except Exception as error:  # whatever a broken file makes the package raise
        raise _refusal(path, _UNREADABLE, _SAVE_AGAIN) from error


_UNREADABLE = Text("không đọc được như một bảng tính", "this cannot be read as a workbook")
_SAVE_AGAIN = Text(
    "mở bằng Excel hoặc LibreOffice, rồi lưu lại thành .xlsx, không đặt mật khẩu",
    "open it with Excel or LibreOffice and save it as .xlsx without a password",
)
_TOO_LARGE = Text("bảng tính quá lớn khi mở ra", "the workbook is too large when unpacked")
_SMALLER = Text(
    f"giữ dưới {MOST_UNPACKED // 2**20} MB; bỏ hình ảnh và trang không dùng",
    f"keep it under {MOST_UNPACKED // 2**20} MB; remove pictures and sheets not used",
)


def _refuse_unless_sound(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise _refusal(path, _UNREADABLE, _SAVE_AGAIN) from error
    except FileNotFoundError as error:
        what = Text("không có tệp này", "there is no such file")
        raise _refusal(path, what, Text("kiểm tra đường dẫn", "check the path")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        what = Text(f"không mở được tệp ({reason})", f"the file cannot be opened ({reason})")
        raise _refusal(path, what, Text("kiểm tra đường dẫn", "check the path")) from error
    if size > MOST_UNPACKED:
        raise _refusal(path, _TOO_LARGE, _SMALLER)


def _refusal(path: Path, what: Text, remedy: Text, *, sheet: str = "") -> CaseError:
    where = f"{path.name}, sheet {sheet}" if sheet else path.name
    return CaseError((Problem(where, what, remedy),))


def _grid(sheet: Any, path: Path) -> Grid:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        what = Text(
            f"trang có hơn {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột",
            f"the sheet has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns",
        )
        remedy = Text("xóa các dòng, cột trống ở cuối", "delete the empty rows and columns at its end")
        raise _refusal(path, what, remedy, sheet=sheet.title)
    rows: dict[int, dict[int, str]] = {}
    faults: dict[tuple[int, int], tuple[Text, Text]] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(row, start=1):
            if cell.value is None:
                continue
            read = _text(cell)
            if isinstance(read, tuple):
                faults[number, column] = read
            elif read.strip():
                rows.setdefault(number, {})[column] = read
    merged = tuple((area.min_row, area.max_row, area.coord) for area in sheet.merged_cells.ranges)
    return Grid(sheet.title, rows, faults, merged)


def _text(cell: Any) -> str | tuple[Text, Text]:
    """Give what a cell says, or what is wrong with it and how to mend it."""
    value = cell.value
    match value:
        case str() if cell.data_type == "e":
            return _BROKEN, _VALUES
        case str() if cell.data_type == "f":
            return _FORMULA, _VALUES
        case str():
            return _clean(value)
        case bool():
            return str(value).upper()
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime() | date():
            return _day(value, str(cell.number_format))
        case _:
            return (_TIME, _WRITE_DATE) if cell.data_type == "d" else (_FORMULA, _VALUES)


def _clean(text: str) -> str | tuple[Text, Text]:
    written = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    written = written.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(written):
        return _ODD_LETTER, _DELETE_IT
    return unicodedata.normalize("NFC", written)


def _day(value: datetime | date, number_format: str) -> str | tuple[Text, Text]:
    """Read a date as far as its cell shows it: a month when the day is not shown, a year when neither is."""
    if isinstance(value, datetime):
        if value.time() != time():
            return _TIME, _WRITE_DATE
        value = value.date()
    if value.year in _YEARS_AS_DAYS:
        return _YEAR, _WRITE_YEAR
    shown = _NOT_IN_FORMAT.sub("", number_format).lower()
    if "d" in shown or "y" not in shown:
        return value.isoformat()
    return value.isoformat()[: 7 if "m" in shown else 4]
