"""The ladder with compiled code on its rung of diagrams: for sweeps, which ask very many questions of moderate size."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np

from counterpoise.boolean.engine import EMPTY_SET_ONLY, NO_SETS, Family, Indices
from counterpoise.boolean.formula import AtLeast, Formula, Var
from counterpoise.boolean.kernels.formula_answers import NO_ROOM, power_of, same, sets_of
from counterpoise.boolean.kernels.formulas import flat_of
from counterpoise.boolean.kernels.store import Store, store
from counterpoise.boolean.kernels.thresholds import Bench, bench
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.boolean.listing import bits_of
from counterpoise.boolean.passes import quadrature

MOST = 61
"""Up to so many variables every count of settings fits a machine word."""

WIDTH = 1 << 12
"""Up to so many parts of one node; there is room for more variables than can be answered."""

MOST_LISTED = 64
"""Up to so many sets are listed in compiled code."""

CHOOSE = np.array([[comb(n, c) for c in range(MOST + 1)] for n in range(MOST + 1)], dtype=np.int64)


class KernelEngine(LadderEngine):
    """Answer formulas of up to 61 variables without weights in compiled code, all others as the ladder does.

    The rung is the same, one diagram of the whole formula, and so are the answers. What finds no room in the arrays is
    left to the ladder. Cost of an answer: up to half a millisecond for a council of thirty with its ties, after a second
    of loading once a process.
    """

    name = "kernels"

    def __init__(self) -> None:
        super().__init__()
        self._diagram: Store = store()
        self._family: Store = store()
        self._pairs: Store = store()
        self._bench: Bench = bench(WIDTH)
        self._sets: dict[tuple[Formula, int], Family | None] = {}
        self._indices: dict[Formula, tuple[Indices, ...] | None] = {}
        self._small: dict[Formula, bool] = {}
        self._roomy: dict[Formula, bool] = {}

    def minimal_sets(self, f: Formula, limit: int) -> Family:
        """Count the minimal sets and list the first."""
        if limit > MOST_LISTED or not self._fits(f):
            return super().minimal_sets(f, limit)
        key = f, limit
        if key not in self._sets:
            self._sets[key] = self._compiled_sets(f, limit)
        return self._sets[key] or super().minimal_sets(f, limit)

    def power(self, f: Formula) -> tuple[Indices, ...]:
        """Count the swings of every variable and integrate its Shapley–Shubik index."""
        if not self._fits(f):
            return super().power(f)
        if f not in self._indices:
            self._indices[f] = self._compiled_power(f)
        known = self._indices[f]
        return super().power(f) if known is None else known

    def equal(self, f: Formula, g: Formula) -> bool:
        """Build both in one diagram, where equal functions are equal nodes."""
        if not (self._fits(f) and self._fits(g)):
            return super().equal(f, g)
        flat, roots = flat_of((f, g))
        found = same(self._diagram, flat, roots, max(f.size, g.size), self._bench)
        return super().equal(f, g) if found == NO_ROOM else bool(found)

    def method(self, formulas: Sequence[Formula]) -> str:
        """Name the rung: that of the ladder."""
        if all(self._fits(f) and self._has_room(f) for f in formulas):
            return "diagrams"
        return super().method(formulas)

    def _fits(self, f: Formula) -> bool:
        known = self._small.get(f)
        if known is None:
            known = self._small[f] = fits(f)
        return known

    def _has_room(self, f: Formula) -> bool:
        """Tell whether compiled code answered all that was asked of a formula; if nothing was yet, ask for its power."""
        if f not in self._roomy:
            self.power(f)
        return self._roomy[f]

    def _compiled_sets(self, f: Formula, limit: int) -> Family | None:
        flat, _ = flat_of((f,))
        total, listed = sets_of(
            self._diagram,
            self._family,
            self._pairs,
            flat,
            f.size,
            limit,
            CHOOSE,
            self._bench,
        )
        self._roomy[f] = bool(total != NO_ROOM) and self._roomy.get(f, True)
        if total == NO_ROOM:
            return None
        if total == 0:
            return NO_SETS
        sets = tuple(_variables(int(one), f.size) for one in listed)
        if not sets[0]:
            return EMPTY_SET_ONLY if limit else Family(0, 1, ())
        return Family(len(sets[0]), int(total), sets[:limit])

    def _compiled_power(self, f: Formula) -> tuple[Indices, ...] | None:
        flat, _ = flat_of((f,))
        named = len({int(v) for v in flat.variable if v >= 0})
        points, weights = quadrature(named // 2 + 1)
        done, swings, shapley = power_of(self._diagram, flat, f.size, CHOOSE, points, weights, self._bench)
        self._roomy[f] = bool(done) and self._roomy.get(f, True)
        if not done:
            return None
        settings, unused = 1 << max(named - 1, 0), f.size - named
        return tuple(
            Indices(swing << unused, swing / settings, share)
            for swing, share in zip(swings.tolist(), shapley.tolist(), strict=True)
        )


def fits(f: Formula) -> bool:
    """Tell whether the ladder would compile the formula whole, and every count fits a machine word."""
    if f.size > MOST:
        return False
    return all(weight == 1 for node in f.nodes if isinstance(node, AtLeast) for _, weight in node.parts)


def _variables(found: int, size: int) -> tuple[int, ...]:
    return tuple(size - 1 - bit for bit in reversed(bits_of(found)))


def get_ready() -> None:
    """Compile the kernels, or load what was compiled before, so that no other process has to compile them too."""
    engine = KernelEngine()
    pair = Formula((Var(0), Var(1), AtLeast(1, ((0, 1), (1, 1)))), 2)
    both = Formula((Var(0), Var(1), AtLeast(2, ((0, 1), (1, 1)))), 2)
    engine.minimal_sets(pair, 1)
    engine.power(pair)
    engine.same(pair, both)
