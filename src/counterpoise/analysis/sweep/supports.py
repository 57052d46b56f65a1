"""Which offices a matter reaches at a place, found for all places whose tied offices are held alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from counterpoise.analysis.structure import Choices, Structure
from counterpoise.analysis.sweep.patterns import WORD, Columns, Words, by_office
from counterpoise.analysis.sweep.standing import Layout
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import OfficeId, PlaceId

Bits = int
"""Offices as the bits of a number, in the order of the framework."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What ties and matters reach, whoever holds the offices; supports already found are remembered."""

    offices: tuple[OfficeId, ...]
    tied: Mapping[int, Bits]
    starts: tuple[Bits, ...]
    recused: tuple[Bits, ...]
    known: dict[bytes, Words] = field(default_factory=dict)

    def supports(self, layout: Layout, columns: Columns) -> Words:
        """Give the offices in the support of each matter at each place, as words of bits."""
        words = columns.offices.shape[2]
        found = np.zeros((len(columns.holders), len(self.starts), words), dtype=np.uint64)
        for place, beside in enumerate(self._beside(layout, columns)):
            key = beside.tobytes()
            known = self.known.get(key)
            if known is None:
                known = self.known[key] = words_of(self._supports(beside), words)
            found[place] = known
        return found

    def _beside(self, layout: Layout, columns: Columns) -> Words:
        """Give for each place and office the tied offices that its holders hold."""
        places, persons, words = columns.offices.shape
        tied = np.zeros((places, persons + 1, words), dtype=np.uint64)
        tied[:, :-1] = columns.offices & words_of([sum(1 << one for one in self.tied)], words)
        holder = np.where(columns.holders >= 0, columns.holders, persons)
        return by_office(np.bitwise_or, tied[np.arange(places)[:, None], holder], layout)

    def _supports(self, beside: Words) -> list[Bits]:
        """Find the supports where the holders of offices hold such tied offices too."""
        pulled = []
        for own in bits_of(beside):
            reached = 0
            for number, more in self.tied.items():
                if own >> number & 1:
                    reached |= more
            pulled.append((reached, own))
        closed = {start: _closed(start, pulled) for start in set(self.starts)}
        return [closed[start] | recused for start, recused in zip(self.starts, self.recused, strict=True)]


def words_of(numbers: Sequence[Bits], words: int) -> Words:
    """Cut numbers up into words."""
    cut = [[bits >> WORD * word & (1 << WORD) - 1 for word in range(words)] for bits in numbers]
    return np.array(cut, dtype=np.uint64).reshape(-1, words)


def bits_of(words: Words) -> list[Bits]:
    """Put words together again as numbers."""
    return [sum(word << WORD * at for at, word in enumerate(row)) for row in words.tolist()]


def _closed(start: Bits, pulled: Sequence[tuple[Bits, Bits]]) -> Bits:
    """Add what the holders of offices depend on, until nothing is added."""
    entered, beside = 0, 0
    waiting = start
    while waiting:
        office = (waiting & -waiting).bit_length() - 1
        entered |= 1 << office
        reached, own = pulled[office]
        beside |= own
        waiting = (waiting | reached) & ~entered
    return entered | beside


def reach_of(framework: Framework, matters: Sequence[Matter], choices: Choices) -> Reach:
    """Find what the ties and matters of a framework reach."""
    nobody = Structure(Roster(PlaceId("-"), date.min, framework, {}, {}), choices)
    offices = tuple(framework.offices)
    number = {office: at for at, office in enumerate(offices)}

    def bits(names: Sequence[OfficeId] | frozenset[OfficeId]) -> Bits:
        found = 0
        for name in names:
            found |= 1 << number[name]
        return found

    tied: dict[int, Bits] = {}
    for office in offices:
        for tie in nobody.ties_of(office):
            tied[number[office]] = tied.get(number[office], 0) | bits(nobody.reach(tie.actor))
    starts, recused = [], []
    for matter in matters:
        actors = [s.actor for s in matter.steps] + [s.substitute for s in matter.steps if s.substitute]
        start = 0
        for actor in actors:
            start |= bits(nobody.reach(actor))
        starts.append(start)
        recused.append(bits([office for step in matter.steps for office in step.excludes]))
    return Reach(offices, tied, tuple(starts), tuple(recused))
