"""The separator method: few persons shared among many bodies, everybody else in one body only.

Once it is settled which of the shared act, bodies have nothing to do with one another, and a body's private members
matter only by the weight they add up to. So the settings of the shared are gone through and the private are summed
over by tails of their weight (conditioning on a cut set; Pearl 1986). Cost: settings of the shared times bodies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log2

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.diagrams import DiagramPart
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var, occurrences
from counterpoise.boolean.modules import Module
from counterpoise.boolean.parts import Floats, Listed, Tally
from counterpoise.boolean.residues import number_of, primes_for
from counterpoise.boolean.separator_pass import Body, Plan, Ways, decided, settled
from counterpoise.boolean.types import types_of

SETTINGS = 1 << 20
"""The settings of the shared that are gone through at most."""

WEIGHT = 1 << 20
"""The private weight a body has at most."""


class SeparatorPart:
    """One module, its shared variables settled in every way; its sets are those of a diagram."""

    method = "separator"

    def __init__(self, module: Module, budget: Budget) -> None:
        self._module = module
        self._budget = budget
        self._plan = plan_of(module)
        self._sets: DiagramPart | None = None
        self.entries = len(self._plan.bodies) * len(self._plan.bodies[0].need)

    def tally(self, ways: Sequence[tuple[int, int]]) -> Tally:
        """Count by remainders, as many as tell numbers of this length."""
        bits = sum(log2(false + true) for false, true in ways)
        primes = primes_for(int(bits) + 2)
        runs = []
        for prime in primes:
            self._budget.look()
            pairs = [(false % prime, true % prime) for false, true in ways]
            true, swings = decided(self._plan, Ways(pairs, prime))
            runs.append((int(true), *(int(s) for s in swings)))
        true, *decisive = (number_of(column, primes) for column in zip(*runs, strict=True))
        total = 1
        for pair in ways:
            total *= sum(pair)
        return Tally(total - true, true, tuple(decisive))

    def value(self, chances: Floats) -> Floats:
        """Add up over the settings of the shared."""
        return np.array([settled(self._plan, _chances(column)) for column in chances.T])

    def decisive(self, chances: Floats) -> tuple[Floats, Floats]:
        """Add up likewise, one column at a time."""
        values, rows = [], []
        for column in chances.T:
            self._budget.look()
            value, decisive = decided(self._plan, _chances(column))
            values.append(float(value))
            rows.append(decisive)
        return np.array(values), np.array(rows, dtype=np.float64).T

    def _diagram(self) -> DiagramPart:
        if self._sets is None:
            self._sets = DiagramPart(self._module, self._budget)
        return self._sets

    def total(self, inner: Sequence[int]) -> int:
        """Count the family's sets."""
        return self._diagram().total(inner)

    def sizes(self, inner: Sequence[Sequence[int]]) -> list[int]:
        """Count the family's sets by size."""
        return self._diagram().sizes(inner)

    def lengths(self, inner: Sequence[int]) -> int:
        """Give the lengths in the family."""
        return self._diagram().lengths(inner)

    def first(self, inner: Sequence[Listed], *, sizes: int, limit: int) -> Listed:
        """List the first sets of the family."""
        return self._diagram().first(inner, sizes=sizes, limit=limit)


def _chances(column: Floats) -> Ways:
    return Ways([(1.0 - float(chance), float(chance)) for chance in column], None)


def plan_of(module: Module) -> Plan:
    """Find the shared variables and lay the rest out as bodies that share nothing else."""
    f = module.formula
    shared = _shared(f)
    groups = _groups(module, shared)
    settings = settings_of(groups)
    if settings > SETTINGS:
        raise TooLargeError("too many variables are shared among bodies")
    if any(isinstance(n, AtLeast) and sum(w for _, w in n.parts) + n.quota >= 1 << 62 for n in f.nodes):
        raise TooLargeError("weights are too large for machine words")
    counts = _counts(groups, settings)
    act = {v: number for number, group in enumerate(groups) for v in group}
    bodies: list[Body] = []
    place: dict[int, int] = {}
    fixed: dict[int, npt.NDArray[np.int64]] = {}
    for number, node in enumerate(f.nodes):
        if isinstance(node, AtLeast):
            body = _body(f, node, act=act, counts=counts, place=place, fixed=fixed)
            if body.private or body.inner:
                place[number] = len(bodies)
                bodies.append(body)
            else:
                fixed[number] = (body.need <= 0).astype(np.int64)
    if any(sum(weight for _, weight in body.private) > WEIGHT for body in bodies):
        raise TooLargeError("private weights are too large to be counted one by one")
    if len(f.nodes) - 1 not in place:
        raise TooLargeError("nothing is private here")
    if len(_used_once(bodies)) != len(bodies) - 1:
        raise TooLargeError("bodies with private members are shared as a whole")
    return Plan(f.size, groups, tuple(len(group) + 1 for group in groups), tuple(bodies))


def _shared(f: Formula) -> frozenset[int]:
    met = Counter(variable for variable, _, _ in occurrences(f))
    return frozenset(variable for variable, times in met.items() if times > 1)


def _groups(module: Module, shared: frozenset[int]) -> tuple[tuple[int, ...], ...]:
    members = types_of((module.formula,), apart=module.inner).members
    return tuple(group for group in members if group[0] in shared)


def settings_of(groups: Sequence[Sequence[int]]) -> int:
    """Count the settings of groups of interchangeable variables."""
    settings = 1
    for group in groups:
        settings *= len(group) + 1
    return settings


def _counts(groups: Sequence[Sequence[int]], settings: int) -> list[npt.NDArray[np.int64]]:
    """Give, for each group, how many of it act in each setting."""
    shape = tuple(len(group) + 1 for group in groups)
    return (
        [np.asarray(axis, dtype=np.int64) for axis in np.unravel_index(np.arange(settings), shape)]
        if shape
        else []
    )


def _body(
    f: Formula,
    node: AtLeast,
    *,
    act: dict[int, int],
    counts: list[npt.NDArray[np.int64]],
    place: dict[int, int],
    fixed: dict[int, npt.NDArray[np.int64]],
) -> Body:
    """Divide a node into what the shared add in each setting, its private members and inner bodies."""
    settings = len(counts[0]) if counts else 1
    need = np.full(settings, node.quota, dtype=np.int64)
    private: list[tuple[int, int]] = []
    inner: list[tuple[int, int]] = []
    met: set[int] = set()
    for part, weight in node.parts:
        child = f.nodes[part]
        if part in fixed:
            need -= weight * fixed[part]
        elif not isinstance(child, Var):
            inner.append((place[part], weight))
        elif child.variable not in act:
            private.append((child.variable, weight))
        elif act[child.variable] not in met:
            met.add(act[child.variable])
            need -= weight * counts[act[child.variable]]
    return Body(need, tuple(private), tuple(inner))


def _used_once(bodies: Sequence[Body]) -> set[int]:
    met = Counter(inner for body in bodies for inner, _ in body.inner)
    return {body for body, times in met.items() if times == 1}
