"""The last look at a draft: points end with a semicolon and the last one with a full stop, sentences are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpoise.domain.drafts import Article, Chapter, Clause, Point
from counterpoise.domain.words import Text

_CLOSED = (".", ":", ";", "!", "?")


def finished(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Punctuate every clause and point."""
    return tuple(
        replace(chapter, articles=tuple(_article(article) for article in chapter.articles))
        for chapter in chapters
    )


def _article(article: Article) -> Article:
    return replace(article, clauses=tuple(_clause(clause) for clause in article.clauses))


def _clause(clause: Clause) -> Clause:
    if len(clause.points) == 1:
        return _clause(_run_together(clause, clause.points[0]))
    mark = ":" if clause.points else "."
    last = len(clause.points) - 1
    points = tuple(_point(point, "." if n == last else ";") for n, point in enumerate(clause.points))
    return replace(clause, text=_closed(clause.text, mark), points=points)


def _run_together(clause: Clause, point: Point) -> Clause:
    """Say a single point in the clause itself: a list of one is no list."""
    said = (
        f"{whole.rstrip(':')}: {part}"
        for whole, part in zip(_both(clause.text), _both(point.text), strict=True)
    )
    return replace(clause, text=Text(*said), points=(), notes=(*clause.notes, *point.notes))


def _both(text: Text) -> tuple[str, str]:
    return text.vi, text.en


def _point(point: Point, mark: str) -> Point:
    bare = Text(point.text.vi.rstrip(".;"), point.text.en.rstrip(".;"))
    return replace(point, text=_closed(bare, mark))


def _closed(text: Text, mark: str) -> Text:
    return Text(*(said if said.endswith(_CLOSED) else said + mark for said in _both(text)))
