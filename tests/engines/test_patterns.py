"""Patterns written out are the minimal sets, each once."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

from counterpoise.boolean.engine import Patterns
from counterpoise.boolean.formula import Formula
from counterpoise.boolean.patterns import patterns_of
from counterpoise.boolean.plain import PlainEngine
from engines.formulas import made


def written_out(found: Patterns) -> list[frozenset[int]]:
    sets = []
    for counts in found.counts:
        choices = [combinations(members, n) for members, n in zip(found.types, counts, strict=True)]
        sets += [frozenset(v for chosen in choice for v in chosen) for choice in product(*choices)]
    return sets


def patterns(f: Formula, limit: int = 10**6) -> Patterns | None:
    return patterns_of(f, limit=limit)


def test_patterns_written_out_are_the_minimal_sets() -> None:
    chance = Random(3)
    for _ in range(300):
        f = made(chance, most=7)
        found = patterns(f)
        assert found is not None
        sets = written_out(found)
        assert len(sets) == len(set(sets))
        assert set(sets) == set(map(frozenset, PlainEngine().minimal_sets(f, 10**6).sets))
        assert [sum(counts) for counts in found.counts] == sorted(sum(counts) for counts in found.counts)


def test_more_patterns_than_asked_for_are_not_told() -> None:
    chance = Random(4)
    for _ in range(100):
        f = made(chance, most=6)
        whole = patterns(f)
        assert whole is not None
        assert patterns(f, len(whole.counts)) == whole
        if whole.counts:
            assert patterns(f, len(whole.counts) - 1) is None
