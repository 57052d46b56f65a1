"""The first sets of a family, smallest first, then in order of their variables, without unfolding it.

A set is a number whose highest bits are its lowest variables, so that of two sets of one size the first is the
greater number, and joining both with a set that shares nothing keeps their order. Keeping the first few sets of each
size at each node is therefore enough (the k best of a path problem; Bellman and Kalaba 1960).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest

from counterpoise.boolean.budget import Memory
from counterpoise.boolean.families import NONE, UNIT, Families
from counterpoise.boolean.parts import Listed

_OVERHEAD = 36
"""The bytes a number takes beside its own."""

Choices = Callable[[int, int], Listed]
"""Gives for a level and a count the first sets of each size it stands for."""


def first_sets(
    families: Families,
    root: int,
    choices: Choices,
    *,
    shapes: Sequence[Sequence[int]],
    sizes: int,
    limit: int,
) -> Listed:
    """List the first sets of a family of each size whose bit is set in `sizes`.

    `shapes` has the sizes each level and count stands for, as bits; `choices` is asked only for what is needed.
    """
    order = families.below(root)
    reach = lengths(families, order, shapes)
    wanted = _wanted(families, order, reach, shapes=shapes, root=root, sizes=sizes)
    listed: dict[int, Listed] = {NONE: {}, UNIT: {0: [0]}}
    memory = Memory()
    for number in families.clock.watched(order):
        if wanted.get(number):
            found = _at(families, number, choices, listed=listed, sizes=wanted[number], limit=limit)
            listed[number] = found
            memory.take(sum(_OVERHEAD + (one.bit_length() >> 3) for sets in found.values() for one in sets))
    return {size: sets for size, sets in listed.get(root, {}).items() if sizes >> size & 1}


def lengths(families: Families, order: Sequence[int], shapes: Sequence[Sequence[int]]) -> dict[int, int]:
    """Give for each node the sizes of its sets as bits, from those of each level and count."""
    reach = {NONE: 0, UNIT: 1}
    for number in families.clock.watched(order):
        at = shapes[families.level[number]]
        found = 0
        for count, child in enumerate(families.children[number]):
            for size in bits_of(at[count]):
                found |= reach[child] << size
        reach[number] = found
    return reach


def _wanted(
    families: Families,
    order: Sequence[int],
    reach: dict[int, int],
    *,
    shapes: Sequence[Sequence[int]],
    root: int,
    sizes: int,
) -> dict[int, int]:
    """Tell, from the root down, which sizes of each node can matter."""
    wanted = {root: reach[root] & sizes}
    for number in families.clock.watched(reversed(order)):
        mine = wanted.get(number, 0)
        if mine:
            at = shapes[families.level[number]]
            for count, child in enumerate(families.children[number]):
                for size in bits_of(at[count]):
                    wanted[child] = wanted.get(child, 0) | (mine >> size & reach[child])
    return wanted


def _at(
    families: Families,
    number: int,
    choices: Choices,
    *,
    listed: dict[int, Listed],
    sizes: int,
    limit: int,
) -> Listed:
    """Join the sets of each count with those of its child, keeping the first of each wanted size."""
    found: dict[int, list[int]] = {}
    level = families.level[number]
    for count, child in enumerate(families.children[number]):
        if not listed.get(child):
            continue
        for size, heads in choices(level, count).items():
            for rest, tails in listed[child].items():
                if sizes >> (size + rest) & 1:
                    found.setdefault(size + rest, []).extend(joined(heads, tails, limit))
    return {size: nlargest(limit, sets) for size, sets in found.items()}


def joined(heads: Sequence[int], tails: Sequence[int], limit: int) -> list[int]:
    """Join two lists in order, leaving out pairs before which `limit` others come."""
    if len(heads) == 1:
        head = heads[0]
        return [head | tail for tail in tails] if head else list(tails)
    return [head | tail for place, head in enumerate(heads) for tail in tails[: max(1, limit // (place + 1))]]


def mask_of(listed: Listed) -> int:
    """Give the sizes of some sets as bits."""
    return sum(1 << size for size, sets in listed.items() if sets)


def bits_of(mask: int) -> list[int]:
    """List the places of the bits that are set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
