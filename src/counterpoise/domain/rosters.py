"""The roster: who holds which seat of one place, and of the places above it, on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counterpoise.domain.institution import ONLY_PLACE, Case, Framework, Place
from counterpoise.domain.people import Kin, Tenure
from counterpoise.domain.words import Level, OfficeId, PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat on the day: held by a person (perhaps an unnamed one), or vacant when there is no holder."""

    office: OfficeId
    place: PlaceId
    number: int
    holder: PersonId | None
    unnamed: bool = False
    tenure: Tenure | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The seats of an audited place and its superiors on one day; the calendar ends here."""

    place: PlaceId
    day: date
    framework: Framework
    chain: Mapping[Level, PlaceId]
    seats: Mapping[OfficeId, tuple[Seat, ...]]
    kin: tuple[Kin, ...] = ()

    def holders(self, office: OfficeId) -> tuple[PersonId, ...]:
        """List the distinct holders of an office in seat order."""
        held = (s.holder for s in self.seats.get(office, ()) if s.holder is not None)
        return tuple(dict.fromkeys(held))

    def seats_of(self, person: PersonId) -> tuple[Seat, ...]:
        """List the seats a person holds here."""
        return tuple(s for seats in self.seats.values() for s in seats if s.holder == person)

    def place_of(self, office: OfficeId) -> PlaceId:
        """Give the place at which an office of the framework sits."""
        return self.chain[self.framework.offices[office].level]


def unnamed_id(office: OfficeId, place: PlaceId, number: int) -> PersonId:
    """Name the person who holds a seat nobody told us about."""
    return PersonId(f"{office}@{place}#{number}")


def roster(case: Case, *, framework: Framework, place: Place, day: date) -> Roster:
    """List who holds which seat of a place and of the places above it on a day."""
    chain = chain_of(case, framework=framework, place=place)
    here = frozenset(chain.values())
    standing: dict[tuple[OfficeId, PlaceId, int], Tenure] = {}
    for tenure in case.tenures:
        if tenure.place in here and tenure.span.covers(day):
            standing[tenure.office, tenure.place, tenure.seat] = tenure
    seats: dict[OfficeId, tuple[Seat, ...]] = {}
    for office in framework.offices.values():
        at = chain.get(office.level)
        if at is not None:
            seats[office.id] = tuple(
                _seat(office.id, at, number, standing.get((office.id, at, number)))
                for number in range(1, office.seats + 1)
            )
    return Roster(place.id, day, framework, chain, seats, case.kin)


def chain_of(case: Case, *, framework: Framework, place: Place) -> dict[Level, PlaceId]:
    """Give the place at each level, from the audited one upwards; a case with one place has it at every level."""
    if place.id == ONLY_PLACE and len(case.places) == 1:
        return dict.fromkeys(framework.levels, place.id)
    chain: dict[Level, PlaceId] = {}
    at: Place | None = place
    while at is not None and at.level not in chain:
        chain[at.level] = at.id
        at = case.places.get(at.parent) if at.parent else None
    return chain


def _seat(office: OfficeId, place: PlaceId, number: int, tenure: Tenure | None) -> Seat:
    if tenure is None:
        return Seat(office, place, number, unnamed_id(office, place, number), unnamed=True)
    return Seat(office, place, number, tenure.person, tenure=tenure)
