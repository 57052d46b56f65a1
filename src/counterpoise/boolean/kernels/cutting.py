"""Parts of a diagram: a root's own, and one with somebody in every set."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled
from counterpoise.boolean.kernels.store import COUNT, TOP, Store, node


@compiled
def listed_below(store, root, number):
    """List the inner nodes under a root, parts first; `number` is used to mark them and is left as it was."""
    stack = np.empty(store.used[COUNT], dtype=np.int64)
    found = np.empty(store.used[COUNT], dtype=np.int64)
    many, top = 0, 0
    if root > 1:
        stack[0], top, number[root] = root, 1, 1
    while top:
        top -= 1
        n = stack[top]
        found[many] = n
        many += 1
        for at in range(store.start[n], store.start[n + 1]):
            child = store.children[at]
            if child > 1 and not number[child]:
                number[child] = 1
                stack[top] = child
                top += 1
    listed = np.sort(found[:many])
    for n in listed:
        number[n] = 0
    return listed


@compiled
def cut(store, root, listed, number):
    """Copy what is under a root: a diagram of its own, whose levels are those it is made of; also tell which they were."""
    size = 0
    here = np.zeros(store.level[0] + 1, dtype=np.bool_)
    for n in listed:
        here[store.level[n]] = True
        size += store.start[n + 1] - store.start[n]
    levels = np.flatnonzero(here)
    rank = np.zeros(len(here), dtype=np.int64)
    rank[levels] = np.arange(len(levels))
    count = len(listed) + 2
    level = np.full(count, len(levels), dtype=np.int64)
    start = np.zeros(count + 1, dtype=np.int64)
    children = np.empty(size, dtype=np.int64)
    number[0], number[1] = 0, 1
    filled = 0
    for at in range(len(listed)):
        n = listed[at]
        level[at + 2] = rank[store.level[n]]
        for child in store.children[store.start[n] : store.start[n + 1]]:
            children[filled] = number[child]
            filled += 1
        start[at + 3] = filled
        number[n] = at + 2
    top = number[root]
    for n in listed:
        number[n] = 0
    number[1] = 0
    few, frames, used = (
        np.zeros(1, dtype=np.int64),
        np.zeros((1, 7), dtype=np.int64),
        np.zeros(5, dtype=np.int64),
    )
    used[COUNT] = count
    return Store(level, start, children, few, few, few, few, frames, used), top, levels


@compiled
def _noded(store, level, at, width):
    return node(store, level, at, width)


@compiled
def with_all(store, root, level, number):
    """Put all members of a type into every set."""
    listed = listed_below(store, root, number)
    number[1] = 1
    for n in listed:
        first, width = store.start[n], store.start[n + 1] - store.start[n]
        if store.level[n] == level:
            number[n] = number[store.children[first + width - 1]]
        else:
            base = store.used[TOP]
            for c in range(width):
                store.scratch[base + c] = number[store.children[first + c]]
            number[n] = node(store, store.level[n], base, width)
    found = number[root]
    for n in listed:
        number[n] = 0
    number[1] = 0
    return found
