"""Compile the gates of a circuit for one seating: votes, whose members something else may move, and what is made of them."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.circuit import FIRST, MAJORITY, OFFICE, SHARE, SOME
from counterpoise.boolean.kernels.compiling import lean
from counterpoise.boolean.kernels.store import FULL, chosen, joined, within
from counterpoise.boolean.kernels.thresholds import (
    ALONE,
    ALSO,
    BY,
    FREE,
    LEFT,
    MOVED,
    MOVERS,
    PARTS,
    WEIGHT,
    WEIGHTS,
    before,
    by_need,
)


@lean
def threshold(store, seating, quota, weight, movers, bench):
    """Compile a vote of types; `movers[t]` is what makes all members of a type act whether they are there or not.

    The vote is compiled for every choice of movers that act, but for those in which one acts without another that acts
    whenever it does; and the choices are joined mover by mover: one that acts never hinders.
    """
    counts = seating.counts
    moved, by, left = bench.rows[MOVED], bench.rows[BY], bench.rows[LEFT]
    many = 0
    for t in range(len(counts)):
        by[t] = -1
        if weight[t] == 0 or movers[t] == 0:
            continue
        if movers[t] == 1:
            quota -= weight[t] * counts[t]
            by[t] = MOVERS
            continue
        for m in range(many):
            if moved[m] == movers[t]:
                by[t] = m
        if by[t] < 0:
            if many == MOVERS:
                store.used[FULL] = 1
                return np.int64(0)
            moved[many] = movers[t]
            by[t] = many
            many += 1
    also = bench.rows[ALSO]
    _follow(store, counts, moved, many, also)
    ways = bench.ways
    for some in range(1 << many):
        if not _is_closed(some, also, many):
            continue
        need = quota
        for t in range(len(counts)):
            left[t] = 0
            if weight[t] == 0 or by[t] == MOVERS:
                continue
            if by[t] >= 0 and some >> by[t] & 1:
                need -= weight[t] * counts[t]
            else:
                left[t] = weight[t]
        ways[some] = by_need(store, counts, need, left, left, 0, left, bench)
    left = (1 << many) - 1
    while left:
        m = _first(left, also, many)
        left ^= 1 << m
        for some in range(left + 1):
            if some & ~left == 0 and also[m] & ~some == 0 and _is_closed(some, also, many):
                ways[some] = chosen(store, counts, ways[some], moved[m], ways[some | 1 << m])
                if store.used[FULL]:
                    return np.int64(0)
    return ways[0]


@lean
def _follow(store, counts, moved, many, also):
    """Mark for each mover which others act whenever it does."""
    for m in range(many):
        also[m] = 0
        for other in range(many):
            if other != m and within(store, counts, moved[m], moved[other]):
                also[m] |= 1 << other


@lean
def _is_closed(some, also, many):
    """Tell whether of some movers none acts without all that act whenever it does."""
    wanted = 0
    for m in range(many):
        if some >> m & 1:
            wanted |= also[m]
    return wanted & ~some == 0


@lean
def _first(left, also, many):
    """Give one of the movers left that need not act when another of them does."""
    for m in range(many):
        first = left >> m & 1
        for other in range(many):
            if left >> other & 1 and also[other] >> m & 1:
                first = 0
        if first:
            return m
    return np.int64(-1)


@lean
def _needed(kind, given, base):
    if kind == MAJORITY:
        return base // 2 + 1
    if kind == SHARE:
        return max(1, -(-base * given[0] // given[1]))
    return given[0]


@lean
def gate(store, circuit, seating, g, dual, movers, value, earlier, bench):
    """Compile one gate, its parts being known; `dual` turns who can carry it into who can stop it.

    Where nothing moves its members it is what it was `earlier`, when nothing moved anybody.
    """
    counts, held = seating.counts, seating.held
    types = len(counts)
    kind = circuit.kind[g]
    begin_, end = circuit.first[g], circuit.first[g + 1]
    if kind == SOME:
        quota = circuit.subject[g]
        if dual:
            quota = end - begin_ - quota + 1
        parts, weights = bench.rows[PARTS], bench.rows[WEIGHTS]
        same = earlier[g] >= 0
        for at in range(begin_, end):
            made = value[circuit.parts[at]]
            same &= made == earlier[circuit.parts[at]]
            place = at - begin_
            weights[place] = 1
            while place > 0 and before(store, parts[place - 1], made):
                parts[place] = parts[place - 1]
                place -= 1
            parts[place] = made
        return earlier[g] if same else _of_parts(store, counts, quota, end - begin_, bench)
    free, weight = bench.rows[FREE], bench.rows[WEIGHT]
    for t in range(types):
        free[t], weight[t] = 1, 0
        if circuit.aside[g] >= 0:
            for one in range(seating.inside_first[t], seating.inside_first[t + 1]):
                if circuit.asides[circuit.aside[g], seating.inside[one]]:
                    free[t] = 0
    if kind == OFFICE:
        total = 0
        for t in range(types):
            if free[t] and held[t, circuit.subject[g]]:
                weight[t] = 1
                total += counts[t]
        if earlier[g] >= 0 and not _is_moved(weight, movers):
            return earlier[g]
        return (
            threshold(store, seating, total if dual else 1, weight, movers, bench)
            if total
            else (np.int64(1) if dual else np.int64(0))
        )
    v = circuit.subject[g]
    adds, of_seats, presiding = circuit.vote_rule[v, 0], circuit.vote_rule[v, 1], circuit.vote_rule[v, 2]
    established, total = 0, 0
    for at in range(circuit.vote_first[v], circuit.vote_first[v + 1]):
        o, each = circuit.vote_group[at], circuit.vote_weight[at]
        established += each * seating.seats[o]
        for t in range(types):
            if free[t] and held[t, o]:
                weight[t] = weight[t] + each * held[t, o] if adds else 1
    for t in range(types):
        total += weight[t] * counts[t]
    if earlier[g] >= 0 and not _is_moved(weight, movers):
        return earlier[g]
    base = established if of_seats else total
    quota = _needed(circuit.quota[g], circuit.given[g], base)
    carried = _vote(store, seating, quota, total, weight, dual, movers, bench)
    if presiding < 0 or circuit.given[g, 2] or circuit.quota[g] != MAJORITY or base == 0 or base % 2:
        return carried
    chair = -1
    for t in range(types):
        if free[t] and held[t, presiding]:
            if chair >= 0 or counts[t] > 1:
                store.used[FULL] = 1
                return np.int64(0)
            chair = t
    if chair < 0:
        return carried
    half = _vote(store, seating, base // 2, total, weight, dual, movers, bench)
    alone = bench.rows[ALONE]
    for t in range(types):
        alone[t] = 0
    alone[chair] = 1
    presides = threshold(store, seating, 1, alone, movers, bench)
    both = joined(store, counts, half, presides, 1 if dual else 0)
    return joined(store, counts, carried, both, 0 if dual else 1)


@lean
def _is_moved(weight, movers):
    found = False
    for t in range(len(movers)):
        found |= weight[t] != 0 and movers[t] != 0
    return found


@lean
def _vote(store, seating, quota, total, weight, dual, movers, bench):
    if quota <= 0:
        return np.int64(0) if dual else np.int64(1)
    if quota > total:
        return np.int64(1) if dual else np.int64(0)
    needed = total - quota + 1 if dual else quota
    return threshold(store, seating, needed, weight, movers, bench)


@lean
def _of_parts(store, counts, quota, many, bench):
    """Compile at least so many of the parts that wait; "and" and "or" are joined one by one."""
    parts, weights, nobody = bench.rows[PARTS], bench.rows[WEIGHTS], bench.rows[WEIGHT]
    if quota <= 0:
        return np.int64(1)
    if quota > many:
        return np.int64(0)
    if quota == 1 or quota == many:
        absorbing = 1 if quota == 1 else 0
        found = parts[0]
        for at in range(1, many):
            found = joined(store, counts, found, parts[at], absorbing)
        return found
    for t in range(len(counts)):
        nobody[t] = 0
    return by_need(store, counts, quota, parts, weights, many, nobody, bench)


@lean
def gates(store, circuit, seating, wanted, dual, movers, known, plain, earlier, value, needed, bench):
    """Compile into `value` all gates that are wanted, and what they are made of.

    `plain` tells which gates are always false, if that is known; if not, it is `value` itself, and all parts are compiled.
    `earlier` are the gates as they are when nothing moves anybody, -1 where that was not asked.
    """
    for g in range(len(value)):
        value[g], needed[g] = -1, wanted[g]
    for g in range(len(value) - 1, -1, -1):
        if needed[g]:
            if circuit.kind[g] == FIRST and known:
                needed[_chosen(circuit, g, plain)] = True
            else:
                for at in range(circuit.first[g], circuit.first[g + 1]):
                    needed[circuit.parts[at]] = True
    for g in range(len(value)):
        if needed[g]:
            if circuit.kind[g] == FIRST:
                value[g] = value[_chosen(circuit, g, plain)]
            else:
                value[g] = gate(store, circuit, seating, g, dual, movers, value, earlier, bench)
            if store.used[FULL]:
                return


@lean
def _chosen(circuit, g, plain):
    """Give the gate that acts: the substitute where the actor can no longer act at all."""
    at = circuit.first[g]
    return circuit.parts[at] if plain[circuit.parts[at]] != 0 else circuit.parts[at + 1]
