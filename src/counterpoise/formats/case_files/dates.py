"""Dates as registers write them, turned into ours; nothing is guessed where two readings are possible."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_NONE = re.compile(r"(\d{4}(?:-\d{2})?)(?:-00)+")
_STILL = frozenset({"nay", "đến nay", "hiện nay", "present", "current", "now", "en cours", "-", "–"})


def day_first(texts: Iterable[str], *, by_language: bool) -> bool | None:
    """Tell whether days come before months: by the dates that show it, else by the language; None when unclear."""
    pairs = [(int(m[1]), int(m[2])) for text in texts if (m := _NUMBERS.fullmatch(text.strip()))]
    by_day = any(first > 12 for first, _ in pairs)
    by_month = any(second > 12 for _, second in pairs)
    if by_day != by_month:
        return by_day
    return True if by_language and not by_month else None


def our_date(text: str, *, first_is_day: bool | None) -> str:
    """Turn a written date into ours; what is not understood stays as it is, to be reported.

    >>> our_date("28/3/2024", first_is_day=True), our_date("03.2024", first_is_day=None), our_date("2024-03-00", first_is_day=None)
    ('2024-03-28', '2024-03', '2024-03')
    """
    written = text.strip()
    if written.casefold() in _STILL:
        return ""
    if match := _NUMBERS.fullmatch(written):
        first, second, year = int(match[1]), int(match[2]), match[3]
        if first_is_day is None and first != second:
            return written
        day, month = (first, second) if first_is_day else (second, first)
        return f"{year}-{month:02}-{day:02}"
    if match := _MONTH.fullmatch(written):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _YEAR_FIRST.fullmatch(written):
        return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
    if match := _TIME.fullmatch(written):
        return match[1]
    if match := _NONE.fullmatch(written):
        return match[1]
    return written
