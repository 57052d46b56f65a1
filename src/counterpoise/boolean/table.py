"""Nodes of reduced multi-valued decision diagrams, each stored once (Bryant 1986)."""

from __future__ import annotations

from counterpoise.boolean.budget import Budget, Clock
from counterpoise.boolean.types import Typing

FALSE, TRUE = 0, 1

_Frame = tuple[int, int, tuple[int, ...], tuple[int, ...], list[int]]


class Table:
    """The nodes of one diagram, each stored once: (level, one child per count of the level's type)."""

    def __init__(self, counts: tuple[int, ...], *, budget: Budget) -> None:
        self.counts = counts
        self.level = [len(counts), len(counts)]
        self.children: list[tuple[int, ...]] = [(), ()]
        self._number: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._budget = budget

    @property
    def clock(self) -> Clock:
        """Give the clock that whoever walks the table looks at."""
        return self._budget.clock

    def foresee(self, entries: int) -> None:
        """Stop before work that would take more entries than the budget has left."""
        self._budget.foresee(entries)

    def work(self, steps: int) -> None:
        """Count steps that may make no node."""
        self._budget.work(steps)

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """Store a node, unless the count of its type makes no difference."""
        first = children[0]
        if first == children[-1] and children.count(first) == len(children):
            return first
        key = (level, children)
        number = self._number.get(key)
        if number is None:
            self._budget.spend(len(children))
            number = self._number[key] = len(self.level)
            self.level.append(level)
            self.children.append(children)
        return number

    def both(self, u: int, v: int) -> int:
        """Join two nodes by "and"."""
        return self._join(u, v, absorbing=FALSE, neutral=TRUE, cache=self._both)

    def either(self, u: int, v: int) -> int:
        """Join two nodes by "or"."""
        return self._join(u, v, absorbing=TRUE, neutral=FALSE, cache=self._either)

    def _join(
        self, u: int, v: int, *, absorbing: int, neutral: int, cache: dict[tuple[int, int], int]
    ) -> int:
        """Join two nodes count by count, deeper pairs first, with a stack of its own, so depth is no limit.

        A frame is a pair under way: its two rows of children and what has been joined of them so far. Most pairs of
        children are decided at once, and neighbours are often the same pair: only the rest open a frame.
        """
        made: list[int] = []
        frames: list[_Frame] = [(-1, -1, (u,), (v,), made)]
        while frames:
            a, b, xs, ys, out = frames[-1]
            done = len(out)
            for x, y in zip(xs[done:], ys[done:], strict=True):
                if x == absorbing or y == absorbing:
                    out.append(absorbing)
                elif x in (y, neutral):
                    out.append(y)
                elif y == neutral:
                    out.append(x)
                elif done and x == xs[done - 1] and y == ys[done - 1]:
                    out.append(out[-1])
                else:
                    pair = (x, y) if x < y else (y, x)
                    known = cache.get(pair)
                    if known is None:
                        frames.append(self._frame(pair))
                        break
                    out.append(known)
                done += 1
            else:
                frames.pop()
                if frames:
                    joined = cache[a, b] = self.node(min(self.level[a], self.level[b]), tuple(out))
                    self._budget.spend(1)
                    frames[-1][4].append(joined)
        return made[0]

    def _frame(self, pair: tuple[int, int]) -> _Frame:
        """Open the join of a pair: a node that skips the level stands for all its counts alike."""
        a, b = pair
        above, below = self.level[a], self.level[b]
        width = self.counts[min(above, below)] + 1
        xs = self.children[a] if above <= below else (a,) * width
        ys = self.children[b] if below <= above else (b,) * width
        return a, b, xs, ys, []

    def forget(self) -> None:
        """Drop what was only remembered for making more nodes."""
        self._number.clear()
        self._both.clear()
        self._either.clear()

    def below(self, root: int) -> list[int]:
        """List the inner nodes under a root, deepest level first."""
        seen: set[int] = {FALSE, TRUE}
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


class Diagram:
    """A formula compiled: a table, the node of the formula, and what its levels stand for."""

    def __init__(self, table: Table, root: int, typing: Typing) -> None:
        self.table = table
        self.root = root
        self.typing = typing
