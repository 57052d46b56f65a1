"""One pass up and one down the bodies, over all settings of the shared at once: probabilities or remainders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]
"""Floating-point probabilities, or remainders as 64-bit integers."""


ONE = 1
"""What nothing has been added to: it need not be multiplied by."""


@dataclass(frozen=True, slots=True)
class Body:
    """A threshold: the need that remains in each setting of the shared, its private members, its inner bodies."""

    need: npt.NDArray[np.int64]
    private: tuple[tuple[int, int], ...]
    inner: tuple[tuple[int, int], ...]
    places: dict[int, npt.NDArray[np.intp]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def quota(self) -> int | None:
        """Give the need of a body of inner bodies only, if it is the same in each setting."""
        alike = not self.private and bool((self.need == self.need[0]).all())
        return int(self.need[0]) if alike else None

    def at(self, reached: int) -> npt.NDArray[np.intp]:
        """Give the place in the tail of what is still needed when so much is reached; remembered."""
        if reached not in self.places:
            last = sum(weight for _, weight in self.private) + 1
            self.places[reached] = np.clip(self.need - reached, 0, last).astype(np.intp)
        return self.places[reached]


@dataclass(frozen=True, slots=True)
class Plan:
    """The shared in groups of interchangeable ones, and bodies, inner ones first, that share nothing else."""

    size: int
    groups: tuple[tuple[int, ...], ...]
    shape: tuple[int, ...]
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """In how many ways, or with what probability, each variable is false and true; remainders of a prime or not."""

    pairs: Sequence[tuple[Any, Any]]
    prime: int | None

    def reduced(self, numbers: Any) -> Any:
        """Keep remainders small."""
        return numbers if self.prime is None else numbers % self.prime

    def zeros(self, count: int) -> Numbers:
        """Make so many zeros."""
        return np.zeros(count, dtype=np.float64 if self.prime is None else np.int64)


def settled(plan: Plan, ways: Ways) -> float:
    """Give the probability of the root."""
    return float(_weighed(plan, ways, _up(plan, ways).true[-1]))


@dataclass(slots=True)
class _Upward:
    """For each body: its value in each setting, its total, its inner sums, and the tails of its private weight."""

    true: list[Numbers]
    total: list[Any]
    tail: list[Numbers]


def _up(plan: Plan, ways: Ways) -> _Upward:
    up = _Upward([], [], [])
    for body in plan.bodies:
        tail = _tail(body.private, ways)
        up.tail.append(tail)
        total = tail[0]
        for inner, _ in body.inner:
            total = ways.reduced(total * up.total[inner])
        up.total.append(total)
        if body.quota is not None:
            up.true.append(_gate_value(body.quota, _joined(body, up), ways))
        else:
            up.true.append(_reached(body, 0, _sums(body.inner, up, ways), tail, ways))
    return up


def _tail(private: Sequence[tuple[int, int]], ways: Ways) -> Numbers:
    """Give in how many ways private members weigh at least 0, 1, … and, last, more than they can."""
    spread = ways.zeros(sum(weight for _, weight in private) + 1)
    spread[0] = 1
    for variable, weight in private:
        false, true = ways.pairs[variable]
        moved = ways.reduced(spread * true)
        spread = ways.reduced(spread * false)
        spread[weight:] += moved[: len(spread) - weight]
        spread = ways.reduced(spread)
    tail = ways.zeros(len(spread) + 1)
    tail[:-1] = ways.reduced(np.cumsum(spread[::-1])[::-1])
    return tail


def _sums(inner: Sequence[tuple[int, int]], up: _Upward, ways: Ways) -> dict[int, Any]:
    """Give in how many ways inner bodies add up to each weight, in each setting."""
    sums: dict[int, Any] = {0: ONE}
    for body, weight in inner:
        true, false = up.true[body], ways.reduced(up.total[body] - up.true[body])
        grown: dict[int, Any] = {}
        for reached, number in sums.items():
            for at, factor in ((reached, false), (reached + weight, true)):
                more = _times(number, factor, ways)
                grown[at] = ways.reduced(grown[at] + more) if at in grown else more
        sums = grown
    return sums


def _reached(body: Body, weight: int, sums: dict[int, Any], tail: Numbers, ways: Ways) -> Numbers:
    """Add up the ways in which a weight, inner weight and private weight reach the need."""
    total: Any = 0
    for reached, number in sums.items():
        taken = tail[body.at(reached + weight)]
        total = ways.reduced(total + (taken if number is ONE else ways.reduced(number * taken)))
    result: Numbers = total
    return result


Joined = list[tuple[int, Numbers, Any]]
"""Inner bodies: weight, ways to be true in each setting, and ways in all."""


def _joined(body: Body, up: _Upward) -> Joined:
    return [(weight, up.true[n], up.total[n]) for n, weight in body.inner]


def _gate_value(quota: int, joined: Joined, ways: Ways) -> Numbers:
    """Give in how many ways a gate is true, dropping sums that are settled."""
    rest = sum(weight for weight, _, _ in joined)
    reached: Any = np.zeros_like(joined[0][1]) if quota > 0 else np.zeros_like(joined[0][1]) + 1
    open_sums: dict[int, Any] = {0: ONE} if 0 < quota <= rest else {}
    for weight, true, total in joined:
        rest -= weight
        if ways.prime is not None:
            reached = ways.reduced(reached * total)
        following: dict[int, Any] = {}
        for so_far, number in open_sums.items():
            if so_far + weight >= quota:
                reached = ways.reduced(reached + _times(number, true, ways))
            elif so_far + weight + rest >= quota:
                _add(following, so_far + weight, _times(number, true, ways), ways)
            if so_far + rest >= quota:
                _add(following, so_far, _times(number, total - true, ways), ways)
        open_sums = following
    return np.asarray(reached)


def _gate_decisive(quota: int, joined: Joined, ways: Ways) -> list[Numbers]:
    """Give in how many ways each part of a gate decides, by sums from the left and from the right."""
    left = _open_sums(quota, joined, ways)
    right = _open_sums(quota, joined[::-1], ways)[::-1]
    found = []
    for (weight, true, _), before, after in zip(joined, left, right, strict=True):
        decided: Any = np.zeros_like(true)
        for one, number in before.items():
            for other, factor in after.items():
                if quota - weight <= one + other < quota:
                    decided = ways.reduced(decided + _product(number, factor, ways))
        found.append(np.asarray(decided))
    return found


def _open_sums(quota: int, joined: Joined, ways: Ways) -> list[dict[int, Any]]:
    """Give, before each part, in how many ways those before add up to each sum that may still matter."""
    rest = sum(weight for weight, _, _ in joined)
    sums: dict[int, Any] = {0: ONE}
    found = []
    for weight, true, total in joined:
        found.append(sums)
        rest -= weight
        following: dict[int, Any] = {}
        for so_far, number in sums.items():
            if so_far + weight < quota and so_far + weight + rest >= quota:
                _add(following, so_far + weight, _times(number, true, ways), ways)
            if so_far + rest >= quota:
                _add(following, so_far, _times(number, total - true, ways), ways)
        sums = following
    return found


def _add(sums: dict[int, Any], at: int, number: Any, ways: Ways) -> None:
    sums[at] = ways.reduced(sums[at] + number) if at in sums else number


def _times(number: Any, factor: Numbers, ways: Ways) -> Any:
    return ways.reduced(factor) if number is ONE else ways.reduced(number * factor)


def _product(number: Any, factor: Any, ways: Ways) -> Any:
    return number if factor is ONE else _times(number, factor, ways) if number is not ONE else factor


def decided(plan: Plan, ways: Ways) -> tuple[Any, Numbers]:
    """Give in how many ways the root is true, and in how many each variable decides."""
    up = _up(plan, ways)
    found = ways.zeros(plan.size)
    around: list[Numbers] = [ways.zeros(0)] * len(plan.bodies)
    around[-1] = _outer(plan, ways)
    for number in range(len(plan.bodies) - 1, -1, -1):
        body = plan.bodies[number]
        for (inner, _), gained in zip(body.inner, _gained(body, up, up.tail[number], ways), strict=True):
            around[inner] = ways.reduced(around[number] * gained)
        if body.private:
            _private(body, around[number], _sums(body.inner, up, ways), ways, found)
    _shared(plan, up.true[-1], ways, found)
    return ways.reduced(_weighed(plan, ways, up.true[-1])), found


def _gained(body: Body, up: _Upward, tail: Numbers, ways: Ways) -> list[Numbers]:
    """Give in how many ways each inner body decides."""
    if body.quota is not None:
        return _gate_decisive(body.quota, _joined(body, up), ways)
    found = []
    for at, (_, weight) in enumerate(body.inner):
        others = _sums((*body.inner[:at], *body.inner[at + 1 :]), up, ways)
        more = _reached(body, weight, others, tail, ways) - _reached(body, 0, others, tail, ways)
        found.append(ways.reduced(more))
    return found


def _private(body: Body, around: Numbers, sums: dict[int, Any], ways: Ways, found: Numbers) -> None:
    """Count where a private member decides: once for all that are alike."""
    whole = sum(weight for _, weight in body.private)
    lacking = ways.zeros(whole + 2)
    for reached, number in sums.items():
        weights = around if number is ONE else ways.reduced(around * number)
        lacking = ways.reduced(lacking + _gathered(body.at(reached), weights, whole + 2, ways))
    known: dict[tuple[int, Any], Any] = {}
    for at, (variable, weight) in enumerate(body.private):
        key = (weight, ways.pairs[variable])
        if key not in known:
            tail = _tail((*body.private[:at], *body.private[at + 1 :]), ways)
            needs = np.arange(whole + 2)
            last = len(tail) - 1
            gained = tail[np.clip(needs - weight, 0, last)] - tail[np.clip(needs, 0, last)]
            known[key] = ways.reduced(ways.reduced(lacking * ways.reduced(gained)).sum())
        found[variable] = known[key]


def _gathered(at: npt.NDArray[np.int64], weights: Numbers, count: int, ways: Ways) -> Numbers:
    """Add weights up by place; sums of a million remainders below 2^31 are exact in floating point too."""
    sums: Numbers = np.bincount(at, weights=weights, minlength=count)
    return sums if ways.prime is None else sums.astype(np.int64) % ways.prime


def _axes(plan: Plan, ways: Ways, less: int = 0) -> list[Numbers]:
    """Give, for each group of the shared less so many members, in how many ways each number of it acts."""
    axes = []
    for group in plan.groups:
        pairs = [ways.pairs[v] for v in group[less:]]
        spread = ways.zeros(len(pairs) + 1)
        spread[0] = 1
        for false, true in pairs:
            moved = ways.reduced(spread[:-1] * true)
            spread = ways.reduced(spread * false)
            spread[1:] += moved
            spread = ways.reduced(spread)
        axes.append(spread)
    return axes


def _outer(plan: Plan, ways: Ways) -> Numbers:
    """Give in how many ways each setting of the shared comes about."""
    product = ways.zeros(1) + 1
    for axis in _axes(plan, ways):
        product = ways.reduced((product[:, None] * axis[None, :]).reshape(-1))
    return product


def _weighed(plan: Plan, ways: Ways, numbers: Numbers) -> Any:
    """Add up over the settings of the shared."""
    return ways.reduced(ways.reduced(_outer(plan, ways) * numbers).sum())


def _shared(plan: Plan, true: Numbers, ways: Ways, found: Numbers) -> None:
    """Count where one of a group of the shared decides, all other groups added up one after the other."""
    axes, fewer = _axes(plan, ways), _axes(plan, ways, less=1)
    left = true
    for number, group in enumerate(plan.groups):
        rest = left.reshape(plan.shape[number], -1)
        for axis in reversed(axes[number + 1 :]):
            rest = ways.reduced(ways.reduced(rest.reshape(-1, len(axis)) * axis).sum(axis=1))
        gained = ways.reduced(np.diff(rest.reshape(-1)))
        found[list(group)] = ways.reduced(ways.reduced(gained * fewer[number]).sum())
        ahead = left.reshape(plan.shape[number], -1)
        left = ways.reduced(ways.reduced(ahead * axes[number][:, None]).sum(axis=0))
