"""Who may hold more than half of the Shapley–Shubik power, without measuring it: most formulas let nobody.

A variable's index is the chance that it turns the formula true when all arrive in a random order. So it is at most the
chance that those before it, with itself, meet every quota the formula cannot do without. And nobody has more power than
a forerunner or than others of the same type, of whom each then has at most half.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import comb

from counterpoise.boolean.forerunners import standing_of
from counterpoise.boolean.formula import AtLeast, Formula, Var

NO_MORE = 0.5 + 1e-12

MOST = 256
"""With more variables it costs less to let the engine measure, which watches its time."""

Quota = tuple[int, int]
"""So many of so many must have come."""


def may_exceed_half(f: Formula) -> frozenset[int]:
    """List the variables of which an upper bound does not say that they hold at most half: all, where there are many.

    Cost: one visit per part, and the square of the variables for each type of one.

    >>> committee, council = AtLeast(2, ((0, 1), (1, 1), (2, 1))), AtLeast(2, ((2, 1), (3, 1), (4, 1)))
    >>> both = AtLeast(2, ((5, 1), (6, 1)))
    >>> sorted(may_exceed_half(Formula((*map(Var, range(5)), committee, council, both), 5)))
    [2]
    """
    if f.size > MOST:
        return frozenset(range(f.size))
    standing = standing_of(f)
    alone = (
        members[0]
        for members, before in zip(standing.typing.members, standing.forerunners, strict=True)
        if len(members) == 1 and not before
    )
    needed = list(_needed(f))
    return frozenset(one for one in alone if _chance(tuple(_left(needed, one))) > NO_MORE)


def _needed(f: Formula) -> Iterator[tuple[int, set[int]]]:
    """List quotas of variables that every true set meets; whatever is no variable is taken for true."""
    root = f.nodes[-1]
    numbers = [len(f.nodes) - 1]
    if isinstance(root, AtLeast) and root.quota == sum(weight for _, weight in root.parts):
        numbers = [part for part, weight in root.parts if weight]
    for number in numbers:
        node = f.nodes[number]
        if isinstance(node, Var):
            yield 1, {node.variable}
        elif all(weight == 1 for _, weight in node.parts):
            inside = [f.nodes[part] for part, _ in node.parts]
            members = [child.variable for child in inside if isinstance(child, Var)]
            if len(set(members)) == len(members):
                yield node.quota - (len(inside) - len(members)), set(members)


def _left(needed: Sequence[tuple[int, set[int]]], one: int) -> Iterator[Quota]:
    """Say what others must have come before one variable; whoever is counted in one quota has come for the next."""
    counted = {one}
    for quota, members in needed:
        others = members - counted
        still = quota - (len(members) - len(others))
        if still > 0:
            counted |= members
            yield still, len(others)


@lru_cache(maxsize=4_096)
def _chance(quotas: tuple[Quota, ...]) -> float:
    """Give the chance that those before one, in a random order with all the others, meet all quotas."""
    ways = [1]
    for quota, size in quotas:
        enough = [comb(size, count) if count >= quota else 0 for count in range(size + 1)]
        joined = [0] * (len(ways) + size)
        for at, number in enumerate(ways):
            for more, count in enumerate(enough):
                joined[at + more] += number * count
        ways = joined
    last = len(ways) - 1
    return sum(number / comb(last, count) for count, number in enumerate(ways)) / (last + 1)
