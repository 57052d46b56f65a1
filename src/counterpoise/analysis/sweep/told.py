"""Examine one pattern: what an audit says of one matter at one place, persons by their local numbers.

The functions asked are those of an audit of one place, so that a sweep cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.capture import Question, readings
from counterpoise.analysis.concentration import concentrated
from counterpoise.analysis.findings import READINGS, Answer, Finding, Power, Readings
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.witness import moves
from counterpoise.boolean.engine import Engine
from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.words import PersonId, StepId, plain

Locals = tuple[int, ...]
Sets = tuple[Locals, ...]
DIGITS = 9
"""Power is told to so many decimals."""

Shares = tuple[tuple[int, float, float, float], ...]
"""Persons with their Banzhaf power, relative and absolute, and their Shapley–Shubik power."""


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer whose persons are local numbers."""

    exact: bool
    method: str
    unnamed: int
    capture_number: int | None
    capture_sets_total: int | None
    capture_sets: Sets
    blocking_number: int | None
    blocking_sets_total: int | None
    blocking_sets: Sets
    capture_probability: float | None
    bounds: tuple[tuple[str, float | None, float | None], ...]
    power: Shares
    with_holder: tuple[tuple[int, str, int | None, Sets], ...]


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding whose persons are local numbers."""

    code: str
    severity: int
    capped_from: int | None
    reading: str | None
    matter: str | None
    steps: tuple[str, ...]
    persons: Locals
    offices: tuple[str, ...]
    because: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of one pattern of one matter: answers, and what is found of concentration."""

    now: tuple[ToldAnswer, ...] = ()
    without: tuple[ToldAnswer, ...] = ()
    findings: tuple[ToldFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One place as it stands and, where an arrangement touches the matter, without the arrangement.

    `apart` gives the place without each arrangement alone, where several are fulfilled.
    """

    structure: Structure
    other: Structure | None
    held: tuple[Fulfilled, ...]
    apart: Sequence[tuple[Fulfilled, Structure]] = ()


def bare_case(framework: Framework) -> Case:
    """Make a case in which nothing is told but the framework: what a roster alone has."""
    return Case("sweep", plain("sweep"), (framework,), None, {}, {})


def told_of(
    setting: Setting,
    matter: Matter,
    question: Question,
    *,
    now: Mapping[PersonId, int],
    without: Mapping[PersonId, int],
) -> Told:
    """Examine one matter at one place."""
    structure, other, held = setting.structure, setting.other, setting.held
    answers = readings(structure, matter, question, held)
    apart = readings(other, matter, question, ()) if other is not None else None
    scene = scene_of(setting, matter, question.engine)
    found = concentrated(scene, (answers.paper, answers.ties, answers.practice))
    return Told(
        _answers(answers, now),
        _answers(apart, without) if apart is not None else (),
        tuple([told_seen(scene, one, now.__getitem__) for one in found]),
    )


def scene_of(setting: Setting, matter: Matter, engine: Engine) -> Scene:
    """Set the scene of one matter."""
    return Scene(setting.structure, matter, engine, setting.held, setting.other, setting.apart)


def _answers(answers: Readings, local: Mapping[PersonId, int]) -> tuple[ToldAnswer, ...]:
    return tuple(_answer(answers.of(reading), local) for reading in READINGS)


def _answer(answer: Answer, local: Mapping[PersonId, int]) -> ToldAnswer:
    return ToldAnswer(
        answer.exact,
        answer.method,
        answer.unnamed,
        answer.capture_number,
        answer.capture_sets_total,
        _sets(answer.capture_sets, local),
        answer.blocking_number,
        answer.blocking_sets_total,
        _sets(answer.blocking_sets, local),
        answer.capture_probability,
        tuple((name, low, high) for name, (low, high) in (answer.bounds or {}).items()),
        tuple(_share(local[person], power) for person, power in answer.power.items()),
        tuple(
            (local[one.person], one.arrangement, one.others, _sets(one.sets, local))
            for one in answer.with_holder
        ),
    )


def _share(person: int, power: Power) -> tuple[int, float, float, float]:
    """Tell power to a few decimals, so that it does not show which place of a pattern was examined."""
    return (
        person,
        round(power.banzhaf, DIGITS),
        round(power.banzhaf_absolute, DIGITS),
        round(power.shapley_shubik, DIGITS),
    )


def _sets(sets: Sequence[Sequence[PersonId]], local: Mapping[PersonId, int]) -> Sets:
    return tuple(tuple([local[person] for person in found]) for found in sets)


def told_finding(finding: Finding, local: Mapping[PersonId, int]) -> ToldFinding:
    """Tell a finding by local numbers."""
    return ToldFinding(
        finding.code,
        int(finding.severity),
        None if finding.capped_from is None else int(finding.capped_from),
        finding.reading,
        finding.matter,
        tuple(finding.steps),
        tuple(local[person] for person in finding.persons),
        tuple(finding.offices),
        tuple((local[link.person], link.moved_by, link.how) for link in finding.because),
    )


def told_seen(scene: Scene, seen: Seen, local: Callable[[PersonId], int]) -> ToldFinding:
    """Tell what was found by local numbers, without putting it into words."""
    law = scene.structure.law
    severity, capped_from = seen.graded(law, scene.matter)
    moved = moves(seen.witness, law, scene.structure.roster) if seen.witness.links else ()
    return ToldFinding(
        seen.code,
        int(severity),
        None if capped_from is None else int(capped_from),
        seen.reading,
        scene.matter.id,
        tuple([step.id for step in seen.steps]),
        tuple(map(local, seen.persons)),
        seen.offices,
        tuple([(local(person), by, how) for person, by, how in moved]),
    )


def weak_steps(found: Iterable[ToldFinding]) -> frozenset[StepId]:
    """List the checks that are hollow or have collapsed."""
    return frozenset(StepId(step) for one in found if one.code in ("C02", "C03") for step in one.steps)
