"""Find which places hold the offices of a question in the same pattern.

A person is a column: the offices of the question held, whether unnamed, whether seated at the audited place, and which
arrangements are fulfilled. Two places share a pattern when their persons, in the order of their ids, have the same
columns and the offices as many seats, as many of them vacant: then every answer of the one is an answer of the other
under other names (compare `alike`). Which seat of an office somebody holds makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.sweep.standing import NO_SEAT, VACANT, Layout, Standing

Integers = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

WORD = 64
UNNAMED, SEATED_HERE, FULFILLED = 1, 2, 4
"""Kinds of person, as bits: from FULFILLED on one bit for each arrangement."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Standings as columns of persons: the offices held as bits, the kind of person, seats and vacancies by office.

    Of so many offices `counts` has first the seats, then the vacancies: two numbers to a word.
    """

    offices: Words
    kind: Words
    count: int
    counts: npt.NDArray[np.int32]
    uneven: npt.NDArray[np.bool_]
    holders: npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Local:
    """Persons numbered within a question: `ranks[first[row] + local]` is the number of that person at the place."""

    ranks: Integers
    first: Integers
    content: npt.NDArray[np.uint64]

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
    holders = np.array([one.holders for one in standings], dtype=np.int16).reshape(-1, layout.width)
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
    counts = np.zeros((len(standings), 2 * count), dtype=np.int32)
    for number, office in enumerate(framework.offices.values()):
        columns = layout.columns(office.id)
        part = holders[:, columns.start : columns.stop]
        counts[:, number] = (part != NO_SEAT).sum(axis=1)
        counts[:, count + number] = (part == VACANT).sum(axis=1)
    return Columns(offices, kind, count, counts, _uneven(row, person, office_number, len(standings)), holders)


def _uneven(row: Integers, person: Integers, office: Integers, places: int) -> npt.NDArray[np.bool_]:
    """Tell the places at which somebody holds two seats of one office: there it matters who holds how many."""
    order = np.lexsort((office, person, row))
    row, person, office = row[order], person[order], office[order]
    twice = (row[1:] == row[:-1]) & (person[1:] == person[:-1]) & (office[1:] == office[:-1])
    found = np.zeros(places, dtype=bool)
    found[row[1:][twice]] = True
    return found


def localised(columns: Columns, places: Integers, offices: Sequence[int]) -> Local:
    """Number the persons whom a question concerns at some places, at each of which it reaches offices of its own.

    What the question reaches belongs to the pattern of a place, which is written down as a row of words.
    """
    bits = _words_of(offices, columns.offices.shape[2])
    held = columns.offices[places] & bits[:, None, :]
    kind = columns.kind[places]
    concerned = held.any(axis=2) | (kind >= np.uint64(FULFILLED))
    row, person = np.nonzero(concerned)
    counts = concerned.sum(axis=1)
    first = np.cumsum(counts) - counts
    listed = np.zeros((len(places), int(counts.max(initial=0)), bits.shape[1] + 1), dtype=np.uint64)
    at = np.arange(len(row)) - first[row]
    listed[row, at, :-1] = held[row, person]
    listed[row, at, -1] = kind[row, person]
    reached = np.unpackbits(bits.astype("<u8").view(np.uint8), axis=1, count=columns.count, bitorder="little")
    seats = columns.counts[places] * np.concatenate([reached, reached], axis=1)
    content = np.concatenate([bits, seats.view(np.uint64), listed.reshape(len(places), -1)], axis=1)
    return Local(person.astype(np.int64), first.astype(np.int64), content)


def _words_of(offices: Sequence[int], words: int) -> Words:
    """Cut numbers up into words."""
    known = {bits: number for number, bits in enumerate(dict.fromkeys(offices))}
    cut = [[bits >> WORD * word & (1 << WORD) - 1 for word in range(words)] for bits in known]
    return np.array(cut, dtype=np.uint64).reshape(-1, words)[[known[bits] for bits in offices]]


def alike(content: npt.NDArray[np.uint64]) -> tuple[Integers, Integers]:
    """Sort equal rows: where each kind is met first, and the kind of each row."""
    joined = np.ascontiguousarray(content)
    if not joined.shape[1]:
        return np.zeros(1, dtype=np.int64), np.zeros(len(joined), dtype=np.int64)
    whole = joined.view(np.dtype((np.void, joined.dtype.itemsize * joined.shape[1]))).ravel()
    _, at, kind = np.unique(whole, return_index=True, return_inverse=True)
    return at.astype(np.int64), kind.reshape(-1).astype(np.int64)
