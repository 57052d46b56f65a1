"""List the first sets of a family."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.families import NONE, UNIT


@compiled
def first_of_size(family, root, sizes, size, heads, head_counts, limit):
    """List the first sets of one size.

    `sizes` is what `reach` gave; `heads[level, count]` are the first choices of so many members of a type.
    """
    need = np.zeros(root + 1, dtype=np.int64)
    need[root] = np.int64(1) << size
    for n in range(root, 1, -1):
        if need[n]:
            begin = family.start[n]
            for c in range(family.start[n + 1] - begin):
                child = family.children[begin + c]
                if child != NONE:
                    need[child] |= need[n] >> c & sizes[child]
    offset = np.zeros(root + 2, dtype=np.int64)
    for n in range(1, root + 1):
        offset[n + 1] = offset[n] + _bits(need[n])
    listed = np.zeros((offset[root + 1], limit), dtype=np.int64)
    length = np.zeros(offset[root + 1], dtype=np.int64)
    if need[UNIT]:
        length[offset[UNIT]] = 1
    for n in range(2, root + 1):
        row = offset[n]
        for s in range(63):
            if not need[n] >> s & 1:
                continue
            begin, level = family.start[n], family.level[n]
            for c in range(min(family.start[n + 1] - begin, s + 1)):
                child = family.children[begin + c]
                if child == NONE or not need[child] >> (s - c) & 1:
                    continue
                tail = offset[child] + _bits(need[child] & ((np.int64(1) << (s - c)) - 1))
                for p in range(head_counts[level, c]):
                    for q in range(min(length[tail], max(1, limit // (p + 1)))):
                        length[row] = _insert(listed[row], length[row], heads[level, c, p] | listed[tail, q])
            row += 1
    return listed[offset[root], : length[offset[root]]]


@compiled
def _insert(row, filled, value):
    """Put a value into a falling row of limited length; give the length then."""
    if filled == len(row):
        if value <= row[filled - 1]:
            return filled
        filled -= 1
    at = filled
    while at > 0 and row[at - 1] < value:
        row[at] = row[at - 1]
        at -= 1
    row[at] = value
    return filled + 1


@compiled
def _bits(mask):
    found = 0
    while mask:
        mask &= mask - 1
        found += 1
    return found


@compiled
def first_choices(members, first, counts, size, limit):
    """Give for each level and count the first choices of so many members, and how many these are."""
    levels = len(counts)
    most = 1
    for t in range(levels):
        most = max(most, counts[t] + 1)
    heads = np.zeros((levels, most, limit), dtype=np.int64)
    number = np.zeros((levels, most), dtype=np.int64)
    for t in range(levels):
        n = counts[t]
        bits = np.zeros(n, dtype=np.int64)
        for i in range(n):
            bits[i] = np.int64(1) << (size - 1 - members[first[t] + i])
        for c in range(n + 1):
            number[t, c] = _choose_first(bits, c, heads[t, c])
    return heads, number


@compiled
def _choose_first(bits, count, out):
    """List choices of so many bits in order, until the row is full."""
    n = len(bits)
    at = np.arange(count)
    found = 0
    while found < len(out):
        value = np.int64(0)
        for i in at:
            value |= bits[i]
        out[found] = value
        found += 1
        place = count - 1
        while place >= 0 and at[place] == n - count + place:
            place -= 1
        if place < 0:
            break
        at[place] += 1
        for later in range(place + 1, count):
            at[later] = at[later - 1] + 1
    return found
