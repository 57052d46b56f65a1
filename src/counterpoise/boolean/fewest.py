"""How few make a formula true, without listing who: nobody is counted whose forerunner is left out.

A forerunner can always take the place of another (see `forerunners`), so some smallest set leaves no forerunner of a
member out, and of the vectors of counts (see `vectors`) only those that keep this order are written. In a council of
thirty-eight of whom nine sit on its committees too there is then one way to a majority, not one for each choice of the
nine. What is written are minimal sets, though not all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.forerunners import standing_of
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.vectors import CELLS, REMEMBERED, Writer


@dataclass(frozen=True, slots=True)
class Fewest:
    """The size of the smallest true set, none when nothing makes the formula true; and at least so many patterns."""

    size: int | None
    patterns: int


@lru_cache(maxsize=REMEMBERED)
def fewest(f: Formula) -> Fewest | None:
    """Find how few make a formula true, or nothing where too many vectors would have to be looked at.

    >>> from counterpoise.boolean.formula import AtLeast, Var
    >>> council = AtLeast(2, ((0, 1), (1, 1), (2, 1)))
    >>> fewest(Formula((Var(0), Var(1), Var(2), council, AtLeast(2, ((0, 1), (3, 1)))), 3))
    Fewest(size=2, patterns=1)
    """
    if f.size * len(f.nodes) > CELLS:
        return None
    standing = standing_of(f)
    try:
        found = Writer(f, standing.typing, standing.forerunners).written()
    except TooLargeError:
        return None
    return Fewest(min(map(int.bit_count, found), default=None), len(found))
