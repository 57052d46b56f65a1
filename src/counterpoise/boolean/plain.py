"""The obviously right engine: it looks at every set. Exponential; use it up to about 16 variables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import factorial, prod

from counterpoise.boolean.bounds import ANY_CHANCE, Bounds, Interval, bounds_of
from counterpoise.boolean.engine import Family, Indices, Patterns, TooLargeError
from counterpoise.boolean.formula import Formula, holds
from counterpoise.boolean.patterns import patterns_of

LARGEST = 20


class PlainEngine:
    """Enumerate all 2^n sets; the oracle for every other engine."""

    name = "plain"

    def minimal_sets(self, f: Formula, limit: int) -> Family:
        """Keep the true sets that are false without any one member."""
        true = _true_sets(f)
        minimal = [s for s in _all_sets(f) if s in true and not any(s - {v} in true for v in s)]
        listed = sorted(tuple(sorted(s)) for s in minimal)
        listed.sort(key=len)
        return Family(len(listed[0]) if listed else None, len(listed), tuple(listed[:limit]))

    def smallest(self, f: Formula) -> int | None:
        """Find the smallest true set."""
        return self.minimal_sets(f, 0).smallest

    def patterns(self, f: Formula, limit: int) -> Patterns | None:
        """Look for patterns."""
        return patterns_of(f, limit=limit)

    def power(self, f: Formula) -> tuple[Indices, ...]:
        """Count the sets each variable turns true, and weigh them by how many orders bring them about."""
        true = _true_sets(f)
        return tuple(_indices(f, true, variable) for variable in range(f.size))

    def probability(self, f: Formula, chances: Sequence[float]) -> float:
        """Add up the probabilities of the true sets."""
        everyone = range(f.size)
        total = sum(prod(chances[v] if v in s else 1 - chances[v] for v in everyone) for s in _true_sets(f))
        return min(1.0, total)

    def same(self, f: Formula, g: Formula) -> bool:
        """Compare the true sets."""
        return _true_sets(f) == _true_sets(g)

    def method(self, formulas: Sequence[Formula]) -> str:
        """Name itself."""
        return self.name

    def bounds(self, f: Formula, limit: int) -> Bounds:
        """Bound the size of the smallest set."""
        return bounds_of(f)

    def interval(self, f: Formula, chances: Sequence[float]) -> Interval:
        """Say that a probability is one."""
        return ANY_CHANCE


def _all_sets(f: Formula) -> list[frozenset[int]]:
    if f.size > LARGEST:
        raise TooLargeError(f"{f.size} variables are too many to look at every set")
    return [frozenset(s) for size in range(f.size + 1) for s in combinations(range(f.size), size)]


def _true_sets(f: Formula) -> frozenset[frozenset[int]]:
    return frozenset(s for s in _all_sets(f) if holds(f, s))


def _indices(f: Formula, true: frozenset[frozenset[int]], variable: int) -> Indices:
    swung = [s for s in true if variable in s and s - {variable} not in true]
    n = f.size
    shapley = sum(factorial(len(s) - 1) * factorial(n - len(s)) for s in swung) / factorial(n) if n else 0.0
    return Indices(len(swung), len(swung) / 2 ** (n - 1), shapley)
