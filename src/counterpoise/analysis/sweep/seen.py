"""Read what compiled code saw of one place: answers by local numbers, and who is found where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.dominance import MORE_THAN_HALF, dominance
from counterpoise.analysis.findings import READINGS
from counterpoise.analysis.hollow import weak_check
from counterpoise.analysis.own_case import own_case
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.sole import sole_capture
from counterpoise.analysis.structure import has_holder
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.circuit import Compiled, compiled
from counterpoise.analysis.sweep.standing import VACANT, Layout, Standing
from counterpoise.analysis.sweep.told import Sets, Shares, ToldAnswer, share_of
from counterpoise.boolean.circuits import Seatings
from counterpoise.boolean.kernel_engine import MOST_LISTED
from counterpoise.boolean.kernels.circuit import AGREE, CARRY, PAPER, STOP, TIES
from counterpoise.boolean.kernels.seatings import Seen as SeenInCode
from counterpoise.boolean.kernels.store import Integers
from counterpoise.domain.words import PersonId, PlaceId

METHOD = "diagrams"

NEAR = 1e-8
"""What is told alike lies no further apart."""


class Eyes:
    """Examines standings in compiled code."""

    def __init__(self, asked: Asked) -> None:
        self.law: Compiled = compiled(asked.framework, asked.matters, asked.choices)
        self._seatings = Seatings(self.law.circuit, _groups(asked.layout))
        self._limit = max(asked.sets, 1)
        self._power = asked.power

    @staticmethod
    def suit(asked: Asked) -> bool:
        """Tell whether all that is asked can be answered so."""
        return asked.compiled and asked.compromise is None and asked.sets <= MOST_LISTED

    def side(
        self, standing: Standing, questions: Sequence[int], held: Sequence[tuple[int, Fulfilled]]
    ) -> Side | None:
        """Examine some matters at one place; nothing where the place is too large for it."""
        wanted = np.zeros(len(self.law.first) - 1, dtype=np.bool_)
        wanted[list(questions)] = True
        seen = self._seatings.examine(
            standing.holders, wanted=wanted, joined=[number for number, _ in held], limit=self._limit
        )
        return None if seen is None else Side(standing, seen, tuple(held), self._power)

    def concentrated(self, scene: Scene, question: int, now: Side, other: Side | None) -> Iterator[Seen]:
        """Ask every C question of one matter: who is found is known, what it rests on is looked for."""
        yield from _sole(scene, question, now)
        yield from _weak(scene, self.law, question, now, other)
        yield from _own(scene, question, now)
        yield from _dominant(scene, question, now)


def get_ready(asked: Asked) -> None:
    """Compile what answers places, or load what was compiled before: one place at which every seat is vacant is enough."""
    if Eyes.suit(asked):
        holders = np.full(asked.layout.width, VACANT, dtype=np.int16)
        Eyes(asked).side(Standing(PlaceId("-"), (), holders, frozenset(), {}), (0,), ())


def _groups(layout: Layout) -> Integers:
    """Say of which office each column is a seat."""
    found = np.zeros(layout.width, dtype=np.int64)
    for number, office in enumerate(layout.framework.offices):
        columns = layout.columns(office)
        found[columns.start : columns.stop] = number
    return found


@dataclass(frozen=True, slots=True)
class _Families:
    """Answers of the distinct functions of one place as lists, which are read faster than arrays."""

    smallest: list[int]
    total: list[int]
    set_first: list[int]
    person_first: list[int]
    persons: list[int]
    alone: list[int]
    alone_first: list[int]
    mighty: list[int]
    mighty_first: list[int]
    power: list[list[float]]
    shares: list[float]


_Sets = tuple[tuple[int | None, int], Sets]
"""How many the smallest sets have, how many minimal sets there are, and the first of them."""


class Side:
    """One place as it stands or without its arrangements, examined."""

    def __init__(
        self,
        standing: Standing,
        seen: SeenInCode,
        held: tuple[tuple[int, Fulfilled], ...],
        power: bool,
    ) -> None:
        self.standing = standing
        self._held = held
        self._power = power
        self._rows: list[list[list[int]]] = seen.rows.tolist()
        self._joined: list[list[list[int]]] = seen.joined.tolist()
        self.empty: list[bool] = seen.empty.tolist()
        self._some: list[bool] = seen.some.tolist()
        told = seen.told
        self._told = _Families(
            told.smallest.tolist(),
            told.total.tolist(),
            told.set_first.tolist(),
            told.person_first.tolist(),
            told.persons.tolist(),
            told.alone.tolist(),
            told.alone_first.tolist(),
            told.mighty.tolist(),
            told.mighty_first.tolist(),
            told.power.tolist(),
            told.power[:, 2].tolist(),
        )
        unnamed = np.zeros(seen.reached.shape[1], dtype=np.int64)
        np.add.at(unnamed, seen.level[list(standing.unnamed)], 1)
        self._unnamed: list[int] = (seen.reached @ unnamed).tolist()

    def answers(self, question: int, local: Mapping[int, int]) -> tuple[ToldAnswer, ...]:
        """Tell the answers of a matter in the three readings."""
        rows, joined = self._rows[question], [one[question] for one in self._joined]
        sets = {row: self._family(row, local) for row in {row for one in (*rows, *joined) for row in one}}
        told: dict[tuple[int, ...], ToldAnswer] = {}
        found = []
        for reading, row in enumerate(rows):
            seconded = [one[reading] for one in joined]
            key = tuple(row)  # whoever is put into its sets follows from the function
            if key not in told:
                told[key] = self._answer(question, row, seconded, sets, local)
            found.append(told[key])
        return tuple(found)

    def _answer(
        self,
        question: int,
        row: Sequence[int],
        seconded: Sequence[int],
        sets: Mapping[int, _Sets],
        local: Mapping[int, int],
    ) -> ToldAnswer:
        carry, stop, agree = row
        captures, carriers = sets[carry]
        blocks, stoppers = sets[stop]
        return ToldAnswer(
            True,
            METHOD,
            self._unnamed[question],
            *captures,
            carriers,
            *blocks,
            stoppers,
            self._chance(question, carry),
            (),
            self._shares(agree, local),
            tuple(
                [
                    (local[number], one.arrangement.id, *_others(sets[at]))
                    for at, (number, one) in zip(seconded, self._held, strict=True)
                ]
            ),
        )

    def _chance(self, question: int, row: int) -> float | None:
        """Give the probability of what depends on nobody; of all else none is known (see `Eyes.suit`)."""
        return None if self._some[question] else float(self._told.smallest[row] == 0)

    def _family(self, row: int, local: Mapping[int, int]) -> _Sets:
        told = self._told
        smallest = told.smallest[row]
        first, persons = told.person_first, told.persons
        sets = tuple(
            [
                tuple([local[person] for person in persons[first[one] : first[one + 1]]])
                for one in range(told.set_first[row], told.set_first[row + 1])
            ]
        )
        return (None if smallest < 0 else smallest, told.total[row]), sets

    def _shares(self, row: int, local: Mapping[int, int]) -> Shares:
        told = self._told
        first, end = told.mighty_first[row], told.mighty_first[row + 1]
        if not self._power and first < end:
            first = self._strongest(first, end)
            end = first + 1
        return tuple([share_of(local[told.mighty[one]], *told.power[one]) for one in range(first, end)])

    def _strongest(self, first: int, end: int) -> int:
        """Find the first by id of those with most power, as it is told."""
        shares = self._told.shares
        most = max(shares[first:end])
        told = round(most, 9)
        return next(n for n in range(first, end) if shares[n] > most - NEAR and round(shares[n], 9) == told)

    def alone(self, question: int, reading: int, kind: int) -> list[PersonId]:
        """List who carries a matter, or stops it, without anybody."""
        told = self._told
        at = self._rows[question][reading][kind]
        found = told.alone[told.alone_first[at] : told.alone_first[at + 1]]
        return [self.standing.persons[number] for number in found]

    def first_group(self, question: int) -> tuple[PersonId, ...]:
        """Give the first of the smallest groups that carry a matter, all ties followed."""
        row = self._rows[question][TIES][CARRY]
        told = self._told
        one = told.set_first[row]
        if one == told.set_first[row + 1]:
            return ()
        found = told.persons[told.person_first[one] : told.person_first[one + 1]]
        return tuple(self.standing.persons[number] for number in found)

    def strong(self, question: int, reading: int) -> Iterator[tuple[PersonId, float]]:
        """List who has more than half of the power to decide a matter."""
        told = self._told
        at = self._rows[question][reading][AGREE]
        for one in range(told.mighty_first[at], told.mighty_first[at + 1]):
            if told.shares[one] > MORE_THAN_HALF:
                yield self.standing.persons[told.mighty[one]], told.shares[one]


def _others(found: _Sets) -> tuple[int | None, Sets]:
    """Tell how many others a holder needs, and whom."""
    (smallest, _), sets = found
    return smallest, sets


def _sole(scene: Scene, question: int, now: Side) -> Iterator[Seen]:
    found: set[PersonId] = set()
    for reading, name in enumerate(READINGS):
        for person in now.alone(question, reading, CARRY):
            if person not in found and scene.structure.sits_here(person):
                found.add(person)
                yield sole_capture(scene, person, name)


def _weak(scene: Scene, law: Compiled, question: int, now: Side, other: Side | None) -> Iterator[Seen]:
    for at in law.steps_of(question):
        step = law.steps[at]
        if now.empty[at] and has_holder(scene.structure, step):
            still = scene.other is None or (
                other is not None and other.empty[at] and has_holder(scene.other, step)
            )
            yield weak_check(scene, step, now.first_group(question), collapsed=not still)


def _own(scene: Scene, question: int, now: Side) -> Iterator[Seen]:
    against = scene.matter.against
    if against is None:
        return
    stopping = [now.alone(question, reading, STOP) for reading in (PAPER, TIES)]
    for person in scene.structure.roster.holders(against):
        for name, able in zip(READINGS[:2], stopping, strict=True):
            if person in able:
                yield own_case(scene, person, name)
                break


def _dominant(scene: Scene, question: int, now: Side) -> Iterator[Seen]:
    found: set[PersonId] = set()
    for reading in (PAPER, TIES):
        for person, share in now.strong(question, reading):
            if person not in found:
                found.add(person)
                yield dominance(scene, person, READINGS[reading], share)
