"""Minimal sets written out by types while they are few: no diagram is needed to say them.

What carries a matter in one commune is mostly a handful of patterns: the chair and one of two deputies, or nine of
seventeen. A pattern is a vector of counts, one a type of interchangeable variables, and is written here as one whole
number in unary: a type of n members has n bits, and c members are its lowest c. Then the larger of two counts is
`u | v`, "no more than" is `u & v == u`, and the size is the number of bits. An "or" puts lists together, an "and"
joins each with each, and only the least vectors stay, as in the first analyses of fault trees (Fussell and Vesely
1972). Cost: the square of the number of vectors, so that many are left to diagrams.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from heapq import nlargest
from itertools import accumulate, combinations, islice
from math import comb
from operator import or_

from counterpoise.boolean.engine import NO_SETS, Family, TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var
from counterpoise.boolean.listing import joined
from counterpoise.boolean.types import Typing, types_of

FEW = 128
"""Up to so many vectors, of the whole and of every part, are written out."""

PAIRS = 1_000
"""Up to so many pairs are joined at a time: beyond, a diagram is quicker."""

NEEDS = 1_024
"""Up to so many different needs may remain of a quota after some parts."""

CELLS = 1 << 26
"""Up to so many bits the vectors of all parts may take, one each: a larger formula has more."""

REMEMBERED = 2_048


@dataclass(frozen=True, slots=True)
class Vectors:
    """The least vectors of counts at which a formula is true, each in unary, smallest first."""

    typing: Typing
    least: tuple[int, ...]

    def counts(self) -> tuple[tuple[int, ...], ...]:
        """Write the vectors as counts, one a type."""
        fields = _fields(self.typing.counts)
        return tuple(tuple((vector & field).bit_count() for field in fields) for vector in self.least)

    def family(self, limit: int, variables: Sequence[int]) -> Family:
        """Count the minimal sets and list the first, under the caller's own variables."""
        if not self.least:
            return NO_SETS
        sizes = self.typing.counts
        counts = self.counts()
        total = 0
        for vector in counts:
            ways = 1
            for size, count in zip(sizes, vector, strict=True):
                ways *= comb(size, count)
            total += ways
        found: list[tuple[int, ...]] = []
        waiting = sorted(counts, key=sum)
        chosen = _Chosen(self.typing, limit, variables)
        while waiting and len(found) < limit:
            smallest = sum(waiting[0])
            now = [vector for vector in waiting if sum(vector) == smallest]
            waiting = waiting[len(now) :]
            found.extend(chosen.first(now))
        return Family(self.least[0].bit_count(), total, tuple(found[:limit]))


_ALWAYS = [0]
"""The list of what is true whatever happens: nothing is needed."""


class _Chosen:
    """The first sets of vectors; a set is a number whose highest bits are its lowest variables."""

    def __init__(self, typing: Typing, limit: int, variables: Sequence[int]) -> None:
        self._last = max(variables, default=0)
        self._limit = limit
        self._bits = [
            sorted((1 << (self._last - variables[v]) for v in members), reverse=True)
            for members in typing.members
        ]
        self._known: dict[tuple[int, int], list[int]] = {}

    def first(self, vectors: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
        """List the first sets of some vectors of one size."""
        found: list[int] = []
        for vector in vectors:
            found.extend(self._sets(vector))
        return [self._variables(one) for one in nlargest(self._limit, found)]

    def _sets(self, vector: Sequence[int]) -> list[int]:
        sets = [0]
        for level, count in enumerate(vector):
            if count:
                heads = self._of(level, count)
                sets = joined(heads, sets, self._limit)
                if len(sets) > 1:
                    sets = nlargest(self._limit, sets)
        return sets

    def _of(self, level: int, count: int) -> list[int]:
        """List the first choices of so many members of a type."""
        known = self._known.get((level, count))
        if known is None:
            bits = self._bits[level]
            known = [sum(found) for found in islice(combinations(bits, count), self._limit)]
            self._known[level, count] = known
        return known

    def _variables(self, found: int) -> tuple[int, ...]:
        chosen = []
        while found:
            bit = found.bit_length() - 1
            chosen.append(self._last - bit)
            found ^= 1 << bit
        return tuple(chosen)


@lru_cache(maxsize=REMEMBERED)
def few_vectors(f: Formula) -> Vectors | None:
    """Write out the minimal sets of a formula by types, or nothing when they, or those of a part, are many.

    >>> council = AtLeast(2, ((0, 1), (1, 1), (2, 1)))
    >>> few_vectors(Formula((Var(0), Var(1), Var(2), Var(3), council, AtLeast(2, ((3, 1), (4, 1)))), 4)).counts()
    ((1, 2),)
    """
    if f.size * len(f.nodes) > CELLS:
        return None
    typing = types_of((f,))
    try:
        least = Writer(f, typing).written()
    except TooLargeError:
        return None
    return Vectors(typing, tuple(sorted(least, key=int.bit_count)))


class Writer:
    """Writes out the vectors of every node of a formula, parts first.

    With `before` it leaves vectors out that count a type whose forerunners, earlier types, are not all counted whole.
    """

    def __init__(self, f: Formula, typing: Typing, before: Sequence[Collection[int]] = ()) -> None:
        self._f = f
        self._typing = typing
        self._starts = tuple(accumulate(typing.counts, initial=0))
        fields = _fields(typing.counts)
        self._before = [reduce(or_, (fields[level] for level in levels), 0) for levels in before]

    def written(self) -> list[int]:
        """Give the vectors of the root."""
        found: list[list[int]] = []
        for node in self._f.nodes:
            match node:
                case Var(variable):
                    found.append([1 << self._starts[self._typing.type_of[variable]]])
                case AtLeast():
                    found.append(self._threshold(node, found))
        return found[-1]

    def _threshold(self, node: AtLeast, found: Sequence[list[int]]) -> list[int]:
        """Write out one `AtLeast`: its direct variables by counting, the rest part by part, short lists first."""
        weights: dict[int, int] = {}
        inner: list[tuple[list[int], int]] = []
        for part, weight in node.parts:
            child = self._f.nodes[part]
            if not isinstance(child, Var):
                inner.append((found[part], weight))
            elif weight:
                weights[child.variable] = weights.get(child.variable, 0) + weight
        inner.sort(key=lambda part: len(part[0]))
        counted = self._each_need(_needs(node.quota, inner), weights)
        return self._joined(node.quota, inner, counted, sum(weights.values()))

    def _each_need(self, needs: Iterable[int], weights: dict[int, int]) -> dict[int, list[int]]:
        """Count the direct variables, for every need the parts may leave."""
        of_type = {self._typing.type_of[variable]: weight for variable, weight in weights.items()}
        if self._before:
            of_type = dict(sorted(of_type.items()))
        return {need: self._counted(need, of_type) if need > 0 else _ALWAYS for need in needs}

    def _joined(
        self, quota: int, inner: Sequence[tuple[list[int], int]], counted: dict[int, list[int]], reach: int
    ) -> list[int]:
        """Join parts one by one: with each, less remains to be needed of the others."""
        known = counted
        for index, (vectors, weight) in enumerate(inner):
            below, known = known, {}
            reach += weight
            for need in _needs(quota, inner[index + 1 :]):
                if need <= 0:
                    known[need] = _ALWAYS
                elif need > reach:
                    known[need] = []
                else:
                    known[need] = _either(below[need], _both(vectors, below[need - weight]))
        return known[quota]

    def _counted(self, quota: int, weights: dict[int, int]) -> list[int]:
        """List the least vectors whose weights reach a quota, type by type."""
        open_ = [(quota, 0)]
        found: list[int] = []
        rest = sum(self._typing.counts[level] * weight for level, weight in weights.items())
        for level, weight in weights.items():
            start, size = self._starts[level], self._typing.counts[level]
            rest -= size * weight
            still = []
            before = self._before[level] if self._before else 0
            for need, vector in open_:
                most = min(size, -(-need // weight)) if vector & before == before else 0
                for count in range(most + 1):
                    left = need - count * weight
                    if left > rest:
                        continue
                    wider = vector | ((1 << count) - 1) << start
                    if left <= 0:
                        found.append(wider)
                    else:
                        still.append((left, wider))
            open_ = still
            if len(open_) + len(found) > FEW:
                raise TooLargeError("too many patterns")
        return _least(found) if len(set(weights.values())) > 1 else found


def _both(one: list[int], other: list[int]) -> list[int]:
    """Join each with each; where they count different types, all joined are least."""
    if len(one) * len(other) > PAIRS:
        raise TooLargeError("too many patterns")
    together = [u | v for u in one for v in other]
    return _least(together) if _union(one) & _union(other) else together


def _either(one: list[int], other: list[int]) -> list[int]:
    """Put two lists together; where they count different types, all are least."""
    if not one or not other:
        return one or other
    if _ALWAYS in (one, other):
        return _ALWAYS
    together = [*one, *other]
    return _least(together) if _union(one) & _union(other) else together


def _least(vectors: list[int]) -> list[int]:
    """Keep the vectors that are no more than no other, smallest first."""
    if len(vectors) < 2:
        return vectors
    kept: list[int] = []
    smaller: tuple[int, ...] = ()
    size = 0
    for vector in sorted(set(vectors), key=int.bit_count):
        if vector.bit_count() > size:
            size, smaller = vector.bit_count(), tuple(kept)
        for less in smaller:
            if less & vector == less:
                break
        else:
            kept.append(vector)
            if len(kept) > FEW:
                raise TooLargeError("too many patterns")
    return kept


def _union(vectors: Iterable[int]) -> int:
    return reduce(or_, vectors, 0)


def _needs(quota: int, parts: Sequence[tuple[list[int], int]]) -> set[int]:
    """List what may remain of a quota after some parts, the last ones first."""
    needs = {quota}
    for _, weight in reversed(parts):
        needs |= {need - weight for need in needs if need > 0}
        if len(needs) > NEEDS:
            raise TooLargeError("too many needs")
    return needs


def _fields(counts: Sequence[int]) -> list[int]:
    """Mark the bits of each type."""
    starts = accumulate(counts, initial=0)
    return [((1 << count) - 1) << start for count, start in zip(counts, starts, strict=False)]
