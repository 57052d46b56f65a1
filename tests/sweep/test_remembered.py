"""What a sweep remembers of patterns is bounded, and what places go on sharing stays."""

from __future__ import annotations

from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.told import Told, ToldFinding

FOUND = ToldFinding("C01", 2, None, "paper", "payment", (), (0,), (), ())


def key(number: int) -> bytes:
    return number.to_bytes(4, "big")


def test_what_is_met_in_every_part_stays_and_what_was_met_once_goes() -> None:
    known = Remembered(most=50)
    known.learn(key(0), Told(findings=(FOUND,)))
    for part in range(1, 9):
        known.forget()
        assert known[key(0)].findings == (FOUND,)
        for number in range(1000 * part, 1000 * part + 60):
            known.learn(key(number), Told())
            assert key(number) in known
    assert key(1000) not in known
    assert sum(key(number) in known for number in range(1, 10_000)) <= 2 * 61
