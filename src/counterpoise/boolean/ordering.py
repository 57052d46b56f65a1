"""Orders of types that keep diagrams small: as few votes, and as few ties, as possible under way at one time.

Between two levels a vote is under way when some of its members came before and others come after; a diagram has there about
as many nodes as there are sums of all such votes. From a first type on the next is always the one that leaves the fewest
sums; of several beginnings the order with the smallest sum over all levels is taken. The best order is hard to find
(Bollig and Wegener 1996), a good one halves the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.formula import AtLeast, Formula, Var
from counterpoise.boolean.types import Typing

FEW, MANY = 8, 48
"""Fewer types are soon compiled in any order, and with more it takes long to find one."""

BEGINNINGS = 4
"""So many types are tried as the first."""

MANY_TIES = 5
"""From so many alternatives on, whom they move matters more than the votes these have in parts of a body."""

OPEN, WIDE_OPEN = 1.5, 3.0
"""By how much a diagram is about wider while some are known, and some not yet, of an alternative and of those it moves."""

Columns = npt.NDArray[np.float64]
_Bits = int


def ordered(f: Formula, typing: Typing) -> Typing:
    """Put types into an order; which they are stays the same."""
    if not FEW <= len(typing.counts) <= MANY:
        return typing
    votes, ties = _under_way(f, typing)
    if len(ties) >= MANY_TIES:
        votes = _largest(votes)
    order = _best(
        _columns(votes, typing), _columns(ties, typing), OPEN if len(ties) < MANY_TIES else WIDE_OPEN
    )
    place = {old: new for new, old in enumerate(order)}
    return Typing(
        tuple([typing.members[old] for old in order]),
        tuple([place[one] if one >= 0 else one for one in typing.type_of]),
    )


def _under_way(f: Formula, typing: Typing) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Give what each type adds to the votes of several, and who belongs to each tie, equal ones once.

    Of a vote a part may be a variable or alternatives to it. Such an alternative is a tie: to it belong all it is made of,
    and all variables it is an alternative to.
    """
    used = Counter(part for node in f.nodes if isinstance(node, AtLeast) for part, _ in node.parts)
    below: list[_Bits] = []
    votes: dict[tuple[int, ...], None] = {}
    ties: dict[int, _Bits] = {}
    for node in f.nodes:
        if isinstance(node, Var):
            below.append(1 << typing.type_of[node.variable])
            continue
        below.append(_joined(below[part] for part, _ in node.parts))
        if not 1 < node.quota < sum(weight for _, weight in node.parts):
            continue
        column = [0] * len(typing.counts)
        for part, weight in node.parts:
            own, others = _split(f, part, used)
            if own is not None:
                column[below[own].bit_length() - 1] += weight
            for other in others:
                ties[other] = ties.get(other, below[other]) | (0 if own is None else below[own])
        if sum(map(bool, column)) > 1:
            votes.setdefault(tuple(column))
    types = range(len(typing.counts))
    return list(votes), list(dict.fromkeys(tuple([one >> t & 1 for t in types]) for one in ties.values()))


def _joined(several: Iterable[_Bits]) -> _Bits:
    found = 0
    for one in several:
        found |= one
    return found


def _split(f: Formula, part: int, used: Mapping[int, int]) -> tuple[int | None, list[int]]:
    """Tell which variable a part of a vote is, if any, and what are alternatives to it: it is the one least used elsewhere."""
    node = f.nodes[part]
    if isinstance(node, Var):
        return part, []
    if node.quota != 1:
        return None, []
    parts = [one for one, _ in node.parts]
    own = min(
        [one for one in parts if isinstance(f.nodes[one], Var)], key=lambda one: used[one], default=None
    )
    return own, [one for one in parts if one != own]


def _largest(votes: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Leave out votes of some of those who have another vote together with others."""
    who = [sum(1 << t for t, weight in enumerate(column) if weight) for column in votes]
    return [
        column
        for column, one in zip(votes, who, strict=True)
        if not any(one | other == other != one for other in who)
    ]


def _columns(several: list[tuple[int, ...]], typing: Typing) -> Columns:
    return np.array(several, dtype=np.float64).reshape(-1, len(typing.counts))


def _best(votes: Columns, ties: Columns, wider: float) -> list[int]:
    """Give the best order of those that follow from a few beginnings."""
    columns = np.concatenate([votes, ties])
    count = columns.shape[1]
    first = _widths(columns, columns, len(votes), wider)
    best, least = list(range(count)), np.inf
    for start in np.argsort(first, kind="stable")[:BEGINNINGS].tolist():
        order, cost = [start], float(first[start])
        left = [t for t in range(count) if t != start]
        done = columns[:, start]
        while left and cost < least:
            widths = _widths(columns, done[:, None] + columns[:, left], len(votes), wider)
            at = int(np.argmin(widths))
            cost += float(widths[at])
            order.append(left.pop(at))
            done = done + columns[:, order[-1]]
        if cost < least:
            best, least = order, cost
    return best


def _widths(columns: Columns, done: Columns, votes: int, wider: float) -> Columns:
    """Count about how many sums may have been reached, for each column of what is done."""
    rest = columns.sum(axis=1)[:, None] - done
    under = (done > 0) & (rest > 0)
    sums = np.where(under[:votes], np.minimum(done[:votes], rest[:votes]) + 1, 1.0).prod(axis=0)
    found: Columns = sums * wider ** under[votes:].sum(axis=0)
    return found
