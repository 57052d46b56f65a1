"""What the parts of a repair cost at least, told by the ties of which none is cut: the cores of the search.

A core says of one part: it costs at least so much unless one of these ties is cut. What is known of all parts together
bounds every set of ties that holds some and may hold others (implicit hitting sets with costs; Davies and Bacchus 2011).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpoise.domain.words import MatterId

Ties = frozenset[int]

NEVER = 10**18
"""The price of what no set of ties makes acceptable."""


@dataclass(frozen=True, slots=True)
class Core:
    """A part costs at least `price` unless a tie of `lean` is cut."""

    price: int
    lean: Ties


@dataclass(slots=True)
class Floors:
    """The cores of every part, dearest first, what each tie costs, and what is paid whatever is cut."""

    costs: Mapping[int, int]
    fixed: int = 0
    cores: dict[MatterId | None, list[Core]] = field(default_factory=dict)

    def learn(self, part: MatterId | None, core: Core) -> None:
        """Remember a core."""
        known = self.cores.setdefault(part, [])
        known.append(core)
        known.sort(key=lambda one: (-one.price, len(one.lean), sorted(one.lean)))

    def of(self, part: MatterId | None, cut: Ties) -> int:
        """Price one part at least when just these ties are cut."""
        top = self._top(part, cut)
        return top.price if top is not None else 0

    def _top(self, part: MatterId | None, cut: Ties) -> Core | None:
        return next((core for core in self.cores.get(part, ()) if core.lean.isdisjoint(cut)), None)

    def now(self, cut: Ties) -> int:
        """Price at least the set that cuts just these ties."""
        return (
            self.fixed + sum(self.costs[tie] for tie in cut) + sum(self.of(part, cut) for part in self.cores)
        )

    def bound(self, cut: Ties, open_: Ties) -> int:
        """Price at least every set that cuts these ties and any of the open ones.

        What a part can save by open ties is charged to each tie of its dearest core, one of which must be cut to save
        anything: no set of ties saves more than its members are charged with.
        """
        now = self.now(cut)
        kept = [tie for tie in self._savings(cut, open_).items() if tie[1] > self.costs[tie[0]]]
        return now - sum(saved - self.costs[tie] for tie, saved in kept)

    def next_tie(self, cut: Ties, open_: Ties) -> int:
        """Choose the open tie that may save most beyond its cost."""
        savings = self._savings(cut, open_)
        return min(open_, key=lambda tie: (self.costs[tie] - savings.get(tie, 0), tie))

    def _savings(self, cut: Ties, open_: Ties) -> dict[int, int]:
        charged: dict[int, int] = {}
        reach = cut | open_
        for part in self.cores:
            top = self._top(part, cut)
            if top is None:
                continue
            saved = top.price - self.of(part, reach)
            if saved > 0:
                for tie in top.lean & open_:
                    charged[tie] = charged.get(tie, 0) + saved
        return charged
