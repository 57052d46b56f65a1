"""Made institutions to repair, and what a repair must satisfy, read off two audits by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from analysis import records, worlds
from counterpoise.analysis.adoption import applied, successor
from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import Audit
from counterpoise.analysis.measures import candidates
from counterpoise.analysis.setting import Setting, setting_of
from counterpoise.analysis.trial import Goal, Trial
from counterpoise.domain.institution import Case, CaseError
from counterpoise.domain.matters import Act
from counterpoise.domain.measures import Kind, Measure, Split, conflict
from counterpoise.domain.rules import (
    DeadlinesStated,
    DecidedTogether,
    DistinctPersons,
    IncompatibleOffices,
    OwnCase,
    Rule,
)
from counterpoise.domain.words import MatterId
from counterpoise.formats.case_folder import measures_yaml

DEMANDED = ("C04", "L01")


def case_of(chance: Random) -> Case:
    """Make a case with rules, duties and the shipped terms of measures, costs made different."""
    made = records.case_of(worlds.world_of(chance))
    (framework,) = made.frameworks
    offices = list(framework.offices)
    rules: list[Rule] = []
    if chance.random() < 0.4:
        rules.append(OwnCase(id="own"))
    if chance.random() < 0.4:
        acts = list(Act)
        rules.append(
            DistinctPersons(
                id="apart", one=tuple(chance.sample(acts, 4)), other=tuple(chance.sample(acts, 4))
            )
        )
    if chance.random() < 0.3:
        rules.append(DeadlinesStated(id="in-time"))
    if chance.random() < 0.2:
        rules.append(DecidedTogether(id="together", matters=tuple(framework.matters)[:1]))
    if len(offices) > 1 and chance.random() < 0.3:
        rules.append(IncompatibleOffices(id="two", offices=tuple(chance.sample(offices, 2))))
    if chance.random() < 0.3:
        loaded = chance.choice(offices)
        duties = tuple(f"duty-{n}" for n in range(chance.randint(5, 8)))
        known = dict(framework.offices)
        known[loaded] = replace(known[loaded], duties=duties)
        framework = replace(framework, offices=known)
    return replace(made, frameworks=(replace(framework, rules=tuple(rules)),), measures=_terms(chance))


def _terms(chance: Random):  # type: ignore[no-untyped-def]
    shipped = measures_yaml.shipped()
    kinds = {kind: replace(term, cost=chance.randint(1, 6)) for kind, term in shipped.kinds.items()}
    return replace(shipped, kinds=kinds)


@dataclass(frozen=True)
class Made:
    """One case to repair with a few of the measures that could be adopted."""

    case: Case
    setting: Setting
    measures: tuple[Measure, ...]
    forbidden: tuple[str, ...]
    goal: Goal

    @property
    def trial(self) -> Trial:
        """Make the oracle of the search."""
        return Trial(self.setting, self.measures, self.goal)


def made(chance: Random, *, most: int, first: Kind | None = None) -> Made | None:
    """Make a case and choose measures, those of every kind as often as may be; nothing where nothing can be asked.

    Measures of the kind `first` are chosen before others.
    """
    case = case_of(chance)
    try:
        setting = setting_of(case, stakes=chance.choice([1, 2]))
    except CaseError:
        return None
    known = list(candidates(setting))
    chance.shuffle(known)
    rare = {Kind.SPLIT: 0, Kind.CUT: 1, Kind.MOVE: 1, Kind.SUBSTITUTE: 1, Kind.DELEGATE: 1}
    known.sort(key=lambda one: rare.get(one.kind, 2) if chance.random() < 0.6 else 2)
    known.sort(key=lambda one: one.kind is not first and first is not None)
    chosen = tuple(sorted(known[:most], key=lambda one: one.id))
    forbidden = tuple(one.id for one in known[most:])
    goal = Goal(chance.choice([2, 2, 2, 3]), chance.choice(["paper", "ties", "practice", "practice"]))
    return Made(case, setting, chosen, forbidden, goal)


def sets_of(measures: tuple[Measure, ...]) -> Iterator[frozenset[int]]:
    """List every set of measures that do not contradict one another."""
    numbers = range(len(measures))
    against = {(a, b) for a, b in combinations(numbers, 2) if conflict(measures[a], measures[b])}
    for count in range(len(measures) + 1):
        for chosen in combinations(numbers, count):
            if not any(pair in against for pair in combinations(chosen, 2)):
                yield frozenset(chosen)


def wrongs(one: Made, chosen: Iterable[int], before: Audit) -> set[tuple[object, ...]]:
    """Say by audits alone what a set of measures leaves or makes wrong: (place, matter, need)."""
    measures = [one.measures[n] for n in chosen]
    after = audit(applied(one.case, measures), sets=1)
    heirs = {successor(m.change): m.change.person for m in measures if isinstance(m.change, Split)}
    was = {(a.place, a.matter): a.readings for a in before.matters}
    found: set[tuple[object, ...]] = set()
    for answer in after.matters:
        place, matter = answer.place, answer.matter
        number = answer.readings.of(one.goal.reading).capture_number
        asked = matter in one.setting.asked
        if asked and number is not None and number < one.goal.target:
            found.add((place, matter, "capture"))
        if (
            answer.readings.paper.capture_number is None
            and was[place, matter].paper.capture_number is not None
        ):
            found.add((place, matter, "carried"))
    alone = {(f.place, f.matter, f.persons[0]) for f in before.findings if f.code == "C01"}
    for f in after.findings:
        if f.code == "C01":
            person = heirs.get(f.persons[0], f.persons[0])
            is_asked = (
                f.matter in one.setting.asked and one.goal.reading == "practice" and one.goal.target > 1
            )
            if (f.place, f.matter, person) not in alone and not is_asked:
                found.add((f.place, f.matter, "sole"))
        elif f.code == "C04":
            found.add((f.place, f.matter, "own"))
        elif f.code == "L01":
            found.add((f.place, None, "load"))
        elif f.code.startswith("R") and f.severity > 0:
            found.add((f.place, f.matter, "rule"))
    return found


__all__ = ["DEMANDED", "Made", "MatterId", "made", "sets_of", "wrongs"]
