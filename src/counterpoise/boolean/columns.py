"""Thresholds in many settings at once: a setting is a column, and a row of columns the bits of one whole number.

Weights are added up in binary, one row for each binary place (carry-save adders; Wallace 1964), so any weights are
exact. Cost: parts times places, a few operations each on numbers of one bit a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def reached(quota: int, parts: Iterable[tuple[int, int]]) -> int:
    """Mark the columns in which parts, each a row and its weight, reach a quota of one or more.

    >>> chair, deputy, member = 0b1010, 0b1100, 0b1001
    >>> bin(reached(2, [(chair, 1), (deputy, 1), (member, 1)]))
    '0b1000'
    """
    places: list[int] = []
    for row, weight in parts:
        weight = min(weight, quota)
        while weight:
            low = weight & -weight
            _add(places, row, low.bit_length() - 1)
            weight ^= low
    return _no_less(places, quota)


def _add(places: list[int], row: int, at: int) -> None:
    """Add a power of two in the columns of a row."""
    while row:
        while len(places) <= at:
            places.append(0)
        places[at], row = places[at] ^ row, places[at] & row
        at += 1


def _no_less(places: Sequence[int], quota: int) -> int:
    """Mark the columns whose number is no less than the quota: from the highest place down, as one compares by eye."""
    if len(places) < quota.bit_length():
        return 0
    more, alike = 0, 0
    for row in places:
        alike |= row
    for at in range(len(places) - 1, -1, -1):
        if quota >> at & 1:
            alike &= places[at]
        else:
            more |= alike & places[at]
            alike &= ~places[at]
    return more | alike
