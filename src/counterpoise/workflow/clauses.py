"""Write an instance as clauses over patterns: which steps share a user, and whom a set of steps may still have.

Two kinds of variables (after the pattern-based formulation of Karapetyan, Parkes, Gutin and Gagarin, JAIR 66, 2019):
`same[i, j]`, the steps i and j are done by one user, transitive by clauses; and `may[i][u]`, user u may do everything that
step i shares a user with. Separations and limits speak of patterns alone. To begin with nothing says that steps apart
have users apart: a pattern found is given users by a matching, and only of users for whom too many blocks compete is it
said that one block alone may have them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
    """The clauses, and what their variables mean."""

    clauses: list[Clause]
    same: Mapping[tuple[int, int], int]
    may: tuple[Mapping[int, int], ...]
    teams: tuple[tuple[OneTeam, tuple[int, ...]], ...]

    def blocks(self, true: Container[int]) -> list[list[int]]:
        """Read out of a model which steps share a user, in order of the first of each."""
        blocks: list[list[int]] = []
        for step in range(len(self.may)):
            for block in blocks:
                if self.same.get((block[0], step)) in true:
                    block.append(step)
                    break
            else:
                blocks.append([step])
        return blocks

    def users(self, block: Sequence[int], true: Container[int]) -> frozenset[int]:
        """List the users who may do all steps of a block under the teams a model chooses."""
        users = frozenset.intersection(*(frozenset(self.may[step]) for step in block))
        for constraint, chosen in self.teams:
            if not frozenset(block).isdisjoint(constraint.steps):
                members = (t for t, one in zip(constraint.teams, chosen, strict=True) if one in true)
                users &= next(members)
        return users

    def alone(self, users: Iterable[int]) -> Iterator[Clause]:
        """Say of some users that steps which may have them share a user."""
        for user in users:
            steps = [step for step, may in enumerate(self.may) if user in may]
            for i, j in combinations(steps, 2):
                same, one, other = self.same.get((i, j)), self.may[i][user], self.may[j][user]
                yield [same, -one, -other] if same else [-one, -other]


def written(instance: Reduced) -> Written:
    """Write a reduced instance as clauses that hold together wherever it has an assignment."""
    writer = _Writer(instance)
    clauses = [
        *writer.patterns(),
        *(clause for limit in instance.at_most for clause in writer.limit(limit)),
        *([*one.values()] for one in writer.may),
        *writer.narrowed(),
    ]
    teams = tuple((constraint, writer.chosen(constraint)) for constraint in instance.one_team)
    clauses += [clause for constraint, chosen in teams for clause in writer.team(constraint, chosen)]
    return Written(clauses, writer.same, tuple(writer.may), teams)


class _Writer:
    def __init__(self, instance: Reduced) -> None:
        self._apart = instance.apart
        self._steps = range(len(instance.may))
        self._last = 0
        self.same = {pair: self._fresh() for pair in combinations(self._steps, 2) if pair not in self._apart}
        self.may: list[dict[int, int]] = [
            {user: self._fresh() for user in sorted(users)} for users in instance.may
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

    def narrowed(self) -> Iterator[Clause]:
        """Let steps that share a user have only users who may do both."""
        for (i, j), same in self.same.items():
            one, other = self.may[i], self.may[j]
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

    def chosen(self, constraint: OneTeam) -> tuple[int, ...]:
        """Give each team a variable that says it is chosen."""
        return tuple(self._fresh() for _ in constraint.teams)

    def team(self, constraint: OneTeam, chosen: Sequence[int]) -> Iterator[Clause]:
        """Choose a team; whoever is not in it does none of the steps."""
        yield [*chosen]
        yield from ([-one, -other] for one, other in combinations(chosen, 2))
        for variable, team in zip(chosen, constraint.teams, strict=True):
            for step in constraint.steps:
                yield from ([-variable, -may] for user, may in self.may[step].items() if user not in team)
