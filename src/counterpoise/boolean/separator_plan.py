"""Lay a formula out for the separator: the shared in groups, and bodies that share nothing else.

A setting says how many of each group of the shared act. Settings alike to a body are one state of that body, so what
is said of it is worked out once a state. Inner bodies are added up in two halves, each with states of its own: five
bodies of thirty-odd members have a few thousand states where twenty shared persons have a million settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var, occurrences
from counterpoise.boolean.modules import Module
from counterpoise.boolean.types import types_of

Indexes = npt.NDArray[np.int64]
Step = tuple[int, int | None, int | None]
"""A sum so far, and what it becomes without and with the next body; none where it cannot matter any more."""

SETTINGS = 1 << 20
"""The settings of the shared that are gone through at most."""

WORK = 1 << 26
"""The settings times thresholds that are gone through at most."""

WEIGHT = 1 << 20
"""The private weight a body has at most."""

NUMBERS = 1 << 25
"""The numbers that the states of all halves may take: those of their bodies, and one for each sum on the way."""

MOST_SUMS = 4_096
"""The different sums that the weights of the bodies of one half may have."""

TAILS = 1 << 25
"""The steps that tails of private weight may take, for one question."""


@dataclass(frozen=True, slots=True)
class Half:
    """Inner bodies with their weights, the state of each in every state of them all, and the sums they may reach."""

    inner: tuple[tuple[int, int], ...]
    states: int
    at: tuple[Indexes, ...]
    steps: tuple[tuple[Step, ...], ...]
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A threshold: private members, inner bodies in two halves, and what is needed in each state of the right half.

    `of_left` and `of_right` give the states of the halves in each state of the body.
    """

    private: tuple[tuple[int, int], ...]
    left: Half
    right: Half
    need: Indexes
    states: int
    of_left: Indexes
    of_right: Indexes
    places: dict[int, Indexes | int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def whole(self) -> int:
        """Add the private weights up."""
        return sum(weight for _, weight in self.private)

    def at(self, reached: int) -> Indexes | int:
        """Give, by state of the right half, what is still needed of the private when so much is reached.

        One number where it is the same in all: 0 when nothing is needed, one more than there is when it is too much.
        """
        if reached not in self.places:
            needed = np.clip(self.need - reached, 0, self.whole + 1)
            alike = bool((needed == needed[0]).all()) and needed[0] in (0, self.whole + 1)
            self.places[reached] = int(needed[0]) if alike else needed
        return self.places[reached]


@dataclass(frozen=True, slots=True)
class Plan:
    """The shared in groups of interchangeable ones, bodies from the inside out, and the root's state in each setting.

    Without `of` every setting is a state of its own.
    """

    size: int
    groups: tuple[tuple[int, ...], ...]
    bodies: tuple[Body, ...]
    of: Indexes | None

    @property
    def shape(self) -> tuple[int, ...]:
        """Give how many settings each group has."""
        return tuple(len(group) + 1 for group in self.groups)


def shared_settings(module: Module) -> int:
    """Count the settings of the shared."""
    return _settings(_groups(module))


def plan_of(module: Module) -> Plan:
    """Lay a module out, all settings of the shared at once."""
    groups = _checked(module)
    return _Layout(module.formula, groups, [np.arange(len(group) + 1) for group in groups]).plan()


def plan_when_all_act(module: Module) -> Plan:
    """Lay a module out for the one setting in which all of the shared act."""
    groups = _checked(module)
    return _Layout(module.formula, groups, [np.array([len(group)]) for group in groups]).plan()


def _checked(module: Module) -> tuple[tuple[int, ...], ...]:
    groups = _groups(module)
    if _settings(groups) > SETTINGS:
        raise TooLargeError("too many variables are shared among bodies")
    nodes = [node for node in module.formula.nodes if isinstance(node, AtLeast)]
    if _settings(groups) * len(nodes) > WORK:
        raise TooLargeError("too many bodies share too many variables")
    if any(sum(weight for _, weight in node.parts) + node.quota >= 1 << 62 for node in nodes):
        raise TooLargeError("weights are too large for machine words")
    return groups


def _groups(module: Module) -> tuple[tuple[int, ...], ...]:
    met = Counter(variable for variable, _, _ in occurrences(module.formula))
    members = types_of((module.formula,), apart=module.inner).members
    return tuple(group for group in members if met[group[0]] > 1)


def _settings(groups: Sequence[Sequence[int]]) -> int:
    return prod(len(group) + 1 for group in groups)


class _Layout:
    """Bodies under way, and the state of each in every setting."""

    def __init__(self, f: Formula, groups: tuple[tuple[int, ...], ...], acting: list[Indexes]) -> None:
        self._f = f
        self._groups = groups
        self._acting = acting
        self._settings = prod(len(counts) for counts in acting)
        self._group_of = {v: number for number, group in enumerate(groups) for v in group}
        self._bodies: list[Body] = []
        self._state: list[npt.NDArray[Any]] = []
        self._body_of: dict[int, int] = {}
        self._fixed: dict[int, Indexes] = {}
        self._tails = 0
        self._numbers = 0

    def plan(self) -> Plan:
        """Lay every node out, parts first."""
        for number, node in enumerate(self._f.nodes):
            if isinstance(node, AtLeast):
                self._lay(number, node)
        if len(self._f.nodes) - 1 not in self._body_of:
            raise TooLargeError("nothing is private here")
        met = Counter(
            inner for body in self._bodies for half in (body.left, body.right) for inner, _ in half.inner
        )
        if len(met) != len(self._bodies) - 1 or any(times > 1 for times in met.values()):
            raise TooLargeError("bodies with private members are shared as a whole")
        of = self._state[-1] if self._bodies[-1].states < self._settings else None
        return Plan(self._f.size, self._groups, tuple(self._bodies), of)

    def _lay(self, number: int, node: AtLeast) -> None:
        private: list[tuple[int, int]] = []
        inner: list[tuple[int, int]] = []
        weight_of: dict[int, int] = {}
        fixed: list[tuple[int, int]] = []
        for part, weight in node.parts:
            child = self._f.nodes[part]
            if part in self._fixed:
                fixed.append((part, weight))
            elif not isinstance(child, Var):
                inner.append((self._body_of[part], weight))
            elif child.variable in self._group_of:
                weight_of[self._group_of[child.variable]] = weight
            else:
                private.append((child.variable, weight))
        need = self._need(node.quota, weight_of)
        for part, weight in fixed:
            need -= weight * self._fixed[part]
        if private or inner:
            self._body_of[number] = len(self._bodies)
            self._add(need, tuple(private), tuple(inner), root=number == len(self._f.nodes) - 1)
        else:
            self._spend(len(need))
            self._fixed[number] = (need <= 0).astype(np.int64)

    def _need(self, quota: int, weight_of: dict[int, int]) -> Indexes:
        """Give what is still needed in each setting."""
        need = np.array([quota], dtype=np.int64)
        for group, counts in enumerate(self._acting):
            need = np.subtract.outer(need, weight_of.get(group, 0) * counts).reshape(-1)
        return need

    def _add(
        self,
        need: Indexes,
        private: tuple[tuple[int, int], ...],
        inner: tuple[tuple[int, int], ...],
        *,
        root: bool,
    ) -> None:
        whole = sum(weight for _, weight in private)
        self._tails += whole * len(private) * (1 + len({weight for _, weight in private}))
        if whole > WEIGHT or self._tails > TAILS:
            raise TooLargeError("private weights are too large to be counted one by one")
        most = whole + sum(weight for _, weight in inner)
        need = np.clip(need, 0, most + 1)
        low, high = int(need.min()), int(need.max())
        ahead, behind = self._halves(inner)
        beyond = most - sum(weight for _, weight in ahead)
        left, of_left, _ = self._half(ahead, None, floor=low - beyond, cap=high)
        floor = low - whole - (most - beyond)
        right, of_right, first = self._half(behind, need, floor=floor, cap=high)
        of, states, one = _joined([(of_left, left.states), (of_right, right.states)])
        if root and 2 * states > self._settings:
            of, states, one = np.arange(self._settings), self._settings, np.arange(self._settings)
        self._bodies.append(Body(private, left, right, need[first], states, of_left[one], of_right[one]))
        self._state.append(of if root else of.astype(np.min_scalar_type(states)))
        self._spend(self._settings * self._state[-1].itemsize // 8)

    def _spend(self, numbers: int) -> None:
        self._numbers += numbers
        if self._numbers > NUMBERS:
            raise TooLargeError("the shared leave bodies in too many states")

    def _halves(
        self, inner: Sequence[tuple[int, int]]
    ) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
        """Divide inner bodies so that both halves have about as many states."""
        sizes = np.cumsum([np.log2(self._bodies[body].states) for body, _ in inner])
        cut = int(np.searchsorted(sizes, sizes[-1] / 2 + 1e-9, side="right")) if len(inner) else 0
        return inner[:cut], inner[cut:]

    def _half(
        self, inner: Sequence[tuple[int, int]], need: Indexes | None, *, floor: int, cap: int
    ) -> tuple[Half, Indexes, Indexes]:
        """Lay a half out; also give its state in each setting, and one setting of each state."""
        columns = [(self._state[body], self._bodies[body].states) for body, _ in inner]
        if need is not None:
            needs, count, _ = _dense(need, int(need.max()) + 1)
            columns.append((needs, count))
        of, states, first = _joined(columns or [(np.zeros(self._settings, dtype=np.int64), 1)])
        at = tuple(self._state[body][first].astype(np.int64) for body, _ in inner)
        steps, sums = _steps([weight for _, weight in inner], floor=floor, cap=cap)
        self._spend(states * (len(inner) + sum(map(len, steps)) + len(sums)))
        return Half(tuple(inner), states, at, steps, sums), of, first


def _steps(
    weights: Sequence[int], *, floor: int, cap: int
) -> tuple[tuple[tuple[Step, ...], ...], tuple[int, ...]]:
    """Follow the sums of inner weights, leaving out those from which the floor cannot be reached; the cap is enough."""
    sums = [0]
    rest = sum(weights)
    steps = []
    for weight in weights:
        rest -= weight
        step: list[Step] = []
        for so_far in sums:
            with_it = min(so_far + weight, cap)
            stays = so_far if so_far + rest >= floor or so_far >= cap else None
            gains = with_it if with_it + rest >= floor or with_it >= cap else None
            step.append((so_far, stays, gains))
        steps.append(tuple(step))
        sums = sorted({after for _, *both in step for after in both if after is not None})
        if len(sums) > MOST_SUMS:
            raise TooLargeError("inner weights add up to too many sums")
    return tuple(steps), tuple(sums)


def _joined(columns: Sequence[tuple[npt.NDArray[Any], int]]) -> tuple[Indexes, int, Indexes]:
    """Number the distinct combinations of states; give the number in each setting, how many, and one setting of each."""
    key, size = columns[0][0].astype(np.int64), columns[0][1]
    for column, count in columns[1:]:
        if count == 1:
            continue
        if size * count > 1 << 40:
            key, size, _ = _dense(key, size)
        key = key * count + column
        size *= count
    return _dense(key, size)


def _dense(key: Indexes, size: int) -> tuple[Indexes, int, Indexes]:
    """Number the keys that occur, in their order."""
    if size > 8 * len(key) + 1024:
        found, first, number = np.unique(key, return_index=True, return_inverse=True)
        return number.reshape(-1), len(found), first
    place = np.full(size, -1, dtype=np.int64)
    place[key] = np.arange(len(key))
    occurs = place >= 0
    number = np.cumsum(occurs) - 1
    return number[key], int(number[-1]) + 1, place[occurs]
