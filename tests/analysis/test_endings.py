"""Ways to end concurrencies come one after another, the cheapest first, however many there are."""

from __future__ import annotations

from itertools import combinations, islice
from random import Random

from counterpoise.analysis.endings import endings


def test_every_way_comes_once_and_the_cheapest_first() -> None:
    for seed in range(30):
        chance = Random(seed)
        costs = {number: chance.randint(1, 4) for number in chance.sample(range(20), 6)}
        groups = [frozenset(chance.sample(range(20), 8)) for _ in range(2)]
        given = list(endings(costs, groups))
        every = [frozenset(c) for size in range(7) for c in combinations(sorted(costs), size)]
        allowed = [one for one in every if all(len(one & group) <= 1 for group in groups)]
        prices = [sum(costs[number] for number in one) for one in given]
        assert prices == sorted(prices)
        assert len(given) == len(set(given))
        assert set(given) == set(allowed)


def test_the_first_of_very_many_ways_come_without_the_others() -> None:
    first = list(islice(endings(dict.fromkeys(range(300), 2), []), 302))
    assert [len(one) for one in first] == [0, *[1] * 300, 2]


def test_ways_of_which_only_one_may_be_taken_are_gone_through_once() -> None:
    assert len(list(endings(dict.fromkeys(range(60), 1), [frozenset(range(60))]))) == 61
