"""Swings and Shapley–Shubik power of a diagram's types."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.families import below


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
    levels, starts, children, level_of = len(counts), diagram.start, diagram.children, diagram.level
    many = len(points)
    wanted = below(diagram, root)
    all_members = _spreads(counts, choose, points)
    others = _spreads(counts - 1, choose, points)
    value = np.zeros((max(root, 1) + 1, many))
    value[1] = 1.0
    for n in range(2, root + 1):
        if wanted[n]:
            level, begin = level_of[n], starts[n]
            for c in range(counts[level] + 1):
                child = children[begin + c]
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
        level, begin = level_of[n], starts[n]
        for c in range(counts[level] + 1):
            child = children[begin + c]
            if child > 1:
                for p in range(many):
                    up[child, p] += up[n, p] * all_members[level, c, p]
            if c:
                before = children[begin + c - 1]
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
