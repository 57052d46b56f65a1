"""A repair is enough, and no set of measures that is enough costs less: told by audits and by trying every set."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from counterpoise.analysis.demands import GOALS, Need
from counterpoise.analysis.examine import audit
from counterpoise.analysis.repair import repair
from counterpoise.analysis.repairs import Repair, Status
from counterpoise.analysis.search import Search, number_of
from counterpoise.domain.measures import Kind
from laws import repairs
from laws.repairs import Made

pytestmark = pytest.mark.slow

CHANCE = st.randoms(use_true_random=False)
FEW = settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking a whole institution takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def repaired(one: Made) -> Repair:
    return repair(
        one.case,
        target=one.goal.target,
        reading=one.goal.reading,
        matters=sorted(one.setting.asked),
        forbid=one.forbidden,
        preview=False,
    )


@FEW
@given(CHANCE)
def test_the_oracle_refuses_just_what_two_audits_show_to_be_wrong(chance: Random) -> None:
    one = repairs.made(chance, most=12)
    assume(one is not None and one.measures)
    assert one is not None
    trial, before = one.trial, audit(one.case, sets=1)
    known = list(repairs.sets_of(one.measures))
    for chosen in [frozenset[int](), *chance.sample(known, min(4, len(known)))]:
        told = {(r.demand.place, r.demand.matter, r.demand.need) for r in trial.refusals(chosen)}
        assert told == repairs.wrongs(one, chosen, before)


@FEW
@given(CHANCE)
def test_what_a_refusal_teaches_holds_of_every_acceptable_set(chance: Random) -> None:
    one = repairs.made(chance, most=7)
    assume(one is not None and one.measures)
    assert one is not None
    trial = one.trial
    verdicts = {chosen: trial.refusals(chosen) for chosen in repairs.sets_of(one.measures)}
    for chosen, refused in verdicts.items():
        for refusal in refused:
            assert not refusal.requirement.holds(chosen)
            carried = replace(refusal.demand, need=Need.CARRIED, rule="")
            for other, wrong in verdicts.items():
                if not {refusal.demand, carried} & {r.demand for r in wrong}:
                    assert refusal.requirement.holds(other)


@FEW
@given(CHANCE)
def test_the_repair_is_the_cheapest_of_all_sets(chance: Random) -> None:
    one = repairs.made(chance, most=8)
    assume(one is not None and one.setting.asked)
    assert one is not None
    trial = one.trial
    base = {r.demand for r in trial.refusals(frozenset()) if r.demand.need in GOALS}
    prices: dict[frozenset[int], tuple[int, int]] = {}
    for chosen in repairs.sets_of(one.measures):
        wrong = {r.demand for r in trial.refusals(chosen)}
        if wrong <= base:
            prices[chosen] = len(wrong), sum(one.measures[n].cost for n in chosen)
    best = min(prices.values())
    result = repaired(one)
    ids = {measure.id: n for n, measure in enumerate(one.measures)}
    adopted = frozenset(ids[a.measure.id] for a in result.measures)
    assert prices[adopted] == best
    assert (len(result.obstacles), result.cost) == best
    assert (result.status is Status.IMPOSSIBLE) == (best[0] > 0)
    assert (result.status is Status.NONE_NEEDED) == (best == (0, 0))
    assert result.proof.exact
    assert result.proof.low == result.proof.high == best[1]
    ties = {frozenset(ids[m.id] for m in offer.measures) for offer in result.ties} | {adopted}
    equal = {chosen for chosen, price in prices.items() if price == best}
    assert result.ties_total == len(equal)
    assert ties <= equal
    assert len(ties) == min(len(equal), 21)
    _check_what_comes_next(one, result, prices, best)


@FEW
@given(CHANCE)
def test_a_part_costs_what_its_cores_say_wherever_none_of_their_ties_is_cut(chance: Random) -> None:
    one = repairs.made(chance, most=9, first=Kind.CUT)
    assume(one is not None and one.setting.asked and len(one.trial.cuts) > 1)
    assert one is not None
    search = Search(one.trial, until=time.process_time() + 600)
    for ending in search.endings():
        search.cheapest(ending)
        for matter, cores in search.floors[ending].cores.items():
            for core, cut in product(cores, _subsets(one.trial.cuts)):
                if core.lean.isdisjoint(cut):
                    choice = search.part(matter, ending | cut).at(0)
                    assert choice is None or number_of(choice.price) >= core.price


def _subsets(numbers: frozenset[int]) -> list[frozenset[int]]:
    return [frozenset(c) for size in range(len(numbers) + 1) for c in combinations(sorted(numbers), size)]


def _check_what_comes_next(
    one: Made, result: Repair, prices: dict[frozenset[int], tuple[int, int]], best: tuple[int, int]
) -> None:
    """Hold the next-best sets against all sets in which nothing can be spared."""
    ids = {measure.id: n for n, measure in enumerate(one.measures)}
    given_up = {o.demand for o in result.obstacles}
    trial = one.trial
    meets = [c for c in prices if {r.demand for r in trial.refusals(c)} <= given_up]
    minimal = [c for c in meets if not any(other < c for other in meets)]
    dearer = sorted({prices[c][1] for c in minimal if prices[c][1] > best[1]})
    shown = [frozenset(ids[m.id] for m in offer.measures) for offer in result.next_best]
    assert all(c in minimal for c in shown)
    costs = [offer.cost for offer in result.next_best]
    assert costs == sorted(costs)
    if result.next_exact:
        told = sorted(set(costs))
        assert told == dearer[: len(told)]
        if len(shown) < 5:
            assert told == dearer
