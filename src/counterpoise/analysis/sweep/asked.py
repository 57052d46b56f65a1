"""What one sweep asks of every place alike, and what a worker needs to know to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counterpoise.analysis.structure import Choices
from counterpoise.analysis.sweep.standing import Layout
from counterpoise.analysis.sweep.supports import Bits, Reach, reach_of
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    HeldWith,
    IncompatibleOffices,
    OwnCase,
    Rotation,
    Rule,
    SeatNumber,
    SeatShare,
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

    @property
    def questions(self) -> int:
        """Count the questions of patterns: matters first, then rules that look at seats alone."""
        return len(self.matters) + len(seat_rules(self.framework))

    @property
    def lean(self) -> Framework:
        """Give the framework with those rules only that look at one matter."""
        return replace(self.framework, rules=tuple(r for r in self.framework.rules if _is_of_a_matter(r)))

    def reach(self) -> Reach:
        """Find what every matter may reach."""
        return reach_of(self.framework, self.matters, self.choices)

    def held_columns(self) -> tuple[int, ...]:
        """Say how many persons may fulfil each arrangement at one place."""
        seats = self.layout.seats
        return tuple(
            min(seats[office] for office in arrangement.offices) for arrangement in self.arrangements
        )


def seat_rules(framework: Framework) -> tuple[tuple[int, Bits], ...]:
    """List the rules that look at seats alone, by their place in the framework, with the offices they look at."""
    number = {office: at for at, office in enumerate(framework.offices)}
    found = []
    for at, rule in enumerate(framework.rules):
        offices = _offices_of(framework, rule)
        if offices:
            bits = 0
            for office in offices:
                bits |= 1 << number[office]
            found.append((at, bits))
    return tuple(found)


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


def _is_of_a_matter(rule: Rule) -> bool:
    return isinstance(rule, OwnCase | DistinctPersons | DeadlinesStated | DecidedTogether)


def _offices_of(framework: Framework, rule: Rule) -> Sequence[OfficeId]:
    match rule:
        case IncompatibleOffices():
            return rule.offices
        case HeldWith():
            return (rule.office, *rule.one_of)
        case SeatNumber():
            if rule.body:
                return framework.bodies[rule.body].members
            return (rule.office,) if rule.office else ()
        case SeatShare():
            return (*framework.bodies[rule.body].members, *rule.holding)
        case _:
            return ()
