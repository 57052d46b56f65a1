"""Laws on what findings rest on: they hold with the links and seats named alone, and fall without any of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from counterpoise.analysis.arrangements import Fulfilled, fulfilled, without
from counterpoise.analysis.by_hand import Holding, Link
from counterpoise.analysis.capture import Question, formulas, readings
from counterpoise.analysis.clerk import NO_ONE, Group
from counterpoise.analysis.hollow import is_hollow, weak_check, weak_checks
from counterpoise.analysis.law import every_check, standing_check
from counterpoise.analysis.own_case import own_case, own_cases
from counterpoise.analysis.scene import Scene, Seen
from counterpoise.analysis.sole import sole_capture, sole_captures
from counterpoise.analysis.structure import Structure
from counterpoise.boolean.diagrams import DiagramEngine
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.words import OfficeId, PersonId
from laws.test_by_hand import handed_on, structures

SEEDS = range(500)

Suffices = Callable[[Structure, Group], bool]
"""Tells whether a group does what was found, whoever holds the seats."""


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody was found to do alone, in the first reading in which they do."""

    structure: Structure
    matter: Matter
    seen: Seen
    suffices: Suffices

    @property
    def person(self) -> PersonId:
        """Give who was found."""
        (person,) = self.seen.persons
        return person


def found_alone(structure: Structure, matter: Matter) -> Iterator[Found]:
    """Find who carries a matter alone, and who stops the control of themselves."""
    scene = Scene(structure, matter, DiagramEngine())

    def stops(there: Structure, group: Group) -> bool:
        return there.incumbents.can_stop(matter, group)

    for person in structure.persons:
        for reading in ("paper", "ties", "practice"):
            carries = carrying(matter, reading)
            if carries(structure, moved_by(structure, person, reading)) and not carries(structure, NO_ONE):
                yield Found(structure, matter, sole_capture(scene, person, reading), carries)
                break
    for person in structure.roster.holders(matter.against) if matter.against else ():
        for reading in ("paper", "ties"):
            if stops(structure, moved_by(structure, person, reading)) and not stops(structure, NO_ONE):
                yield Found(structure, matter, own_case(scene, person, reading), stops)
                break


def carrying(matter: Matter, reading: str) -> Suffices:
    """Tell how one finds out whether a group carries a matter in a reading."""
    counts = standing_check if reading == "practice" else every_check
    return lambda there, group: there.incumbents.carrying_route(matter, group, counts=counts) is not None


def moved_by(structure: Structure, person: PersonId, reading: str) -> Group:
    """Give whom a person acts with in a reading."""
    start = structure.incumbents.bit(person)
    return start if reading == "paper" else structure.growing.grown(start)[0]


def moved_along(
    structure: Structure, start: Group, links: Sequence[Link], given: Collection[Holding]
) -> Group:
    """Grow a group along links until nobody more moves; a seat that was given away binds nobody."""
    group, before = start, None
    while group != before:
        before = group
        for link in links:
            if (
                link.person in structure.number
                and link.holding not in given
                and pulls(structure, link, group)
            ):
                group |= structure.incumbents.bit(link.person)
    return group


def pulls(structure: Structure, link: Link, group: Group) -> bool:
    """Tell whether a group acts for the actor of a link, or has the relative in it."""
    if link.tie is None or link.place is None:
        relative = link.relative
        return relative in structure.number and bool(group & structure.group_of([relative]))
    return structure.incumbents.at(link.place).pulls(link.tie.actor)(group)


def does_without(found: Found, given: frozenset[Holding]) -> bool:
    """Tell whether the person still does it along the links named when strangers hold some seats."""
    there = Structure(handed_on(found.structure.roster, given), found.structure.choices)
    if found.person not in there.number:
        return False
    start = there.incumbents.bit(found.person)
    return found.suffices(there, moved_along(there, start, found.seen.witness.links, given))


def unnamed_seats(found: Found) -> frozenset[Holding]:
    """Give the seats, of those who move along the links, that are not named; a relative stays there with some seat."""
    structure, witness = found.structure, found.seen.witness
    group = moved_along(structure, structure.incumbents.bit(found.person), witness.links, ())
    return frozenset(
        one
        for person in structure.persons_of(group) - unseated_relatives(found)
        for one in structure.holdings(person)
        if one not in witness.seats
    )


def unseated_relatives(found: Found) -> frozenset[PersonId]:
    """List who moves with a relative, or moves one, by no seat that is named."""
    witness = found.seen.witness
    related = {one for link in witness.links if link.relative for one in (link.person, link.relative)}
    return frozenset(related - {seat.person for seat in witness.seats})


def all_found() -> Iterator[Found]:
    """Look for who does something alone in many institutions."""
    for seed in SEEDS:
        for case, structure in structures(Random(seed)):
            for matter in case.frameworks[0].matters.values():
                yield from found_alone(structure, matter)


def test_a_finding_holds_with_the_seats_and_links_it_names() -> None:
    given, linked = 0, 0
    for found in all_found():
        unnamed = unnamed_seats(found)
        assert does_without(found, unnamed)
        given += bool(unnamed)
        linked += bool(found.seen.witness.links)
    assert given > 200
    assert linked > 100


def test_a_finding_falls_without_any_seat_it_names() -> None:
    """The only seat of who is found is named all the same; where stepping aside hinders, a seat less may be a hand more."""
    tried = {True: 0, False: 0}
    for found in all_found():
        if unseated_relatives(found) or any(step.excludes for step in found.matter.steps):
            continue
        links, unnamed = found.seen.witness.links, unnamed_seats(found)
        tied = {link.holding for link in links}
        own = {one for one in found.structure.holdings(found.person) if one not in unnamed}
        for seat in found.seen.witness.seats:
            if seat not in tied and own != {seat}:
                assert not does_without(found, unnamed | {seat})
                tried[bool(links)] += 1
    assert min(tried.values()) > 30


def weak(seed: int) -> Iterator[tuple[Scene, Seen]]:
    """Find the checks of drawn places that change nothing, with the arrangements that are fulfilled there."""
    for case, structure in structures(Random(seed)):
        there = structure.roster
        held = fulfilled(case.arrangements_with(case.frameworks[0]), there)
        apart = tuple((one, Structure(without(there, (one,)), structure.choices)) for one in held)
        other = Structure(without(there, held), structure.choices) if held else None
        for matter in case.frameworks[0].matters.values():
            touched = other if touching(structure, matter, held) else None
            scene = Scene(structure, matter, DiagramEngine(), held, touched, apart)
            yield from ((scene, seen) for seen in weak_checks(scene))


def touching(structure: Structure, matter: Matter, held: Sequence[Fulfilled]) -> list[Fulfilled]:
    """List the arrangements with an office that a matter reaches."""
    reached = structure.support(matter).offices
    return [one for one in held if reached.intersection(one.offices)]


def test_whoever_carries_the_rest_takes_a_weak_check_along_by_the_links_named_and_none_can_be_spared() -> (
    None
):
    linked = 0
    for seed in SEEDS:
        for scene, seen in weak(seed):
            structure, links = scene.structure, seen.witness.links
            start, carries = structure.group_of(carriers(scene, seen)), carrying(scene.matter, "ties")
            assert carries(structure, moved_along(structure, start, links, ()))
            for link in links:
                fewer = [one for one in links if one is not link]
                assert not carries(structure, moved_along(structure, start, fewer, ()))
            linked += bool(links)
    assert linked > 30


def carriers(scene: Scene, seen: Seen) -> tuple[PersonId, ...]:
    """Give the smallest group, first by its order, that carries a matter without a check once its ties are followed."""
    structure, (step,) = scene.structure, seen.steps
    rest = structure.grown(structure.carries(scene.matter, lambda other: other is not step))
    formula, persons = structure.cut(rest)
    sets = scene.engine.minimal_sets(formula, 1).sets
    return tuple(persons[number] for number in sets[0]) if sets else ()


def test_of_a_weak_check_the_seats_it_is_lost_by_are_named_and_no_others() -> None:
    """Of the check those of whoever is taken along; those that bind somebody or make a relative count; those joined."""
    kinds = {"C02": 0, "C03": 0}
    for seed in SEEDS:
        for scene, seen in weak(seed):
            structure, witness, (step,) = scene.structure, seen.witness, seen.steps
            group = structure.group_of(carriers(scene, seen))
            moved = structure.persons_of(moved_along(structure, group, witness.links, ()))
            related = {one for link in witness.links if link.relative for one in (link.person, link.relative)}
            reached, checked = structure.support(scene.matter).offices, structure.reach(step.actor)
            expected = {link.holding for link in witness.links if link.holding is not None}
            expected |= held_here(structure, moved, checked) | held_here(structure, moved & related, reached)
            if seen.code == "C03":
                joined = joined_hands(scene, step)
                expected |= joined
                assert seen.persons == tuple(
                    dict.fromkeys(one.person for one in witness.seats if one in joined)
                )
            assert set(witness.seats) == expected
            kinds[seen.code] += len(expected) > 1
    assert min(kinds.values()) > 15


def held_here(
    structure: Structure, persons: Collection[PersonId], offices: Collection[OfficeId]
) -> set[Holding]:
    """List the seats of some persons, among some offices, at the place itself."""
    return {
        Holding(seat.holder, seat.office, seat.place)
        for office in offices
        for seat in structure.roster.seats.get(office, ())
        if seat.holder in persons and seat.holder is not None
    }


def joined_hands(scene: Scene, step: Step) -> set[Holding]:
    """List the seats of the arrangements that empty a check: of each that does so alone, of all where none does."""
    reached = scene.structure.support(scene.matter).offices
    touched = touching(scene.structure, scene.matter, scene.held)
    alone = [one for one, apart in scene.apart if one in touched and is_check(scene, apart, step)]
    return {
        seat
        for one in alone or touched
        for seat in held_here(scene.structure, (one.person,), reached.intersection(one.offices))
    }


def is_check(scene: Scene, structure: Structure, step: Step) -> bool:
    """Tell whether a step is a check at a place that stands in another way."""
    return not is_hollow(structure, scene.matter, step, scene.engine)


def test_the_ways_of_one_group_are_not_told_of_another() -> None:
    """Whichever groups were asked about before, each takes a check along by the links it takes when asked alone."""
    differ = 0
    for seed in range(100):
        chance = Random(seed)
        for case, structure in structures(chance):
            for matter in case.frameworks[0].matters.values():
                together = Scene(structure, matter, DiagramEngine())
                checks = [step for step in matter.steps if step.is_binding_check]
                groups = [tuple(chance.sample(structure.persons, 1)) for _ in range(3)]
                for step in checks:
                    told = [weak_check(together, step, group, collapsed=False) for group in groups]
                    for group, seen in zip(groups, told, strict=True):
                        alone = Scene(structure, matter, DiagramEngine())
                        assert seen == weak_check(alone, step, group, collapsed=False)
                    differ += len({seen.witness.links for seen in told}) > 1
    assert differ > 50


def test_who_acts_alone_is_found_by_counting_as_by_formulas() -> None:
    """Where ties cannot be written down no number is exact, and everybody is tried."""
    alone = 0
    for seed in range(150):
        for case, structure in structures(Random(seed)):
            for matter in case.frameworks[0].matters.values():
                scene, paper = Scene(structure, matter, DiagramEngine()), formulas(structure, matter)[0]
                moved = formulas(structure, matter)[1:]
                told = readings(structure, matter, Question(DiagramEngine(), 1, {}, None), ())
                exact = told.paper, told.ties, told.practice
                inexact = [replace(one, exact=False, capture_number=None) for one in exact]
                counted = [replace(one, followed=False) for one in moved]
                by_formula = [
                    *sole_captures(scene, (paper, *moved), exact),
                    *own_cases(scene, (paper, *moved)),
                ]
                by_hand = [
                    *sole_captures(scene, (paper, *counted), inexact),
                    *own_cases(scene, (paper, *counted)),
                ]
                assert [(one.code, one.persons, one.reading) for one in by_hand] == [
                    (one.code, one.persons, one.reading) for one in by_formula
                ]
                alone += sum(one.reading != "paper" for one in by_hand)
    assert alone > 50
