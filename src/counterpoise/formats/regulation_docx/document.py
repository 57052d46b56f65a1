"""The document from its head to its last annex."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from counterpoise.domain.drafts import (
    RECIPIENTS,
    Annex,
    Article,
    Chapter,
    Clause,
    Draft,
    Note,
    Section,
    letter,
)
from counterpoise.formats.regulation_docx import styles
from counterpoise.formats.regulation_docx.letters import readable
from counterpoise.formats.regulation_docx.numbering import add_numbering
from counterpoise.formats.regulation_docx.tables import add_table, add_two_columns

_ISSUER_WIDTH = Mm(64)
_NATION_WIDTH = styles.TEXT_WIDTH - _ISSUER_WIDTH
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip file can hold: the same draft gives the same bytes


def write(draft: Draft, *, language: str) -> bytes:
    """Write the draft as a .docx file: the same bytes for the same draft."""
    document = Document()
    ids = styles.add_styles(document, language)
    add_numbering(document, language)
    _page(document.sections[0])
    _properties(document, draft, language)
    _Writer(document, language, ids).whole(draft)
    return _packed(document)


class _Writer:
    """Writes one draft in one language."""

    def __init__(self, document: Any, language: str, ids: Mapping[str, str]) -> None:
        self.document = document
        self.language = language
        self.ids = ids  # of styles by name: python-docx would look each up through the whole list

    def whole(self, draft: Draft) -> None:
        self.head(draft)
        self.act(draft)
        self.regulation(draft)
        for annex in draft.annexes:
            self.annex(annex, draft)

    def say(self, text: str, style: str) -> Any:
        return self.put(self.document, text, style)

    # The first pages: the act that adopts

    def head(self, draft: Draft) -> None:
        """Lay out the two columns: who adopts, with the number; the nation's name, with place and day."""
        left, right = add_two_columns(self.document, (_ISSUER_WIDTH, _NATION_WIDTH))
        letterhead, language = draft.letterhead, self.language
        first, *others = letterhead.body.of(language).split("\n")
        self.fill(left, first, styles.ISSUER)
        for line in others:
            self.put(left, line, styles.ISSUER)
        self.rule(left, _ISSUER_WIDTH, Mm(24))
        self.put(left, letterhead.number.of(language), styles.NUMBER)
        self.put(left, letterhead.mark.of(language), styles.MARK)
        if letterhead.heading is None or letterhead.motto is None:
            self.fill(right, letterhead.place_and_day.of(language), styles.DAY)
            return
        self.fill(right, letterhead.heading.of(language), styles.NATION)
        self.put(right, letterhead.motto.of(language), styles.MOTTO)
        self.rule(right, _NATION_WIDTH, Mm(58 if language == "vi" else 74))
        self.put(right, letterhead.place_and_day.of(language), styles.DAY)

    def act(self, draft: Draft) -> None:
        act, language = draft.act, self.language
        self.say(act.form.of(language), styles.KIND)
        self.say(act.about.of(language), styles.ABOUT)
        self.rule(self.document, styles.TEXT_WIDTH, Mm(50))
        self.say(act.body.of(language).upper(), styles.ABOUT).paragraph_format.space_before = Pt(10)
        last = len(act.grounds) - 1
        for number, ground in enumerate(act.grounds):
            self.say(f"{ground.text.of(language)}{'.' if number == last else ';'}", styles.BASIS)
            self.notes(ground.notes)
        order = self.say(f"{act.form.of(language).upper()}:", styles.ABOUT)
        order.paragraph_format.space_before = order.paragraph_format.space_after = Pt(8)
        for text in act.orders:
            ordered = self.say(text.of(language), styles.ORDER)
        ordered.paragraph_format.keep_with_next = True  # nobody signs a page that orders nothing
        self.signature(draft)

    def signature(self, draft: Draft) -> None:
        """Lay out the copies on the left and the signing office on the right, with room to sign."""
        act, language = draft.act, self.language
        gap = self.say("", styles.RULE).paragraph_format
        gap.space_before, gap.keep_with_next = Pt(10), True
        left, right = add_two_columns(self.document, (styles.TEXT_WIDTH // 2, styles.TEXT_WIDTH // 2))
        self.fill(left, RECIPIENTS.of(language), styles.COPIES_HEAD)
        for number, copy in enumerate(act.recipients, start=1):
            mark = "." if number == len(act.recipients) else ";"
            self.put(left, f"- {copy.of(language)}{mark}", styles.COPIES)
        first, *others = (*act.signature.capacities, act.signature.office)
        signed = self.fill(right, first.of(language), styles.SIGNED)
        for line in others:
            signed = self.put(right, line.of(language), styles.SIGNED)
        signed.paragraph_format.space_after = Pt(72)

    # The regulation

    def regulation(self, draft: Draft) -> None:
        language = self.language
        self.say(draft.title.of(language), styles.KIND).paragraph_format.page_break_before = True
        self.say(draft.subject.of(language), styles.ABOUT)
        self.say(f"({draft.attached.of(language)})", styles.ATTACHED)
        self.rule(self.document, styles.TEXT_WIDTH, Mm(50))
        for chapter in draft.chapters:
            self.chapter(chapter)

    def chapter(self, chapter: Chapter) -> None:
        heading = self.say("", "Heading 1")
        heading.add_run().add_break(WD_BREAK.LINE)
        heading.add_run(readable(chapter.title.of(self.language).upper()))
        for article in chapter.articles:
            self.article(article)

    def article(self, article: Article) -> None:
        self.say(article.title.of(self.language), "Heading 2")
        alone = len(article.clauses) == 1
        for clause in article.clauses:
            self.clause(clause, styles.BODY if alone else styles.CLAUSE)

    def clause(self, clause: Clause, style: str) -> None:
        said = self.say(clause.text.of(self.language), style)
        said.paragraph_format.keep_with_next = bool(clause.points or clause.table)
        self.notes(clause.notes)
        for number, point in enumerate(clause.points):
            self.say(f"{letter(number)}) {point.text.of(self.language)}", styles.POINT)
            self.notes(point.notes)
        if clause.table is not None:
            add_table(self.document, clause.table, self.language, ids=self.ids)
            self.say("", styles.RULE).paragraph_format.space_after = Pt(6)

    def notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            self.say(f"[{note.text.of(self.language)}]", styles.NOTE)

    def annex(self, annex: Annex, draft: Draft) -> None:
        heading = self.say("", styles.ANNEX)
        heading.paragraph_format.page_break_before = True
        self.say(annex.title.of(self.language), styles.ANNEX_TITLE)
        self.say(f"({draft.attached.of(self.language)})", styles.ATTACHED)
        for text in annex.says:
            self.say(text.of(self.language), styles.BODY)
        for section in annex.sections:
            self.section(section, alone=len(annex.sections) == 1)

    def section(self, section: Section, *, alone: bool) -> None:
        if not alone:
            self.say(section.title.of(self.language), "Heading 3")
        for text in section.says:
            self.say(text.of(self.language), styles.BODY).paragraph_format.keep_with_next = True
        self.notes(section.notes)
        if section.table is not None:
            add_table(self.document, section.table, self.language, ids=self.ids)
            self.say("", styles.RULE).paragraph_format.space_after = Pt(4)

    # Pieces

    def fill(self, cell: Any, text: str, style: str) -> Any:
        """Write into the paragraph a cell begins with."""
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self.ids[style]
        paragraph.add_run(readable(text))
        return paragraph

    def put(self, into: Any, text: str, style: str) -> Any:
        """Add a paragraph to the document or to a cell."""
        paragraph = into.add_paragraph(readable(text))
        paragraph._p.style = self.ids[style]
        return paragraph

    def rule(self, into: Any, room: int, length: int) -> None:
        """Draw a line of some length in the middle of the room it has."""
        paragraph = self.put(into, "", styles.RULE)
        side = max(0, (room - length) // 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
        borders = OxmlElement("w:pBdr")
        line = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
        paragraph._p.get_or_add_pPr().append(borders)


def _page(section: Any) -> None:
    """Set the page of the decree: A4, its margins, the number centred at the top from the second page."""
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = styles.PAGE
    section.top_margin, section.bottom_margin = styles.TOP, styles.BOTTOM
    section.left_margin, section.right_margin = styles.LEFT, styles.RIGHT
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = styles.HEAD
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            field = OxmlElement("w:instrText")
            field.set(qn("xml:space"), "preserve")
            field.text = text
            run._r.append(field)


def _properties(document: Any, draft: Draft, language: str) -> None:
    known = document.core_properties
    known.title = readable(f"{draft.title.of(language)} {draft.subject.of(language)}")[:255]
    known.author = known.last_modified_by = "Counterpoise"
    known.comments, known.keywords = "", ""
    known.language = "vi-VN" if language == "vi" else "en-GB"
    known.created = known.modified = datetime(draft.day.year, draft.day.month, draft.day.day)
    known.revision = 1


def _packed(document: Any) -> bytes:
    """Pack the parts again with one fixed day: python-docx stamps each with the hour of writing."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as read, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            written.writestr(part, read.read(name))
    return packed.getvalue()
