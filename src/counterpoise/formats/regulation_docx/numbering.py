"""Numbers that Word keeps itself: chapters, articles, clauses, annexes, each tied to its style."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from counterpoise.domain.drafts import ANNEX as ANNEX_WORD
from counterpoise.domain.drafts import ARTICLE, CHAPTER
from counterpoise.formats.regulation_docx.styles import ANNEX, CLAUSE, ORDER

# Points are lettered in the text itself: Word knows no numbering with đ.
_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
    '<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="0" w:firstLine="{first}"/></w:pPr><w:rPr>{bold}</w:rPr></w:lvl>'
)
_FIRST_LINE = 567  # twentieths of a point: 1 cm
_FREE = 900  # ids the template leaves free


def add_numbering(document: Any, language: str) -> None:
    """Define the lists and tie each to its style."""
    numbering = document.part.numbering_part.element
    styles = document.styles
    chapter = styles["Heading 1"].style_id
    article, clause = styles["Heading 2"].style_id, styles[CLAUSE].style_id
    lists = (
        (_level(0, "upperRoman", chapter, f"{CHAPTER.of(language)} %1", suffix="nothing"),),
        (
            _level(0, "decimal", article, f"{ARTICLE.of(language)} %1.", first=_FIRST_LINE),
            _level(1, "decimal", clause, "%2.", first=_FIRST_LINE, bold=False),
        ),
        (_level(0, "decimal", styles[ORDER].style_id, f"{ARTICLE.of(language)} %1.", first=_FIRST_LINE),),
        (_level(0, "upperRoman", styles[ANNEX].style_id, f"{ANNEX_WORD.of(language)} %1", suffix="nothing"),),
    )
    for number, levels in enumerate(lists, start=_FREE):
        _define(numbering, number, levels)
    _tie(styles["Heading 1"], _FREE, 0)
    _tie(styles["Heading 2"], _FREE + 1, 0)
    _tie(styles[CLAUSE], _FREE + 1, 1)
    _tie(styles[ORDER], _FREE + 2, 0)
    _tie(styles[ANNEX], _FREE + 3, 0)


def _level(
    level: int, form: str, style: str, text: str, *, suffix: str = "space", first: int = 0, bold: bool = True
) -> str:
    return _LEVEL.format(
        level=level,
        form=form,
        style=style,
        text=text,
        suffix=suffix,
        first=first,
        bold="<w:b/>" if bold else '<w:b w:val="0"/>',
    )


def _define(numbering: Any, number: int, levels: tuple[str, ...]) -> None:
    """Add one list; definitions stand before the lists that use them."""
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
    used = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    numbering.append(used)


def _tie(style: Any, number: int, level: int) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    listed = properties.get_or_add_numPr()
    listed.get_or_add_ilvl().val = level
    listed.get_or_add_numId().val = number
