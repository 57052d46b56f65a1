"""Answer patterns: the part of a sweep that may be done by other processes and on other machines."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.capture import Question
from counterpoise.analysis.dominance import dominance
from counterpoise.analysis.findings import READINGS
from counterpoise.analysis.law import Offices
from counterpoise.analysis.structure import Structure, law_of
from counterpoise.analysis.sweep.answers import READ, Answered, answered, things
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.lists import joined, lists_of
from counterpoise.analysis.sweep.seating import Seating
from counterpoise.analysis.sweep.standing import Standing
from counterpoise.analysis.sweep.told import (
    Setting,
    Told,
    ToldFinding,
    scene_of,
    told_of,
    told_seen,
)
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import LadderEngine
from counterpoise.domain.words import PersonId

if TYPE_CHECKING:
    from counterpoise.analysis.sweep.seen import Eyes
    from counterpoise.analysis.sweep.sides import Side
    from counterpoise.analysis.sweep.suspects import Suspects, Suspicions

_AT_ONCE = 32
"""Places whose answers are put into columns at once: fewer at first, so that others soon hear what all places share."""

_PATTERNS = 500
"""After so many patterns answered formula by formula an engine is put away with all that it remembers."""

_MOST_REMEMBERED = 10_000
"""So many findings that rest on the offices of one person are remembered."""


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
        law = law_of(asked.framework, asked.choices)
        self._seating = Seating(asked.layout, asked.day, asked.choices, law)
        self._at_once = 1
        self._answered = 0
        self._new_engine = engine_of(asked)
        self._engine = self._new_engine()
        self._on_paper: dict[tuple[int, int, Offices], ToldFinding] = {}
        self._eyes = eyes_of(asked)

    def answer(self, examples: Iterable[Example]) -> Iterator[Answered]:
        """Answer every question of some examples, those of several at once."""
        coming = iter(examples)
        with _uncollected():
            while some := list(islice(coming, self._at_once)):
                yield self._several(some)
                self._at_once = min(2 * self._at_once, _AT_ONCE)

    def _several(self, examples: Sequence[Example]) -> Answered:
        seen, others = [], []
        for example in examples:
            looked, left = (None, example) if self._eyes is None else self._looked(self._eyes, example)
            if looked is not None:
                seen.append(looked)
            if left is not None:
                others += self._by_formula(left)
        told = [self._by_code(self._eyes, seen)] if self._eyes is not None and seen else []
        if others or not told:
            keys, by_formula = [key for key, _ in others], [one for _, one in others]
            told.append(answered(keys, by_formula, power=self._asked.power))
        return told[0] if len(told) == 1 else joined(told)

    # Formula by formula

    def _by_formula(self, example: Example) -> list[tuple[bytes, Told]]:
        """Answer the matters of one place as an audit does."""
        self._answered += len(example.unknown)
        if self._answered > _PATTERNS:
            self._answered, self._engine = 0, self._new_engine()
            gc.collect()
        here = self._setting(example)
        return [(one.key, self._told(example, here, one)) for one in example.unknown]

    def _told(self, example: Example, here: Setting, one: Unknown) -> Told:
        asked = self._asked
        return told_of(
            here if one.beside is not None else replace(here, other=None),
            asked.matters[one.question],
            Question(self._engine, max(asked.sets, 1), {}, asked.compromise),
            now=_named(example.standing, one.persons),
            without=_named(example.other, one.beside or ()),
        )

    # In compiled code

    def _looked(self, eyes: Eyes, example: Example) -> tuple[_Looked | None, Example | None]:
        """Have a place, and the place without its arrangements, examined in compiled code.

        What is asked of it is divided: questions answered so, and those too large for that, without which it is looked at again.
        """
        held = [(person, str(self._asked.arrangements[a].id)) for a, person in example.held]
        now = eyes.side(example.standing, [(one.question, one.persons) for one in example.unknown], held)
        other = None
        if example.other is not None:
            beside = [(one.question, one.beside) for one in example.unknown if one.beside is not None]
            other = eyes.side(example.other, beside, ())
        lacking = {
            one.question
            for one in example.unknown
            if now.seen.lacking[one.question] or (other is not None and other.seen.lacking[one.question])
        }
        if not lacking:
            return _Looked(example, now, other), None
        told, left = _divided(example, lacking)
        return None if told is None else self._looked(eyes, told)[0], left

    def _by_code(self, eyes: Eyes, seen: Sequence[_Looked]) -> Answered:
        """Put together what is told of the matters of some places: the answers of all of them at once."""
        unknown = [one for place in seen for one in place.example.unknown]
        suspicions = eyes.suspicions([place.now for place in seen])
        found = [told for at, place in enumerate(seen) for told in self._found(eyes, suspicions, at, place)]
        return Answered(
            things(one.key for one in unknown),
            lists_of(
                [READ if one.beside is None else 2 * READ for one in unknown],
                eyes.answers(list(_sides_in_order(seen))),
            ),
            lists_of(list(map(len, found)), things(chain.from_iterable(found))),
        )

    def _found(
        self, eyes: Eyes, suspicions: Suspicions, at: int, place: _Looked
    ) -> list[tuple[ToldFinding, ...]]:
        """Tell what is found of each matter of a place, where anything may be found."""
        suspected = [suspicions.get((at, one.question)) for one in place.example.unknown]
        if not any(suspected):
            return [()] * len(suspected)
        touched = self._setting(place.example)
        settings = {True: touched, False: replace(touched, other=None)}
        return [
            ()
            if some is None
            else self._concentrated(eyes, place, settings[one.beside is not None], one, some)
            for one, some in zip(place.example.unknown, suspected, strict=True)
        ]

    def _concentrated(
        self, eyes: Eyes, place: _Looked, here: Setting, one: Unknown, suspects: Suspects
    ) -> tuple[ToldFinding, ...]:
        number, persons = here.structure.number, one.persons
        found = [self._dominance(here, one, *strong) for strong in suspects.strong]
        if suspects.alone or suspects.empty or suspects.stopping:
            scene = scene_of(here, self._asked.matters[one.question], self._engine)
            other = place.other if one.beside is not None else None
            seen = eyes.concentrated(scene, suspects, now=place.now, other=other, question=one.question)
            found[:0] = [told_seen(scene, one, lambda who: persons.index(number[who])) for one in seen]
        return tuple(found)

    def _dominance(self, here: Setting, one: Unknown, reading: int, person: int, share: float) -> ToldFinding:
        """Tell who holds more than half of the power.

        On paper that rests on nothing but the offices by which they come in, so places at which these are the same share it.
        """
        structure, matter = here.structure, self._asked.matters[one.question]
        local = one.persons.index(person)
        offices = structure.ties.offices_in(0, 1 << person) & structure.offices_reached(matter)
        key = one.question, local, offices
        known = self._on_paper.get(key) if READINGS[reading] == "paper" else None
        if known is None:
            scene, who = scene_of(here, matter, self._engine), structure.persons[person]
            seen = dominance(scene, who, READINGS[reading], share)
            known = told_seen(scene, seen, lambda who: one.persons.index(structure.number[who]))
            if seen.reading == "paper":
                if len(self._on_paper) >= _MOST_REMEMBERED:
                    self._on_paper.clear()
                self._on_paper[key] = known
        return known

    # A place as the functions of an audit see it

    def _setting(self, example: Example) -> Setting:
        """Write a place as formulas, as it stands and without its arrangements, each of several and all."""
        asked, standing = self._asked, example.standing
        held = tuple(Fulfilled(asked.arrangements[a], standing.persons[person]) for a, person in example.held)
        return Setting(
            self._seating.structure(standing),
            self._seating.structure(example.other) if example.other is not None else None,
            held,
            _Apart(self._seating, standing, held if len(held) > 1 else ()),
        )


class _Apart(Sequence[tuple[Fulfilled, Structure]]):
    """A place without each of several arrangements alone: hardly ever looked at, so written down only then."""

    def __init__(self, seating: Seating, standing: Standing, held: Sequence[Fulfilled]) -> None:
        self._seating = seating
        self._standing = standing
        self._held = held
        self._made: dict[int, tuple[Fulfilled, Structure]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def __getitem__(self, at: Any) -> Any:
        one = self._held[at]
        if at not in self._made:
            self._made[at] = one, self._seating.without(self._standing, one)
        return self._made[at]


@dataclass(frozen=True, slots=True)
class _Looked:
    """One place that compiled code has looked at, and the place without its arrangements."""

    example: Example
    now: Side
    other: Side | None


def _divided(example: Example, lacking: Collection[int]) -> tuple[Example | None, Example]:
    """Divide what is asked of a place: nothing, or what is not lacking, and what is."""
    told = tuple([one for one in example.unknown if one.question not in lacking])
    left = tuple([one for one in example.unknown if one.question in lacking])
    return replace(example, unknown=told) if told else None, replace(example, unknown=left)


def _sides_in_order(seen: Sequence[_Looked]) -> Iterator[tuple[Side, list[int]]]:
    """Give all sides, and for each matter asked which in order it is: first as things stand, then without."""
    begin = 0
    for place in seen:
        unknown = place.example.unknown
        yield place.now, [2 * number for number in range(begin, begin + len(unknown))]
        if place.other is not None:
            yield place.other, [2 * n + 1 for n, one in enumerate(unknown, begin) if one.beside is not None]
        begin += len(unknown)


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


def is_ready() -> bool:
    """Tell whether what answers in compiled code was compiled before on this machine."""
    return find_spec("numba") is not None and import_module("counterpoise.boolean.circuits").are_compiled()


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


def _named(standing: Standing | None, persons: Sequence[int]) -> Mapping[PersonId, int]:
    """Give the local number of each person by name."""
    if standing is None:
        return {}
    names = standing.persons
    return dict(zip([names[number] for number in persons], range(len(persons)), strict=True))
