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
    """Solve one equation after another: it holds with "never" in its own place, and then stands in the others.

    There is one for each node that moves somebody: when it is true, all that follows counted. The nodes are variables of
    their own until they are solved.
    """
    limit, most = builder.made + ELIMINATED, builder.parts + PARTS
    actors = list(dict.fromkeys(actor for several in movers.values() for actor in several))
    unknown = {actor: builder.var(beyond + number) for number, actor in enumerate(actors)}

    def moving(v: int, several: Iterable[int]) -> int:
        return builder.any([builder.var(v), *several])

    leaves = {v: moving(v, [unknown[actor] for actor in several]) for v, several in movers.items()}
    equations: dict[int, int] = {}
    for number, actor in enumerate(actors):
        equations[beyond + number] = builder.compose(actor, leaves)
        if builder.made > limit or builder.parts > most:
            return None
    for v in sorted(equations, key=lambda one: (len(builder.variables(equations[one])), one)):
        solved = equations[v] = builder.compose(equations[v], {v: builder.never})
        for other in equations:
            if other != v:
                equations[other] = builder.compose(equations[other], {v: solved})
            if builder.made > limit or builder.parts > most:
                return None
    found = dict(zip(actors, equations.values(), strict=True))
    return {v: moving(v, [found[actor] for actor in several]) for v, several in movers.items()}


def _in_rounds(builder: Builder, movers: Mapping[int, Sequence[int]]) -> dict[int, int] | None:
    """Write out round after round, each with what is known from the round under way, until nothing is new."""
    limit, most = builder.made + WRITTEN, builder.parts + PARTS
    known = {v: builder.var(v) for v in movers}
    for _ in movers:
        before = dict(known)
        for v, actors in movers.items():
            known[v] = builder.any([builder.var(v), *(builder.compose(actor, known) for actor in actors)])
            if builder.made > limit or builder.parts > most:
                return None
        if known == before:
            break
    return known
