"""Functions over groups of variables as a circuit, and who is seated in the groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.formulas import mix
from counterpoise.boolean.kernels.store import Integers, Truths

OFFICE, VOTES, SOME, FIRST = range(4)
"""Kinds of gates: any member of a group, a vote, at least so many parts, the first part that is not always false."""

MAJORITY, SHARE, COUNT_OF = range(3)
"""Kinds of quotas."""

CONSENT, STANDING, PASSING = range(3)
"""What a part of a way is: needed; a check in all readings; a check in all but the last."""

PAPER, TIES, PRACTICE = range(3)
CARRY, STOP, AGREE = range(3)


class Circuit(NamedTuple):
    """Functions over groups of variables, whoever the members are; see `analysis.sweep.circuit`.

    A gate has a kind and, by it: a group; a row of `votes` with a quota; a count of parts. `aside[g]` picks the groups
    whose members have no say in it. `ways` lists, function by function and way by way, gates and what they are.
    """

    kind: Integers
    subject: Integers
    quota: Integers
    given: Integers
    aside: Integers
    first: Integers
    parts: Integers
    asides: Truths
    vote_first: Integers
    vote_group: Integers
    vote_weight: Integers
    vote_rule: Integers
    way_first: Integers
    step_first: Integers
    step_gate: Integers
    step_role: Integers
    tie_first: Integers
    tie_gate: Integers
    tie_reach: Truths
    begins: Truths
    apart: Truths


class Seating(NamedTuple):
    """Who is a member of which group, as types of variables: members of equal groups, in the order of levels.

    `held` tells how often a type is in a group; the groups a type is in are `inside[inside_first[t] : inside_first[t + 1]]`.
    """

    level: Integers
    counts: Integers
    first: Integers
    members: Integers
    held: Integers
    inside_first: Integers
    inside: Integers
    seats: Integers


@compiled
def seated(slots, group_of, groups, persons):
    """Sort the members of groups into types: those who fill as many slots of each group; most groups first."""
    held = np.zeros((persons, groups), dtype=np.int64)
    seats = np.zeros(groups, dtype=np.int64)
    for at in range(len(slots)):
        if slots[at] >= -1:
            seats[group_of[at]] += 1
        if slots[at] >= 0:
            held[slots[at], group_of[at]] += 1
    mixed = np.zeros(persons, dtype=np.uint64)
    rank = np.zeros(persons, dtype=np.int64)
    for p in range(persons):
        many, lowest = 0, groups
        for g in range(groups):
            if held[p, g]:
                mixed[p] = mix(mixed[p], g, held[p, g])
                many += 1
                lowest = min(lowest, g)
        rank[p] = (groups - many) * (groups + 1) + lowest
    order = np.argsort(rank, kind="mergesort")  # stable: members of a type stay in their order
    level = np.full(persons, -1, dtype=np.int64)
    leader = np.zeros(persons, dtype=np.int64)
    counts = np.zeros(persons, dtype=np.int64)
    types = 0
    for p in order:
        for t in range(types - 1, -1, -1):
            if rank[leader[t]] != rank[p]:
                break
            if mixed[leader[t]] == mixed[p] and np.all(held[leader[t]] == held[p]):
                level[p] = t
                break
        if level[p] < 0:
            level[p] = types
            leader[types] = p
            types += 1
        counts[level[p]] += 1
    first = np.zeros(types + 1, dtype=np.int64)
    for t in range(types):
        first[t + 1] = first[t] + counts[t]
    members = np.zeros(persons, dtype=np.int64)
    place = first[:types].copy()
    for p in range(persons):
        members[place[level[p]]] = p
        place[level[p]] += 1
    grouped = held[leader[:types]]
    inside_first, inside = listed_inside(grouped)
    return Seating(level, counts[:types].copy(), first, members, grouped, inside_first, inside, seats)


@compiled
def listed_inside(held):
    """List the groups each type is in, type by type, and say where those of a type begin."""
    types, groups = held.shape
    first = np.zeros(types + 1, dtype=np.int64)
    inside = np.empty(np.count_nonzero(held), dtype=np.int64)
    filled = 0
    for t in range(types):
        for g in range(groups):
            if held[t, g]:
                inside[filled] = g
                filled += 1
        first[t + 1] = filled
    return first, inside
