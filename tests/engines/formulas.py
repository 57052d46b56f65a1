"""Make formulas: at random for every engine to answer, and the well-known large ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from counterpoise.boolean.formula import AtLeast, Builder, Formula, Node, Var, formula_of, holds

WEIGHTS = (1, 1, 1, 2, 3, 5, 10**15, 10**15 - 1)

# Electoral votes of the fifty states and the District of Columbia in 1996, California's first.
ELECTORS_1996 = (
    *(54, 33, 32, 25, 23, 22, 21, 18, 15, 14, 13, 13, 12, 12, 11, 11, 11, 11, 10, 10, 9, 9, 8, 8, 8, 8, 8, 8),
    *(7, 7, 7, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3),
)


def over(build: Builder, root: int, size: int) -> Formula:
    """Cut a formula out that keeps the numbers of its variables."""
    cut, variables = build.formula(root)
    nodes: list[Node] = [Var(variables[n.variable]) if isinstance(n, Var) else n for n in cut.nodes]
    return formula_of(nodes, size=size)


def weighted(quota: int, weights: Sequence[int]) -> Formula:
    """Make the game in which the weights of the players who agree must reach the quota."""
    build = Builder()
    root = build.at_least(quota, [(build.var(player), weight) for player, weight in enumerate(weights)])
    return over(build, root, len(weights))


def made(chance: Random, *, most: int = 7) -> Formula:
    """Make a formula with shared and repeated parts, small and very large weights, and unused variables."""
    build = Builder()
    size = chance.randint(1, most)
    nodes = [build.var(variable) for variable in range(size)]
    for _ in range(chance.randint(0, 8)):
        parts = [(chance.choice(nodes), chance.choice(WEIGHTS)) for _ in range(chance.randint(1, 6))]
        match chance.choice(["all", "any", "at_least", "at_least", "dual"]):
            case "all":
                nodes.append(build.all(part for part, _ in parts))
            case "any":
                nodes.append(build.any(part for part, _ in parts))
            case "dual":
                nodes.append(build.dual(parts[0][0]))
            case _:
                weight = sum(weight for _, weight in parts)
                nodes.append(build.at_least(chance.randint(0, weight + 1), parts))
    return over(build, chance.choice(nodes[-3:]), size)


def grown_again(build: Builder, f: Formula) -> int:
    """Grow the nodes of a formula in another builder."""
    grown: list[int] = []
    for node in f.nodes:
        match node:
            case Var(variable):
                grown.append(build.var(variable))
            case AtLeast(quota, parts):
                grown.append(build.at_least(quota, [(grown[part], weight) for part, weight in parts]))
    return grown[-1]


def true_sets(f: Formula) -> set[frozenset[int]]:
    """List the true sets by looking at every one."""
    return {s for s in every_set(f.size) if holds(f, s)}


def every_set(size: int) -> Iterator[frozenset[int]]:
    """List every set of variables, smallest first."""
    for count in range(size + 1):
        yield from map(frozenset, combinations(range(size), count))


def security_council() -> Formula:
    """Make the United Nations Security Council: nine of fifteen, no permanent member against."""
    build = Builder()
    members = [build.var(member) for member in range(15)]
    return over(build, build.all([*members[:5], build.at_least(9, [(m, 1) for m in members])]), 15)


def congress() -> Formula:
    """Make the federal legislature of the United States.

    Variables 0: the President, 1: the Vice-President, 2 to 101: senators, 102 to 536: representatives.
    """
    build = Builder()
    president, vice_president = build.var(0), build.var(1)
    senators = [(build.var(number), 1) for number in range(2, 102)]
    house = [(build.var(number), 1) for number in range(102, 537)]
    senate = build.at_least(51, [*senators, (vice_president, 1)])
    signed = build.all([president, senate, build.at_least(218, house)])
    overridden = build.all([build.at_least(67, senators), build.at_least(290, house)])
    return over(build, build.any([signed, overridden]), 537)
