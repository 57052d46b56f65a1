"""What is told of each function of a seating."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, lean
from counterpoise.boolean.kernels.cutting import cut, listed_below
from counterpoise.boolean.kernels.families import MOST_TOTAL, minimal, reach, totals
from counterpoise.boolean.kernels.listing import first_choices, first_sets, ones
from counterpoise.boolean.kernels.power import shapley_of, swings_of
from counterpoise.boolean.kernels.store import COUNT, FULL, Floats, Integers, begin


class Told(NamedTuple):
    """Answers row by row: the sets of row `r` are numbers `set_first[r]` up to `set_first[r + 1]`, and so on.

    Set `s` is `persons[person_first[s] : person_first[s + 1]]`; `smallest` is -1 where there is no set. Power (relative
    and absolute Banzhaf, Shapley–Shubik) is told where it was asked for; `alone` are those who are a set by themselves.
    `filled` counts rows, sets, persons of sets, persons alone, and persons with power.
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
    filled: Integers


ROWS, SETS, NAMED, ALONE, MIGHTY = range(5)


@compiled
def blank(rows, limit, most):
    """Make room for so many rows of so many sets, of functions with so many variables at most."""
    return Told(
        np.full(rows, -1, dtype=np.int64),
        np.zeros(rows, dtype=np.int64),
        np.zeros(rows + 1, dtype=np.int64),
        np.zeros(rows * limit + 1, dtype=np.int64),
        np.empty(rows * limit * most, dtype=np.int64),
        np.empty(rows * most, dtype=np.int64),
        np.zeros(rows + 1, dtype=np.int64),
        np.empty(rows * most, dtype=np.int64),
        np.zeros(rows + 1, dtype=np.int64),
        np.empty((rows * most, 3)),
        np.zeros(5, dtype=np.int64),
    )


@compiled
def trimmed(told):
    """Leave what was filled."""
    rows, sets, named, single, strong = told.filled
    return Told(
        told.smallest[:rows].copy(),
        told.total[:rows].copy(),
        told.set_first[: rows + 1].copy(),
        told.person_first[: sets + 1].copy(),
        told.persons[:named].copy(),
        told.alone[:single].copy(),
        told.alone_first[: rows + 1].copy(),
        told.mighty[:strong].copy(),
        told.mighty_first[: rows + 1].copy(),
        told.power[:strong].copy(),
        told.filled,
    )


MOST_LISTED = 62
"""So many persons may be in the sets that are listed: a set is the bits of a word."""


class Numbered(NamedTuple):
    """Those who may be in sets that are listed, in the order of their own numbers; how many of each type, and their places."""

    people: Integers
    counts: Integers
    first: Integers
    members: Integers


@compiled
def numbered(family, seating, limit):
    """Number those who may be in one of the first so many sets of any family: of each type no more than its first members.

    The first choices of some of a type differ in the last one chosen, who moves on by one place at a time.
    """
    counts = np.zeros(len(seating.counts), dtype=np.int64)
    for n in range(2, family.used[COUNT]):
        level, most = family.level[n], family.start[n + 1] - family.start[n] - 1
        counts[level] = max(counts[level], min(most + limit - 1, seating.counts[level]))
    first = np.zeros(len(counts) + 1, dtype=np.int64)
    for t in range(len(counts)):
        first[t + 1] = first[t] + counts[t]
    members = np.empty(first[len(counts)], dtype=np.int64)
    for t in range(len(counts)):
        for at in range(counts[t]):
            members[first[t] + at] = seating.members[seating.first[t] + at]
    people = np.sort(members)
    return Numbered(people, counts, first, np.searchsorted(people, members))


@compiled
def tell_sets(told, first_row, room, seating, everybody, roots, limit, choose):
    """Tell from a row on the smallest size, the number of minimal sets, the first ones, and who is a set alone.

    Where the arrays, or a word, were too small, `used` of the store says so.
    """
    store, family, pairs = room
    counts, filled = seating.counts, told.filled
    begin(family, len(counts))
    begin(pairs, len(counts))
    least = np.zeros(len(roots), dtype=np.int64)
    for at in range(len(roots)):
        least[at] = minimal(family, pairs, store, counts, roots[at])
        if family.used[FULL]:
            store.used[FULL] = 1
            return
    total, about = totals(family, counts, choose)
    people, few, first, members = numbered(family, seating, limit)
    if about[least].max() > MOST_TOTAL or len(people) > MOST_LISTED:
        store.used[FULL] = 1
        return
    heads, head_counts = first_choices(members, first, few, len(people), limit)
    found, number = first_sets(family, least, total, reach(family), heads, head_counts, limit)
    for at in range(len(roots)):
        row = first_row + at
        told.total[row] = total[least[at]]
        if number[at]:
            told.smallest[row] = ones(found[at, 0])
        for one in range(number[at]):
            _tell_set(told, people, found[at, one])
        told.set_first[row + 1] = filled[SETS]
        if told.smallest[row] == 1:
            for person in everybody:
                if _is_alone(store, roots[at], seating.level[person]):
                    told.alone[filled[ALONE]] = person
                    filled[ALONE] += 1
        told.alone_first[row + 1] = filled[ALONE]


@lean
def _tell_set(told, people, one):
    filled, size = told.filled, len(people)
    for at in range(size):
        if one >> (size - 1 - at) & 1:
            told.persons[filled[NAMED]] = people[at]
            filled[NAMED] += 1
    filled[SETS] += 1
    told.person_first[filled[SETS]] = filled[NAMED]


@compiled
def tell_power(told, row, store, seating, everybody, root, tables, number, banzhaf):
    """Tell in a row the power of everybody who has any; Banzhaf's where that is wanted, else noughts stand there.

    Where so many have power that the tables end, or a word does, `used` of the store says so.
    """
    listed = listed_below(store, root, number)
    diagram, top, levels = cut(store, root, listed, number)
    counts = seating.counts[levels]
    size = counts.sum()
    if size // 2 + 1 >= len(tables.points) or (banzhaf and size >= len(tables.choose)):
        store.used[FULL] = 1
    elif size:
        half = size // 2 + 1
        points, weights = tables.points[half, :half], tables.weights[half, :half]
        shares = shapley_of(diagram, top, counts, tables.choose, points, weights)
        swings, summed = np.zeros(len(counts), dtype=np.int64), 1.0
        if banzhaf:
            swings = swings_of(diagram, top, counts, tables.choose)
            summed = (swings.astype(np.float64) * counts).sum()
        place = np.full(len(seating.counts), -1, dtype=np.int64)
        place[levels] = np.arange(len(levels))
        for person in everybody:
            level = place[seating.level[person]]
            if level >= 0:
                strong = told.filled[MIGHTY]
                told.mighty[strong] = person
                told.power[strong, 0] = swings[level] / summed
                told.power[strong, 1] = swings[level] / 2.0 ** (size - 1)
                told.power[strong, 2] = shares[level]
                told.filled[MIGHTY] = strong + 1
    told.mighty_first[row + 1] = told.filled[MIGHTY]


@lean
def _is_alone(diagram, top, level):
    """Tell whether one member of a type is enough."""
    n = top
    while n > 1:
        n = diagram.children[diagram.start[n] + (1 if diagram.level[n] == level else 0)]
    return n == 1
