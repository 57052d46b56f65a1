"""A repair that passes a limit of time or memory ends, and tells what is proved: it is never refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis import folders
from analysis.test_hard_inputs import institution
from counterpoise.analysis.repair import repair
from counterpoise.analysis.repairs import Status
from counterpoise.analysis.search import Search
from counterpoise.domain.institution import Case
from counterpoise.formats import case_folder


def joined(pairs: int, folder: Path) -> Case:
    """Let one person hold two offices, so many times; an arrangement joins each pair, one office decides."""
    world: dict[str, Any] = institution(2 * pairs, "o0", {})
    for number, row in enumerate(world["tenures"]):
        row["person"] = f"p{number % pairs}"
    world["arrangements"] = [{"id": f"a{n}", "offices": [f"o{n}", f"o{n + pairs}"]} for n in range(pairs)]
    matter = world["matters"]["m"]
    matter["stakes"] = 3
    matter["steps"].append({"id": "tell", "act": "report", "actor": "o1"})  # who may sign beside
    folders.write(world, folder)
    return case_folder.read(folder)


def noted(asked: list[int], ask: Any) -> Any:
    """Note under how many ended concurrencies something is asked."""

    def asks(self: Search, ending: frozenset[int]) -> Any:
        asked.append(len(ending))
        return ask(self, ending)

    return asks


def test_of_very_many_concurrencies_only_those_are_ended_that_may_be_cheap_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """There are 2⁹ ways to end nine of them: under those that cost more than a whole set nobody searches."""
    asked: list[int] = []
    for name in ("cheapest", "floor"):
        monkeypatch.setattr(Search, name, noted(asked, getattr(Search, name)))
    told = repair(joined(9, tmp_path / "made"), preview=False, seconds=600)
    assert told.proof.exact
    assert told.proof.low == told.proof.high == told.cost > 0
    assert asked == sorted(asked)
    assert len(asked) < 60


def test_a_circle_too_large_to_be_written_down_leaves_a_repair_unfinished(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world = institution(4, "o3", {}, ties=True)
    world["offices"]["o0"]["ties"] = [{"actor": "o3", "how": "leads", "status": "verified"}]
    world["matters"]["m"]["stakes"] = 3
    folders.write(world, tmp_path / "made")
    monkeypatch.setattr("counterpoise.analysis.structure.fixed_point", lambda *_, **__: None)
    told = repair(case_folder.read(tmp_path / "made"), reading="ties")
    assert told.status is Status.UNFINISHED
    assert (told.proof.low, told.proof.high, told.proof.exact) == (0, None, False)


def test_without_time_left_nobody_says_that_an_obstacle_stands_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("counterpoise.analysis.repair._TELLING", -(10.0**9))
    world = institution(1, "o0", {})
    world["matters"]["m"]["stakes"] = 3
    folders.write(world, tmp_path / "made")
    told = repair(case_folder.read(tmp_path / "made"), forbid=["cosign", "check"], preview=False)
    (obstacle,) = told.obstacles
    assert not obstacle.alone
    assert "was not settled within the limits" in obstacle.why.en
