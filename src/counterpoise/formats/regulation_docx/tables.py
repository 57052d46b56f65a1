"""Tables with a repeated heading row, and the two-column tables that lay out the head and the signature.

Rows are written as XML at once: python-docx looks through the whole table for each row it adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu

from counterpoise.domain.drafts import Table
from counterpoise.formats.regulation_docx.letters import readable
from counterpoise.formats.regulation_docx.styles import CELL, CELL_HEAD, TEXT_WIDTH

_LONG = 14  # lines: a longer row may run over two pages
_TWIP = 635  # English metric units in a twentieth of a point
_WHOLE = "<w:cantSplit/>"


def add_table(document: Any, table: Table, language: str, *, ids: Mapping[str, str]) -> None:
    """Write a table across the width of the text; its heading row stands on every page it reaches."""
    widths = [round(TEXT_WIDTH * column.share / 100 / _TWIP) for column in table.columns]
    grid, head, cell = (ids[name] for name in ("Table Grid", CELL_HEAD, CELL))
    titles = [column.title.of(language) for column in table.columns]
    rows = [_row(titles, widths, head, f"{_WHOLE}<w:tblHeader/>")]
    for row in table.rows:
        texts = [text.of(language) for text in row]
        lines = max(text.count("\n") + 1 for text in texts)
        rows.append(_row(texts, widths, cell, _WHOLE if lines < _LONG else ""))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val={quoteattr(grid)}/>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCaption w:val={quoteattr(readable(table.caption.of(language)))}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    document.element.body.sectPr.addprevious(made)


def _row(texts: Sequence[str], widths: Sequence[int], style: str, properties: str) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_lines(text.split(chr(10)), style)}</w:tc>'
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _lines(lines: Iterable[str], style: str) -> str:
    return "".join(
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>"
        f'<w:r><w:t xml:space="preserve">{escape(readable(line))}</w:t></w:r></w:p>'
        for line in lines
    )


def add_two_columns(document: Any, widths: Sequence[int]) -> tuple[Any, Any]:
    """Lay two cells without borders side by side, kept on one page."""
    made = document.add_table(rows=1, cols=2)
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(width)
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    made._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    row = made.rows[0]
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    left, right = row.cells
    left.width, right.width = Emu(widths[0]), Emu(widths[1])
    return left, right
