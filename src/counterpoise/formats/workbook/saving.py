"""Write pages of cells as a workbook: keys in a hidden first row, headings with notes, choices to pick from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from counterpoise.formats.workbook.grids import letter

LONGEST_CELL = 32_767
HEADING_ROW = 2
FIRST_ROW = 3
ROOM = 2_000  # rows that offer choices

_NEEDS_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_BOLD = Font(bold=True, color="FFFFFF")
_FILL = PatternFill("solid", start_color="1F4E79")
_TOP = Alignment(vertical="top", wrap_text=True)
_AS_TEXT = "@"
_AS_DATE = "yyyy-mm-dd"

Value = str | int | float | date


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its key, what readers see, what to write, what to choose from."""

    key: str
    heading: str
    note: str = ""
    width: int = 18
    is_text: bool = True
    choose_from: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to write; `hint` marks sheets that are only read by people."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    tab: str = ""
    hidden_columns: tuple[int, ...] = field(default=())


def book_bytes(pages: Iterable[Page]) -> bytes:
    """Give the workbook as a file's content."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _fill(book.create_sheet(page.title), page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Any, page: Page) -> None:
    for number, head in enumerate(page.heads, start=1):
        _put(sheet.cell(1, number), head.key)
        _head(sheet, sheet.cell(HEADING_ROW, number), number, head)
    for row_number, row in enumerate(page.rows, start=FIRST_ROW):
        for number, value in enumerate(row, start=1):
            if value != "":
                _put(sheet.cell(row_number, number), value, is_text=page.heads[number - 1].is_text)
    sheet.row_dimensions[1].hidden = True
    for number in page.hidden_columns:
        sheet.column_dimensions[letter(number)].hidden = True
    sheet.freeze_panes = f"A{FIRST_ROW}"
    if page.tab:
        sheet.sheet_properties.tabColor = page.tab


def _head(sheet: Any, cell: Any, number: int, head: Head) -> None:
    _put(cell, head.heading)
    cell.font, cell.fill, cell.alignment = _BOLD, _FILL, _TOP
    if head.note:
        cell.comment = Comment(head.note, "Counterpoise", width=320, height=120)
    column = sheet.column_dimensions[letter(number)]
    column.width = head.width
    if head.is_text:
        column.number_format = _AS_TEXT
    if head.choose_from:
        _offer(sheet, letter(number), head)


def _offer(sheet: Any, column: str, head: Head) -> None:
    offer = DataValidation(type="list", formula1=head.choose_from, allow_blank=True)
    offer.errorStyle = "warning"  # a name not yet listed may be typed: the reader checks it
    offer.prompt, offer.promptTitle = head.prompt[:250] or None, head.heading[:32]
    offer.showInputMessage, offer.showErrorMessage = bool(head.prompt), True
    sheet.add_data_validation(offer)
    offer.add(f"{column}{FIRST_ROW}:{column}{FIRST_ROW + ROOM}")


def _put(cell: Any, value: Value, *, is_text: bool = True) -> None:
    if isinstance(value, str):
        cell.value = _NEEDS_ESCAPE.sub("_x005F_x", value)
        cell.data_type = "s"  # never a formula, never an error value
        if is_text:
            cell.number_format = _AS_TEXT
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _AS_DATE
    if isinstance(value, str) and "\n" in value:
        cell.alignment = _TOP
