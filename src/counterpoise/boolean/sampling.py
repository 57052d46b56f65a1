"""The probability of a formula by sampling, with an interval that is honest about it.

The interval holds the true value except with the stated probability, for any formula (Chernoff 1952, in the form with
relative entropy), and samples are drawn from a fixed seed, so a question has one answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log

import numpy as np
import numpy.typing as npt

from counterpoise.boolean.bounds import Interval
from counterpoise.boolean.formula import Formula, Var

SAMPLES = 65_536
BATCH = 4_096
DOUBT = 1e-4
METHOD = f"{SAMPLES} samples, interval with confidence 99.99 %"


def sampled_probability(f: Formula, chances: Sequence[float]) -> Interval:
    """Estimate the probability that a formula is true when its variables are so independently."""
    random = np.random.default_rng(20240328)
    column = np.array(chances).reshape(-1, 1)
    found = 0
    for _ in range(SAMPLES // BATCH):
        found += int(evaluate(f, random.random((f.size, BATCH)) < column).sum())
    low, high = interval(found, SAMPLES)
    return Interval(low, high, METHOD)


def evaluate(f: Formula, settings: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Evaluate a formula on many settings at once, one column each."""
    value: list[npt.NDArray[np.bool_]] = []
    for node in f.nodes:
        if isinstance(node, Var):
            value.append(settings[node.variable])
            continue
        large = sum(weight for _, weight in node.parts) + node.quota >= 1 << 62
        reached = np.zeros(settings.shape[1], dtype=object if large else np.int64)
        for part, weight in node.parts:
            reached += weight * value[part].astype(reached.dtype)
        value.append(np.asarray(reached >= node.quota, dtype=np.bool_))
    return value[-1]


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
