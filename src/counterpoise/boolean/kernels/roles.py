"""Who plays the same part in one function: far fewer types than who fills the same slots, in an order that keeps diagrams small."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.circles import bonds_of
from counterpoise.boolean.kernels.circuit import OFFICE, VOTES, Seating, listed_inside
from counterpoise.boolean.kernels.compiling import compiled, lean

MANY_TIES = 8
"""From so many gates on with which types move, the order of types looks at them too; with fewer it gains nothing by that."""

OPEN = 1.5
"""By how much a diagram is about wider while some are known, and some not yet, of those whom such a gate is made of or moves."""


@compiled
def alike(circuit, seating, needed, tied, entered, joined):
    """Join types that every gate of a function treats alike, and put them into an order.

    Two types are joined when they have the same weight in every vote, are or are not in every office, preside or not, and
    are moved by the same ties; each of `joined`, members of their own, stays a type of its own. Others are left out.
    `needed` and `tied` are what `used` gave.
    """
    leaves = np.flatnonzero(needed & ((circuit.kind == OFFICE) | (circuit.kind == VOTES)))
    ties = np.flatnonzero(tied)
    many = len(leaves)
    part = np.zeros((len(seating.counts), 2 * many + len(ties) + len(joined)), dtype=np.int64)
    _play(circuit, seating, entered, leaves, ties, joined, part)
    role, leaders = _roles(part)
    counts = np.zeros(len(leaders), dtype=np.int64)
    for t in range(len(role)):
        if role[t] >= 0:
            counts[role[t]] += seating.counts[t]
    bound = np.zeros((len(leaders), len(ties)), dtype=np.int64)
    if len(ties) >= MANY_TIES:
        bonds = bonds_of(circuit, seating, tied)
        for t in range(len(leaders)):
            for tie in range(len(ties)):
                bound[t, tie] = bonds.inside[tie, leaders[t]] or bonds.moves[tie, leaders[t]]
    return _seated(seating, role, leaders, ordered(part[leaders, :many], counts, bound))


@lean
def _play(circuit, seating, entered, leaves, ties, joined, part):
    """Write down the part of each type in a row."""
    many, first, inside = len(leaves), seating.inside_first, seating.inside
    for t in range(len(part)):
        if entered[t]:
            for at in range(many):
                part[t, at], part[t, many + at] = _weight(circuit, seating, leaves[at], t)
            for one in range(first[t], first[t + 1]):
                for at in range(circuit.tie_first[inside[one]], circuit.tie_first[inside[one] + 1]):
                    for tie in range(len(ties)):
                        if ties[tie] == circuit.tie_gate[at]:
                            part[t, 2 * many + tie] = 1
    for h in range(len(joined)):
        if entered[seating.level[joined[h]]]:
            part[seating.level[joined[h]], 2 * many + len(ties) + h] = 1


@compiled
def used(circuit, seating, f, entered):
    """Mark the gates a function is made of, ties of those who entered followed, and which of them are ties."""
    needed = np.zeros(len(circuit.kind), dtype=np.bool_)
    tied = np.zeros(len(circuit.kind), dtype=np.bool_)
    _use(circuit, seating, f, entered, needed, tied)
    return needed, tied


@lean
def _use(circuit, seating, f, entered, needed, tied):
    for way in range(circuit.way_first[f], circuit.way_first[f + 1]):
        for at in range(circuit.step_first[way], circuit.step_first[way + 1]):
            needed[circuit.step_gate[at]] = True
    first, inside = seating.inside_first, seating.inside
    for t in range(len(entered)):
        if entered[t]:
            for one in range(first[t], first[t + 1]):
                for at in range(circuit.tie_first[inside[one]], circuit.tie_first[inside[one] + 1]):
                    tied[circuit.tie_gate[at]] = needed[circuit.tie_gate[at]] = True
    for g in range(len(needed) - 1, -1, -1):
        if needed[g]:
            for at in range(circuit.first[g], circuit.first[g + 1]):
                needed[circuit.parts[at]] = True


@lean
def _weight(circuit, seating, g, t):
    """Tell what a member of a type weighs in an office or a vote, and whether it presides."""
    held = seating.held
    if circuit.aside[g] >= 0:
        for one in range(seating.inside_first[t], seating.inside_first[t + 1]):
            if circuit.asides[circuit.aside[g], seating.inside[one]]:
                return 0, 0
    subject = circuit.subject[g]
    if circuit.kind[g] == OFFICE:
        return (1 if held[t, subject] else 0), 0
    weight = 0
    for at in range(circuit.vote_first[subject], circuit.vote_first[subject + 1]):
        if held[t, circuit.vote_group[at]]:
            if circuit.vote_rule[subject, 0]:
                weight += circuit.vote_weight[at] * held[t, circuit.vote_group[at]]
            else:
                weight = 1
    presiding = circuit.vote_rule[subject, 2]
    return weight, (1 if presiding >= 0 and held[t, presiding] else 0)


@compiled
def _roles(part):
    """Number the equal rows, rows of noughts aside; give the first row of each number."""
    role = np.full(len(part), -1, dtype=np.int64)
    leaders = np.zeros(len(part), dtype=np.int64)
    return role, leaders[: _number(part, role, leaders)].copy()


@lean
def _number(part, role, leaders):
    many = 0
    for t in range(len(part)):
        something = False
        for at in range(part.shape[1]):
            if part[t, at]:
                something = True
                break
        if not something:
            continue
        for r in range(many):
            same = True
            for at in range(part.shape[1]):
                if part[leaders[r], at] != part[t, at]:
                    same = False
                    break
            if same:
                role[t] = r
                break
        if role[t] < 0:
            role[t] = many
            leaders[many] = t
            many += 1
    return many


@compiled
def ordered(weight, counts, bound):
    """Order types so that as few votes as possible are under way at one time, and as few ties.

    Between two types a vote is under way when members of it came before and others come after; the diagram there has about as many
    nodes as there are sums of all such votes. From each type in turn the next is the one that leaves the fewest; the
    order with the smallest sum is taken. `bound` marks those who belong to a tie: whoever moves somebody so comes near them.
    """
    votes = _open(weight, counts)
    share = np.concatenate((votes, bound), axis=1)
    many, total = len(share), share.sum(axis=0)
    best, order = np.arange(many), np.zeros(many, dtype=np.int64)
    left, done = np.zeros(many, dtype=np.bool_), np.zeros(share.shape[1], dtype=np.int64)
    least, ties = np.inf, votes.shape[1]
    for start in np.argsort(_first_widths(share, ties, total, done), kind="mergesort"):
        cost = _follow(share, ties, total, start, least, order, left, done)
        if cost < least:
            least = cost
            best[:] = order
    return best


@compiled
def _first_widths(share, ties, total, nobody):
    """Count the sums after each type as the first one; what begins narrow mostly stays so."""
    return np.array([_width(share, ties, t, nobody, total, np.inf) for t in range(len(share))])


@lean
def _follow(share, ties, total, start, least, order, left, done):
    """Order types from a first one on, and tell the sum; give up where it is not less than the least so far."""
    many, columns = share.shape
    left[:] = True
    done[:] = 0
    cost = 0.0
    for place in range(many):
        chosen, fewest = start, np.inf
        if place:
            for t in range(many):
                if left[t]:
                    width = _width(share, ties, t, done, total, fewest)
                    if width < fewest:
                        chosen, fewest = t, width
        else:
            fewest = _width(share, ties, start, done, total, np.inf)
        order[place] = chosen
        left[chosen] = False
        for v in range(columns):
            done[v] += share[chosen, v]
        cost += fewest
        if cost >= least:
            break
    return cost


@lean
def _width(share, ties, t, done, total, most):
    """Count about how many sums the votes under way may have reached, as far as that is less than `most`; from `ties` on ties."""
    width = 1.0
    for v in range(len(done)):
        sofar = done[v] + share[t, v]
        if 0 < sofar < total[v]:
            width *= min(sofar, total[v] - sofar) + 1 if v < ties else OPEN
            if width >= most:
                break
    return width


@compiled
def _open(weight, counts):
    """Give what each type adds to the votes of several types, equal votes once."""
    share = np.zeros_like(weight)
    many = 0
    for v in range(weight.shape[1]):
        column = weight[:, v] * counts
        if np.sum(column > 0) < 2:
            continue
        new = True
        for other in range(many):
            if np.all(share[:, other] == column):
                new = False
        if new:
            share[:, many] = column
            many += 1
    return share[:, :many].copy()


@compiled
def _seated(seating, role, leaders, order):
    """Seat the members of each role as one type, in the order given; members stay in their order."""
    types = len(order)
    place = np.zeros(types, dtype=np.int64)
    for at in range(types):
        place[order[at]] = at
    level = np.full(len(seating.level), -1, dtype=np.int64)
    counts = np.zeros(types, dtype=np.int64)
    for p in range(len(level)):
        if seating.level[p] >= 0 and role[seating.level[p]] >= 0:
            level[p] = place[role[seating.level[p]]]
            counts[level[p]] += 1
    first = np.zeros(types + 1, dtype=np.int64)
    for t in range(types):
        first[t + 1] = first[t] + counts[t]
    members = np.zeros(first[types], dtype=np.int64)
    filled = first[:types].copy()
    for p in range(len(level)):
        if level[p] >= 0:
            members[filled[level[p]]] = p
            filled[level[p]] += 1
    held = seating.held[leaders[order]]
    inside_first, inside = listed_inside(held)
    return Seating(level, counts, first, members, held, inside_first, inside, seating.seats)
