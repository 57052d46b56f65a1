"""Write a draft regulation as Markdown: headings, numbered clauses, pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterpoise.domain.drafts import (
    ANNEX,
    ARTICLE,
    CHAPTER,
    RECIPIENTS,
    Act,
    Annex,
    Article,
    Clause,
    Draft,
    Note,
    Table,
    letter,
    roman,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_BEGINS_LIST = re.compile(r"^(\d+)([.)])")


def write(draft: Draft, *, language: str) -> str:
    """Write the draft as a Markdown text."""
    return "\n\n".join(_blocks(draft, language)) + "\n"


def _blocks(draft: Draft, language: str) -> Iterator[str]:
    head = draft.letterhead
    if head.heading is not None and head.motto is not None:
        yield f"**{_text(head.heading.of(language).upper())}**  \n**{_text(head.motto.of(language))}**"
    yield f"**{_text(' '.join(head.body.of(language).split()).upper())}**"
    yield f"{_text(head.number.of(language))} · *{_text(head.place_and_day.of(language))}*"
    yield f"**{_text(head.mark.of(language))}**"
    yield from _act(draft.act, language)
    yield f"# {_text(draft.title.of(language).upper())} {_text(draft.subject.of(language))}"
    yield f"*({_text(draft.attached.of(language))})*"
    number = 0
    for order, chapter in enumerate(draft.chapters, start=1):
        yield f"## {CHAPTER.of(language)} {roman(order)}. {_text(chapter.title.of(language))}"
        for article in chapter.articles:
            number += 1
            yield from _article(article, number, language)
    for order, annex in enumerate(draft.annexes, start=1):
        yield from _annex(annex, order, draft, language)


def _act(act: Act, language: str) -> Iterator[str]:
    yield f"# {_text(act.form.of(language).upper())}"
    yield f"**{_text(act.about.of(language))}**"
    yield f"**{_text(act.body.of(language).upper())}**"
    last = len(act.grounds) - 1
    for number, ground in enumerate(act.grounds):
        yield f"*{_text(ground.text.of(language))}{'.' if number == last else ';'}*"
        yield from _notes(ground.notes, language)
    yield f"**{_text(act.form.of(language).upper())}:**"
    for number, order in enumerate(act.orders, start=1):
        yield f"**{ARTICLE.of(language)} {number}.** {_text(order.of(language))}"
    signed = (*act.signature.capacities, act.signature.office)
    yield "  \n".join(f"**{_text(line.of(language).upper())}**" for line in signed)
    last = len(act.recipients)
    copies = [
        f"- {_text(one.of(language))}{'.' if n == last else ';'}"
        for n, one in enumerate(act.recipients, start=1)
    ]
    yield f"***{RECIPIENTS.of(language)}***"
    yield "\n".join(copies)


def _article(article: Article, number: int, language: str) -> Iterator[str]:
    yield f"### {ARTICLE.of(language)} {number}. {_text(article.title.of(language))}"
    alone = len(article.clauses) == 1
    for order, clause in enumerate(article.clauses, start=1):
        yield from _clause(clause, "" if alone else f"{order}\\. ", language)


def _clause(clause: Clause, number: str, language: str) -> Iterator[str]:
    yield f"{number}{_text(clause.text.of(language))}"
    yield from _notes(clause.notes, language)
    for order, point in enumerate(clause.points):
        yield f"{letter(order)}) {_text(point.text.of(language))}"
        yield from _notes(point.notes, language)
    if clause.table is not None:
        yield _table(clause.table, language)


def _annex(annex: Annex, number: int, draft: Draft, language: str) -> Iterator[str]:
    yield f"## {ANNEX.of(language)} {roman(number)}. {_text(annex.title.of(language))}"
    yield f"*({_text(draft.attached.of(language))})*"
    for text in annex.says:
        yield _text(text.of(language))
    for section in annex.sections:
        if len(annex.sections) > 1:
            yield f"### {_text(section.title.of(language))}"
        for text in section.says:
            yield _text(text.of(language))
        yield from _notes(section.notes, language)
        if section.table is not None:
            yield _table(section.table, language)


def _notes(notes: Iterable[Note], language: str) -> Iterator[str]:
    for note in notes:
        yield f"*\\[{_text(note.text.of(language))}\\]*"


def _table(table: Table, language: str) -> str:
    lines = [_row(column.title.of(language) for column in table.columns)]
    lines.append("|" + "---|" * len(table.columns))
    lines += [_row(cell.of(language) for cell in row) for row in table.rows]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    said = ("<br>".join(_text(line) for line in cell.split("\n")) for cell in cells)
    return f"| {' | '.join(said)} |"


def _text(text: str) -> str:
    """Escape what Markdown would read as marks, and keep the room left for the hand that signs."""
    marked = _SPECIAL.sub(r"\\\1", text).replace("\u00a0", "&nbsp;")
    return _BEGINS_LIST.sub(r"\1\\\2", marked)
