"""Live facts: what other apps let an article show. They register a source here; the bulletin knows none of them.

A fact carries the day it was taken from and the address where anybody can see what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from counterpoise.domain.words import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """A table as it stood on one day; the first cell of a row names the row."""

    title: Text
    day: date
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    note: Text
    proof: Text


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


class Source(Protocol):
    """Somebody who can show facts."""

    name: Text

    def choices(self) -> tuple[Choice, ...]:
        """Name everything this source can show."""

    def take(self, key: str) -> Fact:
        """Give the fact as it stands now; FactGoneError when it is no more."""

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


def choices() -> tuple[Choice, ...]:
    """Name every fact that can be embedded now, the source first."""
    return tuple(
        Choice(f"{kind}:{choice.key}", _under(source, choice))
        for kind, source in sorted(_SOURCES.items())
        for choice in source.choices()
    )


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


def outline(reference: str) -> Outline:
    """Give the beginnings of an article; its facts become references."""
    kind, _, key = reference.partition(":")
    made = _source(kind).outline(key)
    return Outline(made.title, made.lead, made.paragraphs, tuple(f"{kind}:{fact}" for fact in made.facts))


def to_json(fact: Fact) -> dict[str, Any]:
    """Write a fact so that an article can keep it as it was."""
    return {
        "title": _pair(fact.title),
        "day": fact.day.isoformat(),
        "columns": [_pair(column) for column in fact.columns],
        "rows": [[_pair(cell) for cell in row] for row in fact.rows],
        "note": _pair(fact.note),
        "proof": _pair(fact.proof),
    }


def from_json(kept: Mapping[str, Any]) -> Fact:
    """Read a fact that an article kept.

    >>> fact = Fact(Text("a", "b"), date(2024, 3, 28), (), ((Text("c", "d"),),), Text("", ""), Text("/x/", "/en/x/"))
    >>> from_json(to_json(fact)) == fact
    True
    """
    return Fact(
        Text(*kept["title"]),
        date.fromisoformat(kept["day"]),
        tuple(Text(*column) for column in kept["columns"]),
        tuple(tuple(Text(*cell) for cell in row) for row in kept["rows"]),
        Text(*kept["note"]),
        Text(*kept["proof"]),
    )


def _pair(text: Text) -> list[str]:
    return [text.vi, text.en]


def _under(source: Source, choice: Choice) -> Text:
    return Text(f"{source.name.vi}: {choice.name.vi}", f"{source.name.en}: {choice.name.en}")


def _source(kind: str) -> Source:
    if kind not in _SOURCES:
        raise FactGoneError(kind)
    return _SOURCES[kind]
