"""Decide an instance without any solver: by patterns, searched one step at a time.

A pattern says which steps share a user. Whether a pattern keeps separations and limits does not depend on users; whether
its blocks can be given users is a matching (Karapetyan, Gagarin and Gutin, "Pattern backtracking", 2015). The choice of
a team for each one-team constraint comes first, as it only narrows who may do a step. Exponential in the steps, and
quick up to a dozen of them whatever the number of users.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import product

from counterpoise.workflow.instance import TimeUpError
from counterpoise.workflow.matching import matched
from counterpoise.workflow.reducing import Reduced


def users_by_patterns(instance: Reduced, until: float | None = None) -> tuple[int, ...] | None:
    """Find a user for each step, or prove that none can be found."""
    for may in _team_choices(instance):
        found = _Search(instance, may, until).run()
        if found is not None:
            return found
    return None


def _team_choices(instance: Reduced) -> Iterator[list[frozenset[int]]]:
    for teams in product(*(constraint.teams for constraint in instance.one_team)):
        may = list(instance.may)
        for constraint, team in zip(instance.one_team, teams, strict=True):
            for step in constraint.steps:
                may[step] &= team
        if all(may):
            yield may


class _Search:
    """Blocks of steps with the users who may do all of a block's steps."""

    def __init__(self, instance: Reduced, may: Sequence[frozenset[int]], until: float | None) -> None:
        self._may = may
        self._until = until
        self._limits = instance.at_most
        self._apart: dict[int, set[int]] = {step: set() for step in range(len(may))}
        for one, other in instance.apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._order = sorted(range(len(may)), key=self._urgency)
        self._block_of: dict[int, int] = {}
        self._blocks: list[frozenset[int]] = []

    def _urgency(self, step: int) -> tuple[int, int, int]:
        """Place first the steps about which most is said, then those that fewest users may do."""
        said = len(self._apart[step]) + sum(step in limit.steps for limit in self._limits)
        return -said, len(self._may[step]), step

    def run(self, depth: int = 0) -> tuple[int, ...] | None:
        """Place the steps from here on, each in a block of others or in one of its own."""
        if depth == len(self._order):
            seated = matched(self._blocks)
            assert seated is not None, "a block without users was let pass"
            return tuple(seated.users[self._block_of[step]] for step in range(len(self._may)))
        if self._until is not None and time.monotonic() > self._until:
            raise TimeUpError
        step = self._order[depth]
        for block in range(len(self._blocks) + 1):
            before = self._put(step, block)
            if self._holds(step, block):
                found = self.run(depth + 1)
                if found is not None:
                    return found
            self._take_back(step, block, before)
        return None

    def _put(self, step: int, block: int) -> frozenset[int] | None:
        self._block_of[step] = block
        if block == len(self._blocks):
            self._blocks.append(self._may[step])
            return None
        before = self._blocks[block]
        self._blocks[block] = before & self._may[step]
        return before

    def _take_back(self, step: int, block: int, before: frozenset[int] | None) -> None:
        del self._block_of[step]
        if before is None:
            self._blocks.pop()
        else:
            self._blocks[block] = before

    def _holds(self, step: int, block: int) -> bool:
        """Tell whether what the last step touches still holds, and every block can have a user of its own."""
        if any(self._block_of.get(other) == block for other in self._apart[step]):
            return False
        for limit in self._limits:
            if step in limit.steps:
                used = {self._block_of[s] for s in limit.steps if s in self._block_of}
                if len(used) > limit.count:
                    return False
        seated = matched(self._blocks)
        return seated is not None and not seated.short
