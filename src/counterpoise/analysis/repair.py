"""The cheapest measures that restore control, proved to be enough and proved to be cheapest."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from itertools import combinations, islice, product
from math import gcd, prod

from counterpoise.analysis.asked import refused
from counterpoise.analysis.demands import Demand, Need, Refusal
from counterpoise.analysis.measures import candidates
from counterpoise.analysis.parts import Choice, OutOfTimeError, Part, Price
from counterpoise.analysis.preview import previewed, unseen
from counterpoise.analysis.repairs import (
    NEEDS,
    Alternatives,
    Obstacle,
    Offer,
    Proof,
    Repair,
    Scale,
    Status,
)
from counterpoise.analysis.search import Around, Search
from counterpoise.analysis.setting import Setting, setting_of
from counterpoise.analysis.trial import Chosen, Goal, Trial
from counterpoise.boolean.choosing import minimal_choices
from counterpoise.boolean.engine import TooLargeError
from counterpoise.boolean.requirements import Requirement
from counterpoise.domain.bodies import How
from counterpoise.domain.institution import Case
from counterpoise.domain.measures import Kind, Measure, Split
from counterpoise.domain.words import PersonId, Text

METHOD = "parts and bounds"
_LISTED = 20
_COUNTED = 200
_NEXT = 5
_EVERY_ENDING = 128
_TELLING = 10.0
"""What telling what stands in the way may take beside the search, in seconds of work."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one call asks, with what every step of it needs."""

    setting: Setting
    trial: Trial
    search: Search
    goal: Goal
    budget: int | None
    preview: bool


def repair(
    case: Case,
    *,
    target: int = 2,
    reading: str = "practice",
    places: Sequence[str] | None = None,
    matters: Sequence[str] = (),
    stakes: int = 2,
    forbid: Sequence[str] = (),
    budget: int | None = None,
    published: bool = False,
    day: date | None = None,
    ties: Sequence[How] | None = None,
    superiors: bool = False,
    seconds: float = 120.0,
    preview: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Repair:
    """Find the cheapest measures under which the places, sharing them, meet every demand.

    No group smaller than `target` carries a matter asked about (those of `stakes` or more, or the `matters` named) in
    the reading; nobody stops the control of the own office; no rule is broken; nobody passes the load limit; and nothing
    is made worse. `forbid` leaves measures out by kind, by id, or by a pattern of ids. Raises CaseError for what is
    not known. Without `preview` nothing is audited: quicker, and no measure tells what it ends.
    """
    setting = setting_of(
        case, day=day, places=places or (), matters=matters, stakes=stakes, ties=ties, superiors=superiors
    )
    goal = Goal(target, reading, published)
    measures = _allowed(candidates(setting, published=published), forbid)
    trial = Trial(setting, measures, goal)
    search = Search(trial, time.process_time() + seconds, progress)
    return _Finding(_Asked(setting, trial, search, goal, budget, preview)).repair()


def _allowed(measures: Sequence[Measure], forbid: Sequence[str]) -> tuple[Measure, ...]:
    """Leave out what is forbidden, noting what forbids nothing."""
    unknown = [
        word
        for word in forbid
        if word not in list(Kind) and not any(fnmatchcase(one.id, word) for one in measures)
    ]
    if unknown:
        kinds = ", ".join(Kind)
        raise refused(
            "--forbid",
            Text(
                f"không có biện pháp nào như: {', '.join(unknown)}",
                f"no measure is like: {', '.join(unknown)}",
            ),
            Text(
                f"viết một loại ({kinds}), mã một biện pháp, hoặc mẫu như cosign:payment.*",
                f"write a kind ({kinds}), the id of a measure, or a pattern such as cosign:payment.*",
            ),
        )
    return tuple(
        one for one in measures if not any(word == one.kind or fnmatchcase(one.id, word) for word in forbid)
    )


class _Finding:
    """Puts one repair together from a search."""

    def __init__(self, asked: _Asked) -> None:
        self.asked = asked
        self.search, self.trial = asked.search, asked.trial
        self.endings = sorted(islice(self.search.endings(), _EVERY_ENDING + 1), key=_fewer_first)
        self.is_every_ending = len(self.endings) <= _EVERY_ENDING
        self.cheapest: dict[Chosen, Around | None] = {}

    def repair(self) -> Repair:
        """Search, then tell."""
        try:
            if self.is_every_ending:
                self._ask_every_ending()
            else:
                self._ask_cheap_endings()
            best = min(one.price for one in self.cheapest.values() if one is not None)
            equal = [
                one
                for ending, known in self.cheapest.items()
                if known is not None and known.price == best
                for one in self.search.within(ending, best)
            ]
            return self._within_work(self._settled(equal))
        except (OutOfTimeError, TooLargeError):
            return self._unfinished()

    def _ask_every_ending(self) -> None:
        """Search under every way to end concurrencies, after a quick look at each."""
        for ending in self.endings:
            self.search.floor(ending)
        for ending in self.endings:
            self.cheapest[ending] = self.search.cheapest(ending)

    def _ask_cheap_endings(self) -> None:
        """Search under one way after another to end concurrencies, until the next alone costs more than a whole set.

        There are too many to list: those asked for are listed as they come, the cheapest first.
        """
        self.endings = []
        for ending in self.search.endings():
            found = self.search.incumbent
            if found is not None and not found.price.given_up and self._cost(ending) > found.price.cost:
                break
            self.endings.append(ending)
            self.cheapest[ending] = self.search.cheapest(ending)
        self.cheapest = {one: self.cheapest[one] for one in sorted(self.endings, key=_fewer_first)}

    def _within_work(self, settled: _Settled) -> Repair:
        """Take the first set under which nobody newly has too much work; only a tie is then proved cheapest."""
        if not self.trial.of_work(settled.first):
            return self._told(settled, is_proved=True)
        low = self._cost(settled.first)
        for one in (*settled.ties, *settled.following):
            if not self.trial.of_work(one):
                kept = replace(settled, first=one, ties=(), total=None, following=(), exact=False, low=low)
                return self._told(kept, is_proved=self._cost(one) == low)
        return self._told(replace(settled, low=low, exact=False, is_enough=False), is_proved=False)

    # The proposal

    def _settled(self, equal: Sequence[Around]) -> _Settled:
        """Choose among ways that cost the same, list the ties and what comes next."""
        groups = [self._parts(one.around) for one in equal]
        sizes = [
            (len(self._first(one, parts)), sorted(one.around))
            for one, parts in zip(equal, groups, strict=True)
        ]
        chosen = sizes.index(min(sizes))
        order = [chosen, *(n for n in range(len(equal)) if n != chosen)]
        equal, groups = [equal[n] for n in order], [groups[n] for n in order]
        totals = [_total(parts) for parts in groups]
        total = None if None in totals else sum(t for t in totals if t is not None)
        sets = (s for one, parts in zip(equal, groups, strict=True) for s in self._sets(one.around, parts))
        first, *ties = islice(sets, 1 + _LISTED)
        try:
            following, exact = self._following(equal[0], groups[0])
        except (OutOfTimeError, TooLargeError):
            following, exact = (), False
        return _Settled(first, equal[0], groups[0], tuple(ties), total, following, exact)

    def _parts(self, around: Chosen) -> list[Part]:
        parts = [self.search.part(matter, around) for matter in self.search.matters]
        return [
            part for part in parts if (first := part.at(0)) is not None and (first.measures or first.given_up)
        ]

    def _first(self, one: Around, parts: Sequence[Part]) -> Chosen:
        return one.around.union(*(part.best(_COUNTED)[0].measures for part in parts))

    def _sets(self, around: Chosen, parts: Sequence[Part]) -> Iterator[Chosen]:
        """List the sets that take a cheapest choice of every part, the nearest at hand first."""
        best = [part.best(_COUNTED) for part in parts]
        for choices in product(*best):
            yield around.union(*(choice.measures for choice in choices))

    # What comes next

    def _following(self, chosen: Around, parts: Sequence[Part]) -> tuple[tuple[Chosen, ...], bool]:
        """List the next-best sets in which no measure can be spared, each differing in as little as may be."""
        first = self._first(chosen, parts)
        swaps, exact = self._swaps(parts)
        offers: list[tuple[int, int, Chosen]] = []
        for number, one in enumerate(_cheapest_changes(swaps)):
            changed = frozenset(first)
            for part, choice in one:
                changed = changed - part.best(_COUNTED)[0].measures | choice.measures
            offers.append((self._cost(changed), number, changed))
        limit = Price(
            chosen.price.given_up, sorted(o[0] for o in offers)[_NEXT - 1] if len(offers) >= _NEXT else 10**12
        )
        if len(offers) < _NEXT and self.trial.cuts:
            exact = False  # without a limit only the cheapest ties to cut are looked at
        offers += self._elsewhere(chosen, limit, len(offers))
        found: list[Chosen] = []
        for _, _, offered in sorted(offers, key=lambda offer: offer[:2]):
            if len(found) < _NEXT and offered not in found and self._none_spare(offered, chosen):
                found.append(offered)
        return tuple(found), exact

    def _swaps(self, parts: Sequence[Part]) -> tuple[list[tuple[int, Part, Choice]], bool]:
        """List for each part its next choices, by how much more they cost; tell whether none may be missing."""
        swaps: list[tuple[int, Part, Choice]] = []
        bounds: list[int] = []
        for part in parts:
            best = part.best(_COUNTED)
            if not part.is_counted:
                bounds.append(gcd(*(self.trial.measures[n].cost for n in part.numbers)))
                continue
            for number in range(_NEXT):
                choice = part.at(len(best) + number)
                if choice is None or choice.price.given_up > best[0].price.given_up:
                    break
                swaps.append((choice.price.cost - best[0].price.cost, part, choice))
        swaps.sort(key=lambda swap: (swap[0], swap[1].matter or "", sorted(swap[2].measures)))
        kept = swaps[:_NEXT]
        reach = kept[-1][0] if len(kept) == _NEXT else None
        return kept, all(reach is not None and reach <= bound for bound in bounds)

    def _elsewhere(self, chosen: Around, limit: Price, start: int) -> list[tuple[int, int, Chosen]]:
        """List the cheapest sets that end or cut something else, within a limit."""
        offers = []
        ways = [
            one
            for ending, known in self.cheapest.items()
            if known is not None and known.price <= limit
            for one in self._ways(ending, known, limit)
            if one.price > chosen.price and one.price.given_up == chosen.price.given_up
        ]
        for number, one in enumerate(sorted(ways, key=lambda w: (w.price, sorted(w.around)))[: 4 * _NEXT]):
            offers.append((one.price.cost, start + number, self._first(one, self._parts(one.around))))
        return offers

    def _ways(self, ending: Chosen, known: Around, limit: Price) -> list[Around]:
        """List the ways to cut ties within a limit; without a limit worth the name only the cheapest."""
        return [known] if limit.cost >= 10**12 else self.search.within(ending, limit)

    def _none_spare(self, one: Chosen, chosen: Around) -> bool:
        """Tell whether no part of a set would do as well."""
        given_up = self._given_up(chosen)
        costs = {n: self.trial.measures[n].cost for n in one}

        def refuse(taken: Chosen) -> list[Requirement]:
            return [r.requirement for r in self.trial.refusals(taken) if r.demand not in given_up]

        found = next(minimal_choices(costs, learnt=[], refuse=refuse, told=self._look), None)
        return found == one

    def _look(self, _: int) -> None:
        """Stop when the time is over, and that of telling too."""
        if time.process_time() > self.search.until + _TELLING:
            raise OutOfTimeError

    def _given_up(self, one: Around) -> frozenset[Demand]:
        return frozenset(d for choice in one.choices for d in choice.given_up)

    def _cost(self, measures: Iterable[int]) -> int:
        return sum(self.trial.measures[n].cost for n in measures)

    # Telling

    def _told(self, settled: _Settled, *, is_proved: bool) -> Repair:
        asked, trial = self.asked, self.trial
        setting = asked.setting
        adopted = self._measures(settled.first)
        given_up = self._given_up(settled.around)
        cost = self._cost(settled.first)
        shown = previewed(setting, adopted) if asked.preview else unseen(setting, adopted)
        low = settled.low if settled.low is not None else cost
        return Repair(
            case=setting.case,
            framework=setting.framework,
            on=setting.day,
            places=tuple(place.id for place in setting.places),
            target=asked.goal.target,
            reading=asked.goal.reading,
            status=self._status(adopted, given_up, is_proved),
            measures=shown.adopted,
            cost=cost,
            parts=tuple(self._alternatives(part) for part in settled.parts if len(part.found) > 1),
            ties=tuple(self._offer(one) for one in settled.ties),
            ties_total=settled.total,
            next_best=tuple(self._offer(one) for one in settled.following),
            next_exact=settled.exact,
            obstacles=tuple(self._obstacles(settled.first, given_up)),
            scale=self._scale(),
            proof=Proof(METHOD, low, cost if settled.is_enough else None, is_proved),
            budget=asked.budget,
            candidates=len(trial.measures),
            matters=tuple(m for m in setting.framework.matters if m in setting.asked),
            repaired=shown.case,
            before=shown.before,
            after=shown.after,
        )

    def _status(self, adopted: Sequence[Measure], given_up: frozenset[Demand], is_proved: bool) -> Status:
        if not is_proved:
            return Status.UNFINISHED
        if given_up:
            return Status.IMPOSSIBLE
        return Status.FOUND if adopted else Status.NONE_NEEDED

    def _measures(self, numbers: Iterable[int]) -> tuple[Measure, ...]:
        order = {matter: n for n, matter in enumerate(self.asked.setting.framework.matters)}
        found = [self.trial.measures[n] for n in numbers]
        return tuple(sorted(found, key=lambda m: (order.get(m.matter, -1) if m.matter else -1, m.id)))

    def _offer(self, numbers: Chosen) -> Offer:
        return Offer(self._measures(numbers), self._cost(numbers))

    def _alternatives(self, part: Part) -> Alternatives:
        best = part.best(_COUNTED)
        return Alternatives(
            part.matter,
            best[0].price.cost,
            tuple(self._measures(choice.measures) for choice in best[:_LISTED]),
            len(best) if part.is_counted else None,
        )

    def _obstacles(self, chosen: Chosen, given_up: frozenset[Demand]) -> Iterator[Obstacle]:
        refusals = self.trial.refusals(chosen) if given_up else ()
        for demand in sorted(given_up, key=lambda d: (d.place, d.matter or "", d.need, d.rule)):
            persons = tuple(dict.fromkeys(p for r in refusals if r.demand == demand for p in r.persons))
            yield self._obstacle(demand, persons)

    def _obstacle(self, demand: Demand, persons: tuple[PersonId, ...]) -> Obstacle:
        said = NEEDS[demand.need]
        try:
            alone = self._fails_alone(demand)
        except (OutOfTimeError, TooLargeError):
            return Obstacle(demand, persons, False, _not_settled(said))
        return Obstacle(demand, persons, alone, _reason(said, alone=alone))

    def _fails_alone(self, demand: Demand) -> bool:
        """Tell whether no set of measures meets a demand even when nothing else is asked."""
        costs = {n: one.cost for n, one in enumerate(self.trial.measures)}

        def refuse(taken: Chosen) -> list[Requirement]:
            told = self._about(demand, taken)
            return [r.requirement for r in told if r.demand == demand or r.demand.need is Need.CARRIED]

        return next(minimal_choices(costs, learnt=[], refuse=refuse, told=self._look), None) is None

    def _about(self, demand: Demand, taken: Chosen) -> tuple[Refusal, ...]:
        place = [p.id for p in self.asked.setting.places].index(demand.place)
        if demand.matter is None:
            return self.trial.of_place(place, taken)
        return self.trial.of_matter(place, demand.matter, taken)

    def _scale(self) -> Scale | None:
        """Compare the cheapest set that keeps every arrangement with the cheapest that ends them all."""
        ending = frozenset(
            n
            for n in self.trial.splits
            if isinstance(one := self.trial.measures[n].change, Split) and one.arrangement is not None
        )
        if not ending:
            return None
        prices = {e: known.price for e, known in self.cheapest.items() if known is not None}
        best = min(prices.values(), default=None)
        if best is None:
            return Scale(None, None)
        kept = [p.cost for e, p in prices.items() if not e & ending and p.given_up == best.given_up]
        ended = [p.cost for e, p in prices.items() if e >= ending and p.given_up == best.given_up]
        return Scale(min(kept, default=None), min(ended, default=None))

    def _unfinished(self) -> Repair:
        """Tell the best set found in time, and how far below it the proof got."""
        lows = [
            known.price if (known := self.cheapest.get(e)) is not None else self.search.low(e)
            for e in self.endings
        ]
        if not self.is_every_ending:
            lows.append(Price(0, self._cost(self.endings[-1]) if self.endings else 0))  # those still to come
        low = min(lows, default=Price()).cost
        found = self.search.incumbent
        around = found or Around(Price(), frozenset())
        choices = found.choices if found is not None else ()
        first = around.around.union(*(choice.measures for choice in choices))
        is_enough = found is not None and not self.trial.of_work(first)
        settled = _Settled(first, around, (), (), None, (), False, low, is_enough)
        return self._told(settled, is_proved=False)


@dataclass(frozen=True, slots=True)
class _Settled:
    """The set proposed, the way it settles everything, its parts, its ties and what comes next.

    It `is_enough` when it meets all that it does not give up; one that nobody had the time to find, or that overworks
    somebody, is not.
    """

    first: Chosen
    around: Around
    parts: Sequence[Part]
    ties: tuple[Chosen, ...]
    total: int | None
    following: tuple[Chosen, ...]
    exact: bool
    low: int | None = None
    is_enough: bool = True


def _fewer_first(ending: Chosen) -> tuple[int, list[int]]:
    """Order ways to end concurrencies: fewer first, then by number."""
    return len(ending), sorted(ending)


def _total(parts: Sequence[Part]) -> int | None:
    """Count the sets that take a cheapest choice of every part, or nothing where they are too many to count."""
    counts = [len(part.best(_COUNTED)) for part in parts]
    return prod(counts) if all(part.is_counted for part in parts) else None


def _cheapest_changes(
    swaps: Sequence[tuple[int, Part, Choice]],
) -> list[tuple[tuple[Part, Choice], ...]]:
    """List the cheapest ways to change one part, or two: a third change comes after seven others."""
    singles = [(cost, ((part, choice),)) for cost, part, choice in swaps]
    pairs = [
        (a[0] + b[0], ((a[1], a[2]), (b[1], b[2]))) for a, b in combinations(swaps, 2) if a[1] is not b[1]
    ]
    numbered = [(cost, number, one) for number, (cost, one) in enumerate([*singles, *pairs])]
    return [one for _, _, one in heapq.nsmallest(2 * _NEXT, numbered, key=lambda n: n[:2])]


def _not_settled(said: Text) -> Text:
    return Text(
        f"{said.vi}: chưa rõ có khắc phục riêng được không, vì đã hết thời gian hoặc bộ nhớ cho phép",
        f"{said.en}: whether it can be mended by itself was not settled within the limits of time and memory",
    )


def _reason(said: Text, *, alone: bool) -> Text:
    if alone:
        return Text(
            f"{said.vi}: không tập hợp nào của các biện pháp được phép dùng khắc phục được, dù áp dụng tất cả",
            f"{said.en}: no set of the measures allowed mends it, however many are adopted",
        )
    return Text(
        f"{said.vi}: khắc phục riêng thì được, nhưng không cùng lúc với các yêu cầu khác",
        f"{said.en}: it can be mended by itself, but not together with the other demands",
    )
