"""Write working papers for Word: headings, tables whose heading rows repeat, a table to fill in; A4 lying down."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from counterpoise.analysis.findings import Audit
from counterpoise.domain.day_words import day_name
from counterpoise.formats.working_papers import Cell, Paper, papers, title

FONT = "Times New Roman"
TEXT_WIDTH = 15_137  # twentieths of a point between the margins: 297 mm less two of 15 mm
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip file can hold: the same audit gives the same bytes
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG = 14  # lines: a longer row may run over two pages


def write(audit: Audit, *, language: str) -> bytes:
    """Write an audit as a .docx file: the same bytes for the same audit."""
    document = Document()
    _dress(document, language)
    _page(document)
    _properties(document, audit, language)
    document.add_heading(_readable(title(language)), level=0)
    subtitle = f"{audit.case.title.of(language)} – {day_name(audit.on).of(language)}"
    document.add_paragraph(_readable(subtitle), style="Subtitle")
    for paper in papers(audit, language=language, merged=True):
        document.add_heading(_readable(paper.title), level=1)
        for note in paper.notes:
            document.add_paragraph(_readable(note))
        _table(document, paper)
    return _packed(document)


def _dress(document: Any, language: str) -> None:
    """Set the font and the language of every style that is used."""
    for name, size in (("Normal", 11), ("Title", 18), ("Subtitle", 13), ("Heading 1", 14), ("Footer", 9)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{side}"), FONT)
        for side in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{side}"), None)
    run = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    tongue = OxmlElement("w:lang")
    for side in ("val", "eastAsia", "bidi"):
        tongue.set(qn(f"w:{side}"), "vi-VN" if language == "vi" else "en-GB")
    run.append(tongue)


def _page(document: Any) -> None:
    """Lay A4 on its side and number the pages."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    section.footer.paragraphs[0]._p.append(field)


def _properties(document: Any, audit: Audit, language: str) -> None:
    properties = document.core_properties
    day = datetime(audit.on.year, audit.on.month, audit.on.day)
    properties.title, properties.author, properties.language = title(language), "Counterpoise", language
    properties.subject, properties.comments = _readable(audit.case.title.of(language))[:255], ""
    properties.last_modified_by, properties.revision = "Counterpoise", 1
    properties.created = properties.modified = day


def _table(document: Any, paper: Paper) -> None:
    """Write a table across the page as XML at once: python-docx looks through the whole table for each row it adds."""
    shares = [column.width for column in paper.columns]
    widths = [TEXT_WIDTH * share // sum(shares) for share in shares]
    ids = {name: document.styles[name].style_id for name in ("Table Grid", "Normal")}
    rows = [_row([c.heading for c in paper.columns], widths, "<w:cantSplit/><w:tblHeader/>", bold=True)]
    for row in paper.rows:
        long = any(str(value).count("\n") >= _LONG for value in row)
        rows.append(_row(row, widths, "" if long else "<w:cantSplit/>"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = quoteattr(_readable(paper.title))
    made = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val={quoteattr(ids['Table Grid'])}/>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={said}/><w:tblDescription w:val={said}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    document.element.body.sectPr.addprevious(made)


def _row(values: Sequence[Cell], widths: Sequence[int], properties: str, *, bold: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>' if bold else ""
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{_lines(str(value), bold=bold)}</w:tc>'
        for value, width in zip(values, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _lines(text: str, *, bold: bool) -> str:
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="18"/></w:rPr>'
    return "".join(
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(_readable(line))}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )


def _readable(text: str) -> str:
    """Put a sign in the place of every letter that no document can hold."""
    return _UNREADABLE.sub("\ufffd", text)


def _packed(document: Any) -> bytes:
    """Pack the parts again without the time at which it was done."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as read, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            written.writestr(part, read.read(name))
    return packed.getvalue()
