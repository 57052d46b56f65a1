"""Answer many functions of one seating."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.circuit import AGREE, CARRY, seated
from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.cutting import with_all
from counterpoise.boolean.kernels.functions import functions, supported
from counterpoise.boolean.kernels.roles import alike, used
from counterpoise.boolean.kernels.store import FULL, Floats, Integers, Store, Truths
from counterpoise.boolean.kernels.told import (
    ALONE,
    MIGHTY,
    ROWS,
    SETS,
    Told,
    blank,
    tell_power,
    tell_sets,
    trimmed,
)


class Room(NamedTuple):
    """Where a function grows: its diagram, the families of its sets, and the pairs these are found by."""

    diagram: Store
    family: Store
    pairs: Store


class Tables(NamedTuple):
    """Binomials, and quadratures by their number of points."""

    choose: Integers
    points: Floats
    weights: Floats


class Seen(NamedTuple):
    """What one seating comes to: the rows of `told` by function, reading and question, and those with holders put in.

    `empty` marks the checks that change nothing, `reached` the types whose members matter, `some` the functions that
    reach any, `lacking` those wanted for which the arrays were too small: nothing is told of them.
    """

    rows: Integers
    joined: Integers
    empty: Truths
    reached: Truths
    some: Truths
    lacking: Truths
    level: Integers
    told: Told


@compiled
def examined(
    small, large, circuit, slots, group_of, persons, wanted, holders, limit, banzhaf, tables, bench, number
):
    """Answer the functions that are wanted of one seating; `holders` are put into every set, one after another.

    Up to `limit` sets are listed; Banzhaf power is told where `banzhaf` says so, Shapley–Shubik power always.
    Each function grows in a diagram of its own, in the small room or, where it does not fit, in the large one.
    """
    seating = seated(slots, group_of, circuit.begins.shape[1], persons)
    many = len(wanted)
    rows = np.zeros((many, 3, 3), dtype=np.int64)
    joined = np.zeros((len(holders), many, 3), dtype=np.int64)
    reached = np.zeros((many, len(seating.counts)), dtype=np.bool_)
    some = np.zeros(many, dtype=np.bool_)
    empty = np.zeros(len(circuit.step_gate), dtype=np.bool_)
    lacking = np.zeros(many, dtype=np.bool_)
    told = blank(wanted.sum() * 3 * (3 + len(holders)), limit, max(persons, 1))
    for f in range(many):
        if not wanted[f]:
            continue
        reached[f], some[f] = supported(circuit, seating, f)
        needed, tied = used(circuit, seating, f, reached[f])
        by_role = alike(circuit, seating, needed, tied, reached[f], holders)
        given = f, tied, holders, limit, banzhaf
        _answered(told, small, circuit, by_role, given, rows[f], joined[:, f], empty, tables, bench, number)
        if small.diagram.used[FULL]:
            _answered(
                told, large, circuit, by_role, given, rows[f], joined[:, f], empty, tables, bench, number
            )
            lacking[f] = large.diagram.used[FULL] != 0
    return Seen(rows, joined, empty, reached, some, lacking, seating.level, trimmed(told))


@compiled
def _answered(told, room, circuit, seating, given, rows, joined, empty, tables, bench, number):
    """Compile one function and answer it; where there was no room, `used` of the diagram says so and nothing is told."""
    f, tied, holders, limit, banzhaf = given
    before = told.filled.copy()
    store = room.diagram
    roots = functions(store, circuit, seating, f, tied, empty, bench)
    seconded = _with_holders(store, seating, roots, holders, number)
    _answer(told, room, seating, roots, seconded, rows, joined, limit, banzhaf, tables, number)
    if store.used[FULL]:
        told.filled[:] = before


@compiled
def _with_holders(store, seating, roots, holders, number):
    """Put each holder into every set that carries the function."""
    found = np.zeros((len(holders), 3), dtype=np.int64)
    for h in range(len(holders)):
        level = seating.level[holders[h]]
        if level >= 0 and seating.counts[level] > 1:
            store.used[FULL] = 1
        for reading in range(3):
            found[h, reading] = roots[reading, CARRY]
            if level >= 0 and not store.used[FULL]:
                found[h, reading] = with_all(store, roots[reading, CARRY], level, number)
    return found


@compiled
def _answer(told, room, seating, roots, seconded, rows, joined, limit, banzhaf, tables, number):
    """Answer each distinct root of a function once: sets, and the power to decide."""
    asked = np.concatenate((roots.ravel(), seconded.ravel()))
    decides = np.zeros(len(asked), dtype=np.bool_)
    decides[AGREE:9:3] = True
    row = np.full(len(asked), -1, dtype=np.int64)
    everybody = np.sort(seating.members)
    store = room.diagram
    if len(everybody) and seating.counts.max() >= len(tables.choose):
        store.used[FULL] = 1
    if store.used[FULL]:
        return
    first, sets = told.filled[ROWS], 0
    many = 0
    listed = np.empty(len(asked), dtype=np.int64)
    for power in (False, True):
        for at in range(len(asked)):
            if decides[at] == power and row[at] < 0:
                listed[many] = asked[at]
                for other in range(len(asked)):
                    if asked[other] == asked[at]:
                        row[other] = first + many
                many += 1
        if not power:
            sets = many
    told.filled[ROWS] += many
    told.smallest[first : first + many] = -1
    told.total[first : first + many] = 0
    tell_sets(told, first, room, seating, everybody, listed[:sets], limit, tables.choose)
    if store.used[FULL]:
        return
    for later in range(first + sets, first + many):
        told.set_first[later + 1] = told.filled[SETS]
        told.alone_first[later + 1] = told.filled[ALONE]
    for later in range(first, first + many):
        told.mighty_first[later + 1] = told.filled[MIGHTY]
        for at in range(len(asked)):
            if row[at] == later and decides[at]:
                tell_power(told, later, store, seating, everybody, asked[at], tables, number, banzhaf)
                break
    rows[:] = row[:9].reshape((3, 3))
    joined[:] = row[9:].reshape(seconded.shape)
