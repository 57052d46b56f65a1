"""The roster: who holds which seat of one place, and of the places above it, on one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    _holders: dict[OfficeId, tuple[PersonId, ...]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def holders(self, office: OfficeId) -> tuple[PersonId, ...]:
        """List the distinct holders of an office in seat order; looked up once, for they are asked for again and again."""
        known = self._holders.get(office)
        if known is None:
            held = (s.holder for s in self.seats.get(office, ()) if s.holder is not None)
            known = self._holders[office] = tuple(dict.fromkeys(held))
        return known

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


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds what on one day, by place and by person, and who is related to whom: gathered once for many places."""

    day: date
    by_place: Mapping[PlaceId, Sequence[Tenure]]
    by_person: Mapping[PersonId, Sequence[Tenure]]
    related: Mapping[PersonId, Sequence[PersonId]]


def holders_on(case: Case, day: date) -> Holders:
    """Gather the tenures of a day."""
    by_place: dict[PlaceId, list[Tenure]] = {}
    by_person: dict[PersonId, list[Tenure]] = {}
    for tenure in case.tenures:
        if tenure.span.covers(day):
            by_place.setdefault(tenure.place, []).append(tenure)
            if tenure.person is not None:
                by_person.setdefault(tenure.person, []).append(tenure)
    related: dict[PersonId, list[PersonId]] = {}
    for kin in case.kin:
        related.setdefault(kin.a, []).append(kin.b)
        related.setdefault(kin.b, []).append(kin.a)
    return Holders(day, by_place, by_person, related)


def roster(
    case: Case, *, framework: Framework, place: Place, day: date, holders: Holders | None = None
) -> Roster:
    """List who holds which seat of a place and of the places above it on a day; `holders` spares many a search."""
    known = holders if holders is not None else holders_on(case, day)
    found = _seated(case, known, framework=framework, place=place)
    others = (_seated(case, known, framework=framework, place=one) for one in _linked(found, known, case))
    return replace(found, elsewhere=tuple(others))


def _seated(case: Case, holders: Holders, *, framework: Framework, place: Place) -> Roster:
    chain = chain_of(case, framework=framework, place=place)
    held: dict[tuple[OfficeId, PlaceId, int], Tenure] = {}
    for at in dict.fromkeys(chain.values()):
        for tenure in holders.by_place.get(at, ()):
            seat = (tenure.office, at, tenure.seat)
            if not (tenure.span.ended_unknown and seat in held):
                held[seat] = tenure
    seats: dict[OfficeId, tuple[Seat, ...]] = {}
    for office in framework.offices.values():
        where = chain.get(office.level)
        if where is not None:
            seats[office.id] = tuple(
                _seat(office.id, where, number, held.get((office.id, where, number)))
                for number in range(1, office.seats + 1)
            )
    return Roster(place.id, holders.day, framework, chain, seats, case.kin)


def _linked(here: Roster, holders: Holders, case: Case) -> tuple[Place, ...]:
    """List other places where somebody here, or a relative, sits with ties of the office there; and so on from those."""
    offices = here.framework.offices
    seen, known = set(here.chain.values()), set[PersonId]()
    found: list[Place] = []
    waiting = [t.person for place in seen for t in holders.by_place.get(place, ()) if t.office in offices]
    while waiting:
        person = waiting.pop()
        if person is None or person in known:
            continue
        known.add(person)
        waiting.extend(holders.related.get(person, ()))
        tenures = [t for t in holders.by_person.get(person, ()) if t.office in offices]
        for tenure in tenures:
            place = case.places[tenure.place]
            binds = offices[tenure.office].ties or not any(t.place in seen for t in tenures)
            if binds and place.id not in seen and place.span.covers(here.day):
                chain = frozenset(chain_of(case, framework=here.framework, place=place).values())
                found.append(place)
                waiting.extend(t.person for at in chain - seen for t in holders.by_place.get(at, ()))
                seen |= chain
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
