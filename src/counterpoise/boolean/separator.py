"""The separator method: few persons shared among many bodies, everybody else in one body only.

Once it is settled which of the shared act, bodies have nothing to do with one another, and a body's private members
matter only by the weight they add up to. So the settings of the shared are gone through and the private are summed
over by tails of their weight (conditioning on a cut set; Pearl 1986). Cost: settings of the shared times the sums two
halves of the bodies may reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import numpy as np

from counterpoise.boolean.budget import Budget
from counterpoise.boolean.diagrams import DiagramPart
from counterpoise.boolean.modules import Module
from counterpoise.boolean.parts import Floats, Listed, Tally
from counterpoise.boolean.residues import number_of, primes_for
from counterpoise.boolean.separator_pass import decided, highest, settled
from counterpoise.boolean.separator_plan import plan_of, plan_when_all_act
from counterpoise.boolean.separator_ways import Ways

NEGLIGIBLE = 1e-24
"""Where the root is true with less than this probability though all of the shared act, nobody decides worth telling.

Who decides with probability d and acts with p makes the root true with d·p at the least, and p is not below 1e-8 at a
point of a quadrature.
"""


class SeparatorPart:
    """One module, its shared variables settled in every way; its sets are those of a diagram."""

    method = "separator"

    def __init__(self, module: Module, budget: Budget) -> None:
        self._module = module
        self._budget = budget
        self._plan = plan_of(module)
        self._all_act = plan_when_all_act(module)
        self._sets: DiagramPart | None = None
        self.states = self._plan.bodies[-1].states * len(self._plan.bodies)
        self.entries = sum(body.states for body in self._plan.bodies)

    def tally(self, ways: Sequence[tuple[int, int]]) -> Tally:
        """Count by remainders, as many as tell numbers of this length."""
        bits = sum(log2(false + true) for false, true in ways)
        primes = primes_for(int(bits) + 2)
        false, true = (np.array([[pair[side] % p for p in primes] for pair in ways]) for side in (0, 1))
        total, decisive = decided(self._plan, Ways(false, true, tuple(primes)), look=self._budget.clock.look)
        known: dict[bytes, int] = {}
        counted = []
        for row in (total, *decisive):
            key = row.tobytes()
            if key not in known:
                known[key] = number_of([int(remainder) for remainder in row], primes)
            counted.append(known[key])
        settings = 1
        for pair in ways:
            settings *= sum(pair)
        return Tally(settings - counted[0], counted[0], tuple(counted[1:]))

    def value(self, chances: Floats) -> Floats:
        """Add up over the settings of the shared."""
        return settled(self._plan, _chances(chances), look=self._budget.clock.look)

    def decisive(self, chances: Floats) -> tuple[Floats, Floats]:
        """Add up likewise, leaving out the questions at which nobody decides worth telling."""
        worth = highest(self._all_act, _chances(chances)) > NEGLIGIBLE
        values, rows = np.zeros(chances.shape[1]), np.zeros(chances.shape)
        if worth.any():
            values[worth], rows[:, worth] = decided(
                self._plan, _chances(chances[:, worth]), look=self._budget.clock.look
            )
        return values, rows

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


def _chances(chances: Floats) -> Ways:
    return Ways(1.0 - chances, np.asarray(chances, dtype=np.float64))
