"""What is told of many patterns, as columns: no record is made for each of their answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.sweep.lists import Integers, Lists, lists_of, numbers
from counterpoise.analysis.sweep.told import Sets, Told, ToldAnswer

Small = npt.NDArray[np.int16]
Whole = npt.NDArray[np.int32]
Reals = npt.NDArray[np.float64]
Things = npt.NDArray[np.object_]

NONE = -1
"""In a column of whole numbers: none, nobody, not known."""

READ = 3
"""Answers of one pattern on one side, one for each reading."""


@dataclass(frozen=True, slots=True)
class Families:
    """Minimal sets: how many the smallest have, how many there are (in machine words if those suffice), the first of them."""

    smallest: Whole
    total: Integers | Things
    sets: Lists[Lists[Small]]


@dataclass(frozen=True, slots=True)
class Shares:
    """Persons with their Banzhaf power, relative and absolute, and their Shapley–Shubik power."""

    person: Small
    banzhaf: Reals
    absolute: Reals
    shapley: Reals


@dataclass(frozen=True, slots=True)
class Seconded:
    """Persons who fulfil an arrangement, how many others each needs, and whom."""

    person: Small
    arrangement: Things
    others: Whole
    sets: Lists[Lists[Small]]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers whose persons are local numbers, as `ToldAnswer` tells one of them.

    `bounds` holds what one has, or None; `strongest` who has most power and `share` how much, the first by id where
    several do; `power` everybody's, where that is asked for.
    """

    exact: npt.NDArray[np.bool_]
    method: Things
    unnamed: Whole
    capture: Families
    blocking: Families
    chance: Reals
    bounds: Things
    strongest: Small
    share: Reals
    power: Lists[Shares]
    with_holder: Lists[Seconded]


@dataclass(frozen=True, slots=True)
class Answered:
    """Patterns by their keys, the answers of each, and the findings of each.

    The answers of a pattern are those of the three readings and, where an arrangement touches the matter, those
    without it.
    """

    keys: Things
    answers: Lists[Answers]
    findings: Lists[Things]


def answered(keys: Sequence[bytes], told: Sequence[Told], *, power: bool) -> Answered:
    """Put what is told pattern by pattern into columns, everybody's power or only that of the strongest."""
    answers = [(*one.now, *one.without) for one in told]
    found = [one.findings for one in told]
    return Answered(
        things(keys),
        lists_of(list(map(len, answers)), _answers(list(chain.from_iterable(answers)), power=power)),
        lists_of(list(map(len, found)), things(list(chain.from_iterable(found)))),
    )


def _answers(told: Sequence[ToldAnswer], *, power: bool) -> Answers:
    shares = _shares([one.power for one in told])
    return Answers(
        np.array([one.exact for one in told], dtype=np.bool_),
        things([one.method for one in told]),
        _whole([one.unnamed for one in told]),
        _families([(one.capture_number, one.capture_sets_total, one.capture_sets) for one in told]),
        _families([(one.blocking_number, one.blocking_sets_total, one.blocking_sets) for one in told]),
        _reals([one.capture_probability for one in told]),
        things([one.bounds or None for one in told]),
        *strongest(shares),
        shares if power else nobodys(len(told)),
        _seconded([one.with_holder for one in told]),
    )


def _families(told: Sequence[tuple[int | None, int | None, Sets]]) -> Families:
    totals = [NONE if total is None else total for _, total, _ in told]
    fits = max(totals, default=0) <= np.iinfo(np.int64).max
    return Families(
        _whole([smallest for smallest, _, _ in told]),
        np.array(totals, dtype=np.int64) if fits else things(totals),
        _sets([sets for _, _, sets in told]),
    )


def _shares(told: Sequence[Sequence[tuple[int, float, float, float]]]) -> Lists[Shares]:
    flat = list(chain.from_iterable(told))
    figures = (_reals([one[at] for one in flat]) for at in (1, 2, 3))
    return lists_of(list(map(len, told)), Shares(_small([one[0] for one in flat]), *figures))


def nobodys(rows: int) -> Lists[Shares]:
    """Tell nobody's power."""
    none = np.zeros(0)
    return Lists(np.zeros(rows + 1, dtype=np.int32), Shares(np.zeros(0, dtype=np.int16), none, none, none))


def _seconded(told: Sequence[Sequence[tuple[int, str, int | None, Sets]]]) -> Lists[Seconded]:
    flat = list(chain.from_iterable(told))
    return lists_of(
        list(map(len, told)),
        Seconded(
            _small([person for person, _, _, _ in flat]),
            things([arrangement for _, arrangement, _, _ in flat]),
            _whole([others for _, _, others, _ in flat]),
            _sets([sets for _, _, _, sets in flat]),
        ),
    )


def _sets(families: Sequence[Sets]) -> Lists[Lists[Small]]:
    return lists_of(list(map(len, families)), numbers(list(chain.from_iterable(families))))


def strongest(power: Lists[Shares]) -> tuple[Small, Reals]:
    """Tell who has most power, the first by id where several do, and how much; nobody where nobody has any."""
    lengths = power.lengths()
    person, share = np.full(len(power), NONE, dtype=np.int16), np.full(len(power), np.nan)
    some = np.flatnonzero(lengths)
    if len(some):
        begin = power.first[some]
        share[some] = np.maximum.reduceat(power.entries.shapley, begin)
        is_most = power.entries.shapley == np.repeat(share, lengths)
        among = np.where(is_most, power.entries.person, np.iinfo(np.int16).max)
        person[some] = np.minimum.reduceat(among, begin)
    return person, share


def things(values: Iterable[Any]) -> Things:
    """Make a column of things as they are."""
    return np.fromiter(values, dtype=np.object_)


def _small(values: Sequence[int]) -> Small:
    return np.array(values, dtype=np.int16)


def _whole(values: Sequence[int | None]) -> Whole:
    return np.array([NONE if one is None else one for one in values], dtype=np.int32)


def _reals(values: Sequence[float | None]) -> Reals:
    return np.array(values, dtype=np.float64)
