"""What binds the holders of seats to others: the ties of their offices, here and elsewhere, and kin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from counterpoise.analysis.clerk import Group, members
from counterpoise.analysis.components import components
from counterpoise.analysis.law import Law, Offices
from counterpoise.domain.bodies import Tie
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import OfficeId, PersonId, PlaceId


class Bond(NamedTuple):
    """One tie of an office that somebody holds at a place, and the number of the roster in which it is seen."""

    office: OfficeId
    place: PlaceId
    tie: Tie
    at: int


class Ties:
    """The seats and relatives of some persons; the first roster is that of the place, others show other places.

    `seats` gives those of each person, and `offices` by the number, where there is one roster and somebody has them.
    """

    def __init__(
        self,
        law: Law,
        rosters: Sequence[Roster],
        persons: Sequence[PersonId],
        *,
        seats: Mapping[PersonId, Sequence[Seat]] | None = None,
        offices: Sequence[Offices] | None = None,
    ) -> None:
        self.persons = persons
        self._law = law
        self._rosters = rosters
        self._known_seats = seats
        self._known_offices = offices
        self._bonds: dict[int, tuple[Bond, ...]] = {}

    def bonds(self, number: int) -> tuple[Bond, ...]:
        """List the ties by which a person, by the number, is bound, in offices held here and then elsewhere."""
        known = self._bonds.get(number)
        if known is None:
            known = self._bonds[number] = tuple(self._bound(number))
        return known

    def _bound(self, number: int) -> Iterable[Bond]:
        if self._known_offices is not None:
            place, tied = self._rosters[0].place, self._law.ties_among(self._known_offices[number])
            return [Bond(office, place, tie, 0) for office, tie in tied]
        person, ties_of = self.persons[number], self._law.ties_of
        seats = [(0, seat) for seat in self.seats_of(person)] + self._elsewhere.get(person, [])
        return [Bond(seat.office, seat.place, tie, at) for at, seat in seats for tie in ties_of(seat.office)]

    def holdings_of(self, person: PersonId) -> tuple[Seat, ...]:
        """List the seats a person holds, here and then elsewhere."""
        return (*self.seats_of(person), *(seat for _, seat in self._elsewhere.get(person, ())))

    def seats_of(self, person: PersonId) -> Sequence[Seat]:
        """List the seats a person holds here."""
        return self._seats[0].get(person, ())

    def offices_in(self, at: int, group: Group) -> Offices:
        """Give the offices that some persons hold in one of the rosters, as bits."""
        found = 0
        if self._known_offices is not None:
            for number in members(group):
                found |= self._known_offices[number]
            return found
        for number in members(group):
            found |= self._law.all_of([s.office for s in self._seats[at].get(self.persons[number], ())])
        return found

    @cached_property
    def _seats(self) -> tuple[Mapping[PersonId, Sequence[Seat]], ...]:
        return tuple(map(_by_holder, self._rosters)) if self._known_seats is None else (self._known_seats,)

    @cached_property
    def _elsewhere(self) -> dict[PersonId, list[tuple[int, Seat]]]:
        """Gather what persons hold at other places, each seat once, with the number of the roster it is seen in."""
        held: dict[PersonId, list[tuple[int, Seat]]] = {}
        seen = set(self._rosters[0].chain.values())
        for at, other in enumerate(self._rosters[1:], 1):
            for person, seats in self._seats[at].items():
                new = [(at, seat) for seat in seats if seat.place not in seen]
                if new:
                    held.setdefault(person, []).extend(new)
            seen.update(other.chain.values())
        return held

    def relatives(self, person: PersonId) -> tuple[PersonId, ...]:
        """List everybody seated who is related to a person, through relatives who hold no seat too."""
        return self._kin.get(person, ())

    @cached_property
    def related(self) -> tuple[PersonId, ...]:
        """List everybody with a relative who is seated."""
        return tuple(person for person in self.persons if self._kin.get(person)) if self._kin else ()

    @cached_property
    def _kin(self) -> dict[PersonId, tuple[PersonId, ...]]:
        near: dict[PersonId, list[PersonId]] = {}
        for kin in self._rosters[0].kin:
            near.setdefault(kin.a, []).append(kin.b)
            near.setdefault(kin.b, []).append(kin.a)
        families: dict[PersonId, tuple[PersonId, ...]] = {}
        seated = frozenset(self.persons) if near else frozenset()
        for family in components(sorted(near), lambda p: near[p]):
            here = [p for p in sorted(family) if p in seated]
            for person in family:
                families[person] = tuple(p for p in here if p != person)
        return families


def _by_holder(roster: Roster) -> Mapping[PersonId, Sequence[Seat]]:
    """List the seats of each holder, in the order of the offices."""
    found: dict[PersonId, list[Seat]] = {}
    for seats in roster.seats.values():
        for seat in seats:
            if seat.holder is not None:
                found.setdefault(seat.holder, []).append(seat)
    return found
