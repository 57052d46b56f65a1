"""What a compiled module can tell, whichever way it was compiled.

A part is a monotone function of local variables 0, 1, …; each stands for one variable of the formula or for a whole
module compiled apart, of which only the numbers below matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Listed = dict[int, list[int]]
"""The first sets of each size; a set is a number whose highest bits are its lowest variables."""


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many settings a part is false and true, and in how many each local variable decides."""

    false: int
    true: int
    swings: tuple[int, ...]


class Part(Protocol):
    """Answer on one module from the numbers of what stands for its local variables."""

    method: str
    entries: int

    def tally(self, ways: Sequence[tuple[int, int]]) -> Tally:
        """Count settings, a local variable being false and true in so many ways."""
        ...

    def value(self, chances: Floats) -> Floats:
        """Give the probability of being true: one row of chances a local variable, one column a question."""
        ...

    def decisive(self, chances: Floats) -> tuple[Floats, Floats]:
        """Give that probability and, one row a local variable, the probability that it decides."""
        ...

    def total(self, inner: Sequence[int]) -> int:
        """Count the minimal sets, a local variable standing for so many."""
        ...

    def sizes(self, inner: Sequence[Sequence[int]]) -> list[int]:
        """Count the minimal sets of each size, a local variable standing for so many of each size."""
        ...

    def lengths(self, inner: Sequence[int]) -> int:
        """Give a number with the bit of each size a minimal set may have; a bit too many above the lowest does no harm."""
        ...

    def first(self, inner: Sequence[Listed], *, sizes: int, limit: int) -> Listed:
        """List the first minimal sets of each size whose bit is set, from those of the local variables."""
        ...
