"""Which offices a matter reaches at a place, found for all places whose tied offices are held alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterpoise.analysis.structure import Choices, Structure
from counterpoise.analysis.sweep.standing import Layout, Numbers
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
    known: dict[tuple[tuple[Bits, Bits], ...], tuple[Bits, ...]] = field(default_factory=dict)

    def supports(self, layout: Layout, holders: Numbers) -> tuple[Bits, ...]:
        """Give the offices in the support of each matter at a place."""
        pulled = self._pulled(layout, holders)
        found = self.known.get(pulled)
        if found is None:
            found = self.known[pulled] = tuple(
                _closed(start, pulled) | recused
                for start, recused in zip(self.starts, self.recused, strict=True)
            )
        return found

    def _pulled(self, layout: Layout, holders: Numbers) -> tuple[tuple[Bits, Bits], ...]:
        """Give, for each office, what the ties of its holders reach, and which tied offices these hold."""
        seated = holders.tolist()
        moved: dict[int, tuple[Bits, Bits]] = {}
        for number, reached in self.tied.items():
            for at in layout.columns(self.offices[number]):
                if seated[at] >= 0:
                    before, own = moved.get(seated[at], (0, 0))
                    moved[seated[at]] = (before | reached, own | 1 << number)
        pulled = []
        for office in self.offices:
            reached = own = 0
            for at in layout.columns(office):
                if seated[at] in moved:
                    more, theirs = moved[seated[at]]
                    reached, own = reached | more, own | theirs
            pulled.append((reached, own))
        return tuple(pulled)


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
