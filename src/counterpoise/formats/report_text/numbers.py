"""The tables of the report: how few people can carry each matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.findings import READINGS, Comparison, MatterAnswers
from counterpoise.domain.names import READINGS as READING_NAMES
from counterpoise.domain.words import PlaceId, capital
from counterpoise.formats import naming
from counterpoise.formats.columns import table
from counterpoise.formats.report_text.page import BOLD, Line, Page

Row = tuple[str, ...]


def numbers(page: Page) -> Iterator[Line]:
    """Show the capture number of every matter in three readings."""
    yield page.title("numbers")
    yield from page.wrapped(page.say("numbers_are"))
    rows = [(matter.place, _row(page, matter)) for matter in page.audit.matters]
    yield from _tables(page, rows, header=_header(page, "assumes"))
    yield from _patterns(page)


def _patterns(page: Page) -> Iterator[Line]:
    """Tell the capture sets in practice as patterns, where they are too many to list and the patterns few."""
    said: dict[str, list[PlaceId]] = {}
    for matter in page.audit.matters:
        found = matter.readings.practice.patterns
        if found:
            ways = [naming.pattern_name(page.audit, one, matter.place, page.language) for one in found]
            name = naming.matter_name(page.audit, matter.matter, page.language)
            text = f"{name}: " + f"; {page.say('or')} ".join(ways)
            said.setdefault(text, []).append(matter.place)
    if said:
        yield Line("")
        yield from page.wrapped(page.say("patterns_are", reading=READING_NAMES["practice"].of(page.language)))
        for text, places in said.items():
            yield from page.wrapped(page.with_places(text, places), first="  - ", rest="    ")


def changed(page: Page, comparison: Comparison) -> Iterator[Line]:
    """Show the matters whose capture number changes, before and after."""
    yield page.title("changed")
    pairs = comparison.changed
    if not pairs:
        yield from page.wrapped(page.say("changed_none"))
        return
    yield from page.wrapped(page.say("changed_n", len(pairs), len(comparison.before.matters)))
    rows = [(was.place, _changed_row(page, was, now)) for was, now in pairs]
    yield from _tables(page, rows, header=_header(page))


def _tables(page: Page, rows: Sequence[tuple[PlaceId, Row]], *, header: Row) -> Iterator[Line]:
    """Set the rows of each place; places with the same rows share a table."""
    same: dict[tuple[Row, ...], list[PlaceId]] = {}
    for place in dict.fromkeys(place for place, _ in rows):
        same.setdefault(tuple(row for at, row in rows if at == place), []).append(place)
    for found, places in same.items():
        yield Line("")
        where = page.places(places)
        if where:
            yield from page.wrapped(page.say("at", where), style=BOLD)
        yield from map(Line, table((header, *found), page.width))


def _header(page: Page, *more: str) -> Row:
    readings = (capital(READING_NAMES[reading]).of(page.language) for reading in READINGS)
    return (page.say("matter"), *readings, *map(page.say, more))


def _row(page: Page, matter: MatterAnswers) -> Row:
    name = naming.matter_name(page.audit, matter.matter, page.language)
    now, without = matter.readings.shown, matter.without_arrangement
    cells = now if without is None else [f"{n} ({w})" for n, w in zip(now, without.shown, strict=True)]
    assumed = max(matter.readings.of(reading).unnamed for reading in READINGS)
    return (name, *cells, str(assumed))


def _changed_row(page: Page, was: MatterAnswers, now: MatterAnswers) -> Row:
    pairs = zip(was.readings.shown, now.readings.shown, strict=True)
    cells = (before if before == after else f"{before} → {after}" for before, after in pairs)
    return (naming.matter_name(page.audit, was.matter, page.language), *cells)
