"""The case once the drafted regulation is in force: it covers every matter, names the leads, and ends the older ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counterpoise.analysis.findings import Audit
from counterpoise.analysis.regulation.leads import leads
from counterpoise.analysis.regulation.materials import Materials, materials
from counterpoise.analysis.repairs import Repair
from counterpoise.domain.days import PartialDate, Span
from counterpoise.domain.institution import Case
from counterpoise.domain.pilots import Regulation
from counterpoise.domain.words import PlaceId, Text


def enacted(work: Audit | Repair, *, place: PlaceId) -> Case:
    """Give the case in which the measures are adopted and the drafted regulation of a place is in force."""
    return with_regulation(materials(work, place=place))


def with_regulation(known: Materials) -> Case:
    """Give the case in which the regulation of the place is in force from the day of the draft on.

    A matter led by whoever a body names has no lead office yet: its lead is still to be named.
    """
    day = known.roster.day
    led = tuple((lead.matter.id, lead.office) for lead in leads(known) if lead.office is not None)
    place = known.names.place(known.place)
    issuer = known.framework.issuing
    ids = {regulation.id for regulation in known.case.regulations or ()}
    new = Regulation(
        id=_free("regulation", ids),
        title=Text(f"Quy chế làm việc tại {place.vi} (dự thảo)", f"Working regulation at {place.en} (draft)"),
        span=Span(start=_exactly(day)),
        place=known.place,
        body=None if issuer is None else issuer.body,
        covers=None,
        leads=led,
    )
    standing = tuple(
        _ended(regulation, day)
        if regulation.place == known.place and regulation.span.covers(day)
        else regulation
        for regulation in known.case.regulations or ()
    )
    return replace(known.case, regulations=(*standing, new))


def _ended(regulation: Regulation, day: date) -> Regulation:
    """End a regulation on the day before another takes its place."""
    last = day - timedelta(days=1)
    return replace(regulation, span=replace(regulation.span, end=_exactly(last), ended_unknown=False))


def _exactly(day: date) -> PartialDate:
    return PartialDate(day.isoformat(), day, day)


def _free(name: str, known: set[str]) -> str:
    number = 2
    free = name
    while free in known:
        free, number = f"{name}-{number}", number + 1
    return free
