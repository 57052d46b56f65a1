"""Build spans of days from two written dates."""

from __future__ import annotations

from counterpoise.domain.days import ALWAYS, PartialDate, Span
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.scalars import ENDED_UNKNOWN
from counterpoise.formats.case_folder.shapes import Entry


def span_of(entry: Entry | None, *, problems: Problems, start: str = "from", end: str = "to") -> Span:
    """Build a span from two fields of an entry, noting one that ends before it starts."""
    if entry is None:
        return ALWAYS
    return span(entry.get(start), entry.get(end), at=entry.spot(end), problems=problems)


def span(first: PartialDate | None, last: PartialDate | str | None, *, at: Spot, problems: Problems) -> Span:
    """Build a span, noting one that ends before it starts; an end of `?` is an unknown day."""
    if last == ENDED_UNKNOWN or isinstance(last, str):
        return Span(first, None, ended_unknown=True)
    if first is not None and last is not None and first.first > last.last:
        problems.add(
            at,
            both(
                f"ngày cuối {last} đứng trước ngày đầu {first}",
                f"the last day {last} comes before the first, {first}",
            ),
            both("kiểm tra hai ngày", "check the two dates"),
        )
    return Span(first, last)
