"""A budget of nodes and of time: who spends it says so instead of going on."""

from __future__ import annotations

import time

from counterpoise.boolean.engine import TooLargeError

NODES = 2_000_000
_LOOK = 4096


class Budget:
    """So many entries, and so many seconds of work; memory follows the entries.

    What others do on the machine does not count: the same question has the same answer when it is busy.
    """

    def __init__(self, *, nodes: int = NODES, seconds: float | None = None) -> None:
        self._room = nodes
        self._until = None if seconds is None else time.thread_time() + seconds
        self._next_look = nodes - _LOOK

    def spend(self, entries: int) -> None:
        """Take entries out of the budget; look at the clock once in a while."""
        self._room -= entries
        if self._room < self._next_look:
            if self._room < 0:
                raise TooLargeError("the budget of nodes is spent")
            self._next_look = self._room - _LOOK
            self.look()

    def foresee(self, entries: int) -> None:
        """Stop before work that would take more entries than are left."""
        if entries > self._room:
            raise TooLargeError("the budget of nodes would not suffice")

    def look(self) -> None:
        """Stop when the time is over."""
        if self._until is not None and time.thread_time() > self._until:
            raise TooLargeError("the budget of time is spent")
