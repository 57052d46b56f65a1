"""What one sweep asks of every place alike, and what a worker needs to know to answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.standing import Layout
from counterpoise.analysis.sweep.supports import Reach, reach_of
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rules import (
    Rotation,
    TermLimit,
)
from counterpoise.domain.words import OfficeId


@dataclass(frozen=True, slots=True)
class Asked:
    """The framework, the day and the choices of one sweep."""

    framework: Framework
    layout: Layout
    day: date
    matters: tuple[Matter, ...]
    arrangements: tuple[Arrangement, ...] = ()
    choices: Choices = field(default_factory=Choices)
    compromise: float | None = None
    sets: int = 1
    power: bool = False
    compiled: bool = False
    """Whether patterns are answered in compiled code, which takes a while to load: the same answers, for many places."""

    def reach(self) -> Reach:
        """Find what every matter may reach."""
        return reach_of(self.framework, self.matters, self.choices)

    def held_columns(self) -> tuple[int, ...]:
        """Say how many persons may fulfil each arrangement at one place."""
        seats = self.layout.seats
        return tuple(
            min(seats[office] for office in arrangement.offices) for arrangement in self.arrangements
        )


def dated_rules(framework: Framework) -> tuple[tuple[int, tuple[OfficeId, ...], int], ...]:
    """List the rules that look at how long an office has been held: which, the offices, the years allowed."""
    found: list[tuple[int, tuple[OfficeId, ...], int]] = []
    for at, rule in enumerate(framework.rules):
        match rule:
            case TermLimit():
                found.append((at, (rule.office,), rule.at_most_years))
            case Rotation():
                found.append((at, rule.offices, rule.at_most_years))
            case _:
                pass
    return tuple(found)
