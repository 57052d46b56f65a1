"""The places below one, the most concentrated first, from what was found when each was last examined.

A page waits for no audit: each place keeps one line of results with the name of the content it was made from. Lines that are
missing or old are made by the command `examine`, run from a timer, or for a second by a reader who asks for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import QuerySet
from django.utils import timezone

from counterpoise.analysis.findings import Audit
from counterpoise.domain.institution import CaseError
from counterpoise_site.examination.answers import NoSuchPlaceError, examined, subject
from counterpoise_site.examination.models import PlaceResult
from counterpoise_site.register.models import Change, Place


@dataclass(frozen=True, slots=True)
class Ranked:
    """The places below one with their results, in order; `waiting` names those still to be examined."""

    results: tuple[PlaceResult, ...]
    waiting: tuple[str, ...]
    names: dict[str, Place]


def known_places(known_at: datetime | None = None) -> QuerySet[Place]:
    """Give the places of the register as known at a moment."""
    return cast("QuerySet[Place]", Place.objects.known_on(known_at))


def places_below(above: str, on: date, known_at: datetime | None) -> list[Place]:
    """List the lowest places below one that exist on a day, whatever lies between."""
    rows = known_places(known_at).filter(first_day__lte=on, last_day__gte=on)
    rows = rows.only("place", "parent", "sorted_by", "name_vi", "name_en")
    children: dict[str, list[Place]] = {}
    for row in rows:
        children.setdefault(row.parent, []).append(row)
    found: list[Place] = []
    waiting = list(children.get(above, ()))
    seen = {above}
    while waiting:
        one = waiting.pop()
        if one.place in seen:
            continue
        seen.add(one.place)
        below = children.get(one.place, ())
        if below:
            waiting.extend(below)
        else:
            found.append(one)
    return sorted(found, key=lambda row: (bytes(row.sorted_by), row.place))


def ranked(above: str, on: date, *, seconds: float) -> Ranked:
    """Rank the places below one on a day, examining what is missing as far as the time goes."""
    places = places_below(above, on, None)
    names = {one.place: one for one in places}
    state = register_state()
    known = {row.place: row for row in PlaceResult.objects.filter(on=on) if row.place in names}
    fresh = {place for place, row in known.items() if row.state == state}
    end = time.monotonic() + seconds
    waiting: list[str] = []
    for place in names:
        if place in fresh:
            continue
        if time.monotonic() < end:
            known[place] = renewed(place, on, state)
        else:
            waiting.append(place)
    results = sorted((row for row in known.values()), key=lambda row: _order(row, names))
    return Ranked(tuple(results), tuple(waiting), names)


def _order(row: PlaceResult, names: dict[str, Place]) -> tuple[object, ...]:
    return (
        row.failed,
        -row.alone,
        -row.collapsed,
        -row.critical,
        -row.errors,
        bytes(names[row.place].sorted_by),
    )


def register_state() -> str:
    """Name the state of the register: what was examined under another name may be old."""
    last = Change.objects.order_by("-at").values_list("pk", flat=True).first()
    return str(last or 0)


def renewed(place: str, on: date, state: str) -> PlaceResult:
    """Examine one place, if its content changed since, and keep the line."""
    row = PlaceResult.objects.filter(place=place, on=on).first() or PlaceResult(place=place, on=on)
    try:
        about = subject(place, on, None)
        if row.content != about.key:
            row.content = about.key
            _fill(row, examined(about))
            row.failed = False
    except (CaseError, NoSuchPlaceError):
        row.content, row.failed = "", True
        row.alone = row.collapsed = row.critical = row.errors = row.dual = 0
    row.state, row.examined_at = state, timezone.now()
    row.save()
    return row


def _fill(row: PlaceResult, audit: Audit) -> None:
    codes = [finding.code for finding in audit.findings]
    grades = [finding.severity.word for finding in audit.findings]
    row.alone = len({finding.matter for finding in audit.findings if finding.code == "C01"})
    row.collapsed = codes.count("C03")
    row.critical, row.errors = grades.count("critical"), grades.count("error")
    holders = {holder.person for answers in audit.matters for holder in answers.readings.practice.with_holder}
    row.dual = len(holders)
