"""Compile the functions of a seating in every reading: ties followed to the least fixed point, checks that change nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.circles import bonds_of
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
from counterpoise.boolean.kernels.store import FULL, Integers, Truths, begin, joined
from counterpoise.boolean.kernels.thresholds import PARTS, sorted_in

NONE = -1
"""No check is left out."""


@lean
def moving(store, circuit, seating, bonds, plain, movers, work, bench):
    """Find what moves each type: the least functions closed under the ties.

    Gate after gate is compiled with what moves whom as far as it is known, in the order of their bonds, and those of a circle again
    until nothing changes. No gate counts among what moves its own members: a decision that was taken already need not be
    taken. So a gate at which a circle is opened alone is found at once, as it is while nothing follows from it (Bekić 1969).
    """
    counts, many = seating.counts, len(bonds.gates)
    for at in range(many):
        work.found[at], work.stale[at] = 0, True
    begins = 0
    while begins < many:
        ends = begins
        while ends < many and bonds.circle[ends] == bonds.circle[begins]:
            ends += 1
        last, changed = ends, True
        while changed:
            changed = False
            for place in range(begins, last):
                at = bonds.order[place]
                if not work.stale[at]:
                    continue
                work.stale[at] = False
                _moved_by(store, counts, bonds, work.found, at, movers)
                g = bonds.gates[at]
                work.wanted[g] = True
                gates(
                    store,
                    circuit,
                    seating,
                    work.wanted,
                    False,
                    movers,
                    True,
                    plain,
                    plain,
                    work.value,
                    work.needed,
                    bench,
                )
                work.wanted[g] = False
                if store.used[FULL]:
                    return
                if work.value[g] == work.found[at]:
                    continue
                work.found[at] = work.value[g]
                for other in range(begins, ends):
                    if bonds.depends[bonds.order[other], at]:
                        work.stale[bonds.order[other]] = changed = True
            if bonds.opened[ends - 1]:
                last = ends - 1
        begins = ends
    for t in range(len(counts)):
        movers[t] = 0
        for at in range(many):
            if bonds.moves[at, t]:
                movers[t] = joined(store, counts, movers[t], work.found[at], 1)


@lean
def _moved_by(store, counts, bonds, found, but, movers):
    """Say what moves those inside a gate, itself left aside."""
    for t in range(len(movers)):
        movers[t] = 0
        if bonds.inside[but, t]:
            for at in range(len(found)):
                if at != but and bonds.moves[at, t]:
                    movers[t] = joined(store, counts, movers[t], found[at], 1)


class Work(NamedTuple):
    """Where gates are laid while it is found what moves whom: what each is so far, and whether it must be compiled again."""

    found: Integers
    stale: Truths
    wanted: Truths
    value: Integers
    needed: Truths


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
        bonds = bonds_of(circuit, seating, tied)
        many_bonds = len(bonds.gates)
        work = Work(
            np.zeros(many_bonds, dtype=np.int64),
            np.zeros(many_bonds, dtype=np.bool_),
            np.zeros(many, dtype=np.bool_),
            yes,
            needed,
        )
        moving(store, circuit, seating, bonds, plain, movers, work, bench)
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
