"""Check the rows of rosters against a framework: every problem with its file, row and column, as many as are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpoise.domain.bodies import HeadDecides
from counterpoise.domain.days import DateError, PartialDate, Span, read_date
from counterpoise.domain.institution import CaseError, Framework, Problem
from counterpoise.domain.people import VACANT
from counterpoise.domain.words import BodyId, OfficeId, PersonId, PlaceId, Text
from counterpoise.formats.case_folder.problems import nearest

MOST_PROBLEMS = 100
MOST_SEATS = 1_000
_NUMBER = re.compile(r"[1-9]\d{0,6}(?:\.0)?")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row that can be used; no person means the seat is vacant; `seats` is what the place has established."""

    place: PlaceId
    office: OfficeId
    seat: int
    person: PersonId | None
    span: Span
    seats: int | None
    number: int


def _single_seats(framework: Framework) -> dict[OfficeId, BodyId]:
    """Give the offices that preside over a body or decide for it, each with its body."""
    found: dict[OfficeId, BodyId] = {}
    for body in framework.bodies.values():
        decides = body.decides
        if isinstance(decides, HeadDecides):
            found.setdefault(decides.office, body.id)
        elif decides is not None and decides.presiding is not None:
            found.setdefault(decides.presiding, body.id)
    return found


class Checker:
    """Checks rows one by one, and the rows of a place together."""

    def __init__(self, file: str, framework: Framework, *, row_word: str = "row") -> None:
        self._file = file
        self._framework = framework
        self._word = row_word
        self._single = _single_seats(framework)
        self._days: dict[tuple[str, str], Span | None] = {}
        self._places: dict[str, bool] = {}
        self.problems: list[Problem] = []

    def stop_if_bad(self) -> None:
        """Raise what was found, if anything was."""
        if self.problems:
            raise CaseError(tuple(self.problems[:MOST_PROBLEMS]))

    def row(self, number: int, cells: Sequence[str]) -> RosterRow | None:
        """Read one row; give nothing, and note why, where it cannot be used."""
        place, office, seat, person, start, end, seats = cells
        noted = len(self.problems)
        self.placed(number, place)
        self.named(number, person)
        at, established = self.seated(number, office, seat, seats)
        span = self.span(number, start, end)
        if len(self.problems) > noted or at is None or span is None:
            if len(self.problems) >= MOST_PROBLEMS:
                self.stop_if_bad()
            return None
        holder = None if person == VACANT else PersonId(person)
        return RosterRow(PlaceId(place), OfficeId(office), at, holder, span, established, number)

    def seated(self, number: int, office: str, seat: str, seats: str) -> tuple[int | None, int | None]:
        """Read which seat of an office a row is about, and how many the place has established, if it says so."""
        known = self._framework.offices.get(OfficeId(office))
        if known is None:
            self._note(
                number,
                "office",
                Text(f"không có chức danh “{office}”", f"there is no office “{office}”"),
                nearest(office, self._framework.offices),
            )
        established = self._established(number, office, seats)
        most = established or (known.seats if known is not None else MOST_SEATS)
        if seat or most == 1:
            return self._number(number, "seat", seat or "1", most), established
        if known is None:  # nobody knows whether it has several seats
            return None, established
        self._note(
            number,
            "seat",
            Text("thiếu số ghế", "the seat's number is missing"),
            Text(f"viết số ghế từ 1 đến {most}", f"write a seat from 1 to {most}"),
        )
        return None, established

    def _established(self, number: int, office: str, seats: str) -> int | None:
        """Read how many seats a place has established: who presides over a body, or decides for it, has one."""
        found = self._number(number, "seats", seats, MOST_SEATS)
        body = self._single.get(OfficeId(office))
        if found is None or found == 1 or body is None:
            return found
        self._note(
            number,
            "seats",
            Text(f"“{office}” chỉ có một ghế", f"“{office}” has one seat"),
            Text(
                f"bỏ số ghế: chức danh này chủ trì hoặc quyết định thay “{body}”",
                f"leave the number out: this office presides over “{body}” or decides for it",
            ),
        )
        return None

    def place(self, rows: Iterable[RosterRow]) -> dict[OfficeId, int]:
        """Check the rows of one place together; give the seats established where a row says so."""
        seats: dict[OfficeId, int] = {}
        taken: dict[tuple[OfficeId, int], list[RosterRow]] = {}
        for row in rows:
            if row.seats is not None:
                before = seats.setdefault(row.office, row.seats)
                if before != row.seats:
                    self._note(
                        row.number,
                        "seats",
                        Text(
                            f"ở trên đã ghi {before} ghế cho chức danh này",
                            f"an earlier row says {before} seats of this office",
                        ),
                        Text("ghi cùng một số ở mọi dòng", "write the same number in every row"),
                    )
            self._overlaps(row, taken.setdefault((row.office, row.seat), []))
        for (office, seat), claims in taken.items():
            if seat > seats.get(office, self._framework.offices[office].seats):
                most = seats.get(office, self._framework.offices[office].seats)
                self._note(
                    claims[0].number,
                    "seat",
                    Text(f"không có ghế {seat}", f"there is no seat {seat}"),
                    Text(f"chức danh này có {most} ghế ở đây", f"the office has {most} seats here"),
                )
        return seats

    def _overlaps(self, row: RosterRow, others: list[RosterRow]) -> None:
        for other in others:
            if row.span.overlaps(other.span):
                self._note(
                    row.number,
                    "seat",
                    Text(
                        f"cùng ghế, cùng ngày với dòng {other.number}",
                        f"the same seat on the same days as {self._word} {other.number}",
                    ),
                    Text("sửa ngày, số ghế hoặc người", "mend the dates, the seat or the person"),
                )
        others.append(row)

    def placed(self, number: int, place: str) -> None:
        """Look at the id of a place."""
        good = self._places.get(place)
        if good is None:
            good = self._places[place] = _ID.fullmatch(place) is not None
        if not good:
            self._note(
                number,
                "place",
                Text(f"“{place}” không phải mã địa bàn", f"“{place}” is no id of a place"),
                Text("dùng chữ thường, số, - và _", "use small letters, digits, - and _"),
            )

    def named(self, number: int, person: str) -> None:
        """Look at the id of a person."""
        if not person or not person.isprintable():
            self._note(
                number,
                "person",
                Text("ô trống hoặc có ký tự lạ", "the cell is empty or holds strange characters"),
                Text(f"ghi mã người, hoặc {VACANT}", f"write an id, or {VACANT}"),
            )

    def all_named(self, persons: Sequence[str]) -> None:
        """Look at the ids of many persons, one by one only where something is wrong with any."""
        if not (all(persons) and all(map(str.isprintable, persons))):
            for person in persons:
                self.named(0, person)

    def _number(self, number: int, column: str, text: str, most: int) -> int | None:
        if not text:
            return None
        if _NUMBER.fullmatch(text) and int(float(text)) <= most:
            return int(float(text))
        self._note(
            number,
            column,
            Text(f"“{text}” không phải số từ 1 đến {most}", f"“{text}” is no number from 1 to {most}"),
            Text(f"viết một số từ 1 đến {most}", f"write a number from 1 to {most}"),
        )
        return None

    def span(self, number: int, start: str, end: str) -> Span | None:
        """Read from when to when a row holds."""
        key = start, end
        if key not in self._days or self._days[key] is None:
            self._days[key] = self._read_span(number, start, end)
        return self._days[key]

    def _read_span(self, number: int, start: str, end: str) -> Span | None:
        first = self._day(number, "from", start)
        last = None if end == _UNKNOWN else self._day(number, "to", end)
        if (start and first is None) or (end and end != _UNKNOWN and last is None):
            return None
        if first is not None and last is not None and first.first > last.last:
            self._note(
                number,
                "to",
                Text(f"ngày cuối {end} đứng trước ngày đầu {start}", f"{end} comes before {start}"),
                Text("kiểm tra hai ngày", "check the two dates"),
            )
            return None
        return Span(first, last, ended_unknown=end == _UNKNOWN)

    def _day(self, number: int, column: str, text: str) -> PartialDate | None:
        if not text:
            return None
        try:
            return read_date(text)
        except DateError:
            self._note(
                number,
                column,
                Text(f"“{text}” không phải ngày", f"“{text}” is no date"),
                Text("viết 2025-01-31, 2025-01 hoặc 2025", "write 2025-01-31, 2025-01 or 2025"),
            )
            return None

    def _note(self, number: int, column: str, what: Text, remedy: Text) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            where = f"{self._file}, {self._word} {number}, column {column}"
            self.problems.append(Problem(where, what, remedy))
