"""The head of the report: what one person can do alone, which checks are gone, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpoise.analysis.codes import MARKS, SEVERITIES
from counterpoise.analysis.findings import READINGS, Answer, MatterAnswers, Severity
from counterpoise.domain.bodies import How
from counterpoise.domain.day_words import day_name
from counterpoise.domain.names import HOWS
from counterpoise.domain.vietnamese import alphabetical
from counterpoise.domain.words import PlaceId
from counterpoise.formats import naming
from counterpoise.formats.report_text.page import BOLD, Line, Page


def heading(page: Page) -> Iterator[Line]:
    """Say what was examined, when and by which framework."""
    audit = page.audit
    yield from page.wrapped(audit.case.title.of(page.language), style=BOLD)
    facts = (
        page.say("day", day_name(audit.on).of(page.language)),
        page.say("framework", audit.framework.title.of(page.language)),
        page.say("places_n", len({matter.place for matter in audit.matters} or audit.rosters)),
        page.say("matters_n", len({matter.matter for matter in audit.matters})),
        page.say("findings_n", len(audit.findings)),
    )
    yield from page.wrapped(" · ".join(facts))


def summary(page: Page) -> Iterator[Line]:
    """Say what one person can do alone, which checks are gone, and what is assumed."""
    yield page.title("summary")
    if page.audit.findings:
        yield from page.wrapped(_tally(page))
    yield from _section(page, "alone", _by_person(page, "C01"))
    yield from _section(page, "collapsed", _by_matter(page, "C03"))
    yield from _section(page, "hollow", _by_matter(page, "C02"))
    yield from _section(page, "own", _by_person(page, "C04"))
    yield from _section(page, "changes", _changes(page))
    yield from _section(page, "assumed", _assumed(page))


def _section(page: Page, word: str, texts: Iterable[str]) -> Iterator[Line]:
    yield Line("")
    said = list(texts)
    if not said:
        yield from page.wrapped(page.say(f"{word}_none"))
        return
    yield from page.wrapped(page.say(word), style=BOLD)
    for text in said:
        yield from page.wrapped(text, first="  - ", rest="    ")


def _tally(page: Page) -> str:
    counts = {grade: sum(f.severity is grade for f in page.audit.findings) for grade in reversed(Severity)}
    return " · ".join(
        f"{MARKS[grade]} {SEVERITIES[grade].of(page.language)}: {count}"
        for grade, count in counts.items()
        if count
    )


def _by_person(page: Page, code: str) -> Iterator[str]:
    """Say of each person at each place what matters the findings of a code name."""
    matters: dict[tuple[PlaceId | None, str], list[str]] = {}
    for finding in page.coded(code):
        for person in finding.persons:
            who = naming.person_name(page.audit, person, finding.place, page.language)
            matters.setdefault((finding.place, who), []).append(page.matter(finding))
    alike: dict[tuple[str, tuple[str, ...]], list[PlaceId | None]] = {}
    for (place, who), names in matters.items():
        listed = tuple(sorted(dict.fromkeys(names), key=alphabetical))
        alike.setdefault((who, listed), []).append(place)
    for (who, listed), places in alike.items():
        count = page.say("matters_n", len(listed))
        yield page.say("can", who=page.with_places(who, places), count=count, what="; ".join(listed))


def _by_matter(page: Page, code: str) -> Iterator[str]:
    places: dict[str, list[PlaceId | None]] = {}
    for finding in page.coded(code):
        places.setdefault(f"{page.matter(finding)}: {page.steps(finding)}", []).append(finding.place)
    for said, at in places.items():
        yield page.with_places(said, at)


def _changes(page: Page) -> Iterator[str]:
    reached = [matter for matter in page.audit.matters if matter.without_arrangement is not None]
    if not reached:
        yield page.say("changes_absent")
        return
    fewer = sum(map(_takes_fewer, reached))
    same = sum(all(now.exact and then.exact for now, then in _pairs(matter)) for matter in reached)
    if fewer:
        yield page.say("changes_fewer", fewer)
    elif same:
        yield page.say("changes_nothing", same)
    else:
        yield page.say("changes_unknown", len(reached))
    now = sum(_is_alone(matter, without=False) for matter in reached)
    without = sum(_is_alone(matter, without=True) for matter in reached)
    if now or without:
        yield page.say("changes_alone", now=now, without=without)


def _assumed(page: Page) -> Iterator[str]:
    audit = page.audit
    seats = (s for roster in audit.rosters.values() for held in roster.seats.values() for s in held)
    unnamed = len({seat.holder for seat in seats if seat.unnamed})
    yield page.say("assumed_seats", unnamed) if unnamed else page.say("assumed_none")
    hows = ", ".join(HOWS[How(how)].of(page.language) for how in audit.followed)
    yield page.say("followed", hows) if hows else page.say("followed_none")
    yield page.say("superiors_in" if audit.superiors else "superiors_out")
    bounded = [[a for a in map(m.readings.of, READINGS) if not a.exact] for m in audit.matters]
    methods = dict.fromkeys(
        naming.method_name(answer.method, page.language) for answers in bounded for answer in answers
    )
    if methods:
        yield page.say("inexact", sum(map(bool, bounded)), " / ".join(methods))


def _takes_fewer(matter: MatterAnswers) -> bool:
    return any(
        _order(now.capture_number) < _order(then.capture_number)
        for now, then in _pairs(matter)
        if now.exact and then.exact
    )


def _pairs(matter: MatterAnswers) -> list[tuple[Answer, Answer]]:
    """Pair each reading with itself without the arrangement."""
    without = matter.without_arrangement
    return [(matter.readings.of(r), without.of(r)) for r in READINGS] if without else []


def _order(number: int | None) -> float:
    return float("inf") if number is None else number


def _is_alone(matter: MatterAnswers, *, without: bool) -> bool:
    readings = matter.without_arrangement if without else matter.readings
    return readings is not None and any(readings.of(r).capture_number == 1 for r in READINGS)
