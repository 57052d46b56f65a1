"""Answer patterns: the part of a sweep that may be done by other processes and on other machines."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from counterpoise.analysis.arrangements import Fulfilled, without
from counterpoise.analysis.capture import Question
from counterpoise.analysis.structure import Structure, law_of
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.standing import Standing, roster_of
from counterpoise.analysis.sweep.told import (
    Setting,
    Told,
    scene_of,
    told_of,
    told_seen,
)
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import PersonId

if TYPE_CHECKING:
    from counterpoise.analysis.sweep.seen import Eyes, Side

_PATTERNS = 500
"""After so many patterns answered formula by formula an engine is put away with all that it remembers."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question whose pattern nobody has answered.

    `persons` are those whom it concerns at the place, in the order of their local numbers; `beside` are those without
    the arrangement, where that touches the question.
    """

    key: bytes
    question: int
    persons: tuple[int, ...]
    beside: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Example:
    """One place, with the arrangements fulfilled there, and the questions to answer at it."""

    standing: Standing
    other: Standing | None
    held: tuple[tuple[int, int], ...]
    unknown: tuple[Unknown, ...]


class Answerer:
    """Answers examples; one for each process, its engine remembers what is asked again."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._law = law_of(asked.framework, asked.choices)
        self._answered = 0
        self._new_engine = engine_of(asked)
        self._engine = self._new_engine()
        self._eyes = eyes_of(asked)

    def answer(self, examples: Iterable[Example]) -> Iterator[tuple[bytes, Told]]:
        """Answer every question of some examples."""
        with _uncollected():
            for example in examples:
                yield from self._example(example)

    def _example(self, example: Example) -> list[tuple[bytes, Told]]:
        place = self._place(example)
        return [(one.key, place.matter(one)) for one in example.unknown]

    def _place(self, example: Example) -> _Place:
        asked, standing = self._asked, example.standing
        held = tuple(Fulfilled(asked.arrangements[a], standing.persons[person]) for a, person in example.held)
        here = self._setting(example, held)
        seen = self._seen(example, held) if self._eyes is not None else None
        question = Question(self._engine, max(asked.sets, 1), {}, asked.compromise)
        if seen is None:
            self._answered += len(example.unknown)
            if self._answered > _PATTERNS:
                self._answered, self._engine = 0, self._new_engine()
                gc.collect()
            question = replace(question, engine=self._engine)
            return _Place(asked, example, here, question)
        assert self._eyes is not None
        return _SeenPlace(asked, example, here, question, self._eyes, *seen)

    def _seen(self, example: Example, held: Sequence[Fulfilled]) -> tuple[Side, Side | None] | None:
        """Have a place, and the place without its arrangements, examined in compiled code."""
        assert self._eyes is not None
        questions = example.unknown
        holders = [(person, one) for (_, person), one in zip(example.held, held, strict=True)]
        now = self._eyes.side(example.standing, [one.question for one in questions], holders)
        if now is None or example.other is None:
            return None if now is None else (now, None)
        other = self._eyes.side(
            example.other, [one.question for one in questions if one.beside is not None], ()
        )
        return None if other is None else (now, other)

    def _setting(self, example: Example, held: tuple[Fulfilled, ...]) -> Setting:
        """Write a place as formulas, as it stands and without its arrangements, each of several and all."""
        asked = self._asked
        roster = roster_of(asked.layout, example.standing, asked.day)
        other = roster_of(asked.layout, example.other, asked.day) if example.other is not None else None
        return Setting(
            self._structure(roster),
            self._structure(other) if other is not None else None,
            held,
            tuple((one, self._structure(without(roster, (one,)))) for one in held if len(held) > 1),
        )

    def _structure(self, roster: Roster) -> Structure:
        return Structure(roster, self._asked.choices, law=self._law)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place that is being answered, and the place without its arrangements."""

    asked: Asked
    example: Example
    here: Setting
    question: Question

    def matter(self, one: Unknown) -> Told:
        """Answer one matter as an audit does."""
        return told_of(
            self.setting(one),
            self.asked.matters[one.question],
            self.question,
            now=_named(self.example.standing, one.persons),
            without=_named(self.example.other, one.beside or ()),
            power=self.asked.power,
        )

    def setting(self, one: Unknown) -> Setting:
        """Give the place, and the other where an arrangement touches the matter."""
        return self.here if one.beside is not None else replace(self.here, other=None)


@dataclass(frozen=True, slots=True)
class _SeenPlace(_Place):
    """One place whose matters compiled code has answered."""

    eyes: Eyes
    now: Side
    without: Side | None

    def matter(self, one: Unknown) -> Told:
        """Put together what is told of one matter."""
        asked = self.asked
        matter, setting = asked.matters[one.question], self.setting(one)
        named = _named(self.example.standing, one.persons)
        scene = scene_of(setting, matter, self.question.engine)
        other = self.without if one.beside is not None else None
        seen = self.eyes.concentrated(scene, one.question, self.now, other)
        return Told(
            self.now.answers(one.question, _numbered(one.persons)),
            other.answers(one.question, _numbered(one.beside or ())) if other is not None else (),
            tuple([told_seen(scene, one, named) for one in seen]),
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no unreachable cycles meanwhile: there are next to none, and looking takes a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def engine_of(asked: Asked) -> Callable[[], Engine]:
    """Choose the engine; the compiled one is loaded only where it is asked for."""
    if not asked.compiled:
        return LadderEngine
    found: Callable[[], Engine] = import_module("counterpoise.boolean.kernel_engine").KernelEngine
    return found


def get_ready(asked: Asked) -> None:
    """Compile what answers in compiled code, or load what was compiled before, so that no other process has to compile too."""
    if asked.compiled:
        import_module("counterpoise.boolean.kernel_engine").get_ready()
        import_module("counterpoise.analysis.sweep.seen").get_ready(asked)


def eyes_of(asked: Asked) -> Eyes | None:
    """Give what answers whole places in compiled code, where that can be done."""
    if not asked.compiled:
        return None
    made: type[Eyes] = import_module("counterpoise.analysis.sweep.seen").Eyes
    return made(asked) if made.suit(asked) else None


def _numbered(persons: Sequence[int]) -> Mapping[int, int]:
    """Give the local number of each person."""
    return {number: local for local, number in enumerate(persons)}


def _named(standing: Standing | None, persons: Sequence[int]) -> Mapping[PersonId, int]:
    """Give the local number of each person by name."""
    if standing is None:
        return {}
    return {standing.persons[number]: local for local, number in enumerate(persons)}
