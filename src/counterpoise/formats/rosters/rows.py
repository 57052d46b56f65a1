"""Rows of rosters as columns, and how those of a part are kept between dividing and examining."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise
from typing import cast

import numpy as np
import pyarrow as pa

from counterpoise.domain.days import Span, read_date
from counterpoise.formats.rosters.arrays import Integers, numbers, numbers_in, texts, words

UNKNOWN_END = "?"


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of numbers beside what they number: places, offices, and spans as they are written.

    Where no person is told the seat is vacant; where `seats` is 0 the row does not say how many are established.
    """

    places: tuple[str, ...]
    offices: tuple[str, ...]
    spans: tuple[tuple[str, str], ...]
    place: Integers
    office: Integers
    seat: Integers
    seats: Integers
    span: Integers
    persons: pa.Array

    def on(self, day: date) -> Rows:
        """Leave the rows that hold on a day."""
        covers = np.array([span_of(*written).covers(day) for written in self.spans], dtype=np.bool_)
        return self._taken(np.flatnonzero(covers[self.span]).astype(np.int32))

    def established(self, own: Sequence[int]) -> Integers:
        """Say for each place how many seats each office has there, which has so many of its own."""
        found = np.tile(np.array(own, dtype=np.int32), (len(self.places), 1))
        told = self.seats > 0
        found[self.place[told], self.office[told]] = self.seats[told]
        return found

    def of(self, offices: Container[str]) -> Iterator[tuple[int, str, str, int, str | None, Span]]:
        """Give the rows of some offices: number, place, office, seat, person, span."""
        wanted = np.array([office in offices for office in self.offices], dtype=np.bool_)
        rows: list[int] = np.flatnonzero(wanted[self.office]).tolist()
        spans = [span_of(*written) for written in self.spans]
        for row in rows:
            place, office = self.places[self.place[row]], self.offices[self.office[row]]
            yield row, place, office, int(self.seat[row]), self.persons[row].as_py(), spans[self.span[row]]

    def divided(self, sizes: Sequence[int], *, together: int) -> Iterator[Rows]:
        """Divide them into parts of so many places; rows of a place as they were.

        Places come as they are met, so many together, and those that are together by their ids: in one order, whatever
        the sizes.
        """
        count = len(self.places)
        order = sorted(range(count), key=lambda place: (place // together, self.places[place]))
        rank = np.zeros(count, dtype=np.int32)
        rank[order] = np.arange(count, dtype=np.int32)
        rows = np.argsort(rank[self.place], kind="stable").astype(np.int32)
        begins = list(accumulate(sizes, initial=0))
        ends = np.searchsorted(rank[self.place[rows]], begins)
        for (first, last), (start, end) in zip(pairwise(begins), pairwise(ends.tolist()), strict=True):
            part = self._taken(rows[start:end])
            places = tuple(self.places[place] for place in order[first:last])
            yield replace(part, places=places, place=rank[part.place] - np.int32(first))

    def _taken(self, rows: Integers) -> Rows:
        return replace(
            self,
            place=self.place[rows],
            office=self.office[rows],
            seat=self.seat[rows],
            seats=self.seats[rows],
            span=self.span[rows],
            persons=self.persons.take(numbers(rows)),
        )

    def written(self) -> bytes:
        """Write them as an Arrow stream."""
        columns = {
            "place": words(self.place, texts(self.places)),
            "office": words(self.office, texts(self.offices)),
            "seat": numbers(self.seat),
            "seats": numbers(self.seats),
            "from": words(self.span, texts([start for start, _ in self.spans])),
            "to": words(self.span, texts([end for _, end in self.spans])),
            "person": self.persons,
        }
        batch = pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
        content = pa.BufferOutputStream()
        with pa.ipc.new_stream(content, batch.schema) as stream:
            stream.write_batch(batch)
        return cast(bytes, content.getvalue().to_pybytes())


def read_rows(content: bytes) -> Rows:
    """Read what `Rows.written` wrote."""
    with pa.ipc.open_stream(content) as stream:
        batch = stream.read_next_batch()
    place, office, seat, seats, start, end, persons = batch.columns
    return Rows(
        tuple(place.dictionary.to_pylist()),
        tuple(office.dictionary.to_pylist()),
        tuple(zip(start.dictionary.to_pylist(), end.dictionary.to_pylist(), strict=True)),
        numbers_in(place.indices),
        numbers_in(office.indices),
        numbers_in(seat),
        numbers_in(seats),
        numbers_in(start.indices),
        persons,
    )


def span_of(start: str, end: str) -> Span:
    """Read a span that was found good."""
    first = read_date(start) if start else None
    last = read_date(end) if end and end != UNKNOWN_END else None
    return Span(first, last, ended_unknown=end == UNKNOWN_END)
