"""Working papers for Word and Excel: what they hold, what is left to fill in, and that nothing in them runs."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from counterpoise.analysis.findings import Audit
from counterpoise.domain.words import Text
from counterpoise.formats import report_docx, report_xlsx
from counterpoise.formats.working_papers import papers
from formats.made_audit import AUDIT, EMPTY

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


def workbook(audit: Audit, language: str = "en") -> Any:
    """Write an audit as a workbook and open it."""
    return load_workbook(io.BytesIO(report_xlsx.write(audit, language=language)))


def heading_row(sheet: Any) -> int:
    """Find the row of headings: the one the filter begins with."""
    return int(sheet.auto_filter.ref.split(":")[0].lstrip("A"))


def said(audit: Audit, text: str) -> Audit:
    """Put a text in the place of the first finding's message."""
    first = replace(audit.findings[0], message=Text(text, text))
    return replace(audit, findings=(first, *audit.findings[1:]))


@LANGUAGES
def test_a_workbook_has_a_sheet_for_each_paper_with_every_finding(language: str) -> None:
    book = workbook(AUDIT, language)
    told = papers(AUDIT, language=language, merged=False)
    assert book.sheetnames == [paper.title for paper in told]
    assert [paper.id for paper in told] == ["summary", "findings", "matrix", "seats"]
    sheet = book.worksheets[1]
    start = heading_row(sheet) + 1
    messages = [sheet.cell(row, 7).value for row in range(start, start + len(AUDIT.findings))]
    assert [m.split("\n")[0] for m in messages] == [f.message.of(language) for f in AUDIT.findings]
    assert sheet.cell(start + len(AUDIT.findings), 1).value is None


@pytest.mark.parametrize(
    "begin", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "#REF!"]
)
def test_no_text_becomes_a_formula_whatever_it_begins_with(begin: str) -> None:
    sheet = workbook(said(AUDIT, begin)).worksheets[1]
    cell = sheet.cell(heading_row(sheet) + 1, 7)
    assert cell.data_type == "s"
    assert cell.value.split("\n")[0] == begin
    assert cell.quotePrefix == (begin[0] in "=+-@")


def test_letters_no_file_can_hold_are_shown_as_unreadable() -> None:
    audit = said(AUDIT, "A\x01B_x0041_\ud800")
    sheet = workbook(audit).worksheets[1]
    assert sheet.cell(heading_row(sheet) + 1, 7).value.startswith("A\ufffdB_x005F_x0041_\ufffd"), (
        "as Excel writes it, so that it shows _x0041_ and no letter A"
    )
    assert "A\ufffdB_x0041_\ufffd" in text_of(Document(io.BytesIO(report_docx.write(audit, language="en"))))


@LANGUAGES
def test_sheets_freeze_filter_and_print_on_a4_with_their_heading_repeated(language: str) -> None:
    for sheet in workbook(AUDIT, language).worksheets:
        row = heading_row(sheet)
        assert sheet.freeze_panes == f"A{row + 1}"
        assert sheet.print_title_rows == f"${row}:${row}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.cell(row, 1).font.name == "Times New Roman"


@LANGUAGES
def test_follow_up_has_cells_to_fill_in_and_states_to_choose_from(language: str) -> None:
    sheet = workbook(AUDIT, language).worksheets[1]
    row = heading_row(sheet)
    offered = sheet.data_validations.dataValidation
    assert len(offered) == 1
    choices = offered[0].formula1.strip('"').split(",")
    assert len(choices) == 4
    column = min(found.min_col for found in offered[0].sqref.ranges)
    assert {sheet.cell(row + 1 + n, column).value for n in range(len(AUDIT.findings))} == {choices[0]}
    assert sheet.cell(row + 1, column + 1).value in (None, "")


@LANGUAGES
def test_a_word_file_has_headings_and_tables_whose_heading_rows_repeat(language: str) -> None:
    document = Document(io.BytesIO(report_docx.write(AUDIT, language=language)))
    told = papers(AUDIT, language=language, merged=True)
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [paper.title for paper in told]
    for table, paper in zip(document.tables, told, strict=True):
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == paper.title
        assert [row._tr.xpath("w:trPr/w:tblHeader") != [] for row in table.rows] == [True] + [False] * len(
            paper.rows
        )
        assert len(table.rows) == len(paper.rows) + 1
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def text_of(document: Any) -> str:
    """Give all text of the tables."""
    return "\n".join(t.text or "" for t in document.element.body.iter(qn("w:t")))


def test_in_word_findings_that_differ_in_place_and_persons_only_stand_once() -> None:
    one = AUDIT.findings[0]
    other = replace(one, place="south", persons=("somebody",))  # type: ignore[arg-type]
    audit = replace(AUDIT, findings=(one, other))
    merged, single = (papers(audit, language="en", merged=m)[1] for m in (True, False))
    assert (len(merged.rows), len(single.rows)) == (1, 2)
    assert str(merged.rows[0][3]).startswith("2 places: ")


@LANGUAGES
@pytest.mark.parametrize("audit", [AUDIT, EMPTY])
def test_the_same_audit_gives_the_same_bytes(audit: Audit, language: str) -> None:
    for writer in (report_docx, report_xlsx):
        assert writer.write(audit, language=language) == writer.write(audit, language=language)
