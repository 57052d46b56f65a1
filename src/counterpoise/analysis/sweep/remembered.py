"""What is remembered of patterns between parts: those met lately, within a bound."""

from __future__ import annotations

from counterpoise.analysis.sweep.told import Shared, Told

MOST = 8_000
"""So many patterns fill a generation."""


class Remembered:
    """Two generations of patterns: what is asked for again moves to the younger, and the elder is forgotten when that is full.

    So what many places share stays, what was met once goes, and memory does not grow with the number of places.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._young: dict[bytes, Told] = {}
        self._old: dict[bytes, Told] = {}
        self._shared = Shared()

    def __contains__(self, key: object) -> bool:
        return key in self._young or key in self._old

    def __getitem__(self, key: bytes) -> Told:
        """Give what is told of a pattern that is known."""
        told = self._young.get(key)
        if told is None:
            told = self._young[key] = self._old[key]
        return told

    def learn(self, key: bytes, told: Told) -> None:
        """Remember what is told of a pattern."""
        self._young[key] = self._shared.told(told)

    def forget(self) -> None:
        """Forget the elder generation if the younger is full."""
        if len(self._young) > self._most:
            self._old, self._young, self._shared = self._young, {}, Shared()
