"""Monotone formulas: one connective, no negation, shared parts stay shared.

Every node is a variable or a weighted `AtLeast`; "and", "or" and majority are all that. A formula is a flat tuple
of nodes in which each node names only earlier ones, so nothing recurses however deep the formula is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeGuard

from counterpoise.boolean.columns import reached


class Var(NamedTuple):
    """One variable, by number."""

    variable: int


class AtLeast(NamedTuple):
    """True when the weights of the true parts add up to the quota; a part is (earlier node, positive weight)."""

    quota: int
    parts: tuple[tuple[int, int], ...]


Node = Var | AtLeast

_MOST_SHARED = 4
"""Alternatives shared by parts are decided first when there are few: each doubles what is left."""

_MOST_LIFTED = 1_024
"""An "or" in an "or" of more parts stays as it is: a chain of thousands would be written out anew at each link."""

NEVER_NODE = AtLeast(1, ())
ALWAYS_NODE = AtLeast(0, ())


@dataclass(frozen=True, slots=True)
class Formula:
    """A monotone function of the variables 0 … `size`-1; the last node is its value."""

    nodes: tuple[Node, ...]
    size: int
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.nodes, self.size)))

    def __hash__(self) -> int:
        """Give the hash taken once: engines look formulas up again and again."""
        return self._hash


def holds(f: Formula, true: Iterable[int]) -> bool:
    """Tell whether the formula is true when just these variables are.

    Cost: one visit per node and part.
    """
    chosen = frozenset(true)
    value: list[bool] = []
    for node in f.nodes:
        match node:
            case Var(variable):
                value.append(variable in chosen)
            case AtLeast(quota, parts):
                value.append(sum(weight for part, weight in parts if value[part]) >= quota)
    return value[-1]


class Builder:
    """Grow formulas that share their parts; equal nodes are stored once.

    Nodes are named by number, in order of making. `never` is false whatever happens, `always` is true.
    """

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self.parts = 0  # of all nodes together: what memory follows
        self.composed = 0  # parts looked at in composing: what time follows
        self._number: dict[Node, int] = {}
        self._singles: dict[int, tuple[int, int]] = {}
        self._dual: dict[int, int] = {}
        self._enough: dict[int, int] = {}
        self._alone: dict[int, frozenset[int]] = {}
        self._formulas: dict[int, tuple[Formula, tuple[int, ...]]] = {}
        self.never = self._add(NEVER_NODE)
        self.always = self._add(ALWAYS_NODE)

    @property
    def made(self) -> int:
        """Count the nodes made so far."""
        return len(self._nodes)

    def node(self, number: int) -> Node:
        """Look at a node."""
        return self._nodes[number]

    def var(self, variable: int) -> int:
        """Make a variable."""
        return self._add(Var(variable))

    def all(self, parts: Iterable[int]) -> int:
        """Join parts that must all be true."""
        distinct = self._flat(parts, every=True)
        return self.at_least(len(distinct), [(part, 1) for part in distinct])

    def any(self, parts: Iterable[int]) -> int:
        """Join parts of which one is enough."""
        return self.at_least(1, [(part, 1) for part in self._flat(parts, every=False)])

    def at_least(self, quota: int, parts: Iterable[tuple[int, int]]) -> int:
        """Join weighted parts that must add up to a quota; a repeated part adds up its weights."""
        weights: Counter[int] = Counter()
        for part, weight in parts:
            if part == self.always:
                quota -= weight
            elif part != self.never:
                weights[part] += weight
        weights = Counter({part: weight for part, weight in weights.items() if weight > 0})
        if quota <= 0:
            return self.always
        if sum(weights.values()) < quota:
            return self.never
        return self._canonical(quota, weights)

    def _canonical(self, quota: int, weights: Mapping[int, int]) -> int:
        total = sum(weights.values())
        clipped = {part: min(weight, quota) for part, weight in weights.items()}
        if len(clipped) == 1:
            return next(iter(clipped))
        if min(clipped.values()) >= quota:
            return self._connective(clipped, every=False)
        if total - min(weights.values()) < quota:
            return self._connective(clipped, every=True)
        shared = self._shared(clipped)
        if shared is not None:
            return self._factored(quota, clipped, *shared)
        return self._add(AtLeast(quota, tuple(sorted(clipped.items()))))

    def _shared(self, parts: Iterable[int]) -> tuple[frozenset[int], tuple[int, ...]] | None:
        """Find what most parts hold as an alternative, and those parts; nothing when parts share little or too much."""
        holders: dict[int, list[int]] = {}
        for part in parts:
            for alternative in self._alternatives(part):
                holders.setdefault(alternative, []).append(part)
        groups: dict[tuple[int, ...], list[int]] = {}
        for alternative, holding in holders.items():
            if len(holding) > 1:
                groups.setdefault(tuple(holding), []).append(alternative)
        if not 0 < len(groups) <= _MOST_SHARED:
            return None
        most = max(groups, key=lambda found: (len(found), found))
        return frozenset(groups[most]), most

    def _alternatives(self, part: int) -> tuple[int, ...]:
        """List what makes a part true: the parts of an "or", else the part itself."""
        node = self._nodes[part]
        if isinstance(node, AtLeast) and len(node.parts) > 1 and _is_connective(node, every=False):
            return tuple(inner for inner, _ in node.parts)
        return (part,)

    def _factored(
        self, quota: int, weights: Mapping[int, int], common: frozenset[int], holding: tuple[int, ...]
    ) -> int:
        """Decide common alternatives first: with them all their holders count, without them what else these hold.

        What is left are mostly variables again, which are counted instead of joined; and a body on which its own
        members depend becomes itself after one round.
        """
        others = [(part, weight) for part, weight in weights.items() if part not in holding]
        with_them = self.at_least(quota - sum(weights[part] for part in holding), others)
        rest = [
            (self.any(other for other in self._alternatives(part) if other not in common), weights[part])
            for part in holding
        ]
        return self.any([self.all([self.any(common), with_them]), self.at_least(quota, [*rest, *others])])

    def _connective(self, parts: Iterable[int], *, every: bool) -> int:
        flat = sorted(self._flat(parts, every=every))
        return self._add(AtLeast(len(flat) if every else 1, tuple([self._single(part) for part in flat])))

    def _single(self, part: int) -> tuple[int, int]:
        """Weigh a part once; the pair is stored once, however many nodes hold it."""
        return self._singles.setdefault(part, (part, 1))

    def _flat(self, parts: Iterable[int], *, every: bool) -> list[int]:
        """Lift the parts of an "and" in an "and", and of an "or" in an "or"."""
        flat: dict[int, None] = {}
        for part in parts:
            node = self._nodes[part]
            if _is_lifted(node, every=every):
                flat.update(dict.fromkeys(inner for inner, _ in node.parts))
            else:
                flat[part] = None
        return list(flat)

    def dual(self, root: int) -> int:
        """Turn *who can carry it* into *who can block it*: f*(T) = not f(everybody else)."""
        for number in self._below(root):
            if number not in self._dual:
                node = self._nodes[number]
                if isinstance(node, Var):
                    self._dual[number] = number
                else:
                    total = sum(weight for _, weight in node.parts)
                    parts = [(self._dual[part], weight) for part, weight in node.parts]
                    self._dual[number] = self.at_least(total - node.quota + 1, parts)
        return self._dual[root]

    def compose(self, root: int, leaf: Mapping[int, int], made: dict[int, int] | None = None) -> int:
        """Put a node in the place of each variable that `leaf` names; `made` remembers between calls."""
        known: dict[int, int] = {} if made is None else made
        for number in self._below(root, known):
            node = self._nodes[number]
            if isinstance(node, Var):
                known[number] = leaf.get(node.variable, number)
            else:
                known[number] = self.at_least(node.quota, [(known[p], weight) for p, weight in node.parts])
                self.composed += len(node.parts)
        return known[root]

    def holds(self, root: int, true: Collection[int]) -> bool:
        """Tell whether a node is true when just these variables are."""
        value: dict[int, bool] = {}
        for number in self._below(root):
            node = self._nodes[number]
            if isinstance(node, Var):
                value[number] = node.variable in true
            else:
                value[number] = sum(weight for part, weight in node.parts if value[part]) >= node.quota
        return value[root]

    def alone(self, root: int) -> frozenset[int]:
        """List the variables that make a node true alone; none do when it is true without any.

        Cost: one visit per part not visited before; all variables are tried at once, each in a column of its own.
        """
        known = self._alone.get(root)
        if known is None:
            known = self._alone[root] = frozenset(_places(self._enough_below(root)))
        return known

    def _enough_below(self, root: int) -> int:
        """Mark the variables that make a node true alone."""
        enough = self._enough
        for number in self._below(root, enough):
            node = self._nodes[number]
            if isinstance(node, Var):
                enough[number] = 1 << node.variable
            elif node.quota > 0:
                enough[number] = reached(node.quota, [(enough[part], weight) for part, weight in node.parts])
            else:
                enough[number] = 0
        return enough[root]

    def variables(self, root: int) -> list[int]:
        """List the variables a node is written with, in order."""
        below = (self._nodes[number] for number in self._below(root))
        return sorted(node.variable for node in below if isinstance(node, Var))

    def formula(self, root: int) -> tuple[Formula, tuple[int, ...]]:
        """Cut a formula out, its variables renumbered in order; also tell which variable each number was."""
        known = self._formulas.get(root)
        if known is None:
            order = self._below(root)
            below = [self._nodes[number] for number in order]
            variables = sorted([node.variable for node in below if isinstance(node, Var)])
            rank = {variable: number for number, variable in enumerate(variables)}
            known = self._formulas[root] = self._cut(order, rank), tuple(variables)
        return known

    def _cut(self, order: Sequence[int], rank: Mapping[int, int]) -> Formula:
        place = {number: index for index, number in enumerate(order)}
        nodes: list[Node] = []
        for number in order:
            node = self._nodes[number]
            if isinstance(node, Var):
                nodes.append(Var(rank[node.variable]))
            else:
                nodes.append(
                    AtLeast(node.quota, tuple([(place[part], weight) for part, weight in node.parts]))
                )
        return Formula(tuple(nodes), len(rank))

    def pair(self, one: int, other: int) -> tuple[Formula, Formula]:
        """Cut two formulas out over the same variables."""
        variables = sorted({*self.variables(one), *self.variables(other)})
        rank = {variable: number for number, variable in enumerate(variables)}
        return self._cut(self._below(one), rank), self._cut(self._below(other), rank)

    def _below(self, root: int, known: Mapping[int, object] | None = None) -> list[int]:
        """List the nodes a root is made of, parts first, leaving out what is already known."""
        skip: Mapping[int, object] = known if known is not None else {}
        seen: set[int] = set()
        stack = [root]
        while stack:
            number = stack.pop()
            if number not in seen and number not in skip:
                seen.add(number)
                node = self._nodes[number]
                if isinstance(node, AtLeast):
                    stack.extend([part for part, _ in node.parts])
        return sorted(seen)

    def _add(self, node: Node) -> int:
        number = self._number.get(node)
        if number is None:
            number = self._number[node] = len(self._nodes)
            self._nodes.append(node)
            self.parts += len(node.parts) if isinstance(node, AtLeast) else 0
        return number


def _is_lifted(node: Node, *, every: bool) -> TypeGuard[AtLeast]:
    """Tell whether the parts of a node are put in its place, which takes the memory of them all once more."""
    return (
        isinstance(node, AtLeast)
        and 1 < len(node.parts) <= _MOST_LIFTED
        and _is_connective(node, every=every)
    )


def _places(row: int) -> Iterator[int]:
    """List the places of the bits that are set."""
    while row:
        low = row & -row
        yield low.bit_length() - 1
        row ^= low


def _is_connective(node: AtLeast, *, every: bool) -> bool:
    """Tell an "and", or an "or"; the quota is looked at first, since a node is asked by each that it is a part of."""
    return node.quota == (len(node.parts) if every else 1) and all(weight == 1 for _, weight in node.parts)


def formula_of(nodes: Sequence[Node], *, size: int) -> Formula:
    """Make a formula from nodes as they are, checking that each names only earlier ones."""
    for number, node in enumerate(nodes):
        if isinstance(node, Var) and not 0 <= node.variable < size:
            raise ValueError(f"node {number} names variable {node.variable} of {size}")
        if isinstance(node, AtLeast) and any(part >= number or weight < 0 for part, weight in node.parts):
            raise ValueError(f"node {number} names a later node or a negative weight")
    return Formula(tuple(nodes), size)


def occurrences(f: Formula) -> Iterator[tuple[int, int, int]]:
    """List (variable, node, weight) for every place where a variable is a direct part."""
    for number, node in enumerate(f.nodes):
        if isinstance(node, AtLeast):
            for part, weight in node.parts:
                inner = f.nodes[part]
                if isinstance(inner, Var):
                    yield inner.variable, number, weight


def relabelled(f: Formula) -> tuple[Formula, tuple[int, ...]]:
    """Number the variables in order of appearance, and tell which each was.

    Formulas that differ only in the names of their variables become one; variables that never appear come last.
    """
    first: dict[int, int] = {}
    for node in f.nodes:
        if isinstance(node, Var):
            first.setdefault(node.variable, len(first))
    for variable in range(f.size):
        first.setdefault(variable, len(first))
    nodes = tuple([Var(first[node.variable]) if isinstance(node, Var) else node for node in f.nodes])
    return Formula(nodes, f.size), tuple(first)
