"""Who sits where at all places of a batch, side by side: how many seats of each office each person holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.sweep.standing import NO_SEAT, Layout, Standing
from counterpoise.domain.institution import Framework
from counterpoise.domain.words import OfficeId

Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seated:
    """Seats by office, place and person; offices in the order of the framework, persons by their number at the place.

    `held` counts them, `holds` marks whoever has one, `here` whoever has one at the audited level.
    """

    layout: Layout
    number: Mapping[OfficeId, int]
    held: npt.NDArray[np.int32]
    holds: Truths
    here: Truths
    established: npt.NDArray[np.int32]
    holders: npt.NDArray[np.int64]
    unnamed: Truths

    @property
    def framework(self) -> Framework:
        """Give the framework whose offices these are."""
        return self.layout.framework

    def nobody(self) -> Truths:
        """Mark nobody at any place."""
        return np.zeros(self.unnamed.shape, dtype=np.bool_)

    def of(self, office: OfficeId) -> Truths:
        """Mark the holders of an office."""
        found: Truths = self.holds[self.number[office]]
        return found

    def of_any(self, offices: Iterable[OfficeId]) -> Truths:
        """Mark whoever holds any of some offices."""
        found: Truths = np.logical_or.reduce([self.nobody(), *map(self.of, offices)])
        return found

    def first_of(self, office: OfficeId, but: Truths) -> Integers:
        """Give the number of the holder of the first seat of an office, leaving some out; -1 where there is none."""
        columns = self.layout.columns(office)
        found = np.full(len(self.holders), -1, dtype=np.int64)
        places = np.arange(len(self.holders))
        for column in reversed(columns):
            holder = self.holders[:, column]
            counts = (holder >= 0) & ~but[places, holder]
            found = np.where(counts, holder, found)
        return found


def seated_of(layout: Layout, standings: Sequence[Standing]) -> Seated:
    """Lay places side by side."""
    number = {office: at for at, office in enumerate(layout.framework.offices)}
    shape = len(number), len(standings), max((len(one.persons) for one in standings), default=0) + 1
    holders = np.array([one.holders for one in standings], dtype=np.int64).reshape(-1, layout.width)
    office = np.zeros(layout.width, dtype=np.int64)
    for at, name in enumerate(number):
        columns = layout.columns(name)
        office[columns.start : columns.stop] = at
    place, column = np.nonzero(holders >= 0)
    held = np.zeros(shape, dtype=np.int32)
    np.add.at(held, (office[column], place, holders[place, column]), 1)
    established = np.zeros(shape[:2], dtype=np.int32)
    there = (holders != NO_SEAT).T
    np.add.at(established, office, there)
    unnamed = np.zeros(shape[1:], dtype=np.bool_)
    for at, one in enumerate(standings):
        unnamed[at, list(one.unnamed)] = True
    holds = held > 0
    levels = np.array([o.level == layout.framework.audits for o in layout.framework.offices.values()])
    here = np.any(holds[levels], axis=0)
    return Seated(layout, number, held, holds, here, established, holders, unnamed)
