"""Answer patterns: the part of a sweep that may be done by other processes and on other machines."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.capture import Question
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.sweep.asked import Asked, seat_rules
from counterpoise.analysis.sweep.standing import Standing, roster_of
from counterpoise.analysis.sweep.supports import Bits, columns_of
from counterpoise.analysis.sweep.told import Setting, Told, told_of, told_of_rules
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.domain.words import PersonId

_PATTERNS = 500
"""After so many patterns an engine is put away with all that it remembers."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question whose pattern nobody has answered: the offices it reaches, now and without the arrangement."""

    key: bytes
    question: int
    now: Bits
    other: Bits


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
        self._lean = asked.lean
        self._rules = seat_rules(asked.framework)
        self._answered = 0
        self._new_engine = engine_of(asked)
        self._engine = self._new_engine()

    def answer(self, examples: Iterable[Example]) -> list[tuple[bytes, Told]]:
        """Answer every question of some examples."""
        found: list[tuple[bytes, Told]] = []
        with _uncollected():
            for example in examples:
                found.extend(self._example(example))
        return found

    def _example(self, example: Example) -> list[tuple[bytes, Told]]:
        self._answered += len(example.unknown)
        if self._answered > _PATTERNS:
            self._answered, self._engine = 0, self._new_engine()
            gc.collect()
        asked, standing = self._asked, example.standing
        question = Question(self._engine, max(asked.sets, 1), {}, asked.compromise)
        held = tuple(Fulfilled(asked.arrangements[a], standing.persons[person]) for a, person in example.held)
        structure = self._structure(standing)
        other = self._structure(example.other) if example.other is not None else None
        told = []
        for one in example.unknown:
            if one.question < len(asked.matters):
                now = _locals(asked, standing, one.now, example.held)
                matter = asked.matters[one.question]
                apart = other if one.other else None
                without = _locals(asked, example.other, one.other, ()) if example.other else {}
                setting = Setting(structure, apart, held)
                told.append(
                    (
                        one.key,
                        told_of(setting, matter, question, now=now, without=without, power=asked.power),
                    )
                )
            else:
                now = _locals(asked, standing, one.now, ())
                rule = self._rules[one.question - len(asked.matters)][0]
                told.append((one.key, told_of_rules(asked.framework, structure, now, rules=(rule,))))
        return told

    def _structure(self, standing: Standing) -> Structure:
        roster = roster_of(self._asked.layout, standing, self._asked.day)
        return Structure(replace(roster, framework=self._lean), self._asked.choices)


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


def _locals(
    asked: Asked, standing: Standing, offices: Bits, held: Sequence[tuple[int, int]]
) -> Mapping[PersonId, int]:
    """Number the persons of a question in the order of their ids."""
    numbers = {int(standing.holders[at]) for at in columns_of(asked.layout, offices)}
    numbers |= {person for _, person in held}
    return {
        standing.persons[number]: local for local, number in enumerate(sorted(n for n in numbers if n >= 0))
    }
