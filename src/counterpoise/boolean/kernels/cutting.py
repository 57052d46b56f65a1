"""Parts of a diagram: a root's own, and one with somebody in every set."""

from __future__ import annotations

import numpy as np

from counterpoise.boolean.kernels.compiling import compiled, lean
from counterpoise.boolean.kernels.store import COUNT, LAST, N1, THIRD, TOP, N, Store, node


@compiled
def listed_below(store, root, number):
    """List the inner nodes under a root, parts first; `number` is used to mark them and is left as it was."""
    found = np.empty(max(root, 1), dtype=np.int64)
    return found[_listed(store, root, number, found) :]


@lean
def _listed(store, root, number, found):
    """List the nodes from the end of an array down, the root first: whoever is marked by one above comes later."""
    start, children = store.start, store.children
    many = N(len(found))
    number[N(root)] = N(root) > N1
    n = N(root)
    while n > N1:
        if number[n]:
            number[n] = 0
            many -= N1
            found[many] = n
            for at in range(N(start[n]), N(start[n + N1])):
                child = N(children[at])
                number[child] = child > N1
        n -= N1
    return np.int64(many)


@compiled
def cut(store, root, listed, number):
    """Copy what is under a root: a diagram of its own, whose levels are those it is made of; also tell which they were."""
    size = 0
    levels_, starts, below = store.level, store.start, store.children
    here = np.zeros(levels_[0] + 1, dtype=np.bool_)
    for n in listed:
        here[levels_[n]] = True
        size += starts[n + 1] - starts[n]
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
        level[at + 2] = rank[levels_[n]]
        for child in range(N(starts[N(n)]), N(starts[N(n) + N1])):
            children[N(filled)] = number[N(below[child])]
            filled += 1
        start[at + 3] = filled
        number[n] = at + 2
    top = number[root]
    for n in listed:
        number[n] = 0
    number[1] = 0
    few, frames, used = (
        np.zeros(1, dtype=np.int64),
        np.zeros((1, THIRD + 1), dtype=np.int64),
        np.zeros(LAST + 1, dtype=np.int64),
    )
    slots, joins = np.zeros(1, dtype=np.uint32), np.zeros(1, dtype=np.uint64)
    used[COUNT] = count
    return Store(level, start, children, slots, joins, few, few, frames, used), top, levels


@compiled
def with_all(store, root, level, number):
    """Put all members of a type into every set."""
    listed = listed_below(store, root, number)
    _put_in(store, listed, level, number)
    found = np.int64(1) if root == 1 else number[root]
    for n in listed:
        number[n] = 0
    return found


@lean
def _put_in(store, listed, level, number):
    number[1] = 1
    for n in listed:
        first, width = store.start[n], store.start[n + 1] - store.start[n]
        if store.level[n] == level:
            number[n] = number[store.children[first + width - 1]]
        else:
            base = store.used[TOP]
            for c in range(N(width)):
                store.scratch[N(base) + c] = number[N(store.children[N(first) + c])]
            number[n] = node(store, store.level[n], base, width)
    number[1] = 0
