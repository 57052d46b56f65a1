"""Rosters are read and checked over columns as they would be row by row, and fall into parts as they come."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.domain.institution import CaseError, Framework
from counterpoise.formats.case_files import read_files

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from counterpoise.formats.rosters import reading  # noqa: E402 - needs pyarrow
from counterpoise.formats.rosters.checking import Checker, RosterRow  # noqa: E402
from counterpoise.formats.rosters.gathering import gathered  # noqa: E402
from counterpoise.formats.rosters.reading import COLUMNS, rows_of  # noqa: E402
from counterpoise.formats.rosters.rows import Rows, read_rows, span_of  # noqa: E402
from counterpoise.sweeping.parts import sizes_of  # noqa: E402
from sweep.test_command import FRAMEWORK  # noqa: E402

SIZE = 2
"""Places in a part."""

Cells = tuple[str, ...]


@pytest.fixture(scope="module")
def framework() -> Framework:
    head = "counterpoise: 1\nframework: ./framework.yaml\n"
    return read_files({"case.yaml": head, "framework.yaml": FRAMEWORK}, name="case")[0].frameworks[0]


GOOD = {
    "place": st.sampled_from(["xa-1", "xa-2", " xa-2 ", "xa-3", "b", "a_7"]),
    "office": st.sampled_from(["secretary", "chair", "clerk", "member", " chair"]),
    "seat": st.sampled_from(["1", "1.0", "2", "3", "17"]),
    "person": st.sampled_from(["Ada", "Ben", "(vacant)", " Ada", "Đỗ An", "(vacant) "]),
    "from": st.sampled_from(["", "2019", "2020-02", "2021-06-01", " 2021-06-01"]),
    "to": st.sampled_from(["", "?", "2020", "2023-01", "2025-12-31"]),
    "seats": st.sampled_from(["", "3", "4", "20"]),
}
BAD = {
    "place": st.sampled_from(["Xã 1", "", "-", "xa 1"]),
    "office": st.sampled_from(["secretery", "", "Chair"]),
    "seat": st.sampled_from(["0", "x", "1.5", "1001", ""]),
    "person": st.sampled_from(["", " ", "a\u200bb", "a\tb"]),
    "from": st.sampled_from(["2021-13", "hôm qua", "2026"]),
    "to": st.sampled_from(["2021-02-30", "sau", "1999"]),
    "seats": st.sampled_from(["0", "1001", "x", "2.5"]),
}


@st.composite
def tables(draw: st.DrawFn) -> list[Cells]:
    """Draw rows, most of them good by themselves, and sometimes a bad cell."""
    rows = draw(st.lists(st.tuples(*(GOOD[name] for name in COLUMNS)), max_size=14))
    spoilt = draw(st.lists(st.tuples(st.integers(0, 13), st.sampled_from(COLUMNS)), max_size=2))
    for at, name in spoilt:
        if at < len(rows):
            cells = list(rows[at])
            cells[COLUMNS.index(name)] = draw(BAD[name])
            rows[at] = tuple(cells)
    if draw(st.booleans()):  # a seat is often held by one after another, and most rosters have one row a seat
        rows = list({cells[:3]: cells for cells in rows}.values())
    return rows


def row_by_row(path: Path, framework: Framework) -> tuple[list[list[RosterRow]], dict[Any, int]]:
    """Read and check a roster as a reader would: every row, then every place, part by part."""
    checker = Checker(path.name, framework, row_word="line" if path.suffix == ".csv" else "row")
    found = [row for number, cells in rows_of(path) if (row := checker.row(number, cells)) is not None]
    checker.stop_if_bad()
    places = list(dict.fromkeys(row.place for row in found))
    parts: list[list[RosterRow]] = []
    seats: dict[Any, int] = {}
    for first in range(0, len(places), SIZE):
        part: list[RosterRow] = []
        for place in sorted(places[first : first + SIZE]):
            rows = [row for row in found if row.place == place]
            for office, number in checker.place(rows).items():
                seats[office] = max(seats.get(office, 0), number)
            part += rows
        parts.append(part)
    checker.stop_if_bad()
    return parts, seats


def said(error: CaseError) -> list[str]:
    return [problem.line(language) for problem in error.problems for language in ("vi", "en")]


def as_cells(rows: Rows) -> list[tuple[Any, ...]]:
    """Write columns as rows."""
    spans = [span_of(*written) for written in rows.spans]
    columns = (rows.place, rows.office, rows.seat, rows.seats, rows.span)
    return [
        (rows.places[place], rows.offices[office], seat, seats or None, spans[span], person)
        for place, office, seat, seats, span, person in zip(
            *(column.tolist() for column in columns), rows.persons.to_pylist(), strict=True
        )
    ]


def as_told(rows: Sequence[RosterRow]) -> list[tuple[Any, ...]]:
    return [(row.place, row.office, row.seat, row.seats, row.span, row.person) for row in rows]


def refusal(path: Path, framework: Framework) -> list[str] | None:
    """Say why a roster is refused row by row, if it is."""
    try:
        if row_by_row(path, framework)[0]:
            return None
    except CaseError as error:
        return said(error)
    return [
        f"{path.name}: không có dòng nào; thêm ít nhất một dòng",
        f"{path.name}: there is no row; add at least one row",
    ]


def evenly(rows: Rows) -> tuple[int, ...]:
    return sizes_of(len(rows.places), most=SIZE, hands=1)


def compare(path: Path, framework: Framework) -> bool:
    """Read a roster both ways; tell whether it was good."""
    refused = refusal(path, framework)
    if refused is not None:
        with pytest.raises(CaseError) as raised:
            gathered(path, framework, size=SIZE)
        assert said(raised.value) == refused
        return False
    parts, seats = row_by_row(path, framework)
    found = gathered(path, framework, size=SIZE)
    assert found.seats == seats
    kept = [read_rows(rows.written()) for rows in found.rows.divided(evenly(found.rows), together=SIZE)]
    assert [as_cells(rows) for rows in kept] == [as_told(part) for part in parts]
    for rows in kept:
        assert list(rows.places) == sorted(rows.places)
    return True


def write_csv(path: Path, rows: Sequence[Cells], names: Sequence[str] = COLUMNS) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def write_parquet(path: Path, rows: Sequence[Cells]) -> None:
    columns = [pa.array([cells[at] or None for cells in rows], pa.string()) for at in range(len(COLUMNS))]
    pq.write_table(pa.table(columns, names=list(COLUMNS)), path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(tables())
def test_columns_are_read_and_refused_as_rows_are(
    framework: Framework, tmp_path: Path, rows: list[Cells]
) -> None:
    write_csv(tmp_path / "drawn.csv", rows)
    write_parquet(tmp_path / "drawn.parquet", rows)
    compare(tmp_path / "drawn.csv", framework)
    compare(tmp_path / "drawn.parquet", framework)


@dataclass(frozen=True, slots=True)
class Told:
    """Rows, and whether they can be used."""

    rows: tuple[str, ...]
    good: bool


TOLD = {
    "one after another in one seat": Told(("xa-1,chair,1,Ada,2020,2021,", "xa-1,chair,1,Ben,2022,,"), True),
    "two on one day": Told(("xa-1,chair,1,Ada,2020,2022,", "xa-1,chair,1,Ben,2022,,"), False),
    "the first of three beside the last": Told(
        ("xa-1,chair,1,Ada,2020,,", "xa-1,chair,1,Ben,2018,2019,", "xa-1,chair,1,Cy,2024,,"), False
    ),
    "an end nobody knows": Told(("xa-1,chair,1,Ada,2020,?,", "xa-1,chair,1,Ben,2020,,"), True),
    "another number of seats": Told(("xa-1,member,1,Ada,,,4", "xa-1,member,2,Ben,,,5"), False),
    "seats said in one row only": Told(("xa-1,member,4,Ada,,,4", "xa-1,member,2,Ben,,,"), True),
    "fewer seats than are held": Told(("xa-1,member,3,Ada,,,", "xa-1,member,1,Ben,,,2"), False),
    "more seats elsewhere": Told(("xa-1,member,1,Ada,,,4", "xa-2,member,4,Ben,,,"), False),
    "cells left out at the end": Told(("xa-1,chair,1,Ada", "xa-1,clerk,,Ben,2020"), True),
    "empty lines between": Told(("xa-1,chair,1,Ada,,,", "", ",,,,,,", "xa-1,clerk,1,Ben,,,"), True),
    "a cell too many": Told(("xa-1,chair,1,Ada,,,,x",), False),
    "quotation marks": Told(('xa-1,chair,1,"Ada, the first",,,', 'xa-1,clerk,1,"Ben ""B""",,,'), True),
    "a quotation mark that is never closed": Told(('xa-1,chair,1,"Ada,,,',), False),
    "a hundred bad rows, then a broken one": Told((*["xa-1,chief,1,Ada,,,"] * 120, "x" + ",x" * 9), False),
    "two hundred bad places": Told(tuple(f"xa-{n},member,4,Ada,,," for n in range(200)), False),
    "nothing": Told((), False),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_rows_say_together_is_judged_alike(name: str, framework: Framework, tmp_path: Path) -> None:
    told = TOLD[name]
    path = tmp_path / "told.csv"
    path.write_text("\n".join([",".join(COLUMNS), *told.rows, ""]), encoding="utf-8")
    assert compare(path, framework) is told.good


@pytest.mark.parametrize("decides", ["{rule: majority, presiding: chair}", "{head: chair}"])
def test_whoever_presides_over_a_body_or_decides_for_it_has_one_seat(decides: str, tmp_path: Path) -> None:
    """A framework may not give such an office two seats, nor may a place: nobody says whose side wins a tie."""
    text = FRAMEWORK.replace("{rule: majority, of: seats}", decides)
    head = "counterpoise: 1\nframework: ./framework.yaml\n"
    framework = read_files({"case.yaml": head, "framework.yaml": text}, name="case")[0].frameworks[0]
    path = tmp_path / "rosters.csv"
    for row, good in {
        "xa-1,chair,1,Ada,,,1": True,
        "xa-1,member,1,Ada,,,5": True,
        "xa-1,chair,,Ada,,,2": False,
    }.items():
        path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
        assert compare(path, framework) is good
    assert said_of(path, framework) == [
        "rosters.csv, line 2, column seats: “chair” has one seat; "
        "leave the number out: this office presides over “board” or decides for it"
    ]


def said_of(path: Path, framework: Framework) -> list[str]:
    """Give what is wrong with a roster, in English."""
    with pytest.raises(CaseError) as raised:
        gathered(path, framework, size=SIZE)
    return [problem.line("en") for problem in raised.value.problems]


def test_columns_of_parquet_may_be_of_many_kinds(framework: Framework, tmp_path: Path) -> None:
    words = pa.array(["xa-1", "xa-1", "xa-2"]).dictionary_encode()
    table = pa.table(
        {
            "person": pa.array(["Ada", None, "Cy"], pa.large_string()).fill_null("(vacant)"),
            "place": words,
            "office": ["chair", "member", "clerk"],
            "seat": pa.array([1.0, 3.0, None]),
            "seats": pa.array([None, 4, None], pa.int64()),
            "from": pa.array([0, 1_600_000_000, None], pa.timestamp("s")),
            "to": pa.array([None, 20_000, None], pa.date32()),
        }
    )
    pq.write_table(table, tmp_path / "kinds.parquet")
    assert compare(tmp_path / "kinds.parquet", framework)


def test_columns_may_come_in_any_order_and_some_may_be_missing(framework: Framework, tmp_path: Path) -> None:
    write_csv(
        tmp_path / "few.csv",
        [("Ada", "xa-2", "chair"), ("Ben", "xa-1", "clerk")],
        ("person", "place", "office"),
    )
    assert compare(tmp_path / "few.csv", framework)
    rows = gathered(tmp_path / "few.csv", framework, size=SIZE).rows
    assert rows.persons.to_pylist() == ["Ada", "Ben"]


def test_places_met_late_come_into_later_parts(framework: Framework, tmp_path: Path) -> None:
    rows = [
        (f"xa-{n}", office, "1", f"P{n}", "", "", "")
        for office in ("chair", "clerk", "secretary")
        for n in (5, 3, 9, 1, 7)
    ]
    write_csv(tmp_path / "mixed.csv", rows)
    assert compare(tmp_path / "mixed.csv", framework)
    found = gathered(tmp_path / "mixed.csv", framework, size=SIZE).rows
    parts = list(found.divided((2, 2, 1), together=SIZE))
    assert [part.places for part in parts] == [("xa-3", "xa-5"), ("xa-1", "xa-9"), ("xa-7",)]
    others = list(found.divided((1, 3, 1), together=SIZE))
    assert [part.places for part in others] == [("xa-3",), ("xa-5", "xa-1", "xa-9"), ("xa-7",)]
    in_order = [[cells for part in divided for cells in as_cells(part)] for divided in (parts, others)]
    assert in_order[0] == in_order[1]


def test_it_is_told_how_many_places_have_been_met_until_something_is_wrong(
    framework: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LINES", 2)
    rows = [(f"xa-{n // 2}", ("chair", "clerk")[n % 2], "1", "Ada", "", "", "") for n in (0, 2, 3, 4, 6)]
    met: list[int] = []
    write_csv(tmp_path / "good.csv", rows)
    gathered(tmp_path / "good.csv", framework, size=SIZE, met=met.append)
    assert met == [2, 3, 4]
    met.clear()
    write_csv(tmp_path / "bad.csv", [*rows[:3], ("xa 9", *rows[0][1:]), rows[4]])
    with pytest.raises(CaseError):
        gathered(tmp_path / "bad.csv", framework, size=SIZE, met=met.append)
    assert met == [2]


@pytest.mark.parametrize("strange", ["p\x07", "p\u200b1"])
def test_a_person_with_strange_characters_is_refused_where_they_stand(
    framework: Framework, tmp_path: Path, strange: str
) -> None:
    office = next(iter(framework.offices))
    rows = f"place,office,person\nxa-1,{office},p1\nxa-2,{office},{strange}\n"
    (tmp_path / "rosters.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(CaseError) as raised:
        gathered(tmp_path / "rosters.csv", framework, size=SIZE)
    [problem] = raised.value.problems
    assert "line 3" in problem.line("en")
    assert "strange characters" in problem.line("en")


def test_only_rows_that_hold_on_the_day_seat_somebody(framework: Framework, tmp_path: Path) -> None:
    spans = {
        "Ada": ("2020", "2021"),
        "Ben": ("2022-01-01", "2024-05"),
        "Cy": ("2024-06-01", ""),
        "Dee": ("", "?"),
        "Eve": ("2024-06-02", ""),
    }
    write_csv(
        tmp_path / "days.csv",
        [(f"xa-{who.lower()}", "chair", "1", who, *span, "") for who, span in spans.items()],
    )
    rows = gathered(tmp_path / "days.csv", framework, size=9).rows
    assert rows.on(date(2024, 6, 1)).persons.to_pylist() == ["Cy"]
    assert rows.on(date(2024, 5, 31)).persons.to_pylist() == ["Ben"]
