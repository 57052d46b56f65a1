"""Proofs by a solver: the size of the smallest set, and some of the smallest sets, whatever the formula's size.

The formula becomes linear inequalities: a true node's parts must reach its quota, and interchangeable variables are one
number, how many of them act. A constraint solver (CP-SAT, of OR-Tools) finds a smallest set and proves that none is
smaller; if its time ends, what it has proved so far is a bound. Whatever holds a set that was found is then forbidden, so
that the next smallest is minimal too, until the list is full or nothing is left. Weights beyond machine words are told in larger
units, rounded up: a set that carries still does, so what is proved from below holds, and what is found is looked at
again. Needs the extra `solver`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product
from math import comb

from ortools.sat.python import cp_model  # type: ignore[import-not-found,unused-ignore]

from counterpoise.boolean.bounds import Bounds, bounds_of
from counterpoise.boolean.budget import Clock
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var, holds
from counterpoise.boolean.types import Typing, types_of

SECONDS = 5.0
METHOD = "solver"

BY_HAND = 0.25
"""The share of the time in which bounds are looked for by hand first."""

TERMS = 500_000
"""The terms that all inequalities together may have: the solver takes about two kilobytes for each."""

_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)

FEW = 1000
"""Of a type so many choices at most are told."""

WORD_BITS = 58
"""Sums of weights up to so many bits are given to the solver as they are."""


def smallest_by_solver(f: Formula, limit: int, *, clock: Clock | None = None) -> Bounds:
    """Bound the size of the smallest true set, exactly if time allows, and find some sets of that size."""
    clock = clock or Clock(SECONDS)
    by_hand = Clock(None if clock.left is None else clock.left * BY_HAND)
    known = bounds_of(f, is_over=by_hand.is_over)
    if known.high is None:
        return Bounds(0, None, method=METHOD)
    try:
        return _solved(f, limit, (known.low, known.high), clock=clock)
    except TooLargeError:
        return known


def _solved(f: Formula, limit: int, known: tuple[int, int], *, clock: Clock) -> Bounds:
    """Improve on the bounds known by hand."""
    model = _Model(f, clock)
    model.minimize()
    until = time.monotonic() + (SECONDS if clock.left is None else clock.left)
    status, low, high = model.solve(until)
    while status in _FOUND and not model.exact and not model.is_carried(f):
        model.require_more(model.found)
        status, more, high = model.solve(until)
        low = max(low, more) if status in _FOUND else low
    if status not in _FOUND:
        high = known[1]
    low, high = max(known[0], low), min(known[1], high)
    if low != high:
        return Bounds(low, high, method=METHOD)
    sets, complete = _smallest_sets(f, high, limit, clock=clock, until=until)
    return Bounds(high, high, sets, METHOD, complete)


class _Model:
    """A formula that must be true, as inequalities; a monotone one needs each in one direction only."""

    def __init__(self, f: Formula, clock: Clock) -> None:
        if sum(len(node.parts) for node in f.nodes if isinstance(node, AtLeast)) > TERMS:
            raise TooLargeError("the inequalities would have too many terms")
        self._model = cp_model.CpModel()
        self._typing = types_of((f,))
        self._most = self._typing.counts
        self._counts = [self._model.new_int_var(0, n, f"x{t}") for t, n in enumerate(self._most)]
        self._value: list[cp_model.IntVar | None] = []
        self.exact = True
        for number, node in enumerate(clock.watched(f.nodes)):
            if isinstance(node, AtLeast):
                self._value.append(self._node(f, node, number))
            else:
                self._value.append(self._single(node))
        root = self._value[-1]
        if root is not None:
            self._model.add(root >= 1)
        self._solver = cp_model.CpSolver()

    def _single(self, node: Var) -> cp_model.IntVar | None:
        """Give the count of a type of one; a larger one is met only as a whole."""
        level = self._typing.type_of[node.variable]
        return self._counts[level] if self._most[level] == 1 else None

    def _node(self, f: Formula, node: AtLeast, number: int) -> cp_model.IntVar:
        true = self._model.new_bool_var(f"n{number}")
        if node.quota > 0:
            reached: dict[int, tuple[cp_model.IntVar, int]] = {}
            quota, parts = self._in_words(node)
            for part, weight in parts:
                child, value = f.nodes[part], self._value[part]
                term = self._counts[self._typing.type_of[child.variable]] if isinstance(child, Var) else value
                if term is not None:
                    reached[term.index] = (term, min(weight, quota))
            total = sum(weight * term for term, weight in reached.values())
            self._model.add(total >= quota * true)
        return true

    def _in_words(self, node: AtLeast) -> tuple[int, Sequence[tuple[int, int]]]:
        """Give quota and weights as they are, or in units in which they fit: weights rounded up, the quota too.

        Whole numbers reach a quota of units exactly when they reach it rounded up; a weight rounded up reaches more.
        """
        unit = max(1, (node.quota + sum(min(weight, node.quota) for _, weight in node.parts)) >> WORD_BITS)
        if unit == 1:
            return node.quota, node.parts
        self.exact = False
        return -(-node.quota // unit), [(part, -(-weight // unit)) for part, weight in node.parts]

    def minimize(self) -> None:
        """Ask for as few members as possible."""
        self._model.minimize(sum(self._counts))

    def of_size(self, size: int) -> None:
        """Ask for a size."""
        self._model.add(sum(self._counts) == size)

    def beyond(self, size: int) -> None:
        """Ask for more than a size, as few as possible."""
        self._model.add(sum(self._counts) > size)
        self.minimize()

    def require_more(self, counts: Sequence[int]) -> None:
        """Ask for more of one type at least than a set had which carries only by rounding."""
        more = []
        for at, (count, most) in enumerate(zip(counts, self._typing.counts, strict=True)):
            if count < most:
                larger = self._model.new_bool_var("")
                self._model.add(self._counts[at] >= count + 1).only_enforce_if(larger)
                more.append(larger)
        self._model.add_bool_or(more)

    def forbid(self, counts: Sequence[int]) -> None:
        """Ask for other counts of the same size: fewer of one type at least."""
        fewer = []
        for at, count in enumerate(counts):
            if count:
                less = self._model.new_bool_var("")
                self._model.add(self._counts[at] <= count - 1).only_enforce_if(less)
                fewer.append(less)
        self._model.add_bool_or(fewer)

    def solve(self, until: float) -> tuple[cp_model.CpSolverStatus, int, int]:
        """Solve until then; give what is proved from below and found from above."""
        self._solver.parameters.max_time_in_seconds = max(until - time.monotonic(), 0.001)
        self._solver.parameters.num_workers = 1
        self._solver.parameters.linearization_level = 2  # proves majorities of majorities, level 1 does not
        self._solver.parameters.random_seed = 1
        status = self._solver.solve(self._model)
        if status not in _FOUND:
            return status, 0, sum(self._typing.counts)
        return status, round(self._solver.best_objective_bound), round(self._solver.objective_value)

    def is_carried(self, f: Formula) -> bool:
        """Tell whether the set found last is really true, whatever was rounded."""
        chosen = next(_members(self._typing, self.found))
        return holds(f, chosen)

    @property
    def found(self) -> tuple[int, ...]:
        """Give the counts found last."""
        return tuple(self._solver.value(count) for count in self._counts)

    @property
    def typing(self) -> Typing:
        """Give what the counts count."""
        return self._typing


def _smallest_sets(
    f: Formula, size: int, limit: int, *, clock: Clock, until: float
) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """Find up to so many minimal sets, those of the smallest size first, and tell whether there are no others."""
    try:
        same, larger = _Model(f, clock), _Model(f, clock)
    except TooLargeError:
        return (), False
    same.of_size(size)
    sets: list[tuple[int, ...]] = []
    counts, ended = _patterns(f, same, limit, sets, until)
    if not (ended and same.exact):
        return tuple(sorted(sets)), False
    larger.beyond(size)
    for pattern in counts:
        larger.forbid(pattern)
    _, ended = _patterns(f, larger, limit, sets, until)
    return tuple(sorted(sets, key=lambda one: (len(one), one))), ended


def _patterns(
    f: Formula, model: _Model, limit: int, sets: list[tuple[int, ...]], until: float
) -> tuple[list[tuple[int, ...]], bool]:
    """Add the sets of one pattern after another, forbidding whatever holds it; tell whether none is left."""
    found: list[tuple[int, ...]] = []
    while time.monotonic() < until:
        status, _, _ = model.solve(until)
        if status == cp_model.INFEASIBLE:
            return found, True
        if status != cp_model.OPTIMAL or len(sets) >= limit:
            break
        counts = model.found
        if model.exact or model.is_carried(f):
            room = limit - len(sets)
            more = list(islice(_members(model.typing, counts), room + 1))
            sets.extend(more[:room])
            if len(more) > room or not _is_whole(model.typing, counts):
                break
        found.append(counts)
        model.forbid(counts)
    return found, False


def _is_whole(typing: Typing, counts: Sequence[int]) -> bool:
    """Tell whether every choice of so many members is told, and not a first few of a type only."""
    return all(comb(len(m), n) <= FEW for m, n in zip(typing.members, counts, strict=True))


def _members(typing: Typing, counts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Choose so many members of each type in every way."""
    ways = [list(islice(combinations(m, n), FEW)) for m, n in zip(typing.members, counts, strict=True)]
    for chosen in product(*ways):
        yield tuple(sorted(v for group in chosen for v in group))
