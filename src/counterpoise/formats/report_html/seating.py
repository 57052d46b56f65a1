"""Who sits where, arranged for a picture and a table: bands of offices by body, and a lane for each busy person."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.domain.bodies import Office
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.rosters import Roster, Seat
from counterpoise.domain.vietnamese import alphabetical
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.report_html.edition import Edition

_MOST_NAMES = 3

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lane:
    """One person with several offices: the line that joins them, and whether an arrangement makes it so."""

    letter: str
    person: PersonId
    name: str
    offices: tuple[OfficeId, ...]
    arranged: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One office: which lanes cross it, and the lines that say who else sits there (kind, words)."""

    name: str
    lanes: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The offices of one body."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Seating:
    """Everything the picture of one place shows."""

    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    above: tuple[Band, ...]
    left_out: bool


def seating(edition: Edition, roster: Roster) -> Seating:
    """Arrange the seats of a place; of the offices above it only those with a known holder."""
    lanes = lanes_of(edition, roster)
    here = [office for office in _offices(roster) if is_here(roster, office)]
    above = [office for office in _offices(roster) if not is_here(roster, office)]
    known = [office for office in above if any(s.holder and not s.unnamed for s in roster.seats[office.id])]
    return Seating(
        lanes,
        _bands(edition, roster, here, lanes),
        _bands(edition, roster, known, lanes),
        len(known) < len(above),
    )


def lanes_of(edition: Edition, roster: Roster) -> tuple[Lane, ...]:
    """List the persons with two offices or more: those of an arrangement first, then by number of offices."""
    held = edition.held.get(roster.place, {})
    several = {person: offices for person, offices in held.items() if len(offices) > 1}
    arranged = {
        person: bool(arrangements_of(edition, roster, offices)) for person, offices in several.items()
    }
    names = {person: edition.person(person, roster.place) for person in several}
    order = sorted(several, key=lambda p: (not arranged[p], -len(several[p]), alphabetical(names[p]), p))
    return tuple(
        Lane(_letter(place), person, names[person], several[person], arranged[person])
        for place, person in enumerate(order)
    )


def arrangements_of(
    edition: Edition, roster: Roster, offices: tuple[OfficeId, ...]
) -> tuple[Arrangement, ...]:
    """List the arrangements in force at the place that these offices in one hand fulfil."""
    every = edition.audit.case.arrangements_with(edition.audit.framework)
    return tuple(a for a in every if set(a.offices) <= set(offices) and _in_force(a, roster))


def is_here(roster: Roster, office: Office) -> bool:
    """Tell whether an office belongs to the audited place itself."""
    return office.level == roster.framework.audits


def body_titles(edition: Edition, roster: Roster) -> dict[OfficeId, list[str]]:
    """Name the bodies each office belongs to."""
    titles: dict[OfficeId, list[str]] = {}
    for body in roster.framework.bodies.values():
        for office in body.members:
            titles.setdefault(office, []).append(body.name.of(edition.language))
    return titles


def seats_in_words(edition: Edition, seats: tuple[Seat, ...], place: PlaceId) -> list[Line]:
    """Say who sits there: a few names one by one, many by their number, then the unnamed, then the vacant."""
    names = [edition.person(s.holder, place) for s in seats if s.holder is not None and not s.unnamed]
    said = [("named", name) for name in names]
    if len(names) > _MOST_NAMES:
        said = [("named", edition.count("named_n", len(names)))]
    for kind, n in (
        ("unnamed", sum(s.unnamed for s in seats)),
        ("vacant", sum(s.holder is None for s in seats)),
    ):
        if n:
            alone = n == len(seats) == 1
            said.append((kind, edition.word(f"{kind}_one") if alone else edition.count(f"{kind}_n", n)))
    return said


def _offices(roster: Roster) -> list[Office]:
    return [roster.framework.offices[office] for office in roster.seats]


def _bands(
    edition: Edition, roster: Roster, offices: list[Office], lanes: tuple[Lane, ...]
) -> tuple[Band, ...]:
    titles = body_titles(edition, roster)
    bands: dict[str, list[Row]] = {}
    for office in offices:
        title = titles.get(office.id, [edition.word("other_offices")])[0]
        bands.setdefault(title, []).append(_row(edition, roster, office, lanes))
    return tuple(Band(title, tuple(rows)) for title, rows in bands.items())


def _row(edition: Edition, roster: Roster, office: Office, lanes: tuple[Lane, ...]) -> Row:
    seats = roster.seats[office.id]
    crossing = tuple(n for n, lane in enumerate(lanes) if office.id in lane.offices)
    busy = {lanes[n].person for n in crossing}
    others = tuple(s for s in seats if s.holder not in busy)
    lines = [("lanes", ", ".join(lanes[n].letter for n in crossing))] if crossing else []
    lines += seats_in_words(edition, others, roster.place)
    return Row(edition.office(office.id), crossing, tuple(lines))


def _in_force(arrangement: Arrangement, roster: Roster) -> bool:
    if not arrangement.pilots:
        return True
    return any(p.place == roster.place and p.span.covers(roster.day) for p in arrangement.pilots)


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)
