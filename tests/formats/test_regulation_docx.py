"""The draft for Word keeps Decree 30/2020: page, fonts, styles, numbers, headings of tables; an office program reads it."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("docx", reason="python-docx is not installed")

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from counterpoise.domain.words import LANGUAGES
from counterpoise.formats import regulation_docx
from formats.drafted import a_draft

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def opened(language: str = "vi", **how: Any) -> Any:
    return Document(io.BytesIO(regulation_docx.write(a_draft(**how), language=language)))


def said(document: Any, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_the_page_is_the_one_of_the_decree() -> None:
    (section,) = opened().sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert Mm(20) <= section.top_margin <= Mm(25)
    assert Mm(20) <= section.bottom_margin <= Mm(25)
    assert Mm(30) <= section.left_margin <= Mm(35)
    assert Mm(15) <= section.right_margin <= Mm(20)


def test_the_page_number_stands_at_the_top_from_the_second_page() -> None:
    (section,) = opened().sections
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    paragraph = section.header.paragraphs[0]
    assert paragraph.style.paragraph_format.alignment == 1  # centred
    assert 13 <= paragraph.style.font.size.pt <= 14


@in_both_languages
def test_every_style_in_use_is_in_black_times_new_roman(language: str) -> None:
    document = opened(language)
    cells = (cell for table in document.tables for row in table.rows[:3] for cell in row.cells)
    paragraphs = (*document.paragraphs, *(p for cell in cells for p in cell.paragraphs))
    used = {p.style.name: p.style for p in paragraphs}
    assert len(used) > 15
    for style in used.values():
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
        assert not [name for name in fonts.attrib if name.endswith("Theme")]
        assert str(style.font.color.rgb) == "000000"


def test_the_text_is_of_the_size_of_the_decree_and_justified() -> None:
    document = opened()
    for name in ("Nội dung", "Khoản", "Điểm", "Điều của văn bản ban hành"):
        style = document.styles[name]
        assert 13 <= style.font.size.pt <= 14
        assert style.paragraph_format.alignment == 3  # justified
        assert style.paragraph_format.first_line_indent.cm == pytest.approx(1, abs=0.01)
        assert style.paragraph_format.space_after.pt >= 6
    assert 12 <= document.styles["Quốc hiệu"].font.size.pt <= 13
    assert document.styles["Quốc hiệu"].font.all_caps
    assert document.styles["Căn cứ ban hành"].font.italic
    assert (
        document.styles["Nơi nhận, đề mục"].font.size.pt,
        document.styles["Nơi nhận, danh sách"].font.size.pt,
    ) == (12, 11)


def test_chapters_and_articles_are_headings_that_word_numbers() -> None:
    document = opened()
    assert [text.strip() for text in said(document, "Heading 1")] == ["QUY ĐỊNH CHUNG", "PHÂN CÔNG"]
    assert said(document, "Heading 2") == ["Phạm vi", "Nguyên tắc", "Chủ trì"]
    assert said(document, "Heading 3") == ["Mục 1", "Mục 2"]
    numbering = document.part.numbering_part.element
    texts = {}
    for name in ("Heading 1", "Heading 2", "Khoản", "Phụ lục", "Điều của văn bản ban hành"):
        listed = document.styles[name].element.pPr.numPr
        number = listed.numId.val
        abstract = next(
            a for a in numbering.findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == str(number)
        )
        level = abstract.findall(qn("w:lvl"))[listed.ilvl.val]
        texts[name] = level.find(qn("w:lvlText")).get(qn("w:val"))
    assert texts == {
        "Heading 1": "Chương %1",
        "Heading 2": "Điều %1.",
        "Khoản": "%2.",
        "Phụ lục": "Phụ lục %1",
        "Điều của văn bản ban hành": "Điều %1.",
    }


def test_an_article_of_one_clause_has_no_number_one_and_points_follow_the_vietnamese_alphabet() -> None:
    document = opened()
    assert said(document, "Nội dung")[0] == "Nội dung."
    assert len(said(document, "Khoản")) == 4
    assert [text[:2] for text in said(document, "Điểm")] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]


def test_notes_to_the_drafter_have_a_style_of_their_own() -> None:
    notes = said(opened(), "Ghi chú dự thảo")
    assert len(notes) == 4
    assert all(note.startswith("[") and note.endswith("]") for note in notes)


def test_tables_repeat_their_heading_and_fill_the_width() -> None:
    document = opened()
    gridded = [table for table in document.tables if table.style.name == "Table Grid"]
    assert len(gridded) == 3
    for table in gridded:
        first, second = table.rows[0], table.rows[1]
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert second._tr.trPr.find(qn("w:cantSplit")) is not None
        assert sum(cell.width for cell in first.cells) == pytest.approx(Mm(165), abs=Mm(0.1))
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Bảng phân công"
        assert [p.text for p in second.cells[1].paragraphs] == ["Việc thứ 1", "(quan trọng)"]


def test_the_head_and_the_signature_stand_in_two_columns() -> None:
    document = opened()
    head, signature = (t for t in document.tables if t.style.name != "Table Grid")
    left, right = head.rows[0].cells
    assert [p.text for p in left.paragraphs if p.text] == [
        "Ủy ban nhân dân",
        "xã An Bình",
        "Số:\u00a0\u00a0/QĐ-UBND",
        "DỰ THẢO",
    ]
    assert [p.text for p in right.paragraphs if p.text][:2] == [
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    left, right = signature.rows[0].cells
    assert [p.text for p in left.paragraphs] == ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."]
    assert [p.text for p in right.paragraphs] == ["TM. Ủy ban nhân dân", "Chủ tịch"]


def test_without_a_national_heading_only_place_and_day_stand_on_the_right() -> None:
    head = next(t for t in opened(heading=False).tables if t.style.name != "Table Grid")
    assert [p.text for p in head.rows[0].cells[1].paragraphs] == ["Xã An Bình, ngày\u00a0\u00a0năm 2024"]


@in_both_languages
def test_the_same_draft_gives_the_same_bytes(language: str) -> None:
    first = regulation_docx.write(a_draft(), language=language)
    assert first == regulation_docx.write(a_draft(), language=language)
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-03-28" in parts.read("docProps/core.xml")


def test_marks_of_xml_and_long_words_do_no_harm() -> None:
    nasty = " <b>&amp; \u0001 \ufffe" + "x" * 500
    document = opened(nasty=nasty)
    assert any("<b>&amp;" in text for text in said(document, "Nội dung"))


@pytest.mark.needs_program("libreoffice", "pdftotext")
@in_both_languages
def test_an_office_program_turns_it_into_pages_that_say_the_same(
    tmp_path: Path, libreoffice_path: str, language: str
) -> None:
    written = tmp_path / "draft.docx"
    written.write_bytes(regulation_docx.write(a_draft(), language=language))
    convert = [
        libreoffice_path,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*convert, "--outdir", str(tmp_path), str(written)], check=True, capture_output=True, timeout=600
    )
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "draft.pdf"), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    pages = [_plain(page) for page in shown.stdout.split("\f") if page.strip()]
    whole = " ".join(pages)
    vi = language == "vi"
    for text in (
        "ĐỘC LẬP - TỰ DO - HẠNH PHÚC" if vi else "INDEPENDENCE - FREEDOM - HAPPINESS",
        "CHƯƠNG I" if vi else "CHAPTER I",
        "ĐIỀU 1. PHẠM VI" if vi else "ARTICLE 1. SCOPE",
        "ĐIỀU 3. CHỦ TRÌ" if vi else "ARTICLE 3. LEADS",
        "1. NỘI DUNG." if vi else "1. CONTENT.",
        "Đ) ĐIỂM SỐ 4" if vi else "Đ) POINT 4",
        "PHỤ LỤC II" if vi else "ANNEX II",
        "VIỆC THỨ 60" if vi else "MATTER 60",
        "TM. ỦY BAN NHÂN DÂN" if vi else "ON BEHALF OF THE COMMITTEE",
    ):
        assert text in whole
    assert not re.match(r"1\b", pages[0])
    numbers = [re.match(r"\d+", page) for page in pages[1:]]
    assert [found and int(found[0]) for found in numbers] == list(range(2, len(pages) + 1))
    heading = "VIỆC CHỦ TRÌ" if vi else "MATTER LEAD"
    assert sum(heading in page for page in pages) >= 6  # on every page the tables reach


def _plain(page: str) -> str:
    return unicodedata.normalize("NFC", " ".join(page.split())).upper()
