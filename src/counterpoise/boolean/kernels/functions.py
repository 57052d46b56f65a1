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
from counterpoise.boolean.kernels.thresholds import PARTS, sorted_in

NONE = -1
"""No check is left out."""


@lean
def moving(store, circuit, seating, tied, plain, movers, value, needed, bench):
    """Find what moves each type: the least functions closed under the ties, by rounds until nothing changes."""
    types, first, inside = len(seating.counts), seating.inside_first, seating.inside
    for t in range(types):
        movers[t] = 0
    while True:
        gates(store, circuit, seating, tied, False, movers, True, plain, plain, value, needed, bench)
        if store.used[FULL]:
            return
        changed = False
        for t in range(types):
            found = movers[t]
            for one in range(first[t], first[t + 1]):
                for at in range(circuit.tie_first[inside[one]], circuit.tie_first[inside[one] + 1]):
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
    followed = np.zeros(len(circuit.tie_gate), dtype=np.bool_)
    some = _enter(circuit, seating, f, entered, followed, circuit.begins[f].copy())
    return entered, some


@lean
def _enter(circuit, seating, f, entered, followed, wanted):
    """Let in whoever is in a wanted group; the ties of those want other groups, each tie followed once."""
    first, inside = seating.inside_first, seating.inside
    changed, some = True, False
    while changed:
        changed = False
        for t in range(len(entered)):
            if not entered[t] and _is_in(seating, t, wanted):
                entered[t] = changed = some = True
                for one in range(first[t], first[t + 1]):
                    for at in range(circuit.tie_first[inside[one]], circuit.tie_first[inside[one] + 1]):
                        if not followed[at]:
                            followed[at] = True
                            for other in range(len(wanted)):
                                wanted[other] |= circuit.tie_reach[at, other]
    for t in range(len(entered)):
        entered[t] |= _is_in(seating, t, circuit.apart[f])
    return some


@lean
def _is_in(seating, t, groups):
    for one in range(seating.inside_first[t], seating.inside_first[t + 1]):
        if groups[seating.inside[one]]:
            return True
    return False


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
        _write(store, circuit, counts, f, 0, plain, against, roots, empty, bench.rows[PARTS])
        moving(store, circuit, seating, tied, plain, movers, yes, needed, bench)
    if not store.used[FULL]:
        gates(store, circuit, seating, inside, False, movers, True, plain, plain, yes, needed, bench)
    if not store.used[FULL]:
        gates(store, circuit, seating, inside, True, movers, True, plain, against, no, needed, bench)
    if not store.used[FULL]:
        _write(store, circuit, counts, f, 1, yes, no, roots, empty, bench.rows[PARTS])
    return roots


@lean
def _write(store, circuit, counts, f, moved, yes, no, roots, empty, parts):
    """Write one function in the readings without ties, or in those with ties."""
    begins, ends = circuit.way_first[f], circuit.way_first[f + 1]
    agree = _carried(store, circuit, counts, f, yes, no, CONSENT, NONE, parts)
    stop = np.int64(1)
    for way in range(begins, ends):
        many = 0
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            if circuit.step_role[at] == CONSENT:
                many = sorted_in(store, parts, many, no[circuit.step_gate[at]])
        stop = joined(store, counts, stop, _all_joined(store, counts, parts, many, 1), 0)
    reading = TIES if moved else PAPER
    whole = _carried(store, circuit, counts, f, yes, no, PASSING, NONE, parts)
    roots[reading, CARRY], roots[reading, STOP], roots[reading, AGREE] = whole, stop, agree
    if not moved:
        return
    standing = _carried(store, circuit, counts, f, yes, no, STANDING, NONE, parts)
    roots[PRACTICE, CARRY], roots[PRACTICE, STOP], roots[PRACTICE, AGREE] = standing, stop, agree
    for at in range(circuit.step_first[begins], circuit.step_first[ends]):
        if circuit.step_role[at] != CONSENT:
            rest = _carried(store, circuit, counts, f, yes, no, PASSING, at, parts)
            empty[at] = rest == whole and rest != 0


@lean
def _carried(store, circuit, counts, f, yes, no, last, left_out, parts):
    """Join the ways of a function: consents first, then checks up to the last kind but for one."""
    found = np.int64(0)
    for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
        every = np.int64(1)
        for kind in range(2):
            many = 0
            for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
                role, g = circuit.step_role[at], circuit.step_gate[at]
                if kind == 0 and role == CONSENT:
                    many = sorted_in(store, parts, many, yes[g])
                elif kind == 1 and CONSENT < role <= last and at != left_out:
                    many = sorted_in(store, parts, many, no[g])
            every = joined(store, counts, every, _all_joined(store, counts, parts, many, 0), 0)
        found = joined(store, counts, found, every, 1)
    return found


@lean
def _all_joined(store, counts, parts, many, absorbing):
    found = np.int64(1 - absorbing)
    for at in range(many):
        found = joined(store, counts, found, parts[at], absorbing)
    return found
