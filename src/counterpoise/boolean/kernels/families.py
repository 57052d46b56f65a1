"""Minimal sets of a diagram as a family: which, how many, of which sizes (Rauzy 1993, from the root down)."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, inlined, lean
from counterpoise.boolean.kernels.store import COUNT, FULL, joined, stored

NONE, UNIT = 0, 1

MOST_TOTAL = 9e18
"""Up to so many sets the number fits a word."""


PAIR, BEGIN, COME, WAYS = range(4)
"""What a step under way holds: a pair, where its ends wait, the next count, and how many counts there are."""

MOST = 6
"""So many vectors with one member less are remembered apart; more are joined."""


@lean
def minimal(family, pairs, diagram, counts, root):
    """Collect the smallest vectors of counts at which a monotone diagram is true.

    A vector is smallest when the diagram is true at it and false at every vector with one member less. Going down from the
    root, a pair is the node reached and the nodes that one member less would have reached; each pair is met once. Where
    the first ends in true and all others in false, a smallest vector ends.
    """
    if root < 2:
        return root
    level, start, children, ends = diagram.level, diagram.start, diagram.children, family.scratch
    frames = family.frames
    met = pairs.used[COUNT]
    pair = stored(pairs, root, 0, 0)
    if pair < met:
        return pairs.values[pair]
    depth = 0
    frames[0, PAIR], frames[0, BEGIN], frames[0, COME], frames[0, WAYS] = pair, 0, 0, counts[level[root]] + 1
    while True:
        pair, begins, c = frames[depth, PAIR], frames[depth, BEGIN], frames[depth, COME]
        n = pairs.level[pair]
        if c == frames[depth, WAYS]:
            found = _node(family, level[n], begins, c)
            pairs.values[pair] = found
            if family.used[FULL] or pairs.used[FULL] or diagram.used[FULL]:
                family.used[FULL] = 1
                return np.int64(NONE)
            if depth == 0:
                return found
            depth -= 1
            ends[frames[depth, BEGIN] + frames[depth, COME]] = found
            frames[depth, COME] += 1
            continue
        reached = children[start[n] + c]
        fewer = children[start[n] + c - 1] if c else np.int64(0)
        found = np.int64(NONE)
        if reached != fewer:
            many = _others(pairs, diagram, counts, pair, c, reached, fewer)
            if many == 0 and reached == 1:
                found = np.int64(UNIT)
            elif many >= 0 and reached > 1:
                met = pairs.used[COUNT]
                other = stored(pairs, reached, 0, many)
                if other == met:
                    depth += 1
                    frames[depth, PAIR], frames[depth, BEGIN] = other, begins + frames[depth - 1, WAYS]
                    frames[depth, COME], frames[depth, WAYS] = 0, counts[level[reached]] + 1
                    continue
                found = pairs.values[other]
        ends[begins + c] = found
        frames[depth, COME] = c + 1


@inlined
def _others(pairs, diagram, counts, pair, c, reached, fewer):
    """Lay out what one member less would have reached, in order and once each; -1 where that is true wherever `reached` is."""
    level, start, children, waiting = diagram.level, diagram.start, diagram.children, pairs.scratch
    here, below_ = level[pairs.level[pair]], level[reached]
    begins, many = pairs.start[pair], pairs.start[pair + 1] - pairs.start[pair]
    filled = 0
    for at in range(many + 1):
        y = fewer
        if at < many:
            y = pairs.children[begins + at]
            if level[y] == here:
                y = children[start[y] + c]
        while y > 1 and level[y] < below_:
            y = children[start[y]]
        if y == 1 or y == reached:
            return np.int64(-1)
        if y == 0:
            continue
        place = filled
        while place > 0 and waiting[place - 1] > y:
            place -= 1
        if place > 0 and waiting[place - 1] == y:
            continue
        for later in range(filled, place, -1):
            waiting[later] = waiting[later - 1]
        waiting[place] = y
        filled += 1
    if filled > MOST:
        y = waiting[0]
        for at in range(1, filled):
            y = joined(diagram, counts, y, waiting[at], 1)
        if y == 1 or y == reached:
            return np.int64(-1)
        waiting[0], filled = y, 1
    return np.int64(filled)


@compiled
def below(store, root):
    """Mark the inner nodes under a root."""
    wanted, start, children = np.zeros(max(root, 1) + 1, dtype=np.bool_), store.start, store.children
    wanted[root] = root > 1
    for n in range(root, 1, -1):
        if wanted[n]:
            for at in range(start[n], start[n + 1]):
                if children[at] > 1:
                    wanted[children[at]] = True
    return wanted


@inlined
def _node(family, level, at, width):
    """Store a node of a family, without the highest counts if they lead to nothing."""
    while width > 1 and family.scratch[at + width - 1] == NONE:
        width -= 1
    if width == 1:
        return family.scratch[at]
    return stored(family, level, at, width)


@compiled
def totals(family, counts, choose):
    """Count the sets of every node, exactly and about: the exact number is right where the other is below 9e18."""
    many, start, children, levels = family.used[COUNT], family.start, family.children, family.level
    count, about = np.zeros(many, dtype=np.int64), np.zeros(many)
    count[UNIT], about[UNIT] = 1, 1.0
    for n in range(2, many):
        begins, level = start[n], levels[n]
        for c in range(start[n + 1] - begins):
            child = children[begins + c]
            count[n] += choose[counts[level], c] * count[child]
            about[n] += choose[counts[level], c] * about[child]
    return count, about


@compiled
def reach(family):
    """Tell for each node the sizes of its sets, as bits."""
    found, start, children = np.zeros(family.used[COUNT], dtype=np.int64), family.start, family.children
    found[UNIT] = 1
    for n in range(2, len(found)):
        begins = start[n]
        for c in range(start[n + 1] - begins):
            found[n] |= found[children[begins + c]] << c
    return found
