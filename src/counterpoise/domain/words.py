"""The kinds of name used everywhere, and text in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

PlaceId = NewType("PlaceId", str)
PersonId = NewType("PersonId", str)
OfficeId = NewType("OfficeId", str)
BodyId = NewType("BodyId", str)
GroupId = NewType("GroupId", str)
MatterId = NewType("MatterId", str)
StepId = NewType("StepId", str)
ArrangementId = NewType("ArrangementId", str)
SourceId = NewType("SourceId", str)
Level = NewType("Level", str)

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Vietnamese and English; where one is missing the other stands in."""

    vi: str
    en: str

    def of(self, language: str) -> str:
        """Read the text in one language."""
        return self.vi if language == "vi" else self.en


def plain(text: str) -> Text:
    """Say the same words in both languages."""
    return Text(vi=text, en=text)


def capital(text: Text) -> Text:
    """Begin both texts with a capital letter.

    >>> capital(Text("trên văn bản", "on paper"))
    Text(vi='Trên văn bản', en='On paper')
    """
    return Text(text.vi[:1].upper() + text.vi[1:], text.en[:1].upper() + text.en[1:])


class Status(StrEnum):
    """How far a row of data has been verified."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"
    DERIVED = "derived"


_RANK = {status: rank for rank, status in enumerate(Status)}

UNCERTAIN = frozenset({Status.SECONDARY, Status.MEMORY})


@dataclass(frozen=True, slots=True)
class Source:
    """A law, decree or page that rows of data cite."""

    id: SourceId
    title: Text
    url: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of one source, with how far the row that cites it was verified."""

    source: SourceId
    cite: str = ""
    status: Status | None = None
    note: str = ""


Basis = tuple[Citation, ...]


def status_of(basis: Basis) -> Status | None:
    """Give the best status among the citations, or none when nothing states one."""
    stated = [c.status for c in basis if c.status is not None]
    return min(stated, key=_RANK.__getitem__) if stated else None


def is_uncertain(basis: Basis) -> bool:
    """Tell whether a row rests on nothing better than a secondary source or memory."""
    return status_of(basis) in UNCERTAIN
