"""What compiled code saw of one place: who is able to do what alone, and who has how much power."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoise.analysis.dominance import MORE_THAN_HALF
from counterpoise.analysis.sweep.standing import Standing
from counterpoise.boolean.kernels.circuit import AGREE, CARRY, TIES
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

    def alone(self, question: int, reading: int, kind: int) -> list[PersonId]:
        """List who carries a matter, or stops it, without anybody."""
        told = self.seen.told
        at = self.seen.rows[question, reading, kind]
        return self._named(told.alone[told.alone_first[at] : told.alone_first[at + 1]])

    def first_group(self, question: int) -> tuple[PersonId, ...]:
        """Give the first of the smallest groups that carry a matter, all ties followed."""
        told = self.seen.told
        at = self.seen.rows[question, TIES, CARRY]
        one = told.set_first[at]
        if one == told.set_first[at + 1]:
            return ()
        return tuple(self._named(told.persons[told.person_first[one] : told.person_first[one + 1]]))

    def strong(self, question: int, reading: int) -> Iterator[tuple[PersonId, float]]:
        """List who has more than half of the power to decide a matter."""
        told = self.seen.told
        at = self.seen.rows[question, reading, AGREE]
        listed = slice(told.mighty_first[at], told.mighty_first[at + 1])
        for person, share in zip(
            self._named(told.mighty[listed]), told.power[listed, 2].tolist(), strict=True
        ):
            if share > MORE_THAN_HALF:
                yield person, share

    def _named(self, numbers: Integers) -> list[PersonId]:
        return [self.standing.persons[number] for number in numbers.tolist()]
