"""Find which places hold the offices of a question in the same pattern.

A person is a column: the offices of the question held, whether unnamed, whether seated at the audited place, and which
arrangements are fulfilled. Two places share a pattern when their persons, in the order of their ids, have the same
columns and the offices as many seats, as many of them vacant: then every answer of the one is an answer of the other
under other names (compare `alike`). Which seat of an office somebody holds makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.sweep.standing import NO_SEAT, VACANT, Layout, Standing

Integers = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Seats = npt.NDArray[np.int16]
Truths = npt.NDArray[np.bool_]

WORD = 64
_SHORT = 4
"""So many short numbers make a word."""
UNNAMED, SEATED_HERE, FULFILLED = 1, 2, 4
"""Kinds of person, as bits: from FULFILLED on one bit for each arrangement."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Standings as columns of persons: the offices held as bits, the kind of person, seats and vacancies by office.

    Of so many offices `counts` has first the seats, then the vacancies: four numbers to a word, none where they are over.
    """

    offices: Words
    kind: Words
    count: int
    counts: Seats
    uneven: Truths
    holders: Seats


@dataclass(frozen=True, slots=True)
class Local:
    """Persons numbered within a question: `ranks[first[row] + local]` is the number of that person at the place.

    `content` is what the pattern of each place is known by; of a row so many bytes count, as the first word says too.
    """

    ranks: Integers
    first: Integers
    content: Words
    length: Integers

    def of(self, row: int) -> tuple[int, ...]:
        """Give the numbers of the persons whom a question concerns at one place."""
        end = self.first[row + 1] if row + 1 < len(self.first) else None
        return tuple(self.ranks[self.first[row] : end].tolist())


def columns_of_persons(
    layout: Layout, standings: Sequence[Standing], held: Sequence[Sequence[tuple[int, int]]]
) -> Columns:
    """Put the persons of some places side by side."""
    framework = layout.framework
    office_at = np.zeros(layout.width, dtype=np.int64)
    here = np.zeros(layout.width, dtype=bool)
    for number, office in enumerate(framework.offices.values()):
        columns = layout.columns(office.id)
        office_at[columns.start : columns.stop] = number
        here[columns.start : columns.stop] = office.level == framework.audits
    count = len(framework.offices)
    persons = max((len(one.persons) for one in standings), default=0)
    holders = holders_of(layout, standings)
    row, at = np.nonzero(holders >= 0)
    person, office_number = holders[row, at].astype(np.int64), office_at[at]
    offices = np.zeros((len(standings), persons, -(-count // WORD)), dtype=np.uint64)
    bit = np.left_shift(np.uint64(1), (office_number % WORD).astype(np.uint64))
    np.bitwise_or.at(offices, (row, person, office_number // WORD), bit)
    kind = np.zeros((len(standings), persons), dtype=np.uint64)
    np.bitwise_or.at(kind, (row[here[at]], person[here[at]]), np.uint64(SEATED_HERE))
    for place, one in enumerate(standings):
        kind[place, list(one.unnamed)] |= np.uint64(UNNAMED)
    for place, pairs in enumerate(held):
        for arrangement, number in pairs:
            kind[place, number] |= np.uint64(FULFILLED << arrangement)
    counts = np.zeros((len(standings), -(-2 * count // _SHORT) * _SHORT), dtype=np.int16)
    counts[:, :count] = by_office(np.add, holders != NO_SEAT, layout)
    counts[:, count : 2 * count] = by_office(np.add, holders == VACANT, layout)
    return Columns(offices, kind, count, counts, _uneven(row, person, office_number, len(standings)), holders)


def holders_of(layout: Layout, standings: Sequence[Standing]) -> Seats:
    """Put the holders of the seats of some places side by side."""
    return np.array([one.holders for one in standings], dtype=np.int16).reshape(-1, layout.width)


def by_office(add: np.ufunc, seats: npt.NDArray[Any], layout: Layout) -> npt.NDArray[Any]:
    """Put together what there is of the seats of each office, place by place; an office may have none anywhere."""
    begins = np.array(list(layout.start.values()), dtype=np.int64)
    some = np.array(list(layout.seats.values())) > 0
    found = np.zeros(
        (len(seats), len(begins), *seats.shape[2:]), dtype=np.int16 if seats.dtype == bool else seats.dtype
    )
    if some.any():
        found[:, some] = add.reduceat(seats, begins[some], axis=1, dtype=found.dtype)
    return found


def _uneven(row: Integers, person: Integers, office: Integers, places: int) -> Truths:
    """Tell the places at which somebody holds two seats of one office: there it matters who holds how many."""
    order = np.lexsort((office, person, row))
    row, person, office = row[order], person[order], office[order]
    twice = (row[1:] == row[:-1]) & (person[1:] == person[:-1]) & (office[1:] == office[:-1])
    found = np.zeros(places, dtype=bool)
    found[row[1:][twice]] = True
    return found


def localised(columns: Columns, places: Integers, bits: Words) -> Local:
    """Number the persons whom a question concerns at some places, at each of which it reaches offices of its own.

    What the question reaches belongs to the pattern of a place, which is written down as a row of words: how many
    persons, which offices, the seats and vacancies of these, and the persons, one after another.
    """
    held = columns.offices[places] & bits[:, None, :]
    kind = columns.kind[places]
    concerned = kind >= np.uint64(FULFILLED)
    for word in range(bits.shape[1]):
        concerned |= held[:, :, word] != 0
    counts = concerned.sum(axis=1)
    row = np.repeat(np.arange(len(places)), counts)
    person = np.flatnonzero(concerned) - row * concerned.shape[1]
    first = np.cumsum(counts) - counts
    words = bits.shape[1]
    reached = np.unpackbits(bits.astype("<u8").view(np.uint8), axis=1, count=columns.count, bitorder="little")
    seats = columns.counts[places]
    seats[:, : columns.count] *= reached
    seats[:, columns.count : 2 * columns.count] *= reached
    begin = 1 + words + seats.shape[1] // _SHORT
    content = np.zeros((len(places), begin + int(counts.max(initial=0)) * (words + 1)), dtype=np.uint64)
    content[:, 0] = counts
    content[:, 1 : 1 + words] = bits
    content[:, 1 + words : begin] = seats.view(np.uint64)
    listed = content[:, begin:].reshape(len(places), -1, words + 1)
    at = np.arange(len(row)) - first[row]
    listed[row, at, :-1] = held[row, person]
    listed[row, at, -1] = kind[row, person]
    content[:, begin:] = listed.reshape(len(places), -1)
    length = content.itemsize * (begin + counts * (words + 1))
    return Local(person.astype(np.int64), first.astype(np.int64), content, length)


def rows_of(local: Local) -> list[bytes]:
    """Give the content of each place: the same wherever it is met, and none begins with another."""
    whole, width = memoryview(local.content.tobytes()), local.content.shape[1] * local.content.itemsize
    return [bytes(whole[at * width : at * width + end]) for at, end in enumerate(local.length.tolist())]


def alike(content: npt.NDArray[np.uint64]) -> tuple[Integers, Integers]:
    """Sort equal rows: where each kind is met first, and the kind of each row."""
    joined = np.ascontiguousarray(content)
    if not joined.shape[1]:
        return np.zeros(1, dtype=np.int64), np.zeros(len(joined), dtype=np.int64)
    whole = joined.view(np.dtype((np.void, joined.dtype.itemsize * joined.shape[1]))).ravel()
    _, at, kind = np.unique(whole, return_index=True, return_inverse=True)
    return at.astype(np.int64), kind.reshape(-1).astype(np.int64)
