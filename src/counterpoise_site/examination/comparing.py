"""Two answers about one place side by side: two days, two offices in one hand, or one person's offices divided."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.analysis.codes import MARKS
from counterpoise.analysis.compare import compare
from counterpoise.analysis.findings import Comparison, Finding
from counterpoise.domain.day_words import day_name
from counterpoise.domain.names import Names
from counterpoise.domain.words import Text
from counterpoise_site.examination.answers import Subject, examined
from counterpoise_site.examination.keys import finding_key


@dataclass(frozen=True, slots=True)
class Line:
    """One finding that comes or goes."""

    key: str
    code: str
    mark: str
    message: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a page says of a comparison in one language; `matters` pairs a name with before and after per reading."""

    change: str
    matters: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    gained: tuple[Line, ...]
    lost: tuple[Line, ...]
    same: int


def two_days(before: Subject, after: Subject) -> Comparison:
    """Compare a place with itself on another day."""
    days = day_name(before.on), day_name(after.on)
    said = Text(f"{days[0].vi} so với {days[1].vi}", f"{days[0].en} against {days[1].en}")
    return Comparison(said, examined(before), examined(after))


def what_if(about: Subject, *, merge: tuple[str, str] | None, split: str | None) -> Comparison:
    """Compare a place with itself if two offices met in one hand, or one person's offices parted."""
    return compare(about.case, merge=merge, split=split, day=about.on, places=[about.place])


def compared(comparison: Comparison, language: str) -> Compared:
    """Say a comparison in words."""
    names = Names(comparison.before.case, comparison.before.framework)
    matters = tuple(
        (
            names.matter(was.matter).of(language),
            tuple(zip(was.readings.shown, now.readings.shown, strict=True)),
        )
        for was, now in comparison.changed
    )
    return Compared(
        comparison.change.of(language),
        matters,
        tuple(_line(one, language) for one in comparison.gained),
        tuple(_line(one, language) for one in comparison.lost),
        len(comparison.before.matters) - len(matters),
    )


def choices(about: Subject, language: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """List the offices with one seat that may be joined, and the persons with several offices that may be parted."""
    audit = examined(about)
    roster, names = audit.rosters[about.place], Names(audit.case, audit.framework)
    offices = [
        (str(office), names.office(office).of(language))
        for office, seats in roster.seats.items()
        if len(seats) == 1 and seats[0].place == about.place
    ]
    held: dict[str, set[str]] = {}
    for office, seats in roster.seats.items():
        for seat in seats:
            if seat.holder is not None and not seat.unnamed:
                held.setdefault(seat.holder, set()).add(office)
    persons = [
        (person, names.person(person, about.place).of(language))  # type: ignore[arg-type]
        for person, offices_held in held.items()
        if len(offices_held) > 1
    ]
    return offices, persons


def _line(finding: Finding, language: str) -> Line:
    return Line(finding_key(finding), finding.code, MARKS[finding.severity], finding.message.of(language))
