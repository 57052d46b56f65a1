"""Minimal sets of a diagram as a family: which, how many, of which sizes (Rauzy 1993)."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, inlined
from counterpoise.boolean.kernels.store import (
    BASE,
    COUNT,
    FULL,
    NEXT,
    ONE,
    OTHER,
    QUESTION,
    SLOT,
    TOP,
    WIDTH,
    place_of,
    stored,
)

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
