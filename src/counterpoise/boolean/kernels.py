"""Diagrams in compiled code, for very many questions of moderate size: what `diagrams` says, by numba (extra `speed`).

Nodes lie in arrays, each stored once. A node has a level and children, one for each count of the level's type, and its
children were stored before it, so the order of numbers is an order from below. Nothing is cleared between questions:
entries of the hash tables carry the number of the question that made them. The steps are those of `types`, `compile`,
`table`, `families`, `listing` and `passes`, where they are explained; all are in this one module because numba keeps
what it compiled until the file of a function changes, whatever becomes of the functions called.
"""

# Kernels take what numba infers; their callers are typed.
# mypy: disable-error-code="no-untyped-def,no-untyped-call,return-value"

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar, cast

import numba  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np
import numpy.typing as npt

from counterpoise.boolean.formula import AtLeast, Formula

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
F = TypeVar("F", bound=Callable[..., Any])

NODES = 1 << 16
CHILDREN = 8
JOINS = 1 << 16
SCRATCH = 1 << 12
QUESTIONS = 1 << 21
"""After so many questions the hash tables are cleared."""

FRAMES = 1 << 7

ONE, OTHER, LEVEL, BASE, NEXT, SLOT, WIDTH = range(7)
"""What a frame holds: a pair under way."""

COUNT, FILLED, QUESTION, TOP, FULL = range(5)
"""What `used` holds: nodes, entries, the question's number, the top of the scratch, whether room ran out."""


def compiled(function: F) -> F:
    """Compile a kernel when it is first called, and keep it for the next process."""
    return cast(F, numba.njit(cache=True)(function))


def inlined(function: F) -> F:
    """Put a kernel into those that call it: handing arrays on costs more than small work."""
    return cast(F, numba.njit(cache=True, inline="always")(function))


class Store(NamedTuple):
    """Nodes in arrays: `children[start[n] : start[n + 1]]` are those of node `n`; 0 and 1 have none."""

    level: Integers
    start: Integers
    children: Integers
    slots: Integers
    keys: Integers
    values: Integers
    scratch: Integers
    frames: Integers
    used: Integers


def store(nodes: int = NODES, joins: int = JOINS) -> Store:
    """Make an empty store; both numbers are powers of two, and a small one stays near the processor."""
    return Store(
        np.zeros(nodes + 1, dtype=np.int64),
        np.zeros(nodes + 2, dtype=np.int64),
        np.zeros(CHILDREN * nodes, dtype=np.int64),
        np.zeros(2 * nodes, dtype=np.int64),
        np.zeros(joins, dtype=np.int64),
        np.zeros(joins, dtype=np.int64),
        np.zeros(SCRATCH, dtype=np.int64),
        np.zeros((FRAMES, 7), dtype=np.int64),
        np.zeros(5, dtype=np.int64),
    )


@compiled
def begin(store, levels):
    """Begin a question over so many levels: two ends without children, nothing remembered."""
    used = store.used
    if used[QUESTION] + 1 >= QUESTIONS:
        store.slots[:] = 0
        store.keys[:] = 0
        used[QUESTION] = 0
    used[QUESTION] += 1
    used[COUNT], used[FILLED], used[TOP], used[FULL] = 2, 0, 0, 0
    store.level[0] = store.level[1] = levels
    store.start[0] = store.start[1] = store.start[2] = 0


@inlined
def stored(store, level, at, width):
    """Give the node with the children waiting in the scratch; 0 when there is no room, and `used` says so."""
    scratch, used, start, children = store.scratch, store.used, store.start, store.children
    mixed = np.uint64(level + 1)
    for c in range(width):
        mixed = (mixed ^ np.uint64(scratch[at + c])) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    slot = np.int64(mixed & np.uint64(len(store.slots) - 1))
    while store.slots[slot] >> 32 == used[QUESTION]:
        number = store.slots[slot] & 0xFFFFFFFF
        if store.level[number] == level and start[number + 1] - start[number] == width:
            same = True
            for c in range(width):
                if children[start[number] + c] != scratch[at + c]:
                    same = False
                    break
            if same:
                return number
        slot = (slot + 1) & (len(store.slots) - 1)
    number, filled = used[COUNT], used[FILLED]
    if number >= len(store.level) - 1 or filled + width > len(children):
        used[FULL] = 1
        return np.int64(0)
    store.level[number] = level
    for c in range(width):
        children[filled + c] = scratch[at + c]
    start[number + 1] = filled + width
    used[COUNT], used[FILLED] = number + 1, filled + width
    store.slots[slot] = used[QUESTION] << 32 | number
    return number


@inlined
def node(store, level, at, width):
    """Store a node of a diagram, unless the count of its type makes no difference."""
    first = store.scratch[at]
    for c in range(1, width):
        if store.scratch[at + c] != first:
            return stored(store, level, at, width)
    return first


@inlined
def join(store, counts, x, y, absorbing):
    """Join two diagrams by "and" (absorbing 0) or "or" (absorbing 1), deeper pairs first.

    A frame is a pair under way: the pair, its level, where its joined children wait, the next count, its place in the
    memory of pairs. One loop and no calls: handing the arrays on would cost more than the work.
    """
    level, start, children, scratch, frames = (
        store.level,
        store.start,
        store.children,
        store.scratch,
        store.frames,
    )
    keys, values, used = store.keys, store.values, store.used
    stamp = (used[QUESTION] * 2 + absorbing) << 40
    bottom = used[TOP]
    top = bottom + 1
    depth = 0
    frames[0, LEVEL], frames[0, BASE], frames[0, NEXT], frames[0, WIDTH] = -1, bottom, 0, 1
    while True:
        frame = frames[depth]
        at, c = frame[LEVEL], frame[NEXT]
        if c == frame[WIDTH]:
            if depth == 0:
                used[TOP] = bottom
                return scratch[bottom]
            used[TOP] = top
            found = node(store, at, frame[BASE], c)
            keys[frame[SLOT]], values[frame[SLOT]] = stamp | frame[ONE] << 20 | frame[OTHER], found
            top = frame[BASE]
            depth -= 1
            scratch[frames[depth, BASE] + frames[depth, NEXT]] = found
            frames[depth, NEXT] += 1
            continue
        if depth == 0:
            one, other = x, y
        else:
            one, other = frame[ONE], frame[OTHER]
            if level[frame[ONE]] == at:
                one = children[start[one] + c]
            if level[frame[OTHER]] == at:
                other = children[start[other] + c]
        found = np.int64(-1)
        if one == absorbing or other == absorbing:
            found = np.int64(absorbing)
        elif one == other or one == 1 - absorbing:
            found = other
        elif other == 1 - absorbing:
            found = one
        else:
            if one > other:
                one, other = other, one
            slot = place_of(len(keys), stamp, one, other)
            if keys[slot] == stamp | one << 20 | other:
                found = values[slot]
            else:
                depth += 1
                below = min(level[one], level[other])
                frames[depth, ONE], frames[depth, OTHER], frames[depth, LEVEL] = one, other, below
                frames[depth, BASE], frames[depth, NEXT], frames[depth, SLOT] = top, 0, slot
                frames[depth, WIDTH] = counts[below] + 1
                top += counts[below] + 1
        if found >= 0:
            scratch[frame[BASE] + c] = found
            frame[NEXT] = c + 1


@inlined
def place_of(places, stamp, one, other):
    """Say where a pair stands in the memory of pairs."""
    mixed = np.uint64(stamp | one << 20 | other) * np.uint64(0x9E3779B97F4A7C15)
    return np.int64((mixed >> np.uint64(40)) & np.uint64(places - 1))


CELLS = 1 << 16
"""Needs that may wait while one threshold is compiled."""


class Flat(NamedTuple):
    """A formula in arrays: `parts[start[n] : start[n + 1]]` with their weights; a variable has a number, not parts."""

    variable: Integers
    quota: Integers
    start: Integers
    parts: Integers
    weights: Integers


class Typed(NamedTuple):
    """The types in the order of their levels: members in `members[first[t] : first[t + 1]]`, `counts[t]` of them."""

    level: Integers
    counts: Integers
    first: Integers
    members: Integers


def flat_of(formulas: Sequence[Formula]) -> tuple[Flat, Integers]:
    """Write formulas one after another into arrays, and tell the number of each root."""
    variable: list[int] = []
    quota: list[int] = []
    start = [0]
    parts: list[int] = []
    weights: list[int] = []
    roots: list[int] = []
    for f in formulas:
        base = len(variable)
        for one in f.nodes:
            if isinstance(one, AtLeast):
                variable.append(-1)
                quota.append(one.quota)
                if one.parts:
                    named, weighed = zip(*one.parts, strict=True)
                    parts.extend([base + part for part in named] if base else named)
                    weights.extend(weighed)
            else:
                variable.append(one.variable)
                quota.append(0)
            start.append(len(parts))
        roots.append(len(variable) - 1)
    nodes, many = len(variable), len(parts)
    whole = np.array([*variable, *quota, *start, *parts, *weights], dtype=np.int64)
    ends = (0, nodes, 2 * nodes, 3 * nodes + 1, 3 * nodes + 1 + many, len(whole))
    columns = [whole[one:other] for one, other in pairwise(ends)]
    return Flat(*columns), np.array(roots, dtype=np.int64)


@compiled
def typed(flat, roots, size):
    """Sort variables into types: those that are direct parts of the same nodes with the same weights."""
    nodes = len(flat.quota)
    seen = np.zeros(size, dtype=np.int64)
    mixed = np.zeros(size, dtype=np.uint64)
    for n in range(nodes):
        for at in range(flat.start[n], flat.start[n + 1]):
            v = flat.variable[flat.parts[at]]
            if v >= 0:
                seen[v] += 1
                mixed[v] = _mixed(mixed[v], n, flat.weights[at])
    for root in roots:
        v = flat.variable[root]
        if v >= 0:
            seen[v] += 1
            mixed[v] = _mixed(mixed[v], nodes + root, 1)
    order = _walk(flat, roots, seen, size)
    level = np.full(size, -1, dtype=np.int64)
    leader = np.zeros(size, dtype=np.int64)
    types = 0
    for v in order:
        for t in range(types):
            if mixed[leader[t]] == mixed[v] and _alike(flat, roots, leader[t], v):
                level[v] = t
                break
        if level[v] < 0:
            level[v] = types
            leader[types] = v
            types += 1
    counts = np.zeros(types, dtype=np.int64)
    for v in order:
        counts[level[v]] += 1
    first = np.zeros(types + 1, dtype=np.int64)
    for t in range(types):
        first[t + 1] = first[t] + counts[t]
    members = np.zeros(len(order), dtype=np.int64)
    place = first[:types].copy()
    for v in range(size):
        if level[v] >= 0:
            members[place[level[v]]] = v
            place[level[v]] += 1
    return Typed(level, counts, first, members)


@compiled
def _mixed(before, n, weight):
    mixed = (before ^ np.uint64(n + 1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(31)
    return (mixed ^ np.uint64(weight)) * np.uint64(0xBF58476D1CE4E5B9)


@compiled
def _alike(flat, roots, one, other):
    """Hold two variables against each other node by node: what the mixed numbers promise is looked at."""
    for n in range(len(flat.quota)):
        here = there = np.int64(0)
        for at in range(flat.start[n], flat.start[n + 1]):
            v = flat.variable[flat.parts[at]]
            if v == one:
                here += flat.weights[at]
            elif v == other:
                there += flat.weights[at]
        if here != there:
            return False
    alone = False
    for root in roots:
        alone |= flat.variable[root] == one or flat.variable[root] == other
    return not alone


@compiled
def _walk(flat, roots, seen, size):
    """List the variables as a walk from the roots meets them; within a node those in most nodes first."""
    met = np.zeros(size, dtype=np.bool_)
    order = np.zeros(size, dtype=np.int64)
    found = 0
    visited = np.zeros(len(flat.quota), dtype=np.bool_)
    stack = np.zeros(len(flat.parts) + len(flat.quota) + 1, dtype=np.int64)
    for root in roots:
        stack[0] = root
        top = 1
        while top:
            top -= 1
            n = stack[top]
            if visited[n]:
                continue
            visited[n] = True
            if flat.variable[n] >= 0:
                v = flat.variable[n]
                if not met[v]:
                    met[v] = True
                    order[found] = v
                    found += 1
                continue
            begin, end = flat.start[n], flat.start[n + 1]
            for at in range(end - 1, begin - 1, -1):
                if flat.variable[flat.parts[at]] < 0:
                    stack[top] = flat.parts[at]
                    top += 1
            low = top
            for at in range(begin, end):
                part = flat.parts[at]
                if flat.variable[part] >= 0:
                    place = top
                    many = seen[flat.variable[part]]
                    while place > low and seen[flat.variable[stack[place - 1]]] >= many:
                        stack[place] = stack[place - 1]
                        place -= 1
                    stack[place] = part
                    top += 1
    return order[:found]


@compiled
def compile_root(store, flat, kinds, root, cells, marks):
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
            made[n] = _threshold(store, flat, kinds, n, made, cells, marks)
        if store.used[FULL]:
            return np.int64(0)
    return made[root]


@inlined
def _threshold(store, flat, kinds, n, made, cells, marks):
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
        while place > 0 and _before(store, part[place - 1], made_part):
            part[place], weight[place] = part[place - 1], weight[place - 1]
            place -= 1
        part[place], weight[place] = made_part, flat.weights[at]
        inner += 1
    counted = np.flatnonzero(weight_of)
    return _by_need(
        store, kinds.counts, flat.quota[n], part[:inner], weight[:inner], counted, weight_of, cells, marks
    )


@compiled
def _before(store, one, other):
    """Tell whether a part is joined after another: those deep down come first."""
    return store.level[one] < store.level[other] or (store.level[one] == store.level[other] and one < other)


@inlined
def _by_need(store, counts, quota, part, weight, counted, weight_of, cells, marks):
    inner = len(part)
    stages = inner + len(counted)
    if quota <= 0:
        return np.int64(1)
    if (stages + 1) * (quota + 1) > len(cells):
        store.used[FULL] = 1
        return np.int64(0)
    rest = np.zeros(stages + 1, dtype=np.int64)
    for stage in range(stages - 1, -1, -1):
        if stage < inner:
            rest[stage] = rest[stage + 1] + weight[stage]
        else:
            level = counted[stage - inner]
            rest[stage] = rest[stage + 1] + counts[level] * weight_of[level]
    row = quota + 1
    marks[: (stages + 1) * row] = False
    marks[quota] = True
    for stage in range(stages):
        ways = 1 if stage < inner else counts[counted[stage - inner]]
        step = weight[stage] if stage < inner else weight_of[counted[stage - inner]]
        for need in range(1, min(quota, rest[stage]) + 1):
            if marks[stage * row + need]:
                for c in range(ways + 1):
                    marks[(stage + 1) * row + max(need - c * step, 0)] = True
    for stage in range(stages, -1, -1):
        for need in range(row):
            at = stage * row + need
            if not marks[at]:
                continue
            if need == 0:
                cells[at] = 1
            elif need > rest[stage]:
                cells[at] = 0
            elif stage < inner:
                found, other = cells[at + row - min(weight[stage], need)], part[stage]
                for kind in range(2):
                    found = join(store, counts, found, other, kind)
                    other = cells[at + row]
                cells[at] = found
            else:
                level = counted[stage - inner]
                step = weight_of[level]
                base = store.used[TOP]
                for c in range(counts[level] + 1):
                    store.scratch[base + c] = cells[(stage + 1) * row + max(need - c * step, 0)]
                cells[at] = node(store, level, base, counts[level] + 1)
    return cells[quota]


NONE, UNIT = 0, 1


@compiled
def minimal(family, diagram, root):
    """Collect the smallest vectors of counts at which a monotone diagram is true (Rauzy 1993)."""
    if root < 2:
        return root
    wanted = below(diagram, root)
    least = np.zeros(root + 1, dtype=np.int64)
    least[1] = UNIT
    for n in range(2, root + 1):
        if not wanted[n]:
            continue
        begin, width = diagram.start[n], diagram.start[n + 1] - diagram.start[n]
        base = family.used[TOP]
        family.used[TOP] = base + width
        family.scratch[base] = least[diagram.children[begin]]
        for c in range(1, width):
            fewer, more = diagram.children[begin + c - 1], diagram.children[begin + c]
            family.scratch[base + c] = NONE if fewer == more else without(family, diagram, least[more], fewer)
        least[n] = _node(family, diagram.level[n], base, width)
        family.used[TOP] = base
        if family.used[FULL]:
            return np.int64(NONE)
    return least[root]


@compiled
def below(store, root):
    """Mark the inner nodes under a root."""
    wanted = np.zeros(max(root, 1) + 1, dtype=np.bool_)
    wanted[root] = root > 1
    for n in range(root, 1, -1):
        if wanted[n]:
            for at in range(store.start[n], store.start[n + 1]):
                if store.children[at] > 1:
                    wanted[store.children[at]] = True
    return wanted


@inlined
def _node(family, level, at, width):
    """Store a node of a family, without the highest counts if they lead to nothing."""
    while width > 1 and family.scratch[at + width - 1] == NONE:
        width -= 1
    if width == 1:
        return family.scratch[at]
    return stored(family, level, at, width)


@inlined
def without(family, diagram, x, y):
    """Leave out the vectors at which the diagram `y` is true already; frames as in `join`."""
    level, start, children, scratch, frames = (
        family.level,
        family.start,
        family.children,
        family.scratch,
        family.frames,
    )
    keys, values, used = family.keys, family.values, family.used
    heights, starts, lower = diagram.level, diagram.start, diagram.children
    stamp = used[QUESTION] << 41
    bottom = used[TOP]
    top = bottom + 1
    depth = 0
    frames[0, BASE], frames[0, NEXT], frames[0, WIDTH] = bottom, 0, 1
    while True:
        frame = frames[depth]
        c = frame[NEXT]
        if c == frame[WIDTH]:
            if depth == 0:
                used[TOP] = bottom
                return scratch[bottom]
            used[TOP] = top
            found = _node(family, level[frame[ONE]], frame[BASE], c)
            keys[frame[SLOT]], values[frame[SLOT]] = stamp | frame[ONE] << 20 | frame[OTHER], found
            top = frame[BASE]
            depth -= 1
            scratch[frames[depth, BASE] + frames[depth, NEXT]] = found
            frames[depth, NEXT] += 1
            continue
        if depth == 0:
            one, other = x, y
        else:
            one, other = children[start[frame[ONE]] + c], frame[OTHER]
            if heights[other] == level[frame[ONE]]:
                other = lower[starts[other] + c]
        found = np.int64(-1)
        if one == NONE:
            found = np.int64(NONE)
        else:
            while other > 1 and (one == UNIT or heights[other] < level[one]):
                other = lower[starts[other]]
            if other == 1:
                found = np.int64(NONE)
            elif other == 0:
                found = one
            else:
                slot = place_of(len(keys), stamp, one, other)
                if keys[slot] == stamp | one << 20 | other:
                    found = values[slot]
                else:
                    depth += 1
                    width = start[one + 1] - start[one]
                    frames[depth, ONE], frames[depth, OTHER], frames[depth, SLOT] = one, other, slot
                    frames[depth, BASE], frames[depth, NEXT], frames[depth, WIDTH] = top, 0, width
                    top += width
        if found >= 0:
            scratch[frame[BASE] + c] = found
            frame[NEXT] = c + 1


@compiled
def total(family, root, counts, choose):
    """Count the sets, and tell the sizes they have as bits; -1 when there are too many for a word."""
    wanted = below(family, root)
    count = np.zeros(family.used[COUNT], dtype=np.int64)
    about = np.zeros(family.used[COUNT])
    count[UNIT], about[UNIT] = 1, 1.0
    for n in range(2, root + 1):
        if wanted[n]:
            begin, level = family.start[n], family.level[n]
            for c in range(family.start[n + 1] - begin):
                child = family.children[begin + c]
                count[n] += choose[counts[level], c] * count[child]
                about[n] += choose[counts[level], c] * about[child]
    if about[root] > 9e18:
        return np.int64(-1)
    return count[root]


@compiled
def reach(family, root):
    """Tell for each node the sizes of its sets, as bits."""
    wanted = below(family, root)
    found = np.zeros(max(root, UNIT) + 1, dtype=np.int64)
    found[UNIT] = 1
    for n in range(2, root + 1):
        if wanted[n]:
            begin = family.start[n]
            for c in range(family.start[n + 1] - begin):
                found[n] |= found[family.children[begin + c]] << c
    return found


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


@compiled
def swings_of(diagram, root, counts, choose):
    """Count for a member of each level the settings of all other variables in which it decides."""
    levels = len(counts)
    wanted = below(diagram, root)
    after = np.zeros(levels + 1, dtype=np.int64)
    for t in range(levels - 1, -1, -1):
        after[t] = after[t + 1] + counts[t]
    down = np.zeros(max(root, 1) + 1, dtype=np.int64)
    down[1] = 1
    for n in range(2, root + 1):
        if wanted[n]:
            level, begin = diagram.level[n], diagram.start[n]
            for c in range(counts[level] + 1):
                child = diagram.children[begin + c]
                skipped = after[level + 1] - after[diagram.level[child]]
                down[n] += choose[counts[level], c] * down[child] << skipped
    up = np.zeros(root + 1, dtype=np.int64)
    swings = np.zeros(levels, dtype=np.int64)
    if root > 1:
        up[root] = np.int64(1) << (after[0] - after[diagram.level[root]])
    for n in range(root, 1, -1):
        if not wanted[n]:
            continue
        level, begin = diagram.level[n], diagram.start[n]
        before = np.int64(0)
        for c in range(counts[level] + 1):
            child = diagram.children[begin + c]
            skipped = after[level + 1] - after[diagram.level[child]]
            here = down[child] << skipped
            if child > 1:
                up[child] += up[n] * choose[counts[level], c] << skipped
            if c:
                swings[level] += up[n] * choose[counts[level] - 1, c - 1] * (here - before)
            before = here
    return swings


@compiled
def shapley_of(diagram, root, counts, choose, points, weights):
    """Integrate, for a member of each level, the probability that it decides (Owen 1972)."""
    levels = len(counts)
    many = len(points)
    wanted = below(diagram, root)
    all_members = _spreads(counts, choose, points)
    others = _spreads(counts - 1, choose, points)
    value = np.zeros((max(root, 1) + 1, many))
    value[1] = 1.0
    for n in range(2, root + 1):
        if wanted[n]:
            level, begin = diagram.level[n], diagram.start[n]
            for c in range(counts[level] + 1):
                child = diagram.children[begin + c]
                if child:
                    for p in range(many):
                        value[n, p] += all_members[level, c, p] * value[child, p]
    up = np.zeros((root + 1, many))
    found = np.zeros(levels)
    if root > 1:
        up[root] = 1.0
    for n in range(root, 1, -1):
        if not wanted[n]:
            continue
        level, begin = diagram.level[n], diagram.start[n]
        for c in range(counts[level] + 1):
            child = diagram.children[begin + c]
            if child > 1:
                for p in range(many):
                    up[child, p] += up[n, p] * all_members[level, c, p]
            if c:
                before = diagram.children[begin + c - 1]
                if before != child:
                    decided = 0.0
                    for p in range(many):
                        swing = others[level, c - 1, p] * (value[child, p] - value[before, p])
                        decided += up[n, p] * swing * weights[p]
                    found[level] += decided
    return found


@compiled
def _spreads(counts, choose, points):
    """Give for each level the probability of each count of its members, one column a point."""
    most = 0
    for t in range(len(counts)):
        most = max(most, counts[t])
    spread = np.zeros((len(counts), most + 1, len(points)))
    for p in range(len(points)):
        for t in range(len(counts)):
            n, yes = counts[t], 1.0
            for c in range(n + 1):
                spread[t, c, p] = choose[n, c] * yes
                yes *= points[p]
            no = 1.0
            for c in range(n, -1, -1):
                spread[t, c, p] *= no
                no *= 1 - points[p]
    return spread


NO_ROOM = -1
"""The number of sets where the arrays, or a word, were too small: another engine must be asked."""


@compiled
def sets_of(
    diagram: Store,
    family: Store,
    flat: Flat,
    size: int,
    limit: int,
    choose: Integers,
    cells: Integers,
    marks: Truths,
) -> tuple[int, Integers]:
    """Count the minimal sets of a formula and list the first: how many, and for each listed one the set as bits."""
    roots = np.array([len(flat.quota) - 1], dtype=np.int64)
    kinds = typed(flat, roots, size)
    levels = len(kinds.counts)
    nothing = np.zeros(0, dtype=np.int64)
    begin(diagram, levels)
    root = compile_root(diagram, flat, kinds, roots[0], cells, marks)
    begin(family, levels)
    top = minimal(family, diagram, root)
    if diagram.used[FULL] or family.used[FULL]:
        return np.int64(NO_ROOM), nothing
    many = total(family, top, kinds.counts, choose)
    if many <= 0:
        return many, nothing
    wanted = min(np.int64(limit), many)
    found = np.zeros(max(wanted, 1), dtype=np.int64)
    sizes = reach(family, top)
    heads, number = first_choices(kinds.members, kinds.first, kinds.counts, size, max(limit, 1))
    filled = np.int64(0)
    for s in range(size + 1):
        if sizes[top] >> s & 1:
            for one in first_of_size(family, top, sizes, s, heads, number, max(limit, 1)):
                if filled < len(found):
                    found[filled] = one
                    filled += 1
            if filled >= wanted:
                break
    return many, found[:filled]


@compiled
def power_of(
    diagram: Store,
    flat: Flat,
    size: int,
    choose: Integers,
    points: Floats,
    weights: Floats,
    cells: Integers,
    marks: Truths,
) -> tuple[bool, Integers, Floats]:
    """Give for each variable its swings and its Shapley–Shubik index, among the variables the formula names."""
    roots = np.array([len(flat.quota) - 1], dtype=np.int64)
    kinds = typed(flat, roots, size)
    begin(diagram, len(kinds.counts))
    root = compile_root(diagram, flat, kinds, roots[0], cells, marks)
    swings = np.zeros(size, dtype=np.int64)
    shapley = np.zeros(size)
    if diagram.used[FULL]:
        return False, swings, shapley
    swing = swings_of(diagram, root, kinds.counts, choose)
    share = shapley_of(diagram, root, kinds.counts, choose, points, weights)
    for v in range(size):
        if kinds.level[v] >= 0:
            swings[v] = swing[kinds.level[v]]
            shapley[v] = share[kinds.level[v]]
    return True, swings, shapley


@compiled
def same(diagram: Store, flat: Flat, roots: Integers, size: int, cells: Integers, marks: Truths) -> int:
    """Tell whether two formulas are one function: 1 or 0, -1 where there was no room."""
    kinds = typed(flat, roots, size)
    begin(diagram, len(kinds.counts))
    one = compile_root(diagram, flat, kinds, roots[0], cells, marks)
    other = compile_root(diagram, flat, kinds, roots[1], cells, marks)
    if diagram.used[FULL]:
        return NO_ROOM
    return 1 if one == other else 0


# Many functions of one seating, in one diagram

OFFICE, VOTES, SOME, FIRST = range(4)
"""Kinds of gates: any member of a group, a vote, at least so many parts, the first part that is not always false."""

MAJORITY, SHARE, COUNT_OF = range(3)
"""Kinds of quotas."""

CONSENT, STANDING, PASSING = range(3)
"""What a part of a way is: needed; a check in all readings; a check in all but the last."""

PAPER, TIES, PRACTICE = range(3)
CARRY, STOP, AGREE = range(3)

MOVERS = 8
"""Up to so many different functions may move the members of one vote."""


class Circuit(NamedTuple):
    """Functions over groups of variables, whoever the members are; see `analysis.sweep.circuit`.

    A gate has a kind and, by it: a group; a row of `votes` with a quota; a count of parts. `aside[g]` picks the groups
    whose members have no say in it. `ways` lists, function by function and way by way, gates and what they are.
    """

    kind: Integers
    subject: Integers
    quota: Integers
    given: Integers
    aside: Integers
    first: Integers
    parts: Integers
    asides: Truths
    vote_first: Integers
    vote_group: Integers
    vote_weight: Integers
    vote_rule: Integers
    way_first: Integers
    step_first: Integers
    step_gate: Integers
    step_role: Integers
    tie_first: Integers
    tie_gate: Integers
    tie_reach: Truths
    begins: Truths
    apart: Truths


class Seating(NamedTuple):
    """Who is a member of which group, as types of variables: members of equal groups, in the order of levels."""

    level: Integers
    counts: Integers
    first: Integers
    members: Integers
    held: Integers
    seats: Integers


@compiled
def seated(slots, group_of, groups, persons):
    """Sort the members of groups into types: those who fill as many slots of each group; most groups first."""
    held = np.zeros((persons, groups), dtype=np.int64)
    seats = np.zeros(groups, dtype=np.int64)
    for at in range(len(slots)):
        if slots[at] >= -1:
            seats[group_of[at]] += 1
        if slots[at] >= 0:
            held[slots[at], group_of[at]] += 1
    mixed = np.zeros(persons, dtype=np.uint64)
    rank = np.zeros(persons, dtype=np.int64)
    for p in range(persons):
        many, lowest = 0, groups
        for g in range(groups):
            if held[p, g]:
                mixed[p] = _mixed(mixed[p], g, held[p, g])
                many += 1
                lowest = min(lowest, g)
        rank[p] = (groups - many) * (groups + 1) + lowest
    order = np.argsort(rank, kind="mergesort")  # stable: members of a type stay in their order
    level = np.full(persons, -1, dtype=np.int64)
    leader = np.zeros(persons, dtype=np.int64)
    counts = np.zeros(persons, dtype=np.int64)
    types = 0
    for p in order:
        for t in range(types - 1, -1, -1):
            if rank[leader[t]] != rank[p]:
                break
            if mixed[leader[t]] == mixed[p] and np.all(held[leader[t]] == held[p]):
                level[p] = t
                break
        if level[p] < 0:
            level[p] = types
            leader[types] = p
            types += 1
        counts[level[p]] += 1
    first = np.zeros(types + 1, dtype=np.int64)
    for t in range(types):
        first[t + 1] = first[t] + counts[t]
    members = np.zeros(persons, dtype=np.int64)
    place = first[:types].copy()
    for p in range(persons):
        members[place[level[p]]] = p
        place[level[p]] += 1
    grouped = np.zeros((types, groups), dtype=np.int64)
    for t in range(types):
        grouped[t] = held[leader[t]]
    return Seating(level, counts[:types].copy(), first, members, grouped, seats)


@compiled
def threshold(store, seating, quota, weight, movers, cells, marks):
    """Compile a vote of types; `movers[t]` is what makes all members of a type act whether they are there or not."""
    counts = seating.counts
    moved = np.zeros(MOVERS, dtype=np.int64)
    by = np.full(len(counts), -1, dtype=np.int64)
    many = 0
    for t in range(len(counts)):
        if weight[t] == 0 or movers[t] == 0:
            continue
        if movers[t] == 1:
            quota -= weight[t] * counts[t]
            by[t] = MOVERS
            continue
        for m in range(many):
            if moved[m] == movers[t]:
                by[t] = m
        if by[t] < 0:
            if many == MOVERS:
                store.used[FULL] = 1
                return np.int64(0)
            moved[many] = movers[t]
            by[t] = many
            many += 1
    found = np.int64(0)
    nothing = np.zeros(0, dtype=np.int64)
    for chosen in range(1 << many):
        need = quota
        both = np.int64(1)
        for m in range(many):
            if chosen >> m & 1:
                both = _joined(store, counts, both, moved[m], 0)
        if both == 0:
            continue
        left = np.zeros(len(counts), dtype=np.int64)
        for t in range(len(counts)):
            if weight[t] == 0 or by[t] == MOVERS:
                continue
            if by[t] >= 0 and chosen >> by[t] & 1:
                need -= weight[t] * counts[t]
            else:
                left[t] = weight[t]
        enough = _counted(store, counts, need, nothing, nothing, left, cells, marks)
        found = _joined(store, counts, found, _joined(store, counts, both, enough, 0), 1)
        if store.used[FULL]:
            return np.int64(0)
    return found


@compiled
def _joined(store, counts, x, y, absorbing):
    return join(store, counts, x, y, absorbing)


@compiled
def _counted(store, counts, quota, parts, weights, weight_of, cells, marks):
    return _by_need(store, counts, quota, parts, weights, np.flatnonzero(weight_of), weight_of, cells, marks)


@compiled
def _needed(kind, given, base):
    if kind == MAJORITY:
        return base // 2 + 1
    if kind == SHARE:
        return max(1, -(-base * given[0] // given[1]))
    return given[0]


@compiled
def gate(store, circuit, seating, g, dual, movers, value, cells, marks):
    """Compile one gate, its parts being known; `dual` turns who can carry it into who can stop it."""
    counts, held = seating.counts, seating.held
    types = len(counts)
    kind = circuit.kind[g]
    begin_, end = circuit.first[g], circuit.first[g + 1]
    if kind == SOME:
        quota = circuit.subject[g]
        if dual:
            quota = end - begin_ - quota + 1
        parts = np.zeros(end - begin_, dtype=np.int64)
        weights = np.ones(end - begin_, dtype=np.int64)
        for at in range(begin_, end):
            made = value[circuit.parts[at]]
            place = at - begin_
            while place > 0 and _before(store, parts[place - 1], made):
                parts[place] = parts[place - 1]
                place -= 1
            parts[place] = made
        return _of_parts(store, counts, quota, parts, weights, cells, marks)
    free = np.ones(types, dtype=np.bool_)
    if circuit.aside[g] >= 0:
        for t in range(types):
            for o in range(held.shape[1]):
                if held[t, o] and circuit.asides[circuit.aside[g], o]:
                    free[t] = False
    weight = np.zeros(types, dtype=np.int64)
    if kind == OFFICE:
        total = 0
        for t in range(types):
            if free[t] and held[t, circuit.subject[g]]:
                weight[t] = 1
                total += counts[t]
        return (
            threshold(store, seating, total if dual else 1, weight, movers, cells, marks)
            if total
            else (np.int64(1) if dual else np.int64(0))
        )
    v = circuit.subject[g]
    adds, of_seats, presiding = circuit.vote_rule[v, 0], circuit.vote_rule[v, 1], circuit.vote_rule[v, 2]
    established, total = 0, 0
    for at in range(circuit.vote_first[v], circuit.vote_first[v + 1]):
        o, each = circuit.vote_group[at], circuit.vote_weight[at]
        established += each * seating.seats[o]
        for t in range(types):
            if free[t] and held[t, o]:
                weight[t] = weight[t] + each * held[t, o] if adds else 1
    for t in range(types):
        total += weight[t] * counts[t]
    base = established if of_seats else total
    quota = _needed(circuit.quota[g], circuit.given[g], base)
    carried = _vote(store, seating, quota, total, weight, dual, movers, cells, marks)
    if presiding < 0 or circuit.given[g, 2] or circuit.quota[g] != MAJORITY or base == 0 or base % 2:
        return carried
    chair = -1
    for t in range(types):
        if free[t] and held[t, presiding]:
            if chair >= 0 or counts[t] > 1:
                store.used[FULL] = 1
                return np.int64(0)
            chair = t
    if chair < 0:
        return carried
    half = _vote(store, seating, base // 2, total, weight, dual, movers, cells, marks)
    alone = np.zeros(types, dtype=np.int64)
    alone[chair] = 1
    presides = threshold(store, seating, 1, alone, movers, cells, marks)
    both = _joined(store, counts, half, presides, 1 if dual else 0)
    return _joined(store, counts, carried, both, 0 if dual else 1)


@compiled
def _vote(store, seating, quota, total, weight, dual, movers, cells, marks):
    if quota <= 0:
        return np.int64(0) if dual else np.int64(1)
    if quota > total:
        return np.int64(1) if dual else np.int64(0)
    needed = total - quota + 1 if dual else quota
    return threshold(store, seating, needed, weight, movers, cells, marks)


@compiled
def _of_parts(store, counts, quota, parts, weights, cells, marks):
    """Compile at least so many of parts; "and" and "or" are joined one by one."""
    if quota <= 0:
        return np.int64(1)
    if quota > len(parts):
        return np.int64(0)
    if quota == 1 or quota == len(parts):
        absorbing = 1 if quota == 1 else 0
        found = parts[0]
        for at in range(1, len(parts)):
            found = _joined(store, counts, found, parts[at], absorbing)
        return found
    nobody = np.zeros(len(counts), dtype=np.int64)
    return _counted(store, counts, quota, parts, weights, nobody, cells, marks)


@compiled
def gates(store, circuit, seating, wanted, dual, movers, plain, cells, marks):
    """Compile all gates that are wanted, and what they are made of; `plain` tells which gates are always false."""
    value = np.full(len(circuit.kind), -1, dtype=np.int64)
    needed = wanted.copy()
    for g in range(len(needed) - 1, -1, -1):
        if needed[g]:
            begin_, end = circuit.first[g], circuit.first[g + 1]
            if circuit.kind[g] == FIRST and len(plain):
                needed[_chosen(circuit, g, plain)] = True
            else:
                for at in range(begin_, end):
                    needed[circuit.parts[at]] = True
    for g in range(len(needed)):
        if needed[g]:
            if circuit.kind[g] == FIRST:
                value[g] = value[_chosen(circuit, g, plain if len(plain) else value)]
            else:
                value[g] = gate(store, circuit, seating, g, dual, movers, value, cells, marks)
            if store.used[FULL]:
                return value
    return value


@compiled
def _chosen(circuit, g, plain):
    """Give the gate that acts: the substitute where the actor can no longer act at all."""
    at = circuit.first[g]
    return circuit.parts[at] if plain[circuit.parts[at]] != 0 else circuit.parts[at + 1]


@compiled
def moving(store, circuit, seating, plain, cells, marks):
    """Find what moves each type: the least functions closed under the ties, by rounds until nothing changes."""
    types, groups = seating.held.shape
    movers = np.zeros(types, dtype=np.int64)
    tied = np.zeros(len(circuit.kind), dtype=np.bool_)
    for o in range(groups):
        for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
            tied[circuit.tie_gate[at]] = True
    while True:
        value = gates(store, circuit, seating, tied, False, movers, plain, cells, marks)
        if store.used[FULL]:
            return movers
        changed = False
        for t in range(types):
            found = movers[t]
            for o in range(groups):
                if seating.held[t, o]:
                    for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
                        found = _joined(store, seating.counts, found, value[circuit.tie_gate[at]], 1)
            if found != movers[t]:
                movers[t] = found
                changed = True
        if not changed:
            return movers


@compiled
def supported(circuit, seating, f):
    """Mark the types a function reaches through ties, and those set apart in it; tell whether it reaches any."""
    types, groups = seating.held.shape
    entered = np.zeros(types, dtype=np.bool_)
    wanted = circuit.begins[f].copy()
    changed = True
    while changed:
        changed = False
        for t in range(types):
            if entered[t]:
                continue
            for o in range(groups):
                if seating.held[t, o] and wanted[o]:
                    entered[t] = True
                    break
            if entered[t]:
                changed = True
                for o in range(groups):
                    if seating.held[t, o]:
                        for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
                            for other in range(groups):
                                wanted[other] |= circuit.tie_reach[at, other]
    some = bool(np.any(entered))
    for t in range(types):
        for o in range(groups):
            entered[t] |= seating.held[t, o] > 0 and circuit.apart[f, o]
    return entered, some


@compiled
def functions(store, circuit, seating, wanted, cells, marks):
    """Compile the functions that are wanted in every reading, and tell which of their checks change nothing.

    Give the roots by function, reading and question (`CARRY`, `STOP`, `AGREE`), and for each step of a way whether it
    is a check whose removal leaves the function as it is, all ties followed.
    """
    counts = seating.counts
    many = len(circuit.way_first) - 1
    begin(store, len(counts))
    inside = np.zeros(len(circuit.kind), dtype=np.bool_)
    checks = np.zeros(len(circuit.kind), dtype=np.bool_)
    for f in range(many):
        if wanted[f]:
            for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
                for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
                    inside[circuit.step_gate[at]] = True
                    if circuit.step_role[at] != CONSENT:
                        checks[circuit.step_gate[at]] = True
    tied = inside.copy()
    for at in range(len(circuit.tie_gate)):
        tied[circuit.tie_gate[at]] = True
    roots = np.zeros((many, 3, 3), dtype=np.int64)
    empty = np.zeros(len(circuit.step_gate), dtype=np.bool_)
    nobody = np.zeros(len(counts), dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    plain = gates(store, circuit, seating, tied, False, nobody, nothing, cells, marks)
    movers = nobody if store.used[FULL] else moving(store, circuit, seating, plain, cells, marks)
    for moved in range(2):
        if store.used[FULL]:
            break
        by = movers if moved else nobody
        yes = gates(store, circuit, seating, inside, False, by, plain, cells, marks)
        no = gates(store, circuit, seating, inside, True, by, plain, cells, marks)
        for f in range(many):
            if wanted[f] and not store.used[FULL]:
                _write(store, circuit, counts, f, moved, yes, no, roots, empty)
    return roots, empty, plain


@compiled
def _write(store, circuit, counts, f, moved, yes, no, roots, empty):
    """Write one function in the readings without ties, or in those with ties."""
    begins, ends = circuit.way_first[f], circuit.way_first[f + 1]
    agree, stop = np.int64(0), np.int64(1)
    for way in range(begins, ends):
        every, some = np.int64(1), np.int64(0)
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            if circuit.step_role[at] == CONSENT:
                every = _joined(store, counts, every, yes[circuit.step_gate[at]], 0)
                some = _joined(store, counts, some, no[circuit.step_gate[at]], 1)
        agree = _joined(store, counts, agree, every, 1)
        stop = _joined(store, counts, stop, some, 0)
    reading = TIES if moved else PAPER
    whole = _carried(store, circuit, counts, f, yes, no, PASSING, -1)
    roots[f, reading, CARRY], roots[f, reading, STOP], roots[f, reading, AGREE] = whole, stop, agree
    if not moved:
        return
    standing = _carried(store, circuit, counts, f, yes, no, STANDING, -1)
    roots[f, PRACTICE, CARRY], roots[f, PRACTICE, STOP], roots[f, PRACTICE, AGREE] = standing, stop, agree
    for at in range(circuit.step_first[begins], circuit.step_first[ends]):
        if circuit.step_role[at] != CONSENT:
            rest = _carried(store, circuit, counts, f, yes, no, PASSING, at)
            empty[at] = rest == whole and rest != 0


@compiled
def _carried(store, circuit, counts, f, yes, no, last, left_out):
    """Join the ways of a function: consents, and checks up to the last kind but for one."""
    found = np.int64(0)
    for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
        every = np.int64(1)
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            role = circuit.step_role[at]
            if role == CONSENT:
                every = _joined(store, counts, every, yes[circuit.step_gate[at]], 0)
            elif role <= last and at != left_out:
                every = _joined(store, counts, every, no[circuit.step_gate[at]], 0)
        found = _joined(store, counts, found, every, 1)
    return found


@compiled
def _listed_below(store, root, number):
    """List the inner nodes under a root, parts first; `number` is used to mark them and is left as it was."""
    stack = np.empty(store.used[COUNT], dtype=np.int64)
    found = np.empty(store.used[COUNT], dtype=np.int64)
    many, top = 0, 0
    if root > 1:
        stack[0], top, number[root] = root, 1, 1
    while top:
        top -= 1
        n = stack[top]
        found[many] = n
        many += 1
        for at in range(store.start[n], store.start[n + 1]):
            child = store.children[at]
            if child > 1 and not number[child]:
                number[child] = 1
                stack[top] = child
                top += 1
    listed = np.sort(found[:many])
    for n in listed:
        number[n] = 0
    return listed


@compiled
def _cut(store, root, listed, number):
    """Copy what is under a root: a diagram of its own, whose levels are those it is made of; also tell which they were."""
    size = 0
    here = np.zeros(store.level[0] + 1, dtype=np.bool_)
    for n in listed:
        here[store.level[n]] = True
        size += store.start[n + 1] - store.start[n]
    levels = np.flatnonzero(here)
    rank = np.zeros(len(here), dtype=np.int64)
    rank[levels] = np.arange(len(levels))
    count = len(listed) + 2
    level = np.full(count, len(levels), dtype=np.int64)
    start = np.zeros(count + 1, dtype=np.int64)
    children = np.empty(size, dtype=np.int64)
    number[0], number[1] = 0, 1
    filled = 0
    for at in range(len(listed)):
        n = listed[at]
        level[at + 2] = rank[store.level[n]]
        for child in store.children[store.start[n] : store.start[n + 1]]:
            children[filled] = number[child]
            filled += 1
        start[at + 3] = filled
        number[n] = at + 2
    top = number[root]
    for n in listed:
        number[n] = 0
    number[1] = 0
    few, frames, used = (
        np.zeros(1, dtype=np.int64),
        np.zeros((1, 7), dtype=np.int64),
        np.zeros(5, dtype=np.int64),
    )
    used[COUNT] = count
    return Store(level, start, children, few, few, few, few, frames, used), top, levels


@compiled
def _noded(store, level, at, width):
    return node(store, level, at, width)


@compiled
def with_all(store, root, level, number):
    """Put all members of a type into every set."""
    listed = _listed_below(store, root, number)
    number[1] = 1
    for n in listed:
        first, width = store.start[n], store.start[n + 1] - store.start[n]
        if store.level[n] == level:
            number[n] = number[store.children[first + width - 1]]
        else:
            base = store.used[TOP]
            for c in range(width):
                store.scratch[base + c] = number[store.children[first + c]]
            number[n] = node(store, store.level[n], base, width)
    found = number[root]
    for n in listed:
        number[n] = 0
    number[1] = 0
    return found


class Told(NamedTuple):
    """Answers of some roots: the sets of root `r` are numbers `set_first[r]` up to `set_first[r + 1]`, and so on.

    Set `s` is `persons[person_first[s] : person_first[s + 1]]`; `smallest` is -1 where there is no set. Power (relative
    and absolute Banzhaf, Shapley–Shubik) is told where it was asked for; `alone` are those who are a set by themselves.
    """

    smallest: Integers
    total: Integers
    set_first: Integers
    person_first: Integers
    persons: Integers
    alone: Integers
    alone_first: Integers
    mighty: Integers
    mighty_first: Integers
    power: Floats


@compiled
def told(store, family, seating, roots, powers, limit, choose, points, weights, number):
    """Answer each root; without a full answer where the arrays, or a word, were too small, and `used` says so."""
    many = len(roots)
    smallest, total_ = np.full(many, -1, dtype=np.int64), np.zeros(many, dtype=np.int64)
    set_first, person_first = np.zeros(many + 1, dtype=np.int64), np.zeros(many * limit + 1, dtype=np.int64)
    persons = np.empty(many * limit * len(choose), dtype=np.int64)
    alone_first, mighty_first = np.zeros(many + 1, dtype=np.int64), np.zeros(many + 1, dtype=np.int64)
    alone = np.empty(many * len(choose), dtype=np.int64)
    mighty = np.empty(many * len(choose), dtype=np.int64)
    power = np.empty((many * len(choose), 3))
    sets, named, single, strong = 0, 0, 0, 0
    for r in range(many):
        listed = _listed_below(store, roots[r], number)
        diagram, top, levels = _cut(store, roots[r], listed, number)
        counts = seating.counts[levels]
        size = counts.sum()
        if size >= len(choose):
            store.used[FULL] = 1
            break
        people, first, members = _numbered(seating, levels, size)
        begin(family, len(levels))
        least = minimal(family, diagram, top)
        if family.used[FULL]:
            store.used[FULL] = 1
            break
        total_[r] = total(family, least, counts, choose)
        if total_[r] < 0:
            store.used[FULL] = 1
            break
        if total_[r]:
            wanted = min(limit, total_[r])
            sizes = reach(family, least)
            heads, head_counts = first_choices(members, first, counts, size, limit)
            for s in range(size + 1):
                if sizes[least] >> s & 1 and sets - set_first[r] < wanted:
                    if smallest[r] < 0:
                        smallest[r] = s
                    for one in first_of_size(family, least, sizes, s, heads, head_counts, limit):
                        if sets - set_first[r] < wanted:
                            for at in range(size):
                                if one >> (size - 1 - at) & 1:
                                    persons[named] = people[at]
                                    named += 1
                            sets += 1
                            person_first[sets] = named
            if smallest[r] == 1:
                for at in range(size):
                    if _is_alone(diagram, top, _level_of(members, first, at)):
                        alone[single] = people[at]
                        single += 1
        set_first[r + 1], alone_first[r + 1] = sets, single
        if powers[r] and size:
            half = size // 2 + 1
            swings = swings_of(diagram, top, counts, choose)
            shares = shapley_of(diagram, top, counts, choose, points[half, :half], weights[half, :half])
            summed = (swings.astype(np.float64) * counts).sum()
            for at in range(size):
                level = _level_of(members, first, at)
                if swings[level]:
                    mighty[strong] = people[at]
                    power[strong, 0] = swings[level] / summed
                    power[strong, 1] = swings[level] / (np.int64(1) << (size - 1))
                    power[strong, 2] = shares[level]
                    strong += 1
        mighty_first[r + 1] = strong
    return Told(
        smallest,
        total_,
        set_first,
        person_first[: sets + 1].copy(),
        persons[:named].copy(),
        alone[:single].copy(),
        alone_first,
        mighty[:strong].copy(),
        mighty_first,
        power[:strong].copy(),
    )


@compiled
def _is_alone(diagram, top, level):
    """Tell whether one member of a type is enough."""
    n = top
    while n > 1:
        n = diagram.children[diagram.start[n] + (1 if diagram.level[n] == level else 0)]
    return n == 1


@compiled
def _numbered(seating, levels, size):
    """Number the members of some types in their order; give for each type the numbers of its members."""
    people = np.empty(size, dtype=np.int64)
    first = np.zeros(len(levels) + 1, dtype=np.int64)
    filled = 0
    for t in range(len(levels)):
        for at in range(seating.first[levels[t]], seating.first[levels[t] + 1]):
            people[filled] = seating.members[at]
            filled += 1
        first[t + 1] = filled
    order = np.argsort(people)
    rank = np.empty(size, dtype=np.int64)
    for at in range(size):
        rank[order[at]] = at
    return people[order], first, rank


@compiled
def _level_of(members, first, number):
    for t in range(len(first) - 1):
        for at in range(first[t], first[t + 1]):
            if members[at] == number:
                return t
    return -1


class Seen(NamedTuple):
    """What one seating comes to: roots by function, reading and question, and all that is told of them.

    `empty` marks the checks that change nothing, `reached` the types whose members matter, `some` the functions that
    reach any.
    """

    roots: Integers
    joined: Integers
    empty: Truths
    reached: Truths
    some: Truths
    level: Integers
    asked: Integers
    told: Told


@compiled
def examined(
    store,
    family,
    circuit,
    slots,
    group_of,
    persons,
    wanted,
    holders,
    limit,
    choose,
    points,
    weights,
    cells,
    marks,
    number,
):
    """Answer the functions that are wanted of one seating; `holders` are put into every set, one after another."""
    groups = circuit.begins.shape[1]
    seating = seated(slots, group_of, groups, persons)
    roots, empty, _ = functions(store, circuit, seating, wanted, cells, marks)
    many = len(wanted)
    joined = np.zeros((len(holders), many, 3), dtype=np.int64)
    reached = np.zeros((many, len(seating.counts)), dtype=np.bool_)
    some = np.zeros(many, dtype=np.bool_)
    for f in range(many):
        if wanted[f]:
            reached[f], some[f] = supported(circuit, seating, f)
    for h in range(len(holders)):
        level = seating.level[holders[h]]
        if seating.counts[level] > 1:
            store.used[FULL] = 1
        for f in range(many):
            if wanted[f] and not store.used[FULL]:
                for reading in range(3):
                    joined[h, f, reading] = with_all(store, roots[f, reading, CARRY], level, number)
    mighty = np.zeros(store.used[COUNT], dtype=np.bool_)
    asked = np.zeros(store.used[COUNT], dtype=np.bool_)
    if not store.used[FULL]:
        for f in range(many):
            if wanted[f]:
                for reading in range(3):
                    mighty[roots[f, reading, AGREE]] = True
                    asked[roots[f, reading, CARRY]] = asked[roots[f, reading, STOP]] = True
                    for h in range(len(holders)):
                        asked[joined[h, f, reading]] = True
    listed = np.flatnonzero(asked | mighty)
    answers = told(store, family, seating, listed, mighty[listed], limit, choose, points, weights, number)
    return Seen(roots, joined, empty, reached, some, seating.level, listed, answers)
