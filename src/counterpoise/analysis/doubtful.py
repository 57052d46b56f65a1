"""Which tenures have a partial date that could change an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoise.analysis.structure import Structure
from counterpoise.domain.institution import Case
from counterpoise.domain.matters import Matter
from counterpoise.domain.people import Tenure
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import OfficeId, PersonId, PlaceId

Seats = frozenset[tuple[OfficeId, PlaceId]]


def doubtful_tenures(
    case: Case, structure: Structure, matters: Sequence[Matter], *, arrangements: Sequence[Arrangement]
) -> Iterator[Tenure]:
    """List the tenures that may or may not cover the day, and would be felt: by their seat, or by their person.

    A seat is felt when a matter reaches it or an arrangement in force joins it; a person, when a matter reaches that
    person or a relative, and the office binds its holder or makes the person one who may act.
    """
    persons, seats = _felt(structure, matters, arrangements)
    for tenure in case.tenures:
        if tenure.office not in structure.framework.offices:
            continue
        if tenure.span.is_doubtful_on(structure.roster.day) and (
            (tenure.office, tenure.place) in seats or _binds(structure, tenure, persons)
        ):
            yield tenure


def _felt(
    structure: Structure, matters: Sequence[Matter], arrangements: Sequence[Arrangement]
) -> tuple[frozenset[PersonId], Seats]:
    roster = structure.roster
    supports = [structure.support(matter) for matter in matters]
    here = {office for one in supports for office in one.offices}
    here |= {office for one in arrangements for office in one.offices}
    seats = {(office, roster.place_of(office)) for office in here if office in roster.seats}
    persons = frozenset(person for one in supports for person in one.persons)
    return persons, frozenset(seats).union(*(one.elsewhere for one in supports))


def _binds(structure: Structure, tenure: Tenure, persons: frozenset[PersonId]) -> bool:
    """Tell whether the row would move somebody felt, or bring in a relative who moves one."""
    if tenure.person is None:
        return False
    if tenure.person in persons and structure.ties_of(tenure.office):
        return True
    seated = tenure.person in structure.number and len(structure.holdings_of(tenure.person)) > 1
    return not seated and not persons.isdisjoint(structure.relatives(tenure.person))
