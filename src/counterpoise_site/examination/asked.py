"""What a reader asks for: a day, and what was known on another; a date that is none is said, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from counterpoise.domain.words import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """The day examined (none: the register's own day, else today), and the last day whose records count (none: now)."""

    on: date | None
    known: date | None
    problems: Mapping[str, Text] = field(default_factory=dict)

    @property
    def known_at(self) -> datetime | None:
        """Give the moment up to which records count: the end of the day asked for."""
        if self.known is None or self.known >= timezone.localdate():
            return None
        return timezone.make_aware(datetime.combine(self.known + timedelta(days=1), time.min))

    @property
    def query(self) -> str:
        """Write what is asked as the end of an address, empty where nothing is."""
        said = {"on": self.on, "known": self.known}
        written = urlencode({name: day.isoformat() for name, day in said.items() if day})
        return f"?{written}" if written else ""


def asked(query: Mapping[str, str]) -> Asked:
    """Read a query.

    >>> asked({"on": "2024-03-28"}).on
    datetime.date(2024, 3, 28)
    >>> asked({"on": "28 March"}).problems["on"].en
    'write a day as year-month-day, for example 2024-03-28'
    """
    problems: dict[str, Text] = {}
    days = {name: _day(query, name, problems) for name in ("on", "known")}
    return Asked(days["on"], days["known"], problems)


def day_asked(query: Mapping[str, str], name: str) -> tuple[date | None, Mapping[str, Text]]:
    """Read one more day of a query, and what is wrong with it."""
    problems: dict[str, Text] = {}
    return _day(query, name, problems), problems


def _day(query: Mapping[str, str], name: str, problems: dict[str, Text]) -> date | None:
    written = query.get(name, "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        problems[name] = Text(
            "hãy ghi ngày dạng năm-tháng-ngày, ví dụ 2024-03-28",
            "write a day as year-month-day, for example 2024-03-28",
        )
        return None
