"""Markdown that data cannot break: cells without bars or line breaks, tables, anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def cell(text: str) -> str:
    """Write a text so that it stays within its cell.

    >>> cell("a | b")
    'a \\\\| b'
    """
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table; without rows there is none."""
    listed = list(rows)
    if not listed:
        return
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in listed:
        yield f"| {' | '.join(row)} |"


def heading(level: int, text: str, anchor: str = "") -> Iterator[str]:
    """Write a heading with an empty line before it and, where it is linked to, an anchor."""
    yield ""
    if anchor:
        yield f'<a id="{anchor}"></a>'
        yield ""
    yield f"{'#' * level} {text}"
