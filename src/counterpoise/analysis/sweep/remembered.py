"""What is remembered of patterns between parts: those met lately, within a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from counterpoise.analysis.sweep.answers import Answered, answered, things
from counterpoise.analysis.sweep.lists import joined, taken
from counterpoise.analysis.sweep.told import ToldFinding

MOST = 64_000
"""So many patterns fill a generation: those of the first 3,200 invented communes."""

PAGE = 4_000
"""So many patterns fill a page."""


class Remembered:
    """Two generations of patterns: what is asked for again moves to the younger, and the elder is forgotten when that is full.

    So what many places share stays, what was met once goes, and memory does not grow with the number of places.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._young, self._old = _Generation(), _Generation()

    def __contains__(self, key: object) -> bool:
        return key in self._young.number or key in self._old.number

    def told(self, keys: Sequence[bytes]) -> Answered:
        """Give what is told of patterns that are known, in this order."""
        young, old = self._young, self._old
        moving = [key for key in dict.fromkeys(keys) if key not in young.number]
        if moving:
            young.learn(old.told(moving))
        return young.told(keys)

    def learn(self, told: Answered) -> None:
        """Remember what is told of patterns."""
        self._young.learn(told)

    def hear(self, told: Answered) -> None:
        """Remember what somebody else tells of patterns, but for those that are known."""
        new = [at for at, key in enumerate(told.keys) if key not in self]
        if new:
            self._young.learn(taken(told, np.array(new)))

    def forget(self) -> None:
        """Forget the elder generation if the younger is full."""
        if len(self._young.number) > self._most:
            self._young, self._old = _Generation(), self._young


class _Generation:
    """Patterns met at about the same time, in pages; a page grows by the next until it is full, so that little is copied."""

    def __init__(self) -> None:
        self.number: dict[bytes, int] = {}
        self._pages: list[Answered] = []
        self._findings: dict[ToldFinding, ToldFinding] = {}

    def learn(self, told: Answered) -> None:
        """Add patterns, equal findings kept once."""
        for key in told.keys:
            self.number[key] = len(self.number)
        found = told.findings
        kept = things(self._findings.setdefault(one, one) for one in found.entries)
        self._pages.append(replace(told, findings=replace(found, entries=kept)))
        while len(self._pages) > 1 and _may_be_one(*map(_size, self._pages[-2:])):
            self._pages[-2:] = [joined(self._pages[-2:])]

    def told(self, keys: Sequence[bytes]) -> Answered:
        """Give what is told of some patterns."""
        if not keys:
            return answered((), (), power=False)
        rows = np.array([self.number[key] for key in keys], dtype=np.int64)
        begins = np.cumsum([0, *map(_size, self._pages)])
        page = np.searchsorted(begins, rows, side="right") - 1
        by_page = np.argsort(page, kind="stable")
        pages = [(self._pages[one], rows[page == one] - begins[one]) for one in np.unique(page).tolist()]
        found: Answered = joined([taken(*one) for one in pages])
        return taken(found, np.argsort(by_page))


def _size(page: Answered) -> int:
    return len(page.keys)


def _may_be_one(elder: int, younger: int) -> bool:
    """Tell whether two pages are put together: those about as large, so that a pattern is copied a few times only."""
    return elder <= 2 * younger and elder + younger <= PAGE
