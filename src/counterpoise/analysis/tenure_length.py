"""How long somebody has held an office on end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from counterpoise.domain.people import Tenure

_YEAR = 365.2425


def years_held(tenures: Sequence[Tenure], now: Tenure, day: date) -> float | None:
    """Count the years up to a day, tenures that follow on one another added up; none when the start is unknown.

    A partial start counts from its last possible day: nobody is said to have stayed longer than is certain.
    """
    same = [
        t
        for t in tenures
        if (t.person, t.place, t.office) == (now.person, now.place, now.office) and t.span.first <= day
    ]
    first = now.span
    changed = True
    while changed:
        changed = False
        for tenure in same:
            before = tenure.span
            follows = before.last >= first.first - timedelta(days=1) if first.first > date.min else False
            if before.first < first.first and follows:
                first, changed = before, True
    if first.start is None:
        return None
    return max(0.0, ((day - first.start.last).days + 1) / _YEAR)


def first_day_over(first: date, years: int) -> tuple[date, ...]:
    """Give the first day on which somebody there since a day has been there for more than so many years.

    >>> first_day_over(date(2020, 1, 1), 5)
    (datetime.date(2024, 12, 31),)
    """
    try:
        return (first + timedelta(days=int(years * _YEAR)),)
    except OverflowError:
        return ()
