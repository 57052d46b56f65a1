"""A register of mandates becomes a case; what cannot be read is named by its row, what overlaps is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.domain.days import Span, read_date
from counterpoise.domain.institution import CaseError
from counterpoise.formats.case_files.dates import day_first, our_date
from counterpoise.formats.register.seating import Claim, seated
from formats.registers import FRAMEWORK, case_of, from_csv, held


def test_a_french_register(tmp_path: Path) -> None:
    text = "Élu;Mandat;Commune;Département;Début;Fin\nAda;maire;Évry;D;28/03/2014;2020\nBen;Council member;Évry;D;04/2014;\n"
    built = from_csv(tmp_path, text, mapping="Écrit;Fonction\nMaire;mayor\n")
    assert (built.unreadable, built.noted) == ((), ())
    case = case_of(built)
    assert held(case) == [
        ("evry", "mayor", "1", "Ada", "2014-03-28", "2020"),
        ("evry", "member", "1", "Ben", "2014-04", ""),
    ]
    assert [(p.id, p.name.vi, p.level, p.parent) for p in case.places.values()] == [
        ("evry", "Évry", "commune", "d"),
        ("d", "D", "district", None),
    ]


def test_a_vietnamese_register(tmp_path: Path) -> None:
    text = "Họ và tên,Chức vụ,Xã,Từ ngày,Đến ngày,Căn cứ\nÁnh,Thị trưởng,Lộc Thịnh,01/02/2020,nay,QĐ 1\n(khuyết),uy vien,Lộc Thịnh,2021,không rõ,\n"
    case = case_of(from_csv(tmp_path, text))
    assert held(case) == [
        ("loc-thinh", "mayor", "1", "Ánh", "2020-02-01", ""),
        ("loc-thinh", "member", "1", "(vacant)", "2021", "?"),
    ]
    assert case.tenures[0].basis == "QĐ 1"
    assert [place.id for place in case.places.values()] == ["loc-thinh", "unnamed-district"]


def test_a_name_that_sounds_like_vacant_is_a_name(tmp_path: Path) -> None:
    text = "Họ và tên,Chức vụ,Xã,Từ ngày\nTrọng,Thị trưởng,Lộc Thịnh,2020\ntrống,uy vien,Lộc Thịnh,2021\n"
    assert [row[3] for row in held(case_of(from_csv(tmp_path, text)))] == ["Trọng", "(vacant)"]


def test_an_english_register_with_headings_of_its_own(tmp_path: Path) -> None:
    text = "Who\tMandate\tTown\tStart\nAda\tMayor\tX\t2020-01-31T00:00:00Z\n"
    case = case_of(from_csv(tmp_path, text, columns={"person": "Who"}))
    assert held(case) == [("x", "mayor", "1", "Ada", "2020-01-31", "")]


def test_each_row_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    text = "person,office,place,from,to\nAda,mayer,X,,\n,mayor,X,,\nAda,mayor,,,\nAda,mayor,X,03/04/2020,\nAda,mayor,X,2021,2020\nAda,juggler,X,,\nBen,mayor,X,2022,\n"
    built = from_csv(tmp_path, text)
    assert [problem.line("en") for problem in built.unreadable] == [
        "register.csv, line 2: no office is known as “mayer”; did you mean “Mayor” (mayor)? add a line such as this to the mapping file (--offices): mayer,mayor",
        "register.csv, line 3: the person is missing; name the person, or write (vacant) for a vacant seat",
        "register.csv, line 4: the place is missing; name the place",
        "register.csv, line 5: “03/04/2020” is not a date; write a date, for example 2025-01-31, 2025-01, 2025",
        "register.csv, line 6: the last day 2020 comes before the first, 2021; check the two dates",
        "register.csv, line 7: no office is known as “juggler”; the offices are “Mayor” (mayor), “Council member” (member), “Prefect” (prefect); add a line such as this to the mapping file (--offices): juggler,…",
    ]
    assert held(case_of(built)) == [("x", "mayor", "1", "Ben", "2022", "")]


def test_an_overlap_leaves_the_seat_to_the_earlier_and_notes_the_later_as_acting(tmp_path: Path) -> None:
    text = "person,office,place,from,to\nAda,mayor,X,2020,2024-03\nBen,mayor,X,2024-02-10,\n"
    built = from_csv(tmp_path, text)
    case = case_of(built)
    assert held(case) == [
        ("x", "mayor", "1", "Ada", "2020", "2024-03"),
        ("x", "mayor", "1", "Ben", "2024-04-01", ""),
    ]
    (acting,) = case.evidence
    assert acting.kind == "acting"
    assert acting.says is not None
    assert acting.says.en == "“Ben” and “Ada” both hold “Mayor” at x (2024-02-10 – 2024-03-31)"
    assert built.noted[-1].line("en") == (
        "register.csv, line 3: “Ben” and “Ada” both hold “Mayor” at x (2024-02-10 – 2024-03-31): noted as acting; "
        "noted in evidence.yaml; the earlier one keeps the seat"
    )


def test_a_shared_day_is_the_day_of_handing_over(tmp_path: Path) -> None:
    text = "person,office,place,from,to\nAda,mayor,X,2020,2024-03-01\nBen,mayor,X,2024-03-01,\n"
    built = from_csv(tmp_path, text)
    assert held(case_of(built))[1] == ("x", "mayor", "1", "Ben", "2024-03-02", "")
    assert "taken for the day of handing over" in built.noted[-1].line("en")
    assert "evidence.yaml" not in built.files


def test_a_framework_without_levels_takes_places_too(tmp_path: Path) -> None:
    flat = FRAMEWORK.replace("levels: [commune, district]\n", "").replace(", level: district", "")
    built = from_csv(tmp_path, "person,office,place,within\nAda,mayor,X,Y\n", text_of=flat)
    assert held(case_of(built)) == [("x", "mayor", "1", "Ada", "", "")]


def test_columns_not_carried_over_are_named(tmp_path: Path) -> None:
    built = from_csv(tmp_path, "person,office,party,sex\nAda,mayor,A,f\n")
    assert built.noted[0].line("en") == "register.csv: columns not carried over: “party”, “sex”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "register.csv: the file is empty"),
        (
            "a,b\n1,2\n",
            "register.csv, line 1: no column is known to hold the person; there are: a, b; add --columns person=HEADING",
        ),
        (
            'person,office\n"Ada,mayor\n',
            "register.csv, line 2: this row cannot be read (unexpected end of data); check the quotes: each opened one must be closed",
        ),
    ],
)
def test_what_is_no_register_says_why(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(CaseError) as refusal:
        from_csv(tmp_path, text)
    assert refusal.value.problems[0].line("en") == expected


def test_a_mapping_to_no_office_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"map\.csv, line 2: unknown office “maior”; did you mean “mayor”"):
        from_csv(tmp_path, "person,office\nAda,x\n", mapping="written,office\nMaire,maior\n")


@given(st.dates().map(lambda day: (day, day.strftime("%d/%m/") + f"{day.year:04}")))
def test_a_day_is_never_guessed(pair: tuple[object, str]) -> None:
    day, written = pair
    order = day_first([written], by_language=False)
    read = our_date(written, first_is_day=order)
    assert read in (str(day), written)
    assert our_date(written, first_is_day=True) == str(day)


DAYS = st.dates(read_date("2015").first, read_date("2025").last)
SPANS = st.tuples(DAYS, st.none() | st.integers(0, 2000)).map(
    lambda pair: Span(
        read_date(pair[0].isoformat()),
        None if pair[1] is None else read_date((pair[0] + timedelta(days=pair[1])).isoformat()),
    )
)
CLAIMS = st.lists(st.tuples(SPANS, st.sampled_from("abc")), max_size=8).map(
    lambda rows: [Claim(n, "x", "o", person, span, 2) for n, (span, person) in enumerate(rows)]
)


@given(CLAIMS, DAYS)
def test_no_day_of_a_mandate_is_lost_and_no_seat_is_held_by_two(claims: list[Claim], day: object) -> None:
    kept, acting = seated(claims)
    for claim in claims:
        days = [one.span for one in kept if one.number == claim.number]
        days += [one.span for one in acting if one.claim.number == claim.number]
        assert sum(span.covers(day) for span in days) == claim.span.covers(day)  # type: ignore[arg-type]
    for seat in (1, 2):
        there = {one.person for one in kept if one.seat == seat and one.span.covers(day)}  # type: ignore[arg-type]
        assert len(there) <= 1


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8) | st.sampled_from(
    ["mayor", "Ada", "2020", "31/12/2020", "(vacant)", "?", "X", "prefect"]
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=5))
def test_any_rows_give_a_case_or_reasons(rows: list[tuple[str, ...]]) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    text = "person,office,place,from,to\n" + "".join(",".join(map(cell, row)) + "\n" for row in rows)
    with TemporaryDirectory() as folder:
        built = from_csv(Path(folder), text)
        try:
            case_of(built)
        except CaseError as refusal:
            assert built.unreadable or all(p.where for p in refusal.problems)  # noqa: PT017
