"""Try a set of measures on every place: what is still refused, and what every acceptable set must satisfy.

The oracle of the search. It holds the repaired case against every demand and, for each one not met, gives a requirement
that this set breaks and no acceptable set can break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from counterpoise.analysis.adoption import reformed
from counterpoise.analysis.by_hand import Persons
from counterpoise.analysis.clerk import members
from counterpoise.analysis.demands import Demand, Need, Refusal
from counterpoise.analysis.law import every_check, no_check, standing_check
from counterpoise.analysis.load import LIMIT, offices_of
from counterpoise.analysis.rules import Breach, Court, unexcused
from counterpoise.analysis.setting import Setting
from counterpoise.analysis.steps import Bent, Counts
from counterpoise.analysis.structure import Structure
from counterpoise.analysis.wording import Wording
from counterpoise.analysis.work import work_of_all
from counterpoise.analysis.worlds import World, reaches
from counterpoise.boolean.budget import Purse
from counterpoise.boolean.engine import Engine
from counterpoise.boolean.ladder import SECONDS, LadderEngine
from counterpoise.boolean.requirements import Requirement, any_of, clause
from counterpoise.domain.matters import Act, Matter, Step
from counterpoise.domain.measures import (
    AddPublication,
    CutTie,
    HandOver,
    Kind,
    Measure,
    SetDeadlines,
    subjects,
)
from counterpoise.domain.rules import DeadlinesStated, DecidedTogether, DistinctPersons, OwnCase, Rule
from counterpoise.domain.words import MatterId, PersonId

_OF_MATTERS = (OwnCase, DistinctPersons, DeadlinesStated, DecidedTogether)
_MOST_WITNESSES = 20

Chosen = frozenset[int]
NONE: Chosen = frozenset()


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked: the size every capturing group must reach in one reading; `published` asks for publicity too."""

    target: int = 2
    reading: str = "practice"
    published: bool = False

    @property
    def counts(self) -> Counts:
        """Say which checks count in the reading."""
        return standing_check if self.reading == "practice" else every_check


class Trial:
    """The demands of one setting, and the measures by number."""

    def __init__(
        self, setting: Setting, measures: Sequence[Measure], goal: Goal, engine: Engine | None = None
    ) -> None:
        self.setting = setting
        self.measures = tuple(measures)
        self.goal = goal
        self.engine = engine or LadderEngine(purse=Purse(SECONDS))
        self.local: dict[MatterId, dict[int, Measure]] = {}
        for number, one in enumerate(self.measures):
            if one.matter is not None:
                self.local.setdefault(one.matter, {})[number] = one
        self.splits = self._of(Kind.SPLIT)
        self.cuts = self._of(Kind.CUT)
        self.duties = self._of(Kind.DELEGATE)
        self.exclusive = _exclusive(self.measures)
        self._worlds: dict[tuple[int, Chosen], World] = {}
        self._matters: dict[tuple[int, Chosen, MatterId, Chosen], tuple[Refusal, ...]] = {}
        self._places: dict[tuple[int, Chosen], tuple[Refusal, ...]] = {}
        self._before: dict[tuple[int, MatterId], Persons] = {}
        self.reaching = [
            frozenset(n for n in self.splits if reaches(self.measures[n], place, self.world(number, NONE)))
            for number, place in enumerate(setting.places)
        ]

    def _of(self, kind: Kind) -> Chosen:
        return frozenset(n for n, one in enumerate(self.measures) if one.kind is kind)

    # Worlds

    @property
    def everywhere(self) -> Chosen:
        """Name the measures that reach beyond one matter and the load."""
        return self.splits | self.cuts

    def world(self, place: int, chosen: Chosen) -> World:
        """Give one place under what is chosen of the measures that reach everything."""
        key = place, chosen
        known = self._worlds.get(key)
        if known is None:
            adopted = [self.measures[n] for n in sorted(chosen)]
            known = self._worlds[key] = World(self.setting, self.setting.places[place], adopted)
        return known

    def _around(self, place: int, chosen: Chosen) -> Chosen:
        return chosen & (self.reaching[place] | self.cuts)

    def _flips(self, place: int, chosen: Chosen) -> Requirement:
        """Say that the concurrencies of a place may end otherwise than now."""
        splits = self.reaching[place]
        return clause(splits - chosen, splits & chosen)

    # Trying

    def refusals(self, chosen: Chosen) -> tuple[Refusal, ...]:
        """List every demand a set of measures does not meet."""
        found: list[Refusal] = []
        for place in range(len(self.setting.places)):
            for matter in self.setting.framework.matters:
                found += self.of_matter(place, matter, chosen)
            found += self.of_place(place, chosen)
        return tuple(found) if found else self.of_work(chosen)

    def of_matter(self, place: int, matter: MatterId, chosen: Chosen) -> tuple[Refusal, ...]:
        """List what one matter at one place does not meet."""
        around = self._around(place, chosen)
        key = place, around, matter, chosen.intersection(self.local.get(matter, ()))
        known = self._matters.get(key)
        if known is None:
            known = self._matters[key] = tuple(self._matter(place, matter, around, key[3]))
        return known

    def demands_of(self, matter: MatterId, chosen: Chosen) -> tuple[Refusal, ...]:
        """List what one matter does not meet at any place."""
        places = range(len(self.setting.places))
        return tuple(refusal for place in places for refusal in self.of_matter(place, matter, chosen))

    def of_places(self, chosen: Chosen) -> tuple[Refusal, ...]:
        """List what the places do not meet, whatever the matter."""
        places = range(len(self.setting.places))
        return tuple(refusal for place in places for refusal in self.of_place(place, chosen))

    def of_place(self, place: int, chosen: Chosen) -> tuple[Refusal, ...]:
        """List what one place does not meet, whatever the matter: rules of offices, and the load."""
        key = place, chosen & (self.reaching[place] | self.duties)
        known = self._places.get(key)
        if known is None:
            known = self._places[key] = (*self._rules(place, key[1]), *self._loads(place, key[1]))
        return known

    # Matters

    def _matter(self, place: int, matter: MatterId, around: Chosen, taken: Chosen) -> Iterator[Refusal]:
        world = self.world(place, around)
        known = self.setting.framework.matters[matter]
        bent = Bent(world, known, self.local.get(matter, {}), taken)
        yield from self._captured(place, bent, around)
        yield from self._not_carried(place, bent, around)
        yield from self._own_control(place, bent, around)
        yield from self._broken(place, bent, around)
        yield from self._unpublished(place, bent)

    def _refusal(
        self,
        place: int,
        matter: MatterId | None,
        need: Need,
        requirements: Sequence[Requirement],
        persons: Sequence[PersonId] = (),
        rule: str = "",
    ) -> Refusal:
        demand = Demand(self.setting.places[place].id, matter, need, rule)
        return Refusal(demand, any_of(requirements), tuple(persons))

    def _captured(self, place: int, bent: Bent, around: Chosen) -> Iterator[Refusal]:
        """Find groups smaller than the target that carry a matter asked about, and whoever newly carries one alone."""
        asked = bent.matter.id in self.setting.asked
        if asked:
            for group in self._small_groups(bent):
                yield from self._stop(place, bent, around, group, self.goal.reading, Need.CAPTURE)
        if asked and self.goal.reading == "practice" and self.goal.target > 1:
            return
        world = bent.world
        for person in world.structure.alone(self._root(bent, "practice")):
            if world.structure.sits_here(person) and world.before(person) not in self._alone_before(
                place, bent.matter.id
            ):
                yield from self._stop(place, bent, around, frozenset({person}), "practice", Need.SOLE)

    def _stop(
        self, place: int, bent: Bent, around: Chosen, group: Persons, reading: str, need: Need
    ) -> Iterator[Refusal]:
        counts = standing_check if reading == "practice" else every_check
        grown = group if reading == "paper" else bent.world.moved(group)
        cuts = clause(()) if reading == "paper" else self._cuts(bent.world, group, grown, around)
        for one in bent.stopping(grown, counts):
            requirements = (one, cuts, self._flips(place, around))
            yield self._refusal(place, bent.matter.id, need, requirements, sorted(group))

    def _cuts(self, world: World, group: Persons, grown: Persons, around: Chosen) -> Requirement:
        """Say which ties, once cut, might shrink what a group moves: those of somebody it moves."""
        numbers = members(world.structure.group_of(grown - group))
        links = [way.link for number in numbers for way in world.structure.growing.ways_of(number)]
        held = {(link.office, link.tie) for link in links}
        return clause(
            n
            for n in self.cuts - around
            if isinstance(one := self.measures[n].change, CutTie)
            and any((one.office, tie) in held for tie in one.ties)
        )

    def _root(self, bent: Bent, reading: str) -> int:
        counts = standing_check if reading == "practice" else every_check
        root = bent.carry(counts)
        return root if reading == "paper" else bent.world.structure.grown(root)

    def _small_groups(self, bent: Bent) -> Sequence[Persons]:
        """List smallest groups below the target that carry a matter."""
        structure, target = bent.world.structure, self.goal.target
        root = self._root(bent, self.goal.reading)
        if root == structure.builder.always:
            return [frozenset()]
        if root == structure.builder.never or target <= 1:
            return []
        if target == 2:
            return [frozenset({person}) for person in structure.alone(root)]
        formula, variables = structure.builder.formula(root)
        family = self.engine.minimal_sets(formula, _MOST_WITNESSES)
        return [
            frozenset(structure.persons[variables[v]] for v in one)
            for one in family.sets
            if len(one) < target
        ]

    def _alone_before(self, place: int, matter: MatterId) -> Persons:
        known = self._before.get((place, matter))
        if known is None:
            world = self.world(place, NONE)
            bent = Bent(world, self.setting.framework.matters[matter], {}, NONE)
            known = frozenset(world.structure.alone(self._root(bent, "practice")))
            self._before[place, matter] = known
        return known

    def _not_carried(self, place: int, bent: Bent, around: Chosen) -> Iterator[Refusal]:
        """Find a matter that could be carried and no longer can."""
        everybody = frozenset(bent.world.structure.persons)
        if not self._was_carried(place, bent.matter.id):
            return
        for one in bent.passing(everybody):
            yield self._refusal(place, bent.matter.id, Need.CARRIED, (one, self._flips(place, around)))

    def _was_carried(self, place: int, matter: MatterId) -> bool:
        structure = self.world(place, NONE).structure
        known = self.setting.framework.matters[matter]
        return structure.carries(known, no_check) != structure.builder.never

    def _own_control(self, place: int, bent: Bent, around: Chosen) -> Iterator[Refusal]:
        """Find holders who stop, themselves or through those they move, the control of their own office."""
        against, world = bent.matter.against, bent.world
        everybody = frozenset(world.structure.persons)
        if against is None or any(True for _ in bent.passing(everybody)):
            return
        for person in world.structure.roster.holders(against):
            moved = world.moved(frozenset({person}))
            cuts = self._cuts(world, frozenset({person}), moved, around)
            for one in bent.passing(everybody - moved):
                requirements = (one, cuts, self._flips(place, around), self._impossible(place, bent))
                yield self._refusal(place, bent.matter.id, Need.OWN, requirements, [person])

    def _impossible(self, place: int, bent: Bent) -> Requirement:
        """A control that nobody could carry to begin with may stay so: any change of it is left open."""
        if self._was_carried(place, bent.matter.id):
            return clause(())
        return clause(bent.own.keys() - bent.taken, bent.taken)

    def _broken(self, place: int, bent: Bent, around: Chosen) -> Iterator[Refusal]:
        """Find rules about the steps of a matter that are broken."""
        court = self._court(place, bent.world, (bent.now,))
        for rule in bent.world.structure.framework.rules:
            if isinstance(rule, _OF_MATTERS):
                for breach in unexcused(court, rule):
                    for one in _mended(bent, rule, breach):
                        is_text = isinstance(rule, DeadlinesStated)
                        requirements = (one,) if is_text else (one, self._flips(place, around))
                        yield self._refusal(
                            place, bent.matter.id, Need.RULE, requirements, breach.persons, rule.id
                        )

    def _court(self, place: int, world: World, matters: Sequence[Matter]) -> Court:
        wording = Wording(self.setting.names, self.setting.places[place].id)
        return Court(self.setting.case, world.structure, wording, matters)

    def _unpublished(self, place: int, bent: Bent) -> Iterator[Refusal]:
        if self.goal.published and bent.matter.id in self.setting.asked:
            for route in bent.now.routes:
                if not any(step.act is Act.PUBLISH for step in route):
                    ids = {step.id for step in route}
                    take = [
                        n
                        for n, one in bent.own.items()
                        if isinstance(one.change, AddPublication) and one.change.step in ids
                    ]
                    yield self._refusal(place, bent.matter.id, Need.PUBLISHED, (clause(take),))

    # Places

    def _rules(self, place: int, chosen: Chosen) -> Iterator[Refusal]:
        world = self.world(place, chosen & self.splits)
        court = self._court(place, world, ())
        for rule in self.setting.framework.rules:
            if not isinstance(rule, _OF_MATTERS):
                for breach in unexcused(court, rule):
                    flips = self._flips(place, chosen)
                    yield self._refusal(place, None, Need.RULE, (flips,), breach.persons, rule.id)

    def _loads(self, place: int, chosen: Chosen) -> Iterator[Refusal]:
        """Find persons with more offices and duties than the limit, the duties as handed over."""
        world = self.world(place, chosen & self.splits)
        structure = world.structure
        handed = [self.measures[n] for n in sorted(chosen & self.duties)]
        framework = reformed(structure.framework, handed)
        flips = self._flips(place, chosen)
        for person in structure.persons:
            if not structure.sits_here(person):
                continue
            offices = offices_of(structure, person)
            duties = {duty for office in offices for duty in framework.offices[office].duties}
            excess = len(offices) + len(duties) - LIMIT
            if excess > 0:
                demand = Demand(self.setting.places[place].id, None, Need.LOAD)
                yield Refusal(
                    demand, self._lighter(frozenset(offices), duties, chosen, excess, flips), (person,)
                )

    def _lighter(
        self, offices: frozenset[str], duties: set[str], chosen: Chosen, excess: int, flips: Requirement
    ) -> Requirement:
        """Say that enough duties must go, or offices be parted otherwise."""
        take: set[int] = set()
        leave: set[int] = set()
        for number in self.duties:
            one = self.measures[number].change
            assert isinstance(one, HandOver)
            if one.duty not in duties:
                continue
            if number in chosen and one.to in offices:
                leave.add(number)
            elif number not in chosen and one.giver in offices and one.to not in offices:
                take.add(number)
        return Requirement(frozenset(take), frozenset(leave), excess, flips.take, flips.leave)

    # Work

    def of_work(self, chosen: Chosen) -> tuple[Refusal, ...]:
        """List who newly passes a working year, where the volume of work is known."""
        found = []
        for place, known in enumerate(self.setting.places):
            before = self._overworked(place, NONE)
            world = self.world(place, self._around(place, chosen))
            new = [p for p in self._overworked(place, chosen) if world.before(p) not in before]
            if new:
                demand = Demand(known.id, None, Need.WORK)
                found.append(Refusal(demand, self._worked_otherwise(chosen), tuple(new)))
        return tuple(found)

    def _overworked(self, place: int, chosen: Chosen) -> frozenset[PersonId]:
        case, framework = self.setting.case, self.setting.framework
        workload = case.workload or framework.workload
        if workload is None or not (workload.volumes or workload.duties):
            return frozenset()
        adopted = [self.measures[n] for n in sorted(chosen)]
        changed = reformed(framework, adopted)
        world = self.world(place, self._around(place, chosen))
        structure = Structure(replace(world.roster, framework=changed), self.setting.choices)
        hours = work_of_all(case, structure, workload, tuple(changed.matters.values()))
        return frozenset(
            p for p, sum_ in hours.items() if sum_.point > workload.hours_a_year and structure.sits_here(p)
        )

    def _worked_otherwise(self, chosen: Chosen) -> Requirement:
        """Say that something must differ: what is added may go, who does what may change."""
        adding = {Kind.COSIGN, Kind.CHECK, Kind.PUBLISH}
        changing = {Kind.MOVE, Kind.SUBSTITUTE, Kind.QUOTA, Kind.DELEGATE, Kind.SPLIT}
        kinds = {n: one.kind for n, one in enumerate(self.measures)}
        return clause(
            (n for n, kind in kinds.items() if kind in changing and n not in chosen),
            (n for n, kind in kinds.items() if kind in adding | changing and n in chosen),
        )


def _mended(bent: Bent, rule: Rule, breach: Breach) -> Iterator[Requirement]:
    """Say what must change for a breach of a rule about steps to go."""
    structure = bent.world.structure

    def alone(step: Step) -> bool:
        able = structure.alone(structure.step(step))
        return bool(able) if isinstance(rule, DecidedTogether) else breach.persons[0] in able

    match rule:
        case DeadlinesStated():
            yield clause(n for n, one in bent.own.items() if isinstance(one.change, SetDeadlines))
        case DistinctPersons(one=acts, other=others):
            ids = {step.id for step in breach.steps}
            for route in bent.now.routes:
                steps = [step for step in route if step.id in ids]
                for a, b in permutations(steps, 2):
                    if a.act in acts and b.act in others and alone(a) and alone(b):
                        yield bent.taking((a, b), alone)
        case _:
            for step in breach.steps:
                yield bent.taking((step,), alone)


def _exclusive(measures: Sequence[Measure]) -> tuple[Chosen, ...]:
    """List the groups of measures of which only one may be adopted: they settle the same thing."""
    groups: dict[tuple[str, ...], set[int]] = {}
    for number, one in enumerate(measures):
        for subject in subjects(one.change):
            groups.setdefault(subject, set()).add(number)
    return tuple(frozenset(group) for group in groups.values() if len(group) > 1)
