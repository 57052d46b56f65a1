"""Who holds which offices on a day, as the public sees it: every office with its holder's address, a name where it is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet

from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.people import Person
from counterpoise.domain.rosters import Roster, roster
from counterpoise.domain.words import OfficeId, PersonId, PlaceId, Text
from counterpoise_site.examination.ranking import register_state
from counterpoise_site.public.models import Address
from counterpoise_site.public.publicity import shown_names
from counterpoise_site.register.disputed import seat_subject
from counterpoise_site.register.models import Place, Tenure
from counterpoise_site.register.snapshot import snapshot

_WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Holder:
    """One person as the public sees them: an address, and a name if that is public."""

    token: str
    name: str

    @property
    def label(self) -> Text:
        """Say who it is, without a name by a few letters of the address."""
        if self.name:
            return Text(self.name, self.name)
        return Text(f"Người giữ chức danh, mã {self.token[:6]}", f"Office-holder, code {self.token[:6]}")


@dataclass(frozen=True, slots=True)
class Held:
    """One seat: office, place and from when to when; without a holder it is vacant, `recorded` tells whether the register says so."""

    place: PlaceId
    place_name: Text
    office: OfficeId
    office_name: Text
    seat: int
    seats: int
    holder: Holder | None
    recorded: bool
    start: str
    end: str
    others: int

    @property
    def subject(self) -> str:
        """Write what a dispute about this seat is about."""
        return seat_subject(self.place, self.office, self.seat)


def holders_of(persons: Iterable[str]) -> dict[str, Holder]:
    """Give each person an address, a new one where there is none yet."""
    wanted = sorted(set(persons))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 400):
        some = wanted[start : start + 400]
        known = dict(Address.objects.filter(person__in=some).values_list("person", "token"))
        missing = [Address(person=person) for person in some if person not in known]
        Address.objects.bulk_create(missing, ignore_conflicts=True)
        if missing:
            known = dict(Address.objects.filter(person__in=some).values_list("person", "token"))
        found |= known
    names = shown_names(found)
    return {person: Holder(token, names.get(person, "")) for person, token in found.items()}


def at_place(case: Case, place: PlaceId, on: date) -> tuple[Held, ...]:
    """List the seats of a place on a day; none where no legal regime is known for it."""
    framework = case.framework_on(on)
    where = case.places.get(place)
    if framework is None or where is None:
        return ()
    standing = roster(case, framework=framework, place=where, day=on)
    persons = {
        seat.holder
        for office, seats in standing.seats.items()
        for seat in seats
        if seat.place == place and seat.holder is not None and not seat.unnamed and office
    }
    holders = holders_of(persons)
    counts = counted(on, persons)
    return tuple(_seats(standing, place, where.name, holders, counts))


def _seats(
    standing: Roster, place: PlaceId, name: Text, holders: dict[str, Holder], counts: dict[str, int]
) -> Iterable[Held]:
    for office, seats in standing.seats.items():
        for seat in seats:
            if seat.place != place:
                continue
            known = seat.holder if not seat.unnamed else None
            tenure = seat.tenure
            yield Held(
                place,
                name,
                office,
                standing.framework.offices[office].name,
                seat.number,
                len(seats),
                holders.get(known) if known else None,
                not seat.unnamed,
                str(tenure.span.start or "") if tenure else "",
                str(tenure.span.end or "") if tenure else "",
                max(0, counts.get(known, 1) - 1) if known else 0,
            )


def standing_tenures(on: date) -> QuerySet[Tenure]:
    """Give the tenures of every place on a day."""
    rows: Any = Tenure.objects.known_on(None)
    found: QuerySet[Tenure] = rows.filter(first_day__lte=on, last_day__gte=on, person__isnull=False).exclude(
        end="?"
    )
    return found


def counted(on: date, persons: Iterable[str]) -> dict[str, int]:
    """Count the offices each person holds on a day, at all places."""
    wanted = sorted(persons)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 400):
        rows = standing_tenures(on).filter(person__in=wanted[start : start + 400])
        for person, _, _ in set(rows.values_list("person", "place", "office")):
            if person is not None:
                found[person] = found.get(person, 0) + 1
    return found


def cumulated(on: date) -> list[tuple[str, int]]:
    """List persons with several offices on a day and how many, the most first; counted once for each state of the register."""
    key = f"public:cumulated:{register_state()}:{on.isoformat()}"
    found: list[tuple[str, int]] | None = cache.get(key)
    if found is None:
        rows = standing_tenures(on).values("person").annotate(n=Count("office")).filter(n__gt=1)
        found = [(row["person"] or "", row["n"]) for row in rows.order_by("-n", "person")]
        cache.set(key, found, _WEEK)
    return found


def of_person(person: str, known: tuple[Framework, ...]) -> tuple[Held, ...]:
    """List every tenure of one person, the latest first."""
    rows: Any = Tenure.objects.known_on(None)
    tenures = list(rows.filter(person=person).order_by("-first_day", "place", "office"))
    holder = holders_of([person])[person]
    return tuple(held_of(tenures, {person: holder}, known))


def held_of(
    tenures: Iterable[Tenure], holders: dict[str, Holder], known: tuple[Framework, ...]
) -> Iterable[Held]:
    """Say tenures in words."""
    listed = list(tenures)
    places: Any = Place.objects.known_on(None)
    names = {row.place: row.name for row in places.filter(place__in={one.place for one in listed})}
    for one in listed:
        if one.person is None:
            continue
        yield Held(
            PlaceId(one.place),
            names.get(one.place, Text(one.place, one.place)),
            OfficeId(one.office),
            office_name(OfficeId(one.office), one.first_day, known),
            one.seat,
            0,
            holders[one.person],
            True,
            one.start,
            one.end,
            0,
        )


def office_name(office: OfficeId, day: date, known: tuple[Framework, ...]) -> Text:
    """Name an office by the regime of the day, else by any that knows it."""
    order = sorted(known, key=lambda framework: not framework.valid.covers(day))
    found = next((one.offices[office].name for one in order if office in one.offices), None)
    return found or Text(office, office)


def public_case(place: str) -> Case:
    """Read a place as the public may: persons by address, names only where public, kinship and papers left out."""
    case = snapshot(place)
    holders = holders_of(tenure.person for tenure in case.tenures if tenure.person is not None)
    ids = {person: PersonId(holder.token) for person, holder in holders.items()}
    return Case(
        id=case.id,
        title=case.title,
        frameworks=case.frameworks,
        on=case.on,
        places=case.places,
        persons={ids[p]: Person(ids[p], holders[p].label.vi) for p in ids},
        tenures=tuple(
            replace(one, person=ids[one.person] if one.person else None, basis="") for one in case.tenures
        ),
    )
