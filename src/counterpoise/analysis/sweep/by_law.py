"""What matters leave open, and which of their rules are broken, at all places of a batch at once.

None of it depends on ties, so no formula is asked: in whose hands each step lies is known (`hands`). What is told of a
gap is what an audit tells of a place at which nobody sits, where everything is missing that can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterpoise.analysis.findings import Finding
from counterpoise.analysis.gaps import gaps_of_law, no_independent_check, vacant_steps
from counterpoise.analysis.rules import deciding_steps, judging_steps, steps_apart, untimed_steps
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.found import Found, breach, sorted_by_marks, sorted_by_number
from counterpoise.analysis.sweep.hands import Deeds
from counterpoise.analysis.sweep.seated import Truths
from counterpoise.analysis.sweep.told import ToldFinding, bare_case, told_finding
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Roster
from counterpoise.domain.rules import DeadlinesStated, DecidedTogether, DistinctPersons, OwnCase, Rule
from counterpoise.domain.words import MatterId, PlaceId, StepId

Weak = Mapping[tuple[MatterId, StepId], Truths]
"""Where a check of a matter is hollow or has collapsed."""


Told = tuple[ToldFinding, tuple[Step, ...]]
"""A finding, and the steps it is about."""


@dataclass(frozen=True, slots=True)
class Open:
    """What a matter may leave open at a place, as a place says at which nobody sits, and the rules that speak of it.

    `vacant` is found where nobody is there for its step, `unchecked` where that is so of all its steps or they are weak.
    """

    matter: Matter
    vacant: tuple[Told, ...]
    everywhere: tuple[ToldFinding, ...]
    unchecked: tuple[Told, ...]
    rules: tuple[Rule, ...]


def left_open(asked: Asked) -> tuple[Open, ...]:
    """Tell of every matter what it may leave open: once for all places."""
    nobody = Structure(Roster(PlaceId("-"), asked.day, asked.framework, {}, {}), asked.choices)
    names = Names(bare_case(asked.framework), asked.framework)
    return tuple([_open(asked, matter, nobody, names) for matter in asked.matters])


def _open(asked: Asked, matter: Matter, nobody: Structure, names: Names) -> Open:
    def told(one: Finding) -> Told:
        return told_finding(one, {}), tuple([step for step in matter.steps if step.id in one.steps])

    return Open(
        matter,
        tuple(map(told, vacant_steps(nobody, matter, names))),
        tuple([told_finding(one, {}) for one in gaps_of_law(nobody, matter, names)]),
        tuple(map(told, no_independent_check(nobody, matter, names, frozenset()))),
        tuple([rule for rule in asked.framework.rules if _concerns(rule, matter)]),
    )


def _concerns(rule: Rule, matter: Matter) -> bool:
    match rule:
        case OwnCase():
            return matter.against is not None
        case DistinctPersons():
            return _speaks_of(rule.matters, matter) and any(steps_apart(rule, matter))
        case DeadlinesStated() | DecidedTogether():
            return _speaks_of(rule.matters, matter)
        case _:
            return False


def found_by_law(matters: Sequence[Open], deeds: Deeds, weak: Weak) -> Iterator[Found]:
    """Find the gaps of every matter, and the rules about matters that are broken."""
    everywhere = np.arange(len(deeds.seated.holders))
    for one in matters:
        for told, (step,) in one.vacant:
            yield Found.at(told, np.flatnonzero(~deeds.has_holder(step)))
        for told in one.everywhere:
            yield Found.at(told, everywhere)
        for told, steps in one.unchecked:
            gone = [~deeds.has_holder(step) | weak.get((one.matter.id, step.id), False) for step in steps]
            yield Found.at(told, np.flatnonzero(np.logical_and.reduce(gone)))
        for rule in one.rules:
            yield from _broken(deeds, one.matter, rule)


def _broken(deeds: Deeds, matter: Matter, rule: Rule) -> Iterator[Found]:
    match rule:
        case OwnCase():
            yield from _own_case(deeds, matter, rule)
        case DistinctPersons():
            yield from _distinct(deeds, matter, rule)
        case DeadlinesStated():
            missing = untimed_steps(matter)
            if missing:
                everywhere = np.arange(len(deeds.seated.holders))
                yield Found.at(breach(rule, matter=matter, steps=missing), everywhere)
        case DecidedTogether():
            yield from _decided_alone(deeds, matter, rule)
        case _:
            pass


def _speaks_of(matters: Sequence[MatterId] | None, matter: Matter) -> bool:
    return matters is None or matter.id in matters


def _own_case(deeds: Deeds, matter: Matter, rule: OwnCase) -> Iterator[Found]:
    assert matter.against is not None
    steps = judging_steps(matter)
    able = _stacked(deeds, (deeds.step(step).alone for step in steps))
    who = deeds.seated.of(matter.against) & able.any(axis=0)
    for marks, places, persons in sorted_by_marks(who, able):
        own = [steps[mark] for mark in marks]
        told = breach(rule, persons=1, offices=(matter.against,), matter=matter, steps=own)
        yield Found.of(told, places, persons)


def _distinct(deeds: Deeds, matter: Matter, rule: DistinctPersons) -> Iterator[Found]:
    pairs = list(steps_apart(rule, matter))
    able = _stacked(deeds, (deeds.step(one).alone & deeds.step(other).alone for one, other in pairs))
    for marks, places, persons in sorted_by_marks(deeds.seated.here & able.any(axis=0), able):
        steps: dict[StepId, Step] = {step.id: step for mark in marks for step in pairs[mark]}
        yield Found.of(breach(rule, persons=1, matter=matter, steps=list(steps.values())), places, persons)


def _decided_alone(deeds: Deeds, matter: Matter, rule: DecidedTogether) -> Iterator[Found]:
    for step in deciding_steps(matter):
        for places, persons in sorted_by_number(deeds.step(step).alone):
            told = breach(rule, persons=persons.shape[1], matter=matter, steps=(step,))
            yield Found(told, places, persons)


def _stacked(deeds: Deeds, marks: Iterable[Truths]) -> Truths:
    """Lay marks of persons one above the other, of which there may be none."""
    nobody = deeds.seated.nobody()
    return np.array(list(marks), dtype=np.bool_).reshape(-1, *nobody.shape)
