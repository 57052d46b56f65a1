"""The smallest selections that are enough, where more never harms: implicit hitting sets (Reiter 1987; Moreno-Centeno and
Karp 2013)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence


def smallest_enough(
    candidates: int, enough: Callable[[frozenset[int]], bool], *, limit: int
) -> list[frozenset[int]]:
    """List up to so many smallest sets of candidates 0 … n-1 that are enough; none when all together are not.

    What is left out of a largest set that is not enough must be met by every set that is: such sets are learnt until a
    smallest set that meets them all is enough.
    """
    everything = frozenset(range(candidates))
    if not enough(everything):
        return []
    to_meet: list[frozenset[int]] = []
    for size in range(candidates + 1):
        found: dict[frozenset[int], None] = {}
        tried: set[frozenset[int]] = set()
        while len(found) < limit:
            fresh = next((s for s in _meeting(to_meet, size, candidates) if s not in tried), None)
            if fresh is None:
                break
            tried.add(fresh)
            if enough(fresh):
                found[fresh] = None
            else:
                to_meet.append(_left_out(fresh, everything, enough))
        if found:
            return list(found)
    return []


def _meeting(to_meet: Sequence[frozenset[int]], size: int, candidates: int) -> Iterator[frozenset[int]]:
    """List sets of just this size that meet all of these, in order of the candidates."""
    waiting: list[frozenset[int]] = [frozenset()]
    seen: set[frozenset[int]] = set()
    while waiting:
        begun = waiting.pop()
        missed = next((one for one in to_meet if begun.isdisjoint(one)), None)
        if missed is None and len(begun) == size:
            yield begun
        elif len(begun) < size:
            more = missed if missed is not None else frozenset(range(candidates)) - begun
            for candidate in sorted(more, reverse=True):
                grown = begun | {candidate}
                if grown not in seen:
                    seen.add(grown)
                    waiting.append(grown)


def _left_out(
    chosen: frozenset[int], everything: frozenset[int], enough: Callable[[frozenset[int]], bool]
) -> frozenset[int]:
    """Leave out what is not in a largest set that is not enough, to which candidates are added from the first on."""
    grown, left = chosen, sorted(everything - chosen)
    while left:
        added = _added(grown, left, enough)
        grown |= frozenset(left[:added])
        left = left[added + 1 :]
    return everything - grown


def _added(grown: frozenset[int], left: Sequence[int], enough: Callable[[frozenset[int]], bool]) -> int:
    """Count how many of the first can be added to a set that stays not enough."""
    return most_of_the_first(len(left), lambda added: not enough(grown.union(left[:added])))


def most_of_the_first(many: int, suits: Callable[[int], bool]) -> int:
    """Count how many of the first can be taken, where fewer suit whenever more do; found by halving.

    >>> most_of_the_first(1000, lambda taken: taken <= 7)
    7
    """
    return bisect_left(range(1, many + 1), True, key=lambda taken: not suits(taken))
