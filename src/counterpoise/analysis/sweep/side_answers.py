"""Put what compiled code saw of many places into columns of answers, persons by their local numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.sweep.answers import (
    NONE,
    READ,
    Answers,
    Families,
    Reals,
    Seconded,
    Shares,
    Small,
    Things,
    nobodys,
    strongest,
    things,
)
from counterpoise.analysis.sweep.lists import Integers, Lists, joined, lists_of, taken
from counterpoise.analysis.sweep.sides import Side
from counterpoise.analysis.sweep.told import DIGITS
from counterpoise.boolean.kernels.circuit import AGREE, CARRY, STOP
from counterpoise.boolean.kernels.told import Told

METHOD = "diagrams"


@dataclass(frozen=True, slots=True)
class _Joined:
    """Functions with somebody put into every set: the matter, the person, by which arrangement, the row of the function."""

    matter: Integers
    person: Integers
    arrangement: Things
    row: Integers


@dataclass(frozen=True, slots=True)
class _Functions:
    """What is told of distinct functions."""

    family: Families
    power: Lists[Shares]


def answers_of(sides: Sequence[Side], order: Integers, *, power: bool) -> Answers:
    """Tell the answers of all matters asked of some sides, in this order of them, each in the three readings."""
    begins = np.cumsum([0, *(len(one.seen.told.smallest) for one in sides)])
    asked = np.concatenate([one.seen.rows[one.matters] + at for one, at in zip(sides, begins, strict=False)])
    seconded = _seconded(sides, begins)
    owner = np.zeros(begins[-1], dtype=np.int64)
    owner[asked] = np.arange(len(asked))[:, None, None]
    owner[seconded.entries.row] = seconded.entries.matter
    local = _Local.of([persons for one in sides for persons in one.persons])
    functions = _functions([one.seen.told for one in sides], owner, local)
    readings = (READ * order[:, None] + np.arange(READ)).ravel()
    row = asked.reshape(-1, 3)[readings].T
    some = np.concatenate([one.seen.some[one.matters] for one in sides])[order]
    unnamed = np.concatenate([one.unnamed for one in sides])[order]
    capture = taken(functions.family, row[CARRY])
    person, share = strongest(functions.power)
    return Answers(
        np.ones(len(readings), dtype=np.bool_),
        np.full(len(readings), METHOD, dtype=np.object_),
        np.repeat(unnamed, READ).astype(np.int32),
        capture,
        taken(functions.family, row[STOP]),
        _chance(np.repeat(some, READ), capture),
        np.full(len(readings), None, dtype=np.object_),
        person[row[AGREE]],
        share[row[AGREE]],
        taken(functions.power, row[AGREE]) if power else nobodys(len(readings)),
        _told(taken(seconded, readings), functions.family, local),
    )


def _chance(some: npt.NDArray[np.bool_], capture: Families) -> Reals:
    """Give the probability of what depends on nobody; of all else none is known (see `Eyes.suit`)."""
    return np.where(some, np.nan, capture.smallest == 0)


def _seconded(sides: Sequence[Side], begins: Integers) -> Lists[_Joined]:
    """List for each answer, side by side, the functions with each holder of an arrangement put in."""
    lengths: list[Integers] = []
    nobody = np.zeros(0, dtype=np.int64)
    entries = [_Joined(nobody, nobody, things(()), nobody)]
    matter = 0
    for one, begin in zip(sides, begins, strict=False):
        count, holders = READ * len(one.matters), len(one.held)
        lengths.append(np.full(count, holders))
        if holders:
            row = one.seen.joined[:, one.matters].transpose(1, 2, 0) + begin
            numbers = np.arange(matter, matter + len(one.matters))
            entries.append(
                _Joined(
                    np.repeat(numbers, READ * holders),
                    np.tile([person for person, _ in one.held], count),
                    things([name for _, name in one.held] * count),
                    row.ravel(),
                )
            )
        matter += len(one.matters)
    return lists_of(np.concatenate(lengths), joined(entries))


def _told(listed: Lists[_Joined], family: Families, local: _Local) -> Lists[Seconded]:
    one = listed.entries
    person = local.numbers(one.matter, one.person)
    sets = taken(family.sets, one.row)
    return Lists(listed.first, Seconded(person, one.arrangement, family.smallest[one.row], sets))


def _functions(told: Sequence[Told], owner: Integers, local: _Local) -> _Functions:
    """Put the functions of several places one behind another, persons by their local numbers in the matter of each."""
    family, power = joined([_family(one) for one in told]), joined([_power(one) for one in told])
    sets = family.sets
    named = np.diff(sets.entries.first[sets.first])
    persons = local.numbers(np.repeat(owner, named), sets.entries.entries)
    mighty = local.numbers(np.repeat(owner, power.lengths()), power.entries.person)
    return _Functions(
        Families(
            family.smallest.astype(np.int32),
            family.total,
            Lists(sets.first, Lists(sets.entries.first, persons)),
        ),
        Lists(power.first, Shares(mighty, *np.round(power.entries.figures, DIGITS).T)),
    )


@dataclass(frozen=True, slots=True)
class _Family:
    """Sets as compiled code tells them, persons by their numbers at the place."""

    smallest: Integers
    total: Integers
    sets: Lists[Lists[Integers]]


@dataclass(frozen=True, slots=True)
class _Power:
    """Power as compiled code tells it: persons by their numbers at the place, and the three figures of each."""

    person: Integers
    figures: Reals


def _family(told: Told) -> _Family:
    return _Family(told.smallest, told.total, Lists(told.set_first, Lists(told.person_first, told.persons)))


def _power(told: Told) -> Lists[_Power]:
    return Lists(told.mighty_first, _Power(told.mighty, told.power))


@dataclass(frozen=True, slots=True)
class _Local:
    """The local number of each person in each matter."""

    table: Small

    @classmethod
    def of(cls, persons: Sequence[Sequence[int]]) -> _Local:
        """Number the persons of each matter as they are listed."""
        lengths = np.array(list(map(len, persons)))
        flat = np.fromiter(chain.from_iterable(persons), dtype=np.int64, count=int(lengths.sum()))
        table = np.full((len(persons), int(flat.max(initial=0)) + 1), NONE, dtype=np.int16)
        starts = np.cumsum(lengths) - lengths
        table[np.repeat(np.arange(len(persons)), lengths), flat] = np.arange(len(flat)) - np.repeat(
            starts, lengths
        )
        return cls(table)

    def numbers(self, matter: Integers, person: npt.NDArray[np.integer]) -> Small:
        """Give the numbers of persons, all of whom their matters concern."""
        found: Small = self.table[matter, person]
        assert found.min(initial=0) >= 0, "somebody has a part in a matter that does not concern them"
        return found
