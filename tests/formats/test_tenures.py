"""Every tenure finds its seat, or the clash is named with both lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.institution import CaseError
from formats.folders import LEVELS, one_problem, problems, read, warnings

HEAD = "office,seat,person,from,to\n"


def seats(folder: Path, rows: str) -> list[int]:
    """Read the rows and give their seats in file order."""
    return [tenure.seat for tenure in read(folder, tenures=HEAD + rows).tenures]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("deputy,,ada,,\ndeputy,,ben,,\n", [1, 2]),
        ("deputy,,ada,,\ndeputy,1,ben,,\n", [2, 1]),  # written numbers first
        (
            "deputy,,ada,2020,2021\ndeputy,,ben,2022,\ndeputy,,cy,2021,\n",
            [1, 1, 2],
        ),  # lowest seat free throughout
        ("chair,,ada,2020,?\nchair,,ben,2020,\n", [1, 1]),  # an unknown end overlaps nothing
        ("chair,,ada,2020,2022\nchair,,ada,2021,\n", [1, 1]),  # one person renewed
        ("chair,1,ada,2020,2022\nchair,1,ada,2021,\n", [1, 1]),
        ("chair,,ada,2020-06,2020\nchair,,ben,2021,\n", [1, 1]),  # a partial end means its last day
        ("chair,,(vacant),2020,2022\nchair,,(vacant),2021,\n", [1, 1]),
        ("deputy,,ada,2020,2022\ndeputy,,ada,2021,\n", [1, 2]),  # a free seat before one's own
        ("chair,,ada,2020,2024-05-31\nchair,,ben,2024-06,\n", [1, 1]),
    ],
)
def test_rows_take_the_lowest_seat_that_is_free(tmp_path: Path, rows: str, expected: list[int]) -> None:
    assert seats(tmp_path, rows) == expected


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "chair,1,ada,2020,\nchair,1,ben,2021,\n",
            "line 3, column person: “ben” and “ada” (line 2) hold seat 1",
        ),
        ("chair,1,ada,2020,\nchair,1,(vacant),2021,\n", "“(vacant)” and “ada” (line 2) hold seat 1"),
        ("chair,,ada,2020,2021\nchair,,ben,2021,\n", "its only seat is held (line 2)"),
        ("chair,2,ada,,\n", "column seat: there is no seat “2”; write a seat from 1 to 1"),
        ("chair,0,ada,,\n", "column seat: there is no seat “0”"),
        ("chair,one,ada,,\n", "column seat: there is no seat “one”"),
        ("mayor,,ada,,\n", "column office: unknown office “mayor”"),
        ("chair,,ada,2021,2020\n", "column to: the last day 2020 comes before the first, 2021"),
        ("chair,,ada,?,\n", "column from: “?” is not a date"),
        ("chair,,ada,,2020-02-30\n", "column to: “2020-02-30” is not a date"),
    ],
)
def test_rows_that_cannot_stand_are_refused(tmp_path: Path, rows: str, said: str) -> None:
    assert said in one_problem(tmp_path, tenures=HEAD + rows)


def test_an_office_belongs_to_its_level(tmp_path: Path) -> None:
    places = "id,kind,parent\nc,commune,p\np,province,\n"
    tenures = "place,office,person\np,chair,ada\nx,chair,ben\n,chair,cy\n"
    first, second, third = problems(tmp_path, framework=LEVELS, places=places, tenures=tenures)
    assert "“chair” is an office of level commune, but “p” is a province" in first
    assert "unknown place “x”" in second
    assert "line 4, column place: the cell is empty" in third


def test_strangers_and_days_before_a_place_exists_are_only_warned_of(tmp_path: Path) -> None:
    places = "id,kind,from,to\na,ward,2024,\nb,ward,,\n"
    tenures = "place,office,person,from,to\na,chair,ada,2020,2021\nb,chair,ben,,\n"
    first, second = warnings(tmp_path, places=places, tenures=tenures, persons="id\nada\n")
    assert "line 2, column place: “a” does not exist on these days" in first
    assert "line 3, column person: “ben” is not in persons.csv" in second


def test_seats_are_counted_in_the_framework_of_the_day(tmp_path: Path) -> None:
    case = "counterpoise: 1\nframework: [./framework.yaml, ./later.yaml]\n"
    early = "counterpoise: 1\nid: a\nvalid: {to: 2020}\noffices: {chair: {}, old: {}}\n"
    later = "counterpoise: 1\nid: b\nvalid: {from: 2021}\noffices: {chair: {seats: 2}}\n"
    files = {"case": case, "framework": early, "later": later}
    assert seats_of(tmp_path, files, "chair,2,ada,2021,\nold,,ben,2021,\n") == [2, 1]
    assert "there is no seat “2”" in one_problem(tmp_path, tenures=HEAD + "chair,2,ada,2019,2020\n", **files)


def seats_of(folder: Path, files: dict[str, str], rows: str) -> list[int]:
    """Read the rows of another case and give their seats."""
    return [tenure.seat for tenure in read(folder, tenures=HEAD + rows, **files).tenures]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["ada", "ben", "(vacant)"]),
        st.integers(1, 20),
        st.integers(0, 8),
    ),
    max_size=7,
)


@given(ROWS)
def test_no_seat_ever_holds_two_on_one_day(rows: list[tuple[str, str, int, int]]) -> None:
    text = "".join(
        f"deputy,{seat},{person},2024-01-{start:02},2024-01-{start + days:02}\n"
        for seat, person, start, days in rows
    )
    with TemporaryDirectory() as folder:
        try:
            case = read(Path(folder), tenures=HEAD + text)
        except CaseError:
            return
    assert len(case.tenures) == len(rows)
    for day in (date(2024, 1, number) for number in range(1, 31)):
        for seat in (1, 2):
            assert len({t.person for t in case.tenures if t.seat == seat and t.span.covers(day)}) <= 1
    for tenure, (seat_written, *_) in zip(case.tenures, rows, strict=True):
        assert seat_written in ("", str(tenure.seat))
