"""What one or many questions say of variables: probabilities, or counts by their remainders; and tails of weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.separator_plan import Body, Indexes, Plan

Numbers = npt.NDArray[Any]
"""Floating-point probabilities, or remainders as 64-bit integers."""

ONE = None
"""What nothing has been added to: it need not be multiplied by."""


@dataclass(frozen=True, slots=True)
class Ways:
    """In how many ways, or with what probability, each variable is false and true: one row each, one column a question.

    With primes, the numbers of each column are remainders of one prime below 2^31.
    """

    false: Numbers
    true: Numbers
    primes: tuple[int, ...] | None = None

    def some(self, columns: slice) -> Ways:
        """Take some of the questions."""
        primes = None if self.primes is None else self.primes[columns]
        return Ways(self.false[:, columns], self.true[:, columns], primes)

    def reduced(self, numbers: Numbers) -> Numbers:
        """Keep remainders small, one column a question."""
        return numbers if self.primes is None else numbers % np.array(self.primes)

    def one(self, column: int) -> Question:
        """Take one question."""
        return Question(None if self.primes is None else self.primes[column])


@dataclass(frozen=True, slots=True)
class Question:
    """How the numbers of one question are put together."""

    prime: int | None

    def reduced(self, numbers: Any) -> Any:
        return numbers if self.prime is None else numbers % self.prime

    def joined(self, terms: Sequence[tuple[Any, Any]]) -> Any:
        """Add products up; two products of remainders and one remainder fit a word."""
        total: Any = None
        for number, (one, other) in enumerate(terms):
            product = other if one is ONE else one if other is ONE else one * other
            total = (
                (1 if product is ONE else product)
                if total is None
                else total + (1 if product is ONE else product)
            )
            if number % 2:
                total = self.reduced(total)
        return self.reduced(total)

    def gathered(self, at: Indexes, numbers: Numbers, count: int) -> Numbers:
        """Add numbers up by place; sums of a million remainders are exact in floating point too."""
        sums: Numbers = np.bincount(at, weights=numbers, minlength=count)
        return sums if self.prime is None else sums.astype(np.int64) % self.prime


def tail_of(private: Sequence[tuple[int, int]], ways: Ways) -> Numbers:
    """Give in how many ways private members weigh at least 0, 1, … and, last, more than they can: a row a question."""
    whole = sum(weight for _, weight in private)
    spread = np.zeros((whole + 1, ways.true.shape[1]), dtype=ways.true.dtype)
    spread[0] = 1
    reach = 0
    for variable, weight in private:
        moved = spread[: reach + 1] * ways.true[variable]
        spread[: reach + 1] *= ways.false[variable]
        spread[: reach + 1] = ways.reduced(spread[: reach + 1])
        reach += weight
        spread[weight : reach + 1] += ways.reduced(moved)
        spread[weight : reach + 1] = ways.reduced(spread[weight : reach + 1])
    tail = np.zeros((whole + 2, ways.true.shape[1]), dtype=ways.true.dtype)
    tail[:-1] = ways.reduced(np.cumsum(spread[::-1], axis=0)[::-1])
    return np.ascontiguousarray(tail.T)


def kinds_of(body: Body, ways: Ways) -> list[list[int]]:
    """Sort the places of private members that are alike: one weight, the same ways."""
    kinds: dict[tuple[int, bytes, bytes], list[int]] = {}
    for place, (variable, weight) in enumerate(body.private):
        key = (weight, ways.false[variable].tobytes(), ways.true[variable].tobytes())
        kinds.setdefault(key, []).append(place)
    return list(kinds.values())


def pivots_of(body: Body, ways: Ways) -> list[tuple[list[int], Numbers]]:
    """Give, for members that are alike, in how many ways the others lack at most their weight for each need."""
    found = []
    needs = np.arange(body.whole + 2)
    for places in kinds_of(body, ways):
        at = places[0]
        weight = body.private[at][1]
        tail = tail_of((*body.private[:at], *body.private[at + 1 :]), ways)
        last = tail.shape[1] - 1
        gained = tail[:, np.clip(needs - weight, 0, last)] - tail[:, np.clip(needs, 0, last)]
        found.append(([body.private[place][0] for place in places], ways.reduced(gained.T).T))
    return found


def axes_of(plan: Plan, ways: Ways, less: int = 0) -> list[Numbers]:
    """Give, for each group of the shared less so many members, in how many ways each number of it acts."""
    axes = []
    for group in plan.groups:
        spread = np.zeros((len(group) - less + 1, ways.true.shape[1]), dtype=ways.true.dtype)
        spread[0] = 1
        for variable in group[less:]:
            moved = ways.reduced(spread[:-1] * ways.true[variable])
            spread = ways.reduced(spread * ways.false[variable])
            spread[1:] += moved
            spread = ways.reduced(spread)
        axes.append(spread)
    return axes


def outer_of(axes: Sequence[Numbers], column: int, question: Question) -> tuple[Numbers, Numbers]:
    """Give in how many ways each setting of the first half of the groups comes about, and of the others."""
    cut = len(axes) // 2
    return _kron(axes[:cut], column, question), _kron(axes[cut:], column, question)


def _kron(axes: Sequence[Numbers], column: int, question: Question) -> Numbers:
    product: Numbers = np.ones(1, dtype=np.float64 if question.prime is None else np.int64)
    for axis in axes:
        product = question.reduced(np.outer(product, axis[:, column]).reshape(-1))
    return product


def row_sums(value: Numbers, behind: Numbers, question: Question) -> Numbers:
    square = value.reshape(-1, len(behind))
    if question.prime is None:
        return np.asarray(square @ behind)
    return np.asarray(question.reduced(question.reduced(square * behind).sum(axis=1)))


def column_sums(value: Numbers, ahead: Numbers, question: Question) -> Numbers:
    square = value.reshape(len(ahead), -1)
    if question.prime is None:
        return np.asarray(ahead @ square)
    return np.asarray(question.reduced(question.reduced(square * ahead[:, None]).sum(axis=0)))
