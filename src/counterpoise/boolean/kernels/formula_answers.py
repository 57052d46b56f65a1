"""Answers about one formula: its sets, its power, whether it equals another."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.families import MOST_TOTAL, minimal, reach, totals
from counterpoise.boolean.kernels.formulas import Flat, typed
from counterpoise.boolean.kernels.listing import first_choices, first_sets
from counterpoise.boolean.kernels.power import shapley_of, swings_of
from counterpoise.boolean.kernels.store import FULL, Floats, Integers, Store, begin
from counterpoise.boolean.kernels.thresholds import Bench, compile_root

NO_ROOM = -1
"""The number of sets where the arrays, or a word, were too small: another engine must be asked."""


@compiled
def sets_of(
    diagram: Store,
    family: Store,
    pairs: Store,
    flat: Flat,
    size: int,
    limit: int,
    choose: Integers,
    bench: Bench,
) -> tuple[int, Integers]:
    """Count the minimal sets of a formula and list the first: how many, and for each listed one the set as bits."""
    roots = np.array([len(flat.quota) - 1], dtype=np.int64)
    kinds = typed(flat, roots, size)
    levels = len(kinds.counts)
    nothing = np.zeros(0, dtype=np.int64)
    begin(diagram, levels)
    root = compile_root(diagram, flat, kinds, roots[0], bench)
    begin(family, levels)
    begin(pairs, levels)
    top = minimal(family, pairs, diagram, kinds.counts, root)
    if diagram.used[FULL] or family.used[FULL]:
        return np.int64(NO_ROOM), nothing
    count, about = totals(family, kinds.counts, choose)
    many = count[top]
    if about[top] > MOST_TOTAL:
        return np.int64(NO_ROOM), nothing
    if many == 0:
        return many, nothing
    heads, number = first_choices(kinds.members, kinds.first, kinds.counts, size, max(limit, 1))
    tops = np.array([top], dtype=np.int64)
    found, filled = first_sets(family, tops, count, reach(family), heads, number, max(limit, 1))
    return many, found[0, : filled[0]]


@compiled
def power_of(
    diagram: Store,
    flat: Flat,
    size: int,
    choose: Integers,
    points: Floats,
    weights: Floats,
    bench: Bench,
) -> tuple[bool, Integers, Floats]:
    """Give for each variable its swings and its Shapley–Shubik index, among the variables the formula names."""
    roots = np.array([len(flat.quota) - 1], dtype=np.int64)
    kinds = typed(flat, roots, size)
    begin(diagram, len(kinds.counts))
    root = compile_root(diagram, flat, kinds, roots[0], bench)
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
def same(diagram: Store, flat: Flat, roots: Integers, size: int, bench: Bench) -> int:
    """Tell whether two formulas are one function: 1 or 0, -1 where there was no room."""
    kinds = typed(flat, roots, size)
    begin(diagram, len(kinds.counts))
    one = compile_root(diagram, flat, kinds, roots[0], bench)
    other = compile_root(diagram, flat, kinds, roots[1], bench)
    if diagram.used[FULL]:
        return NO_ROOM
    return 1 if one == other else 0
