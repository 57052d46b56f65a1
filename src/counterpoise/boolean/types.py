"""Variables that can change places without anybody noticing are one type with a count.

Two variables that are direct parts of the same nodes with the same weights are interchangeable, so a formula over
them depends only on how many of each type are true. A council of twenty-five is then one multi-valued level, not
twenty-five two-valued ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from counterpoise.boolean.formula import AtLeast, Formula, Var, occurrences


@dataclass(frozen=True, slots=True)
class Typing:
    """The members of each type, in the order in which a diagram should look at them; and the type of each variable."""

    members: tuple[tuple[int, ...], ...]
    type_of: tuple[int, ...]
    counts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", tuple([len(members) for members in self.members]))


def types_of(formulas: Sequence[Formula], *, apart: Collection[int] = ()) -> Typing:
    """Sort the variables into types that are interchangeable in every one of the formulas.

    Cost: one visit per part. The order is that of a walk from the last root down which looks at shared variables
    first; variables no formula names are left out of `members` and have type -1; those `apart` keep to themselves.
    """
    seen: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for index, f in enumerate(formulas):
        for variable, node, weight in occurrences(f):
            seen[variable].append((index, node, weight))
        root = f.nodes[-1]
        if isinstance(root, Var):
            seen[root.variable].append((index, len(f.nodes), 1))
    order = _walk(formulas, seen)
    for variable in apart:
        seen[variable].append((-1, variable, 0))
    alike: dict[tuple[tuple[int, int, int], ...], list[int]] = defaultdict(list)
    for variable in order:
        alike[tuple(sorted(seen[variable]))].append(variable)
    members = tuple(tuple(sorted(group)) for group in alike.values())
    type_of = [-1] * max((f.size for f in formulas), default=0)
    for number, group in enumerate(members):
        for variable in group:
            type_of[variable] = number
    return Typing(members, tuple(type_of))


def _walk(formulas: Sequence[Formula], seen: dict[int, list[tuple[int, int, int]]]) -> list[int]:
    """List the variables in the order of a walk from the roots; within a node, the most shared first."""
    order: dict[int, None] = {}
    for f in formulas:
        visited: set[int] = set()
        stack = [len(f.nodes) - 1]
        while stack:
            number = stack.pop()
            if number in visited:
                continue
            visited.add(number)
            node = f.nodes[number]
            if isinstance(node, Var):
                order.setdefault(node.variable)
            else:
                stack.extend(reversed(_parts_in_order(f, node, seen)))
    return list(order)


def _parts_in_order(f: Formula, node: AtLeast, seen: dict[int, list[tuple[int, int, int]]]) -> list[int]:
    direct: list[tuple[int, int, int]] = []
    inner: list[int] = []
    for part, weight in node.parts:
        child = f.nodes[part]
        if isinstance(child, Var):
            direct.append((-len(seen[child.variable]), -weight, part))
        else:
            inner.append(part)
    return [part for _, _, part in sorted(direct)] + inner
