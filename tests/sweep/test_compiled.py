"""Compiled code answers the patterns of a sweep as the ladder does."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import isclose
from typing import Any

import pytest

from counterpoise.analysis.sweep.answering import Answerer
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.batch import batch_of
from counterpoise.analysis.sweep.standing import layout_of
from counterpoise.domain.institution import Case
from counterpoise.sweeping.examining import standing
from sweep.test_equal_to_audit import DAY, nation, rosters

__all__ = ["nation"]
pytest.importorskip("numba", reason="numba is not installed (extra: sweep)")

MATTERS = ("council-supervision", "payment", "socio-economic-plan", "first-complaint", "party-discipline")


def alike(one: Any, other: Any) -> bool:
    """Compare what is told: figures nearly, everything else exactly."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)


def test_patterns_are_told_alike_by_the_ladder_and_by_compiled_code(nation: Case) -> None:
    framework = nation.frameworks[0]
    matters = tuple(matter for matter in framework.matters.values() if matter.id in MATTERS)
    rows = rosters(3, seed=12)
    seats = [{row.office: row.seats for row in found if row.seats} for found in rows.values()]
    asked = Asked(
        framework, layout_of(framework, seats), DAY, matters, nation.arrangements, sets=5, power=True
    )
    batch = batch_of(asked, asked.reach(), [standing(asked, place, rows[place]) for place in sorted(rows)])
    examples = batch.examples({})
    by_ladder = dict(Answerer(asked).answer(examples))
    compiled = dict(Answerer(replace(asked, compiled=True)).answer(examples))
    assert by_ladder.keys() == compiled.keys()
    for key, told in by_ladder.items():
        assert alike(asdict(told), asdict(compiled[key]))
    assert any(answer.capture_sets_total for told in compiled.values() for answer in told.now)
