"""How much work matters and duties bring, as assumptions anybody can see and edit."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpoise.domain.matters import Act
from counterpoise.domain.words import Basis, MatterId


@dataclass(frozen=True, slots=True)
class Estimate:
    """A quantity known only within bounds: at least `low`, about `point`, at most `high`."""

    low: float
    point: float
    high: float

    def times(self, other: Estimate) -> Estimate:
        """Multiply bound by bound; both are never negative."""
        return Estimate(self.low * other.low, self.point * other.point, self.high * other.high)

    def plus(self, other: Estimate) -> Estimate:
        """Add bound to bound."""
        return Estimate(self.low + other.low, self.point + other.point, self.high + other.high)

    def over(self, parts: int) -> Estimate:
        """Divide among equal parts."""
        return Estimate(self.low / parts, self.point / parts, self.high / parts)


NOTHING = Estimate(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Volume:
    """How many cases of a matter arise in a year: an indicator of the place, or so many per 1,000 of another one.

    The reported figure of `indicator` wins where the case has it; else `per_1000` of the figure of `of`; else `flat`.
    """

    matter: MatterId
    indicator: str = ""
    of: str = ""
    per_1000: Estimate | None = None
    flat: Estimate | None = None
    basis: Basis = ()


@dataclass(frozen=True, slots=True)
class Workload:
    """Hours a step of each act takes one person, hours a member spends on a step of a body, hours a year of duties."""

    hours_a_year: float = 1760.0
    by_act: tuple[tuple[Act, Estimate], ...] = ()
    as_member: Estimate = Estimate(0.25, 0.5, 1.0)
    volumes: tuple[Volume, ...] = ()
    duties: tuple[tuple[str, Estimate], ...] = ()
    basis: Basis = field(default=())
