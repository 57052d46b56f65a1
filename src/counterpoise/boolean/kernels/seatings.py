"""Answer all functions of one seating."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.circuit import AGREE, CARRY, STOP, seated
from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.cutting import with_all
from counterpoise.boolean.kernels.functions import functions, supported
from counterpoise.boolean.kernels.store import COUNT, FULL, Integers, Truths
from counterpoise.boolean.kernels.told import Told, told


class Seen(NamedTuple):
    """What one seating comes to: roots by function, reading and question, and all that is told of them.

    `empty` marks the checks that change nothing, `reached` the types whose members matter, `some` the functions that
    reach any.
    """

    roots: Integers
    joined: Integers
    empty: Truths
    reached: Truths
    some: Truths
    level: Integers
    asked: Integers
    told: Told


@compiled
def examined(
    store,
    family,
    circuit,
    slots,
    group_of,
    persons,
    wanted,
    holders,
    limit,
    choose,
    points,
    weights,
    cells,
    marks,
    number,
):
    """Answer the functions that are wanted of one seating; `holders` are put into every set, one after another."""
    groups = circuit.begins.shape[1]
    seating = seated(slots, group_of, groups, persons)
    roots, empty, _ = functions(store, circuit, seating, wanted, cells, marks)
    many = len(wanted)
    joined = np.zeros((len(holders), many, 3), dtype=np.int64)
    reached = np.zeros((many, len(seating.counts)), dtype=np.bool_)
    some = np.zeros(many, dtype=np.bool_)
    for f in range(many):
        if wanted[f]:
            reached[f], some[f] = supported(circuit, seating, f)
    for h in range(len(holders)):
        level = seating.level[holders[h]]
        if seating.counts[level] > 1:
            store.used[FULL] = 1
        for f in range(many):
            if wanted[f] and not store.used[FULL]:
                for reading in range(3):
                    joined[h, f, reading] = with_all(store, roots[f, reading, CARRY], level, number)
    mighty = np.zeros(store.used[COUNT], dtype=np.bool_)
    asked = np.zeros(store.used[COUNT], dtype=np.bool_)
    if not store.used[FULL]:
        for f in range(many):
            if wanted[f]:
                for reading in range(3):
                    mighty[roots[f, reading, AGREE]] = True
                    asked[roots[f, reading, CARRY]] = asked[roots[f, reading, STOP]] = True
                    for h in range(len(holders)):
                        asked[joined[h, f, reading]] = True
    listed = np.flatnonzero(asked | mighty)
    answers = told(store, family, seating, listed, mighty[listed], limit, choose, points, weights, number)
    return Seen(roots, joined, empty, reached, some, seating.level, listed, answers)
