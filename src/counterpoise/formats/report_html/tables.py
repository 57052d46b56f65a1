"""Tables that say what they hold: caption, scoped headings, and a box of their own to scroll in."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.formats.report_html.markup import Child, Html, caption, div, table, tbody, td, th, thead, tr


def headings(*words: Child) -> Html:
    """Write the row of column headings."""
    return thead(tr(th(word, scope="col") for word in words))


def row(head: Child, *cells: Child, class_: str | None = None) -> Html:
    """Write one row: its heading, then its cells."""
    return tr(th(head, scope="row"), (td(cell) for cell in cells), class_=class_)


def plain_table(
    title: str, heads: Iterable[Child], rows: Iterable[Html], *, class_: str | None = None
) -> Html:
    """Write a table with one heading row, in a box that scrolls by itself where the page is narrow."""
    return boxed(title, table(caption(title), headings(*heads), tbody(rows), class_=class_))


def boxed(label: str, content: Html, *, class_: str = "box") -> Html:
    """Put wide content in a box that scrolls by itself and that the keyboard reaches."""
    return div(content, class_=class_, role="group", tabindex=0, aria_label=label)
