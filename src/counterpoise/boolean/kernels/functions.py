"""Compile the functions of a seating in every reading: ties followed to the least fixed point, checks that change nothing."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.circuit import (
    AGREE,
    CARRY,
    CONSENT,
    PAPER,
    PASSING,
    PRACTICE,
    STANDING,
    STOP,
    TIES,
)
from counterpoise.boolean.kernels.compiling import compiled, lean
from counterpoise.boolean.kernels.gates import gates
from counterpoise.boolean.kernels.store import FULL, begin, joined


@lean
def moving(store, circuit, seating, tied, plain, movers, value, needed, bench):
    """Find what moves each type: the least functions closed under the ties, by rounds until nothing changes."""
    types, groups = seating.held.shape
    for t in range(types):
        movers[t] = 0
    while True:
        gates(store, circuit, seating, tied, False, movers, True, plain, plain, value, needed, bench)
        if store.used[FULL]:
            return
        changed = False
        for t in range(types):
            found = movers[t]
            for o in range(groups):
                if seating.held[t, o]:
                    for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
                        found = joined(store, seating.counts, found, value[circuit.tie_gate[at]], 1)
            if found != movers[t]:
                movers[t] = found
                changed = True
        if not changed:
            return


@compiled
def supported(circuit, seating, f):
    """Mark the types a function reaches through ties, and those set apart in it; tell whether it reaches any."""
    entered = np.zeros(len(seating.counts), dtype=np.bool_)
    some = _enter(circuit, seating, f, entered, circuit.begins[f].copy())
    return entered, some


@lean
def _enter(circuit, seating, f, entered, wanted):
    types, groups = seating.held.shape
    changed, some = True, False
    while changed:
        changed = False
        for t in range(types):
            if entered[t]:
                continue
            for o in range(groups):
                if seating.held[t, o] and wanted[o]:
                    entered[t] = changed = some = True
                    break
            if entered[t]:
                for o in range(groups):
                    if seating.held[t, o]:
                        for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
                            for other in range(groups):
                                wanted[other] |= circuit.tie_reach[at, other]
    for t in range(types):
        for o in range(groups):
            entered[t] |= seating.held[t, o] > 0 and circuit.apart[f, o]
    return some


@compiled
def functions(store, circuit, seating, f, tied, empty, bench):
    """Compile one function in every reading; mark in `empty` which of its checks change nothing.

    Give the roots by reading and question (`CARRY`, `STOP`, `AGREE`). A check changes nothing when its removal leaves the
    function as it is, all ties followed. `tied` marks the gates whose ties are followed.
    """
    counts, many = seating.counts, len(circuit.kind)
    begin(store, len(counts))
    inside, needed = np.zeros(many, dtype=np.bool_), np.zeros(many, dtype=np.bool_)
    for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            inside[circuit.step_gate[at]] = True
    roots = np.zeros((3, 3), dtype=np.int64)
    movers = np.zeros(len(counts), dtype=np.int64)
    plain, against = np.full(many, -1), np.full(many, -1)
    yes, no = plain.copy(), plain.copy()
    gates(store, circuit, seating, inside | tied, False, movers, False, plain, plain, plain, needed, bench)
    if not store.used[FULL]:
        gates(store, circuit, seating, inside, True, movers, True, plain, against, against, needed, bench)
    if not store.used[FULL]:
        _write(store, circuit, counts, f, 0, plain, against, roots, empty)
        moving(store, circuit, seating, tied, plain, movers, yes, needed, bench)
    if not store.used[FULL]:
        gates(store, circuit, seating, inside, False, movers, True, plain, plain, yes, needed, bench)
    if not store.used[FULL]:
        gates(store, circuit, seating, inside, True, movers, True, plain, against, no, needed, bench)
    if not store.used[FULL]:
        _write(store, circuit, counts, f, 1, yes, no, roots, empty)
    return roots


@lean
def _write(store, circuit, counts, f, moved, yes, no, roots, empty):
    """Write one function in the readings without ties, or in those with ties."""
    begins, ends = circuit.way_first[f], circuit.way_first[f + 1]
    agree, stop = np.int64(0), np.int64(1)
    for way in range(begins, ends):
        every, some = np.int64(1), np.int64(0)
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            if circuit.step_role[at] == CONSENT:
                every = joined(store, counts, every, yes[circuit.step_gate[at]], 0)
                some = joined(store, counts, some, no[circuit.step_gate[at]], 1)
        agree = joined(store, counts, agree, every, 1)
        stop = joined(store, counts, stop, some, 0)
    reading = TIES if moved else PAPER
    whole = _carried(store, circuit, counts, f, yes, no, PASSING, -1)
    roots[reading, CARRY], roots[reading, STOP], roots[reading, AGREE] = whole, stop, agree
    if not moved:
        return
    standing = _carried(store, circuit, counts, f, yes, no, STANDING, -1)
    roots[PRACTICE, CARRY], roots[PRACTICE, STOP], roots[PRACTICE, AGREE] = standing, stop, agree
    for at in range(circuit.step_first[begins], circuit.step_first[ends]):
        if circuit.step_role[at] != CONSENT:
            rest = _carried(store, circuit, counts, f, yes, no, PASSING, at)
            empty[at] = rest == whole and rest != 0


@lean
def _carried(store, circuit, counts, f, yes, no, last, left_out):
    """Join the ways of a function: consents, and checks up to the last kind but for one."""
    found = np.int64(0)
    for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
        every = np.int64(1)
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            role = circuit.step_role[at]
            if role == CONSENT:
                every = joined(store, counts, every, yes[circuit.step_gate[at]], 0)
            elif role <= last and at != left_out:
                every = joined(store, counts, every, no[circuit.step_gate[at]], 0)
        found = joined(store, counts, found, every, 1)
    return found
