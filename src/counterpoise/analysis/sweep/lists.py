"""Columns whose cells may be lists: some rows of them, and the rows of several one behind another.

Columns are an array, lists of columns, or a record of columns that are equally long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lists(Generic[T]):
    """Lists one behind another: that of row `r` is what `entries` holds from `first[r]` up to `first[r + 1]`."""

    first: npt.NDArray[np.integer[Any]]
    entries: T

    def __len__(self) -> int:
        return len(self.first) - 1

    def lengths(self) -> Integers:
        """Say how long each list is."""
        return np.diff(self.first).astype(np.int64, copy=False)


def lists_of(lengths: Sequence[int] | Integers, entries: T) -> Lists[T]:
    """Cut entries into lists of some lengths."""
    first = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=first[1:])
    return Lists(first, entries)


def numbers(listed: Sequence[Sequence[int]]) -> Lists[npt.NDArray[np.int16]]:
    """Lay lists of small numbers one behind another."""
    lengths = list(map(len, listed))
    flat = np.fromiter(chain.from_iterable(listed), dtype=np.int16, count=sum(lengths))
    return lists_of(lengths, flat)


def picked(lists: Lists[Any], rows: Integers) -> tuple[npt.NDArray[np.int32], Integers]:
    """Pick the lists of some rows: where each of them begins now, and where each of their entries stood."""
    starts = lists.first[rows].astype(np.int64, copy=False)
    lengths = lists.first[rows + 1] - starts
    first = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(lengths, out=first[1:])
    at = np.repeat(starts - first[:-1], lengths)
    at += np.arange(len(at))
    return first.astype(np.int32), at


def taken(columns: T, rows: Integers) -> T:
    """Give some rows of columns, in the order in which they are asked for."""
    return cast(T, _taken(columns, rows))


def _taken(columns: Any, rows: Integers) -> Any:
    if isinstance(columns, np.ndarray):
        return columns[rows]
    if isinstance(columns, Lists):
        first, at = picked(columns, rows)
        return Lists(first, _taken(columns.entries, at))
    return type(columns)(*[_taken(getattr(columns, one.name), rows) for one in fields(columns)])


def joined(several: Iterable[T]) -> T:
    """Put the rows of several columns one behind another."""
    return cast(T, _joined(list(several)))


def _joined(several: Sequence[Any]) -> Any:
    kind = type(several[0])
    if kind is np.ndarray:
        return np.concatenate(several)
    if kind is Lists:
        lengths = np.concatenate([one.lengths() for one in several])
        return lists_of(lengths, _joined([one.entries for one in several]))
    names = [one.name for one in fields(kind)]
    return kind(*[_joined([getattr(one, name) for one in several]) for name in names])
