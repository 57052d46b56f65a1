"""Read persons.csv, kin.csv and indicators.csv."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from counterpoise.domain.institution import ONLY_PLACE, Indicator, Place
from counterpoise.domain.kinship import known_relation
from counterpoise.domain.people import VACANT, Kin, Person
from counterpoise.domain.words import PersonId, PlaceId
from counterpoise.formats.case_folder.csv_tables import (
    INDICATORS,
    KIN,
    PERSONS,
    Row,
    check_columns,
    read_rows,
)
from counterpoise.formats.case_folder.known import Known
from counterpoise.formats.case_folder.names import check_known, warn_of_relation
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.shapes import Name, short

_PROBABILITY = re.compile(r"[0-9]{1,20}(\.[0-9]{1,30})?([eE]-?[0-9]{1,3})?|\.[0-9]{1,30}")
_UNNAMED = re.compile(r"(?P<office>[^@]+)@[^@]+#([0-9]+|without)")


def person_of(row: Row, column: str, known: Known, *, problems: Problems) -> PersonId | None:
    """Give the person a cell names, noting names kept for vacancies and for unnamed holders."""
    text = row.one_line(column, problems=problems)
    if not text:
        return None
    unnamed = _UNNAMED.fullmatch(text)
    if text.startswith("(") and text.endswith(")") and text != VACANT:
        problems.add(
            row.spot(column),
            both(f"“{short(text)}” không phải là người", f"“{short(text)}” is not a person"),
            both(f"ghế khuyết thì viết {VACANT}", f"write {VACANT} for a vacant seat"),
        )
        return None
    if unnamed is not None and unnamed["office"] in known.offices:
        problems.add(
            row.spot(column),
            both(
                f"“{short(text)}” là tên chương trình đặt cho người chưa rõ",
                f"“{short(text)}” is a name the program gives to unnamed holders",
            ),
            both("đặt mã khác, hoặc bỏ dòng này", "choose another id, or leave the row out"),
        )
        return None
    return PersonId(text)


def read_persons(text: str, known: Known, *, problems: Problems) -> dict[PersonId, Person]:
    """Read the persons, each once."""
    rows, columns = read_rows(text, PERSONS, problems=problems)
    check_columns(columns, PERSONS, optional=frozenset(), problems=problems)
    persons: dict[PersonId, Person] = {}
    lines: dict[PersonId, int] = {}
    for row in rows if "id" in columns else ():
        person = person_of(row, "id", known, problems=problems)
        compromise = _compromise(row, problems=problems)
        if person == VACANT:
            problems.add(
                row.spot("id"),
                both(f"{VACANT} không phải là người", f"{VACANT} is not a person"),
                both("bỏ dòng này", "leave the row out"),
            )
        elif person is not None and person in persons:
            problems.add(
                row.spot("id"),
                both(
                    f"“{short(person)}” đã có ở dòng {lines[person]}",
                    f"“{short(person)}” is already on line {lines[person]}",
                ),
                both("bỏ một dòng, hoặc đặt mã khác", "leave one out, or choose another id"),
            )
        elif person is not None:
            persons[person] = Person(person, row["name"], compromise)
            lines[person] = row.line
    return persons


def _compromise(row: Row, *, problems: Problems) -> float | None:
    text = row["compromise"]
    if not text:
        return None
    if _PROBABILITY.fullmatch(text) and 0 <= float(text) <= 1:
        return float(text)
    problems.add(
        row.spot("compromise"),
        both(f"“{short(text)}” không phải là xác suất", f"“{short(text)}” is not a probability"),
        both(
            "viết một số từ 0 đến 1 với dấu chấm, ví dụ 0.05",
            "write a number from 0 to 1 with a point, for example 0.05",
        ),
    )
    return None


def read_kin(
    text: str, known: Known, *, persons: Collection[PersonId], problems: Problems
) -> tuple[Kin, ...]:
    """Read who is related to whom."""
    rows, columns = read_rows(text, KIN, problems=problems)
    check_columns(columns, KIN, optional=frozenset(), problems=problems)
    built = []
    for row in rows if {"a", "b"} <= columns else ():
        a, b = (_relative(row, column, known, persons=persons, problems=problems) for column in ("a", "b"))
        if a and a == b:
            problems.add(
                row.spot("b"),
                both(f"“{short(a)}” là người thân của chính mình", f"“{short(a)}” is kin to “{short(a)}”"),
                both("ghi người kia", "name the other person"),
            )
        elif a and b:
            warn_of_relation(row["relation"], at=row.spot("relation"), problems=problems)
            built.append(Kin(a, b, known_relation(row["relation"])))
    return tuple(built)


def _relative(
    row: Row, column: str, known: Known, *, persons: Collection[PersonId], problems: Problems
) -> PersonId | None:
    person = person_of(row, column, known, problems=problems)
    if person is not None:
        name = Name(person, row.spot(column))
        check_known(name, persons, what=("người", "person"), problems=problems)
    return person


def read_indicators(text: str, places: dict[PlaceId, Place], *, problems: Problems) -> tuple[Indicator, ...]:
    """Read the figures of each place and period."""
    rows, columns = read_rows(text, INDICATORS, problems=problems)
    check_columns(columns, INDICATORS, optional=only_place_columns(places), problems=problems)
    return tuple(_indicator(row, places, columns, problems=problems) for row in rows)


def _indicator(
    row: Row, places: dict[PlaceId, Place], columns: Iterable[str], *, problems: Problems
) -> Indicator:
    place = place_of(row, places, columns, problems=problems)
    period, indicator, value = (
        row.one_line(column, problems=problems) if column in columns else ""
        for column in ("period", "indicator", "value")
    )
    return Indicator(place, period, indicator, value)


def only_place_columns(places: Collection[PlaceId]) -> frozenset[str]:
    """List the columns that a case with a single place may leave out."""
    return frozenset({"place"}) if len(places) == 1 else frozenset()


def place_of(
    row: Row, places: dict[PlaceId, Place], columns: Iterable[str], *, problems: Problems
) -> PlaceId:
    """Give the place a row is about: the only one when the column is left out."""
    if "place" not in columns:
        return next(iter(places), PlaceId(""))
    text = row["place"]
    if not text and len(places) == 1:
        return next(iter(places))
    if text != ONLY_PLACE and len(places) == 1 and ONLY_PLACE in places:
        problems.add(
            Spot(row.file, 1, column="place"),
            both(
                f"hồ sơ không có places.csv nên chỉ có một địa bàn, “{ONLY_PLACE}”",
                f"the case has no places.csv, so its only place is “{ONLY_PLACE}”",
            ),
            both("thêm places.csv, hoặc bỏ cột này", "add a places.csv, or leave the column out"),
        )
        return PlaceId(text)
    if row.one_line("place", problems=problems) and places:
        check_known(Name(text, row.spot("place")), places, what=("địa bàn", "place"), problems=problems)
    return PlaceId(text)
