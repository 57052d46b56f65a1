"""What people do to tenures, as edits: appoint, declare a seat vacant, let somebody act meanwhile, correct, end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from counterpoise.domain import people
from counterpoise.domain.days import PartialDate, Span, read_date
from counterpoise.domain.institution import Case
from counterpoise_site.register.case_rows import new_key
from counterpoise_site.register.models import Tenure
from counterpoise_site.register.recording import Edit, Row

_UNSEATED = 0


def appointed(case: Case, tenure: people.Tenure) -> Edit:
    """Add a tenure; without a seat it takes the lowest that is free on all its days, like a row of tenures.csv."""
    seat = tenure.seat if tenure.seat != _UNSEATED else _free_seat(case, tenure)
    line = 1 + max((one.line for one in case.tenures), default=1)
    return Edit(None, _row(new_key(), replace(tenure, seat=seat, line=line)))


def corrected(row: Tenure, tenure: people.Tenure) -> Edit:
    """Say of a tenure what is right; what was said before stays in its history."""
    return Edit(row, _row(row.key, replace(tenure, line=row.order)))


def ended(row: Tenure, *, end: str) -> Edit:
    """End a tenure on a day, perhaps known only in part, or `?`."""
    start, unknown = row.span.start, end == "?"
    span = Span(start, None if unknown else read_date(end), ended_unknown=unknown)
    return Edit(row, _row(row.key, replace(row.record, span=span)))


def acting(sitting: Sequence[Tenure], tenure: people.Tenure) -> tuple[Edit, ...]:
    """Let somebody act on a seat meanwhile: whoever holds it leaves it for those days and has it again afterwards."""
    first, last = tenure.span.first, tenure.span.last
    edits = []
    for row in sitting:
        if not row.span.overlaps(tenure.span):
            continue
        before = replace(row.span, end=_day(first - timedelta(days=1)), ended_unknown=False)
        keeps_start = row.span.first < first
        edits.append(Edit(row, _row(row.key, replace(row.record, span=before)) if keeps_start else None))
        if last != date.max and row.span.last > last:
            after = replace(row.span, start=_day(last + timedelta(days=1)))
            edits.append(Edit(None, _row(new_key(), replace(row.record, span=after))))
    return (*edits, Edit(None, _row(new_key(), tenure)))


def _day(day: date) -> PartialDate:
    return read_date(day.isoformat())


def _row(key: str, tenure: people.Tenure) -> Row:
    return Row(Tenure, key, tenure.line, Tenure.columns(tenure))


def _free_seat(case: Case, tenure: people.Tenure) -> int:
    seats = max(
        (f.offices[tenure.office].seats for f in case.frameworks if tenure.office in f.offices), default=1
    )
    for seat in range(1, seats + 1):
        sitting = (
            t for t in case.tenures if (t.place, t.office, t.seat) == (tenure.place, tenure.office, seat)
        )
        if not any(t.span.overlaps(tenure.span) for t in sitting):
            return seat
    return 1
