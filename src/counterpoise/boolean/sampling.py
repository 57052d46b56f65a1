"""The probability of a formula by sampling, with an interval that is honest about it.

The interval holds the true value except with the stated probability, for any formula (Chernoff 1952, in the form with
relative entropy), and samples are drawn from a fixed seed, so a question has one answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log
from typing import Any

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.bounds import Interval
from counterpoise.boolean.formula import Formula, Var

SAMPLES = 65_536
BATCH = 4_096
ROOM = 1 << 25
"""The values of nodes that are held at once."""

EXACT, EXACT_SHORT = 1 << 53, 1 << 24
"""Whole numbers below these are exact in floating point, long and short."""

DOUBT = 1e-4
METHOD = f"{SAMPLES} samples, interval with confidence 99.99 %"


def sampled_probability(f: Formula, chances: Sequence[float]) -> Interval:
    """Estimate the probability that a formula is true when its variables are so independently."""
    random = np.random.default_rng(20240328)
    column = np.array(chances).reshape(-1, 1)
    thresholds = _Thresholds(f)
    batch = max(1, min(BATCH, ROOM // max(1, len(f.nodes))))
    found, drawn = 0, 0
    while drawn < SAMPLES:
        count = min(batch, SAMPLES - drawn)
        found += int(thresholds.evaluate(random.random((f.size, count)) < column).sum())
        drawn += count
    low, high = interval(found, SAMPLES)
    return Interval(low, high, METHOD)


def evaluate(f: Formula, settings: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Evaluate a formula on many settings at once, one column each."""
    return _Thresholds(f).evaluate(settings)


class _Thresholds:
    """A formula laid out for evaluation: for each threshold the places of its parts, their weights, its quota."""

    def __init__(self, f: Formula) -> None:
        self._nodes: list[int | tuple[npt.NDArray[np.int64], npt.NDArray[Any], int]] = []
        short = True
        for node in f.nodes:
            if isinstance(node, Var):
                self._nodes.append(node.variable)
                continue
            quota = max(node.quota, 0)
            weights = [min(weight, quota) for _, weight in node.parts]
            places = np.array([part for part, _ in node.parts], dtype=np.int64)
            exact = sum(weights) + quota < EXACT
            short = short and sum(weights) + quota < EXACT_SHORT
            kind = np.float64 if exact else np.object_
            self._nodes.append((places, np.array(weights, dtype=kind), quota))
        self._dtype = np.float32 if short else np.float64
        if short:
            self._nodes = [
                n if isinstance(n, int) else (n[0], n[1].astype(np.float32), n[2]) for n in self._nodes
            ]

    def evaluate(self, settings: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Evaluate on many settings at once, one column each."""
        value = np.zeros((len(self._nodes), settings.shape[1]), dtype=self._dtype)
        for number, node in enumerate(self._nodes):
            if isinstance(node, int):
                value[number] = settings[node]
                continue
            places, weights, quota = node
            if weights.dtype == np.object_:
                parts = value[places].astype(np.int64).astype(np.object_)
                value[number] = np.asarray(weights @ parts >= quota, dtype=np.bool_)
            else:
                value[number] = weights @ value[places] >= quota
        return np.asarray(value[-1] > 0, dtype=np.bool_)


def interval(found: int, samples: int) -> tuple[float, float]:
    """Give the chances under which so many of the samples are not too surprising."""
    seen = found / samples
    limit = log(2 / DOUBT) / samples
    return _edge(seen, 0.0, limit), _edge(seen, 1.0, limit)


def _edge(seen: float, end: float, limit: float) -> float:
    """Search between what was seen and an end for where the surprise passes the limit."""
    near, far = seen, end
    for _ in range(60):
        middle = (near + far) / 2
        if _surprise(seen, middle) <= limit:
            near = middle
        else:
            far = middle
    return far


def _surprise(seen: float, chance: float) -> float:
    """Measure by relative entropy how surprising a frequency is under a chance."""
    total = 0.0
    for share, expected in ((seen, chance), (1 - seen, 1 - chance)):
        if share > 0:
            if expected <= 0:
                return inf
            total += share * log(share / expected)
    return total
