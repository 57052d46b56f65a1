"""Lay columns of distinct records out over rows, each row having the record of its number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from counterpoise.analysis.sweep.lists import Integers, Lists, lists_of, picked
from counterpoise.formats.rosters.arrays import flags, lists, numbers, texts, words

Sets = Lists[Lists[npt.NDArray[np.int16]]]


class People:
    """Persons of rows by their local numbers, each name kept once."""

    def __init__(self, names: Sequence[str], people: Integers) -> None:
        number = {name: code for code, name in enumerate(dict.fromkeys(names))}
        code = np.fromiter(map(number.__getitem__, names), dtype=np.int32, count=len(names))
        self._names = texts(list(number))
        self._people = np.append(code[people], np.int32(0))  # the last stands for nobody

    def named(self, at: Integers, *, missing: npt.NDArray[np.bool_] | None = None) -> pa.Array:
        """Name persons by where they stand in the list of people."""
        return words(self._people[at], self._names, missing=missing)


class Spread:
    """Rows that have records by number; the numbers of persons in them count from each row's own base.

    In a column of whole numbers or of persons -1 means none.
    """

    def __init__(self, kind: Integers, base: Integers, people: People) -> None:
        self._kind = kind
        self._base = base
        self._people = people

    def flag(self, values: npt.NDArray[np.bool_]) -> pa.Array:
        """Give each row its yes or no."""
        return flags(values[self._kind])

    def whole(self, values: npt.NDArray[np.int32]) -> pa.Array:
        """Give each row its whole number, or none."""
        column = values[self._kind]
        return numbers(column, missing=column < 0)

    def real(self, values: npt.NDArray[np.float64]) -> pa.Array:
        """Give each row its number, or none."""
        column = values[self._kind]
        return numbers(column, missing=np.isnan(column))

    def nothing(self) -> pa.Array:
        """Give no row any number."""
        return numbers(np.zeros(len(self._kind)), missing=np.ones(len(self._kind), dtype=np.bool_))

    def word(self, values: Sequence[object], *, none: object = None) -> pa.Array:
        """Give each row its word, each distinct one kept once, or none."""
        number = {value: code for code, value in enumerate(dict.fromkeys((none, *values)), -1)}
        codes = np.fromiter(map(number.__getitem__, values), dtype=np.int32, count=len(values))
        spread = codes[self._kind]
        known = [str(value) for value in number if value != none]
        return words(spread, texts(known), missing=spread < 0)

    def words(self, listed: Sequence[Sequence[str]]) -> pa.Array:
        """Give each row its list of words."""
        column = lists(lists_of(list(map(len, listed)), None).first, texts(list(chain.from_iterable(listed))))
        return column.take(self._kinds())

    def text(self, values: Sequence[str]) -> pa.Array:
        """Give each row its text."""
        return texts(values).take(self._kinds())

    def _kinds(self) -> pa.Array:
        return numbers(self._kind.astype(np.int32))

    def person(self, values: npt.NDArray[np.int16]) -> pa.Array:
        """Give each row its one person, or nobody."""
        local = values[self._kind]
        missing = local < 0
        return self._people.named(np.where(missing, 0, self._base + local), missing=missing)

    def persons(self, listed: Lists[npt.NDArray[np.int16]]) -> pa.Array:
        """Give each row its list of persons."""
        first, rows, at = self._picked(listed)
        return lists(first, self._people.named(self._base[rows] + listed.entries[at]))

    def sets(self, families: Sets) -> pa.Array:
        """Give each row its list of sets of persons."""
        first, inside = self._inside(families)
        return lists(first, inside.persons(families.entries))

    def power(self, listed: Any) -> pa.Array:
        """Give each row the power of every person who has some."""
        first, inside = self._inside(listed)
        shares = listed.entries
        fields = [inside.person(shares.person)]
        fields += [inside.real(column) for column in (shares.banzhaf, shares.absolute, shares.shapley)]
        return lists(first, _records(fields, "person", "banzhaf", "banzhaf_absolute", "shapley_shubik"))

    def links(self, listed: Sequence[Sequence[tuple[int, str, str]]]) -> pa.Array:
        """Give each row the persons by whom something follows, and who moves each how."""
        flat = list(chain.from_iterable(listed))
        first, inside = self._inside(lists_of(list(map(len, listed)), None))
        fields = [
            inside.person(np.array([one[0] for one in flat], dtype=np.int16)),
            inside.text([one[1] for one in flat]),
            inside.text([one[2] for one in flat]),
        ]
        return lists(first, _records(fields, "person", "moved_by", "how"))

    def holders(self, listed: Any) -> pa.Array:
        """Give each row the persons who fulfil an arrangement, with how many others each needs, and who."""
        first, inside = self._inside(listed)
        one = listed.entries
        fields = [
            inside.person(one.person),
            inside.text(one.arrangement.tolist()),
            inside.whole(one.others),
            inside.sets(one.sets),
        ]
        return lists(first, _records(fields, "person", "arrangement", "others", "sets"))

    def _inside(self, listed: Lists[Any]) -> tuple[npt.NDArray[np.int32], Spread]:
        """Look into the lists of rows: where each row begins, and the entries of each as rows of their own."""
        first, rows, at = self._picked(listed)
        return first, Spread(at, self._base[rows], self._people)

    def _picked(self, listed: Lists[Any]) -> tuple[npt.NDArray[np.int32], Integers, Integers]:
        """Give every row the list of its number: where each row begins, the row and the place of each entry."""
        first, at = picked(listed, self._kind)
        return first, np.repeat(np.arange(len(self._kind)), np.diff(first)), at


def _records(fields: Sequence[pa.Array], *names: str) -> pa.Array:
    return pa.StructArray.from_arrays(list(fields), names=list(names))
