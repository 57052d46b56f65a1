"""What binds the holders of seats to others: the ties of their offices, here and elsewhere, and kin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterpoise.analysis.components import components
from counterpoise.analysis.law import Law, Offices
from counterpoise.domain.bodies import Tie
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import PersonId


@dataclass(frozen=True, slots=True)
class Bond:
    """One tie of a seat that somebody holds, and the number of the roster in which it is seen."""

    seat: Seat
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
        offices: Callable[[int], Offices] | None = None,
    ) -> None:
        self.persons = persons
        self._law = law
        self._rosters = rosters
        self._known_seats = seats
        self._known_offices = offices
        self._bonds: dict[PersonId, tuple[Bond, ...]] = {}

    def bonds(self, person: PersonId) -> tuple[Bond, ...]:
        """List the ties by which a person is bound, in offices held here and then elsewhere."""
        known = self._bonds.get(person)
        if known is None:
            seats = [(0, seat) for seat in self.seats_of(person)] + self._elsewhere.get(person, [])
            ties_of = self._law.ties_of
            known = self._bonds[person] = tuple(
                [Bond(seat, tie, at) for at, seat in seats for tie in ties_of(seat.office)]
            )
        return known

    def holdings_of(self, person: PersonId) -> tuple[Seat, ...]:
        """List the seats a person holds, here and then elsewhere."""
        return (*self.seats_of(person), *(seat for _, seat in self._elsewhere.get(person, ())))

    def seats_of(self, person: PersonId) -> Sequence[Seat]:
        """List the seats a person holds here."""
        return self._seats[0].get(person, ())

    def offices_in(self, at: int, number: int) -> Offices:
        """Give the offices that a person, by the number, holds in one of the rosters, as bits."""
        if self._known_offices is not None:
            return self._known_offices(number)
        return self._law.all_of([seat.office for seat in self._seats[at].get(self.persons[number], ())])

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

    @property
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
