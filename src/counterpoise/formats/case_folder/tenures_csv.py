"""Read tenures.csv and give every tenure its seat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from counterpoise.domain.institution import Place
from counterpoise.domain.people import VACANT, Person, Tenure
from counterpoise.domain.words import OfficeId, PersonId, PlaceId
from counterpoise.formats.case_folder.csv_tables import TENURES, Row, check_columns, read_rows
from counterpoise.formats.case_folder.known import Known
from counterpoise.formats.case_folder.names import check_known
from counterpoise.formats.case_folder.persons_csv import only_place_columns, person_of, place_of
from counterpoise.formats.case_folder.problems import Problems, both
from counterpoise.formats.case_folder.shapes import Name, short
from counterpoise.formats.case_folder.spans import span

_SEAT = re.compile(r"[1-9][0-9]{0,8}")
_UNSEATED = 0


@dataclass(frozen=True, slots=True)
class _Claim:
    """A row that asks for a seat: its number, or none yet."""

    row: Row
    tenure: Tenure
    seats: int

    def clashes(self, other: _Claim) -> bool:
        return self.tenure.span.overlaps(other.tenure.span)

    def meets(self, other: _Claim) -> bool:
        """Tell whether some day is in both, the first of a span that ended on an unknown day too."""
        one, two = self.tenure.span, other.tenure.span
        return one.first <= two.last and two.first <= one.last

    @property
    def who(self) -> str:
        return short(self.tenure.person or VACANT)


def read_tenures(
    text: str,
    known: Known,
    *,
    places: dict[PlaceId, Place],
    persons: Mapping[PersonId, Person] | None,
    problems: Problems,
) -> tuple[tuple[Tenure, ...], frozenset[PersonId]]:
    """Read the tenures in file order, each with its seat, and every person named there."""
    rows, columns = read_rows(text, TENURES, problems=problems)
    check_columns(columns, TENURES, optional=only_place_columns(places), problems=problems)
    if not {"office", "person"} <= columns:
        return (), frozenset()
    claims = [_claim(row, known, places=places, columns=columns, problems=problems) for row in rows]
    sound = [claim for claim in claims if claim is not None]
    _warn_of_strangers(sound, persons, problems=problems)
    _warn_of_days(sound, places, problems=problems)
    return _seated(sound, problems=problems), frozenset(PersonId(row["person"]) for row in rows)


def _claim(
    row: Row, known: Known, *, places: dict[PlaceId, Place], columns: Collection[str], problems: Problems
) -> _Claim | None:
    place = place_of(row, places, columns, problems=problems)
    office = OfficeId(row.one_line("office", problems=problems))
    person = person_of(row, "person", known, problems=problems)
    first, last = row.date("from", problems=problems), row.end("to", problems=problems)
    held = span(first, last, at=row.spot("to"), problems=problems)
    sound = _check_office(row, office, place, known=known, places=places, problems=problems)
    seats = known.seats(office, held) if office in known.offices else 0
    seat = _seat(row, seats, problems=problems)
    undated = (row["from"] and first is None) or (row["to"] and last is None)
    if not sound or person is None or seat is None or undated:
        return None
    holder = None if person == VACANT else person
    return _Claim(row, Tenure(place, office, seat, holder, held, row["basis"], row.line), seats)


def _check_office(
    row: Row,
    office: OfficeId,
    place: PlaceId,
    *,
    known: Known,
    places: dict[PlaceId, Place],
    problems: Problems,
) -> bool:
    if not office or not known.complete:
        return False
    at = row.spot("office")
    if not check_known(Name(office, at), known.offices, what=("chức danh", "office"), problems=problems):
        return False
    if "place" not in row.cells or place not in places:
        return place in places
    levels = known.levels_of(office)
    kind = places[place].level
    if kind in known.levels and kind not in levels:
        of = ", ".join(sorted(levels))
        problems.add(
            at,
            both(
                f"“{office}” là chức danh cấp {of}, còn “{place}” là {kind}",
                f"“{office}” is an office of level {of}, but “{place}” is a {kind}",
            ),
            both(
                f"ghi địa bàn cấp {of}, hoặc chức danh khác", f"name a place of level {of}, or another office"
            ),
        )
        return False
    return True


def _seat(row: Row, seats: int, *, problems: Problems) -> int | None:
    text = row["seat"]
    if not text:
        return _UNSEATED
    if _SEAT.fullmatch(text) and (not seats or int(text) <= seats):
        return int(text)
    problems.add(
        row.spot("seat"),
        both(f"không có ghế “{short(text)}”", f"there is no seat “{short(text)}”"),
        both(
            f"viết số ghế từ 1 đến {seats or '…'}, hoặc để trống",
            f"write a seat from 1 to {seats or '…'}, or leave it empty",
        ),
    )
    return None


def _warn_of_strangers(
    claims: Iterable[_Claim], persons: Mapping[PersonId, Person] | None, *, problems: Problems
) -> None:
    for claim in claims if persons is not None else ():
        person = claim.tenure.person
        if person is not None and person not in (persons or {}):
            problems.warn(
                claim.row.spot("person"),
                both(f"“{claim.who}” không có trong persons.csv", f"“{claim.who}” is not in persons.csv"),
                both("thêm vào persons.csv, hoặc kiểm tra mã", "add the person there, or check the id"),
            )


def _warn_of_days(claims: Iterable[_Claim], places: Mapping[PlaceId, Place], *, problems: Problems) -> None:
    for claim in claims:
        place, held = places[claim.tenure.place], claim.tenure.span
        if held.last < place.span.first or held.first > place.span.last:
            problems.warn(
                claim.row.spot("place"),
                both(
                    f"“{place.id}” không tồn tại trong những ngày này",
                    f"“{place.id}” does not exist on these days",
                ),
                both("kiểm tra ngày ở đây và ở places.csv", "check the dates here and in places.csv"),
            )


def _seated(claims: list[_Claim], *, problems: Problems) -> tuple[Tenure, ...]:
    taken: dict[tuple[PlaceId, OfficeId], dict[int, list[_Claim]]] = defaultdict(lambda: defaultdict(list))
    seat_of: dict[int, int] = {}
    for claim in claims:
        if claim.tenure.seat != _UNSEATED:
            seat_of[claim.row.line] = claim.tenure.seat
            _take(claim, claim.tenure.seat, taken[claim.tenure.place, claim.tenure.office], problems=problems)
    for claim in claims:
        if claim.tenure.seat == _UNSEATED:
            here = taken[claim.tenure.place, claim.tenure.office]
            seat = _free_seat(claim, here)
            if seat is None:
                _note_full(claim, here, problems=problems)
                continue
            seat_of[claim.row.line] = seat
            here[seat].append(claim)
    return tuple(
        Tenure(t.place, t.office, seat_of[t.line], t.person, t.span, t.basis, t.line)
        for t in (claim.tenure for claim in claims)
        if t.line in seat_of
    )


def _take(claim: _Claim, seat: int, here: dict[int, list[_Claim]], *, problems: Problems) -> None:
    for other in here[seat]:
        if other.tenure.person != claim.tenure.person and claim.clashes(other):
            line = other.row.line
            problems.add(
                claim.row.spot("person"),
                both(
                    f"“{claim.who}” và “{other.who}” (dòng {line}) cùng ngồi ghế {seat} của “{claim.tenure.office}” trong một số ngày",
                    f"“{claim.who}” and “{other.who}” (line {line}) hold seat {seat} of “{claim.tenure.office}” on the same days",
                ),
                both("sửa ngày, số ghế hoặc người", "mend the dates, the seat or the person"),
            )
            break
    here[seat].append(claim)


def _free_seat(claim: _Claim, here: Mapping[int, list[_Claim]]) -> int | None:
    """Find the lowest seat nobody else has on any day; one whose holder left on an unknown day comes after those."""
    seats = range(1, claim.seats + 1)
    free = (s for s in seats if not any(claim.meets(other) for other in here.get(s, ())))
    left = (s for s in seats if not any(claim.clashes(other) for other in here.get(s, ())))
    own = (
        s
        for s in seats
        if all(o.tenure.person == claim.tenure.person for o in here.get(s, ()) if claim.clashes(o))
    )
    return next(chain(free, left, own), None)


def _note_full(claim: _Claim, here: Mapping[int, list[_Claim]], *, problems: Problems) -> None:
    lines = sorted({other.row.line for sitting in here.values() for other in sitting if claim.clashes(other)})
    shown = ", ".join(str(line) for line in lines[:6]) + (", …" if len(lines) > 6 else "")
    office = claim.tenure.office
    vi, en = (
        ("ghế duy nhất", "its only seat is")
        if claim.seats == 1
        else (f"cả {claim.seats} ghế", f"all {claim.seats} are")
    )
    problems.add(
        claim.row.spot("person"),
        both(
            f"không còn ghế “{office}” nào trống cho “{claim.who}”: {vi} đã có người (dòng {shown})",
            f"no seat of “{office}” is free for “{claim.who}”: {en} held (line {shown})",
        ),
        both("sửa ngày hoặc người", "mend the dates or the person"),
    )
