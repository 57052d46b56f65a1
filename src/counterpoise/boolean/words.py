"""Truth tables as machine words, for sweeps over very many small games: up to 16 variables, 64 sets a word.

A set is minimal where the table is true and no table moved up by one variable is; a variable decides where the table is
true and the moved one is not (Knuth 2011, 7.1.1). So minimal sets, swings, orders and blocking sets of a game are some shifts and
counts of bits. Compiled by numba (extra `speed`), which is loaded with this module and the kernels only.
"""

# Kernels take what numba infers; their callers are typed.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.bounds import ANY_CHANCE, Bounds, Interval, bounds_of
from counterpoise.boolean.engine import Family, Indices, Patterns
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.patterns import patterns_of
from counterpoise.boolean.truth import truth_table

Words = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

U = np.uint64
ONE, ALL = U(1), U(0xFFFFFFFFFFFFFFFF)
SHIFTS = np.array([1, 2, 4, 8, 16, 32], dtype=np.uint64)
WITH = np.array(
    [
        0xAAAAAAAAAAAAAAAA,
        0xCCCCCCCCCCCCCCCC,
        0xF0F0F0F0F0F0F0F0,
        0xFF00FF00FF00FF00,
        0xFFFF0000FFFF0000,
        0xFFFFFFFF00000000,
    ],
    dtype=np.uint64,
)
"""For each of the first six variables, the places in a word whose sets have it."""
LAYER = np.array(
    [sum(1 << place for place in range(64) if place.bit_count() == size) for size in range(7)],
    dtype=np.uint64,
)
"""For each size, the places in a word whose sets have so many of the first six variables."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Answers on many games of one number of variables, a row each.

    `minimal_sizes` and `blocking_sizes` count minimal sets by size; `minimal` and `blocking` mark them as truth tables.
    """

    size: int
    minimal: Words
    minimal_sizes: Integers
    blocking: Words
    blocking_sizes: Integers
    swings: Integers
    shapley: Floats


def tables_of(formulas: Sequence[Formula]) -> Words:
    """Compile formulas of one number of variables into truth tables, a row each."""
    width = max(1, (1 << formulas[0].size) // 64) if formulas else 1
    data = b"".join(truth_table(f).to_bytes(8 * width, "little") for f in formulas)
    return np.frombuffer(data, dtype="<u8").reshape(len(formulas), width).astype(np.uint64)


def analyse_many(tables: Words, size: int) -> Batch:
    """Find minimal sets, blocking sets, swings and Shapley–Shubik of many games at once."""
    games = len(tables)
    minimal, blocking = np.zeros_like(tables), np.zeros_like(tables)
    minimal_sizes = np.zeros((games, size + 1), dtype=np.int64)
    blocking_sizes = np.zeros((games, size + 1), dtype=np.int64)
    by_size = np.zeros((games, size, size + 1), dtype=np.int64)
    duals = np.zeros_like(tables)
    _minimal_many(tables, size, minimal, minimal_sizes)
    _dual_many(tables, size, duals)
    _minimal_many(duals, size, blocking, blocking_sizes)
    _swings_by_size_many(tables, size, by_size)
    weights = np.array(
        [factorial(max(s - 1, 0)) * factorial(size - s) / factorial(size) for s in range(size + 1)]
    )
    weights[0] = 0.0
    return Batch(
        size, minimal, minimal_sizes, blocking, blocking_sizes, by_size.sum(axis=2), by_size @ weights
    )


def minimal_and_swings_many(tables: Words, size: int) -> tuple[Words, Integers]:
    """Mark the minimal sets and count all swings of many games: the core of a sweep."""
    minimal = np.zeros_like(tables)
    swings = np.zeros((len(tables), size), dtype=np.int64)
    _core_many(tables, size, minimal, swings)
    return minimal, swings


def probabilities(tables: Words, chances: Floats) -> Floats:
    """Give the probability of each game, a row of chances each."""
    found = np.zeros(len(tables))
    _probability_many(tables, chances, found)
    return found


def sets_of(minimal: Words) -> list[tuple[int, ...]]:
    """List the sets of one row, smallest first, then in order of their variables."""
    places = np.flatnonzero(np.unpackbits(minimal.astype("<u8").view(np.uint8), bitorder="little"))
    found = [tuple(v for v in range(16) if int(place) >> v & 1) for place in places]
    return sorted(found, key=lambda members: (len(members), members))


@compiled
def _bits(word):
    """Count the bits of a word."""
    word = word - ((word >> U(1)) & U(0x5555555555555555))
    word = (word & U(0x3333333333333333)) + ((word >> U(2)) & U(0x3333333333333333))
    word = (word + (word >> U(4))) & U(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * U(0x0101010101010101)) >> U(56))


@compiled
def _minimal_word(table, at, size):
    """Mark in one word the sets none of whose members can be left out."""
    word = table[at]
    above = U(0)
    for variable in range(min(size, 6)):
        above |= (word & ~WITH[variable]) << SHIFTS[variable]
    for variable in range(6, size):
        step = 1 << (variable - 6)
        if at & step:
            above |= table[at ^ step]
    return word & ~above


@compiled
def _swing_word(table, at, variable):
    """Mark in one word the true sets that are false without a variable."""
    word = table[at]
    if variable < 6:
        return word & WITH[variable] & ~((word & ~WITH[variable]) << SHIFTS[variable])
    step = 1 << (variable - 6)
    if at & step:
        return word & ~table[at ^ step]
    return U(0)


@compiled
def _core_many(tables, size, minimal, swings):
    for game in range(tables.shape[0]):
        table = tables[game]
        for at in range(tables.shape[1]):
            minimal[game, at] = _minimal_word(table, at, size)
        for variable in range(size):
            count = 0
            for at in range(tables.shape[1]):
                count += _bits(_swing_word(table, at, variable))
            swings[game, variable] = count


@compiled
def _minimal_many(tables, size, minimal, sizes):
    for game in range(tables.shape[0]):
        table = tables[game]
        for at in range(tables.shape[1]):
            word = _minimal_word(table, at, size)
            minimal[game, at] = word
            if word:
                outer = _bits(U(at))
                for inner in range(min(size, 6) + 1):
                    sizes[game, outer + inner] += _bits(word & LAYER[inner])


@compiled
def _swings_by_size_many(tables, size, by_size):
    for game in range(tables.shape[0]):
        table = tables[game]
        for variable in range(size):
            for at in range(tables.shape[1]):
                word = _swing_word(table, at, variable)
                if word:
                    outer = _bits(U(at))
                    for inner in range(min(size, 6) + 1):
                        by_size[game, variable, outer + inner] += _bits(word & LAYER[inner])


@compiled
def _reversed(word):
    """Turn the 64 bits of a word round."""
    for variable in range(6):
        shift, high = SHIFTS[variable], WITH[variable]
        word = ((word & high) >> shift) | ((word << shift) & high)
    return word


@compiled
def _dual_many(tables, size, duals):
    """Ask what everybody else cannot do: the table turned round, and not."""
    last = tables.shape[1] - 1
    for game in range(tables.shape[0]):
        for at in range(last + 1):
            word = ~_reversed(tables[game, last - at])
            if size < 6:
                places = U(1 << size)
                word = (word >> (U(64) - places)) & ((ONE << places) - ONE)
            duals[game, at] = word


@compiled
def _probability_many(tables, chances, found):
    size = chances.shape[1]
    value = np.zeros(1 << size)
    for game in range(tables.shape[0]):
        for place in range(1 << size):
            value[place] = np.float64((tables[game, place >> 6] >> U(place & 63)) & ONE)
        count = 1 << size
        for variable in range(size - 1, -1, -1):
            count >>= 1
            chance = chances[game, variable]
            for place in range(count):
                value[place] = value[place] * (1.0 - chance) + value[place + count] * chance
        found[game] = value[0]


class WordsEngine:
    """Answer on up to 16 variables by truth tables."""

    name = "words"

    def minimal_sets(self, f: Formula, limit: int) -> Family:
        """Mark the minimal sets in the table and read them out."""
        found = sets_of(analyse_many(tables_of([f]), f.size).minimal[0])
        return Family(len(found[0]) if found else None, len(found), tuple(found[:limit]))

    def smallest(self, f: Formula) -> int | None:
        """Find the smallest marked set."""
        return self.minimal_sets(f, 0).smallest

    def patterns(self, f: Formula, limit: int) -> Patterns | None:
        """Look for patterns."""
        return patterns_of(f, limit=limit)

    def power(self, f: Formula) -> tuple[Indices, ...]:
        """Count swings by size."""
        batch = analyse_many(tables_of([f]), f.size)
        half = 2.0 ** (f.size - 1)
        return tuple(
            Indices(int(batch.swings[0, v]), float(batch.swings[0, v]) / half, float(batch.shapley[0, v]))
            for v in range(f.size)
        )

    def probability(self, f: Formula, chances: Sequence[float]) -> float:
        """Fold the table in half once for each variable."""
        return float(probabilities(tables_of([f]), np.array([list(chances)], dtype=np.float64))[0])

    def same(self, f: Formula, g: Formula) -> bool:
        """Compare the tables."""
        return truth_table(f) == truth_table(g)

    def method(self, formulas: Sequence[Formula]) -> str:
        """Name itself."""
        return self.name

    def bounds(self, f: Formula, limit: int) -> Bounds:
        """Bound the size of the smallest set."""
        return bounds_of(f)

    def interval(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Say that a probability is one."""
        return ANY_CHANCE
