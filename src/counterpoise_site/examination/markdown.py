"""The pages of the codes as HTML: headings, paragraphs, lists, bold and code are all they use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from counterpoise.formats.report_html.markup import Html, element, join

_INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|`(?P<code>[^`]+)`|\[(?P<text>[^\]]+)\]\((?P<link>[^)]+)\)")


def as_html(text: str, *, from_level: int) -> Html:
    """Write a page whose first heading gets this level; what is not understood is shown as it stands.

    >>> as_html("# One\\n\\nTwo **three**.\\n\\n- four\\n- five", from_level=2)
    '<h2>One</h2><p>Two <strong>three</strong>.</p><ul><li>four</li><li>five</li></ul>'
    """
    written: list[Html] = []
    for is_list, run in groupby(_blocks(text), key=lambda block: block.startswith("- ")):
        if is_list:
            written.append(element("ul", [element("li", _inline(entry[2:])) for entry in run]))
        else:
            written += [_block(block, from_level) for block in run]
    return join(written)


def _block(block: str, from_level: int) -> Html:
    if block.startswith("#"):
        depth = len(block) - len(block.lstrip("#"))
        return element(f"h{min(6, depth + from_level - 1)}", _inline(block.lstrip("# ")))
    return element("p", _inline(block))


def _blocks(text: str) -> Iterator[str]:
    """Join the lines of each heading, paragraph and list entry."""
    block = ""
    for line in [*text.splitlines(), ""]:
        starts = not line.strip() or line.startswith(("#", "- "))
        if block and (starts or block.startswith("#")):
            yield block
            block = ""
        if line.strip():
            block = f"{block} {line.strip()}" if block else line.strip()


def _inline(text: str) -> Html:
    parts: list[Html | str] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts.append(text[at : found.start()])
        if found["bold"]:
            parts.append(element("strong", found["bold"]))
        elif found["code"]:
            parts.append(element("code", found["code"]))
        else:
            parts.append(found["text"])
        at = found.end()
    return join(parts, text[at:])
