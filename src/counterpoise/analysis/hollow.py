"""C02 and C03: checks whose removal changes nothing, and those among them that the arrangement emptied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterpoise.analysis.arrangements import Fulfilled
from counterpoise.analysis.by_hand import Holding, Link, along
from counterpoise.analysis.clerk import Group, members
from counterpoise.analysis.findings import Severity
from counterpoise.analysis.law import Law, Offices, every_check
from counterpoise.analysis.scene import Scene, Seen, fewest_ways
from counterpoise.analysis.structure import Structure, has_holder
from counterpoise.analysis.witness import Witness
from counterpoise.boolean.engine import Engine, TooLargeError
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.words import OfficeId, PersonId


def weak_checks(scene: Scene) -> Iterator[Seen]:
    """Find the binding checks whose removal changes nothing, and tell the collapsed from the merely hollow."""
    for step in scene.matter.steps:
        if step.is_binding_check and is_hollow(scene.structure, scene.matter, step, scene.engine):
            collapsed = scene.other is not None and not is_hollow(
                scene.other, scene.matter, step, scene.engine
            )
            yield weak_check(scene, step, _smallest_group(scene, step), collapsed=collapsed)


def is_hollow(structure: Structure, matter: Matter, step: Step, engine: Engine) -> bool:
    """Tell whether f is the same function without the check, all ties followed and every other check kept."""
    if not has_holder(structure, step) or not structure.can_grow:
        return False
    whole = structure.grown(structure.carries(matter, every_check))
    rest = structure.grown(structure.carries(matter, lambda other: other is not step))
    if rest == structure.builder.never:
        return False
    if whole == rest:
        return True
    if _stands_without_its_holders(structure, step, whole, rest):
        return False
    try:
        return engine.same(*structure.builder.pair(whole, rest))
    except TooLargeError:
        return False


def _stands_without_its_holders(structure: Structure, step: Step, whole: int, rest: int) -> bool:
    """Try one telling group first: everybody but the check's own holders."""
    holders = {
        structure.number[p]
        for office in structure.reach(step.actor)
        for p in structure.roster.holders(office)
    }
    others = frozenset(range(len(structure.persons))) - holders
    builder = structure.builder
    return builder.holds(rest, others) and not builder.holds(whole, others)


def weak_check(scene: Scene, step: Step, group: tuple[PersonId, ...] | None, *, collapsed: bool) -> Seen:
    """Word the finding with the smallest group that carries the rest of the matter and takes the check along."""
    witness = Witness((), (), ()) if group is None else _neutralised(scene, step, group)
    hands = _joined_hands(scene, step) if collapsed else ()
    return Seen(
        code="C03" if collapsed else "C02",
        severity=Severity.ERROR if collapsed else Severity.WARNING,
        reading="ties",
        steps=(step,),
        persons=tuple(dict.fromkeys(hand.person for hand in hands)) or group or (),
        witness=replace(witness, seats=tuple(dict.fromkeys([*hands, *witness.seats])), steps=(step,)),
    )


def _smallest_group(scene: Scene, step: Step) -> tuple[PersonId, ...] | None:
    """Find a smallest group that carries the rest; none where that cannot be told."""
    structure = scene.structure
    rest = structure.grown(structure.carries(scene.matter, lambda other: other is not step))
    formula, variables = structure.builder.formula(rest)
    try:
        family = scene.engine.minimal_sets(formula, 1)
    except TooLargeError:
        return None
    return tuple(structure.persons[variables[v]] for v in family.sets[0]) if family.sets else ()


def _neutralised(scene: Scene, step: Step, group: tuple[PersonId, ...]) -> Witness:
    """Give the links and seats by which a group that carries the rest takes the check along."""
    structure = scene.structure

    def carries(moved: Group) -> bool:
        return structure.incumbents.carrying_route(scene.matter, moved, counts=every_check) is not None

    start = structure.group_of(group)
    if start not in scene.taking_along:
        scene.taking_along[start] = fewest_ways(scene, start, carries)
    ways = scene.taking_along[start]
    links, moved = tuple([way.link for way in ways]), along(start, ways)
    return Witness(links, _seats_taken_along(scene, step, moved, links), ())


def _seats_taken_along(scene: Scene, step: Step, moved: Group, ways: Sequence[Link]) -> tuple[Holding, ...]:
    """List the seats of the check itself, those with a tie that is used, and those that bring relatives in."""
    structure = scene.structure
    checked = structure.law.offices(step.actor)
    related = {person for way in ways if way.relative is not None for person in (way.person, way.relative)}
    reached = structure.offices_reached(scene.matter) if related else 0
    held = [way.holding for way in ways if way.holding is not None]
    wanted = structure.incumbents.here.reached(step.actor) | structure.group_of(related)
    for number in members(moved & wanted):
        person = structure.persons[number]
        held += structure.holdings_among(person, checked | reached if person in related else checked)
    return tuple(dict.fromkeys(held))


def _joined_hands(scene: Scene, step: Step) -> tuple[Holding, ...]:
    """List the seats of the arrangements that emptied the check: each that does so alone, else all that touch it."""
    structure, law = scene.structure, scene.structure.law
    reached = structure.offices_reached(scene.matter)
    touching = [one for one in scene.held if _known(law, one.offices) & reached]
    several = len({(one.person, one.offices) for one in touching}) > 1
    alone = [one for one in touching if _restores(scene, one, step)] if several else []
    found: dict[Holding, None] = {}
    for one in alone or touching:
        held = structure.ties.offices_in(0, structure.incumbents.bit(one.person)) & reached
        for office in one.offices:
            if _known(law, (office,)) & held:
                found[Holding(one.person, office, structure.roster.place_of(office))] = None
    return tuple(found)


def _known(law: Law, offices: Sequence[OfficeId]) -> Offices:
    """Give those of some offices that a framework has, as bits."""
    return law.all_of([office for office in offices if office in law.framework.offices])


def _restores(scene: Scene, arrangement: Fulfilled, step: Step) -> bool:
    """Tell whether the check is a check again once this arrangement alone is gone."""
    return any(
        is_missed(structure, scene.matter, step) or not is_hollow(structure, scene.matter, step, scene.engine)
        for one, structure in scene.apart
        if one == arrangement
    )


def is_missed(structure: Structure, matter: Matter, step: Step) -> bool:
    """Tell by counting whether all but the check's own holders carry the matter just because the check is left out.

    Then the check is not hollow; where they do not, it may still not be. No tie is written down as a formula for it.
    """
    incumbents = structure.incumbents
    holders = {p for office in structure.reach(step.actor) for p in structure.roster.holders(office)}
    others = structure.group_of([person for person in structure.persons if person not in holders])
    moved = structure.growing.moved(others)
    return (
        incumbents.carrying_route(matter, moved, counts=lambda other: other is not step) is not None
        and incumbents.carrying_route(matter, moved, counts=every_check) is None
    )
