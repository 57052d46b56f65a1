"""In which order what moves types is found: what nothing else depends on first, and circles opened at few places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, lean
from counterpoise.boolean.kernels.store import Integers, Truths


class Bonds(NamedTuple):
    """The gates with which types move: whom each is made of, and whom it moves, by type.

    `order` lists them with what they depend on first; those of one circle stand together, and `circle` numbers them. Where
    a circle is opened at one gate alone, that is the last of it, and `opened` says so.
    """

    gates: Integers
    inside: Truths
    moves: Truths
    depends: Truths
    order: Integers
    circle: Integers
    opened: Truths


@compiled
def bonds_of(circuit, seating, tied):
    """Tell of the gates that are marked who is inside, whom they move, on which others they depend, and their order."""
    gates = np.flatnonzero(tied)
    many, types = len(gates), len(seating.counts)
    inside, moves = np.zeros((many, types), dtype=np.bool_), np.zeros((many, types), dtype=np.bool_)
    _bind(circuit, seating, gates, inside, moves)
    depends = np.zeros((many, many), dtype=np.bool_)
    for g in range(many):
        for other in range(many):
            if g != other:
                for t in range(types):
                    depends[g, other] |= inside[g, t] and moves[other, t]
    order, circle = np.zeros(many, dtype=np.int64), np.zeros(many, dtype=np.int64)
    opened = np.zeros(many, dtype=np.bool_)
    _sort(_closed(depends, np.ones(many, dtype=np.bool_)), depends, order, circle, opened)
    return Bonds(gates, inside, moves, depends, order, circle, opened)


@lean
def _bind(circuit, seating, gates, inside, moves):
    """Mark who is inside a gate and whom it moves."""
    first, groups = seating.inside_first, seating.inside
    for g in range(len(gates)):
        known = False
        for o in range(len(circuit.tie_first) - 1):
            for at in range(circuit.tie_first[o], circuit.tie_first[o + 1]):
                if circuit.tie_gate[at] != gates[g]:
                    continue
                for t in range(len(seating.counts)):
                    for one in range(first[t], first[t + 1]):
                        moves[g, t] |= groups[one] == o
                        inside[g, t] |= not known and circuit.tie_reach[at, groups[one]]
                known = True


@compiled
def _closed(depends, left):
    """Tell of those left which depends on which, through others of them too (Warshall 1962)."""
    reach = depends.copy()
    many = len(depends)
    for middle in range(many):
        if left[middle]:
            for one in range(many):
                if left[one] and reach[one, middle]:
                    for other in range(many):
                        reach[one, other] |= reach[middle, other]
    for one in range(many):
        for other in range(many):
            reach[one, other] &= left[one] and left[other]
    return reach


@compiled
def _sort(reach, depends, order, circle, opened):
    """Put gates into an order, circle by circle: of those left, all on which the next depends depend on it in turn."""
    many, filled, number = len(order), 0, 0
    placed = np.zeros(many, dtype=np.bool_)
    inside = np.zeros(many, dtype=np.bool_)
    while filled < many:
        at = 0
        while placed[at] or _waits(reach, placed, at):
            at += 1
        some = 0
        for other in range(many):
            inside[other] = not placed[other] and (other == at or reach[at, other])
            some += inside[other]
        begins = filled
        filled = _opened(depends, inside, order, filled) if some > 1 else _put(order, filled, at)
        circle[begins:filled] = number
        number += 1
        for place in range(begins, filled):
            placed[order[place]] = True
        if some > 1:
            inside[order[filled - 1]] = False
            opened[filled - 1] = not _has_circle(_closed(depends, inside))


@lean
def _has_circle(reach):
    found = False
    for at in range(len(reach)):
        found |= reach[at, at]
    return found


@lean
def _put(order, filled, at):
    order[filled] = at
    return filled + 1


@lean
def _waits(reach, placed, at):
    """Tell whether a gate depends on one not yet placed that does not depend on it in turn."""
    for other in range(len(placed)):
        if not placed[other] and reach[at, other] and not reach[other, at]:
            return True
    return False


@compiled
def _opened(depends, inside, order, filled):
    """Put the gates of a circle into an order: those at which it is opened last, the others with what they depend on first.

    It is opened at those on which most others depend and which depend on most, until no circle is left.
    """
    many = len(inside)
    left = inside.copy()
    ends = filled + np.sum(inside)
    last = ends
    while True:
        reach = _closed(depends, left)
        best, most = -1, 0
        for at in range(many):
            if reach[at, at]:
                on, by = 0, 0
                for other in range(many):
                    on += depends[at, other] and left[other]
                    by += depends[other, at] and left[other]
                if on * by > most:
                    best, most = at, on * by
        if best < 0:
            break
        last -= 1
        order[last] = best
        left[best] = False
    while filled < last:
        for at in range(many):
            if left[at] and not np.any(reach[at] & left):
                order[filled] = at
                filled += 1
                left[at] = False
    return ends
