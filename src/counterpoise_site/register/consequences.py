"""What a proposal would cause: the library's findings at the places it touches, before and after, on the day it takes effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Comparison
from counterpoise.domain.institution import CaseError
from counterpoise.domain.words import Text
from counterpoise_site.register.models import Place, Tenure, Version
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.snapshot import snapshot
from counterpoise_site.register.what_if import applied, named_persons

MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changes at one place on one day."""

    place: str
    place_name: Text
    on: date
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The consequences that were looked at, and how many places were not."""

    at: tuple[Consequences, ...]
    left_out: int
    day: date | None
    has_framework: bool


def consequences(edits: Sequence[Edit], *, on: date | None = None) -> Foreseen:
    """Compare the findings before and after edits at the places they touch, a few at most."""
    touched = list(dict.fromkeys(place for edit in edits for place in _places(edit)))
    day = on or _effect(edits)
    looked = [found for place in touched[:MOST_PLACES] if (found := _at(place, edits, day)) is not None]
    return Foreseen(tuple(looked), max(0, len(touched) - MOST_PLACES), day, bool(looked) or not touched)


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
        then, now = (audit(case, day=day, places=[place]) for case in (before, after))
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
    return min(days, default=None)


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
