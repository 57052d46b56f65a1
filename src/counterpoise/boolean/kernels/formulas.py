"""Formulas in arrays, and their variables sorted into types."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from counterpoise.boolean.formula import AtLeast, Formula
from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.store import Integers


class Flat(NamedTuple):
    """A formula in arrays: `parts[start[n] : start[n + 1]]` with their weights; a variable has a number, not parts."""

    variable: Integers
    quota: Integers
    start: Integers
    parts: Integers
    weights: Integers


class Typed(NamedTuple):
    """The types in the order of their levels: members in `members[first[t] : first[t + 1]]`, `counts[t]` of them."""

    level: Integers
    counts: Integers
    first: Integers
    members: Integers


def flat_of(formulas: Sequence[Formula]) -> tuple[Flat, Integers]:
    """Write formulas one after another into arrays, and tell the number of each root."""
    variable: list[int] = []
    quota: list[int] = []
    start = [0]
    parts: list[int] = []
    weights: list[int] = []
    roots: list[int] = []
    for f in formulas:
        base = len(variable)
        for one in f.nodes:
            if isinstance(one, AtLeast):
                variable.append(-1)
                quota.append(one.quota)
                if one.parts:
                    named, weighed = zip(*one.parts, strict=True)
                    parts.extend([base + part for part in named] if base else named)
                    weights.extend(weighed)
            else:
                variable.append(one.variable)
                quota.append(0)
            start.append(len(parts))
        roots.append(len(variable) - 1)
    nodes, many = len(variable), len(parts)
    whole = np.array([*variable, *quota, *start, *parts, *weights], dtype=np.int64)
    ends = (0, nodes, 2 * nodes, 3 * nodes + 1, 3 * nodes + 1 + many, len(whole))
    columns = [whole[one:other] for one, other in pairwise(ends)]
    return Flat(*columns), np.array(roots, dtype=np.int64)


@compiled
def typed(flat, roots, size):
    """Sort variables into types: those that are direct parts of the same nodes with the same weights."""
    nodes = len(flat.quota)
    seen = np.zeros(size, dtype=np.int64)
    mixed = np.zeros(size, dtype=np.uint64)
    for n in range(nodes):
        for at in range(flat.start[n], flat.start[n + 1]):
            v = flat.variable[flat.parts[at]]
            if v >= 0:
                seen[v] += 1
                mixed[v] = mix(mixed[v], n, flat.weights[at])
    for root in roots:
        v = flat.variable[root]
        if v >= 0:
            seen[v] += 1
            mixed[v] = mix(mixed[v], nodes + root, 1)
    order = _walk(flat, roots, seen, size)
    level = np.full(size, -1, dtype=np.int64)
    leader = np.zeros(size, dtype=np.int64)
    types = 0
    for v in order:
        for t in range(types):
            if mixed[leader[t]] == mixed[v] and _alike(flat, roots, leader[t], v):
                level[v] = t
                break
        if level[v] < 0:
            level[v] = types
            leader[types] = v
            types += 1
    counts = np.zeros(types, dtype=np.int64)
    for v in order:
        counts[level[v]] += 1
    first = np.zeros(types + 1, dtype=np.int64)
    for t in range(types):
        first[t + 1] = first[t] + counts[t]
    members = np.zeros(len(order), dtype=np.int64)
    place = first[:types].copy()
    for v in range(size):
        if level[v] >= 0:
            members[place[level[v]]] = v
            place[level[v]] += 1
    return Typed(level, counts, first, members)


@compiled
def mix(before, n, weight):
    mixed = (before ^ np.uint64(n + 1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(31)
    return (mixed ^ np.uint64(weight)) * np.uint64(0xBF58476D1CE4E5B9)


@compiled
def _alike(flat, roots, one, other):
    """Hold two variables against each other node by node: what the mixed numbers promise is looked at."""
    for n in range(len(flat.quota)):
        here = there = np.int64(0)
        for at in range(flat.start[n], flat.start[n + 1]):
            v = flat.variable[flat.parts[at]]
            if v == one:
                here += flat.weights[at]
            elif v == other:
                there += flat.weights[at]
        if here != there:
            return False
    alone = False
    for root in roots:
        alone |= flat.variable[root] == one or flat.variable[root] == other
    return not alone


@compiled
def _walk(flat, roots, seen, size):
    """List the variables as a walk from the roots meets them; within a node those in most nodes first."""
    met = np.zeros(size, dtype=np.bool_)
    order = np.zeros(size, dtype=np.int64)
    found = 0
    visited = np.zeros(len(flat.quota), dtype=np.bool_)
    stack = np.zeros(len(flat.parts) + len(flat.quota) + 1, dtype=np.int64)
    for root in roots:
        stack[0] = root
        top = 1
        while top:
            top -= 1
            n = stack[top]
            if visited[n]:
                continue
            visited[n] = True
            if flat.variable[n] >= 0:
                v = flat.variable[n]
                if not met[v]:
                    met[v] = True
                    order[found] = v
                    found += 1
                continue
            begin, end = flat.start[n], flat.start[n + 1]
            for at in range(end - 1, begin - 1, -1):
                if flat.variable[flat.parts[at]] < 0:
                    stack[top] = flat.parts[at]
                    top += 1
            low = top
            for at in range(begin, end):
                part = flat.parts[at]
                if flat.variable[part] >= 0:
                    place = top
                    many = seen[flat.variable[part]]
                    while place > low and seen[flat.variable[stack[place - 1]]] >= many:
                        stack[place] = stack[place - 1]
                        place -= 1
                    stack[place] = part
                    top += 1
    return order[:found]
