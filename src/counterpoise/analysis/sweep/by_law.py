"""What matters leave open, and which of their rules are broken, at all places of a batch at once.

None of it depends on ties, so no formula is asked: in whose hands each step lies is known (`hands`). What is told of a
gap is what an audit tells of a place at which nobody sits, where everything is missing that can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from counterpoise.analysis.gaps import gaps_of_law, no_independent_check, vacant_steps
from counterpoise.analysis.rules import deciding_steps, judging_steps, steps_apart, untimed_steps
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.found import Found, breach, sorted_by_marks, sorted_by_number
from counterpoise.analysis.sweep.hands import Deeds
from counterpoise.analysis.sweep.seated import Truths
from counterpoise.analysis.sweep.told import bare_case, told_finding
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Roster
from counterpoise.domain.rules import DeadlinesStated, DecidedTogether, DistinctPersons, OwnCase, Rule
from counterpoise.domain.words import MatterId, PlaceId, StepId

Weak = Mapping[tuple[MatterId, StepId], Truths]
"""Where a check of a matter is hollow or has collapsed."""


def found_by_law(asked: Asked, deeds: Deeds, weak: Weak) -> Iterator[Found]:
    """Find the gaps of every matter, and the rules about matters that are broken."""
    nobody = Structure(Roster(PlaceId("-"), asked.day, asked.framework, {}, {}), asked.choices)
    names = Names(bare_case(asked.framework), asked.framework)
    for matter in asked.matters:
        yield from _gaps(deeds, matter, nobody, names)
        yield from _without_check(deeds, matter, nobody, names, weak)
        for rule in asked.framework.rules:
            yield from _broken(deeds, matter, rule)


def _gaps(deeds: Deeds, matter: Matter, nobody: Structure, names: Names) -> Iterator[Found]:
    steps = {step.id: step for step in matter.steps}
    for one in vacant_steps(nobody, matter, names):
        (step,) = one.steps
        yield Found.at(told_finding(one, {}), np.flatnonzero(~deeds.has_holder(steps[step])))
    everywhere = np.arange(len(deeds.seated.holders))
    for one in gaps_of_law(nobody, matter, names):
        yield Found.at(told_finding(one, {}), everywhere)


def _without_check(
    deeds: Deeds, matter: Matter, nobody: Structure, names: Names, weak: Weak
) -> Iterator[Found]:
    for one in no_independent_check(nobody, matter, names, frozenset()):
        gone = [
            ~deeds.has_holder(step) | weak.get((matter.id, step.id), False)
            for step in matter.steps
            if step.id in one.steps
        ]
        yield Found.at(told_finding(one, {}), np.flatnonzero(np.logical_and.reduce(gone)))


def _broken(deeds: Deeds, matter: Matter, rule: Rule) -> Iterator[Found]:
    match rule:
        case OwnCase():
            yield from _own_case(deeds, matter, rule)
        case DistinctPersons() if _speaks_of(rule.matters, matter):
            yield from _distinct(deeds, matter, rule)
        case DeadlinesStated() if _speaks_of(rule.matters, matter):
            missing = untimed_steps(matter)
            if missing:
                everywhere = np.arange(len(deeds.seated.holders))
                yield Found.at(breach(rule, matter=matter, steps=missing), everywhere)
        case DecidedTogether() if _speaks_of(rule.matters, matter):
            yield from _decided_alone(deeds, matter, rule)
        case _:
            pass


def _speaks_of(matters: Sequence[MatterId] | None, matter: Matter) -> bool:
    return matters is None or matter.id in matters


def _own_case(deeds: Deeds, matter: Matter, rule: OwnCase) -> Iterator[Found]:
    if matter.against is None:
        return
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
