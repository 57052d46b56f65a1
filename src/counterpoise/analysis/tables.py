"""Plain tables for a notebook: every text escaped, long tables cut and saying so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from counterpoise.domain.names import READINGS
from counterpoise.domain.words import Text, capital

MOST_ROWS = 200

FINDINGS = (
    Text(vi="Mức", en="Severity"),
    Text(vi="Mã", en="Code"),
    Text(vi="Địa bàn", en="Place"),
    Text(vi="Việc", en="Matter"),
    Text(vi="Nội dung", en="What"),
)
MATTERS = (
    Text(vi="Địa bàn", en="Place"),
    Text(vi="Việc", en="Matter"),
    *map(capital, READINGS.values()),
)
MEASURES = (
    Text(vi="Điểm", en="Cost"),
    Text(vi="Loại", en="Kind"),
    Text(vi="Việc", en="Matter"),
    Text(vi="Điều khoản", en="Clause"),
    Text(vi="Chấm dứt", en="Ends"),
)
ADOPTED = Text(vi="Biện pháp", en="Measures")
FOUND = Text(vi="Phát hiện", en="Findings")
NUMBERS = Text(
    vi="Số người ít nhất đủ làm trọn từng việc (trong ngoặc: nếu không kiêm nhiệm)",
    en="Fewest people who can carry each matter (in brackets: without the arrangement)",
)
CHANGED = Text(vi="Việc có số người ít nhất thay đổi", en="Matters whose number changes")
GAINED = Text(vi="Phát hiện thêm", en="Findings gained")
LOST = Text(vi="Phát hiện mất đi", en="Findings lost")
_MORE = Text(vi="… và {} dòng nữa", en="… and {} more")

Row = Sequence[str]


def title(text: str) -> str:
    """Write a title above tables."""
    return f"<p><b>{escape(text)}</b></p>"


def table(caption: Text, headers: Sequence[Text], *, rows: Sequence[Row], language: str) -> str:
    """Write a table with its caption and number of rows.

    >>> table(FOUND, (), rows=(("<b>",),), language="en")
    '<table><caption>Findings: 1</caption><thead><tr></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(header.of(language))}</th>" for header in headers)
    body = "".join(_rows(rows, len(headers), language))
    return (
        f"<table><caption>{escape(caption.of(language))}: {len(rows)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _rows(rows: Sequence[Row], columns: int, language: str) -> Iterator[str]:
    for row in rows[:MOST_ROWS]:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
    if len(rows) > MOST_ROWS:
        left = escape(_MORE.of(language).format(len(rows) - MOST_ROWS))
        yield f'<tr><td colspan="{columns}">{left}</td></tr>'
