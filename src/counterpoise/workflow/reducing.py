"""Make an instance smaller without changing its answer.

Bound steps become one group; a user like many others is kept only as often as there are steps; groups that no
constraint joins are separate instances; and what nobody can do is seen at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterpoise.workflow.instance import AtMost, Binding, Instance, OneTeam, Separation


@dataclass(frozen=True, slots=True)
class Reduced:
    """Groups of bound steps that hang together, who may do all steps of each, and what must hold between them.

    `steps[group]` leads back. `apart` holds pairs of groups (the smaller number first) that cannot have one user: by
    a separation, or because no user may do both.
    """

    steps: tuple[tuple[int, ...], ...]
    may: tuple[frozenset[int], ...]
    apart: frozenset[tuple[int, int]]
    at_most: tuple[AtMost, ...]
    one_team: tuple[OneTeam, ...]


def reduced(instance: Instance) -> tuple[Reduced, ...] | None:
    """Split an instance into smaller ones that together have its answer; nothing when it contradicts itself."""
    number = _joined(instance.steps, (c for c in instance.constraints if isinstance(c, Binding)))
    steps: list[list[int]] = [[] for _ in range(max(number, default=-1) + 1)]
    for step, group in enumerate(number):
        steps[group].append(step)
    may = [frozenset.intersection(*(instance.may[step] for step in bound)) for bound in steps]
    between = _Between(instance, number)
    for team in between.one_team:
        anybody = frozenset().union(*team.teams)
        for group in team.steps:
            may[group] &= anybody
    if not all(may) or between.contradicts():
        return None
    return tuple(between.part(groups, steps, may) for groups in between.parts(len(steps)))


class _Between:
    """What must hold between groups, each constraint written with groups in the place of steps."""

    def __init__(self, instance: Instance, number: Sequence[int]) -> None:
        def groups(found: Iterable[int]) -> tuple[int, ...]:
            return tuple(sorted({number[step] for step in found}))

        given = instance.constraints
        self.separate = {groups((c.one, c.other)) for c in given if isinstance(c, Separation)}
        limits = [AtMost(c.count, groups(c.steps)) for c in given if isinstance(c, AtMost)]
        self.at_most = tuple(dict.fromkeys(c for c in limits if c.count < len(c.steps)))
        teams = [
            OneTeam(groups(c.steps), tuple(dict.fromkeys(c.teams))) for c in given if isinstance(c, OneTeam)
        ]
        self.one_team = tuple(dict.fromkeys(c for c in teams if c.steps))

    def contradicts(self) -> bool:
        """Tell whether a group is to be apart from itself, or done by no user at all."""
        return any(len(pair) == 1 for pair in self.separate) or any(c.count < 1 for c in self.at_most)

    def parts(self, count: int) -> list[list[int]]:
        """Sort the groups by what hangs together."""
        chains = [
            *self.separate,
            *(limit.steps for limit in self.at_most),
            *(team.steps for team in self.one_team),
        ]
        number = _joined(count, (Binding(a, b) for chain in chains for a, b in pairwise(chain)))
        parts: list[list[int]] = [[] for _ in range(max(number, default=-1) + 1)]
        for group, part in enumerate(number):
            parts[part].append(group)
        return parts

    def part(
        self, groups: Sequence[int], steps: Sequence[Sequence[int]], may: Sequence[frozenset[int]]
    ) -> Reduced:
        """Cut out what hangs together, its groups numbered anew."""
        place = {group: number for number, group in enumerate(groups)}
        at_most = [c for c in self.at_most if c.steps[0] in place]
        one_team = [c for c in self.one_team if c.steps[0] in place]
        kept = _enough([may[group] for group in groups], one_team)
        return Reduced(
            tuple(tuple(steps[group]) for group in groups),
            tuple(kept),
            self._apart(groups, kept),
            tuple(AtMost(c.count, tuple(place[g] for g in c.steps)) for c in at_most),
            tuple(OneTeam(tuple(place[g] for g in c.steps), c.teams) for c in one_team),
        )

    def _apart(self, groups: Sequence[int], may: Sequence[frozenset[int]]) -> frozenset[tuple[int, int]]:
        return frozenset(
            (i, j)
            for j in range(len(groups))
            for i in range(j)
            if (groups[i], groups[j]) in self.separate or may[i].isdisjoint(may[j])
        )


def _enough(may: Sequence[frozenset[int]], one_team: Sequence[OneTeam]) -> list[frozenset[int]]:
    """Of users who may do the same and belong to the same teams, keep as many as there are groups."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for user in sorted(frozenset().union(*may)):
        able = tuple(user in one for one in may)
        member = tuple(user in team for constraint in one_team for team in constraint.teams)
        alike.setdefault((able, member), []).append(user)
    kept = frozenset(user for users in alike.values() for user in users[: len(may)])
    return [one & kept for one in may]


def _joined(count: int, pairs: Iterable[Binding]) -> list[int]:
    """Number 0 … count-1 by what pairs tie together, in order of the first of each."""
    leader = list(range(count))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for pair in pairs:
        first, second = sorted((find(pair.one), find(pair.other)))
        leader[second] = first
    number: dict[int, int] = {}
    return [number.setdefault(find(one), len(number)) for one in range(count)]
