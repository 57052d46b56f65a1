"""How many votes a body needs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Majority:
    """More than half."""

    def needed(self, base: int) -> int:
        """Count the votes needed out of `base`."""
        return base // 2 + 1

    def __str__(self) -> str:
        return "majority"


@dataclass(frozen=True, slots=True)
class Share:
    """At least this share, above 0 and at most 1."""

    share: Fraction
    written: str

    def needed(self, base: int) -> int:
        """Count the votes needed out of `base`: never none."""
        return max(1, -(-base * self.share.numerator // self.share.denominator))

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class Count:
    """At least this many votes."""

    votes: int

    def needed(self, base: int) -> int:
        """Count the votes needed, whatever the base."""
        return self.votes

    def __str__(self) -> str:
        return str(self.votes)


Quota = Majority | Share | Count
