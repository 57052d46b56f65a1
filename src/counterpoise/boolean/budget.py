"""A budget of memory and of time: who spends it says so instead of going on."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from counterpoise.boolean.engine import TooLargeError

T = TypeVar("T")

NODES = 2_000_000

BYTES = 1 << 29
"""The memory that the long numbers, or the lists, of one pass may take."""

_LOOK = 4096
_FEW = 256


EASY = 0.2
"""The seconds that every question may take, whatever others took."""

SHARE = 1 / 15
"""The share of what is left in a purse that one question may take."""


class Purse:
    """The seconds of work that all hard questions of one audit may take together.

    What a question takes beyond the few tenths of a second that everybody has is paid from here. None may take more than
    a fixed share of what is left: many hard questions get less and less, and what they take in all is never more than
    the purse held at first, but for those tenths. Questions that are easy pay nothing, so that a large case is not a hard one.
    """

    def __init__(self, each: float) -> None:
        self._each = each
        self._left = each / SHARE

    @property
    def allowance(self) -> float:
        """Give the seconds that the next question may take."""
        return min(self._each, max(EASY, self._left * SHARE))

    def pay(self, seconds: float) -> None:
        """Take what a question took."""
        self._left = max(0.0, self._left - max(0.0, seconds - EASY))


class Clock:
    """The seconds of work that one question may take, counted from the start of the question.

    What others do on the machine does not count: the same question has the same answer when it is busy. With a purse
    the seconds are taken from what is left there when the question is asked.
    """

    def __init__(
        self, seconds: float | None = None, *, purse: Purse | None = None, at_once: bool = True
    ) -> None:
        self._seconds = seconds
        self._purse = purse
        self._begun: float | None = None
        self._until: float | None = None
        self._work = 0
        if at_once:
            self.start()

    def start(self) -> None:
        """Begin a question; one that is under way ends."""
        self.stop()
        seconds = self._seconds if self._purse is None else self._purse.allowance
        if seconds is not None:
            self._begun = time.thread_time()
            self._until = self._begun + seconds

    def stop(self) -> None:
        """End a question, and pay for it."""
        if self._purse is not None and self._begun is not None:
            self._purse.pay(time.thread_time() - self._begun)
        self._begun = None

    def is_over(self) -> bool:
        """Tell whether the time is over."""
        return self._until is not None and time.thread_time() > self._until

    def is_over_after(self, work: int) -> bool:
        """Tell whether the time is over, after a little work more: looked at once in a while, since looking takes time too.

        A clock that was not to start at once starts when it is first looked at.
        """
        self._work += work
        if self._work < _LOOK:
            return False
        self._work = 0
        if self._begun is None:
            self.start()
        return self.is_over()

    @property
    def left(self) -> float | None:
        """Give the seconds that are left, none when there is no end to them."""
        return None if self._until is None else max(0.0, self._until - time.thread_time())

    def look(self) -> None:
        """Stop when the time is over."""
        if self.is_over():
            raise TooLargeError("the budget of time is spent")

    def watched(self, things: Iterable[T]) -> Iterator[T]:
        """Hand things on one by one; look at the clock before every few."""
        for number, thing in enumerate(things):
            if number % _FEW == 0:
                self.look()
            yield thing


class Budget:
    """So many entries, and so many seconds of work; memory follows the entries."""

    def __init__(
        self, *, nodes: int = NODES, seconds: float | None = None, clock: Clock | None = None
    ) -> None:
        self._room = nodes
        self.clock = clock or Clock(seconds)
        self._next_look = nodes - _LOOK
        self._steps = _LOOK

    def spend(self, entries: int) -> None:
        """Take entries out of the budget; look at the clock once in a while."""
        self._room -= entries
        if self._room < self._next_look:
            if self._room < 0:
                raise TooLargeError("the budget of nodes is spent")
            self._next_look = self._room - _LOOK
            self.clock.look()

    def foresee(self, entries: int) -> None:
        """Stop before work that would take more entries than are left."""
        if entries > self._room:
            raise TooLargeError("the budget of nodes would not suffice")

    def work(self, steps: int) -> None:
        """Count steps that leave nothing behind; look at the clock once in a while."""
        self._steps -= steps
        if self._steps < 0:
            self._steps = _LOOK
            self.clock.look()

    def part(self, nodes: int) -> Budget:
        """Set no more than so many entries apart for an attempt; whoever keeps what it made spends that here."""
        return Budget(nodes=min(nodes, self._room), clock=self.clock)


class Memory:
    """The bytes that the numbers or lists of one pass take."""

    def __init__(self) -> None:
        self._room = BYTES

    def take(self, size: int) -> None:
        """Stop when so many more bytes would be too much."""
        self._room -= size
        if self._room < 0:
            raise TooLargeError("the numbers take too much memory")

    def number(self, number: int) -> int:
        """Count the bytes of one whole number, and hand it on."""
        self.take(number.bit_length() >> 3)
        return number
