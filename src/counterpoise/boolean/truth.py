"""Truth tables as single numbers: bit `s` is the value of the formula on the set whose members are the bits of `s`.

All 2^n settings are worked on at once: a threshold adds its parts up in binary, one number a binary digit, like the
adder of a calculating machine. Cost: parts times digits, each an operation on 2^n bits.
"""

from __future__ import annotations

from functools import lru_cache

from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.formula import AtLeast, Formula, Var

LARGEST = 16


def truth_table(f: Formula) -> int:
    """Evaluate a formula of at most 16 variables on every set at once.

    >>> from counterpoise.boolean.formula import AtLeast, Var
    >>> f"{truth_table(Formula((Var(0), Var(1), AtLeast(2, ((0, 1), (1, 1)))), 2)):04b}"
    '1000'
    """
    if f.size > LARGEST:
        raise TooLargeError(f"{f.size} variables are too many for a truth table")
    value: list[int] = []
    for node in f.nodes:
        if isinstance(node, Var):
            value.append(variable_table(f.size, node.variable))
        else:
            value.append(_threshold(f.size, node, value))
    return value[-1]


@lru_cache(maxsize=256)
def variable_table(size: int, variable: int) -> int:
    """Mark the sets that a variable belongs to."""
    block = ((1 << (1 << variable)) - 1) << (1 << variable)
    width = 2 << variable
    while width < 1 << size:
        block |= block << width
        width *= 2
    return block


def _threshold(size: int, node: AtLeast, value: list[int]) -> int:
    everywhere = (1 << (1 << size)) - 1
    if node.quota <= 0:
        return everywhere
    total = sum(weight for _, weight in node.parts)
    if total < node.quota:
        return 0
    if all(weight >= node.quota for _, weight in node.parts):
        some = 0
        for part, _ in node.parts:
            some |= value[part]
        return some
    if all(total - weight < node.quota for _, weight in node.parts):
        every = everywhere
        for part, _ in node.parts:
            every &= value[part]
        return every
    return _reached(_sum(node, value), node.quota, everywhere)


def _sum(node: AtLeast, value: list[int]) -> list[int]:
    """Add weighted parts up in binary, lowest digit first."""
    digits: list[int] = []
    for part, weight in node.parts:
        carried = 0
        place = 0
        while weight >> place or carried:
            added = value[part] if weight >> place & 1 else 0
            if place == len(digits):
                digits.append(0)
            here = digits[place]
            digits[place] = here ^ added ^ carried
            carried = here & added | carried & (here ^ added)
            place += 1
    return digits


def _reached(digits: list[int], quota: int, everywhere: int) -> int:
    """Mark where a binary sum is at least the quota."""
    if quota >> len(digits):
        return 0
    reached = everywhere
    for place, digit in enumerate(digits):
        reached = digit & reached if quota >> place & 1 else digit | reached
    return reached
