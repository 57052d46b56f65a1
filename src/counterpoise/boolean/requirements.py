"""What a choice must satisfy: linear requirements over things taken or left, learnt one after another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Requirement:
    """Of the things to take, those taken, and of the things to leave, those left, together at least `count`.

    A thing counts once, but each of `enough_take` taken, or of `enough_leave` left, is enough by itself. A count of one
    is a clause; a larger one is a cover that several must share.
    """

    take: frozenset[int]
    leave: frozenset[int] = frozenset()
    count: int = 1
    enough_take: frozenset[int] = frozenset()
    enough_leave: frozenset[int] = frozenset()

    def holds(self, taken: Collection[int]) -> bool:
        """Tell whether a choice meets the requirement."""
        if any(one in taken for one in self.enough_take) or any(
            one not in taken for one in self.enough_leave
        ):
            return True
        here = sum(one in taken for one in self.take) + sum(one not in taken for one in self.leave)
        return here >= self.count

    @property
    def takes(self) -> frozenset[int]:
        """List whatever may be taken towards it."""
        return self.take | self.enough_take


def clause(take: Iterable[int], leave: Iterable[int] = ()) -> Requirement:
    """Require that something be taken or something else left."""
    return Requirement(frozenset(take), frozenset(leave))


def any_of(requirements: Iterable[Requirement]) -> Requirement:
    """Join clauses into one that any of them satisfies."""
    listed = list(requirements)
    return clause(
        (one for known in listed for one in known.take), (one for known in listed for one in known.leave)
    )


def at_most_one(things: Iterable[int]) -> Requirement:
    """Require that of some things all but one be left."""
    listed = frozenset(things)
    return Requirement(frozenset(), listed, len(listed) - 1)
