"""Modules: sub-formulas that share no variable with the rest, so that each can be compiled apart.

A node is a module when every visit of a walk to anything below it falls between entering and leaving it
(Dutuit and Rauzy 1996). The parts of such an "and" or "or" that share nothing with its other parts become modules
of their own as well. Cost: linear in the parts of the formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoise.boolean.formula import AtLeast, Formula, Node, Var


@dataclass(frozen=True, slots=True)
class Module:
    """A formula over local variables; each stands for a variable (written `~variable`) or an earlier module."""

    formula: Formula
    stands_for: tuple[int, ...]

    @property
    def inner(self) -> tuple[int, ...]:
        """List the local variables that stand for modules."""
        return tuple(local for local, number in enumerate(self.stands_for) if number >= 0)

    def named(self, groups: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
        """Say for groups of local variables which variables of the whole formula they are."""
        return tuple(tuple(sorted(~self.stands_for[local] for local in group)) for group in groups)


def modules_of(f: Formula) -> tuple[Module, ...]:
    """Divide a formula into its modules, inner ones first; the last is the root."""
    nodes = _single_variables(f)
    cutter = _Cutter(nodes)
    for head in sorted(_heads(nodes)):
        cutter.cut(head)
    return tuple(cutter.modules)


def whole(f: Formula) -> tuple[Module, ...]:
    """Take a formula as one module."""
    nodes = _single_variables(f)
    cutter = _Cutter(nodes)
    cutter.store(len(nodes) - 1, nodes[-1])
    return tuple(cutter.modules)


def _single_variables(f: Formula) -> list[Node]:
    """Write every variable as one node, so that sharing shows, and the root last."""
    first: dict[Node, int] = {}
    place: list[int] = []
    nodes: list[Node] = []
    for node in f.nodes:
        if isinstance(node, AtLeast):
            parts: dict[int, int] = defaultdict(int)
            for part, weight in node.parts:
                parts[place[part]] += weight
            node = AtLeast(node.quota, tuple(parts.items()))
        elif node in first:
            place.append(first[node])
            continue
        else:
            first[node] = len(nodes)
        place.append(len(nodes))
        nodes.append(node)
    if place[-1] != len(nodes) - 1:
        nodes.append(AtLeast(1, ((place[-1], 1),)))
    return nodes


class _Cutter:
    """Cut modules out of nodes, inner ones first."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._number: dict[int, int] = {}
        self.modules: list[Module] = []

    def cut(self, head: int) -> None:
        """Cut a module out; an "and" or an "or" whose parts fall into separate groups gets a module a group."""
        node = self._nodes[head]
        if isinstance(node, AtLeast) and _is_connective(node):
            groups = self._groups(node)
            if len(groups) > 1 and len(groups) < len(node.parts):
                every = node.quota > 1
                joined = [
                    self._joined(group, every=every) if len(group) > 1 else group[0] for group in groups
                ]
                self.store(head, _connective(joined, every=every))
                return
        self.store(head, node)

    def _joined(self, group: list[int], *, every: bool) -> int:
        self._nodes.append(_connective(group, every=every))
        head = len(self._nodes) - 1
        self.store(head, self._nodes[head])
        return head

    def store(self, head: int, node: Node) -> None:
        """Store what lies below a head as a module."""
        self.modules.append(self._module(head, node))
        self._number[head] = len(self.modules) - 1

    def _groups(self, node: AtLeast) -> list[list[int]]:
        """Sort parts into groups that reach nothing in common."""
        leader = {part: part for part, _ in node.parts}
        owner: dict[int, int] = {}
        for part, _ in node.parts:
            for below in self._fresh(part, owner):
                _unite(leader, part, owner[below])
        groups: dict[int, list[int]] = defaultdict(list)
        for part, _ in node.parts:
            groups[_leader(leader, part)].append(part)
        return list(groups.values())

    def _fresh(self, part: int, owner: dict[int, int]) -> Iterator[int]:
        """Claim every node below a part that nobody owns; yield the borders with what somebody owns."""
        stack = [part]
        while stack:
            at = stack.pop()
            if at in owner:
                yield at
                continue
            owner[at] = part
            stack.extend(self._below(at))

    def _below(self, at: int) -> list[int]:
        node = self._nodes[at]
        if at in self._number or isinstance(node, Var):
            return []
        return [part for part, _ in node.parts]

    def _module(self, head: int, root: Node) -> Module:
        """Cut out the formula of a head; its local variables are variables and modules."""
        local: dict[int, int] = {}
        place: dict[int, int] = {}
        made: list[Node] = []
        for at in self._inside(head, root):
            node = root if at == head else self._nodes[at]
            place[at] = len(made)
            if at in self._number:
                made.append(Var(local.setdefault(self._number[at], len(local))))
            elif isinstance(node, Var):
                made.append(Var(local.setdefault(~node.variable, len(local))))
            else:
                made.append(AtLeast(node.quota, tuple((place[part], weight) for part, weight in node.parts)))
        return Module(Formula(tuple(made), len(local)), tuple(local))

    def _inside(self, head: int, root: Node) -> list[int]:
        """List the nodes of a module, parts first."""
        seen: set[int] = set()
        stack = [part for part, _ in root.parts] if isinstance(root, AtLeast) else []
        while stack:
            at = stack.pop()
            if at not in seen:
                seen.add(at)
                stack.extend(self._below(at))
        return [*sorted(seen), head]


def _is_connective(node: AtLeast) -> bool:
    return node.quota in (1, len(node.parts)) and all(weight == 1 for _, weight in node.parts)


def _connective(parts: list[int], *, every: bool) -> AtLeast:
    return AtLeast(len(parts) if every else 1, tuple((part, 1) for part in parts))


def _leader(leader: dict[int, int], part: int) -> int:
    while leader[part] != part:
        leader[part] = leader[leader[part]]
        part = leader[part]
    return part


def _unite(leader: dict[int, int], one: int, other: int) -> None:
    leader[_leader(leader, one)] = _leader(leader, other)


@dataclass(slots=True)
class _Dates:
    """When a walk entered, last met and left each node; `order` lists nodes as they were left."""

    entered: dict[int, int]
    met: dict[int, int]
    left: dict[int, int]
    order: list[int]


def _heads(nodes: list[Node]) -> set[int]:
    """Find the modules: all of what lies below them is met only between entering and leaving them."""
    dates = _walk(nodes)
    heads = {len(nodes) - 1}
    earliest: dict[int, int] = {}
    latest: dict[int, int] = {}
    for number in dates.order:
        node = nodes[number]
        earliest[number], latest[number] = dates.entered[number], dates.met[number]
        if isinstance(node, AtLeast) and node.parts:
            below = min(earliest[part] for part, _ in node.parts)
            above = max(latest[part] for part, _ in node.parts)
            if below > dates.entered[number] and above < dates.left[number]:
                heads.add(number)
            earliest[number] = min(earliest[number], below)
            latest[number] = max(latest[number], above)
    return heads


def _walk(nodes: list[Node]) -> _Dates:
    """Walk from the root, entering each node once."""
    dates = _Dates({}, {}, {}, [])
    stack = [(len(nodes) - 1, False)]
    clock = 0
    while stack:
        number, leaving = stack.pop()
        clock += 1
        if leaving:
            dates.left[number] = clock
            dates.order.append(number)
            continue
        dates.met[number] = clock
        if number in dates.entered:
            continue
        dates.entered[number] = clock
        node = nodes[number]
        stack.append((number, True))
        if isinstance(node, AtLeast):
            stack.extend((part, False) for part, _ in reversed(node.parts))
    return dates
