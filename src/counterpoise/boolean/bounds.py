"""Bounds that hold when no exact engine can answer within its budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterpoise.boolean.formula import AtLeast, Formula, Var


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest true set has between `low` and `high` members; no `high` means there is none.

    `sets` are some of the minimal sets, each proven, or all of them where they are `complete`; `method` names what proved
    all this.
    """

    low: int
    high: int | None
    sets: tuple[tuple[int, ...], ...] = ()
    method: str = "bounds"
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """A number lies between two others, by the method named."""

    low: float
    high: float
    method: str


ANY_CHANCE = Interval(0.0, 1.0, "bounds")


def bounds_of(f: Formula, *, is_over: Callable[[], bool] = lambda: False) -> Bounds:
    """Bound the size of the smallest true set.

    From above by a minimal set found by leaving variables out one at a time, from below by how many distinct
    variables each node needs at the least. Cost: the parts that change when a variable is left out, for each; when the
    time is over, the variables not yet tried stay in, which bounds the size as well.
    """
    votes = _Votes(f)
    if not votes.true[-1]:
        return Bounds(0, None)
    left = 0
    for variable in range(f.size):
        if is_over():
            break
        left += votes.leave_out(variable)
    return Bounds(_least(f), f.size - left)


class _Votes:
    """What each node has reached while all variables are true that were not left out."""

    def __init__(self, f: Formula) -> None:
        self._nodes = f.nodes
        self._places: list[list[int]] = [[] for _ in range(f.size)]
        self._parents: list[list[tuple[int, int]]] = [[] for _ in f.nodes]
        self._reached = [0] * len(f.nodes)
        self.true = [True] * len(f.nodes)
        for number, node in enumerate(f.nodes):
            if isinstance(node, Var):
                self._places[node.variable].append(number)
                continue
            for part, weight in node.parts:
                self._parents[part].append((number, weight))
                self._reached[number] += weight * self.true[part]
            self.true[number] = self._reached[number] >= node.quota

    def leave_out(self, variable: int) -> bool:
        """Leave a variable out, unless the formula would then be false."""
        fallen: list[int] = []
        waiting = [place for place in self._places[variable] if self.true[place]]
        while waiting:
            number = waiting.pop()
            self.true[number] = False
            fallen.append(number)
            for parent, weight in self._parents[number]:
                self._reached[parent] -= weight
                node = self._nodes[parent]
                before = self._reached[parent] + weight
                if isinstance(node, AtLeast) and self._reached[parent] < node.quota <= before:
                    waiting.append(parent)
        if self.true[-1]:
            return True
        for number in fallen:
            self.true[number] = True
            for parent, weight in self._parents[number]:
                self._reached[parent] += weight
        return False


def _least(f: Formula) -> int:
    """Bound from below: a node over distinct variables needs as many as reach its quota, the largest weights first;
    any other needs the dearest of the cheapest parts that do."""
    least: list[int] = []
    for node in f.nodes:
        if isinstance(node, Var):
            least.append(1)
            continue
        direct = all(isinstance(f.nodes[part], Var) for part, _ in node.parts)
        total, needed = 0, 0
        order = sorted(node.parts, key=lambda part: -part[1] if direct else least[part[0]])
        for count, (part, weight) in enumerate(order, start=1):
            if total >= node.quota:
                break
            total += weight
            needed = count if direct else max(needed, least[part])
        least.append(needed if total >= node.quota else f.size + 1)
    return least[-1]
