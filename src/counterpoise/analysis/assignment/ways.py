"""In how many ways each step can be done: by one person alone, or by several together; by the actor or a substitute.

An absent person keeps seat and vote but cannot act, so quotas stay. One who steps aside counts as a vacant seat. The
substitute acts where the actor cannot, whether for vacancy, stepping aside or absence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterpoise.analysis.structure import Structure
from counterpoise.domain.actors import Actor
from counterpoise.domain.matters import Matter, Power, Step, When
from counterpoise.domain.rules import DistinctPersons
from counterpoise.domain.words import PersonId, StepId
from counterpoise.workflow.assigning import assign
from counterpoise.workflow.instance import Instance, Separation

Excluded = frozenset[PersonId]
Pair = tuple[StepId, StepId]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do a step: a person who suffices alone, or (without one) several together."""

    person: PersonId | None
    substitute: bool


def is_required(step: Step) -> bool:
    """Tell whether the matter is not carried as it should be without this step."""
    return step.is_consent or (step.is_binding_check and step.when is When.ALWAYS)


def actors_of(step: Step) -> list[tuple[bool, Actor]]:
    """List who may do a step, the actor first."""
    substitutes = [(True, step.substitute)] if step.substitute is not None else []
    return [(False, step.actor), *substitutes]


def ways_of(structure: Structure, step: Step, *, absent: Collection[PersonId], aside: Excluded) -> list[Way]:
    """List the ways to do a step; several together counts once, as those who suffice alone are not needed for it."""
    found: dict[Way, None] = {}
    taken: set[PersonId] = set()
    for substitute, actor in actors_of(step):
        root = structure.acts(actor, aside)
        alone = structure.alone(root)
        for person in alone:
            if person not in absent and person not in taken:
                taken.add(person)
                found[Way(person, substitute)] = None
        if structure.builder.holds(root, _present(structure, root, {*absent, *alone})):
            found[Way(None, substitute)] = None
    return list(found)


def _present(structure: Structure, root: int, missing: Collection[PersonId]) -> frozenset[int]:
    """Number everybody who has a part in a node, but for these."""
    named = structure.builder.variables(root)
    return frozenset([number for number in named if structure.persons[number] not in missing])


def together(
    structure: Structure, actor: Actor, *, absent: Collection[PersonId], aside: Excluded
) -> tuple[PersonId, ...]:
    """Choose a smallest-by-inclusion group that acts together without anybody who suffices alone."""
    root = structure.acts(actor, aside)
    group = _present(structure, root, {*absent, *structure.alone(root)})
    for number in sorted(group, reverse=True):
        if structure.builder.holds(root, group - {number}):
            group -= {number}
    return tuple(structure.persons[number] for number in sorted(group))


def kept_apart(structure: Structure, matter: Matter, route: Sequence[Step]) -> dict[Pair, DistinctPersons]:
    """List the pairs of steps that one person alone may not both take, with the rule that says so."""
    pairs: dict[Pair, DistinctPersons] = {}
    for rule in structure.framework.rules:
        if not isinstance(rule, DistinctPersons) or (
            rule.matters is not None and matter.id not in rule.matters
        ):
            continue
        for one in route:
            for other in route:
                counts = Power.NONE not in (one.power, other.power) and one.id != other.id
                if counts and one.act in rule.one and other.act in rule.other:
                    first, second = (one, other) if route.index(one) < route.index(other) else (other, one)
                    pairs.setdefault((first.id, second.id), rule)
    return pairs


def chosen(ways: Mapping[StepId, Sequence[Way]], pairs: Iterable[Pair]) -> dict[StepId, Way] | None:
    """Choose a way for each step so that no pair is done by one person alone; actors before substitutes, step by step."""
    apart = [pair for pair in pairs if pair[0] in ways and pair[1] in ways]
    if _solved(ways, apart) is None:
        return None
    narrowed = dict(ways)
    for step, several in ways.items():
        by_actor = [way for way in several if not way.substitute]
        if by_actor and len(by_actor) < len(several):
            trial = {**narrowed, step: by_actor}
            if _solved(trial, apart) is not None:
                narrowed = trial
    return _solved(narrowed, apart)


def _solved(ways: Mapping[StepId, Sequence[Way]], apart: Sequence[Pair]) -> dict[StepId, Way] | None:
    """Put the question as a workflow: a person is a user, and each way to act together is a user of its own."""
    user_of: dict[object, int] = {}
    able: list[dict[int, Way]] = []
    for step, several in ways.items():
        users: dict[int, Way] = {}
        for way in several:
            key = way.person if way.person is not None else (step, way.substitute)
            users.setdefault(user_of.setdefault(key, len(user_of)), way)
        able.append(users)
    place = {step: number for number, step in enumerate(ways)}
    separate = tuple(Separation(place[one], place[other]) for one, other in apart)
    found = assign(Instance(len(user_of), tuple(frozenset(users) for users in able), separate))
    if found is None:
        return None
    return {step: users[user] for step, users, user in zip(ways, able, found, strict=True)}
