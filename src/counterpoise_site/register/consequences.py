"""What a proposal would cause: the library's findings at the places it touches, before and after, on the day it takes effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic

from django.utils import timezone

from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Comparison
from counterpoise.domain.days import Span
from counterpoise.domain.institution import CaseError, Framework
from counterpoise.domain.words import Text
from counterpoise_site.register.case_rows import FrameworkNamed, Study
from counterpoise_site.register.models import Paper, Place, Tenure, Version
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read
from counterpoise_site.register.snapshot import framework, snapshot
from counterpoise_site.register.what_if import applied, named_persons

PATIENCE = 4.0  # seconds in which places are looked at, one at least
MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changes at one place on one day."""

    place: str
    place_name: Text
    on: date
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The consequences that were looked at, how many places were asked about and how many of them not looked at yet."""

    at: tuple[Consequences, ...]
    looked_at: tuple[str, ...]
    left_out: int
    count: int
    day: date | None


def consequences(
    edits: Sequence[Edit],
    *,
    on: date | None = None,
    skip: Collection[str] = (),
    first: str | None = None,
    patience: float = PATIENCE,
) -> Foreseen:
    """Compare the findings before and after edits at the places they touch, as many as the time allows.

    A changed framework touches every place it audits: those whose offices are held in ways not seen yet come first. Places to
    `skip` were looked at before; `first` is one somebody wants to see; where it is not
    touched, nothing is looked at.
    """
    day = on or _effect(edits)
    touched = list(dict.fromkeys(place for edit in edits for place in _places(edit)))
    touched = list(dict.fromkeys([*touched, *_under(edits, day)]))
    if first is not None and first not in touched:
        return Foreseen((), (), sum(place not in skip for place in touched), len(touched), day)
    touched.sort(key=lambda place: place != first)
    looked: list[Consequences] = []
    tried: list[str] = []
    begun = monotonic()
    for place in touched:
        if place in skip:
            continue
        if tried and (monotonic() - begun > patience or len(looked) >= MOST_AT_ONCE):
            break
        tried.append(place)
        found = _at(place, edits, day)
        looked += [] if found is None else [found]
    left = sum(place not in skip for place in touched) - len(tried)
    return Foreseen(tuple(looked), tuple(tried), left, len(touched), day)


def _under(edits: Sequence[Edit], day: date | None) -> list[str]:
    """List the places whose level the changed frameworks audit, those of a pattern not seen before first."""
    levels = {one.audits for edit in edits if (one := _framework(edit)) is not None}
    if not levels or day is None:
        return []
    rows = Place.objects.known_on(None).filter(level__in=levels, first_day__lte=day, last_day__gte=day)
    places: list[str] = list(rows.order_by("sorted_by", "pk").values_list("place", flat=True))
    patterns = _patterns(day)
    seen: set[object] = set()
    others = []
    for place in places:
        pattern = patterns.get(place)
        if pattern in seen:
            others.append(place)
        seen.add(pattern)
    repeated = set(others)
    return [*(place for place in places if place not in repeated), *others]


def _patterns(day: date) -> dict[str, tuple[object, ...]]:
    """Say of each place which of its offices are in one hand on a day, whoever's."""
    rows = Tenure.objects.known_on(None).filter(first_day__lte=day, last_day__gte=day).exclude(end="?")
    held: dict[str, list[tuple[str, int, str | None]]] = {}
    seats = rows.order_by("office", "seat").values_list("place", "office", "seat", "person")
    for place, office, seat, person in seats:
        held.setdefault(place, []).append((office, seat, person))
    patterns: dict[str, tuple[object, ...]] = {}
    for place, here in held.items():
        hands: dict[str | None, int] = {None: 0}
        patterns[place] = tuple(
            (office, seat, hands.setdefault(person, len(hands))) for office, seat, person in here
        )
    return patterns


def _framework(edit: Edit) -> Framework | None:
    after = edit.after
    if after is None or after.columns.get("kind") != Paper.Kind.FRAMEWORK:
        return None
    return framework(read(FrameworkNamed, after.columns["content"]).digest)


def _at(place: str, edits: Sequence[Edit], asked: date | None) -> Consequences | None:
    before = snapshot(place, persons=named_persons(edits))
    after = applied(before, edits)
    day = asked or before.on
    if day is None or before.framework_on(day) is None:
        return None
    audited = {one.id for case in (before, after) for one in case.audited_places(day)}
    if place not in audited:
        return None
    change = Text("như đề nghị", "as proposed")
    try:
        then, now = (audit(case, day=day, places=[place], brief=True) for case in (before, after))
    except CaseError:
        return None
    name = next(one.name for one in after.places.values() if one.id == place)
    return Consequences(place, name, day, Comparison(change, then, now))


def _places(edit: Edit) -> list[str]:
    columns = _columns(edit)
    return [place for said in columns if (place := said.get("place"))]


def _columns(edit: Edit) -> list[dict[str, str]]:
    said = []
    if edit.after is not None:
        said.append(edit.after.columns)
    if isinstance(edit.before, Tenure):
        said.append({"place": edit.before.place})
    return said


def _effect(edits: Sequence[Edit]) -> date | None:
    """Give the first day on which the edits make a difference, as far as dates say so."""
    days = [day for edit in edits if (day := _first_difference(edit.before, edit.after)) is not None]
    laws = [(edit.before is None, one) for edit in edits if (one := _framework(edit)) is not None]
    days += [one.valid.first for is_new, one in laws if is_new and one.valid.first != date.min]
    return min(days, default=None) or _day_within([one.valid for _, one in laws])


def _day_within(spans: Sequence[Span]) -> date | None:
    """Choose a day of frameworks that are corrected for all their days: the one the register is examined on, or today."""
    study = next(iter(read(Study, one) for one in _studies()), None)
    asked = (study.on if study is not None else None, timezone.localdate())
    for span in spans:
        within = [day for day in asked if day is not None and span.covers(day)]
        return (within or [span.last if span.last != date.max else span.first])[0]
    return None


def _studies() -> Iterable[str]:
    papers = Paper.objects.known_on(None).filter(kind=Paper.Kind.STUDY)
    return list(papers.values_list("content", flat=True))


def _first_difference(before: Version | None, after: Row | None) -> date | None:
    was = (before.first_day, before.last_day) if isinstance(before, Place | Tenure) else None
    now: tuple[date, date] | None = (
        (after.columns["first_day"], after.columns["last_day"])
        if after and "first_day" in after.columns
        else None
    )
    if was is None or now is None:
        only = was or now
        return None if only is None or only[0] == date.min else only[0]
    if was[0] != now[0]:
        return max(min(was[0], now[0]), date(1, 1, 2))
    if was[1] != now[1] and min(was[1], now[1]) != date.max:
        return min(was[1], now[1]) + timedelta(days=1)
    return None if now[0] == date.min else now[0]
