"""Examine one part after another: its rows in, its two tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.framework_gaps import framework_findings
from counterpoise.analysis.sweep.answering import Answerer, get_ready
from counterpoise.analysis.sweep.asked import Asked, dated_rules
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.standing import Held, Standing, standing_of
from counterpoise.analysis.sweep.telling import Chapter, chapter_of
from counterpoise.analysis.sweep.told import bare_case
from counterpoise.domain.people import Tenure
from counterpoise.domain.words import PlaceId
from counterpoise.formats.rosters.checking import RosterRow
from counterpoise.formats.rosters.results import Tables, tables_of
from counterpoise.sweeping.parts import on_the_day, rows_in


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of a part: its tables, and how many patterns were met there that were not known."""

    places: int
    patterns: int
    tables: Tables


@dataclass(frozen=True, slots=True)
class Examining:
    """Examine parts: what every worker is told once."""

    asked: Asked

    def get_ready(self) -> None:
        """Compile what is not compiled yet, if compiled code is to answer."""
        get_ready(self.asked)

    def begin(self) -> Callable[[int, bytes], Examined]:
        """Make ready to examine one part after another."""
        return _Examiner(self.asked).part


class _Examiner:
    """Examines parts; answers of patterns are kept from part to part."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._reach = asked.reach()
        self._answerer = Answerer(asked)
        self._known = Remembered()

    def part(self, number: int, content: bytes) -> Examined:
        """Examine the places of a part."""
        asked, known = self._asked, self._known
        known.forget()
        rows = rows_in(content)
        batch = batch_of(asked, self._reach, [standing(asked, place, rows[place]) for place in rows])
        patterns = 0
        for key, told in self._answerer.answer(batch.examples(known)):
            known.learn(key, told)
            patterns += 1
        chapter = chapter_of(asked, batch, known, dict(history_of(asked, rows)))
        if number == 0:
            chapter = _with_framework_findings(asked, chapter)
        return Examined(
            len(rows),
            patterns,
            tables_of(
                chapter,
                matters=[matter.id for matter in asked.matters],
                power=asked.power,
                sets=asked.sets > 0,
            ),
        )


def standing(asked: Asked, place: PlaceId, rows: Sequence[RosterRow]) -> Standing:
    """Number the holders of one place on the day."""
    established = {row.office: row.seats for row in rows if row.seats is not None}
    timed = {office for _, offices, _ in dated_rules(asked.framework) for office in offices}
    held = [
        Held(row.office, row.seat, row.person, _tenure(row) if row.office in timed else None)
        for row in on_the_day(rows, asked.day)
    ]
    return standing_of(asked.layout, place, held, established=established)


def history_of(
    asked: Asked, rows: Mapping[PlaceId, Sequence[RosterRow]]
) -> Iterator[tuple[PlaceId, list[Tenure]]]:
    """Give the tenures of offices limited in time, at places where one may have lasted too long."""
    limits = {office: years for _, offices, years in dated_rules(asked.framework) for office in offices}
    if not limits:
        return
    for place, found in rows.items():
        timed = [row for row in found if row.office in limits]
        if any(_long(row, asked.day, limits[row.office]) for row in timed):
            yield (
                place,
                [_tenure(row) for row in timed],
            )


def _tenure(row: RosterRow) -> Tenure:
    return Tenure(row.place, row.office, row.seat, row.person, row.span, "", row.number)


def _long(row: RosterRow, day: date, years: int) -> bool:
    return row.span.start is not None and (day - row.span.first).days > 365 * years


def _with_framework_findings(asked: Asked, chapter: Chapter) -> Chapter:
    """Add what is found about the framework itself, once."""
    case = bare_case(asked.framework)
    found = tuple(framework_findings(case, asked.framework, asked.matters, asked.day))
    return chapter.with_findings_of_no_place(found)
