"""A drafted regulation as lawyers lay it out: chapters, articles, clauses, points, tables, annexes.

Every text stands in both languages; nothing here knows paper or screen. Articles are numbered through the whole draft,
clauses within their article, points by the letters of the Vietnamese alphabet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterpoise.domain.words import Text

# Points follow the Vietnamese alphabet without ă, â, ê, ô, ơ, ư.
POINTS = (
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
)

CHAPTER = Text("Chương", "Chapter")
ARTICLE = Text("Điều", "Article")
ANNEX = Text("Phụ lục", "Annex")
RECIPIENTS = Text("Nơi nhận:", "Copies to:")


class NoteKind(StrEnum):
    """Why a note stands beside the text; notes are for the drafter and go before the text is adopted."""

    BASIS = "basis"
    ENDS = "ends"
    CONDITION = "condition"
    PROPOSAL = "proposal"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Note:
    """One remark to the drafter: the article cited and how far it was verified, or the findings a clause ends."""

    kind: NoteKind
    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and its share of the width, in hundredths."""

    title: Text
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a repeated heading; a cell may hold several lines."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One lettered point of a clause."""

    text: Text
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause of an article."""

    text: Text
    points: tuple[Point, ...] = ()
    notes: tuple[Note, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `key` names it whatever its number becomes."""

    key: str
    title: Text
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles under one heading."""

    key: str
    title: Text
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an annex: its heading, what is said first, and a table."""

    title: Text
    says: tuple[Text, ...] = ()
    notes: tuple[Note, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex; `drafting` ones are for whoever works on the draft and leave it before adoption."""

    key: str
    title: Text
    says: tuple[Text, ...]
    sections: tuple[Section, ...]
    drafting: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the title on the first page; number and day are given when the act is signed."""

    body: Text
    heading: Text | None
    motto: Text | None
    number: Text
    place_and_day: Text
    mark: Text


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: by what power (on behalf of a body, for its head, or of its own: nothing), then the office."""

    capacities: tuple[Text, ...]
    office: Text


@dataclass(frozen=True, slots=True)
class Act:
    """The act by which a body adopts the regulation: its grounds, and what it orders."""

    form: Text
    about: Text
    body: Text
    grounds: tuple[Clause, ...]
    orders: tuple[Text, ...]
    recipients: tuple[Text, ...]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft working regulation with the act that adopts it."""

    title: Text
    subject: Text
    attached: Text
    letterhead: Letterhead
    act: Act
    chapters: tuple[Chapter, ...]
    annexes: tuple[Annex, ...]
    made: Text
    day: date

    @property
    def articles(self) -> tuple[Article, ...]:
        """List the articles in the order of their numbers."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    def clauses(self) -> Iterator[Clause]:
        """Go through every clause."""
        for article in self.articles:
            yield from article.clauses

    def tables(self) -> Iterator[Table]:
        """Go through every table, those of the annexes last."""
        for clause in self.clauses():
            if clause.table is not None:
                yield clause.table
        for annex in self.annexes:
            for section in annex.sections:
                if section.table is not None:
                    yield section.table


def letter(number: int) -> str:
    """Give the letter of a point, counted from 0; after y come aa, ab and so on.

    >>> letter(0), letter(4), letter(22), letter(23), letter(551), letter(552)
    ('a', 'đ', 'y', 'aa', 'yy', 'aaa')
    """
    first, second = divmod(number, len(POINTS))
    return POINTS[second] if first == 0 else letter(first - 1) + POINTS[second]


def roman(number: int) -> str:
    """Write a number in Roman numerals, as chapters and annexes have them.

    >>> [roman(n) for n in (1, 4, 9, 14)]
    ['I', 'IV', 'IX', 'XIV']
    """
    said = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            said += sign
            number -= value
    return said
