"""Of whom the C questions may find something at some places, read at once from what compiled code saw of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from counterpoise.analysis.dominance import MORE_THAN_HALF
from counterpoise.analysis.sweep.answers import Reals
from counterpoise.analysis.sweep.lists import Integers, Lists, joined, picked
from counterpoise.analysis.sweep.patterns import Truths, holders_of
from counterpoise.analysis.sweep.sides import Side
from counterpoise.analysis.sweep.standing import Layout
from counterpoise.boolean.kernels.circuit import AGREE, CARRY, PRACTICE, STOP


@dataclass(frozen=True, slots=True)
class Suspects:
    """What may be found of one matter at one place, persons by their numbers there.

    `alone` lists who carries it alone, and `strong` who holds more than half of the power, from which reading on;
    `empty` lists the steps that change nothing; `stopping` says from which reading on somebody stops it alone.
    """

    alone: list[tuple[int, int]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    stopping: dict[int, int] = field(default_factory=dict)
    strong: list[tuple[int, int, float]] = field(default_factory=list)


class Suspicions(dict[tuple[int, int], Suspects]):
    """What may be found, by the number of the place and the matter; most matters are above suspicion."""

    def __missing__(self, key: tuple[int, int]) -> Suspects:
        """Begin with nobody."""
        made = self[key] = Suspects()
        return made


class Looking:
    """Looks at some places at once; `matter_of` gives the matter of each step, `against` marks those that control somebody."""

    def __init__(self, layout: Layout, matter_of: Integers, against: Truths) -> None:
        levels = [office.level == layout.framework.audits for office in layout.framework.offices.values()]
        self._here = np.repeat(np.array(levels, dtype=np.bool_), list(layout.seats.values()))
        self._layout = layout
        self._matter_of = matter_of
        self._against = against

    def suspicions(self, sides: Sequence[Side]) -> Suspicions:
        """Tell what may be found at some places."""
        found = Suspicions()
        if not sides:
            return found
        looked = _Looked.of(sides)
        for place, matter, reading, person in self._alone(looked, sides):
            found[place, matter].alone.append((reading, person))
        for place, matter, step in self._empty(sides):
            found[place, matter].empty.append(step)
        for place, matter, reading, person in self._stopping(looked):
            found[place, matter].stopping[person] = reading
        for place, matter, reading, person, share in _strong(looked):
            found[place, matter].strong.append((reading, person, share))
        return found

    def _alone(self, looked: _Looked, sides: Sequence[Side]) -> Iterable[Any]:
        """List who carries a matter alone, and sits at the place."""
        row, reading, at = _once(looked.alone, looked.single, looked.rows[:, :, CARRY])
        place, person = looked.place[row], looked.single[at]
        sits = self._sitting(sides)[place, person]
        return _rows(place[sits], looked.matter[row][sits], reading[sits], person[sits])

    def _sitting(self, sides: Sequence[Side]) -> Truths:
        """Mark who has a seat at the audited level."""
        standings = [one.standing for one in sides]
        holders = holders_of(self._layout, standings)
        sits = np.zeros((len(sides), max(len(one.persons) for one in standings) + 1), dtype=np.bool_)
        place, seat = np.nonzero((holders >= 0) & self._here)
        sits[place, holders[place, seat]] = True
        return sits

    def _empty(self, sides: Sequence[Side]) -> Iterable[Any]:
        """List the steps that change nothing."""
        place, step = np.nonzero(np.array([one.seen.empty for one in sides]))
        return _rows(place, self._matter_of[step], step)

    def _stopping(self, looked: _Looked) -> Iterable[Any]:
        """List who stops a matter alone, of those that control somebody."""
        matters = np.flatnonzero(self._against[looked.matter])
        row, reading, at = _once(looked.alone, looked.single, looked.rows[matters][:, :PRACTICE, STOP])
        row = matters[row]
        return _rows(looked.place[row], looked.matter[row], reading, looked.single[at])


def _strong(looked: _Looked) -> Iterable[Any]:
    """List who has more than half of the power to decide a matter."""
    row, reading, at = _once(looked.strong, looked.mighty, looked.rows[:, :PRACTICE, AGREE])
    return _rows(looked.place[row], looked.matter[row], reading, looked.mighty[at], looked.share[at])


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen of some places, one behind another: of each matter asked the place, and the rows of its functions.

    Of each function `alone` picks those of `single` who are enough, and `strong` those of `mighty` who hold more than
    half of the power.
    """

    place: Integers
    matter: Integers
    rows: Integers
    alone: Lists[Integers]
    single: Integers
    strong: Lists[Integers]
    mighty: Integers
    share: Reals

    @classmethod
    def of(cls, sides: Sequence[Side]) -> _Looked:
        """Put places one behind another."""
        told = [one.seen.told for one in sides]
        begins = np.cumsum([0, *(len(one.smallest) for one in told)])
        alone = joined([Lists(one.alone_first, one.alone) for one in told])
        mighty = joined([Lists(one.mighty_first, one.mighty) for one in told])
        share = np.concatenate([one.power[:, 2] for one in told])
        more = np.flatnonzero(share > MORE_THAN_HALF)
        return cls(
            np.repeat(np.arange(len(sides)), [len(one.matters) for one in sides]),
            np.concatenate([one.matters for one in sides]),
            np.concatenate([s.seen.rows[s.matters] + at for s, at in zip(sides, begins, strict=False)]),
            Lists(alone.first, np.arange(len(alone.entries))),
            alone.entries,
            Lists(np.searchsorted(more, mighty.first), more),
            mighty.entries,
            share,
        )


def _once(
    lists: Lists[Integers], persons: Integers, functions: Integers
) -> tuple[Integers, Integers, Integers]:
    """Go through those whom the lists of some functions pick, reading by reading, each met once in a matter.

    Give the row of the matter and the reading of each, and which of `persons` it is.
    """
    first, at = picked(lists, functions.ravel())
    entry = lists.entries[at]
    row, reading = np.divmod(np.repeat(np.arange(functions.size), np.diff(first)), functions.shape[1])
    _, met = np.unique(row * (1 + persons.max(initial=0)) + persons[entry], return_index=True)
    met.sort()
    return row[met], reading[met], entry[met]


def _rows(*columns: Any) -> Iterable[Any]:
    return zip(*[column.tolist() for column in columns], strict=True)
