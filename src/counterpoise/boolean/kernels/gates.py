"""Compile the gates of a circuit for one seating: votes, whose members something else may move, and what is made of them."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.circuit import FIRST, MAJORITY, OFFICE, SHARE, SOME
from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.store import FULL, join
from counterpoise.boolean.kernels.thresholds import before, by_need

MOVERS = 8
"""Up to so many different functions may move the members of one vote."""


@compiled
def threshold(store, seating, quota, weight, movers, cells, marks):
    """Compile a vote of types; `movers[t]` is what makes all members of a type act whether they are there or not."""
    counts = seating.counts
    moved = np.zeros(MOVERS, dtype=np.int64)
    by = np.full(len(counts), -1, dtype=np.int64)
    many = 0
    for t in range(len(counts)):
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
    found = np.int64(0)
    nothing = np.zeros(0, dtype=np.int64)
    for chosen in range(1 << many):
        need = quota
        both = np.int64(1)
        for m in range(many):
            if chosen >> m & 1:
                both = joined(store, counts, both, moved[m], 0)
        if both == 0:
            continue
        left = np.zeros(len(counts), dtype=np.int64)
        for t in range(len(counts)):
            if weight[t] == 0 or by[t] == MOVERS:
                continue
            if by[t] >= 0 and chosen >> by[t] & 1:
                need -= weight[t] * counts[t]
            else:
                left[t] = weight[t]
        enough = counted(store, counts, need, nothing, nothing, left, cells, marks)
        found = joined(store, counts, found, joined(store, counts, both, enough, 0), 1)
        if store.used[FULL]:
            return np.int64(0)
    return found


@compiled
def joined(store, counts, x, y, absorbing):
    return join(store, counts, x, y, absorbing)


@compiled
def counted(store, counts, quota, parts, weights, weight_of, cells, marks):
    return by_need(store, counts, quota, parts, weights, np.flatnonzero(weight_of), weight_of, cells, marks)


@compiled
def _needed(kind, given, base):
    if kind == MAJORITY:
        return base // 2 + 1
    if kind == SHARE:
        return max(1, -(-base * given[0] // given[1]))
    return given[0]


@compiled
def gate(store, circuit, seating, g, dual, movers, value, cells, marks):
    """Compile one gate, its parts being known; `dual` turns who can carry it into who can stop it."""
    counts, held = seating.counts, seating.held
    types = len(counts)
    kind = circuit.kind[g]
    begin_, end = circuit.first[g], circuit.first[g + 1]
    if kind == SOME:
        quota = circuit.subject[g]
        if dual:
            quota = end - begin_ - quota + 1
        parts = np.zeros(end - begin_, dtype=np.int64)
        weights = np.ones(end - begin_, dtype=np.int64)
        for at in range(begin_, end):
            made = value[circuit.parts[at]]
            place = at - begin_
            while place > 0 and before(store, parts[place - 1], made):
                parts[place] = parts[place - 1]
                place -= 1
            parts[place] = made
        return _of_parts(store, counts, quota, parts, weights, cells, marks)
    free = np.ones(types, dtype=np.bool_)
    if circuit.aside[g] >= 0:
        for t in range(types):
            for o in range(held.shape[1]):
                if held[t, o] and circuit.asides[circuit.aside[g], o]:
                    free[t] = False
    weight = np.zeros(types, dtype=np.int64)
    if kind == OFFICE:
        total = 0
        for t in range(types):
            if free[t] and held[t, circuit.subject[g]]:
                weight[t] = 1
                total += counts[t]
        return (
            threshold(store, seating, total if dual else 1, weight, movers, cells, marks)
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
    base = established if of_seats else total
    quota = _needed(circuit.quota[g], circuit.given[g], base)
    carried = _vote(store, seating, quota, total, weight, dual, movers, cells, marks)
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
    half = _vote(store, seating, base // 2, total, weight, dual, movers, cells, marks)
    alone = np.zeros(types, dtype=np.int64)
    alone[chair] = 1
    presides = threshold(store, seating, 1, alone, movers, cells, marks)
    both = joined(store, counts, half, presides, 1 if dual else 0)
    return joined(store, counts, carried, both, 0 if dual else 1)


@compiled
def _vote(store, seating, quota, total, weight, dual, movers, cells, marks):
    if quota <= 0:
        return np.int64(0) if dual else np.int64(1)
    if quota > total:
        return np.int64(1) if dual else np.int64(0)
    needed = total - quota + 1 if dual else quota
    return threshold(store, seating, needed, weight, movers, cells, marks)


@compiled
def _of_parts(store, counts, quota, parts, weights, cells, marks):
    """Compile at least so many of parts; "and" and "or" are joined one by one."""
    if quota <= 0:
        return np.int64(1)
    if quota > len(parts):
        return np.int64(0)
    if quota == 1 or quota == len(parts):
        absorbing = 1 if quota == 1 else 0
        found = parts[0]
        for at in range(1, len(parts)):
            found = joined(store, counts, found, parts[at], absorbing)
        return found
    nobody = np.zeros(len(counts), dtype=np.int64)
    return counted(store, counts, quota, parts, weights, nobody, cells, marks)


@compiled
def gates(store, circuit, seating, wanted, dual, movers, plain, cells, marks):
    """Compile all gates that are wanted, and what they are made of; `plain` tells which gates are always false."""
    value = np.full(len(circuit.kind), -1, dtype=np.int64)
    needed = wanted.copy()
    for g in range(len(needed) - 1, -1, -1):
        if needed[g]:
            begin_, end = circuit.first[g], circuit.first[g + 1]
            if circuit.kind[g] == FIRST and len(plain):
                needed[_chosen(circuit, g, plain)] = True
            else:
                for at in range(begin_, end):
                    needed[circuit.parts[at]] = True
    for g in range(len(needed)):
        if needed[g]:
            if circuit.kind[g] == FIRST:
                value[g] = value[_chosen(circuit, g, plain if len(plain) else value)]
            else:
                value[g] = gate(store, circuit, seating, g, dual, movers, value, cells, marks)
            if store.used[FULL]:
                return value
    return value


@compiled
def _chosen(circuit, g, plain):
    """Give the gate that acts: the substitute where the actor can no longer act at all."""
    at = circuit.first[g]
    return circuit.parts[at] if plain[circuit.parts[at]] != 0 else circuit.parts[at + 1]
