"""Swings and Shapley–Shubik power of a diagram's types."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, lean
from counterpoise.boolean.kernels.families import below
from counterpoise.boolean.kernels.store import N0, N1, N


@compiled
def swings_of(diagram, root, counts, choose):
    """Count for a member of each level the settings of all other variables in which it decides."""
    levels, starts, children, level_of = len(counts), diagram.start, diagram.children, diagram.level
    wanted = below(diagram, root)
    after = np.zeros(levels + 1, dtype=np.int64)
    for t in range(levels - 1, -1, -1):
        after[t] = after[t + 1] + counts[t]
    down = np.zeros(max(root, 1) + 1, dtype=np.int64)
    down[1] = 1
    for n in range(2, root + 1):
        if wanted[n]:
            level, begin = level_of[n], starts[n]
            for c in range(counts[level] + 1):
                child = children[begin + c]
                skipped = after[level + 1] - after[level_of[child]]
                down[n] += choose[counts[level], c] * down[child] << skipped
    up = np.zeros(root + 1, dtype=np.int64)
    swings = np.zeros(levels, dtype=np.int64)
    if root > 1:
        up[root] = np.int64(1) << (after[0] - after[level_of[root]])
    for n in range(root, 1, -1):
        if not wanted[n]:
            continue
        level, begin = level_of[n], starts[n]
        before = np.int64(0)
        for c in range(counts[level] + 1):
            child = children[begin + c]
            skipped = after[level + 1] - after[level_of[child]]
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
    levels, many = len(counts), len(points)
    wanted = below(diagram, root)
    all_members, others = _spreads(counts, choose, points)
    value = np.zeros((max(root, 1) + 1, many))
    value[1] = 1.0
    up = np.zeros((max(root, 1) + 1, many))
    up[root] = weights
    decided = np.zeros((levels, many))
    _weigh(diagram, root, wanted, all_members, value)
    _decide(diagram, root, wanted, all_members, others, value, up, decided)
    return decided.sum(axis=1)


@lean
def _weigh(diagram, root, wanted, all_members, value):
    """Give each node the probability that it is true, at every point."""
    starts, children, level_of = diagram.start, diagram.children, diagram.level
    for n in range(N(2), N(root) + N1):
        if wanted[n]:
            level, begin, whole = N(level_of[n]), N(starts[n]), value[n]
            for c in range(N(starts[n + N1]) - begin):
                child = N(children[begin + c])
                if child != N0:
                    spread, part = all_members[level, c], value[child]
                    for p in range(len(whole)):
                        whole[p] += spread[p] * part[p]


@lean
def _decide(diagram, root, wanted, all_members, others, value, up, decided):
    """Carry down how likely each node is reached; what one member more changes there, times that, is how likely it decides."""
    starts, children, level_of = diagram.start, diagram.children, diagram.level
    n = N(root)
    while n > N1:
        if wanted[n]:
            level, begin, reached, found = N(level_of[n]), N(starts[n]), up[n], decided[N(level_of[n])]
            before = N(children[begin])
            for c in range(N(starts[n + N1]) - begin):
                child = N(children[begin + c])
                if child > N1:
                    spread, further = all_members[level, c], up[child]
                    for p in range(len(reached)):
                        further[p] += reached[p] * spread[p]
                if child != before:
                    rest, more, fewer = others[level, c - N1], value[child], value[before]
                    for p in range(len(reached)):
                        found[p] += reached[p] * rest[p] * (more[p] - fewer[p])
                before = child
        n -= N1


@compiled
def _spreads(counts, choose, points):
    """Give for each level the probability of each count of its members, and of all but one of them, one column a point."""
    most, many = 0, len(points)
    for t in range(len(counts)):
        most = max(most, counts[t])
    yes, no = np.ones((most + 1, many)), np.ones((most + 1, many))
    for c in range(most):
        for p in range(many):
            yes[c + 1, p] = yes[c, p] * points[p]
            no[c + 1, p] = no[c, p] * (1 - points[p])
    everybody, others = np.empty((len(counts), most + 1, many)), np.empty((len(counts), most + 1, many))
    _fill(counts, 0, choose, yes, no, everybody)
    _fill(counts, 1, choose, yes, no, others)
    return everybody, others


@lean
def _fill(counts, fewer, choose, yes, no, spread):
    for t in range(N(len(counts))):
        n = N(counts[t] - fewer)
        for c in range(n + N1):
            ways, some, rest, here = float(choose[n, c]), yes[c], no[n - c], spread[t, c]
            for p in range(len(here)):
                here[p] = ways * some[p] * rest[p]
