"""One matter under some of its measures in one world: which steps refuse a group, and which measures would.

Every measure of a matter touches steps of it or adds one, and a route is carried when each of its steps lets the group
pass. So a group that carries a route is stopped only by a measure that makes some step refuse it, and a group that is
refused passes only when every step that refuses it changes. docs/explanation/repair.md has the proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from counterpoise.analysis.adoption import added_step, changed_step, matter_with
from counterpoise.analysis.by_hand import Persons
from counterpoise.analysis.worlds import World
from counterpoise.boolean.requirements import Requirement, any_of, clause
from counterpoise.domain.matters import Matter, Step
from counterpoise.domain.measures import (
    AddCheck,
    CoSign,
    MakeStanding,
    Measure,
    MoveStep,
    RaiseQuota,
    StepAside,
)

Counts = Callable[[Step], bool]
Numbered = Mapping[int, Measure]
_CHANGERS = (MoveStep, StepAside, RaiseQuota)
_MOST_WAYS = 24


@dataclass(frozen=True, slots=True)
class Bent:
    """A matter of a world with the measures `taken`; `own` are all measures of the matter, by number."""

    world: World
    matter: Matter
    own: Numbered
    taken: frozenset[int]
    now: Matter = field(init=False)

    def __post_init__(self) -> None:
        adopted = sorted((self.own[n] for n in self.taken), key=lambda one: one.id)
        object.__setattr__(self, "now", matter_with(self.matter, adopted))

    def carry(self, counts: Counts) -> int:
        """Write f: one whole route of consent steps, with each counting check neutralised."""
        structure, routes = self.world.structure, []
        for route in self.now.routes:
            parts = [structure.step(step) for step in route if step.is_consent]
            parts += [
                structure.builder.dual(structure.step(s)) for s in route if s.is_binding_check and counts(s)
            ]
            routes.append(structure.builder.all(parts))
        return structure.builder.any(routes)

    # Stopping a group that carries

    def stopping(self, group: Persons, counts: Counts) -> Iterator[Requirement]:
        """Say for each route the group carries what would stop it, as far as the matter's own measures go."""
        for number, route in enumerate(self.now.routes):
            if all(self._passes(step, group, counts) for step in route):
                yield self._stops(self.matter.routes[number], group, counts)

    def _stops(self, route: Sequence[Step], group: Persons, counts: Counts) -> Requirement:
        take: set[int] = set()
        leave: set[int] = set()
        for step in route:
            versions = self._versions(step)
            refusing = {n for n, version in versions.items() if not self._lets(version, group)}
            standing = self._standing(step)
            if step.is_consent or (step.is_binding_check and (counts(step) or standing & self.taken)):
                take |= refusing - self.taken
                if not self._lets(step, group):
                    leave |= versions.keys() & self.taken
            elif step.is_binding_check and (refusing or not self._lets(step, group)):
                take |= standing
        take |= {n for n, added in self._additions(route) if not self._lets(added, group)} - self.taken
        return clause(take, leave)

    def _passes(self, step: Step, group: Persons, counts: Counts) -> bool:
        if step.is_consent or (step.is_binding_check and counts(step)):
            return self._lets(step, group)
        return True

    def _lets(self, step: Step, group: Persons) -> bool:
        """Tell whether a step lets a group pass: it says yes, or as a check cannot say no without the group."""
        structure = self.world.structure
        node = structure.step(step)
        if not step.is_consent:
            node = structure.builder.dual(node)
        return self.world.says_yes(node, group)

    # Letting a group pass that is refused

    def passing(self, group: Persons) -> Iterator[Requirement]:
        """Say what must change for a group to get its consents on some route; empty when it gets them already."""
        ways: list[list[Requirement]] = []
        for number, route in enumerate(self.now.routes):
            refusing = [s for s in route if s.is_consent and not self._lets(s, group)]
            if not refusing:
                return
            ways.append([self._lets_pass(self.matter.routes[number], step, group) for step in refusing])
        for number, chosen in enumerate(product(*ways)):
            if number >= _MOST_WAYS:
                return
            yield any_of(chosen)

    def _lets_pass(self, route: Sequence[Step], refusing: Step, group: Persons) -> Requirement:
        original = next((step for step in route if step.id == refusing.id), None)
        if original is None:
            return clause((), self._adding(refusing))
        versions = self._versions(original)
        take = {n for n, version in versions.items() if self._lets(version, group)} - self.taken
        leave = versions.keys() & self.taken if self._lets(original, group) else frozenset()
        return clause(take, leave)

    # Changing who can take a step alone

    def taking(self, steps: Iterable[Step], is_wrong: Callable[[Step], bool]) -> Requirement:
        """Say what must change so that not all of these steps are taken in the way that is wrong."""
        take: set[int] = set()
        leave: set[int] = set()
        known = {step.id: step for step in self.matter.steps}
        for step in steps:
            original = known.get(step.id)
            if original is None:
                leave |= self._adding(step)
                continue
            versions = self._versions(original)
            take |= {n for n, version in versions.items() if not is_wrong(version)} - self.taken
            if not is_wrong(original):
                leave |= versions.keys() & self.taken
        return clause(take, leave)

    # Measures of a step

    def _versions(self, step: Step) -> dict[int, Step]:
        """Give what each measure makes of who takes a step."""
        found = {}
        for number, measure in self.own.items():
            if isinstance(measure.change, _CHANGERS):
                changed = changed_step(step, measure.change)
                if changed is not step:
                    found[number] = changed
        return found

    def _standing(self, step: Step) -> frozenset[int]:
        return frozenset(
            n
            for n, one in self.own.items()
            if isinstance(one.change, MakeStanding) and one.change.step == step.id
        )

    def _additions(self, route: Sequence[Step]) -> Iterator[tuple[int, Step]]:
        """List the steps that measures would add to a route."""
        ids = {step.id for step in route}
        for number, measure in self.own.items():
            if isinstance(measure.change, CoSign | AddCheck) and measure.change.step in ids:
                yield number, added_step(measure.change, measure.basis)

    def _adding(self, step: Step) -> frozenset[int]:
        """Name the measures taken that may have added a step."""
        return frozenset(
            n
            for n in self.taken
            if isinstance(self.own[n].change, CoSign | AddCheck) and step.actor == self.own[n].change.by  # type: ignore[union-attr]
        )
