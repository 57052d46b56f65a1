"""Nodes in arrays, each stored once, and how two diagrams are joined."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.kernels.compiling import inlined, lean

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


NODES = 1 << 16
CHILDREN = 8
JOINS = 1 << 16
SCRATCH = 1 << 12
QUESTIONS = 1 << 21
"""After so many questions the hash tables are cleared."""

FRAMES = 1 << 7

ONE, OTHER, LEVEL, BASE, NEXT, SLOT, WIDTH, THIRD = range(8)
"""What a frame holds: a pair under way, or three."""

N = np.uint64
"""A number that is never negative: with any other as an index numba looks whether it counts from the end, a tenth of the time."""

N0, N1, N9, N20, N29, N32, N40 = (N(n) for n in (0, 1, 9, 20, 29, 32, 40))
SPREAD = N(0x9E3779B97F4A7C15)
UNKNOWN = N(2**64 - 1)

CHOSEN, WITHIN, KINDS = range(2, 5)
"""What `chosen` and `within` are remembered as, beside "and" (0) and "or" (1), and how many kinds there are."""

COUNT, FILLED, QUESTION, TOP, FULL = range(5)
"""What `used` holds: nodes, entries, the question's number, the top of the scratch, whether room ran out."""


class Store(NamedTuple):
    """Nodes in arrays: `children[start[n] : start[n + 1]]` are those of node `n`; 0 and 1 have none."""

    level: Integers
    start: Integers
    children: Integers
    slots: Integers
    keys: Integers
    values: Integers
    thirds: Integers
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
        np.zeros(joins, dtype=np.int64),
        np.zeros(SCRATCH, dtype=np.int64),
        np.zeros((FRAMES, THIRD + 1), dtype=np.int64),
        np.zeros(5, dtype=np.int64),
    )


@lean
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
    scratch, used, start, children, slots = (
        store.scratch,
        store.used,
        store.start,
        store.children,
        store.slots,
    )
    here, waits, wide, asked = N(level), N(at), N(width), N(used[QUESTION])
    mixed = here + N1
    for c in range(wide):
        mixed = (mixed ^ N(scratch[waits + c])) * SPREAD
        mixed ^= mixed >> N29
    last = N(len(slots)) - N1
    slot = mixed & last
    while N(slots[slot]) >> N32 == asked:
        known = N(slots[slot]) & N(0xFFFFFFFF)
        begin = N(start[known])
        if N(store.level[known]) == here and N(start[known + N1]) - begin == wide:
            same = True
            for c in range(wide):
                if children[begin + c] != scratch[waits + c]:
                    same = False
                    break
            if same:
                return np.int64(known)
        slot = (slot + N1) & last
    number, filled = N(used[COUNT]), N(used[FILLED])
    if number + N1 >= N(len(store.level)) or filled + wide > N(len(children)):
        used[FULL] = 1
        return np.int64(0)
    store.level[number] = here
    for c in range(wide):
        children[filled + c] = scratch[waits + c]
    start[number + N1] = filled + wide
    used[COUNT], used[FILLED] = number + N1, filled + wide
    slots[slot] = asked << N32 | number
    return np.int64(number)


@inlined
def node(store, level, at, width):
    """Store a node of a diagram, unless the count of its type makes no difference."""
    first = store.scratch[N(at)]
    for c in range(N(width)):
        if store.scratch[N(at) + c] != first:
            return stored(store, level, at, width)
    return first


@lean
def joined(store, counts, x, y, absorbing):
    """Join two diagrams by "and" (absorbing 0) or "or" (absorbing 1), deeper pairs first.

    A frame is a pair under way: the pair, its level, where its joined children wait, the next count, its place in the
    memory of pairs.
    """
    level, start, children, scratch, frames = (
        store.level,
        store.start,
        store.children,
        store.scratch,
        store.frames,
    )
    keys, values, used = store.keys, store.values, store.used
    stamp = N(used[QUESTION] * KINDS + absorbing) << N40
    bottom, neutral = N(used[TOP]), N(1 - absorbing)
    top, depth = bottom + N1, N0
    frames[0, LEVEL], frames[0, BASE], frames[0, NEXT], frames[0, WIDTH] = -1, bottom, 0, 1
    while True:
        at, c = frames[depth, LEVEL], N(frames[depth, NEXT])
        if c == N(frames[depth, WIDTH]):
            if depth == N0:
                used[TOP] = bottom
                return scratch[bottom]
            used[TOP] = top
            made = node(store, at, frames[depth, BASE], c)
            slot = N(frames[depth, SLOT])
            keys[slot], values[slot] = stamp | N(frames[depth, ONE]) << N20 | N(frames[depth, OTHER]), made
            top = N(frames[depth, BASE])
            depth -= N1
            scratch[N(frames[depth, BASE]) + N(frames[depth, NEXT])] = made
            frames[depth, NEXT] += 1
            continue
        one, other = N(x), N(y)
        if depth != N0:
            one, other = N(frames[depth, ONE]), N(frames[depth, OTHER])
            if level[one] == at:
                one = N(children[N(start[one]) + c])
            if level[other] == at:
                other = N(children[N(start[other]) + c])
        one, other = min(one, other), max(one, other)
        found = UNKNOWN
        if (one <= N1) | (one == other):  # one branch for all that ends here: processors guess worst here
            found = other if one == neutral else one
        else:
            slot = place_of(len(keys), stamp, one, other)
            if N(keys[slot]) == stamp | one << N20 | other:
                found = N(values[slot])
            else:
                depth += N1
                below = N(min(level[one], level[other]))
                frames[depth, ONE], frames[depth, OTHER], frames[depth, LEVEL] = one, other, below
                frames[depth, BASE], frames[depth, NEXT], frames[depth, SLOT] = top, 0, slot
                frames[depth, WIDTH] = counts[below] + 1
                top += N(counts[below]) + N1
        if found != UNKNOWN:
            scratch[N(frames[depth, BASE]) + c] = found
            frames[depth, NEXT] = c + N1


@lean
def chosen(store, counts, x, y, z):
    """Join three diagrams to `x or (y and z)`, where `z` is true wherever `x` is; as `joined` does with two."""
    level, start, children, scratch, frames = (
        store.level,
        store.start,
        store.children,
        store.scratch,
        store.frames,
    )
    keys, values, thirds, used = store.keys, store.values, store.thirds, store.used
    stamp = N(used[QUESTION] * KINDS + CHOSEN) << N40
    bottom = N(used[TOP])
    top, depth = bottom + N1, N0
    frames[0, LEVEL], frames[0, BASE], frames[0, NEXT], frames[0, WIDTH] = -1, bottom, 0, 1
    while True:
        at, c = frames[depth, LEVEL], N(frames[depth, NEXT])
        if c == N(frames[depth, WIDTH]):
            if depth == N0:
                used[TOP] = bottom
                return scratch[bottom]
            used[TOP] = top
            made = node(store, at, frames[depth, BASE], c)
            slot = N(frames[depth, SLOT])
            keys[slot], values[slot] = stamp | N(frames[depth, ONE]) << N20 | N(frames[depth, OTHER]), made
            thirds[slot] = frames[depth, THIRD]
            top = N(frames[depth, BASE])
            depth -= N1
            scratch[N(frames[depth, BASE]) + N(frames[depth, NEXT])] = made
            frames[depth, NEXT] += 1
            continue
        one, other, third = N(x), N(y), N(z)
        if depth != N0:
            one, other, third = N(frames[depth, ONE]), N(frames[depth, OTHER]), N(frames[depth, THIRD])
            if level[one] == at:
                one = N(children[N(start[one]) + c])
            if level[other] == at:
                other = N(children[N(start[other]) + c])
            if level[third] == at:
                third = N(children[N(start[third]) + c])
        found = UNKNOWN
        if (other == N0) | (one == N1) | (one == other) | (one == third):
            found = one
        elif (other == N1) | (other == third):
            found = third
        elif one == N0 and third == N1:
            found = other
        else:
            slot = place_of(len(keys), stamp ^ third << N9, one, other)
            if N(keys[slot]) == stamp | one << N20 | other and N(thirds[slot]) == third:
                found = N(values[slot])
            else:
                depth += N1
                below = N(min(level[one], level[other], level[third]))
                frames[depth, ONE], frames[depth, OTHER], frames[depth, THIRD] = one, other, third
                frames[depth, LEVEL], frames[depth, SLOT] = below, slot
                frames[depth, BASE], frames[depth, NEXT] = top, 0
                frames[depth, WIDTH] = counts[below] + 1
                top += N(counts[below]) + N1
        if found != UNKNOWN:
            scratch[N(frames[depth, BASE]) + c] = found
            frames[depth, NEXT] = c + N1


@lean
def within(store, counts, x, y):
    """Tell whether a diagram is true only where another is; no node is made, and it ends where the first is met that says no."""
    level, start, children, frames = store.level, store.start, store.children, store.frames
    keys, values, used = store.keys, store.values, store.used
    stamp = N(used[QUESTION] * KINDS + WITHIN) << N40
    depth = N0
    frames[0, LEVEL], frames[0, NEXT], frames[0, WIDTH] = -1, 0, 1
    while True:
        at, c = frames[depth, LEVEL], N(frames[depth, NEXT])
        if c == N(frames[depth, WIDTH]):
            if depth == N0:
                return True
            slot = N(frames[depth, SLOT])
            keys[slot], values[slot] = stamp | N(frames[depth, ONE]) << N20 | N(frames[depth, OTHER]), 1
            depth -= N1
            frames[depth, NEXT] += 1
            continue
        one, other = N(x), N(y)
        if depth != N0:
            one, other = N(frames[depth, ONE]), N(frames[depth, OTHER])
            if level[one] == at:
                one = N(children[N(start[one]) + c])
            if level[other] == at:
                other = N(children[N(start[other]) + c])
        if (one == N0) | (other == N1) | (one == other):
            frames[depth, NEXT] = c + N1
            continue
        if (one == N1) | (other == N0):
            return False
        slot = place_of(len(keys), stamp, one, other)
        if N(keys[slot]) == stamp | one << N20 | other:
            frames[depth, NEXT] = c + N1
            continue
        depth += N1
        below = N(min(level[one], level[other]))
        frames[depth, ONE], frames[depth, OTHER], frames[depth, LEVEL] = one, other, below
        frames[depth, NEXT], frames[depth, SLOT], frames[depth, WIDTH] = 0, slot, counts[below] + 1


@inlined
def place_of(places, stamp, one, other):
    """Say where a pair stands in the memory of pairs."""
    return (stamp | one << N20 | other) * SPREAD >> N40 & N(places) - N1
