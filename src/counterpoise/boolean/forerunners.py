"""Who counts everywhere another counts, and so can always take that one's place.

Where a variable is a direct part of every node of which another is one, with no less weight, putting it in the place of
the other leaves every node true that was true. It is then a forerunner of the other: as desirable in every group
(Isbell 1958), which is seen here without looking at groups. Cost: one visit per part, and types times types.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from counterpoise.boolean.formula import Formula, Var, occurrences
from counterpoise.boolean.types import Typing

Column = dict[int, int]
"""The nodes of which a variable is a direct part, and its weight in each."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Types of variables that count in the same nodes, forerunners first, and for each type the earlier ones that are."""

    typing: Typing
    forerunners: tuple[tuple[int, ...], ...]


def standing_of(f: Formula) -> Standing:
    """Bring the variables a formula names into types, and tell who counts wherever another does."""
    columns = _columns(f)
    alike: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for variable, column in columns.items():
        alike[tuple(column.items())].append(variable)
    members = sorted(alike.values(), key=lambda group: -len(columns[group[0]]))
    type_of = [-1] * f.size
    for number, group in enumerate(members):
        for variable in group:
            type_of[variable] = number
    kinds = [columns[group[0]] for group in members]
    forerunners = (
        tuple([level for level in range(number) if _counts_wherever(kinds[level], column)])
        for number, column in enumerate(kinds)
    )
    return Standing(Typing(tuple(map(tuple, members)), tuple(type_of)), tuple(forerunners))


def _columns(f: Formula) -> dict[int, Column]:
    """Say where each variable counts; the whole formula, where it is a variable, counts as one node more."""
    columns: dict[int, Column] = defaultdict(dict)
    for variable, node, weight in occurrences(f):
        column = columns[variable]
        column[node] = column.get(node, 0) + weight
    root = f.nodes[-1]
    if isinstance(root, Var):
        columns[root.variable][len(f.nodes)] = 1
    return columns


def _counts_wherever(one: Column, other: Column) -> bool:
    return all(one.get(node, 0) >= weight for node, weight in other.items())
