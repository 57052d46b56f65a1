"""A case without names, for what is shown to everybody: persons by number, the offices they hold where a sentence needs a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from counterpoise.domain.institution import Case
from counterpoise.domain.names import Names
from counterpoise.domain.people import Person
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import OfficeId, PersonId, Text

_NUMBERED = re.compile(r"\bnguoi-\d+\b")
_MOST_OFFICES = 3
_REVIEWER = Text("người đối chiếu", "reviewer")


def veiled(case: Case) -> Case:
    """Replace every person by a number and leave out what might name one: grounds of rows, evidence, figures."""
    numbers = _numbers(case)
    return replace(
        case,
        persons={
            number: Person(number, "", case.persons[one].compromise if one in case.persons else None)
            for one, number in numbers.items()
        },
        kin=tuple(replace(one, a=numbers[one.a], b=numbers[one.b]) for one in case.kin),
        tenures=tuple(
            replace(one, person=numbers[one.person] if one.person else None, basis="") for one in case.tenures
        ),
        exceptions=tuple(
            replace(one, person=numbers.get(one.person) if one.person else None) for one in case.exceptions
        ),
        reviews=tuple(replace(one, by=_REVIEWER, note=None) for one in case.reviews),
        indicators=(),
        evidence=(),
    )


def public_part(case: Case) -> Case:
    """Leave out of a veiled case what is nobody's business (kinship, chances given to persons), and what points outside it."""
    return replace(
        case,
        persons={one: Person(one) for one in case.persons},
        kin=(),
        arrangements=tuple(_within(case)),
        exceptions=tuple(one for one in case.exceptions if one.place is None or one.place in case.places),
    )


def _within(case: Case) -> Iterator[Arrangement]:
    """Give the arrangements with their pilots at known places; one whose pilots are all elsewhere is not in force here."""
    for one in case.arrangements:
        pilots = tuple(pilot for pilot in one.pilots if pilot.place in case.places)
        if pilots or not one.pilots:
            yield replace(one, pilots=pilots)


def by_offices(said: Text, names: Names, roster: Roster, offices: Iterable[OfficeId]) -> Text:
    """Say who is meant by the offices held, first those a finding is about, where a sentence has a number."""
    wanted = tuple(offices)
    return Text(
        _spoken(said.vi, roster, wanted, names, "vi"),
        _spoken(said.en, roster, wanted, names, "en"),
    )


_WHOEVER = {
    "vi": ("người giữ chức danh {}", "một người không giữ chức danh ở đây"),
    "en": ("whoever holds {}", "somebody who holds no office here"),
}


def _spoken(said: str, roster: Roster, wanted: tuple[OfficeId, ...], names: Names, language: str) -> str:
    whoever, nobody = _WHOEVER[language]

    def offices_of(found: re.Match[str]) -> str:
        held = tuple(dict.fromkeys(seat.office for seat in roster.seats_of(PersonId(found[0]))))
        asked = tuple(office for office in held if office in wanted) or held[:_MOST_OFFICES]
        spoken = ", ".join(names.office(office).of(language) for office in asked)
        return whoever.format(spoken) if spoken else nobody

    words = _NUMBERED.sub(offices_of, said)
    return words[:1].upper() + words[1:]


def _numbers(case: Case) -> Mapping[PersonId, PersonId]:
    seated = (one.person for one in case.tenures if one.person is not None)
    related = (person for one in case.kin for person in (one.a, one.b))
    excepted = (one.person for one in case.exceptions if one.person is not None)
    order = dict.fromkeys((*seated, *related, *excepted, *case.persons))
    return {person: PersonId(f"nguoi-{number}") for number, person in enumerate(order, start=1)}
