"""Text laid out for a terminal: measured by what the eye sees, wrapped, padded, free of control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

_LEAST = 16
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


@lru_cache(maxsize=4_096)  # a report says the same words again and again
def width_of(text: str) -> int:
    """Count the columns a text takes on a terminal: marks take none, wide letters two.

    >>> width_of("Đảng ủy"), width_of(unicodedata.normalize("NFD", "Đảng ủy")), width_of("市長")
    (7, 7, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def clean(text: str) -> str:
    """Put a text on one line and show control characters instead of obeying them.

    >>> clean("a  b\\n\\x1b[31mc")
    'a b �[31mc'
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(map(_shown, line))


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines of at most `width` columns, each with its indent; an overlong word stays whole.

    >>> wrap("một hai ba bốn", 12, first="- ", rest="  ")
    ['- một hai ba', '  bốn']
    """
    lines: list[str] = []
    indent, words, used = first, list[str](), width_of(first)
    for word in clean(text).split(" "):
        size = width_of(word)
        if words and used + size > width:
            lines.append(indent + " ".join(words))
            indent, words, used = rest, [], width_of(rest)
        words.append(word)
        used += size + 1
    return [*lines, (indent + " ".join(words)).rstrip()]


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text with spaces to a width, at its end or (`right`) before it."""
    spaces = " " * max(0, width - width_of(text))
    return spaces + text if right else text + spaces


def table(rows: Sequence[Sequence[str]], width: int, *, indent: str = "  ") -> Iterator[str]:
    """Set rows as columns two spaces apart; the first column wraps, the others keep to the right.

    Where the page is narrow the heads of the others, the first row, break between words.

    >>> print(*table([("Việc", "Trên văn bản"), ("Chi", "1")], 24), sep="\\n")
               Trên
      Việc  văn bản
      Chi         1
    """
    if not rows:
        return
    spare = width - width_of(indent) - _LEAST
    others = [max(map(width_of, column)) for column in _others(rows)]
    if sum(2 + other for other in others) > spare:
        others = [max(map(width_of, (*_halves(head), *cells))) for head, *cells in _others(rows)]
    room = max(_LEAST, width - width_of(indent) - sum(2 + other for other in others))
    first = min(room, max(width_of(row[0]) for row in rows))
    for row in rows:
        columns = [wrap(row[0], first), *(wrap(cell, n) for cell, n in zip(row[1:], others, strict=True))]
        height = max(map(len, columns))
        for line in zip(*([""] * (height - len(column)) + column for column in columns), strict=True):
            cells = (f"  {pad(cell, n, right=True)}" for cell, n in zip(line[1:], others, strict=True))
            yield (indent + pad(line[0], first) + "".join(cells)).rstrip()


def _halves(head: str) -> list[str]:
    """Break a head into lines of about half its width."""
    return wrap(head, width_of(head) // 2 + 1)


def _others(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    return zip(*(row[1:] for row in rows), strict=True)


@cache
def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _shown(letter: str) -> str:
    return "�" if unicodedata.category(letter) in {"Cc", "Cs"} else letter
