"""Search the cheapest set of measures over everything that reaches further than one matter.

For every way of ending concurrencies, choose which ties to cut. A tie that is cut only ever helps, so a price found for a
part bounds it wherever no more is cut; the refusals behind the price name the ties that could have helped, so it bounds the
part wherever none of *those* is cut. Best first over what is known in this way; the set that promises most is priced in
full, and either keeps its promise or teaches why not (implicit hitting sets; see `floors`).
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from counterpoise.analysis.demands import Demand
from counterpoise.analysis.endings import endings
from counterpoise.analysis.floors import NEVER, Core, Floors
from counterpoise.analysis.parts import Choice, OutOfTimeError, Part, Price, base_demands
from counterpoise.analysis.trial import NONE, Chosen, Trial
from counterpoise.boolean.engine import TooLargeError
from counterpoise.domain.words import MatterId

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Around:
    """One way to settle what reaches everything, with the price of the whole set and one cheapest choice of each part."""

    price: Price
    around: Chosen
    choices: tuple[Choice, ...] = ()


@dataclass(slots=True)
class Search:
    """What was found about one trial; every question adds to it."""

    trial: Trial
    until: float
    progress: Progress | None = None
    base: frozenset[Demand] = frozenset()
    parts: dict[tuple[MatterId | None, Chosen], Part] = field(default_factory=dict)
    looked_at: int = 0
    _known: dict[tuple[MatterId | None, Chosen], dict[Chosen, Part]] = field(default_factory=dict)
    floors: dict[Chosen, Floors] = field(default_factory=dict)
    _lows: dict[Chosen, int] = field(default_factory=dict)
    incumbent: Around | None = None

    def __post_init__(self) -> None:
        # what is too large to be told is asked for again by the first part, and ends the search
        with suppress(TooLargeError):
            self.base = base_demands(self.trial)

    @property
    def matters(self) -> tuple[MatterId | None, ...]:
        """List the parts: every matter, then the load."""
        return (*self.trial.setting.framework.matters, None)

    def part(self, matter: MatterId | None, around: Chosen) -> Part:
        """Give one part under what is settled."""
        relevant = around if matter is not None else around & self.trial.splits
        key = matter, relevant
        known = self.parts.get(key)
        if known is None:
            known = self.parts[key] = Part(self.trial, matter, relevant, self.base, self.until)
        return known

    def endings(self) -> Iterator[Chosen]:
        """Give one way after another to end concurrencies, the cheapest first."""
        trial = self.trial
        return endings({n: trial.measures[n].cost for n in trial.splits}, trial.exclusive)

    def cheapest(self, ending: Chosen) -> Around | None:
        """Find the cheapest way to cut ties when just these concurrencies end; none when nothing is acceptable."""
        found = self.within(ending, None)
        return min(found, key=lambda one: (one.price, sorted(one.around)), default=None)

    def within(self, ending: Chosen, limit: Price | None) -> list[Around]:
        """List every way to cut ties whose price is within a limit; of none, within the cheapest."""
        floors = self._floors_of(ending)
        found: dict[Chosen, Around] = {}
        best = NEVER - 1 if limit is None else number_of(limit)
        order = count()
        waiting = [(floors.bound(frozenset(), self.trial.cuts), next(order), NONE, self.trial.cuts)]
        while waiting:
            known, _, cut, open_ = heapq.heappop(waiting)
            if known > best:
                break
            if limit is None:
                self._lows[ending] = known
            for one, rest in self._narrowed(ending, known, cut, open_, found):
                low = floors.bound(one, rest)
                if low <= best:
                    heapq.heappush(waiting, (max(low, known), next(order), one, rest))
            if limit is None and cut in found:
                best = min(best, number_of(found[cut].price))
        return [one for one in found.values() if number_of(one.price) <= best]

    def _narrowed(
        self, ending: Chosen, known: int, cut: Chosen, open_: Chosen, found: dict[Chosen, Around]
    ) -> list[tuple[Chosen, Chosen]]:
        """Split what waits (these ties, and any of the open ones) into what still has to be looked at."""
        floors = self._floors_of(ending)
        if floors.bound(cut, open_) > known:
            return [(cut, open_)]
        if open_ and floors.now(cut) > known:
            tie = floors.next_tie(cut, open_)
            return [(cut | {tie}, open_ - {tie}), (cut, open_ - {tie})]
        if cut not in found:
            whole = self._whole(ending, cut)
            if self._taught(ending, cut):
                return [(cut, open_)]
            if whole is not None:
                found[cut] = whole
        ties = sorted(open_)
        return [(cut | {tie}, frozenset(ties[at + 1 :])) for at, tie in enumerate(ties)]

    def _floors_of(self, ending: Chosen) -> Floors:
        """Give what is known of the parts under an ending: to begin with, their prices with every tie cut for nothing."""
        known = self.floors.get(ending)
        if known is None:
            costs = {n: self.trial.measures[n].cost for n in self.trial.cuts}
            known = self.floors[ending] = Floors(costs, self._fixed(ending).cost)
            for matter in self.matters:
                known.learn(matter, Core(self._value(matter, ending, self.trial.cuts), NONE))
        return known

    def _taught(self, ending: Chosen, cut: Chosen) -> bool:
        """Learn why parts cost more than was known of them when just these ties are cut; tell whether any did."""
        floors, taught = self._floors_of(ending), False
        for matter in self.matters:
            value = self._value(matter, ending, cut)
            if value > floors.of(matter, cut):
                floors.learn(matter, Core(value, self._lean(matter, ending, cut, value)))
                taught = True
        return taught

    def _lean(self, matter: MatterId | None, ending: Chosen, cut: Chosen, value: int) -> Chosen:
        """Find few ties of which one must be cut for a part to cost less: those its refusals name, thinned out."""
        every = self.trial.cuts
        part = self.part(matter, ending | cut)
        part.at(0)
        named = sorted(part.leans)
        for tie in named:
            if self._value(matter, ending, every - {tie}) >= value:
                return frozenset({tie})
        kept = frozenset(named)
        for tie in named:
            if self._value(matter, ending, every - (kept - {tie})) >= value:
                kept -= {tie}
        return kept

    def _value(self, matter: MatterId | None, ending: Chosen, reaching: Chosen) -> int:
        choice = self._choice(matter, ending, reaching)
        return NEVER if choice is None else number_of(choice.price)

    def _price(self, ending: Chosen, cut: Chosen, reaching: Chosen) -> Price | None:
        """Price a set: what it ends and cuts, and each part as if `reaching` were cut."""
        choices = self._choices(ending, reaching)
        return None if choices is None else sum((c.price for c in choices), self._fixed(ending | cut))

    def _whole(self, ending: Chosen, cut: Chosen) -> Around | None:
        """Put a whole set together; remember the cheapest."""
        choices = self._choices(ending, cut)
        if choices is None:
            return None
        price = sum((c.price for c in choices), self._fixed(ending | cut))
        whole = Around(price, ending | cut, choices)
        if self.incumbent is None or price < self.incumbent.price:
            self.incumbent = whole
        return whole

    def _choices(self, ending: Chosen, reaching: Chosen) -> tuple[Choice, ...] | None:
        found = []
        for matter in self.matters:
            choice = self._choice(matter, ending, reaching)
            if choice is None:
                return None
            found.append(choice)
        return tuple(found)

    def _fixed(self, chosen: Chosen) -> Price:
        return Price(0, sum(self.trial.measures[n].cost for n in chosen))

    def floor(self, ending: Chosen) -> Price | None:
        """Price what no set that ends just these concurrencies can do without: every tie cut for nothing."""
        return self._price(ending, frozenset(), self.trial.cuts)

    def low(self, ending: Chosen) -> Price:
        """Bound from below, as far as the search got, every set that ends just these concurrencies."""
        known = self._lows.get(ending)
        if known is not None:
            return Price(*divmod(known, _MOST))
        total = self._fixed(ending)
        for matter in self.matters:
            part = self.part(matter, ending | self.trial.cuts)
            total = total + (part.found[0].price if part.found else part.low)
        return total

    def _choice(self, matter: MatterId | None, ending: Chosen, reaching: Chosen) -> Choice | None:
        """Give the cheapest choice of a part."""
        part = self.priced(matter, ending, reaching)
        if not part.found:
            self.looked_at += 1
            if self.progress is not None:
                self.progress(self.looked_at, 0)
        return part.at(0)

    def priced(self, matter: MatterId | None, ending: Chosen, reaching: Chosen) -> Part:
        """Give the part by which a price is told: one with fewer cuts where more cuts cost the same.

        More cuts never cost more: between a part with some of these cuts and one with more than these, equally dear,
        nothing is left to find.
        """
        known = self._known.setdefault((matter, ending), {})
        same = known.get(reaching)
        if same is not None and same.found:
            return same
        least = [part.found[0].price for cut, part in known.items() if cut >= reaching and part.found]
        if least:
            for cut, part in known.items():
                if cut <= reaching and part.found and part.found[0].price == max(least):
                    return part
        if time.process_time() > self.until:
            raise OutOfTimeError
        part = known[reaching] = self.part(matter, ending | reaching)
        return part


_MOST = 10**9
"""More than any set of measures costs: giving up a demand is dearer than everything."""


def number_of(price: Price) -> int:
    """Put a price into one number."""
    return price.given_up * _MOST + price.cost
