"""A case goes into a workbook and comes back the same; the template is a valid case in both languages."""

from __future__ import annotations

import csv
import subprocess
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from counterpoise.domain.checks import check_day
from counterpoise.domain.institution import CaseError
from counterpoise.domain.words import LANGUAGES
from counterpoise.formats import case_folder, cases, workbook
from counterpoise.formats.case_folder import shipped_frameworks
from formats.folders import write_case
from formats.workbooks import CASES, GOOD, as_workbook, changed, settled, there_and_back, warned

TODAY = date(2026, 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", GOOD)
def test_a_shipped_case_comes_back_the_same(name: str, tmp_path: Path) -> None:
    back = there_and_back(CASES / name, tmp_path, language="vi")
    assert settled(back) == settled(case_folder.read(CASES / name))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_say_the_same_case(tmp_path: Path, language: str) -> None:
    path = as_workbook(CASES / "loc-ninh", tmp_path, language=language)
    assert settled(cases.read(path)) == settled(case_folder.read(CASES / "loc-ninh"))
    title = {"vi": "Nhiệm kỳ", "en": "Tenures"}[language]
    assert title in openpyxl.load_workbook(path).sheetnames


def _template(tmp_path: Path, language: str, framework: str | None) -> Path:
    path = tmp_path / "xa.xlsx"
    path.write_bytes(_template_bytes(language, framework))
    return path


@cache
def _template_bytes(language: str, framework: str | None) -> bytes:
    return workbook.template("xa", framework=framework, language=language, today=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("framework", [None, *shipped_frameworks()])
def test_a_template_is_a_valid_case(tmp_path: Path, language: str, framework: str | None) -> None:
    case, warnings = cases.read_with_warnings(_template(tmp_path, language, framework))
    assert warnings == ()
    assert check_day(case, case.on) == ()
    assert framework is None or case.frameworks[0].id == framework


def test_the_template_offers_the_offices_by_name(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_template(tmp_path, "vi", "vn-commune-2t"))
    sheet = book["Nhiệm kỳ"]
    offers = {
        str(offer.sqref).split(":")[0]: offer.formula1 for offer in sheet.data_validations.dataValidation
    }
    assert offers["B3"].startswith("'Chức danh'!$E$3:$E$")
    assert offers["A3"].startswith("'Địa bàn'!$A$3:")
    assert offers["D3"].startswith("'Người'!$A$3:")
    assert sheet.row_dimensions[1].hidden
    assert [cell.value for cell in sheet[1]][:2] == ["tenures.place", "tenures.office"]
    assert sheet["B2"].comment is not None
    choice = str(book["Chức danh"]["E3"].value)
    assert choice.split(" — ") == [book["Chức danh"]["A3"].value, book["Chức danh"]["B3"].value]


PLACES = (("tinh", "Tỉnh Mẫu", "province", None), ("xa", "Xã Mẫu", "commune", "Tỉnh Mẫu"))


def _filled(path: Path, *rows: tuple[Any, ...]) -> Path:
    """Fill in a template the way an office would: two places, then the tenures."""
    book = openpyxl.load_workbook(path)
    sheets = {str(sheet.cell(1, 1).value).partition(".")[0]: sheet for sheet in book}
    tables: dict[str, tuple[tuple[Any, ...], ...]] = {"places": PLACES, "tenures": rows}
    for name, table in tables.items():
        for number, row in enumerate(table, 3):
            for column, value in enumerate(row, 1):
                sheets[name].cell(number, column, value)
    book.save(path)
    return path


def test_names_and_days_are_read_as_an_office_writes_them(tmp_path: Path) -> None:
    path = _filled(
        _template(tmp_path, "vi", "vn-commune-2t"),
        ("Xã Mẫu", "Bí thư Đảng ủy xã", None, "Nguyễn Văn Trọng", "01/07/2025"),
        ("xã mẫu", "chu tich hdnd xa", None, "Nguyễn Văn Trọng", "7/2025", "đến nay"),
        ("xa", "police-chief", None, "Trọng", datetime(2025, 7, 1)),
        ("xa", "vice-chair", None, "(khuyết)", "2025"),
    )
    told = [
        (t.place, t.office, t.person, t.span.start and t.span.start.written, t.span.end)
        for t in cases.read(path).tenures
    ]
    assert told == [
        ("xa", "secretary", "Nguyễn Văn Trọng", "2025-07-01", None),
        ("xa", "council-chair", "Nguyễn Văn Trọng", "2025-07", None),
        ("xa", "police-chief", "Trọng", "2025-07-01", None),
        ("xa", "vice-chair", None, "2025", None),
    ]


def test_a_day_that_could_be_two_is_not_guessed_in_english(tmp_path: Path) -> None:
    path = _filled(_template(tmp_path, "en", "vn-commune-2t"), ("xa", "chair", None, "Ada", "01/07/2025"))
    with pytest.raises(CaseError) as refusal:
        cases.read(path)
    (line,) = [problem.line("en") for problem in refusal.value.problems]
    assert "“01/07/2025” is not a date" in line
    assert line.startswith("xa.xlsx, sheet Tenures, row 3, column E")


def test_full_days_are_dates_and_partial_ones_text(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    tenures = "office,person,from,to\nchair,Ada,2020-02-29,2024-03\nclerk,Ben,2024,?\ndeputy,Cy,1899-12-31,1905-05-05\n"
    path = as_workbook(write_case(folder, tenures=tenures), tmp_path)
    sheet = openpyxl.load_workbook(path)["Tenures"]
    shown = [[cell.value for cell in row[4:6]] for row in sheet.iter_rows(min_row=3)]
    assert shown == [
        [datetime(2020, 2, 29), "2024-03"],
        ["2024", "?"],
        ["1899-12-31", "1905-05-05"],
    ]
    assert settled(cases.read(path)) == settled(case_folder.read(folder))


def _small(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    return as_workbook(write_case(folder, **files), tmp_path)


@pytest.mark.parametrize(
    ("value", "shown_as", "read_as"),
    [
        (datetime(2024, 3, 1), "mmm-yy", "2024-03"),
        (datetime(2024, 3, 1), "yyyy", "2024"),
        (datetime(2024, 3, 1), "[$-42A]d mmmm yyyy", "2024-03-01"),
        (2024, "General", "2024"),
        (2024.0, "General", "2024"),
        (" 2024-03 ", "@", "2024-03"),
    ],
)
def test_a_date_is_read_as_far_as_its_cell_shows_it(
    tmp_path: Path, value: object, shown_as: str, read_as: str
) -> None:
    def edit(book: Any) -> None:
        book["Tenures"]["E3"].value = value
        book["Tenures"]["E3"].number_format = shown_as

    path = changed(_small(tmp_path, tenures="office,person\nchair,Ada\n"), edit)
    assert str(cases.read(path).tenures[0].span.start) == read_as


def test_sheets_may_be_renamed_moved_and_written_by_hand(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Case"].title = "x"
        sheet = book["Tenures"]
        sheet.delete_rows(1)
        sheet.insert_cols(1)
        sheet["A1"], sheet["A2"] = "Đến ngày", "2024-05"
        book.move_sheet(sheet, -3)

    case = cases.read(changed(_small(tmp_path, tenures="office,person,from\nchair,Ada,2020\n"), edit))
    assert [str(tenure.span.end) for tenure in case.tenures] == ["2024-05"]


def test_an_empty_table_that_is_complete_stays_so(tmp_path: Path) -> None:
    path = _small(tmp_path, regulations="regulations: []\n", persons="id,name\n", arrangements="[]\n")
    case = cases.read(path)
    assert case.regulations == ()
    assert "regulations" in str(openpyxl.load_workbook(path)["Case"]["C7"].value)


def test_a_framework_beside_the_workbook_is_used_when_none_is_inside(tmp_path: Path) -> None:
    path = changed(_small(tmp_path), lambda book: book.remove(book["Framework"]))
    with pytest.raises(CaseError, match=r"there is no file “\./framework\.yaml”"):
        cases.read(path)
    (tmp_path / "framework.yaml").write_text(
        (tmp_path / "case" / "framework.yaml").read_text("utf-8"), "utf-8"
    )
    assert cases.read(path).frameworks[0].id == "village"


def test_columns_and_sheets_of_ones_own_are_named_and_left(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Tenures"]["H2"], book["Tenures"]["H3"] = "Telephone", "113"
        book.create_sheet("Scratch")["A1"] = "1 + 1"

    path = changed(_small(tmp_path, tenures="office,person\nchair,Ada\n"), edit)
    assert warned(path) == [
        "case.xlsx, sheet Tenures, row 2, column H (Telephone): this column is not read; leave it out if it is not needed",
        "case.xlsx, sheet Scratch: this sheet is not read",
    ]


def test_comments_left_behind_are_counted() -> None:
    folder = CASES / "loc-ninh"
    _, left = workbook.write(
        {"case.yaml": (folder / "case.yaml").read_text("utf-8")}, case_folder.read(folder), language="en"
    )
    assert [problem.line("en") for problem in left] == ["case.yaml: comments (#) not carried over: 3"]


@pytest.mark.needs_program("libreoffice")
@pytest.mark.parametrize("framework", [None, "vn-commune-2t"])
def test_libreoffice_opens_the_template(tmp_path: Path, libreoffice_path: str, framework: str | None) -> None:
    path = _template(tmp_path, "vi", framework)
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            libreoffice_path,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            to,
            path.name,
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=600,
    )
    (table,) = tmp_path.glob("xa-Nhi*.csv")
    rows = list(csv.reader(table.read_text("utf-8").splitlines()))
    assert rows[0][:3] == ["tenures.place", "tenures.office", "tenures.seat"]
    assert rows[1][0].startswith("Địa bàn")


@pytest.mark.needs_program("libreoffice")
def test_what_libreoffice_saves_is_read_back(tmp_path: Path, libreoffice_path: str) -> None:
    path = as_workbook(CASES / "loc-ninh", tmp_path, language="vi")
    out = tmp_path / "saved"
    subprocess.run(
        [
            *(libreoffice_path, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), path.name),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=600,
    )
    assert settled(cases.read(out / path.name)) == settled(case_folder.read(CASES / "loc-ninh"))
