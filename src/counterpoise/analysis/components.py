"""Which nodes reach one another: the strongly connected components of a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def components(nodes: Sequence[T], follow: Callable[[T], Iterable[T]]) -> list[list[T]]:
    """Group nodes that reach one another; a group comes after every group it reaches (Tarjan 1972).

    Cost: linear in nodes and edges; no recursion.
    """
    index: dict[T, int] = {}
    low: dict[T, int] = {}
    path: list[T] = []
    on_path: set[T] = set()
    found: list[list[T]] = []
    for start in nodes:
        if start in index:
            continue
        work = [(start, iter(list(follow(start))))]
        index[start] = low[start] = len(index)
        path.append(start)
        on_path.add(start)
        while work:
            node, rest = work[-1]
            for following in rest:
                if following not in index:
                    index[following] = low[following] = len(index)
                    path.append(following)
                    on_path.add(following)
                    work.append((following, iter(list(follow(following)))))
                    break
                if following in on_path:
                    low[node] = min(low[node], index[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group: list[T] = []
                    while not group or group[-1] != node:
                        group.append(path.pop())
                        on_path.discard(group[-1])
                    found.append(group)
    return found
