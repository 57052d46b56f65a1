"""The whole page: contents, act, chapters, annexes; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from counterpoise.domain.drafts import (
    ANNEX,
    ARTICLE,
    CHAPTER,
    RECIPIENTS,
    Annex,
    Article,
    Chapter,
    Clause,
    Draft,
    Note,
    Table,
    letter,
    roman,
)
from counterpoise.domain.words import Text
from counterpoise.formats.regulation_html.styles import PAPER, SCREEN

# Nothing may be fetched and no script may run, whatever the data say.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SKIP = Text("Đến nội dung", "Skip to the text")
_CONTENTS = Text("Mục lục", "Contents")


def write(draft: Draft, *, language: str) -> str:
    """Write the draft as one HTML file."""
    return "\n".join(_Page(draft, language).lines()) + "\n"


class _Page:
    """Writes one draft in one language."""

    def __init__(self, draft: Draft, language: str) -> None:
        self.draft = draft
        self.language = language

    def lines(self) -> Iterator[str]:
        draft = self.draft
        title = f"{self.say(draft.title)} {self.say(draft.subject)}"
        yield "<!doctype html>"
        yield f'<html lang="{self.language}"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title><style>{SCREEN}{PAPER}</style></head><body>"
        yield f'<a class="skip" href="#text">{self.say(_SKIP)}</a>'
        yield from self.contents()
        yield '<main id="text">'
        yield from self.head()
        yield from self.act()
        yield '<section class="regulation">'
        yield f"<h1>{self.say(draft.title).upper()}<br>{self.say(draft.subject)}</h1>"
        yield f'<p class="center"><em>({self.say(draft.attached)})</em></p>'
        number = 0
        for order, chapter in enumerate(draft.chapters, start=1):
            yield from self.chapter(chapter, order, number)
            number += len(chapter.articles)
        yield "</section>"
        for order, annex in enumerate(draft.annexes, start=1):
            yield from self.annex(annex, order)
        yield "</main></body></html>"

    def say(self, text: Text) -> str:
        return escape(text.of(self.language)).replace("\u00a0", "&nbsp;")

    def contents(self) -> Iterator[str]:
        yield f'<nav class="contents" aria-label="{self.say(_CONTENTS)}"><strong>{self.say(_CONTENTS)}</strong><ol>'
        for chapter in self.draft.chapters:
            yield f'<li><a href="#{chapter.key}">{self.say(chapter.title)}</a></li>'
        for order, annex in enumerate(self.draft.annexes, start=1):
            yield f'<li><a href="#annex-{annex.key}">{self.say(ANNEX)} {roman(order)}. {self.say(annex.title)}</a></li>'
        yield "</ol></nav>"

    def head(self) -> Iterator[str]:
        head = self.draft.letterhead
        body = "<br>".join(escape(line) for line in head.body.of(self.language).split("\n"))
        yield '<div class="letterhead"><div>'
        yield f'<p class="upper"><strong class="underlined">{body}</strong></p><p>{self.say(head.number)}</p>'
        yield f"<p><strong>{self.say(head.mark)}</strong></p></div><div>"
        if head.heading is not None and head.motto is not None:
            yield f'<p class="upper"><strong>{self.say(head.heading)}</strong></p>'
            yield f'<p><strong class="underlined">{self.say(head.motto)}</strong></p>'
        yield f"<p><em>{self.say(head.place_and_day)}</em></p></div></div>"

    def act(self) -> Iterator[str]:
        act = self.draft.act
        yield f'<section class="act"><h1>{self.say(act.form).upper()}<br>{self.say(act.about)}</h1>'
        yield f'<p class="center upper"><strong>{self.say(act.body)}</strong></p>'
        last = len(act.grounds) - 1
        for number, ground in enumerate(act.grounds):
            yield f"<p><em>{self.say(ground.text)}{'.' if number == last else ';'}</em></p>"
            yield from self.notes(ground.notes)
        yield f'<p class="center upper"><strong>{self.say(act.form)}:</strong></p>'
        for number, order in enumerate(act.orders, start=1):
            yield f"<p><strong>{self.say(ARTICLE)} {number}.</strong> {self.say(order)}</p>"
        yield f'<div class="signature"><div class="copies"><p><strong><em>{self.say(RECIPIENTS)}</em></strong></p><ul>'
        for number, copy in enumerate(act.recipients, start=1):
            yield f"<li>{self.say(copy)}{'.' if number == len(act.recipients) else ';'}</li>"
        signed = "<br>".join(self.say(line) for line in (*act.signature.capacities, act.signature.office))
        yield f'</ul></div><p class="signed">{signed}</p></div></section>'

    def chapter(self, chapter: Chapter, order: int, before: int) -> Iterator[str]:
        yield f'<h2 id="{chapter.key}">{self.say(CHAPTER)} {roman(order)} <span>{self.say(chapter.title)}</span></h2>'
        for number, article in enumerate(chapter.articles, start=before + 1):
            yield from self.article(article, number)

    def article(self, article: Article, number: int) -> Iterator[str]:
        yield f'<article class="article" aria-labelledby="article-{number}">'
        yield f'<h3 id="article-{number}">{self.say(ARTICLE)} {number}. {self.say(article.title)}</h3>'
        alone = len(article.clauses) == 1
        for order, clause in enumerate(article.clauses, start=1):
            yield from self.clause(clause, "" if alone else f"{order}. ")
        yield "</article>"

    def clause(self, clause: Clause, number: str) -> Iterator[str]:
        yield f"<p>{number}{self.say(clause.text)}</p>"
        yield from self.notes(clause.notes)
        for order, point in enumerate(clause.points):
            yield f"<p>{letter(order)}) {self.say(point.text)}</p>"
            yield from self.notes(point.notes)
        if clause.table is not None:
            yield from self.table(clause.table)

    def annex(self, annex: Annex, order: int) -> Iterator[str]:
        yield f'<section class="annex"><h2 id="annex-{annex.key}">{self.say(ANNEX)} {roman(order)} <span>{self.say(annex.title)}</span></h2>'
        yield f'<p class="center"><em>({self.say(self.draft.attached)})</em></p>'
        for text in annex.says:
            yield f"<p>{self.say(text)}</p>"
        for section in annex.sections:
            if len(annex.sections) > 1:
                yield f"<h3>{self.say(section.title)}</h3>"
            for text in section.says:
                yield f"<p>{self.say(text)}</p>"
            yield from self.notes(section.notes)
            if section.table is not None:
                yield from self.table(section.table)
        yield "</section>"

    def notes(self, notes: Iterable[Note]) -> Iterator[str]:
        for note in notes:
            yield f'<p class="note">[{self.say(note.text)}]</p>'

    def table(self, table: Table) -> Iterator[str]:
        """Write a table that scrolls inside its own frame where the screen is narrow."""
        caption = self.say(table.caption)
        yield f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        heads = "".join(
            f'<th scope="col" style="width:{column.share}%">{self.say(column.title)}</th>'
            for column in table.columns
        )
        yield f"<thead><tr>{heads}</tr></thead><tbody>"
        for row in table.rows:
            yield f"<tr>{''.join(f'<td>{self.cell(cell)}</td>' for cell in row)}</tr>"
        yield "</tbody></table></div>"

    def cell(self, text: Text) -> str:
        return self.say(text).replace("\n", "<br>")
