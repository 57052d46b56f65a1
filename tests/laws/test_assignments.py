"""Assignments: the solver, the formula and trying everything agree; proofs and changes are smallest; the relation to blocking."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings

from analysis import records
from counterpoise.analysis.assignment.asking import assignments
from counterpoise.analysis.assignment.fewest import smallest_enough
from counterpoise.analysis.assignment.records import Assignments, Kind, MatterAssignment, Remedy
from counterpoise.analysis.assignment.ways import actors_of, is_required, kept_apart
from counterpoise.analysis.examine import audit
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, OfficeTerm, office_actor
from counterpoise.domain.bodies import Body, BodyVotes, Office
from counterpoise.domain.days import Span
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Act, Matter, Power, Step, power_of
from counterpoise.domain.people import Person, Tenure
from counterpoise.domain.quotas import Majority
from counterpoise.domain.rosters import roster
from counterpoise.domain.rules import DistinctPersons
from counterpoise.domain.words import BodyId, Level, MatterId, OfficeId, PersonId, PlaceId, StepId, plain
from laws.institutions import CHANCE, EXAMPLES, made

pytestmark = pytest.mark.slow

T = TypeVar("T")
FEWER = settings(EXAMPLES, max_examples=25)
MORE = settings(EXAMPLES, max_examples=100)
MOST = 9
ACTS = tuple(Act)


def subsets(of: Collection[T], *, most: int | None = None) -> Iterator[tuple[T, ...]]:
    """List the subsets of a collection, smallest first."""
    sizes = range(len(of) + 1 if most is None else most + 1)
    return chain.from_iterable(combinations(of, size) for size in sizes)


def ruled(chance: Random, *, rules: bool = True) -> Case:
    """Make a case whose framework keeps some acts apart."""
    case = records.case_of(made(chance))
    every = chance.random() < 0.6
    apart = DistinctPersons(
        id="apart",
        one=ACTS if every else tuple(chance.sample(ACTS[:6], 3)),
        other=ACTS if every else tuple(chance.sample(ACTS[:12], 6)),
    )
    framework = replace(case.frameworks[0], rules=(apart,) if rules else ())
    return replace(case, frameworks=(framework,))


def tiny(chance: Random) -> Case:
    """Make a case of few persons with many seats, in which the same few suffice alone for many steps."""
    level, place = Level("commune"), PlaceId("all")
    offices = {OfficeId(one): Office(OfficeId(one), plain(one), level, seats=2) for one in "abc"}
    votes = BodyVotes(Majority(), presiding=None)
    body = Body(BodyId("board"), plain("board"), level, tuple(offices), votes)
    actors = [*map(office_actor, offices), Actor((BodyTerm(body.id),))]
    actors.append(Actor((OfficeTerm(OfficeId("a")), OfficeTerm(OfficeId("b")), AtLeastTerm(1, (0, 1)))))
    steps = tuple(
        Step(
            StepId(f"s{number}"),
            act := chance.choice(ACTS),
            chance.choice(actors),
            power_of(act),
            substitute=chance.choice([None, chance.choice(actors)]),
        )
        for number in range(chance.randint(1, 3))
    )
    decide = Step(
        StepId("last"), Act.DECIDE, chance.choice(actors), Power.CONSENT, substitute=chance.choice(actors)
    )
    matter = Matter(MatterId("m"), plain("m"), ((*steps, decide),))
    framework = Framework(
        *("tiny", plain("tiny"), Span(), (level,), level),
        offices=offices,
        bodies={body.id: body},
        groups={},
        matters={matter.id: matter},
        rules=(DistinctPersons(id="apart", one=ACTS, other=ACTS),),
    )
    people = [PersonId(one) for one in ("p", "q", "r", "t")]
    tenures = tuple(
        Tenure(place, office, seat, chance.choice([None, *people, *people]), Span())
        for office in offices
        for seat in (1, 2)
    )
    return Case(
        *("tiny", plain("tiny"), (framework,), date(2024, 1, 1)),
        places={place: Place(place, plain("all"), level)},
        persons={person: Person(person) for person in people},
        tenures=tenures,
    )


def structures(case: Case, answers: Assignments) -> dict[str, Structure]:
    """Write the structure of each place anew."""
    return {
        place: Structure(
            roster(case, framework=answers.framework, place=case.places[place], day=answers.on), Choices()
        )
        for place in answers.rosters
    }


def groups(structure: Structure, step: Step, present: Sequence[PersonId]) -> list[frozenset[PersonId]]:
    """List the smallest groups of those present that can do a step, by trying all."""
    aside = structure.excluded_from(step)
    found: list[frozenset[PersonId]] = []
    for _, actor in actors_of(step):
        root = structure.acts(actor, aside)
        able: list[frozenset[PersonId]] = []
        for group in map(frozenset, subsets(present)):
            acts = structure.builder.holds(root, {structure.number[p] for p in group})
            if acts and not any(smaller < group for smaller in able):
                able.append(group)
        found += able
    return found


def assignable(structure: Structure, matter: Matter, present: Sequence[PersonId]) -> bool:
    """Tell by trying everything whether those present can do a matter, no pair kept apart being done by one alone."""
    for route in matter.routes:
        steps = [step for step in route if is_required(step)]
        pairs = kept_apart(structure, matter, route)
        begun: list[list[frozenset[PersonId]]] = [[]]
        for at, step in enumerate(steps):
            able = list(dict.fromkeys(groups(structure, step, present)))
            begun = [
                [*before, group]
                for before in begun
                for group in able
                if not any(
                    len(group) == 1 and before[other] == group and (steps[other].id, step.id) in pairs
                    for other in range(at)
                )
            ][:200_000]
        if begun:
            return True
    return False


def small(case: Case, answers: Assignments) -> Iterator[tuple[Structure, Matter, MatterAssignment]]:
    """List the matters few enough persons matter to, with their structures."""
    known = structures(case, answers)
    for one in answers.matters:
        structure = known[one.place]
        matter = answers.framework.matters[one.matter]
        if len(structure.persons) <= MOST and len(matter.steps) <= 5:
            yield structure, matter, one


@MORE
@given(chance=CHANCE)
def test_a_matter_is_assigned_exactly_when_trying_everything_assigns_it(chance: Random) -> None:
    case = chance.choice([ruled, tiny, tiny])(chance)
    named = sorted(case.persons)
    absent = chance.sample(named, min(len(named), chance.randint(0, 2)))
    answers = assignments(case, absent=absent)
    for structure, matter, one in small(case, answers):
        present = [person for person in structure.persons if person not in absent]
        assert one.possible == assignable(structure, matter, present)


@MORE
@given(chance=CHANCE)
def test_the_absences_that_stop_a_matter_are_the_fewest(chance: Random) -> None:
    case = chance.choice([ruled, tiny, tiny])(chance)
    answers = assignments(case)
    for structure, matter, one in small(case, answers):
        assert one.absences is not None

        def stops(
            gone: Collection[PersonId], structure: Structure = structure, matter: Matter = matter
        ) -> bool:
            return not assignable(structure, matter, [p for p in structure.persons if p not in gone])

        assert len(one.stopping) == one.absences
        assert stops(one.stopping)
        fewer = (gone for gone in combinations(structure.persons, max(0, one.absences - 1)))
        assert one.absences == 0 or not any(stops(gone) for gone in fewer)


@FEWER
@given(chance=CHANCE)
def test_without_rules_and_substitutes_no_fewer_absences_than_blockers_never_more_either(
    chance: Random,
) -> None:
    case = ruled(chance, rules=False)
    answers = assignments(case)
    blocking = {(m.place, m.matter): m.readings.paper.blocking_number for m in audit(case).matters}
    for one in answers.matters:
        matter = answers.framework.matters[one.matter]
        required = [step for step in matter.steps if is_required(step)]
        blockers = blocking[one.place, one.matter]
        if any(step.substitute is not None for step in required) or blockers is None or one.absences is None:
            continue
        assert one.absences <= blockers
        if all(step.is_consent for step in required):
            assert one.absences == blockers


@FEWER
@given(chance=CHANCE)
def test_nothing_can_be_left_out_of_a_proof_and_every_smallest_change_is_enough(chance: Random) -> None:
    case = ruled(chance)
    named = sorted(case.persons)
    absent = chance.sample(named, min(len(named), 3))
    for one in assignments(case, absent=absent).matters:
        if one.possible:
            continue
        matter = case.frameworks[0].matters[one.matter]
        assert len(one.cores) == len(matter.routes)
        for core in one.cores:
            assert any(obstacle.kind is Kind.STEP for obstacle in core)
        assert one.changes
        assert len({len(changes) for changes in one.changes}) == 1
        for changes in one.changes:
            if all(change.kind is Remedy.RETURN for change in changes):
                back = {change.about for change in changes}
                again = assignments(
                    case,
                    places=[one.place],
                    matters=[one.matter],
                    absent=[p for p in absent if p not in back],
                )
                assert again.matters[0].possible


@settings(max_examples=150)
@given(chance=CHANCE)
def test_the_smallest_selections_that_are_enough_are_all_of_them(chance: Random) -> None:
    needs = [frozenset(chance.sample(range(7), chance.randint(1, 3))) for _ in range(chance.randint(0, 5))]

    def enough(chosen: frozenset[int]) -> bool:
        return all(not need.isdisjoint(chosen) for need in needs)

    by_size = [frozenset(s) for s in subsets(range(7)) if enough(frozenset(s))]
    wanted = {s for s in by_size if len(s) == len(by_size[0])}
    assert set(smallest_enough(7, enough, limit=1000)) == wanted
    assert smallest_enough(3, lambda _: False, limit=5) == []
