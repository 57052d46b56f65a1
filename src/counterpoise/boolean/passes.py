"""One pass up and one down a diagram: settings, swings, probabilities.

A level stands for the members of a type or for a whole module; all that matters of it is, for each count, in how many
ways or with what probability it comes about, and the same for all members but one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import atanh, cosh, exp, isqrt, log, log1p
from operator import mul

import numpy as np

from counterpoise.boolean.budget import Memory
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.parts import Floats
from counterpoise.boolean.table import Diagram

SMALL = 64
"""Up to so many, the simplest way is quick enough."""

MOST_ALIKE = 20_000
"""How many interchangeable variables are counted exactly: their numbers of groups take the square of that in bits."""


@lru_cache(maxsize=64)
def groups_of(variables: int) -> tuple[int, ...]:
    """Count the groups of each size among so many variables, each from the one before."""
    if variables > MOST_ALIKE:
        raise TooLargeError("too many are alike to count their groups exactly")
    groups = [1]
    for size in range(variables):
        groups.append(groups[-1] * (variables - size) // (size + 1))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class Level:
    """In how many ways each count of a level comes about, with all its members and with all but one."""

    ways: tuple[int, ...]
    others: tuple[int, ...]


def settings_and_swings(diagram: Diagram, levels: Sequence[Level]) -> tuple[int, list[int]]:
    """Count the true settings, and for one member of each level the settings of all others in which it decides."""
    table = diagram.table
    spans = _Spans([sum(level.ways) for level in levels])
    order = table.below(diagram.root)
    down = {0: 0, 1: 1}
    memory = Memory()
    for number in table.clock.watched(order):
        at = table.level[number]
        total = 0
        for ways, child in zip(levels[at].ways, table.children[number], strict=True):
            if child:
                total += ways * down[child] * spans[at + 1, table.level[child]]
        down[number] = memory.number(total)
    up: dict[int, int] = dict.fromkeys(order, 0)
    swings = [0] * len(levels)
    if diagram.root in up:
        up[diagram.root] = spans[0, table.level[diagram.root]]
    for number in table.clock.watched(reversed(order)):
        at, weight, children = table.level[number], memory.number(up[number]), table.children[number]
        below = []
        for ways, child in zip(levels[at].ways, children, strict=True):
            span = spans[at + 1, table.level[child]]
            below.append(down[child] * span)
            if child > 1:
                up[child] += weight * ways * span
        decided = 0
        for count, ways in enumerate(levels[at].others):
            if children[count] != children[count + 1]:
                decided += ways * (below[count + 1] - below[count])
        swings[at] += weight * decided
    return down[diagram.root] * spans[0, table.level[diagram.root]], swings


class _Spans(dict[tuple[int, int], int]):
    """The settings of all levels from one up to another, remembered."""

    def __init__(self, totals: Sequence[int]) -> None:
        super().__init__()
        self._before = list(accumulate(totals, mul, initial=1))

    def __missing__(self, span: tuple[int, int]) -> int:
        self[span] = product = self._before[span[1]] // self._before[span[0]]
        return product


def values(diagram: Diagram, spreads: Sequence[Floats]) -> Floats:
    """Give the probability of the root from those of the counts of each level, one column a question."""
    return _up(diagram, spreads, diagram.table.below(diagram.root))[diagram.root]


def _up(diagram: Diagram, spreads: Sequence[Floats], order: Sequence[int]) -> dict[int, Floats]:
    table = diagram.table
    points = spreads[0].shape[1] if spreads else 1
    value: dict[int, Floats] = {0: np.zeros(points), 1: np.ones(points)}
    for number in table.clock.watched(order):
        spread, children = spreads[table.level[number]], table.children[number]
        if len(children) == 2:
            value[number] = spread[0] * value[children[0]] + spread[1] * value[children[1]]
        else:
            value[number] = np.einsum("cp,cp->p", spread, np.array([value[child] for child in children]))
    return value


def values_and_decisive(
    diagram: Diagram, spreads: Sequence[Floats], others: Sequence[Floats]
) -> tuple[Floats, Floats]:
    """Give the probability of the root, and for one member of each level that it decides."""
    table = diagram.table
    order = table.below(diagram.root)
    value = _up(diagram, spreads, order)
    points = len(value[0])
    up: dict[int, Floats] = {number: np.zeros(points) for number in order}
    decisive = np.zeros((len(spreads), points))
    if diagram.root in up:
        up[diagram.root] = np.ones(points)
    for number in table.clock.watched(reversed(order)):
        at, weight, children = table.level[number], up[number], table.children[number]
        for count, child in enumerate(children):
            if child > 1:
                up[child] += weight * spreads[at][count]
        if len(children) == 2:
            decisive[at] += weight * (value[children[1]] - value[children[0]]) * others[at][0]
        else:
            stack = np.array([value[child] for child in children])
            decisive[at] += weight * np.einsum("cp,cp->p", others[at], np.diff(stack, axis=0))
    return value[diagram.root], decisive


def spread_of(chances: Floats) -> Floats:
    """Give the probability of each number of true variables among independent ones: one row a number."""
    if len(chances) > SMALL and bool((chances == chances[0]).all()):
        return np.array([_binomial(len(chances), float(chance)) for chance in chances[0]]).T
    spread = np.ones((1, chances.shape[1]))
    for chance in chances:
        grown = np.zeros((len(spread) + 1, chances.shape[1]))
        grown[:-1] = spread * (1 - chance)
        grown[1:] += spread * chance
        spread = grown
    return spread


@lru_cache(maxsize=1_024)
def spread_of_alike(chance: bytes, count: int) -> Floats:
    """Give the spread of so many variables that share one row of chances, written as bytes."""
    row = np.frombuffer(chance)
    spread = spread_of(np.tile(row, (count, 1)))
    spread.setflags(write=False)
    return spread


def _binomial(variables: int, chance: float) -> Floats:
    """Give the binomial distribution, from its mode outwards by the ratio of neighbours."""
    spread = np.zeros(variables + 1)
    mode = min(variables, int((variables + 1) * chance))
    spread[mode] = 1.0
    if 0.0 < chance < 1.0:
        odds = chance / (1 - chance)
        number = np.arange(variables)
        ratios = (variables - number) / (number + 1)
        spread[mode + 1 :] = np.cumprod(ratios[mode:] * odds)
        spread[:mode] = np.cumprod(1 / (ratios[:mode] * odds)[::-1])[::-1]
    return np.asarray(spread / spread.sum())


NO_ERROR = 1e-17
"""What leaving points out of a quadrature may change: less than rounding does."""


@lru_cache(maxsize=1024)
def points_for(variables: int) -> int:
    """Count the points with which a quadrature gives a Shapley–Shubik index to within `NO_ERROR`.

    Half as many points as variables are exact. Fewer do: where |p| + |1-p| = cosh u the chance of deciding is at most
    the power of cosh u by the other variables, and by that bound on an ellipse around [0, 1] the error of n points is
    at most 32/15 cosh(u)^others e^(-2(n-1)u) / (1 - e^(-2u)), for every u > 0 (Rabinowitz 1969). About 4.5 times the
    square root of the variables.
    """
    others = variables - 1
    count = max(2, isqrt(variables))
    while 2 * (count - 1) < others:
        u = atanh(2 * (count - 1) / others)
        error = log(32 / 15) + others * log(cosh(u)) - 2 * (count - 1) * u - log1p(-exp(-2 * u))
        if error <= log(NO_ERROR):
            return min(count, variables // 2 + 1)
        count += 1
    return variables // 2 + 1


@lru_cache(maxsize=256)
def quadrature(count: int) -> tuple[Floats, Floats]:
    """Give Gauss–Legendre points and weights on [0, 1], exact for polynomials of degree below twice their count.

    Beyond what numpy's cubic method does in no time: Newton's method on the Legendre polynomial, from Tricomi's
    estimate of its zeros. Cost: the square of the count.
    """
    if count <= SMALL:
        points, weights = np.polynomial.legendre.leggauss(count)
        return (points + 1) / 2, weights / 2
    zeros = np.cos(np.pi * (np.arange(count, 0, -1) - 0.25) / (count + 0.5))
    zeros *= 1 - (1 - 1 / count) / (8 * count**2)
    for _ in range(6):
        value, slope = _legendre(count, zeros)
        zeros -= value / slope
    _, slope = _legendre(count, zeros)
    return (zeros + 1) / 2, 1 / ((1 - zeros**2) * slope**2)


def _legendre(degree: int, at: Floats) -> tuple[Floats, Floats]:
    """Evaluate the Legendre polynomial of a degree and its slope, by Bonnet's recursion."""
    before, value = np.ones_like(at), at.copy()
    for n in range(2, degree + 1):
        before, value = value, ((2 * n - 1) * at * value - (n - 1) * before) / n
    return value, degree * (at * value - before) / (at**2 - 1)
