"""Tables with a repeated heading row, and the two-column tables that lay out the head and the signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu

from counterpoise.domain.drafts import Table
from counterpoise.formats.regulation_docx.styles import CELL, CELL_HEAD, TEXT_WIDTH

_LONG = 14  # lines: a longer row may run over two pages


def add_table(document: Any, table: Table, language: str) -> None:
    """Write a table across the width of the text; its heading row stands on every page it reaches."""
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    widths = [int(TEXT_WIDTH * column.share / 100) for column in table.columns]
    _lay_out(made, widths)
    describe(made, table.caption.of(language))
    heading = made.rows[0]
    _repeat(heading)
    for cell, column in zip(heading.cells, table.columns, strict=True):
        _fill(cell, column.title.of(language), CELL_HEAD)
    for row in table.rows:
        _add_row(made, [cell.of(language) for cell in row], widths)


def _add_row(made: Any, texts: Sequence[str], widths: Sequence[int]) -> None:
    row = made.add_row()
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Emu(width)
        _fill(cell, text, CELL)
    if max(text.count("\n") + 1 for text in texts) < _LONG:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: Any, text: str, style: str) -> None:
    first, *others = text.split("\n")
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(first)
    for line in others:
        cell.add_paragraph(line, style=style)


def _repeat(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def _lay_out(made: Any, widths: Sequence[int]) -> None:
    """Fix the widths of the columns: Word would else fit them to their contents."""
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(width)


def add_two_columns(document: Any, widths: Sequence[int]) -> tuple[Any, Any]:
    """Lay two cells without borders side by side."""
    made = document.add_table(rows=1, cols=2)
    _lay_out(made, widths)
    made._tbl.tblPr.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = made.rows[0].cells
    return left, right


def describe(made: Any, caption: str) -> None:
    """Say what a table holds to those who do not see it."""
    properties = made._tbl.tblPr
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), caption)
    properties.append(said)
