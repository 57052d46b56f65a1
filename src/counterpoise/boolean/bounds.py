"""Bounds that hold when no exact engine can answer within its budget."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.boolean.formula import Formula, Var, holds


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest true set has between `low` and `high` members; no `high` means there is none.

    `sets` are some of the minimal sets, each proven; `method` names what proved all this.
    """

    low: int
    high: int | None
    sets: tuple[tuple[int, ...], ...] = ()
    method: str = "bounds"


@dataclass(frozen=True, slots=True)
class Interval:
    """A number lies between two others, by the method named."""

    low: float
    high: float
    method: str


ANY_CHANCE = Interval(0.0, 1.0, "bounds")


def bounds_of(f: Formula) -> Bounds:
    """Bound the size of the smallest true set.

    From above by a minimal set found by leaving variables out one at a time, from below by how many distinct
    variables each node needs at the least. Cost: variables times nodes.
    """
    chosen = set(range(f.size))
    if not holds(f, chosen):
        return Bounds(0, None)
    for variable in range(f.size):
        if holds(f, chosen - {variable}):
            chosen.discard(variable)
    return Bounds(_least(f), len(chosen))


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
