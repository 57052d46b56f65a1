"""What a sweep remembers of patterns is bounded, and what places go on sharing stays."""

from __future__ import annotations

from random import Random

import pytest

from counterpoise.analysis.sweep import remembered
from counterpoise.analysis.sweep.answers import Answered, answered
from counterpoise.analysis.sweep.remembered import Remembered
from counterpoise.analysis.sweep.told import Told, ToldFinding


def key(number: int) -> bytes:
    return number.to_bytes(4, "big")


def found(number: int) -> ToldFinding:
    return ToldFinding("C01", 2, None, "paper", f"matter-{number}", (), (0,), (), ())


def told(numbers: range) -> Answered:
    """Tell of each pattern a finding of its own."""
    return answered(
        [key(number) for number in numbers], [Told(findings=(found(n),)) for n in numbers], power=False
    )


def test_what_is_met_in_every_part_stays_and_what_was_met_once_goes() -> None:
    known = Remembered(most=50)
    known.learn(told(range(2)))
    for part in range(1, 9):
        known.forget()
        new = range(1000 * part, 1000 * part + 60)
        known.learn(told(new))
        assert all(key(number) in known for number in new)
        asked = [1000 * part + 7, 0, 1000 * part + 3]
        one = known.told([key(number) for number in asked])
        assert list(one.keys) == [key(number) for number in asked]
        assert list(one.findings.entries) == [found(number) for number in asked]
    assert key(1) not in known
    assert key(1000) not in known
    assert sum(key(number) in known for number in range(1, 10_000)) <= 2 * 61


def test_patterns_of_several_pages_are_told_in_the_order_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "PAGE", 7)
    known, chance = Remembered(), Random(2)
    for start in range(0, 60, 3):
        known.learn(told(range(start, start + 3)))
    for _ in range(20):
        asked = [chance.randrange(60) for _ in range(chance.randint(1, 30))]
        one = known.told([key(number) for number in asked])
        assert list(one.keys) == [key(number) for number in asked]
        assert list(one.findings.entries) == [found(number) for number in asked]


def test_equal_findings_are_kept_once() -> None:
    known = Remembered()
    for number in range(2):
        known.learn(answered([key(number)], [Told(findings=(found(0), found(1)))], power=False))
    entries = known.told([key(0), key(1)]).findings.entries
    assert entries[0] is entries[2]
    assert entries[1] is entries[3]


def test_nothing_is_told_of_no_pattern() -> None:
    one = Remembered().told([])
    assert not len(one.keys)
    assert not len(one.answers)
