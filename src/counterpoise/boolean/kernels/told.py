"""What is told of each root of a seating."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.cutting import cut, listed_below
from counterpoise.boolean.kernels.families import minimal, reach, total
from counterpoise.boolean.kernels.listing import first_choices, first_of_size
from counterpoise.boolean.kernels.power import shapley_of, swings_of
from counterpoise.boolean.kernels.store import FULL, Floats, Integers, begin


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
        listed = listed_below(store, roots[r], number)
        diagram, top, levels = cut(store, roots[r], listed, number)
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
