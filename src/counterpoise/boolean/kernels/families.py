"""Minimal sets of a diagram as a family: which, how many, of which sizes (Rauzy 1993, from the root down)."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, inlined, lean
from counterpoise.boolean.kernels.store import COUNT, FULL, N0, N1, N, joined, stored

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
    first = stored(pairs, root, 0, 0)
    if pairs.used[FULL]:
        family.used[FULL] = 1
        return np.int64(NONE)
    if first < met:
        return pairs.beside[first]
    depth = N0
    frames[0, PAIR], frames[0, BEGIN], frames[0, COME], frames[0, WAYS] = first, 0, 0, counts[level[root]] + 1
    while True:
        pair, begins, c = N(frames[depth, PAIR]), N(frames[depth, BEGIN]), N(frames[depth, COME])
        n = N(pairs.level[pair])
        if c == N(frames[depth, WAYS]):
            ended = _node(family, level[n], begins, c)
            pairs.beside[pair] = ended
            if family.used[FULL] or pairs.used[FULL] or diagram.used[FULL]:
                family.used[FULL] = 1
                return np.int64(NONE)
            if depth == N0:
                return ended
            depth -= N1
            ends[N(frames[depth, BEGIN]) + N(frames[depth, COME])] = ended
            frames[depth, COME] += 1
            continue
        at = N(start[n]) + c
        reached, fewer = children[at], np.int64(0)
        if c != N0:
            fewer = children[at - N1]
        found = np.int64(NONE)
        if reached != fewer:
            many = _others(pairs, diagram, counts, pair, c, reached, fewer)
            if many == 0 and reached == 1:
                found = np.int64(UNIT)
            elif many >= 0 and reached > 1:
                met = pairs.used[COUNT]
                other = stored(pairs, reached, 0, many)
                if other == met:
                    begins += N(frames[depth, WAYS])
                    depth += N1
                    frames[depth, PAIR], frames[depth, BEGIN] = other, begins
                    frames[depth, COME], frames[depth, WAYS] = 0, counts[N(level[N(reached)])] + 1
                    continue
                found = pairs.beside[N(other)]
        ends[begins + c] = found
        frames[depth, COME] = c + N1


@inlined
def _others(pairs, diagram, counts, pair, c, reached, fewer):
    """Lay out what one member less would have reached, in order and once each; -1 where that is true wherever `reached` is."""
    level, start, children, waiting = diagram.level, diagram.start, diagram.children, pairs.scratch
    here, below_ = level[N(pairs.level[pair])], level[N(reached)]
    begins = N(pairs.start[pair])
    many = N(pairs.start[pair + N1]) - begins
    filled = N0
    for at in range(many + N1):
        y = N(fewer)
        if at < many:
            y = N(pairs.children[begins + at])
            if level[y] == here:
                y = N(children[N(start[y]) + c])
        while y > N1 and level[y] < below_:
            y = N(children[N(start[y])])
        if y == N1 or y == N(reached):
            return np.int64(-1)
        if y == N0:
            continue
        place = filled
        while place > N0 and N(waiting[place - N1]) > y:
            place -= N1
        if place > N0 and N(waiting[place - N1]) == y:
            continue
        later = filled
        while later > place:
            waiting[later] = waiting[later - N1]
            later -= N1
        waiting[place] = y
        filled += N1
    if filled > N(MOST):
        whole = waiting[0]
        for at in range(N1, filled):
            whole = joined(diagram, counts, whole, waiting[at], 1)
        if whole == 1 or whole == reached:
            return np.int64(-1)
        waiting[0], filled = whole, N1
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
    first, wide = N(at), N(width)
    while wide > N1 and family.scratch[first + wide - N1] == NONE:
        wide -= N1
    if wide == N1:
        return family.scratch[first]
    return stored(family, level, first, wide)


@compiled
def totals(family, counts, choose):
    """Count the sets of every node, exactly and about: the exact number is right where the other is below 9e18."""
    many, start, children, levels = N(family.used[COUNT]), family.start, family.children, family.level
    count, about = np.zeros(many, dtype=np.int64), np.zeros(many)
    count[UNIT], about[UNIT] = 1, 1.0
    for n in range(N(2), many):
        begins = N(start[n])
        members = N(counts[N(levels[n])])
        for c in range(N(start[n + N1]) - begins):
            child, ways = N(children[begins + c]), choose[members, c]
            count[n] += ways * count[child]
            about[n] += ways * about[child]
    return count, about


@compiled
def reach(family):
    """Tell for each node the sizes of its sets, as bits."""
    many, start, children = N(family.used[COUNT]), family.start, family.children
    found = np.zeros(many, dtype=np.int64)
    found[UNIT] = 1
    for n in range(N(2), many):
        begins = N(start[n])
        for c in range(N(start[n + N1]) - begins):
            found[n] |= found[N(children[begins + c])] << np.int64(c)
    return found
