"""Have compiled code look at one place, and read from what it saw who is found where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

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
from counterpoise.analysis.sweep.suspects import Looking, Suspects, Suspicions
from counterpoise.boolean.circuits import Seatings
from counterpoise.boolean.kernel_engine import MOST_LISTED
from counterpoise.boolean.kernels.store import Integers
from counterpoise.domain.words import PlaceId


class Eyes:
    """Examines standings in compiled code."""

    def __init__(self, asked: Asked) -> None:
        self.law: Compiled = compiled(asked.framework, asked.matters, asked.choices)
        self._seatings = Seatings(self.law.circuit, _groups(asked.layout))
        self._limit = max(asked.sets, 1)
        self._power = asked.power
        self._many = len(asked.matters)
        self._looking = Looking(
            asked.layout,
            np.repeat(np.arange(self._many), np.diff(self.law.first)),
            np.array([matter.against is not None for matter in asked.matters]),
        )

    @staticmethod
    def suit(asked: Asked) -> bool:
        """Tell whether all that is asked can be answered so."""
        return asked.compiled and asked.compromise is None and asked.sets <= MOST_LISTED

    def side(
        self,
        standing: Standing,
        asked: Sequence[tuple[int, Sequence[int]]],
        held: Sequence[tuple[int, str]],
    ) -> Side:
        """Examine some matters, each with those it concerns, at one place; those too large for it are `lacking` in what is seen."""
        matters = np.array([matter for matter, _ in asked], dtype=np.int64)
        wanted = np.zeros(self._many, dtype=np.bool_)
        wanted[matters] = True
        persons = list(dict.fromkeys(person for person, _ in held))
        seen = self._seatings.examine(
            standing.holders, wanted=wanted, joined=persons, limit=self._limit, banzhaf=self._power
        )
        seen = seen._replace(joined=seen.joined[[persons.index(person) for person, _ in held]])
        return Side(standing, seen, matters, tuple([concerned for _, concerned in asked]), tuple(held))

    def answers(self, sides: Sequence[tuple[Side, Sequence[int]]]) -> Answers:
        """Tell the answers of some sides in columns; each matter of them stands where its number says."""
        order = np.argsort([row for _, rows in sides for row in rows])
        return answers_of([side for side, _ in sides], order, power=self._power)

    def suspicions(self, sides: Sequence[Side]) -> Suspicions:
        """Tell of which matters of some places, as they stand, the C questions may find something."""
        return self._looking.suspicions(sides)

    def concentrated(
        self, scene: Scene, suspects: Suspects, *, now: Side, other: Side | None, question: int
    ) -> Iterator[Seen]:
        """Ask the C questions of one matter but C05: who is found is known, what it rests on is looked for."""
        persons = scene.structure.persons
        for reading, person in suspects.alone:
            yield sole_capture(scene, persons[person], READINGS[reading])
        for at in suspects.empty:
            yield from self._weak(scene, at, now=now, other=other, question=question)
        if suspects.stopping and scene.matter.against is not None:
            for holder in scene.structure.roster.holders(scene.matter.against):
                stops = suspects.stopping.get(scene.structure.number[holder])
                if stops is not None:
                    yield own_case(scene, holder, READINGS[stops])

    def _weak(self, scene: Scene, at: int, *, now: Side, other: Side | None, question: int) -> Iterator[Seen]:
        """Tell of a check that changes nothing, if anybody holds it: whether it does so without arrangements too.

        What somebody holds is held by somebody without arrangements too, who steps aside where that one did.
        """
        step = self.law.steps[at]
        if has_holder(scene.structure, step):
            still = scene.other is None or (other is not None and other.seen.empty[at])
            yield weak_check(scene, step, now.first_group(question), collapsed=not still)


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
