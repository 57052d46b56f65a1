"""Families of minimal sets, by counts of types, as zero-suppressed diagrams."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from counterpoise.boolean.budget import Budget, Clock, Memory
from counterpoise.boolean.table import Diagram, Table

NONE, UNIT = 0, 1

_Frame = tuple[int, int, tuple[int, ...], tuple[int, ...], list[int]]


class Families:
    """Vectors of counts, stored once: (level, one child per count); counts of zero at the end are left out.

    `NONE` has no vector, `UNIT` has just the vector of zeros.
    """

    def __init__(self, counts: tuple[int, ...], *, budget: Budget) -> None:
        self.counts = counts
        self.level = [len(counts), len(counts)]
        self.children: list[tuple[int, ...]] = [(), ()]
        self._number: dict[tuple[int, tuple[int, ...]], int] = {}
        self._budget = budget

    @property
    def clock(self) -> Clock:
        """Give the clock that whoever walks the families looks at."""
        return self._budget.clock

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """Store a node, without the highest counts if they lead to nothing."""
        end = len(children)
        while end > 1 and children[end - 1] == NONE:
            end -= 1
        if end == 1:
            return children[0]
        key = (level, children[:end])
        number = self._number.get(key)
        if number is None:
            self._budget.spend(end)
            number = self._number[key] = len(self.level)
            self.level.append(level)
            self.children.append(key[1])
        return number

    def minimal(self, diagram: Diagram) -> int:
        """Collect the smallest vectors of counts at which a monotone diagram is true (Rauzy 1993)."""
        table = diagram.table
        least = {0: NONE, 1: UNIT}
        without: dict[tuple[int, int], int] = {}
        for number in self._budget.clock.watched(table.below(diagram.root)):
            below = table.children[number]
            found = [least[below[0]]]
            for fewer, more in pairwise(below):
                found.append(NONE if fewer == more else self._without(least[more], fewer, diagram, without))
            least[number] = self.node(table.level[number], tuple(found))
        return least[diagram.root]

    def _without(self, family: int, f: int, diagram: Diagram, known: dict[tuple[int, int], int]) -> int:
        """Leave out the vectors at which `f` is true already.

        A frame is a pair under way, as in joining two diagrams: only pairs not decided at once open one.
        """
        table = diagram.table
        made: list[int] = []
        frames: list[_Frame] = [(-1, -1, (family,), (f,), made)]
        while frames:
            a, b, inner, beside, out = frames[-1]
            done = len(out)
            for x, y in zip(inner[done:], beside[done:], strict=True):
                if x > UNIT:
                    while table.level[y] < self.level[x]:
                        y = table.children[y][0]  # the family never counts a type it skips
                elif x == UNIT:
                    while y > 1:
                        y = table.children[y][0]
                if x == NONE or y == 1:
                    out.append(NONE)
                elif y == 0:
                    out.append(x)
                elif (x, y) in known:
                    out.append(known[x, y])
                else:
                    frames.append(self._frame(x, y, table))
                    break
            else:
                frames.pop()
                if frames:
                    found = known[a, b] = self.node(self.level[a], tuple(out))
                    self._budget.spend(1)
                    frames[-1][4].append(found)
        return made[0]

    def _frame(self, x: int, y: int, table: Table) -> _Frame:
        """Open a pair: a diagram that skips the level stands for all its counts alike."""
        inner = self.children[x]
        beside = table.children[y][: len(inner)] if table.level[y] == self.level[x] else (y,) * len(inner)
        return x, y, inner, beside, []

    def below(self, root: int) -> list[int]:
        """List the inner nodes under a root, deepest level first."""
        seen = {NONE, UNIT}
        order: list[int] = []
        stack = [root]
        while stack:
            number = stack.pop()
            if number not in seen:
                seen.add(number)
                order.append(number)
                stack.extend(self.children[number])
        order.sort(key=self.level.__getitem__, reverse=True)
        return order

    def total(self, root: int, ways: Sequence[Sequence[int]]) -> int:
        """Count the sets, a count of a type standing for so many; packed polynomials count them by size."""
        total = {NONE: 0, UNIT: 1}
        memory = Memory()
        for number in self.clock.watched(self.below(root)):
            at = ways[self.level[number]]
            total[number] = memory.number(
                sum(
                    at[count] * total[child]
                    for count, child in enumerate(self.children[number])
                    if child != NONE
                )
            )
        return total[root]
