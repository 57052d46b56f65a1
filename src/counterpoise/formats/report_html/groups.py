"""Groups of persons in words: named persons by name, unnamed ones counted by office."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.analysis.findings import Sets
from counterpoise.domain.vietnamese import alphabetical
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.report_html.edition import Edition

MOST_GROUPS = 2
MOST_PERSONS = 5


def parts_of(edition: Edition, persons: Iterable[PersonId], place: PlaceId) -> list[str]:
    """Say who is meant, one entry for a named person and one for all unnamed holders of one office."""
    named: list[str] = []
    unnamed: dict[OfficeId, list[PersonId]] = {}
    for person in persons:
        office = unnamed_office(edition, person)
        if office is None:
            named.append(edition.person(person, place))
        else:
            unnamed.setdefault(office, []).append(person)
    counted = (_unnamed_in_words(edition, office, those, place) for office, those in unnamed.items())
    return [*sorted(named, key=alphabetical), *counted]


def unnamed_office(edition: Edition, person: PersonId) -> OfficeId | None:
    """Find the office whose seat an unnamed person stands for; none for a person of the case."""
    office, at, _ = person.partition("@")
    return OfficeId(office) if at and edition.registered(person) is None else None


def smallest_groups(edition: Edition, sets: Sets, place: PlaceId) -> tuple[str, ...]:
    """Say the groups of the smallest size, each wording once, at most a few; large groups only by their size."""
    size = min(map(len, sets), default=0)
    if size > MOST_PERSONS:
        return (edition.count("persons_n", size),)
    smallest = (group for group in sets if len(group) == size)
    said = dict.fromkeys(edition.list_of(parts_of(edition, group, place)) for group in smallest)
    return tuple(said)[:MOST_GROUPS]


def one_smallest_group(edition: Edition, sets: Sets, place: PlaceId) -> str:
    """Spell out the first of the smallest groups, however large; groups come smallest first."""
    return edition.list_of(parts_of(edition, sets[0], place)) if sets else "–"


def _unnamed_in_words(edition: Edition, office: OfficeId, persons: list[PersonId], place: PlaceId) -> str:
    if len(persons) == 1:
        return edition.person(persons[0], place)
    return edition.word("unnamed_of", n=edition.whole(len(persons)), office=edition.office(office))
