"""One key for all formulas that differ only in the names of their variables.

A formula over persons is a skeleton of thresholds and, for each person, a column: in which thresholds that person votes
directly, with what weight. The columns in order make the key, and equal keys mean equal formulas up to renaming. Of
many places with the same rules, each pattern is then analysed once. Cost: one visit per part, and sorting.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.boolean.formula import AtLeast, Formula, Var

Column = tuple[tuple[int, int], ...]
Skeleton = tuple[tuple[int, tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A key that equal patterns share, and the variables in the order of the key's columns."""

    key: tuple[int, Skeleton, tuple[Column, ...]]
    order: tuple[int, ...]


def pattern_of(f: Formula) -> Pattern:
    """Find the pattern of a formula; `renamed` gives the formula all of a pattern share."""
    columns: list[list[tuple[int, int]]] = [[] for _ in range(f.size)]
    skeleton: list[tuple[int, tuple[tuple[int, int], ...]]] = []
    number: dict[int, int] = {}
    for at, node in enumerate(f.nodes):
        if isinstance(node, AtLeast):
            inner: list[tuple[int, int]] = []
            for part, weight in node.parts:
                child = f.nodes[part]
                if isinstance(child, Var):
                    columns[child.variable].append((len(skeleton), weight))
                else:
                    inner.append((number[part], weight))
            number[at] = len(skeleton)
            skeleton.append((node.quota, tuple(sorted(inner))))
    root = f.nodes[-1]
    if isinstance(root, Var):
        columns[root.variable].append((-1, 1))
    order = sorted(range(f.size), key=lambda variable: columns[variable])
    return Pattern((f.size, tuple(skeleton), tuple(tuple(columns[v]) for v in order)), tuple(order))


def formula_of_pattern(pattern: Pattern) -> Formula:
    """Write the one formula of a pattern: its variable number i stands for `order[i]`."""
    size, skeleton, columns = pattern.key
    nodes: list[Var | AtLeast] = [Var(variable) for variable in range(size)]
    for at, (quota, inner) in enumerate(skeleton):
        parts = [(v, weight) for v, column in enumerate(columns) for node, weight in column if node == at]
        parts.extend((size + part, weight) for part, weight in inner)
        nodes.append(AtLeast(quota, tuple(parts)))
    single = [v for v, column in enumerate(columns) if (-1, 1) in column]
    if single:
        nodes.append(AtLeast(1, ((single[0], 1),)))
    return Formula(tuple(nodes), size)
