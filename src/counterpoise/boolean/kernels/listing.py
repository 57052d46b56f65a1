"""List the first sets of families."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, lean
from counterpoise.boolean.kernels.families import NONE, UNIT


@compiled
def first_sets(family, tops, totals, sizes, heads, head_counts, limit):
    """List the first sets of several families that share nodes, the smaller sets first, and say how many each has.

    `sizes` is what `reach` gave; `heads[level, count]` are the first choices of so many members of a type. What is
    asked of a node is listed once for all families, one size of each family after another until it has enough.
    """
    many, highest = len(tops), max(tops.max(), UNIT)
    found = np.zeros((many, limit), dtype=np.int64)
    filled, size = np.zeros(many, dtype=np.int64), np.zeros(many, dtype=np.int64)
    left = sizes[tops].copy()
    need = np.zeros(highest + 1, dtype=np.int64)
    offset = np.zeros(highest + 2, dtype=np.int64)
    while _ask(tops, totals, left, filled, limit, size, need):
        _pass_on(family, need, sizes, offset)
        listed = np.zeros((offset[highest + 1], limit), dtype=np.int64)
        length = np.zeros(offset[highest + 1], dtype=np.int64)
        if need[UNIT]:
            length[offset[UNIT]] = 1
        _list(family, highest, need, offset, heads, head_counts, listed, length)
        for at in range(many):
            if size[at]:
                row = offset[tops[at]] + ones(need[tops[at]] & (size[at] - 1))
                for one in range(min(length[row], min(limit, totals[tops[at]]) - filled[at])):
                    found[at, filled[at]] = listed[row, one]
                    filled[at] += 1
    return found, filled


@lean
def _ask(tops, totals, left, filled, limit, size, need):
    """Ask for the next size of every family that has not enough sets yet, as a bit; tell whether there is any."""
    need[:] = 0
    some = False
    for at in range(len(tops)):
        size[at] = 0
        if left[at] and filled[at] < min(limit, totals[tops[at]]):
            size[at] = left[at] & -left[at]
            left[at] ^= size[at]
            need[tops[at]] |= size[at]
            some = True
    return some


@lean
def _pass_on(family, need, sizes, offset):
    """Ask the nodes below for what is asked above, and say where the sets of each node begin."""
    starts, children = family.start, family.children
    for n in range(len(need) - 1, UNIT, -1):
        if need[n]:
            begin = starts[n]
            for c in range(starts[n + 1] - begin):
                child = children[begin + c]
                if child != NONE:
                    need[child] |= need[n] >> c & sizes[child]
    for n in range(1, len(need)):
        offset[n + 1] = offset[n] + ones(need[n])


@lean
def _list(family, root, need, offset, heads, head_counts, listed, length):
    """List the first sets of every node that is needed, by the sizes that are."""
    limit = listed.shape[1]
    for n in range(2, root + 1):
        row, wanted = offset[n], need[n]
        for s in range(63):
            if not wanted >> s:
                break
            if not wanted >> s & 1:
                continue
            begin, level = family.start[n], family.level[n]
            for c in range(min(family.start[n + 1] - begin, s + 1)):
                child = family.children[begin + c]
                if child == NONE or not need[child] >> (s - c) & 1:
                    continue
                tail = offset[child] + ones(need[child] & ((np.int64(1) << (s - c)) - 1))
                for p in range(head_counts[level, c]):
                    for q in range(min(length[tail], max(1, limit // (p + 1)))):
                        _insert(listed, row, length, heads[level, c, p] | listed[tail, q])
            row += 1


@lean
def _insert(listed, row, length, value):
    """Put a value into a falling row of limited length."""
    filled = length[row]
    if filled == listed.shape[1]:
        if value <= listed[row, filled - 1]:
            return
        filled -= 1
    at = filled
    while at > 0 and listed[row, at - 1] < value:
        listed[row, at] = listed[row, at - 1]
        at -= 1
    listed[row, at] = value
    length[row] = filled + 1


@lean
def ones(mask):
    """Count the bits of a number."""
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
    heads, at = np.zeros((levels, most, limit), dtype=np.int64), np.zeros(most, dtype=np.int64)
    number = np.zeros((levels, most), dtype=np.int64)
    for t in range(levels):
        n = counts[t]
        bits = np.zeros(n, dtype=np.int64)
        for i in range(n):
            bits[i] = np.int64(1) << (size - 1 - members[first[t] + i])
        for c in range(n + 1):
            number[t, c] = _choose_first(bits, c, heads, t, at)
    return heads, number


@lean
def _choose_first(bits, count, heads, level, at):
    """List choices of so many bits in order, until there are enough."""
    n = len(bits)
    for i in range(count):
        at[i] = i
    found = 0
    while found < heads.shape[2]:
        value = np.int64(0)
        for i in range(count):
            value |= bits[at[i]]
        heads[level, count, found] = value
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
