"""Build the files of a case from mandates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from counterpoise.domain.bodies import Office
from counterpoise.domain.days import DateError, PartialDate, Span, read_date
from counterpoise.domain.institution import Problem
from counterpoise.domain.people import VACANT
from counterpoise.domain.words import Text
from counterpoise.formats.case_files.csv_rows import table_text
from counterpoise.formats.case_files.yaml_data import Data, flow
from counterpoise.formats.register.frameworks import Chosen
from counterpoise.formats.register.grounds import Grounds
from counterpoise.formats.register.mandates import Mandate, folded
from counterpoise.formats.register.offices import Offices
from counterpoise.formats.register.seating import Acting, Claim, seated

# with their marks: Trọng is a name, trống is no person
_VACANT_WORDS = frozenset({"vacant", "vacancy", "khuyết", "trống", "vacance"})
_UNKNOWN_ENDS = frozenset({"?", "unknown", "khong ro", "inconnu", "inconnue"})


@dataclass(frozen=True, slots=True)
class Built:
    """The files of a case, the rows that cannot be read, and what had to be noted or left out."""

    files: Mapping[str, str]
    unreadable: tuple[Problem, ...]
    noted: tuple[Problem, ...]


@dataclass(slots=True)
class _Rows:
    """The mandates read so far."""

    grounds: Grounds
    offices: Offices
    has_places: bool
    claims: list[Claim] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)
    unreadable: list[Problem] = field(default_factory=list)


def build(
    mandates: Iterable[Mandate],
    *,
    chosen: Chosen,
    offices: Offices,
    head: Mapping[str, Data],
    grounds: Grounds | None = None,
    persons: Mapping[str, str] | None = None,
) -> Built:
    """Build a case: `head` is what case.yaml says besides the framework."""
    listed = list(mandates)
    has_places = bool(grounds and grounds.known) or any(mandate.place for mandate in listed)
    rows = _Rows(grounds or Grounds(chosen.frameworks), offices, has_places, persons=dict(persons or {}))
    for mandate in listed:
        _take(rows, mandate)
    rows.grounds.complete()
    kept, acting = seated(rows.claims)
    names: list[Data] = list(chosen.names)
    entry: dict[str, Data] = {
        "counterpoise": "1",
        **head,
        "framework": names[0] if len(names) == 1 else names,
    }
    files = {
        **chosen.files,
        "case.yaml": "".join(f"{key}: {flow(value)}\n" for key, value in entry.items()),
        "persons.csv": table_text(_persons(rows.persons)),
        "tenures.csv": table_text(_tenures(rows, kept)),
    }
    if rows.grounds.known:
        files["places.csv"] = table_text(_places(rows.grounds))
    lasting = [one for one in acting if not one.is_handover]
    if lasting:
        files["evidence.yaml"] = "".join(
            _evidence(number, one, rows) for number, one in enumerate(lasting, 1)
        )
    if listed and not rows.claims:
        files = {}
    noted = (*rows.grounds.added, *(_note(one, rows) for one in acting))
    return Built(files, tuple(rows.unreadable), noted)


def _take(rows: _Rows, mandate: Mandate) -> None:
    faults: list[tuple[Text, Text]] = []
    office = _office(rows, mandate, faults)
    person = VACANT if _says_vacant(mandate.person) else mandate.person
    if not person:
        faults.append((Text("thiếu người giữ", "the person is missing"), _vacant_remedy()))
    start, end, unknown = _dates(mandate, faults)
    if start is not None and end is not None and start.first > end.last:
        faults.append(
            (
                Text(
                    f"ngày cuối {end} đứng trước ngày đầu {start}",
                    f"the last day {end} comes before the first, {start}",
                ),
                Text("kiểm tra hai ngày", "check the two dates"),
            )
        )
    if rows.has_places and not mandate.place:
        faults.append((Text("thiếu địa bàn", "the place is missing"), Text("ghi địa bàn", "name the place")))
    if faults or office is None:
        rows.unreadable += [mandate.problem(what, remedy) for what, remedy in faults]
        return
    place = _place(rows, mandate, office)
    if person != VACANT:
        rows.persons.setdefault(person, mandate.name or person)
    seat = int(mandate.seat) if mandate.seat.isdecimal() and len(mandate.seat) < 9 else 0
    rows.claims.append(
        Claim(len(rows.mandates), place, office.id, person, Span(start, end, unknown), office.seats, seat)
    )
    rows.mandates.append(mandate)


def _says_vacant(written: str) -> bool:
    """Tell a word for a vacant seat from a name.

    >>> _says_vacant("(Khuyết)"), _says_vacant("Trọng")
    (True, False)
    """
    return unicodedata.normalize("NFC", written).casefold().strip(" ()") in _VACANT_WORDS


def _vacant_remedy() -> Text:
    return Text(
        f"ghi tên người, hoặc {VACANT} khi ghế khuyết",
        f"name the person, or write {VACANT} for a vacant seat",
    )


def _office(rows: _Rows, mandate: Mandate, faults: list[tuple[Text, Text]]) -> Office | None:
    if not mandate.office:
        faults.append(
            (Text("thiếu chức danh", "the office is missing"), Text("ghi chức danh", "name the office"))
        )
        return None
    found = rows.offices.find(mandate.office)
    if _is_office(found):
        return found
    if isinstance(found, tuple):
        faults.append(found)
    return None


def _is_office(found: Office | tuple[Text, Text]) -> TypeGuard[Office]:
    return isinstance(found, Office)


def _dates(
    mandate: Mandate, faults: list[tuple[Text, Text]]
) -> tuple[PartialDate | None, PartialDate | None, bool]:
    start = _date(mandate.start, faults)
    if folded(mandate.end) in _UNKNOWN_ENDS:
        return start, None, True
    return start, _date(mandate.end, faults), False


def _date(text: str, faults: list[tuple[Text, Text]]) -> PartialDate | None:
    if not text:
        return None
    try:
        return read_date(text)
    except DateError:
        what = Text(f"“{text}” không phải là ngày", f"“{text}” is not a date")
        wanted = "2025-01-31, 2025-01, 2025"
        faults.append((what, Text(f"viết một ngày, ví dụ {wanted}", f"write a date, for example {wanted}")))
        return None


def _place(rows: _Rows, mandate: Mandate, office: Office) -> str:
    if not rows.has_places:
        return ""
    levels = rows.grounds.levels()
    level = mandate.kind if mandate.kind in levels else str(office.level)
    return rows.grounds.place(mandate.place, level, name=mandate.place_name, within=mandate.within).id


def _persons(persons: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    yield "id", "name"
    for person, name in persons.items():
        yield person, "" if name == person else name


def _tenures(rows: _Rows, kept: list[Claim]) -> Iterable[tuple[str, ...]]:
    place = ("place",) if rows.has_places else ()
    yield (*place, "office", "seat", "person", "from", "to", "basis")
    for claim in kept:
        mandate, span = rows.mandates[claim.number], claim.span
        end = "?" if span.ended_unknown else str(span.end or "")
        where = (claim.place,) if rows.has_places else ()
        yield (*where, claim.office, str(claim.seat), claim.person, str(span.start or ""), end, mandate.basis)


def _places(grounds: Grounds) -> Iterable[tuple[str, ...]]:
    yield "id", "name", "kind", "parent", "from", "to"
    for ground in grounds.all():
        yield ground.id, ground.name, ground.level, ground.parent, ground.start, ground.end


def _note(one: Acting, rows: _Rows) -> Problem:
    mandate = rows.mandates[one.claim.number]
    said = _said(one, rows)
    if one.is_handover:
        what = Text(f"{said.vi}: coi là ngày bàn giao", f"{said.en}: taken for the day of handing over")
        kept = Text("người sau giữ ghế từ hôm sau", "the later one holds the seat from the next day")
    else:
        what = Text(f"{said.vi}: ghi là người tạm giữ", f"{said.en}: noted as acting")
        kept = Text(
            "ghi vào evidence.yaml; ghế để cho người trước",
            "noted in evidence.yaml; the earlier one keeps the seat",
        )
    return mandate.problem(what, kept, fatal=False)


def _said(one: Acting, rows: _Rows) -> Text:
    office = rows.offices.by_id[next(o for o in rows.offices.by_id if o == one.claim.office)]
    who, other = _named(one.claim.person, rows), _named(one.beside.person, rows)
    days = _days(one.span)
    at = Text(f" ở {one.claim.place}", f" at {one.claim.place}") if one.claim.place else Text("", "")
    return Text(
        f"“{who}” và “{other}” cùng giữ “{office.name.vi}”{at.vi} ({days})",
        f"“{who}” and “{other}” both hold “{office.name.en}”{at.en} ({days})",
    )


def _days(span: Span) -> str:
    if span.start is not None and span.start == span.end:
        return str(span.start)
    return f"{span.start or '…'} – {'?' if span.ended_unknown else span.end or '…'}"


def _named(person: str, rows: _Rows) -> str:
    return rows.persons.get(person, person)


def _evidence(number: int, one: Acting, rows: _Rows) -> str:
    mandate = rows.mandates[one.claim.number]
    said = _said(one, rows)
    entry: dict[str, Data] = {
        "id": f"acting-{number}",
        "title": {"vi": "Tạm giữ chức danh", "en": "Acting holder"},
        "kind": "acting",
        "date": str(one.span.start) if one.span.start else None,
        "source": "; ".join(filter(None, (mandate.where, mandate.basis))),
        "says": {"vi": said.vi, "en": said.en},
    }
    pairs = [f"{key}: {flow(value)}" for key, value in entry.items() if value]
    return "- " + "\n  ".join(pairs) + "\n"
