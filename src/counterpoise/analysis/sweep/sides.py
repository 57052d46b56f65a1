"""What compiled code saw of one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.analysis.sweep.standing import Standing
from counterpoise.boolean.kernels.circuit import CARRY, TIES
from counterpoise.boolean.kernels.seatings import Seen
from counterpoise.boolean.kernels.store import Integers
from counterpoise.domain.words import PersonId


@dataclass(frozen=True, slots=True)
class Side:
    """One place as it stands or without its arrangements, of which some matters were examined.

    `persons` are those whom each matter concerns, in the order of their local numbers; `held` tells who fulfils which
    arrangement.
    """

    standing: Standing
    seen: Seen
    matters: Integers
    persons: tuple[Sequence[int], ...]
    held: tuple[tuple[int, str], ...]

    @property
    def unnamed(self) -> Integers:
        """Count the unnamed persons each matter reaches."""
        reached, level = self.seen.reached[self.matters], self.seen.level[list(self.standing.unnamed)]
        counted: Integers = reached[:, level].sum(axis=1)
        return counted

    def first_group(self, question: int) -> tuple[PersonId, ...]:
        """Give the first of the smallest groups that carry a matter, all ties followed."""
        told = self.seen.told
        at = self.seen.rows[question, TIES, CARRY]
        one = told.set_first[at]
        if one == told.set_first[at + 1]:
            return ()
        numbers = told.persons[told.person_first[one] : told.person_first[one + 1]].tolist()
        return tuple([self.standing.persons[number] for number in numbers])
