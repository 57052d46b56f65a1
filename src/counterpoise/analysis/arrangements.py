"""Which arrangements are in force, who fulfils them, and the roster without them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.words import OfficeId, PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """One person who holds all the offices of an arrangement in force."""

    arrangement: Arrangement
    person: PersonId

    @property
    def offices(self) -> tuple[OfficeId, ...]:
        """List the offices of the arrangement and those that go with them."""
        return (*self.arrangement.offices, *self.arrangement.accompanying)


def in_force(arrangements: Sequence[Arrangement], roster: Roster) -> tuple[Arrangement, ...]:
    """List the arrangements in force at a place on a day: everywhere when they name no places."""
    here = frozenset(roster.chain.values())
    return tuple(
        a
        for a in arrangements
        if not a.pilots or any(p.place in here and p.span.covers(roster.day) for p in a.pilots)
    )


def holding_all(roster: Roster, offices: Sequence[OfficeId]) -> tuple[PersonId, ...]:
    """List the persons who hold every one of some offices."""
    first, *others = [roster.holders(office) for office in offices]
    return tuple(person for person in first if all(person in holders for holders in others))


def fulfilled(arrangements: Sequence[Arrangement], roster: Roster) -> tuple[Fulfilled, ...]:
    """List who fulfils which arrangement in force."""
    return tuple(
        Fulfilled(arrangement, person)
        for arrangement in in_force(arrangements, roster)
        if all(office in roster.seats for office in arrangement.offices)
        for person in holding_all(roster, arrangement.offices)
    )


def without(roster: Roster, held: Sequence[Fulfilled]) -> Roster:
    """Give every office of each arrangement after the first, with the seats that go with it, to one fresh person."""
    seats = dict(roster.seats)
    names: set[PersonId] = set()
    for one in held:
        office = one.arrangement.offices[1]
        fresh = fresh_name(office, roster.place_of(office), names)
        names.add(fresh)
        for office in one.offices[1:]:
            if office in seats:
                seats[office] = tuple(_given(seat, one.person, fresh) for seat in seats[office])
    return replace(roster, seats=seats)


def fresh_name(office: OfficeId, place: PlaceId, taken: Container[PersonId]) -> PersonId:
    """Name somebody who holds an office at a place without an arrangement."""
    name = PersonId(f"{office}@{place}#without")
    number = 2
    while name in taken:
        name = PersonId(f"{office}@{place}#without-{number}")
        number += 1
    return name


def _given(seat: Seat, giver: PersonId, fresh: PersonId) -> Seat:
    return replace(seat, holder=fresh, unnamed=False, tenure=None) if seat.holder == giver else seat
