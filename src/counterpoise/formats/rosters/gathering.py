"""Read a roster and check it over columns; where a row cannot be used, the rows are looked at again one by one.

Each distinct cell is judged once, by what judges rows, and rows of one place are held against each other as numbers.
Whatever is wrong is told by the checker of rows alone, which knows where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterpoise.domain.days import Span
from counterpoise.domain.institution import CaseError, Framework, Problem
from counterpoise.domain.people import VACANT
from counterpoise.domain.words import OfficeId, Text
from counterpoise.formats.rosters.arrays import Integers, numbers, texts
from counterpoise.formats.rosters.checking import MOST_PROBLEMS, MOST_SEATS, Checker, RosterRow
from counterpoise.formats.rosters.reading import PARQUET, Column, pieces_of, rows_of
from counterpoise.formats.rosters.rows import Rows, span_of

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows that are all good, in the order of the file, and the most seats any place has established."""

    rows: Rows
    seats: Mapping[OfficeId, int]


def gathered(
    path: Path, framework: Framework, *, size: int, met: Callable[[int], None] = lambda _: None
) -> Gathered:
    """Read a roster whose rows are all good, or raise what is wrong; places are looked at by parts of so many.

    After every piece that is good it is told how many places have been met.
    """
    rows = _over_columns(path, framework, met)
    if rows is None:
        for _ in _one_by_one(path, framework):
            pass
        raise AssertionError("columns were found bad whose rows are good")
    if not len(rows.place):
        what = Text("không có dòng nào", "there is no row")
        raise CaseError((Problem(path.name, what, Text("thêm ít nhất một dòng", "add at least one row")),))
    established, bad = together(rows, framework)
    if bad:
        _tell_of_places(
            path, framework, sorted(bad, key=lambda place: (place // size, rows.places[place])), rows
        )
    return Gathered(rows, established)


def _over_columns(path: Path, framework: Framework, met: Callable[[int], None]) -> Rows | None:
    """Read and judge a roster column by column; give nothing where anything is wrong."""
    gathering = _Gathering(framework)
    try:
        for piece in pieces_of(path):
            gathering.add(piece)
            if gathering.checker.problems:
                return None
            met(gathering.places)
    except CaseError:
        return None
    return gathering.rows()


def _one_by_one(path: Path, framework: Framework, checker: Checker | None = None) -> Iterator[RosterRow]:
    """Give every row, or raise what is wrong with some."""
    checker = checker or _checker(path, framework)
    for number, cells in rows_of(path):
        row = checker.row(number, cells)
        if row is not None:
            yield row
    checker.stop_if_bad()


def _tell_of_places(path: Path, framework: Framework, bad: Sequence[int], rows: Rows) -> None:
    """Raise what is wrong between rows of one place, for as many places as problems are told."""
    checker = _checker(path, framework)
    found: dict[str, list[RosterRow]] = {rows.places[place]: [] for place in bad[:MOST_PROBLEMS]}
    for row in _one_by_one(path, framework, checker):
        if row.place in found:
            found[row.place].append(row)
    for of_place in found.values():
        checker.place(of_place)
    checker.stop_if_bad()
    raise AssertionError("columns were found bad whose places are good")


def _checker(path: Path, framework: Framework) -> Checker:
    return Checker(path.name, framework, row_word="row" if path.suffix.lower() in PARQUET else "line")


class _Gathering:
    """Gathers pieces as numbers; its checker notes what is wrong, though not where."""

    def __init__(self, framework: Framework) -> None:
        self.checker = Checker("", framework)
        self._offices = {str(office): number for number, office in enumerate(framework.offices)}
        self._places: dict[str, int] = {}
        self._spans: dict[tuple[str, str], int] = {}
        self._seats: dict[tuple[str, str, str], tuple[int, int, int]] = {}
        self._columns: list[list[Integers]] = [[] for _ in range(5)]
        self._persons: list[pa.Array] = []

    @property
    def places(self) -> int:
        """Count the places met."""
        return len(self._places)

    def add(self, piece: Sequence[Column]) -> None:
        """Judge what is met for the first time and number the rows of a piece."""
        place, office, seat, person, start, end, seats = piece
        self.checker.all_named(person.texts)
        placed = np.array([self._place(text) for text in place.texts], dtype=np.int32)[place.codes]
        judged, kind = _distinct(office, seat, seats)
        seated = np.array([self._seat(*one) for one in judged], dtype=np.int32).reshape(-1, 3)[kind]
        written, kind = _distinct(start, end)
        spans = np.array([self._span(*one) for one in written], dtype=np.int32)[kind]
        for column, values in zip(self._columns, (placed, *seated.T, spans), strict=True):
            column.append(values)
        vacant = person.texts.index(VACANT) if VACANT in person.texts else -1
        self._persons.append(texts(person.texts).take(numbers(person.codes, missing=person.codes == vacant)))

    def rows(self) -> Rows:
        """Give all pieces as one."""
        place, office, seat, seats, span = (
            np.concatenate(column) if column else np.zeros(0, dtype=np.int32) for column in self._columns
        )
        persons = pa.concat_arrays(self._persons) if self._persons else texts(())
        offices, spans = tuple(self._offices), tuple(self._spans)
        return Rows(tuple(self._places), offices, spans, place, office, seat, seats, span, persons)

    def _place(self, text: str) -> int:
        if text not in self._places:
            self.checker.placed(0, text)
        return self._places.setdefault(text, len(self._places))

    def _seat(self, office: str, seat: str, seats: str) -> tuple[int, int, int]:
        known = self._seats.get((office, seat, seats))
        if known is None:
            at, established = self.checker.seated(0, office, seat, seats)
            known = self._offices.get(office, -1), at or 0, established or 0
            self._seats[office, seat, seats] = known
        return known

    def _span(self, start: str, end: str) -> int:
        if (start, end) not in self._spans:
            self.checker.span(0, start, end)
        return self._spans.setdefault((start, end), len(self._spans))


def _distinct(*columns: Column) -> tuple[list[tuple[str, ...]], Longs]:
    """Give the distinct rows of some columns, and which each row is."""
    key = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        key = key * len(column.texts) + column.codes
    _, first, kind = np.unique(key, return_index=True, return_inverse=True)
    cells = [[column.texts[code] for code in column.codes[first]] for column in columns]
    return list(zip(*cells, strict=True)), kind.reshape(-1)


def together(rows: Rows, framework: Framework) -> tuple[dict[OfficeId, int], set[int]]:
    """Hold the rows of each place against each other: give the seats established, and the places where something is wrong."""
    offices = tuple(framework.offices.values())
    of_office = rows.place.astype(np.int64) * len(offices) + rows.office
    said = np.zeros(len(rows.places) * len(offices), dtype=np.int32)
    told = rows.seats > 0
    said[of_office[told]] = rows.seats[told]
    wrong = told & (said[of_office] != rows.seats)
    own = np.array([office.seats for office in offices], dtype=np.int32)[rows.office]
    wrong |= rows.seat > np.where(said[of_office] > 0, said[of_office], own)
    bad = set(rows.place[wrong].tolist())
    bad |= set(rows.place[_overlapping(rows, of_office * (MOST_SEATS + 1) + rows.seat)].tolist())
    most = np.zeros(len(offices), dtype=np.int32)
    np.maximum.at(most, rows.office[told], rows.seats[told])
    return {office.id: int(n) for office, n in zip(offices, most, strict=True) if n}, bad


def _overlapping(rows: Rows, seat: Longs) -> list[int]:
    """List rows that hold a seat on days on which another row holds it."""
    order = np.argsort(seat, kind="stable")
    again = np.flatnonzero(seat[order[1:]] == seat[order[:-1]]) + 1
    spans: list[Span] = [span_of(*written) for written in rows.spans]
    found = []
    for at in again.tolist():
        row, before = order[at], at - 1
        while before >= 0 and seat[order[before]] == seat[row]:
            if spans[rows.span[row]].overlaps(spans[rows.span[order[before]]]):
                found.append(int(row))
                break
            before -= 1
    return found
