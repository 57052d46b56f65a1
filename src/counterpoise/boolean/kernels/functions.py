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
from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.gates import gates, joined
from counterpoise.boolean.kernels.store import FULL, begin


@compiled
def moving(store, circuit, seating, plain, cells, marks):
    """Find what moves each type: the least functions closed under the ties, by rounds until nothing changes."""
    types, groups = seating.held.shape
    movers = np.zeros(types, dtype=np.int64)
    tied = np.zeros(len(circuit.kind), dtype=np.bool_)
    for o in range(groups):
        for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
            tied[circuit.tie_gate[at]] = True
    while True:
        value = gates(store, circuit, seating, tied, False, movers, plain, cells, marks)
        if store.used[FULL]:
            return movers
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
            return movers


@compiled
def supported(circuit, seating, f):
    """Mark the types a function reaches through ties, and those set apart in it; tell whether it reaches any."""
    types, groups = seating.held.shape
    entered = np.zeros(types, dtype=np.bool_)
    wanted = circuit.begins[f].copy()
    changed = True
    while changed:
        changed = False
        for t in range(types):
            if entered[t]:
                continue
            for o in range(groups):
                if seating.held[t, o] and wanted[o]:
                    entered[t] = True
                    break
            if entered[t]:
                changed = True
                for o in range(groups):
                    if seating.held[t, o]:
                        for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
                            for other in range(groups):
                                wanted[other] |= circuit.tie_reach[at, other]
    some = bool(np.any(entered))
    for t in range(types):
        for o in range(groups):
            entered[t] |= seating.held[t, o] > 0 and circuit.apart[f, o]
    return entered, some


@compiled
def functions(store, circuit, seating, wanted, cells, marks):
    """Compile the functions that are wanted in every reading, and tell which of their checks change nothing.

    Give the roots by function, reading and question (`CARRY`, `STOP`, `AGREE`), and for each step of a way whether it
    is a check whose removal leaves the function as it is, all ties followed.
    """
    counts = seating.counts
    many = len(circuit.way_first) - 1
    begin(store, len(counts))
    inside = np.zeros(len(circuit.kind), dtype=np.bool_)
    checks = np.zeros(len(circuit.kind), dtype=np.bool_)
    for f in range(many):
        if wanted[f]:
            for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
                for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
                    inside[circuit.step_gate[at]] = True
                    if circuit.step_role[at] != CONSENT:
                        checks[circuit.step_gate[at]] = True
    tied = inside.copy()
    for at in range(len(circuit.tie_gate)):
        tied[circuit.tie_gate[at]] = True
    roots = np.zeros((many, 3, 3), dtype=np.int64)
    empty = np.zeros(len(circuit.step_gate), dtype=np.bool_)
    nobody = np.zeros(len(counts), dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    plain = gates(store, circuit, seating, tied, False, nobody, nothing, cells, marks)
    movers = nobody if store.used[FULL] else moving(store, circuit, seating, plain, cells, marks)
    for moved in range(2):
        if store.used[FULL]:
            break
        by = movers if moved else nobody
        yes = gates(store, circuit, seating, inside, False, by, plain, cells, marks)
        no = gates(store, circuit, seating, inside, True, by, plain, cells, marks)
        for f in range(many):
            if wanted[f] and not store.used[FULL]:
                _write(store, circuit, counts, f, moved, yes, no, roots, empty)
    return roots, empty, plain


@compiled
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
    roots[f, reading, CARRY], roots[f, reading, STOP], roots[f, reading, AGREE] = whole, stop, agree
    if not moved:
        return
    standing = _carried(store, circuit, counts, f, yes, no, STANDING, -1)
    roots[f, PRACTICE, CARRY], roots[f, PRACTICE, STOP], roots[f, PRACTICE, AGREE] = standing, stop, agree
    for at in range(circuit.step_first[begins], circuit.step_first[ends]):
        if circuit.step_role[at] != CONSENT:
            rest = _carried(store, circuit, counts, f, yes, no, PASSING, at)
            empty[at] = rest == whole and rest != 0


@compiled
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
