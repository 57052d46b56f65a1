"""Search the cheapest set of measures over everything that reaches further than one matter.

For every way of ending concurrencies, branch over which ties to cut. A tie that is cut only ever helps, so a branch
costs at least what it has cut and what the parts cost with all undecided ties cut too (branch and bound); where the
parts cost the same with all ties cut and with none, nothing in between needs a look.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from counterpoise.analysis.demands import Demand
from counterpoise.analysis.parts import Choice, OutOfTimeError, Part, Price, base_demands, exclusive
from counterpoise.analysis.trial import Chosen, Trial
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
    incumbent: Around | None = None

    def __post_init__(self) -> None:
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
        """List every way to end concurrencies, fewer first."""
        splits = sorted(self.trial.splits)
        groups = exclusive(self.trial)
        for count in range(len(splits) + 1):
            for chosen in combinations(splits, count):
                taken = frozenset(chosen)
                if all(len(group & taken) <= 1 for group in groups):
                    yield taken

    def cheapest(self, ending: Chosen) -> Around | None:
        """Find the cheapest way to cut ties when just these concurrencies end; none when nothing is acceptable."""
        found = self.within(ending, None)
        return min(found, key=lambda one: (one.price, sorted(one.around)), default=None)

    def within(self, ending: Chosen, limit: Price | None) -> list[Around]:
        """List every way to cut ties whose price is within a limit; of none, within the cheapest."""
        all_cuts = self.trial.cuts
        found: list[Around] = []
        best = limit
        order = self.order(ending)
        waiting: list[tuple[Chosen, Chosen]] = [(frozenset(), all_cuts)]
        while waiting:
            cut, open_ = waiting.pop()
            low = self._price(ending, cut, cut | open_)
            if low is None or (best is not None and low > best):
                continue
            now = self._whole(ending, cut)
            if now is not None and (best is None or now.price <= best):
                found.append(now)
                best = now.price if limit is None else best
            if not open_ or (limit is None and now is not None and now.price == low):
                continue  # cutting more pays nothing: every further cut only costs
            one = next(n for n in order if n in open_)
            waiting.append((cut | {one}, open_ - {one}))
            waiting.append((cut, open_ - {one}))
        unique = {one.around: one for one in found}
        return [one for one in unique.values() if best is None or one.price <= best]

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
        if time.process_time() > self.until:
            raise OutOfTimeError
        known = self._known.setdefault((matter, ending), {})
        least = [part.found[0].price for cut, part in known.items() if cut >= reaching and part.found]
        if least:
            for cut, part in known.items():
                if cut <= reaching and part.found and part.found[0].price == max(least):
                    return part
        part = known[reaching] = self.part(matter, ending | reaching)
        return part

    def order(self, ending: Chosen) -> list[int]:
        """List the ties, first those that cost most when they are not cut: they decide soonest."""
        everything = self.trial.cuts
        for matter in self.matters:
            self._choice(matter, ending, everything)
            self._choice(matter, ending, frozenset())
        nothing = Price(10**9, 0)
        dear = {n: self._price(ending, frozenset(), everything - {n}) or nothing for n in everything}
        return sorted(everything, key=lambda n: (dear[n], -n), reverse=True)
