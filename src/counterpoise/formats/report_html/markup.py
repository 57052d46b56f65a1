"""Markup that cannot be broken by data: every text is escaped unless it already is markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from typing import TypeAlias

VOID = frozenset({"meta", "link", "br", "hr", "col"})
DRAWN = frozenset({"path", "rect", "circle"})  # of SVG: they close themselves

_SPECIAL = re.compile("[&<>]")
_QUOTE = '"'


class Html(str):
    """Markup that is safe to place in a page."""

    __slots__ = ()


Child: TypeAlias = "str | int | Iterable[Child] | None"
Attribute = str | int | float | bool | None
Element = Callable[..., Html]


def join(*children: Child) -> Html:
    """Put pieces one after another, escaping each that is not markup.

    >>> join("a < b", None, [Html("<br>"), "c"])
    'a &lt; b<br>c'
    """
    return Html("".join(map(_markup, children)))


def element(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """Write one element; `class_` stands for class, `aria_label` for aria-label, false attributes are left out.

    >>> element("a", "<script>", href='x"y', class_="q", hidden=False)
    '<a href="x&quot;y" class="q">&lt;script&gt;</a>'
    """
    opened = f"<{tag}{''.join(_attribute(*item) for item in attributes.items())}" if attributes else f"<{tag}"
    if tag in DRAWN:
        return Html(f"{opened}/>")
    return Html(f"{opened}>" if tag in VOID else f"{opened}>{''.join(map(_markup, children))}</{tag}>")


def _markup(child: Child) -> str:
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return escape(child, quote=False) if _SPECIAL.search(child) else child
    if child is None:
        return ""
    return str(child) if isinstance(child, int) else "".join(map(_markup, child))


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return (
        f" {name}"
        if value is True
        else f' {name}="{escape(str(value), quote=False).replace(_QUOTE, "&quot;")}"'
    )


def _of(tag: str) -> Element:
    return partial(element, tag)


a, article, aside, b, br, caption = map(_of, ("a", "article", "aside", "b", "br", "caption"))
dd, details, div, dl, dt, em = map(_of, ("dd", "details", "div", "dl", "dt", "em"))
figcaption, figure, footer = map(_of, ("figcaption", "figure", "footer"))
h1, h2, h3, h4, h5, header = map(_of, ("h1", "h2", "h3", "h4", "h5", "header"))
li, main, nav, ol, p = map(_of, ("li", "main", "nav", "ol", "p"))
section, small, span, summary = map(_of, ("section", "small", "span", "summary"))
table, tbody, td, th, thead, tr, ul = map(_of, ("table", "tbody", "td", "th", "thead", "tr", "ul"))
