"""One standing as formulas: its roster and what it holds are written down only as far as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.clerk import NO_ONE, Group
from counterpoise.analysis.law import Law, Offices
from counterpoise.analysis.reaching import Reaching
from counterpoise.analysis.structure import Choices, Listed, Structure
from counterpoise.analysis.sweep.fulfilling import without_them
from counterpoise.analysis.sweep.standing import NO_SEAT, Layout, Standing, seat_at, seats_of
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import OfficeId, PersonId

_MOST_REMEMBERED = 2_000
"""Of so many kinds of places is remembered what matters reach there."""


class Seating:
    """Writes standings as structures: what is the same at all places is looked up once."""

    def __init__(self, layout: Layout, day: date, choices: Choices, law: Law) -> None:
        self._layout = layout
        self._day = day
        self._choices = choices
        self._law = law
        self._seat_of = tuple(
            [(office, number) for office, seats in layout.seats.items() for number in range(1, seats + 1)]
        )
        self._bits = tuple([law.bit(office) for office, _ in self._seat_of])
        self._number_of = tuple([bit.bit_length() - 1 for bit in self._bits])
        self._known: dict[tuple[Offices, ...], Reaching] = {}

    def structure(self, standing: Standing) -> Structure:
        """Write one place as a structure."""
        framework = self._layout.framework
        holders: list[int] = standing.holders.tolist()
        seats = _Seats(self._layout, standing, holders)
        chain = dict.fromkeys(framework.levels, standing.place)
        roster = Roster(standing.place, self._day, framework, chain, seats)
        held = _Held(self._seat_of, self._bits, standing, holders)
        listed = Listed(
            standing.persons,
            held,
            held.offices,
            seats.seated,
            lambda: self._reaching(held.offices, holders),
        )
        return Structure(roster, self._choices, law=self._law, listed=listed)

    def without(self, standing: Standing, one: Fulfilled) -> Structure:
        """Write one place as a structure in which an arrangement is not fulfilled."""
        number = standing.persons.index(one.person)
        return self.structure(without_them(self._layout, standing, [(one.offices, number)]))

    def _reaching(self, offices: Sequence[Offices], holders: Sequence[int]) -> Reaching:
        """Give what matters reach at a place; places at which the holders of offices are bound alike share it."""
        beside = [0] * len(self._layout.start)
        bound = [one & self._law.all_tied for one in offices]
        for office, holder in zip(self._number_of, holders, strict=True):
            if holder >= 0:
                beside[office] |= bound[holder]
        key = tuple(beside)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = Reaching(self._law, key)
        return known


class _Seats(Mapping[OfficeId, tuple[Seat, ...]]):
    """The seats of each office of a place."""

    def __init__(self, layout: Layout, standing: Standing, holders: Sequence[int]) -> None:
        self._layout = layout
        self._standing = standing
        self._holders = holders
        self._made: dict[OfficeId, tuple[Seat, ...]] = {}

    def __getitem__(self, office: OfficeId) -> tuple[Seat, ...]:
        known = self._made.get(office)
        if known is None:
            known = self._made[office] = tuple(
                seats_of(self._standing, office, self._holders, self._layout.columns(office))
            )
        return known

    def __contains__(self, office: object) -> bool:
        return office in self._layout.start

    def __iter__(self) -> Iterator[OfficeId]:
        return iter(self._layout.start)

    def __len__(self) -> int:
        return len(self._layout.start)

    def seated(self, office: OfficeId) -> list[Group]:
        """Give who sits on each seat of an office, as bits in the order of ids."""
        start, seats = self._layout.start[office], self._layout.seats[office]
        there = self._holders[start : start + seats]
        return [1 << one if one >= 0 else NO_ONE for one in there if one != NO_SEAT]


class _Held(Mapping[PersonId, Sequence[Seat]]):
    """The seats of each person of a place, in the order of the offices."""

    def __init__(
        self,
        seat_of: Sequence[tuple[OfficeId, int]],
        bits: Sequence[Offices],
        standing: Standing,
        holders: Sequence[int],
    ) -> None:
        self._seat_of = seat_of
        self._bits = bits
        self._standing = standing
        self._holders = holders
        self._made: dict[PersonId, tuple[Seat, ...]] = {}

    @cached_property
    def _columns(self) -> dict[PersonId, list[int]]:
        columns: list[list[int]] = [[] for _ in self._standing.persons]
        for at, one in enumerate(self._holders):
            if one >= 0:
                columns[one].append(at)
        return dict(zip(self._standing.persons, columns, strict=True))

    def __getitem__(self, person: PersonId) -> tuple[Seat, ...]:
        known = self._made.get(person)
        if known is None:
            known = self._made[person] = tuple([self._written(at) for at in self._columns[person]])
        return known

    def _written(self, at: int) -> Seat:
        office, number = self._seat_of[at]
        return seat_at(self._standing, office, number, at=at, holder=self._holders[at])

    @cached_property
    def offices(self) -> list[Offices]:
        """Give the offices of everybody, by the number, as bits."""
        found = [0] * len(self._standing.persons)
        for bit, one in zip(self._bits, self._holders, strict=True):
            if one >= 0:
                found[one] |= bit
        return found

    def __iter__(self) -> Iterator[PersonId]:
        return iter(self._standing.persons)

    def __len__(self) -> int:
        return len(self._standing.persons)
