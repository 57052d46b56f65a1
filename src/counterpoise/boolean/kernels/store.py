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

CHOSEN = 2
"""What `chosen` is remembered as, beside "and" (0) and "or" (1)."""

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
    stamp = (used[QUESTION] * 3 + absorbing) << 40
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
        one, other = min(one, other), max(one, other)
        found = np.int64(-1)
        if (one < 2) | (one == other):  # one branch for all that ends here: processors guess worst here
            found = other if one == 1 - absorbing else one
        else:
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
    stamp = (used[QUESTION] * 3 + CHOSEN) << 40
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
            slot = frame[SLOT]
            keys[slot], thirds[slot] = stamp | frame[ONE] << 20 | frame[OTHER], frame[THIRD]
            values[slot] = found
            top = frame[BASE]
            depth -= 1
            scratch[frames[depth, BASE] + frames[depth, NEXT]] = found
            frames[depth, NEXT] += 1
            continue
        if depth == 0:
            one, other, third = x, y, z
        else:
            one, other, third = frame[ONE], frame[OTHER], frame[THIRD]
            if level[one] == at:
                one = children[start[one] + c]
            if level[other] == at:
                other = children[start[other] + c]
            if level[third] == at:
                third = children[start[third] + c]
        found = np.int64(-1)
        if (other == 0) | (one == 1) | (one == other) | (one == third):
            found = one
        elif (other == 1) | (other == third):
            found = third
        elif one == 0 and third == 1:
            found = other
        else:
            slot = place_of(len(keys), stamp ^ third << 9, one, other)
            if keys[slot] == stamp | one << 20 | other and thirds[slot] == third:
                found = values[slot]
            else:
                depth += 1
                below = min(level[one], level[other], level[third])
                frames[depth, ONE], frames[depth, OTHER], frames[depth, THIRD] = one, other, third
                frames[depth, LEVEL], frames[depth, SLOT] = below, slot
                frames[depth, BASE], frames[depth, NEXT] = top, 0
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
