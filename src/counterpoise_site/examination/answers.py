"""Ask the library about a place of the register, once for each content: the same records never get examined twice.

The way in is the register's snapshot; the way out is frozen answers. Two memories stand between: the last audits of this
process, and what a page shows of one, kept for all processes under the name of everything it was made from.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.core.cache import caches
from django.utils import timezone

from counterpoise.analysis.examine import Known, audit
from counterpoise.analysis.findings import Audit
from counterpoise.domain.institution import Case
from counterpoise.domain.words import PlaceId
from counterpoise_site.examination.keys import answer_key, law_key
from counterpoise_site.register.snapshot import snapshot

T = TypeVar("T")

_MOST_AUDITS = 12
_MOST_SHAPES = 100
_WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Subject:
    """A place as the register knows it, on a day: what is to be examined, and the name of that content."""

    case: Case
    place: PlaceId
    on: date
    key: str


class NoSuchPlaceError(Exception):
    """The register knows no such place, or none that can be examined on the day."""


def subject(place: str, on: date | None, known_at: datetime | None) -> Subject:
    """Read from the register what an audit of a place needs; the day is the register's own, else today."""
    case = snapshot(place, known_on=known_at)
    where = PlaceId(place)
    if where not in case.places:
        raise NoSuchPlaceError(place)
    day = on or case.on or timezone.localdate()
    return Subject(case, where, day, answer_key(case, where, day))


def examined(about: Subject) -> Audit:
    """Examine a place, or remember. Raises CaseError where the day or the place cannot be examined."""
    known = _answers.of(law_key(about.case))
    return _audits.get(about.key, lambda: audit(about.case, day=about.on, places=[about.place], known=known))


def kept(name: str, about: Subject, make: Callable[[], T]) -> T:
    """Keep what is made of a subject for every process; a record of something that no longer is the case is never shown."""
    cache = caches["default"]
    key = f"examination:{name}:{about.key}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, _WEEK)
    return found


class _Audits:
    """The last audits of this process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Audit] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], Audit]) -> Audit:
        """Give an audit, making it outside the lock so that others may go on."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST_AUDITS:
                self._kept.popitem(last=False)
        return made


class _Answers:
    """What the last audits answered under one law: places that differ only in the names of persons are answered once."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[Hashable, Known]] = {}

    def of(self, law: str) -> dict[Hashable, Known]:
        """Give what is known under a law; a memory that is full, or of another law, is begun anew."""
        known = self._kept.get(law)
        if known is None or len(known) > _MOST_SHAPES:
            known = {}
            self._kept = {law: known}
        return known


_audits = _Audits()
_answers = _Answers()
