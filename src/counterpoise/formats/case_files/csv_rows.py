"""Tables as text: rows of cells and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from counterpoise.domain.institution import CaseError, Problem
from counterpoise.domain.words import Text


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as comma-separated text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def table_rows(text: str, *, delimiter: str = ",", file: str = "") -> list[tuple[int, list[str]]]:
    """Read the rows that are not empty, each with the line it starts on, its cells stripped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((line, stripped))
            line = reader.line_num + 1
    except csv.Error as error:
        what = Text(vi=f"không đọc được dòng này ({error})", en=f"this row cannot be read ({error})")
        remedy = Text(
            vi="kiểm tra dấu ngoặc kép: mở phải có đóng",
            en="check the quotes: each opened one must be closed",
        )
        raise CaseError((Problem(f"{file}, line {line}", what, remedy),)) from error
    return rows
