"""Days and spans of days, where a day may be known only in part."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class DateError(ValueError):
    """A text is not a date, not even a partial one."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: every day from `first` to `last` is possible."""

    written: str
    first: date
    last: date

    @property
    def is_exact(self) -> bool:
        """Tell whether only one day is possible."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.written


def read_date(text: str) -> PartialDate:
    """Read `2020`, `2024-03` or `2024-03-28`.

    >>> read_date("2024-02").last
    datetime.date(2024, 2, 29)
    """
    match = _PARTIAL.fullmatch(text.strip())
    if match is None:
        raise DateError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or year == 0:
            raise DateError(text)
        if month is None:
            return PartialDate(text.strip(), date(year, 1, 1), date(year, 12, 31))
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return PartialDate(text.strip(), date(year, month, 1), date(year, month, last))
        return PartialDate(text.strip(), date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(text) from error


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included; a partial start means its first day, a partial end its last.

    No start means since ever, no end means still running. `ended_unknown` (`to: ?`) means it ended on a day
    nobody recorded: it is taken as over on every day after its first.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    ended_unknown: bool = False

    @property
    def first(self) -> date:
        """Give the first day that counts."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """Give the last day that counts."""
        if self.ended_unknown:
            return self.first
        return self.end.last if self.end else date.max

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.first <= day <= self.last

    def overlaps(self, other: Span) -> bool:
        """Tell whether some day lies in both spans; a span that ended on an unknown day overlaps nothing."""
        if self.ended_unknown or other.ended_unknown:
            return False
        return self.first <= other.last and other.first <= self.last

    def is_doubtful_on(self, day: date) -> bool:
        """Tell whether the unknown part of a date decides if the span covers this day."""
        if self.start and not self.start.is_exact and self.start.first <= day < self.start.last:
            return True
        if self.ended_unknown:
            return day > self.first
        return bool(self.end and not self.end.is_exact and self.end.first <= day < self.end.last)


ALWAYS = Span()
