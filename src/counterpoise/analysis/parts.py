"""One matter, or the load, by itself: its cheapest measures once it is settled what reaches everything.

Given which concurrencies end and which ties are cut, no measure of one matter touches another; so the cheapest set is
put together of the cheapest choices for each, and every choice of one matter goes with every choice of another.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from counterpoise.analysis.demands import GOALS, Demand, Refusal
from counterpoise.analysis.trial import Chosen, Trial
from counterpoise.boolean.choosing import minimal_choices
from counterpoise.boolean.requirements import Requirement, at_most_one
from counterpoise.domain.words import MatterId


class OutOfTimeError(Exception):
    """The time given to a search ended."""


@dataclass(frozen=True, slots=True, order=True)
class Price:
    """What a choice gives up, then what it costs: giving up fewer demands always comes first."""

    given_up: int = 0
    cost: int = 0

    def __add__(self, other: Price) -> Price:
        return Price(self.given_up + other.given_up, self.cost + other.cost)


@dataclass(frozen=True, slots=True)
class Choice:
    """Measures for one part, and the demands it gives up because nothing meets them."""

    price: Price
    measures: Chosen
    given_up: frozenset[Demand] = frozenset()


@dataclass(slots=True)
class Part:
    """The choices for one matter (or for the load, of none), cheapest first, found as they are asked for.

    `around` is what is chosen of the measures that reach everything; `base` the demands not met to begin with, the
    only ones that may be given up; `low` bounds the price of the next choice from below; `is_counted` tells whether
    the list of the cheapest that was asked for last is whole. `leans` names the ties not cut that could make the first
    choice cheaper: as long as none of them is, whatever else is cut, the first choice stays cheapest.
    """

    trial: Trial
    matter: MatterId | None
    around: Chosen
    base: frozenset[Demand]
    until: float
    found: list[Choice] = field(default_factory=list)
    low: Price = Price()
    is_counted: bool = False
    leans: Chosen = frozenset()
    _choices: Iterator[Choice] | None = None
    _ended: bool = False

    def at(self, number: int) -> Choice | None:
        """Give one choice by its place in the order of price, or nothing when there are fewer."""
        if self._choices is None:
            self._choices = self._search()
        while len(self.found) <= number and not self._ended:
            one = next(self._choices, None)
            if one is None:
                self._ended = True
            else:
                self.found.append(one)
        return self.found[number] if number < len(self.found) else None

    def best(self, most: int) -> list[Choice]:
        """List the cheapest choices, up to so many; the nearest at hand first. Out of time, those found so far."""
        listed: list[Choice] = []
        self.is_counted = False
        try:
            while len(listed) < most:
                one = self.at(len(listed))
                if one is None or one.price != self.found[0].price:
                    self.is_counted = True
                    break
                listed.append(one)
        except OutOfTimeError:
            listed = [one for one in self.found if one.price == self.found[0].price]
        return sorted(listed, key=self._nearness)

    def _nearness(self, choice: Choice) -> tuple[int, list[int]]:
        ranks = sorted(self.trial.measures[n].rank for n in choice.measures)
        return sum(ranks), ranks

    @property
    def numbers(self) -> Chosen:
        """Name the measures of the part."""
        if self.matter is None:
            return self.trial.duties
        return frozenset(self.trial.local.get(self.matter, ()))

    def refusals(self, taken: Chosen) -> tuple[Refusal, ...]:
        """List what the part does not meet."""
        tried = taken | self.around
        if self.matter is None:
            return self.trial.of_places(tried)
        return self.trial.demands_of(self.matter, tried)

    def _search(self) -> Iterator[Choice]:
        numbers, trial = self.numbers, self.trial
        slack = {demand: len(trial.measures) + n for n, demand in enumerate(self._may_be_given_up())}
        price = 1 + sum(trial.measures[n].cost for n in numbers)
        costs = {n: trial.measures[n].cost for n in numbers} | dict.fromkeys(slack.values(), price)
        learnt = [at_most_one(group) for group in trial.exclusive if group <= numbers]

        def refuse(taken: Chosen) -> list[Requirement]:
            refused = [one for one in self.refusals(taken & numbers) if slack.get(one.demand) not in taken]
            if not self.found:
                self.leans = self.leans.union(*(one.requirement.takes & trial.cuts for one in refused))
            return [self._within(one, slack) for one in refused]

        def told(low: int) -> None:
            if time.process_time() > self.until:
                raise OutOfTimeError
            self.low = Price(low // price, low % price)

        for taken in minimal_choices(costs, learnt=learnt, refuse=refuse, told=told):
            given_up = frozenset(demand for demand, n in slack.items() if n in taken)
            cost = sum(costs[n] for n in taken & numbers)
            yield Choice(Price(len(given_up), cost), taken & numbers, given_up)

    def _may_be_given_up(self) -> list[Demand]:
        return sorted(
            (one for one in self.base if one.matter == self.matter),
            key=lambda one: (one.place, one.need, one.rule),
        )

    def _within(self, refusal: Refusal, slack: dict[Demand, int]) -> Requirement:
        """Cut a requirement down to the part, the other measures being as they are; or its demand is given up."""
        one, numbers = refusal.requirement, self.numbers
        enough = frozenset({slack[refusal.demand]}) if refusal.demand in slack else frozenset[int]()
        return Requirement(one.take & numbers, one.leave & numbers, one.count, enough)


def base_demands(trial: Trial) -> frozenset[Demand]:
    """List the demands that are not met to begin with and may be given up."""
    return frozenset(one.demand for one in trial.refusals(frozenset()) if one.demand.need in GOALS)
