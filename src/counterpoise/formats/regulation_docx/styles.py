"""The styles of the document, by the names a clerk looks for, and the page they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor, Twips

FONT = "Times New Roman"
PAGE = (Mm(210), Mm(297))
# Decree 30/2020, Annex I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
# Word counts in twentieths of a point: 15 mm would come out a hair below the least right margin.
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Twips(851)
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT

LEFT_ALIGNED, CENTRED, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the paragraphs of one style look; sizes and spaces in points, the first line in centimetres."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: WD_ALIGN_PARAGRAPH = JUSTIFIED
    first_line: float = 0
    left: float = 0
    before: float = 0
    after: float = 6
    spacing: float = 1.15
    keep_next: bool = False
    base: str = "Normal"


HEAD = "Đầu trang"
BODY = "Nội dung"
CLAUSE = "Khoản"
POINT = "Điểm"
NOTE = "Ghi chú dự thảo"
BASIS = "Căn cứ ban hành"
ORDER = "Điều của văn bản ban hành"
ANNEX = "Phụ lục"
ANNEX_TITLE = "Tên phụ lục"
ATTACHED = "Ban hành kèm theo"
KIND = "Tên loại văn bản"
ABOUT = "Trích yếu"
NATION = "Quốc hiệu"
MOTTO = "Tiêu ngữ"
ISSUER = "Cơ quan ban hành"
NUMBER = "Số, ký hiệu"
DAY = "Địa danh, thời gian"
MARK = "Dấu dự thảo"
RULE = "Đường kẻ"
COPIES_HEAD = "Nơi nhận, đề mục"
COPIES = "Nơi nhận, danh sách"
SIGNED = "Quyền hạn, chức vụ người ký"
CELL = "Chữ trong bảng"
CELL_HEAD = "Đầu bảng"
CAPTION = "Tên bảng"

LOOKS = (
    Look("Heading 1", 13, bold=True, align=CENTRED, before=12, keep_next=True),
    Look("Heading 2", 13, bold=True, first_line=1, before=6, keep_next=True),
    Look("Heading 3", 13, bold=True, align=LEFT_ALIGNED, before=10, keep_next=True),
    Look(BODY, 13, first_line=1),
    Look(CLAUSE, 13, first_line=1),
    Look(POINT, 13, first_line=1),
    Look(NOTE, 11, italic=True, left=1, after=4, spacing=1.0),
    Look(BASIS, 13, italic=True, first_line=1, after=4),
    Look(ORDER, 13, first_line=1),
    Look(ANNEX, 14, bold=True, align=CENTRED, after=0, keep_next=True, base="Heading 1"),
    Look(ANNEX_TITLE, 13, bold=True, capitals=True, align=CENTRED, after=2, keep_next=True),
    Look(ATTACHED, 13, italic=True, align=CENTRED, after=8, spacing=1.0, keep_next=True),
    Look(KIND, 14, bold=True, capitals=True, align=CENTRED, before=14, after=0, keep_next=True),
    Look(ABOUT, 14, bold=True, align=CENTRED, after=0, keep_next=True),
    Look(NATION, 12, bold=True, capitals=True, align=CENTRED, after=0, spacing=1.0),
    Look(MOTTO, 13, bold=True, align=CENTRED, after=0, spacing=1.0),
    Look(ISSUER, 12, bold=True, capitals=True, align=CENTRED, after=0, spacing=1.0),
    Look(NUMBER, 13, align=CENTRED, before=4, after=0, spacing=1.0),
    Look(DAY, 13, italic=True, align=CENTRED, before=4, after=0, spacing=1.0),
    Look(MARK, 13, bold=True, capitals=True, align=CENTRED, before=4, after=0, spacing=1.0),
    Look(RULE, 2, align=CENTRED, before=1, after=0, spacing=1.0),
    Look(COPIES_HEAD, 12, bold=True, italic=True, align=LEFT_ALIGNED, after=0, spacing=1.0),
    Look(COPIES, 11, align=LEFT_ALIGNED, after=0, spacing=1.0),
    Look(SIGNED, 13, bold=True, capitals=True, align=CENTRED, after=0, spacing=1.0),
    Look(CAPTION, 12, bold=True, align=CENTRED, before=6, after=4, spacing=1.0, keep_next=True),
    Look(CELL_HEAD, 11, bold=True, align=CENTRED, before=1, after=1, spacing=1.0, keep_next=True),
    Look(CELL, 11, align=LEFT_ALIGNED, before=1, after=1, spacing=1.0),
    Look(HEAD, 13, align=CENTRED, after=0, spacing=1.0),
)


def add_styles(document: Any, language: str) -> dict[str, str]:
    """Set the document's own font and language, then every style; give the id of each by its name."""
    _plain(document, language)
    known = {style.name: style for style in document.styles}
    for look in LOOKS:
        style = known.get(look.name) or document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        known[look.name] = style
        style.base_style = known[look.base]
        style.quick_style = True
        style.hidden = False
        _dress(style, look)
    return {name: style.style_id for name, style in known.items()}


def _plain(document: Any, language: str) -> None:
    normal = document.styles["Normal"]
    _font(normal)
    normal.font.size = Pt(13)
    normal.paragraph_format.widow_control = True
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    tongue = OxmlElement("w:lang")
    code = "vi-VN" if language == "vi" else "en-GB"
    for side in ("val", "eastAsia", "bidi"):
        tongue.set(qn(f"w:{side}"), code)
    run.append(tongue)


def _dress(style: Any, look: Look) -> None:
    _font(style)
    style.font.size = Pt(look.size)
    style.font.bold, style.font.italic, style.font.all_caps = look.bold, look.italic, look.capitals
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.first_line_indent, layout.left_indent = Cm(look.first_line), Cm(look.left)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, look.spacing
    layout.keep_with_next, layout.keep_together = look.keep_next, look.keep_next
    layout.widow_control = True


def _font(style: Any) -> None:
    """Use the decree's font in black for every script; the template's theme fonts would win otherwise."""
    style.font.name = FONT
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
