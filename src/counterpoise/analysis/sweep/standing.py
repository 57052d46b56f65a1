"""Who holds which seat of one place on the day, as numbers: what rosters of many places are compared by.

Every place stands alone at each level of the framework. A person's number is the rank of the id among all persons of
the place, unnamed ones too, so that lists by id are lists by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """Rows of rosters on the day, as columns, place by place: the office by its number in the framework, the seat, who holds it.

    Nobody holds a vacant seat. `established` says of each place and office how many seats there are; `tenures` gives
    the row's tenure where a rule looks at how long an office is held.
    """

    places: tuple[PlaceId, ...]
    place: npt.NDArray[np.int32]
    office: npt.NDArray[np.int32]
    seat: npt.NDArray[np.int32]
    persons: Sequence[PersonId | None]
    established: npt.NDArray[np.int32]
    tenures: Mapping[int, Tenure]


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


def standings_of(layout: Layout, held: Held) -> list[Standing]:
    """Number the holders of every seat of some places: a seat without a row is held by an unnamed person."""
    start = np.array(list(layout.start.values()), dtype=np.int64)
    office = np.repeat(np.arange(len(start)), list(layout.seats.values()))
    there = np.arange(layout.width) - start[office] < held.established[:, office]
    row = np.full(there.shape, len(held.persons), dtype=np.int64)
    row[held.place, start[held.office] + held.seat - 1] = np.arange(len(held.persons))
    seats = [(one, number + 1) for one in layout.start for number in range(layout.seats[one])]
    silent = there & (row == len(held.persons))
    persons = [*held.persons, None]
    found = []
    for number, place in enumerate(held.places):
        rows: list[int] = row[number].tolist()
        names = [persons[one] for one in rows]
        nobody = np.flatnonzero(silent[number]).tolist()
        for at in nobody:
            names[at] = unnamed_id(seats[at][0], place, seats[at][1])
        tenures = {at: held.tenures[one] for at, one in enumerate(rows) if one in held.tenures}
        found.append(_standing(place, names, nobody, ~there[number], tenures))
    return found


def _standing(
    place: PlaceId,
    names: Sequence[PersonId | None],
    nobody: Sequence[int],
    lacking: npt.NDArray[np.bool_],
    tenures: Mapping[int, Tenure],
) -> Standing:
    """Number the persons of one place: those named nobody are unnamed, and some columns no seat at all."""
    persons = tuple(sorted({name for name in names if name is not None}))
    rank: dict[PersonId | None, int] = {person: number for number, person in enumerate(persons)}
    rank[None] = VACANT
    holders = np.array([rank[name] for name in names], dtype=np.int16)
    holders[lacking] = NO_SEAT
    return Standing(place, persons, holders, frozenset([rank[names[at]] for at in nobody]), tenures)


def roster_of(layout: Layout, standing: Standing, day: date) -> Roster:
    """Write a standing as the roster an audit looks at."""
    framework, holders = layout.framework, standing.holders.tolist()
    seats = {
        office: tuple(seats_of(standing, office, holders, layout.columns(office)))
        for office in framework.offices
    }
    chain = dict.fromkeys(framework.levels, standing.place)
    return Roster(standing.place, day, framework, chain, seats)


def seats_of(standing: Standing, office: OfficeId, holders: Sequence[int], columns: range) -> list[Seat]:
    """Write the columns of an office as its seats."""
    found: list[Seat] = []
    for number, at in enumerate(columns, 1):
        if holders[at] == NO_SEAT:
            break
        found.append(seat_at(standing, office, number, at=at, holder=holders[at]))
    return found


def seat_at(standing: Standing, office: OfficeId, number: int, *, at: int, holder: int) -> Seat:
    """Write one column as the seat it is."""
    person = None if holder == VACANT else standing.persons[holder]
    unnamed = holder in standing.unnamed
    return Seat(office, standing.place, number, person, unnamed, standing.tenures.get(at))


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
