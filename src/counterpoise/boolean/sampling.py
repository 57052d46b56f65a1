"""The probability of a formula by sampling, with an interval that is honest about it.

The interval holds the true value except with the stated probability, for any formula (Chernoff 1952, in the form with
relative entropy), and samples are drawn from a fixed seed, so a question has one answer. All samples are evaluated at
once (see `columns`), fewer of them where the formula is so large that many would take long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, log
from typing import Any

import numpy as np

from counterpoise.boolean.bounds import ANY_CHANCE, Interval
from counterpoise.boolean.budget import Clock
from counterpoise.boolean.columns import reached
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import Formula, Var

SAMPLES = 65_536
FEWEST = 4_096
"""With fewer samples an interval says too little to be worth its time."""

WORK = 1 << 37
"""The bits that are drawn, or worked on, in all."""

ROWS = 1 << 31
"""The bits of the rows that are held at once."""

DOUBT = 1e-4


def sampled_probability(f: Formula, chances: Sequence[float], *, clock: Clock | None = None) -> Interval:
    """Estimate the probability that a formula is true when its variables are so independently."""
    samples = _affordable(f)
    if samples < FEWEST:
        return ANY_CHANCE
    try:
        found = _hits(f, chances, samples, clock or Clock())
    except TooLargeError:
        return ANY_CHANCE
    low, high = interval(found, samples)
    return Interval(low, high, f"{samples} samples, interval with confidence 99.99 %")


def _affordable(f: Formula) -> int:
    """Tell how many samples the size of a formula allows: a power of two, so that a little more changes nothing."""
    work, rows = 64 * f.size, f.size
    for node in f.nodes:
        if not isinstance(node, Var):
            work += 2 * len(node.parts) * max(node.quota, 1).bit_length()
    samples = SAMPLES
    while samples >= FEWEST and (samples * work > WORK or samples * rows > ROWS):
        samples //= 2
    return samples


def _hits(f: Formula, chances: Sequence[float], samples: int, clock: Clock) -> int:
    """Count the samples in which the formula is true; a row is dropped after its last use."""
    draw = _drawn(chances, samples)
    drawn: list[int] = [next(draw) for _ in clock.watched(range(f.size))]
    everywhere = (1 << samples) - 1
    last = _last_uses(f)
    rows: dict[int, int] = {}
    for number, node in enumerate(clock.watched(f.nodes)):
        if isinstance(node, Var):
            rows[number] = drawn[node.variable]
            continue
        if node.quota > 0:
            rows[number] = reached(node.quota, [(rows[part], weight) for part, weight in node.parts])
        else:
            rows[number] = everywhere
        for part, _ in node.parts:
            if last[part] == number:
                rows.pop(part, None)
    return rows[len(f.nodes) - 1].bit_count()


def _drawn(chances: Sequence[float], samples: int) -> Iterator[int]:
    """Draw each variable in turn."""
    random = np.random.default_rng(20240328)
    for chance in chances:
        yield _row(random.random(samples) < chance)


def _row(hits: Any) -> int:
    return int.from_bytes(np.packbits(hits).tobytes(), "big")


def _last_uses(f: Formula) -> list[int]:
    """Tell for each node the last one it is a part of."""
    last = list(range(len(f.nodes)))
    for number, node in enumerate(f.nodes):
        if not isinstance(node, Var):
            for part, _ in node.parts:
                last[part] = number
    return last


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
