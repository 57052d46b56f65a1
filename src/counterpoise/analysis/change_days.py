"""The days on which an answer about a case can change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from counterpoise.analysis.tenure_length import first_day_over
from counterpoise.domain.days import DateError, Span, read_date
from counterpoise.domain.institution import Case
from counterpoise.domain.rosters import chain_of
from counterpoise.domain.rules import Rotation, TermLimit
from counterpoise.domain.words import OfficeId, PersonId, PlaceId

_DAY = timedelta(days=1)


def places_with_superiors(case: Case, places: frozenset[PlaceId]) -> frozenset[PlaceId]:
    """List the places asked about and all that stand above them in some framework of the case."""
    return frozenset(
        at
        for framework in case.frameworks
        for place in places
        for at in chain_of(case, framework=framework, place=case.places[place]).values()
    )


def places_bound(case: Case, places: frozenset[PlaceId]) -> frozenset[PlaceId]:
    """Add every place, with its superiors, where somebody seated at these, or a relative, ever held a seat too.

    More than one day needs, never less: who is bound elsewhere may be moved from there.
    """
    sat: dict[PersonId, set[PlaceId]] = {}
    for tenure in case.tenures:
        if tenure.person is not None:
            sat.setdefault(tenure.person, set()).add(tenure.place)
    for kin in case.kin:
        joined = sat.get(kin.a, set()) | sat.get(kin.b, set())
        sat[kin.a] = sat[kin.b] = joined
    bound = places_with_superiors(case, places)
    while True:
        seen = bound.union(*(places for places in sat.values() if places & bound))
        if seen == bound:
            return bound
        bound = places_with_superiors(case, seen)


def recorded_days(case: Case, places: frozenset[PlaceId]) -> frozenset[date]:
    """List the first day, and the day after the last, of every tenure and pilot of some places."""
    spans = [tenure.span for tenure in case.tenures if tenure.place in places]
    listed = [a for f in case.frameworks for a in f.arrangements] + list(case.arrangements)
    spans += [pilot.span for a in listed for pilot in a.pilots if pilot.place in places]
    return frozenset(day for span in spans for day in _edges(span))


def change_days(case: Case, places: frozenset[PlaceId]) -> tuple[date, ...]:
    """List the days on which an answer about some places can differ from the day before, in order.

    Besides tenures and pilots: frameworks, places, regulations, reorganisations, sunsets, exceptions, and the days on
    which a holder passes the years a rule allows. Sources have days of their own: they change no answer about a place.
    """
    days = set(recorded_days(case, places))
    for span in _other_spans(case, places):
        days.update(_edges(span))
    days.update(change.on.first for change in case.reorganisations if _touches(change.place, places))
    for arrangement in (*case.arrangements, *(a for f in case.frameworks for a in f.arrangements)):
        if arrangement.sunset is not None:
            days.update(_after(arrangement.sunset.last))
    for exception in case.exceptions:
        if exception.until is not None and _touches(exception.place, places):
            days.update(_after(exception.until))
    days.update(_overstays(case, places))
    return tuple(sorted(days))


def _other_spans(case: Case, places: frozenset[PlaceId]) -> Iterator[Span]:
    for framework in case.frameworks:
        yield framework.valid
    for place in places:
        yield case.places[place].span
    for regulation in case.regulations or ():
        if _touches(regulation.place, places):
            yield regulation.span


def source_days(case: Case) -> frozenset[date]:
    """List the days on which a source comes into force or goes out of it."""
    days: set[date] = set()
    for source in (*case.sources.values(), *(s for f in case.frameworks for s in f.sources.values())):
        try:
            start = read_date(source.start) if source.start else None
            days.update(_edges(Span(start, read_date(source.end) if source.end else None)))
        except DateError:
            continue  # what is no date keeps no source out of force
    return frozenset(days)


def _overstays(case: Case, places: frozenset[PlaceId]) -> Iterator[date]:
    limits: dict[OfficeId, set[int]] = {}
    for rule in (rule for framework in case.frameworks for rule in framework.rules):
        if isinstance(rule, TermLimit):
            limits.setdefault(rule.office, set()).add(rule.at_most_years)
        elif isinstance(rule, Rotation):
            for office in rule.offices:
                limits.setdefault(office, set()).add(rule.at_most_years)
    for tenure in case.tenures:
        if tenure.place in places and tenure.span.start is not None:
            for years in limits.get(tenure.office, ()):
                yield from first_day_over(tenure.span.start.last, years)


def _touches(place: PlaceId | None, places: frozenset[PlaceId]) -> bool:
    return place is None or place in places


def _edges(span: Span) -> Iterator[date]:
    if span.start is not None:
        yield span.first
    if span.last != date.max:
        yield from _after(span.last)


def _after(day: date) -> Iterator[date]:
    if day < date.max:
        yield day + _DAY
