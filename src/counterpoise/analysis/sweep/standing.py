"""Who holds which seat of one place on the day, as numbers: what rosters of many places are compared by.

Every place stands alone at each level of the framework. A person's number is the rank of the id among all persons of
the place, unnamed ones too, so that lists by id are lists by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from counterpoise.domain.institution import Framework
from counterpoise.domain.people import Tenure
from counterpoise.domain.rosters import Roster, Seat, unnamed_id
from counterpoise.domain.words import OfficeId, PersonId, PlaceId

Numbers = npt.NDArray[np.int16]

VACANT = -1
NO_SEAT = -2


@dataclass(frozen=True, slots=True)
class Held:
    """One row of a roster on the day: a seat and who holds it, nobody where it is vacant."""

    office: OfficeId
    seat: int
    person: PersonId | None
    tenure: Tenure | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of every seat that any place of a group may have: offices in the order of the framework."""

    framework: Framework
    start: Mapping[OfficeId, int]
    seats: Mapping[OfficeId, int]
    width: int

    def columns(self, office: OfficeId) -> range:
        """Give the columns of an office."""
        return range(self.start[office], self.start[office] + self.seats[office])


@dataclass(frozen=True, slots=True)
class Standing:
    """One place on the day: the persons by id, the number of the holder of each seat, and who is unnamed."""

    place: PlaceId
    persons: tuple[PersonId, ...]
    holders: Numbers
    unnamed: frozenset[int]
    tenures: Mapping[int, Tenure]


def layout_of(framework: Framework, established: Iterable[Mapping[OfficeId, int]]) -> Layout:
    """Make room for the most seats any place has established; `established` names only what differs."""
    most = {office.id: office.seats for office in framework.offices.values()}
    for seats in established:
        for office, number in seats.items():
            most[office] = max(most[office], number)
    start: dict[OfficeId, int] = {}
    width = 0
    for office_id, number in most.items():
        start[office_id] = width
        width += number
    return Layout(framework, start, most, width)


def standing_of(
    layout: Layout, place: PlaceId, rows: Iterable[Held], *, established: Mapping[OfficeId, int]
) -> Standing:
    """Number the holders of every seat: a seat without a row is held by an unnamed person."""
    names: list[PersonId | None] = [None] * layout.width
    told = bytearray(layout.width)
    tenures: dict[int, Tenure] = {}
    for row in rows:
        at = layout.start[row.office] + row.seat - 1
        names[at] = row.person
        told[at] = 1
        if row.tenure is not None:
            tenures[at] = row.tenure
    holders = np.full(layout.width, NO_SEAT, dtype=np.int16)
    unnamed: list[int] = []
    for office in layout.framework.offices.values():
        start = layout.start[office.id]
        for number in range(established.get(office.id, office.seats)):
            at = start + number
            if not told[at]:
                names[at] = unnamed_id(office.id, place, number + 1)
                unnamed.append(at)
            holders[at] = VACANT
    persons = tuple(sorted({name for name in names if name is not None}))
    rank = {person: number for number, person in enumerate(persons)}
    for at, name in enumerate(names):
        if name is not None:
            holders[at] = rank[name]
    return Standing(place, persons, holders, frozenset(int(holders[at]) for at in unnamed), tenures)


def roster_of(layout: Layout, standing: Standing, day: date) -> Roster:
    """Write a standing as the roster an audit looks at."""
    framework = layout.framework
    seats: dict[OfficeId, tuple[Seat, ...]] = {}
    for office in framework.offices:
        seats[office] = tuple(_seats(layout, standing, office))
    chain = dict.fromkeys(framework.levels, standing.place)
    return Roster(standing.place, day, framework, chain, seats)


def _seats(layout: Layout, standing: Standing, office: OfficeId) -> Iterable[Seat]:
    for number, at in enumerate(layout.columns(office)):
        holder = int(standing.holders[at])
        if holder == NO_SEAT:
            return
        yield Seat(
            office,
            standing.place,
            number + 1,
            None if holder == VACANT else standing.persons[holder],
            unnamed=holder in standing.unnamed,
            tenure=standing.tenures.get(at),
        )


def standing_of_roster(layout: Layout, roster: Roster) -> Standing:
    """Number the holders of a roster."""
    persons = tuple(
        sorted({s.holder for seats in roster.seats.values() for s in seats if s.holder is not None})
    )
    rank = {person: number for number, person in enumerate(persons)}
    holders = np.full(layout.width, NO_SEAT, dtype=np.int16)
    unnamed: set[int] = set()
    tenures: dict[int, Tenure] = {}
    for office, seats in roster.seats.items():
        for at, seat in zip(layout.columns(office), seats, strict=False):
            holders[at] = VACANT if seat.holder is None else rank[seat.holder]
            if seat.unnamed:
                unnamed.add(int(holders[at]))
            if seat.tenure is not None:
                tenures[at] = seat.tenure
    return Standing(roster.place, persons, holders, frozenset(unnamed), tenures)
