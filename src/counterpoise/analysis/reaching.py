"""What the steps of a matter reach where nobody is bound at another place or by kin: office by office, without persons.

It depends on nothing but which tied offices the holders of each office hold too, so places at which that is the same
share it.
"""

from __future__ import annotations

from counterpoise.analysis.law import Law, Offices, Stated


class Reaching:
    """What matters reach where the holders of each office, in the order of the framework, hold some tied offices too."""

    def __init__(self, law: Law, held_beside: tuple[Offices, ...]) -> None:
        self._law = law
        self._beside = held_beside
        self._known: dict[tuple[Offices, Offices], tuple[Offices, Offices]] = {}

    def of(self, stated: Stated) -> tuple[Offices, Offices]:
        """Give the offices whose holders a matter reaches, and those by which these are bound or that step aside."""
        key = stated.acting, stated.aside
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._closed(*key)
        return known

    def _closed(self, waiting: Offices, beside: Offices) -> tuple[Offices, Offices]:
        entered = 0
        while waiting:
            office = waiting & -waiting
            entered |= office
            bound = self._beside[office.bit_length() - 1]
            beside |= bound
            waiting = (waiting | self._law.binding(bound)) & ~entered
        return entered, beside
