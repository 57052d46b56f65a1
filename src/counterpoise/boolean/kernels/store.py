"""Nodes in arrays, each stored once, and how two diagrams are joined."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.kernels.compiling import inlined, lean

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Slots = npt.NDArray[np.uint32]
Words = npt.NDArray[np.uint64]


NODES = 1 << 16
MOST_NODES = 1 << 18
"""A store has at most so many nodes: a number of one takes 18 bits where it is remembered."""

CHILDREN = 8
JOINS = 1 << 16
SCRATCH = 1 << 12
PLACES = 1 << 12
"""Among so many places a question begins to look for nodes: the fewer, the nearer to the processor."""

QUESTIONS = 1 << 8
"""After so many questions the memory of pairs is cleared."""

FRAMES = 1 << 7

ONE, OTHER, LEVEL, BASE, NEXT, SLOT, WIDTH, THIRD = range(8)
"""What a frame holds: a pair under way, or three."""

N = np.uint64
"""A number that is never negative: with any other as an index numba looks whether it counts from the end, a tenth of the time."""

N0, N1, N9, N18, N29, N36, N40, N50 = (N(n) for n in (0, 1, 9, 18, 29, 36, 40, 50))
NUMBER = N(MOST_NODES - 1)
SPREAD, AGAIN = N(0x9E3779B97F4A7C15), N(0xD1342543DE82EF95)
UNKNOWN = N(2**64 - 1)

CHOSEN, WITHIN = 2, 3
"""What `chosen` and `within` are remembered as, beside "and" (0) and "or" (1): two bits say which."""

COUNT, FILLED, QUESTION, TOP, FULL, LAST = range(6)
"""What `used` holds: nodes, entries, the question's number, the top of the scratch, whether room ran out, the last place."""


class Store(NamedTuple):
    """Nodes in arrays: `children[start[n] : start[n + 1]]` are those of node `n`; 0 and 1 have none.

    `slots` finds a node by what it is: its number, and above it 14 bits of the hash. `joins` remembers what pairs were
    joined to, in one word: the question, how, both, and the node; `beside` has the third where three were joined (and where
    nodes are pairs, what came of each: see `families`).
    """

    level: Integers
    start: Integers
    children: Integers
    slots: Slots
    joins: Words
    beside: Integers
    scratch: Integers
    frames: Integers
    used: Integers


def store(nodes: int = NODES, joins: int = JOINS) -> Store:
    """Make an empty store; both numbers are powers of two, and few joins stay near the processor."""
    assert nodes <= MOST_NODES
    return Store(
        np.zeros(nodes + 1, dtype=np.int64),
        np.zeros(nodes + 2, dtype=np.int64),
        np.zeros(CHILDREN * nodes, dtype=np.int64),
        np.zeros(max(2 * nodes, PLACES), dtype=np.uint32),
        np.zeros(joins, dtype=np.uint64),
        np.zeros(joins, dtype=np.int64),
        np.zeros(SCRATCH, dtype=np.int64),
        np.zeros((FRAMES, THIRD + 1), dtype=np.int64),
        np.zeros(LAST + 1, dtype=np.int64),
    )


@lean
def begin(store, levels):
    """Begin a question over so many levels: two ends without children, nothing remembered."""
    used = store.used
    used[QUESTION] += 1
    if used[QUESTION] == QUESTIONS:
        store.joins[:] = N0
        used[QUESTION] = 1
    used[COUNT], used[FILLED], used[TOP], used[FULL], used[LAST] = 2, 0, 0, 0, PLACES - 1
    store.slots[:PLACES] = 0
    store.level[0] = store.level[1] = levels
    store.start[0] = store.start[1] = store.start[2] = 0


@inlined
def _mixed(level, numbers, at, width):
    """Mix a level and some numbers: no step waits for another but the last."""
    mixed, spread = level, SPREAD
    for c in range(width):
        mixed += N(numbers[at + c]) * spread
        spread *= AGAIN
    return mixed ^ mixed >> N29


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
    here, waits, wide, last = N(level), N(at), N(width), N(used[LAST])
    mixed = _mixed(here, scratch, waits, wide)
    slot = mixed & last
    while slots[slot]:
        known = N(slots[slot])
        if known >> N18 == mixed >> N50:
            known &= NUMBER
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
    slots[slot] = mixed >> N50 << N18 | number
    if number + number > last:
        _spread_out(store)
    return np.int64(number)


@lean
def _spread_out(store):
    """Give a question twice as many places, and put all nodes where they are now looked for."""
    start, children, slots, used = store.start, store.children, store.slots, store.used
    last = N(used[LAST]) << N1 | N1
    used[LAST] = last
    slots[: last + N1] = 0
    for number in range(N(2), N(used[COUNT])):
        begins = N(start[number])
        mixed = _mixed(N(store.level[number]), children, begins, N(start[number + N1]) - begins)
        slot = mixed & last
        while slots[slot]:
            slot = (slot + N1) & last
        slots[slot] = mixed >> N50 << N18 | number


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
    joins, used = store.joins, store.used
    stamp = N(used[QUESTION] << 2 | absorbing) << N36
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
            joins[slot] = (stamp | N(frames[depth, ONE]) << N18 | N(frames[depth, OTHER])) << N18 | N(made)
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
            pair = stamp | one << N18 | other
            slot = pair * SPREAD >> N40 & N(len(joins)) - N1
            if joins[slot] >> N18 == pair:
                found = joins[slot] & NUMBER
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
    joins, beside, used = store.joins, store.beside, store.used
    stamp = N(used[QUESTION] << 2 | CHOSEN) << N36
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
            joins[slot] = (stamp | N(frames[depth, ONE]) << N18 | N(frames[depth, OTHER])) << N18 | N(made)
            beside[slot] = frames[depth, THIRD]
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
            pair = stamp | one << N18 | other
            slot = (pair ^ third << N9) * SPREAD >> N40 & N(len(joins)) - N1
            if joins[slot] >> N18 == pair and N(beside[slot]) == third:
                found = joins[slot] & NUMBER
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
    joins, used = store.joins, store.used
    stamp = N(used[QUESTION] << 2 | WITHIN) << N36
    depth = N0
    frames[0, LEVEL], frames[0, NEXT], frames[0, WIDTH] = -1, 0, 1
    while True:
        at, c = frames[depth, LEVEL], N(frames[depth, NEXT])
        if c == N(frames[depth, WIDTH]):
            if depth == N0:
                return True
            slot = N(frames[depth, SLOT])
            joins[slot] = (stamp | N(frames[depth, ONE]) << N18 | N(frames[depth, OTHER])) << N18 | N1
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
        pair = stamp | one << N18 | other
        slot = pair * SPREAD >> N40 & N(len(joins)) - N1
        if joins[slot] >> N18 == pair:
            frames[depth, NEXT] = c + N1
            continue
        depth += N1
        below = N(min(level[one], level[other]))
        frames[depth, ONE], frames[depth, OTHER], frames[depth, LEVEL] = one, other, below
        frames[depth, NEXT], frames[depth, SLOT], frames[depth, WIDTH] = 0, slot, counts[below] + 1
