"""Write an instance as clauses over patterns: which steps share a user, and which users a set of steps may have.

Two kinds of variables (the pattern-based formulation of Karapetyan, Parkes, Gutin and Gagarin, JAIR 66, 2019):
`same[i, j]`, the steps i and j are done by one user, transitive by clauses; and `by[i][u]`, user u is chosen for step i.
Separations and limits speak of patterns alone. Steps of one pattern choose alike, steps of two choose nobody in common:
so any user chosen will do, and no step needs a limit on how many are chosen for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from counterpoise.workflow.instance import AtMost, OneTeam
from counterpoise.workflow.reducing import Reduced

Clause = list[int]

_MOST_SUBSETS = 500
"""Up to so many subsets a limit is written out; beyond, it is counted."""


@dataclass(frozen=True, slots=True)
class Written:
    """The clauses, and the variable that says a user does a step."""

    clauses: list[Clause]
    by: tuple[Mapping[int, int], ...]

    def users(self, true: Sequence[int]) -> tuple[int, ...]:
        """Read the user of each step out of a model: the first of those chosen."""
        chosen = frozenset(true)
        return tuple(next(u for u, variable in one.items() if variable in chosen) for one in self.by)


def written(instance: Reduced) -> Written:
    """Write a reduced instance as clauses that hold together exactly when it has an assignment."""
    writer = _Writer(instance)
    clauses = [
        *writer.patterns(),
        *(clause for limit in instance.at_most for clause in writer.limit(limit)),
        *([*one.values()] for one in writer.by),
        *writer.choices(),
        *(clause for team in instance.one_team for clause in writer.team(team)),
    ]
    return Written(clauses, tuple(writer.by))


class _Writer:
    def __init__(self, instance: Reduced) -> None:
        self._apart = instance.apart
        self._steps = range(len(instance.may))
        self._last = 0
        self.same = {pair: self._fresh() for pair in combinations(self._steps, 2) if pair not in self._apart}
        self.by: list[dict[int, int]] = [
            {user: self._fresh() for user in sorted(may)} for may in instance.may
        ]

    def _fresh(self) -> int:
        self._last += 1
        return self._last

    def patterns(self) -> Iterator[Clause]:
        """Make being done by one user transitive."""
        for a, b, c in combinations(self._steps, 3):
            ab, bc, ac = self.same.get((a, b)), self.same.get((b, c)), self.same.get((a, c))
            for one, other, third in ((ab, bc, ac), (ab, ac, bc), (ac, bc, ab)):
                if one and other:
                    yield [-one, -other, third] if third else [-one, -other]

    def choices(self) -> Iterator[Clause]:
        """Let steps of one pattern choose alike, and steps of two patterns nobody in common."""
        for i, j in combinations(self._steps, 2):
            same, one, other = self.same.get((i, j)), self.by[i], self.by[j]
            for user in one.keys() & other.keys():
                a, b = one[user], other[user]
                if same:
                    yield from ([-same, -a, b], [-same, a, -b], [same, -a, -b])
                else:
                    yield [-a, -b]
            if same:
                yield from ([-same, -one[user]] for user in one.keys() - other.keys())
                yield from ([-same, -other[user]] for user in other.keys() - one.keys())

    def limit(self, limit: AtMost) -> Iterator[Clause]:
        """Among one step more than the limit two share a user; where that is too much to write, count patterns."""
        if comb(len(limit.steps), limit.count + 1) > _MOST_SUBSETS:
            yield from self._counted(limit)
            return
        for steps in combinations(limit.steps, limit.count + 1):
            yield [same for pair in combinations(steps, 2) if (same := self.same.get(pair))]

    def _counted(self, limit: AtMost) -> Iterator[Clause]:
        """Count the first steps of the patterns by a running counter (Sinz 2005)."""
        reached: list[int] = []
        for at, step in enumerate(limit.steps):
            earlier = [same for other in limit.steps[:at] if (same := self.same.get((other, step)))]
            first = self._fresh()
            yield [first, *earlier]
            now = [self._fresh() for _ in range(min(at + 1, limit.count))]
            yield [-first, now[0]]
            for number, count in enumerate(reached):
                if number < len(now):
                    yield [-count, now[number]]
                yield [-first, -count, now[number + 1]] if number + 1 < limit.count else [-first, -count]
            reached = now

    def team(self, constraint: OneTeam) -> Iterator[Clause]:
        """Choose a team; whoever is not in it does none of the steps."""
        chosen = [self._fresh() for _ in constraint.teams]
        yield chosen
        for variable, team in zip(chosen, constraint.teams, strict=True):
            for step in constraint.steps:
                yield from ([-variable, -by] for user, by in self.by[step].items() if user not in team)
