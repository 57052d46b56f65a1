"""Compile formulas into diagrams: thresholds by the need that remains."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, inlined, lean
from counterpoise.boolean.kernels.store import FULL, N0, N1, TOP, Integers, N, Truths, joined, node

CELLS = 1 << 16
"""Needs that may wait while one threshold is compiled."""

MOVERS = 12
"""Up to so many different functions may move the members of one vote."""

REST, COUNTED, PARTS, WEIGHTS, FREE, WEIGHT, LEFT, BY, MOVED, ALONE, ALSO = range(11)
"""What the rows of a bench are for."""


class Bench(NamedTuple):
    """Where kernels that make no arrays lay numbers for a while: needs, marks, a row for every purpose, choices of movers."""

    cells: Integers
    marks: Truths
    rows: Integers
    ways: Integers


def bench(width: int) -> Bench:
    """Make room for so many types, or parts of one gate, and a few more."""
    cells, marks = np.zeros(CELLS, dtype=np.int64), np.zeros(CELLS, dtype=np.bool_)
    rows = np.zeros((ALSO + 1, max(width, MOVERS) + 2), dtype=np.int64)
    return Bench(cells, marks, rows, np.zeros(1 << MOVERS, dtype=np.int64))


@compiled
def compile_root(store, flat, kinds, root, bench):
    """Compile every node up to a root, parts first, and give the node of the root."""
    made = np.full(root + 1, -1, dtype=np.int64)
    for n in range(root + 1):
        v = flat.variable[n]
        if v >= 0:
            if kinds.level[v] >= 0 and kinds.counts[kinds.level[v]] == 1:
                at = store.used[TOP]
                store.scratch[at], store.scratch[at + 1] = 0, 1
                made[n] = node(store, kinds.level[v], at, 2)
        else:
            made[n] = _threshold(store, flat, kinds, n, made, bench)
        if store.used[FULL]:
            return np.int64(0)
    return made[root]


@compiled
def _threshold(store, flat, kinds, n, made, bench):
    """Compile one `AtLeast`: whole parts first, lowest first, then types in order; each by the need that remains."""
    begin, end = flat.start[n], flat.start[n + 1]
    part = np.zeros(end - begin, dtype=np.int64)
    weight = np.zeros(end - begin, dtype=np.int64)
    weight_of = np.zeros(len(kinds.counts), dtype=np.int64)
    inner = 0
    for at in range(begin, end):
        v = flat.variable[flat.parts[at]]
        if v >= 0:
            weight_of[kinds.level[v]] = flat.weights[at]
            continue
        made_part = made[flat.parts[at]]
        place = inner
        while place > 0 and before(store, part[place - 1], made_part):
            part[place], weight[place] = part[place - 1], weight[place - 1]
            place -= 1
        part[place], weight[place] = made_part, flat.weights[at]
        inner += 1
    return by_need(store, kinds.counts, flat.quota[n], part, weight, inner, weight_of, bench)


@lean
def before(store, one, other):
    """Tell whether a part is joined after another: those deep down come first."""
    return store.level[one] < store.level[other] or (store.level[one] == store.level[other] and one < other)


@lean
def sorted_in(store, parts, many, part):
    """Put a part among those to be joined, in their order and each once; tell how many there are."""
    place = many
    while place > 0 and before(store, parts[place - 1], part):
        place -= 1
    for at in range(many):
        if parts[at] == part:
            return many
    for at in range(many, place, -1):
        parts[at] = parts[at - 1]
    parts[place] = part
    return many + 1


@lean
def by_need(store, counts, quota, part, weight, inner, weight_of, bench):
    """Compile a vote of whole parts, `inner` of them, and of types by their weights."""
    cells, marks, rest, counted = bench.cells, bench.marks, bench.rows[REST], bench.rows[COUNTED]
    if inner + len(counts) >= len(rest):
        store.used[FULL] = 1
        return np.int64(0)
    stages = inner
    for t in range(len(counts)):
        if weight_of[t]:
            counted[stages - inner] = t
            stages += 1
    if quota <= 0:
        return np.int64(1)
    if (stages + 1) * (quota + 1) > len(cells):
        store.used[FULL] = 1
        return np.int64(0)
    rest[stages] = 0
    for stage in range(stages - 1, -1, -1):
        if stage < inner:
            rest[stage] = rest[stage + 1] + weight[stage]
        else:
            level = counted[stage - inner]
            rest[stage] = rest[stage + 1] + counts[level] * weight_of[level]
    row = N(quota) + N1
    for at in range(N(stages + 1) * row):
        marks[at] = False
    marks[N(quota)] = True
    for stage in range(stages):
        ways = N(1 if stage < inner else counts[N(counted[N(stage - inner)])])
        step = N(weight[stage] if stage < inner else weight_of[N(counted[N(stage - inner)])])
        here, after = N(stage) * row, N(stage + 1) * row
        for need in range(N1, N(min(quota, rest[stage])) + N1):
            if marks[here + need]:
                for c in range(ways + N1):
                    marks[after + _left(need, c * step)] = True
    for stage in range(stages, -1, -1):
        here, after = N(stage) * row, N(stage + 1) * row
        for need in range(row):
            cell = here + need
            if not marks[cell]:
                continue
            if need == N0:
                cells[cell] = 1
            elif need > N(rest[stage]):
                cells[cell] = 0
            elif stage < inner:
                found, other = cells[after + _left(need, N(weight[stage]))], part[stage]
                for kind in range(2):
                    found = joined(store, counts, found, other, kind)
                    other = cells[after + need]
                cells[cell] = found
            else:
                level = N(counted[N(stage - inner)])
                each = N(weight_of[level])
                base = N(store.used[TOP])
                for c in range(N(counts[level]) + N1):
                    store.scratch[base + c] = cells[after + _left(need, c * each)]
                cells[cell] = node(store, level, base, counts[level] + 1)
    return cells[N(quota)]


@inlined
def _left(need, given):
    """Tell what is still needed."""
    return need - given if need > given else N0
