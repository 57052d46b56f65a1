"""Polynomials with whole coefficients as single numbers (Kronecker 1882).

A polynomial whose coefficients are below 256^w is its value at 256^w: adding and multiplying polynomials is then adding
and multiplying numbers, which is exact and fast.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def pack(coefficients: Sequence[int], width: int) -> int:
    """Write a polynomial as one number, `width` bytes a coefficient."""
    return int.from_bytes(b"".join([c.to_bytes(width, "little") for c in coefficients]), "little")


def unpack(packed: int, width: int) -> list[int]:
    """Read the coefficients back, without zeros at the end."""
    terms = -(-packed.bit_length() // (8 * width))
    data = packed.to_bytes(terms * width, "little")
    return [int.from_bytes(data[at : at + width], "little") for at in range(0, len(data), width)]


def width_for(largest: int) -> int:
    """Give the bytes that hold any coefficient up to the largest."""
    return largest.bit_length() // 8 + 1


class Fields:
    """Polynomials of a fixed number of terms as numbers: higher terms fall away."""

    def __init__(self, terms: int, *, largest: int) -> None:
        self._terms = terms
        self._words = largest.bit_length() // 32 + 1
        self._bits = 32 * self._words
        self._mask = (1 << (terms * self._bits)) - 1
        self.bytes = 4 * self._words * terms

    def plus_shifted(self, packed: int, places: int) -> int:
        """Multiply by 1 + z^places."""
        return (packed + (packed << (places * self._bits))) & self._mask

    def divided(self, packed: int, places: int) -> int:
        """Divide by 1 + z^places: multiply by (1 - z)(1 + z²)(1 + z⁴)… at z^places."""
        packed = (packed - (packed << (places * self._bits))) & self._mask
        places *= 2
        while places < self._terms:
            packed = (packed + (packed << (places * self._bits))) & self._mask
            places *= 2
        return packed

    def sums(self, packed: int, terms: npt.NDArray[np.bool_], stride: int) -> list[int]:
        """Add up the coefficients of some terms, each `stride`-th one for itself."""
        words = np.frombuffer(packed.to_bytes(self.bytes, "little"), dtype="<u4").reshape(-1, self._words)
        if stride == 1:
            chosen = words[terms].sum(axis=0, dtype=np.uint64)
        else:
            kept = words * terms[:, None]
            chosen = kept.reshape(-1, stride * self._words).sum(axis=0, dtype=np.uint64)
        return [
            sum(int(word) << (32 * place) for place, word in enumerate(coefficient))
            for coefficient in chosen.reshape(stride, self._words)
        ]
