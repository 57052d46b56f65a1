"""Why no assignment exists: a smallest set of things that cannot all hold; and the smallest changes that allow one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoise.analysis.assignment.fewest import most_of_the_first, smallest_enough
from counterpoise.analysis.assignment.records import Aside, Change, Kind, Obstacle, Remedy, Situation
from counterpoise.analysis.assignment.ways import Pair, Way, chosen, is_required, kept_apart, ways_of
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Seat
from counterpoise.domain.rules import DistinctPersons
from counterpoise.domain.words import OfficeId, PersonId, StepId, Text

MOST_CHANGES = 5
"""So many smallest changes are listed."""


@dataclass(frozen=True, slots=True)
class Question:
    """One matter at one place in one situation, and who steps aside in each step."""

    structure: Structure
    matter: Matter
    situation: Situation
    names: Names
    aside: Mapping[StepId, tuple[Aside, ...]]

    def excluded(self, step: Step) -> frozenset[PersonId]:
        """List who steps aside in a step."""
        return frozenset(one.person for one in self.aside[step.id])

    def pairs(self, route: Sequence[Step]) -> dict[Pair, DistinctPersons]:
        """List the steps of a route that rules keep apart."""
        return kept_apart(self.structure, self.matter, route)


# The proof


def smallest_core(question: Question, route: Sequence[Step]) -> tuple[Obstacle, ...]:
    """Leave out, from the first on, what is not needed for the contradiction.

    What contradicts itself does so with more beside it; so how many can be left out before one is needed is found by
    halving, and few needed among a thousand take few looks.
    """
    needed: list[Obstacle] = []
    left = list(_obstacles(question, route))
    while left:
        spared = _spared(question, route, needed, left)
        needed += left[spared : spared + 1]
        left = left[spared + 1 :]
    return tuple(needed)


def _spared(
    question: Question, route: Sequence[Step], needed: Sequence[Obstacle], left: Sequence[Obstacle]
) -> int:
    """Count how many of the first that are left the contradiction does without, at most all."""
    return most_of_the_first(
        len(left), lambda spared: _contradicts(question, route, [*needed, *left[spared:]])
    )


def _obstacles(question: Question, route: Sequence[Step]) -> Iterator[Obstacle]:
    names, place = question.names, question.structure.roster.place
    required = [step for step in route if is_required(step)]
    for step in required:
        name = names.step(step)
        said = Text(f"phải có người làm bước “{name.vi}”", f"somebody must take the step “{name.en}”")
        yield Obstacle(Kind.STEP, (step.id,), (), said)
    for step in required:
        name = names.step(step)
        for aside in question.aside[step.id]:
            said = Text(
                f"không tham gia bước “{name.vi}” – {aside.said.vi}",
                f"steps aside in “{name.en}” – {aside.said.en}",
            )
            yield Obstacle(Kind.ASIDE, (step.id,), (aside.person,), said)
    for person in sorted(question.situation.absent):
        who = names.person(person, place)
        yield Obstacle(Kind.ABSENT, (), (person,), Text(f"{who.vi} vắng mặt", f"{who.en} is absent"))
    of = {step.id: step for step in required}
    for one, other in question.pairs(route):
        if one in of and other in of:
            first, second = names.step(of[one]), names.step(of[other])
            said = Text(
                f"một người không được tự mình làm cả hai bước “{first.vi}” và “{second.vi}”",
                f"one person may not take both “{first.en}” and “{second.en}”",
            )
            yield Obstacle(Kind.DISTINCT, (one, other), (), said)


def _contradicts(question: Question, route: Sequence[Step], kept: Sequence[Obstacle]) -> bool:
    steps = {one.steps[0] for one in kept if one.kind is Kind.STEP}
    absent = {one.persons[0] for one in kept if one.kind is Kind.ABSENT}
    ways = {
        step.id: ways_of(
            question.structure,
            step,
            absent=absent,
            aside=frozenset(
                one.persons[0] for one in kept if one.kind is Kind.ASIDE and one.steps[0] == step.id
            ),
        )
        for step in route
        if step.id in steps
    }
    return chosen(ways, [(one.steps[0], one.steps[1]) for one in kept if one.kind is Kind.DISTINCT]) is None


# The changes


def smallest_changes(question: Question) -> tuple[tuple[Change, ...], ...]:
    """List the smallest sets of changes that allow an assignment on some route."""
    candidates = list(_candidates(question))
    known: dict[frozenset[Seat], Structure] = {}

    def enough(selected: frozenset[int]) -> bool:
        picked = [candidates[number] for number in selected]
        filled = frozenset(one.seat for one in picked if one.seat is not None)
        if filled not in known:
            known[filled] = _filled(question.structure, filled)
        returned = {one.change.about for one in picked if one.change.kind is Remedy.RETURN}
        substituted = {one.change.about for one in picked if one.change.kind is Remedy.SUBSTITUTE}
        changed = replace(question, structure=known[filled])
        return any(
            _allowed(changed, route, returned=returned, substituted=substituted)
            for route in question.matter.routes
        )

    found = smallest_enough(len(candidates), enough, limit=MOST_CHANGES)
    return tuple(tuple(candidates[number].change for number in sorted(one)) for one in found)


@dataclass(frozen=True, slots=True)
class _Candidate:
    change: Change
    seat: Seat | None = None


def _candidates(question: Question) -> Iterator[_Candidate]:
    names, roster = question.names, question.structure.roster
    for person in sorted(question.situation.absent):
        who = names.person(person, roster.place)
        said = Text(f"{who.vi} có mặt", f"{who.en} attends")
        yield _Candidate(Change(Remedy.RETURN, person, said))
    required = [step for route in question.matter.routes for step in route if is_required(step)]
    reached: dict[OfficeId, None] = {}
    for step in required:
        for actor in (step.actor, step.substitute):
            if actor is not None:
                reached.update(dict.fromkeys(sorted(question.structure.reach(actor))))
    for office in reached:
        for seat in roster.seats.get(office, ()):
            if seat.holder is None:
                title = names.office(office)
                said = Text(f"bố trí người vào ghế trống: {title.vi}", f"fill the vacant seat of {title.en}")
                yield _Candidate(Change(Remedy.FILL, office, said), seat)
    for step in required:
        name = names.step(step)
        said = Text(
            f"cử người khác làm thay ở bước “{name.vi}”", f"name another substitute for the step “{name.en}”"
        )
        yield _Candidate(Change(Remedy.SUBSTITUTE, step.id, said))


def _filled(structure: Structure, seats: frozenset[Seat]) -> Structure:
    """Seat a newcomer in each of these vacant seats."""
    if not seats:
        return structure
    held = {
        office: tuple(
            replace(seat, holder=PersonId(f"{office}@{seat.place}#newcomer-{seat.number}"))
            if seat in seats
            else seat
            for seat in several
        )
        for office, several in structure.roster.seats.items()
    }
    return Structure(replace(structure.roster, seats=held), Choices())


def _allowed(question: Question, route: Sequence[Step], *, returned: set[str], substituted: set[str]) -> bool:
    absent = question.situation.absent - returned
    ways: dict[StepId, list[Way]] = {}
    for step in route:
        if is_required(step):
            found = ways_of(question.structure, step, absent=absent, aside=question.excluded(step))
            ways[step.id] = [*found, Way(None, True)] if step.id in substituted else found
    return chosen(ways, question.pairs(route)) is not None
