"""The roster: who holds which seat of one place, and of the places above it, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    """The seats of an audited place and its superiors on one day; the calendar ends here.

    `elsewhere` shows other places from where they stand: those at which somebody seated here, or a relative, holds a
    seat too, and so may be moved by whoever controls that office there.
    """

    place: PlaceId
    day: date
    framework: Framework
    chain: Mapping[Level, PlaceId]
    seats: Mapping[OfficeId, tuple[Seat, ...]]
    kin: tuple[Kin, ...] = ()
    elsewhere: tuple[Roster, ...] = ()

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

    def has(self, place: PlaceId) -> bool:
        """Tell whether a place is the audited one or stands above it."""
        return place in self.chain.values()

    def seen_from(self, place: PlaceId) -> Roster:
        """Give the roster in which a place stands: this one, or the one of another place."""
        if self.has(place):
            return self
        return next(other for other in self.neighbours() if other.has(place))

    def neighbours(self) -> tuple[Roster, ...]:
        """Give the rosters of other places; superiors they share with this one are seated as they are here."""
        return tuple(
            replace(other, seats={o: self._shared(o, seats) for o, seats in other.seats.items()})
            for other in self.elsewhere
        )

    def _shared(self, office: OfficeId, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
        return self.seats[office] if seats and self.has(seats[0].place) else seats


def unnamed_id(office: OfficeId, place: PlaceId, number: int) -> PersonId:
    """Name the person who holds a seat nobody told us about."""
    return PersonId(f"{office}@{place}#{number}")


def roster(case: Case, *, framework: Framework, place: Place, day: date) -> Roster:
    """List who holds which seat of a place and of the places above it on a day."""
    standing = [tenure for tenure in case.tenures if tenure.span.covers(day)]
    found = _seated(case, standing, framework=framework, place=place, day=day)
    if len(case.places) == len(frozenset(found.chain.values())):
        return found
    others = _linked(found, standing, case)
    return replace(
        found,
        elsewhere=tuple(_seated(case, standing, framework=framework, place=one, day=day) for one in others),
    )


def _seated(
    case: Case, standing: Iterable[Tenure], *, framework: Framework, place: Place, day: date
) -> Roster:
    chain = chain_of(case, framework=framework, place=place)
    here = frozenset(chain.values())
    held: dict[tuple[OfficeId, PlaceId, int], Tenure] = {}
    for tenure in standing:
        seat = (tenure.office, tenure.place, tenure.seat)
        if tenure.place in here and not (tenure.span.ended_unknown and seat in held):
            held[seat] = tenure
    seats: dict[OfficeId, tuple[Seat, ...]] = {}
    for office in framework.offices.values():
        at = chain.get(office.level)
        if at is not None:
            seats[office.id] = tuple(
                _seat(office.id, at, number, held.get((office.id, at, number)))
                for number in range(1, office.seats + 1)
            )
    return Roster(place.id, day, framework, chain, seats, case.kin)


def _linked(here: Roster, standing: Iterable[Tenure], case: Case) -> tuple[Place, ...]:
    """List other places where somebody here, or a relative, sits with ties of the office there; and so on from those."""
    held: dict[PersonId, list[Tenure]] = {}
    for tenure in standing:
        if tenure.person is not None and tenure.office in here.framework.offices:
            held.setdefault(tenure.person, []).append(tenure)
    related: dict[PersonId, list[PersonId]] = {}
    for kin in case.kin:
        related.setdefault(kin.a, []).append(kin.b)
        related.setdefault(kin.b, []).append(kin.a)
    seen = set(here.chain.values())
    known: set[PersonId] = set()
    found: list[Place] = []
    waiting = [p for p, tenures in held.items() if any(t.place in seen for t in tenures)]
    while waiting:
        person = waiting.pop()
        if person in known:
            continue
        known.add(person)
        waiting.extend(related.get(person, ()))
        for tenure in held.get(person, ()):
            place = case.places[tenure.place]
            seated = any(t.place in seen for t in held[person])
            if (
                (here.framework.offices[tenure.office].ties or not seated)
                and place.id not in seen
                and place.span.covers(here.day)
            ):
                chain = chain_of(case, framework=here.framework, place=place)
                found.append(place)
                seen.update(chain.values())
                waiting.extend(
                    p for p, tenures in held.items() if any(t.place in chain.values() for t in tenures)
                )
    return tuple(sorted(found, key=lambda p: p.id))


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
