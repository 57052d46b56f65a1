"""Minimal sets, smallest first, as hitting sets found one at a time (implicit hitting sets; Reiter 1987, Moreno-Centeno
and Karp 2013).

A set that meets every blocking set carries. Blocking sets are learnt only when needed: a smallest set that meets all
known ones either carries, and is then a smallest minimal set, or leaves out a blocking set not known yet. Quick where
blocking sets are few; a majority of many has too many. Needs the extra `solver` (Hitman, of PySAT).
"""

from __future__ import annotations

from collections.abc import Iterator

from pysat.examples.hitman import Hitman  # type: ignore[import-not-found,import-untyped,unused-ignore]

from counterpoise.boolean.formula import Formula, holds


def minimal_by_size(f: Formula) -> Iterator[tuple[int, ...]]:
    """Yield all minimal true sets, smallest first."""
    everyone = frozenset(range(f.size))
    if not holds(f, everyone):
        return
    if holds(f, ()):
        yield ()
        return
    with Hitman(htype="sorted") as hitter:
        hitter.hit(list(_blocking(f, everyone, frozenset())))
        while (hit := hitter.get()) is not None:
            chosen = frozenset(hit)
            if holds(f, chosen):
                yield tuple(sorted(chosen))
                hitter.block(list(chosen))
            else:
                hitter.hit(list(_blocking(f, everyone, chosen)))


def _blocking(f: Formula, everyone: frozenset[int], without: frozenset[int]) -> frozenset[int]:
    """Find a minimal set outside `without` whose absence makes the formula false."""
    absent = everyone - without
    for variable in sorted(absent):
        if not holds(f, everyone - absent | {variable}):
            absent -= {variable}
    return absent
