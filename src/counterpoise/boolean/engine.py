"""The small interface every engine keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, prod
from typing import Protocol

from counterpoise.boolean.bounds import Bounds, Interval
from counterpoise.boolean.formula import Formula


class TooLargeError(Exception):
    """The engine cannot answer within its budget; nothing it has said so far is wrong."""


@dataclass(frozen=True, slots=True)
class Family:
    """The minimal true sets of a formula: the size of the smallest, how many, and the first few.

    `sets` holds at most as many as were asked for, smallest first, then in order of their variables.
    """

    smallest: int | None
    total: int
    sets: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Types of interchangeable variables, and how many of each make a minimal set; smallest patterns first."""

    types: tuple[tuple[int, ...], ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """Count the minimal sets."""
        sizes = [len(members) for members in self.types]
        return sum(prod(map(comb, sizes, counts)) for counts in self.counts)


NO_SETS = Family(None, 0, ())
EMPTY_SET_ONLY = Family(0, 1, ((),))


@dataclass(frozen=True, slots=True)
class Indices:
    """Power of one variable: `swings` of 2^(size-1) settings of the others, and the Shapley–Shubik index."""

    swings: int
    absolute: float
    shapley: float


class Engine(Protocol):
    """Answer questions on monotone formulas; engines hold no state a caller can see."""

    name: str

    def minimal_sets(self, f: Formula, limit: int) -> Family:
        """Find the smallest groups that make the formula true."""
        ...

    def smallest(self, f: Formula) -> int | None:
        """Tell the size of the smallest groups alone, none when nobody makes the formula true."""
        ...

    def patterns(self, f: Formula, limit: int) -> Patterns | None:
        """Tell all minimal sets as patterns, or nothing when there are more than so many or they are dear to find."""
        ...

    def power(self, f: Formula) -> tuple[Indices, ...]:
        """Measure how often each variable is decisive (Banzhaf 1965; Shapley and Shubik 1954)."""
        ...

    def probability(self, f: Formula, chances: Sequence[float]) -> float:
        """Give the probability that the formula is true when variables are so independently."""
        ...

    def same(self, f: Formula, g: Formula) -> bool:
        """Tell whether two formulas over the same variables are one function."""
        ...

    def method(self, formulas: Sequence[Formula]) -> str:
        """Name what these formulas were answered by."""
        ...

    def bounds(self, f: Formula, limit: int) -> Bounds:
        """Bound the size of the smallest set when the engine cannot find it, and give some such sets if it can."""
        ...

    def interval(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Give an interval for the probability when the engine cannot tell it."""
        ...
