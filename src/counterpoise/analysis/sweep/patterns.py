"""Find which places hold the offices of a question in the same pattern.

A person is a column: the offices of the question held, whether unnamed, whether seated at the audited place, and which
arrangements are fulfilled. Two places share a pattern when their persons, in the order of their ids, have the same
columns and the offices as many seats: then every answer of the one is an answer of the other under other names (compare
`alike`). Which seat of an office somebody holds makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.sweep.standing import NO_SEAT, Layout, Standing

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
    """Standings as columns of persons: offices held as bits, the kind of person, seats by office.

    `counts` has the seats of so many offices, four numbers to a word, none where these are over. How many are vacant
    follows from who holds them, but where somebody holds two of one office (`uneven`).
    """

    offices: Words
    kind: Words
    fulfils: Truths
    count: int
    counts: Seats
    uneven: Truths
    holders: Seats


@dataclass(frozen=True, slots=True)
class Local:
    """Persons numbered within a question: `ranks[first[row] + local]` is the number of that person at the place.

    The pattern of each place is known by its row of `heads` and, for each person, a row of `listed`.
    """

    ranks: Integers
    first: Integers
    heads: Words
    listed: Words

    def at(self, rows: Sequence[int]) -> list[tuple[int, ...]]:
        """Give the numbers of the persons whom a question concerns at some places."""
        if not rows:
            return []
        first = [*self.first.tolist(), len(self.ranks)]
        return [tuple(self.ranks[first[row] : first[row + 1]].tolist()) for row in rows]


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
    counts = np.zeros((len(standings), -(-count // _SHORT) * _SHORT), dtype=np.int16)
    counts[:, :count] = by_office(np.add, holders != NO_SEAT, layout)
    fulfils = kind >= np.uint64(FULFILLED)
    uneven = _uneven(row, person, office_number, len(standings))
    return Columns(offices, kind, fulfils, count, counts, uneven, holders)


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
    persons, which offices, the seats of these, and the persons, one after another.
    """
    words, persons = bits.shape[1], columns.kind.shape[1]
    held = columns.offices[places] & bits[:, None, :]
    concerned = columns.fulfils[places]
    for word in range(words):
        concerned |= held[:, :, word] != 0
    at = np.flatnonzero(concerned)
    begins = persons * np.arange(len(places) + 1)
    first = np.searchsorted(at, begins)
    counts = np.diff(first)
    listed = np.empty((len(at), words + 1), dtype=np.uint64)
    listed[:, :-1] = held.reshape(-1, words)[at]
    listed[:, -1] = columns.kind[places].ravel()[at]
    seats = columns.counts.view(np.uint64)[places] & _masks(bits, columns)
    heads = np.column_stack([counts.astype(np.uint64), bits, seats])
    return Local(at - np.repeat(begins[:-1], counts), first[:-1], heads, listed)


def _masks(bits: Words, columns: Columns) -> Words:
    """Mask the seats of some offices at each place."""
    count = columns.count
    marks = np.zeros((len(bits), columns.counts.shape[1]), dtype=np.int16)
    marks[:, :count] = np.unpackbits(
        bits.astype("<u8").view(np.uint8), axis=1, count=count, bitorder="little"
    )
    masks: Words = np.negative(marks, out=marks).view(np.uint64)
    return masks


def rows_of(local: Local) -> tuple[list[bytes], list[bytes]]:
    """Give what the pattern of each place is known by, in two pieces.

    Together they are the same wherever the pattern is met, and none begins with another: the first word tells how many
    persons follow.
    """
    begins = [*local.first.tolist(), len(local.listed)]
    return _cut(local.heads, range(len(local.heads) + 1)), _cut(local.listed, begins)


def _cut(rows: Words, begins: Sequence[int]) -> list[bytes]:
    whole, width = rows.tobytes(), rows.shape[1] * rows.itemsize
    at = [width * begin for begin in begins]
    return [whole[begin:end] for begin, end in pairwise(at)]


def alike(content: npt.NDArray[np.uint64]) -> tuple[Integers, Integers]:
    """Sort equal rows: where each kind is met first, and the kind of each row."""
    joined = np.ascontiguousarray(content)
    if not joined.shape[1]:
        return np.zeros(1, dtype=np.int64), np.zeros(len(joined), dtype=np.int64)
    whole = joined.view(np.dtype((np.void, joined.dtype.itemsize * joined.shape[1]))).ravel()
    _, at, kind = np.unique(whole, return_index=True, return_inverse=True)
    return at.astype(np.int64), kind.reshape(-1).astype(np.int64)
