"""Live facts: what other apps let an article show. They register a source here; the bulletin knows none of them.

A fact carries the day it was taken from, the moment up to which records counted, and the address where anybody can see what it rests
on; its source can also hand out everything it was made from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from counterpoise.domain.words import Text


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a row of a fact speaks of, to be drawn; without a last day it goes on, unless nobody knows when it ended."""

    first: date
    last: date | None
    grade: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A table as it stood on one day; the first cell of a row names the row. With a stretch for each row it is drawn, too."""

    title: Text
    day: date
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    note: Text
    proof: Text
    known: datetime | None = None
    stretches: tuple[Stretch, ...] = ()

    def says_the_same(self, other: Fact) -> bool:
        """Tell whether two facts say the same, whenever and by whichever version they were made."""
        mine = (self.title, self.day, self.columns, self.rows, self.stretches)
        return mine == (other.title, other.day, other.columns, other.rows, other.stretches)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a source can show: its key, and its name for the editor."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Outline:
    """What a draft of an article begins with, in both languages; an editor finishes it."""

    title: Text
    lead: Text
    paragraphs: tuple[tuple[Text, tuple[Text, ...]], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything a fact was made from, as files, and the commands that make it again without this site.

    `reproduced` tells whether these files alone gave the very fact; where records that are not public bear on it, they do not,
    and then none of them is handed out.
    """

    files: Mapping[str, str]
    commands: tuple[str, ...]
    reproduced: bool


class Source(Protocol):
    """Somebody who can show facts."""

    name: Text

    def groups(self) -> tuple[Choice, ...]:
        """Name what facts are about, such as places."""

    def choices(self, group: str) -> tuple[Choice, ...]:
        """Name the facts of one group; none where there is no such group."""

    def group_of(self, key: str) -> str:
        """Give the group of a fact."""

    def take(self, key: str) -> Fact:
        """Give the fact as it stands now; FactGoneError when it is no more."""

    def prove(self, key: str, fact: Fact) -> Proof:
        """Hand out everything a fact was made from, as it was known when it was taken."""

    def outlines(self) -> tuple[Choice, ...]:
        """Name everything a draft can be made of."""

    def outline(self, key: str) -> Outline:
        """Give the beginnings of an article."""


class FactGoneError(LookupError):
    """A fact that an article points to can no longer be given."""


_SOURCES: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Offer a source to the editors under a short name without a colon."""
    _SOURCES[kind] = source


def groups() -> tuple[Choice, ...]:
    """Name everything facts are about, the source first."""
    return tuple(
        Choice(f"{kind}:{choice.key}", _under(source, choice))
        for kind, source in sorted(_SOURCES.items())
        for choice in source.groups()
    )


def choices(group: str) -> tuple[Choice, ...]:
    """Name every fact of a group that can be embedded now."""
    kind, _, key = group.partition(":")
    source = _SOURCES.get(kind)
    found = source.choices(key) if source is not None else ()
    return tuple(Choice(f"{kind}:{choice.key}", choice.name) for choice in found)


def group_of(reference: str) -> str:
    """Give the group of a fact; nothing where its source is no more."""
    kind, _, key = reference.partition(":")
    source = _SOURCES.get(kind)
    return f"{kind}:{source.group_of(key)}" if source is not None else ""


def outlines() -> tuple[Choice, ...]:
    """Name everything a draft can be made of."""
    return tuple(
        Choice(f"{kind}:{choice.key}", _under(source, choice))
        for kind, source in sorted(_SOURCES.items())
        for choice in source.outlines()
    )


def take(reference: str) -> Fact:
    """Give a fact as it stands now."""
    kind, _, key = reference.partition(":")
    return _source(kind).take(key)


def prove(reference: str, fact: Fact) -> Proof:
    """Hand out everything a fact was made from."""
    kind, _, key = reference.partition(":")
    return _source(kind).prove(key, fact)


def outline(reference: str) -> Outline:
    """Give the beginnings of an article; its facts become references."""
    kind, _, key = reference.partition(":")
    made = _source(kind).outline(key)
    return Outline(made.title, made.lead, made.paragraphs, tuple(f"{kind}:{fact}" for fact in made.facts))


def canonical(fact: Fact) -> bytes:
    """Write a fact in the one way RFC 8785 allows: sorted names, no spaces, UTF-8; so its SHA-256 names it."""
    written = json.dumps(to_json(fact), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode("utf-8")


def mark(fact: Fact) -> str:
    """Give the SHA-256 that names a fact."""
    return hashlib.sha256(canonical(fact)).hexdigest()


def to_json(fact: Fact) -> dict[str, Any]:
    """Write a fact so that an article can keep it as it was."""
    return {
        "title": _pair(fact.title),
        "day": fact.day.isoformat(),
        "columns": [_pair(column) for column in fact.columns],
        "rows": [[_pair(cell) for cell in row] for row in fact.rows],
        "note": _pair(fact.note),
        "proof": _pair(fact.proof),
        "known": fact.known.isoformat() if fact.known is not None else None,
        "stretches": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat() if one.last is not None else None,
                "grade": one.grade,
                "sure": one.sure,
            }
            for one in fact.stretches
        ],
    }


def from_json(kept: Mapping[str, Any]) -> Fact:
    """Read a fact that an article kept; those kept before facts were drawn have neither moment nor stretches.

    >>> fact = Fact(Text("a", "b"), date(2024, 3, 28), (), ((Text("c", "d"),),), Text("", ""), Text("/x/", "/en/x/"))
    >>> from_json(to_json(fact)) == fact
    True
    """
    known = kept.get("known")
    return Fact(
        Text(*kept["title"]),
        date.fromisoformat(kept["day"]),
        tuple(Text(*column) for column in kept["columns"]),
        tuple(tuple(Text(*cell) for cell in row) for row in kept["rows"]),
        Text(*kept["note"]),
        Text(*kept["proof"]),
        datetime.fromisoformat(known) if known else None,
        tuple(_stretch(one) for one in kept.get("stretches", ())),
    )


def _stretch(kept: Mapping[str, Any]) -> Stretch:
    last = kept["last"]
    return Stretch(
        date.fromisoformat(kept["first"]),
        date.fromisoformat(last) if last else None,
        str(kept["grade"]),
        bool(kept["sure"]),
    )


def _pair(text: Text) -> list[str]:
    return [text.vi, text.en]


def _under(source: Source, choice: Choice) -> Text:
    return Text(f"{source.name.vi}: {choice.name.vi}", f"{source.name.en}: {choice.name.en}")


def _source(kind: str) -> Source:
    if kind not in _SOURCES:
        raise FactGoneError(kind)
    return _SOURCES[kind]
