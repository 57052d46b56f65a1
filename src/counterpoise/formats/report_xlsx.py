"""Write working papers as an Excel workbook: a sheet for each table, to filter, to fill in, to print on A4."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from counterpoise.analysis.findings import Audit
from counterpoise.formats.working_papers import Cell, Column, Paper, papers, title

FONT = "Times New Roman"
_SIZE = 10
LONGEST_CELL = 32_767
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip file can hold: the same audit gives the same bytes
_THIN = Side(style="thin", color="A6A6A6")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", start_color="1F4E79")
_TO_FILL = PatternFill("solid", start_color="FFF8E1")
_NEEDS_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_LETTERS = 1.25  # of the font in one unit of a column's width: Excel measures by the digits of a wider one
_LINE, _HIGHEST = 13.5, 409.0  # points: one line of the font, and the highest row Excel knows


def write(audit: Audit, *, language: str) -> bytes:
    """Write an audit as a workbook: the same bytes for the same audit."""
    book = Workbook()
    book.remove(book.worksheets[0])
    day = datetime(audit.on.year, audit.on.month, audit.on.day)
    properties = book.properties
    properties.title, properties.creator, properties.language = title(language), "Counterpoise", language
    properties.subject = audit.case.title.of(language)
    properties.created = properties.modified = day
    for paper in papers(audit, language=language, merged=False):
        _fill(book.create_sheet(paper.title[:31]), paper)
    content = io.BytesIO()
    book.save(content)
    return _packed(content, day)


def _fill(sheet: Any, paper: Paper) -> None:
    heading = len(paper.notes) + 2
    _put(sheet.cell(1, 1), paper.title)
    sheet.cell(1, 1).font = Font(name=FONT, size=14, bold=True)
    for number, note in enumerate(paper.notes, start=2):
        _put(sheet.cell(number, 1), note)
        sheet.cell(number, 1).font = Font(name=FONT, size=_SIZE, italic=True)
    for number, column in enumerate(paper.columns, start=1):
        _head(sheet, heading, number, column)
    sheet.row_dimensions[heading].height = _height([c.heading for c in paper.columns], paper.columns)
    for at, row in enumerate(paper.rows, start=heading + 1):
        for number, value in enumerate(row, start=1):
            cell = sheet.cell(at, number)
            _put(cell, value)
            cell.font, cell.border = Font(name=FONT, size=_SIZE), _BORDER
            cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
            if paper.columns[number - 1].to_fill:
                cell.fill = _TO_FILL
        sheet.row_dimensions[at].height = _height(row, paper.columns)
    last = max(heading + len(paper.rows), heading + 1)
    for number, column in enumerate(paper.columns, start=1):
        if column.choices:
            _offer(
                sheet, column, f"{get_column_letter(number)}{heading + 1}:{get_column_letter(number)}{last}"
            )
    _page(sheet, heading, last, len(paper.columns))


def _head(sheet: Any, row: int, number: int, column: Column) -> None:
    cell = sheet.cell(row, number)
    _put(cell, column.heading)
    cell.font, cell.fill, cell.border = Font(name=FONT, size=_SIZE, bold=True, color="FFFFFF"), _HEAD, _BORDER
    cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
    sheet.column_dimensions[get_column_letter(number)].width = _width(column)


def _width(column: Column) -> float:
    return max(6, column.width)


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Make room for the longest cell: no program counts the lines of wrapped text when it opens the file."""
    lines = max(
        sum(ceil((len(line) + 1) / (_width(column) * _LETTERS)) for line in str(value).split("\n"))
        for value, column in zip(row, columns, strict=True)
    )
    return min(_HIGHEST, _LINE * max(1, lines) + 3)


def _offer(sheet: Any, column: Column, cells: str) -> None:
    """Offer the choices of a column in a list; nothing else may be typed."""
    offer = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    offer.promptTitle, offer.showInputMessage, offer.showErrorMessage = column.heading[:32], True, True
    sheet.add_data_validation(offer)
    offer.add(cells)


def _page(sheet: Any, heading: int, last: int, columns: int) -> None:
    """Freeze and repeat the heading, filter by it, print on A4 lying down and as wide as the page."""
    end = get_column_letter(columns)
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{end}{last}"
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.print_area = f"A1:{end}{last}"
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.3
    sheet.oddFooter.center.text = "&A – &P/&N"


def _put(cell: Any, value: Cell) -> None:
    """Put a number as a number and a text as a text, never as a formula or an error value, whatever it begins with."""
    if isinstance(value, int):
        cell.value = value
        return
    text = _NEEDS_ESCAPE.sub("_x005F_x", _UNREADABLE.sub("\ufffd", value))
    cell.value = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True  # and not when the sheet is saved as CSV and opened again either


def _packed(loose: io.BytesIO, day: datetime) -> bytes:
    """Pack the parts again without the time at which it was done."""
    packed = io.BytesIO()
    stamp = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(loose) as read, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            content = read.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            written.writestr(part, content)
    return packed.getvalue()
