"""Make Arrow arrays out of numbers and texts by their bytes.

pyarrow's own `array` and `table` ask of whatever they are given whether it is a frame of pandas, and load pandas for
that wherever it is installed: most of a second in every process of a sweep.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Integers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

_KINDS = {np.dtype(np.int32): pa.int32(), np.dtype(np.float64): pa.float64()}


def numbers(values: npt.NDArray[Any], *, missing: Flags | None = None) -> pa.Array:
    """Make a column of numbers, some of which may be missing."""
    kept = np.ascontiguousarray(values)
    there = None if missing is None or not missing.any() else _bits(~missing)
    return pa.Array.from_buffers(_KINDS[kept.dtype], len(kept), [there, pa.py_buffer(kept)])


def numbers_in(column: pa.Array) -> Integers:
    """Give the numbers of a column of short whole numbers of which none is missing."""
    found = np.frombuffer(column.buffers()[1], dtype=np.int32)
    return found[column.offset : column.offset + len(column)]


def flags(values: Flags) -> pa.Array:
    """Make a column of yes and no."""
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, _bits(values)])


def texts(words: Sequence[str]) -> pa.Array:
    """Make a column of texts."""
    joined = "".join(words)
    whole = joined.encode()
    lengths = map(len, words) if len(whole) == len(joined) else (len(word.encode()) for word in words)
    ends = np.fromiter(accumulate(lengths, initial=0), dtype=np.int32, count=len(words) + 1)
    return pa.Array.from_buffers(pa.string(), len(words), [None, pa.py_buffer(ends), pa.py_buffer(whole)])


def words(codes: Integers, known: pa.Array, *, missing: Flags | None = None) -> pa.Array:
    """Make a column of words, each kept once."""
    return pa.DictionaryArray.from_arrays(numbers(codes, missing=missing), known)


def lists(offsets: npt.NDArray[np.integer[Any]], content: pa.Array) -> pa.Array:
    """Make a column of lists: where each begins in what they hold, and where the last one ends."""
    return pa.ListArray.from_arrays(numbers(offsets.astype(np.int32, copy=False)), content)


def _bits(values: Flags) -> pa.Buffer:
    return pa.py_buffer(np.packbits(values, bitorder="little"))
