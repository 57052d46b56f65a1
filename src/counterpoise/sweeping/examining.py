"""Examine one part after another: its rows in, its two tables out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from counterpoise.analysis.framework_gaps import framework_findings
from counterpoise.analysis.sweep.answering import Answerer, Example, get_ready
from counterpoise.analysis.sweep.asked import Asked, dated_rules
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.standing import Held, Standing, standings_of
from counterpoise.analysis.sweep.telling import Chapter, Teller
from counterpoise.analysis.sweep.told import bare_case
from counterpoise.domain.days import Span
from counterpoise.domain.people import Tenure
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.rosters.results import Tables, tables_of
from counterpoise.formats.rosters.rows import Rows, read_rows
from counterpoise.sweeping.sharing import Board


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
    board: Path | None = None
    """The folder through which processes of one machine tell each other what they have learned."""

    @property
    def compiled(self) -> bool:
        """Tell whether compiled code is to be loaded."""
        return self.asked.compiled

    def get_ready(self) -> None:
        """Compile what is not compiled yet, if compiled code is to answer."""
        get_ready(self.asked)

    def begin(self) -> Callable[[int, bytes], Examined]:
        """Make ready to examine one part after another."""
        return _Examiner(self.asked, Board(self.board)).part


class _Examiner:
    """Examines parts; answers of patterns are kept from part to part."""

    def __init__(self, asked: Asked, board: Board) -> None:
        self._asked = asked
        self._board = board
        self._reach = asked.reach()
        self._answerer = Answerer(asked)
        self._teller = Teller(asked)
        self._known = Remembered()

    def part(self, number: int, content: bytes) -> Examined:
        """Examine the places of a part."""
        asked, known = self._asked, self._known
        known.forget()
        self._hear()
        rows = read_rows(content)
        batch = batch_of(asked, self._reach, standings(asked, rows))
        patterns = self._learn(number, batch.examples(known))
        chapter = self._teller.chapter(batch, known, dict(history_of(asked, rows)))
        if number == 0:
            chapter = _with_framework_findings(asked, chapter)
        return Examined(
            len(rows.places),
            patterns,
            tables_of(
                chapter,
                matters=[matter.id for matter in asked.matters],
                power=asked.power,
                sets=asked.sets > 0,
            ),
        )

    def _learn(self, number: int, examples: Iterable[Example]) -> int:
        """Answer what is open at a part, talking with others after every few places; count the patterns answered."""
        patterns = 0
        for told in self._answerer.answer(self._open(examples)):
            self._known.learn(told)
            self._board.put(number, told)
            self._hear()
            patterns += len(told.keys)
        return patterns

    def _open(self, examples: Iterable[Example]) -> Iterator[Example]:
        """Leave out what somebody else has told meanwhile."""
        for example in examples:
            unknown = tuple([one for one in example.unknown if one.key not in self._known])
            if unknown:
                yield replace(example, unknown=unknown)

    def _hear(self) -> None:
        for told in self._board.news():
            self._known.hear(told)


def standings(asked: Asked, rows: Rows) -> list[Standing]:
    """Number the holders of every place on the day."""
    today = rows.on(asked.day)
    held = Held(
        tuple(map(PlaceId, rows.places)),
        today.place,
        today.office,
        today.seat,
        today.persons.to_pylist(),
        rows.established([office.seats for office in asked.framework.offices.values()]),
        dict(_tenures(asked, today)),
    )
    return standings_of(asked.layout, held)


def history_of(asked: Asked, rows: Rows) -> Iterator[tuple[PlaceId, list[Tenure]]]:
    """Give the tenures of offices limited in time, at places where one may have lasted too long."""
    limits = _limits(asked)
    found: dict[PlaceId, list[Tenure]] = defaultdict(list)
    for _, tenure in _tenures(asked, rows):
        found[tenure.place].append(tenure)
    for place, tenures in found.items():
        if any(_long(tenure.span, asked.day, limits[tenure.office]) for tenure in tenures):
            yield place, tenures


def _limits(asked: Asked) -> dict[OfficeId, int]:
    """Give the years for which the holder of an office limited in time may stay."""
    return {office: years for _, offices, years in dated_rules(asked.framework) for office in offices}


def _tenures(asked: Asked, rows: Rows) -> Iterator[tuple[int, Tenure]]:
    """Give the rows of offices limited in time as tenures, each with its number."""
    for number, place, office, seat, person, span in rows.of(_limits(asked)):
        holder = None if person is None else PersonId(person)
        yield number, Tenure(PlaceId(place), OfficeId(office), seat, holder, span)


def _long(span: Span, day: date, years: int) -> bool:
    return span.start is not None and (day - span.first).days > 365 * years


def _with_framework_findings(asked: Asked, chapter: Chapter) -> Chapter:
    """Add what is found about the framework itself, once."""
    case = bare_case(asked.framework)
    found = tuple(framework_findings(case, asked.framework, asked.matters, asked.day))
    return chapter.with_findings_of_no_place(found)
