"""Findings that many places share, before they become rows: what is told, where, and of whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.analysis.rules import weight_of
from counterpoise.analysis.sweep.patterns import alike
from counterpoise.analysis.sweep.seated import Integers, Truths
from counterpoise.analysis.sweep.told import ToldFinding
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.rules import Rule
from counterpoise.domain.words import OfficeId


@dataclass(frozen=True, slots=True)
class Found:
    """One finding at some places: in each row the numbers of the persons there for whom its local numbers stand."""

    told: ToldFinding
    places: Integers
    persons: Integers

    @classmethod
    def at(cls, told: ToldFinding, places: Integers) -> Found:
        """Tell a finding that names nobody."""
        return cls(told, places, np.zeros((len(places), 0), dtype=np.int64))

    @classmethod
    def of(cls, told: ToldFinding, places: Integers, persons: Integers) -> Found:
        """Tell a finding that names one person in each row."""
        return cls(told, places, persons[:, None])


def breach(
    rule: Rule,
    *,
    persons: int = 0,
    offices: Sequence[OfficeId] = (),
    matter: Matter | None = None,
    steps: Sequence[Step] = (),
) -> ToldFinding:
    """Tell the breach of a rule by so many persons."""
    weight = weight_of(rule)
    return ToldFinding(
        weight.code,
        int(weight.severity),
        None if weight.capped_from is None else int(weight.capped_from),
        None,
        None if matter is None else matter.id,
        tuple(step.id for step in steps),
        tuple(range(persons)),
        tuple(offices),
        (),
    )


def sorted_by_marks(who: Truths, marks: Truths) -> Iterator[tuple[list[int], Integers, Integers]]:
    """Sort persons by which marks they bear: those marks, the places and the persons."""
    marked = np.flatnonzero(who)
    if not len(marked):
        return
    place, person = np.divmod(marked, who.shape[1])
    borne = marks[:, place, person].T.astype(np.uint64)
    first, kind = alike(borne)
    for number, at in enumerate(first.tolist()):
        rows = np.flatnonzero(kind == number)
        yield np.flatnonzero(borne[at]).tolist(), place[rows], person[rows]


def sorted_by_number(who: Truths) -> Iterator[tuple[Integers, Integers]]:
    """Sort places by how many persons are marked there: the places, and the persons of each in order of their ids."""
    counts = who.sum(axis=1)
    for count in np.unique(counts[counts > 0]).tolist():
        places = np.flatnonzero(counts == count)
        yield places, np.nonzero(who[places])[1].reshape(len(places), count)
