"""Compile a formula into a table: direct variables by counting, whole parts by joining, written vectors by sieving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from operator import or_

from counterpoise.boolean.formula import AtLeast, Formula, Var
from counterpoise.boolean.table import FALSE, TRUE, Table
from counterpoise.boolean.types import Typing
from counterpoise.boolean.vectors import Vectors


def compile_root(f: Formula, typing: Typing, table: Table) -> int:
    """Compile a formula into a table, parts first, and give its node."""
    made: list[int] = []
    for node in table.clock.watched(f.nodes):
        if isinstance(node, Var):
            level = typing.type_of[node.variable]
            count = table.counts[level]
            made.append(table.node(level, (FALSE, TRUE)) if count == 1 else -1)
        else:
            made.append(_threshold(f, node, typing=typing, table=table, made=made))
    return made[-1]


def compile_vectors(few: Vectors, table: Table) -> int:
    """Compile a formula whose least vectors are written out: a node stands for those that are still in reach.

    Vectors are numbered, and a set of them is a whole number with the bit of each.
    """
    counts = few.counts()
    everything = (1 << len(counts)) - 1
    within = [_within([vector[level] for vector in counts], size) for level, size in enumerate(table.counts)]
    met = [everything]
    for masks in reversed(within):
        met.append(met[-1] & masks[0])
    met.reverse()
    if not everything or met[0]:
        return TRUE if met[0] else FALSE
    layers = [{everything}]
    entries = 0
    for masks, enough in zip(within, met[1:], strict=True):
        entries += len(layers[-1]) * len(masks)
        table.foresee(entries)
        reached = {left & mask for left in layers[-1] for mask in masks}
        layers.append({left for left in reached if left and not left & enough})
    below: dict[int, int] = {}
    for level in range(len(within) - 1, -1, -1):
        masks, enough, deeper = within[level], met[level + 1], below
        below = {}
        for left in layers[level]:
            children = [_sieved(left & mask, enough, deeper) for mask in masks]
            below[left] = table.node(level, tuple(children))
    return below[everything]


def _within(wanted: Sequence[int], size: int) -> list[int]:
    """Say for each count of a type which vectors want no more of it."""
    masks = [0] * (size + 1)
    for number, count in enumerate(wanted):
        masks[count] |= 1 << number
    return list(accumulate(masks, or_))


def _sieved(left: int, enough: int, deeper: Mapping[int, int]) -> int:
    """Give the node of the vectors left, of which those in `enough` want nothing more."""
    if left & enough:
        return TRUE
    return deeper[left] if left else FALSE


def _threshold(f: Formula, node: AtLeast, *, typing: Typing, table: Table, made: list[int]) -> int:
    """Compile one `AtLeast`: its direct variables by counting, the rest by joining."""
    weight_of: dict[int, int] = {}
    inner: list[tuple[int, int]] = []
    for part, weight in node.parts:
        child = f.nodes[part]
        if isinstance(child, Var):
            weight_of[typing.type_of[child.variable]] = weight
        else:
            inner.append((made[part], weight))
    counted = sorted(weight_of.items())
    if not inner:
        return _counting(node.quota, counted, table)
    inner.sort(key=lambda part: (table.level[part[0]], part[0]), reverse=True)

    def after(need: int) -> int:
        return _counting(need, counted, table)

    return _joining(node.quota, inner, table=table, after=after, counted=_largest(counted, table))


def _largest(counted: Sequence[tuple[int, int]], table: Table) -> int:
    return sum(table.counts[level] * weight for level, weight in counted)


def _counting(quota: int, counted: Sequence[tuple[int, int]], table: Table) -> int:
    """Compile "the weights of the true variables reach the quota", level by level from the remaining need."""
    rest = [0] * (len(counted) + 1)
    for index in range(len(counted) - 1, -1, -1):
        level, weight = counted[index]
        rest[index] = rest[index + 1] + table.counts[level] * weight
    needs: list[set[int]] = [{quota}]
    entries = 0
    for index, (level, weight) in enumerate(counted):
        width = table.counts[level] + 1
        open_needs = [need for need in needs[index] if 0 < need <= rest[index]]
        entries += len(open_needs) * width
        table.foresee(entries)
        table.work(len(open_needs) * width)
        needs.append({need - count * weight for need in open_needs for count in range(width)})
    value: dict[int, int] = {}
    for index in range(len(counted), -1, -1):
        below = value
        value = {}
        for need in needs[index]:
            if need <= 0:
                value[need] = TRUE
            elif need > rest[index]:
                value[need] = FALSE
            else:
                level, weight = counted[index]
                value[need] = table.node(
                    level, tuple([below[need - count * weight] for count in range(table.counts[level] + 1)])
                )
    return value[quota]


def _joining(
    quota: int,
    inner: Sequence[tuple[int, int]],
    *,
    table: Table,
    after: Callable[[int], int],
    counted: int,
) -> int:
    """Compile a threshold over whole diagrams: with and without each part, by the need that remains."""
    needs: list[set[int]] = [{quota}]
    rest = [counted] * (len(inner) + 1)
    for index in range(len(inner) - 1, -1, -1):
        rest[index] = rest[index + 1] + inner[index][1]
    entries = 0
    for index, (_, weight) in enumerate(inner):
        open_needs = [need for need in needs[index] if 0 < need <= rest[index]]
        entries += len(open_needs)
        table.foresee(entries)
        table.work(len(open_needs))
        needs.append({n for need in open_needs for n in (need, need - weight)})
    value: dict[int, int] = {}
    for index in range(len(inner), -1, -1):
        below = value
        value = {}
        for need in needs[index]:
            if need <= 0:
                value[need] = TRUE
            elif need > rest[index]:
                value[need] = FALSE
            elif index == len(inner):
                value[need] = after(need)
            else:
                part, weight = inner[index]
                value[need] = table.either(below[need], table.both(part, below[need - weight]))
    return value[quota]
