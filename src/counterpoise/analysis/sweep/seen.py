"""Have compiled code look at one place, and read from what it saw who is found where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.analysis.dominance import MORE_THAN_HALF, dominance
from counterpoise.analysis.findings import READINGS
from counterpoise.analysis.hollow import weak_check
from counterpoise.analysis.own_case import own_case
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.sole import sole_capture
from counterpoise.analysis.structure import has_holder
from counterpoise.analysis.sweep.answers import Answers
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.circuit import Compiled, compiled
from counterpoise.analysis.sweep.side_answers import answers_of
from counterpoise.analysis.sweep.sides import Side
from counterpoise.analysis.sweep.standing import VACANT, Layout, Standing
from counterpoise.boolean.circuits import Seatings
from counterpoise.boolean.kernel_engine import MOST_LISTED
from counterpoise.boolean.kernels.circuit import AGREE, CARRY, PAPER, PRACTICE, STOP, TIES
from counterpoise.boolean.kernels.store import Integers, Truths
from counterpoise.domain.words import PersonId, PlaceId


class Eyes:
    """Examines standings in compiled code."""

    def __init__(self, asked: Asked) -> None:
        self.law: Compiled = compiled(asked.framework, asked.matters, asked.choices)
        self._seatings = Seatings(self.law.circuit, _groups(asked.layout))
        self._limit = max(asked.sets, 1)
        self._power = asked.power
        self._steps = np.array(self.law.first)
        self._against = np.array([matter.against is not None for matter in asked.matters])

    @staticmethod
    def suit(asked: Asked) -> bool:
        """Tell whether all that is asked can be answered so."""
        return asked.compiled and asked.compromise is None and asked.sets <= MOST_LISTED

    def side(
        self,
        standing: Standing,
        asked: Sequence[tuple[int, Sequence[int]]],
        held: Sequence[tuple[int, str]],
    ) -> Side | None:
        """Examine some matters, each with those it concerns, at one place; nothing where that is too large for it."""
        matters = np.array([matter for matter, _ in asked], dtype=np.int64)
        wanted = np.zeros(len(self._against), dtype=np.bool_)
        wanted[matters] = True
        persons = list(dict.fromkeys(person for person, _ in held))
        seen = self._seatings.examine(
            standing.holders, wanted=wanted, joined=persons, limit=self._limit, banzhaf=self._power
        )
        if seen is None:
            return None
        seen = seen._replace(joined=seen.joined[[persons.index(person) for person, _ in held]])
        return Side(standing, seen, matters, tuple([concerned for _, concerned in asked]), tuple(held))

    def answers(self, sides: Sequence[tuple[Side, Sequence[int]]]) -> Answers:
        """Tell the answers of some sides in columns; each matter of them stands where its number says."""
        order = np.argsort([row for _, rows in sides for row in rows])
        return answers_of([side for side, _ in sides], order, power=self._power)

    def suspicions(self, now: Side) -> Mapping[int, tuple[Ask, ...]]:
        """Say which C questions may find something, by matter; most matters are above suspicion."""
        told, rows = now.seen.told, now.seen.rows[now.matters]
        alone = np.diff(told.alone_first) > 0
        strong = _some(told.power[:, 2] > MORE_THAN_HALF, told.mighty_first)
        stops = alone[rows[:, :PRACTICE, STOP]].any(axis=1)
        asks = {
            _sole: alone[rows[:, :, CARRY]].any(axis=1),
            _weak: _some(now.seen.empty, self._steps)[now.matters],
            _own: stops & self._against[now.matters],
            _dominant: strong[rows[:, :PRACTICE, AGREE]].any(axis=1),
        }
        found: dict[int, tuple[Ask, ...]] = {}
        for ask, suspected in asks.items():
            for matter in now.matters[suspected].tolist():
                found[matter] = (*found.get(matter, ()), ask)
        return found

    def concentrated(
        self, scene: Scene, question: int, asks: Sequence[Ask], *, now: Side, other: Side | None
    ) -> Iterator[Seen]:
        """Ask some C questions of one matter: who is found is known, what it rests on is looked for."""
        look = Look(self.law, question, now, other)
        for ask in asks:
            yield from ask(scene, look)


def get_ready(asked: Asked) -> None:
    """Compile what answers places, or load what was compiled before: one place at which every seat is vacant is enough."""
    if Eyes.suit(asked):
        holders = np.full(asked.layout.width, VACANT, dtype=np.int16)
        Eyes(asked).side(Standing(PlaceId("-"), (), holders, frozenset(), {}), [(0, ())], ())


def _groups(layout: Layout) -> Integers:
    """Say of which office each column is a seat."""
    found = np.zeros(layout.width, dtype=np.int64)
    for number, office in enumerate(layout.framework.offices):
        columns = layout.columns(office)
        found[columns.start : columns.stop] = number
    return found


def _some(marked: Truths, first: Integers) -> Truths:
    """Tell of each list whether any entry is marked."""
    before = np.concatenate([[0], np.cumsum(marked)])
    found: Truths = before[first[1:]] > before[first[:-1]]
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """What compiled code saw of one matter at one place, as it stands and, where that is touched, without arrangements."""

    law: Compiled
    question: int
    now: Side
    other: Side | None


Ask = Callable[[Scene, Look], Iterator[Seen]]


def _sole(scene: Scene, look: Look) -> Iterator[Seen]:
    found: set[PersonId] = set()
    for reading, name in enumerate(READINGS):
        for person in look.now.alone(look.question, reading, CARRY):
            if person not in found and scene.structure.sits_here(person):
                found.add(person)
                yield sole_capture(scene, person, name)


def _weak(scene: Scene, look: Look) -> Iterator[Seen]:
    now, other = look.now, look.other
    for at in look.law.steps_of(look.question):
        step = look.law.steps[at]
        if now.seen.empty[at] and has_holder(scene.structure, step):
            still = scene.other is None or (
                other is not None and other.seen.empty[at] and has_holder(scene.other, step)
            )
            yield weak_check(scene, step, now.first_group(look.question), collapsed=not still)


def _own(scene: Scene, look: Look) -> Iterator[Seen]:
    against = scene.matter.against
    if against is None:
        return
    stopping = [look.now.alone(look.question, reading, STOP) for reading in (PAPER, TIES)]
    for person in scene.structure.roster.holders(against):
        for name, able in zip(READINGS[:2], stopping, strict=True):
            if person in able:
                yield own_case(scene, person, name)
                break


def _dominant(scene: Scene, look: Look) -> Iterator[Seen]:
    found: set[PersonId] = set()
    for reading in (PAPER, TIES):
        for person, share in look.now.strong(look.question, reading):
            if person not in found:
                found.add(person)
                yield dominance(scene, person, READINGS[reading], share)
