"""Lay columns of distinct records out over rows, each row having the record of its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterpoise.formats.rosters.arrays import Integers, flags, lists, numbers, texts, words

Share = tuple[int, float, float, float]


class People:
    """Persons of rows by their local numbers, each name kept once."""

    def __init__(self, names: Sequence[str], people: npt.NDArray[np.int64]) -> None:
        number = {name: code for code, name in enumerate(dict.fromkeys(names))}
        code = np.fromiter(map(number.__getitem__, names), dtype=np.int32, count=len(names))
        self._names = texts(list(number))
        self._people = np.append(code[people], np.int32(0))  # the last stands for nobody

    def named(self, at: Integers, *, missing: npt.NDArray[np.bool_] | None = None) -> pa.Array:
        """Name persons by where they stand in the list of people."""
        return words(self._people[at], self._names, missing=missing)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists one behind another: what they hold, and where each begins; the last entry is where the last one ends."""

    flat: Integers
    offsets: Integers

    def picked(self, kind: Integers) -> tuple[Integers, Integers, Integers]:
        """Give every row the list of its number: where each row begins, the row and the place in `flat` of each entry."""
        starts = self.offsets[kind]
        lengths = self.offsets[kind + 1] - starts if len(kind) else starts
        ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        rows = np.repeat(np.arange(len(kind), dtype=np.int32), lengths)
        at = np.repeat(starts - ends[:-1], lengths)
        at += np.arange(len(at), dtype=np.int32)
        return ends, rows, at


def ragged(listed: Sequence[Sequence[int]]) -> Ragged:
    """Put lists of numbers one behind another."""
    offsets = _offsets(listed)
    return Ragged(np.fromiter(chain.from_iterable(listed), dtype=np.int32, count=int(offsets[-1])), offsets)


def _offsets(listed: Sequence[Sequence[object]]) -> Integers:
    return np.fromiter(accumulate(map(len, listed), initial=0), dtype=np.int32, count=len(listed) + 1)


class Spread:
    """Rows that have records by number; the numbers of persons in them count from each row's own base."""

    def __init__(self, kind: Integers, base: Integers, people: People) -> None:
        self._kind = kind
        self._base = base
        self._people = people

    def flag(self, values: Sequence[bool]) -> pa.Array:
        """Give each row its yes or no."""
        return flags(np.array(values, dtype=np.bool_)[self._kind])

    def whole(self, values: Sequence[int | None]) -> pa.Array:
        """Give each row its whole number, or none."""
        column = np.array(values, dtype=np.float64)
        missing = np.isnan(column)
        column[missing] = 0
        return numbers(column.astype(np.int32)[self._kind], missing=missing[self._kind])

    def real(self, values: Sequence[float | None]) -> pa.Array:
        """Give each row its number, or none."""
        column = np.array(values, dtype=np.float64)[self._kind]
        return numbers(column, missing=np.isnan(column))

    def nothing(self) -> pa.Array:
        """Give no row any number."""
        return numbers(np.zeros(len(self._kind)), missing=np.ones(len(self._kind), dtype=np.bool_))

    def word(self, values: Sequence[object]) -> pa.Array:
        """Give each row its word, each distinct one kept once, or none."""
        number = {value: code for code, value in enumerate(dict.fromkeys((None, *values)), -1)}
        codes = np.fromiter(map(number.__getitem__, values), dtype=np.int32, count=len(values))
        spread = codes[self._kind]
        known = [str(value) for value in number if value is not None]
        return words(spread, texts(known), missing=spread < 0)

    def words(self, listed: Sequence[Sequence[str]]) -> pa.Array:
        """Give each row its list of words."""
        column = lists(_offsets(listed), texts(list(chain.from_iterable(listed))))
        return column.take(numbers(self._kind))

    def person(self, listed: Sequence[Sequence[int]]) -> pa.Array:
        """Give each row its one person, or nobody."""
        local = np.array([one[0] if one else -1 for one in listed], dtype=np.int32)[self._kind]
        missing = local < 0
        return self._people.named(np.where(missing, 0, self._base + local), missing=missing)

    def persons(self, listed: Sequence[Sequence[int]]) -> pa.Array:
        """Give each row its list of persons."""
        return self._persons(ragged(listed))

    def _persons(self, listed: Ragged) -> pa.Array:
        ends, rows, at = listed.picked(self._kind)
        return lists(ends, self._people.named(self._base[rows] + listed.flat[at]))

    def sets(self, families: Sequence[Sequence[Sequence[int]]]) -> pa.Array:
        """Give each row its list of sets of persons."""
        single = ragged(list(chain.from_iterable(families)))
        ends, rows, at = Ragged(single.flat, _offsets(families)).picked(self._kind)
        return lists(ends, Spread(at, self._base[rows], self._people)._persons(single))

    def power(self, listed: Sequence[Sequence[Share]]) -> pa.Array:
        """Give each row the power of every person who has some."""
        flat = list(chain.from_iterable(listed))
        ends, inside = self._inside(listed)
        fields = [
            inside.person([one[:1] for one in flat]),
            *(inside.real([one[at] for one in flat]) for at in range(1, 4)),
        ]
        return lists(ends, _records(fields, "person", "banzhaf", "banzhaf_absolute", "shapley_shubik"))

    def links(self, listed: Sequence[Sequence[tuple[int, str, str]]]) -> pa.Array:
        """Give each row the persons by whom something follows, and who moves each how."""
        flat = list(chain.from_iterable(listed))
        ends, inside = self._inside(listed)
        fields = [
            inside.person([one[:1] for one in flat]),
            inside.text([one[1] for one in flat]),
            inside.text([one[2] for one in flat]),
        ]
        return lists(ends, _records(fields, "person", "moved_by", "how"))

    def holders(self, listed: Sequence[Sequence[tuple[int, str, int | None, Any]]]) -> pa.Array:
        """Give each row the persons who fulfil an arrangement, with how many others each needs, and who."""
        flat = list(chain.from_iterable(listed))
        ends, inside = self._inside(listed)
        fields = [
            inside.person([one[:1] for one in flat]),
            inside.text([one[1] for one in flat]),
            inside.whole([one[2] for one in flat]),
            inside.sets([one[3] for one in flat]),
        ]
        return lists(ends, _records(fields, "person", "arrangement", "others", "sets"))

    def text(self, values: Sequence[str]) -> pa.Array:
        """Give each row its text."""
        return texts(values).take(numbers(self._kind))

    def _inside(self, listed: Sequence[Sequence[object]]) -> tuple[Integers, Spread]:
        """Look into the lists of rows: where each row begins, and the records of each as rows of their own."""
        ends, rows, at = Ragged(np.zeros(0, dtype=np.int32), _offsets(listed)).picked(self._kind)
        return ends, Spread(at, self._base[rows], self._people)


def _records(fields: Sequence[pa.Array], *names: str) -> pa.Array:
    return pa.StructArray.from_arrays(list(fields), names=list(names))
