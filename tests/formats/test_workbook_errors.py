"""Whatever is wrong with a workbook is said with sheet, row and column, in both languages, never with a traceback."""

from __future__ import annotations

import random
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from counterpoise.domain.institution import CaseError
from counterpoise.formats import cases
from formats.folders import write_case
from formats.workbooks import Change, as_workbook, changed, lines

TENURES = (
    "office,seat,person,from,to\nchair,1,Ada,2020,\ndeputy,1,Ben,2020,\ndeputy,2,Cy,2021-05,2024-03-01\n"
)
ARRANGEMENTS = """\
- id: both
  name: {vi: Hai, en: Both}
  offices: [chair, clerk]
  places: [{place: all, from: 2020}]
  stop: [first, second]
"""
REGULATIONS = """\
regulations:
  - {id: rule-1, adopted: 2020, covers: [permit], leads: {permit: chair}, basis: {source: law, cite: "1"}}
"""
CASE = "counterpoise: 1\nframework: ./framework.yaml\non: 2024-06-01\nsources: {law: {title: Law}}\n"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Write a small case as a workbook, once."""
    folder = tmp_path_factory.mktemp("written") / "small"
    folder.mkdir()
    texts = {"tenures": TENURES, "arrangements": ARRANGEMENTS, "regulations": REGULATIONS, "case": CASE}
    return as_workbook(write_case(folder, **texts), folder.parent).read_bytes()


@pytest.fixture
def book(written: bytes, tmp_path: Path) -> Path:
    """Give a test a copy of its own."""
    path = tmp_path / "small.xlsx"
    path.write_bytes(written)
    return path


def put(sheet: str, cell: str, value: object, shown_as: str = "") -> Change:
    """Write one cell."""

    def change(book: Any) -> None:
        book[sheet][cell].value = value
        if shown_as:
            book[sheet][cell].number_format = shown_as

    return change


CHANGES: list[tuple[Change, str]] = [
    (
        put("Tenures", "E4", "1/2/20"),
        "sheet Tenures, row 4, column E (From): “1/2/20” is not a date; write a date, for example 2025-01-31, 2025-01 or 2025",
    ),
    (
        put("Tenures", "E4", date(1905, 7, 16), "yyyy-mm-dd"),
        "sheet Tenures, row 4, column E (From): the cell is a day of 1905: probably a year was typed into a cell formatted as a date; format the cell as text, then type the year again",
    ),
    (
        put("Tenures", "E4", datetime(2024, 1, 1, 10, 30)),
        "sheet Tenures, row 4, column E (From): the cell holds a time of day; write only the day, for example 2024-03-28",
    ),
    (
        put("Tenures", "D4", "=D3"),
        "sheet Tenures, row 4, column D (Person): the cell holds a formula; copy the cell and paste it back with “Paste special: values”",
    ),
    (
        put("Tenures", "D4", "#REF!"),
        "sheet Tenures, row 4, column D (Person): the cell shows a spreadsheet error; copy the cell and paste it back with “Paste special: values”",
    ),
    (put("Tenures", "D4", None), "sheet Tenures, row 4, column D (Person): the cell is empty; fill it in"),
    (
        put("Tenures", "B4", "deputi — anything"),
        "sheet Tenures, row 4, column B (Office): unknown office “deputi”; did you mean “deputy”?",
    ),
    (
        put("Tenures", "C5", 1),
        "sheet Tenures, row 5, column D (Person): “Cy” and “Ben” (row 4) hold seat 1 of “deputy” on the same days; mend the dates, the seat or the person",
    ),
    (
        put("Tenures", "C5", 3),
        "sheet Tenures, row 5, column C (Seat): there is no seat “3”; write a seat from 1 to 2, or leave it empty",
    ),
    (
        put("Arrangements", "D3", None),
        "sheet Arrangements, row 3, column D (Offices): the cell is empty; fill it in",
    ),
    (
        put("Arrangements", "D3", "chair; clark"),
        "sheet Arrangements, row 3, column D (Offices): unknown office “clark”; did you mean “clerk”?",
    ),
    (
        put("Arrangements", "D3", "[chair, {"),
        "sheet Arrangements, row 3, column D (Offices): the YAML in the cell cannot be read; mend the YAML, or write as the column's note says",
    ),
    (
        put("Pilots", "A3", "bath"),
        "sheet Pilots, row 3, column A (Arrangement): unknown “bath”; did you mean “both”?",
    ),
    (
        put("Pilots", "E3", "runing"),
        "sheet Pilots, row 3, column E (Status): “runing” is not a word used here; did you mean “running”?",
    ),
    (
        put("Regulations", "I3", "permit chair"),
        "sheet Regulations, row 3, column I (Leads): cannot use the line “permit chair”; write “matter: office” on each line, each matter once",
    ),
    (
        put("Regulations", "J3", "law | 1 | verified | so | on"),
        "sheet Regulations, row 3, column J (Basis): too many “|” in “law | 1 | verified | so | on”; write: source | article | status | note",
    ),
    (
        put("Sources", "A4", "law"),
        "sheet Sources, row 4, column A (Id): the key “law” is already on row 3; keep one of them",
    ),
    (
        put("Case", "A6", "of"),
        "sheet Case, row 6, column A (Key): unknown entry “of”; did you mean “on”?",
    ),
    (
        put("Case", "C6", "June"),
        "sheet Case, row 6, column C (Day examined): cannot use “June”; write a full day, for example 2024-03-28",
    ),
    (
        put("Case", "C7", "regulation"),
        "sheet Case, row 7, column C (Tables complete although empty): unknown table “regulation”; choose: regulations",
    ),
    (
        put("Framework", "A6", "  chair: {seat: 1}"),
        "sheet Framework, row 6: unknown key “seat”; did you mean “seats”?",
    ),
    (
        lambda book: book["Tenures"].merge_cells("D3:D5"),
        "sheet Tenures: the cells D3:D5 are merged; unmerge them and fill in each cell",
    ),
    (
        put("Framework", "A1", "file:../../etc/passwd"),
        "sheet Framework: “../../etc/passwd” is not the name of a file; write cell A1 like file:framework.yaml",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=[line for _, line in CHANGES])
def test_a_slip_is_named_with_its_place(book: Path, change: Change, expected: str) -> None:
    assert f"small.xlsx, {expected}" in lines(changed(book, change))


def test_the_reader_is_told_in_vietnamese(book: Path) -> None:
    assert lines(changed(book, put("Tenures", "B4", "deputi")), "vi") == [
        "small.xlsx, trang Tenures, dòng 4, cột B (Office): không có chức danh “deputi”; có phải là “deputy” không?"
    ]


def test_a_misspelt_sheet_is_named_with_the_nearest(book: Path) -> None:
    def edit(book: Any) -> None:
        book["Tenures"].delete_rows(1)
        book["Tenures"].title = "Tenure"

    assert lines(changed(book, edit)) == [
        "small.xlsx, sheet Tenure: this sheet is not read; did you mean “Tenures”?"
    ]


def test_a_misspelt_column_is_named_with_the_nearest(book: Path) -> None:
    def edit(book: Any) -> None:
        book["Tenures"].delete_rows(1)
        book["Tenures"]["E1"] = "Form"

    assert lines(changed(book, edit)) == [
        "small.xlsx, sheet Tenures, row 1, column E (Form): this column is not read; did you mean “From”?"
    ]


def test_a_sheet_there_twice_is_refused(book: Path) -> None:
    copied = changed(book, lambda book: book.copy_worksheet(book["Tenures"]))
    assert "the sheet “Tenures” already holds this table" in lines(copied)[0]


def test_a_workbook_of_something_else_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    other = openpyxl.Workbook()
    other.worksheets[0]["A1"] = "salary"
    other.save(path)
    assert lines(path) == [
        "budget.xlsx: there is no sheet “Case”; there are: Sheet; make a template with counterpoise new --workbook FILE.xlsx"
    ]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_workbook_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert lines(path) == [
        "x.xlsx: this cannot be read as a workbook; open it with Excel or LibreOffice and save it as .xlsx without a password"
    ]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (65 * 2**20))
    assert lines(path) == [
        "x.xlsx: the workbook is too large when unpacked; keep it under 64 MB; remove pictures and sheets not used"
    ]


def test_a_cell_at_the_far_end_is_not_walked_to(book: Path) -> None:
    far = changed(book, put("Tenures", "XFD1048576", "x"))
    assert lines(far) == [
        "small.xlsx, sheet Tenures: the sheet has more than 100000 rows or 256 columns; delete the empty rows and columns at its end"
    ]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_spreadsheets_are_to_be_saved_as_xlsx(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"x.{kind}").write_bytes(b"")
    assert "save it as .xlsx" in lines(tmp_path / f"x.{kind}")[0]


def test_no_such_file(tmp_path: Path) -> None:
    assert lines(tmp_path / "x.xlsx") == ["x.xlsx: there is no such file; check the path"]


def test_without_openpyxl_the_command_to_install_it_is_said(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("openpyxl", "counterpoise.formats.workbook"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(CaseError) as refusal:
        cases.read(book)
    (problem,) = refusal.value.problems
    assert problem.line("en") == (
        "openpyxl: Excel workbooks need the package openpyxl; install it: python -m pip install 'counterpoise[reports]'"
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_gives_a_case_or_problems(book: Path, seed: int) -> None:
    """Damage one part of the package inside, so that every part gets its turn."""
    chance = random.Random(seed)
    with zipfile.ZipFile(book) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice(sorted(parts))
    content = bytearray(parts[name])
    for _ in range(chance.choice([1, 5, 50])):
        content[chance.randrange(len(content))] = chance.choice(b"<>/\"'&=0 x\xff")
    parts[name] = bytes(content[: chance.randrange(len(content))] if chance.random() < 0.3 else content)
    with zipfile.ZipFile(book, "w") as packed:
        for part, text in parts.items():
            if part != name or chance.random() < 0.9:
                packed.writestr(part, text)
    try:
        cases.read(book)
    except CaseError as refusal:
        assert all(problem.what.vi and problem.what.en for problem in refusal.problems)  # noqa: PT017
