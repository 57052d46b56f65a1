"""The least solution of equations in which variables move one another in a circle.

Nobody moves for their own sake: in the least solution each variable is true that is so to begin with, or is moved by
others that are (Knaster 1928; Tarski 1955). Few equations are solved by eliminating one variable after another (Bekić
1969), which gives short formulas but can double them with each variable; what moves many variables is eliminated once
for all of them, since there are fewer movers than moved. Where formulas begin to double, rounds are written out instead
(Kleene 1952): whoever is moved at all is moved within as many rounds as there are variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counterpoise.boolean.formula import Builder

ELIMINATED = 5_000
"""The nodes that eliminating may make."""

WRITTEN = 200_000
"""The nodes that rounds may make."""

PARTS = 1_000_000
"""The parts that the nodes of either may have together: a thousand who are each led by a thousand have that many."""

COMPOSED = 20_000_000
"""The parts that either may look at: about half a minute."""


def fixed_point(
    builder: Builder, movers: Mapping[int, Sequence[int]], *, beyond: int
) -> dict[int, int] | None:
    """Give for each variable the node that says when it moves, or nothing when that would be too long to write down.

    `movers` gives the nodes that move each variable; variables from `beyond` on are free to be used. Cost: up to the
    square of the variables, times what moves one.

    >>> builder = Builder()
    >>> a, b, c = (builder.var(v) for v in range(3))
    >>> solved = fixed_point(builder, {0: [b], 1: [builder.any([a, c])]}, beyond=3)
    >>> solved[0] == solved[1] == builder.any([a, b, c])
    True
    """
    return _eliminated(builder, movers, beyond) or _in_rounds(builder, movers)


def _eliminated(builder: Builder, movers: Mapping[int, Sequence[int]], beyond: int) -> dict[int, int] | None:
    """Solve one equation after another: it holds with "never" in its own place, and then stands in those still to come.

    There is one for each node that moves somebody: when it is true, all that follows counted. The nodes are variables of
    their own until they are solved. An equation then names those solved after it alone: from the last to the first, each
    is closed once.
    """
    left = _Left(builder, ELIMINATED)
    actors = list(dict.fromkeys(actor for several in movers.values() for actor in several))
    unknown = {actor: beyond + number for number, actor in enumerate(actors)}
    standing = {actor: builder.var(v) for actor, v in unknown.items()}
    leaves = {v: _moving(builder, v, [standing[actor] for actor in several]) for v, several in movers.items()}
    equations: dict[int, int] = {}
    for actor, v in unknown.items():
        equations[v] = builder.compose(actor, leaves)
        if left.spent:
            return None
    variables = {v: builder.variables(equation) for v, equation in equations.items()}
    named = {v: sum(1 << other for other in several if other >= beyond) for v, several in variables.items()}
    order = sorted(equations, key=lambda v: (len(variables[v]), v))
    for number, v in enumerate(order, 1):
        solved = equations[v] = builder.compose(equations[v], {v: builder.never})
        made: dict[int, int] = {}
        for other in order[number:]:
            if named[other] >> v & 1:
                equations[other] = builder.compose(equations[other], {v: solved}, made)
                named[other] |= named[v]
            if left.spent:
                return None
    closed: dict[int, int] = {}
    for v in reversed(order):
        closed[v] = builder.compose(equations[v], closed)
        if left.spent:
            return None
    return {
        v: _moving(builder, v, [closed[unknown[actor]] for actor in several]) for v, several in movers.items()
    }


def _moving(builder: Builder, v: int, actors: Iterable[int]) -> int:
    """Let a variable be true by itself or with one of those who move it."""
    return builder.any([builder.var(v), *actors])


def _in_rounds(builder: Builder, movers: Mapping[int, Sequence[int]]) -> dict[int, int] | None:
    """Write out round after round, each with what is known from the round under way, until nothing is new."""
    left = _Left(builder, WRITTEN)
    known = {v: builder.var(v) for v in movers}
    for _ in movers:
        before = dict(known)
        for v, actors in movers.items():
            known[v] = _moving(builder, v, (builder.compose(actor, known) for actor in actors))
            if left.spent:
                return None
        if known == before:
            break
    return known


class _Left:
    """What may still be made, kept and looked at, counted from now."""

    def __init__(self, builder: Builder, nodes: int) -> None:
        self._builder = builder
        self._nodes = builder.made + nodes
        self._parts = builder.parts + PARTS
        self._composed = builder.composed + COMPOSED

    @property
    def spent(self) -> bool:
        """Tell whether one of them is used up."""
        builder = self._builder
        return builder.made > self._nodes or builder.parts > self._parts or builder.composed > self._composed
