"""Groups thousands deep and actors nested in one another, from files to answers, without recursion errors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from analysis import comparing, folders, oracle
from counterpoise.formats import case_folder

pytestmark = pytest.mark.slow

DEPTH = 5000


def institution(groups: Mapping[str, Any], actor: Any) -> dict[str, Any]:
    """Make three offices, some groups, and one matter of one actor."""
    names = ("ada", "ben", "cy")
    offices: dict[str, Any] = {f"o{number}": {} for number in range(3)}
    tenures = [
        {"place": "all", "office": office, "seat": 1, "person": name, "from": "2020", "to": ""}
        for office, name in zip(offices, names, strict=True)
    ]
    steps = [
        {"id": "decide", "act": "decide", "actor": actor},
        {"id": "watch", "act": "inspect", "actor": actor},
    ]
    return {
        "id": "made",
        "on": "2024-06-01",
        "levels": None,
        "audits": None,
        "places": None,
        "offices": offices,
        "bodies": {},
        "groups": dict(groups),
        "matters": {"m": {"stakes": 1, "status": "verified", "steps": steps}},
        "tenures": tenures,
        "persons": None,
        "kin": [],
        "arrangements": [],
        "framework_arrangements": [],
    }


def alternating(depth: int, parts: Mapping[int, Any]) -> Any:
    """Name the parts of the group of one depth: ever the one before, now "or" and now "and" an office."""
    office = f"o{depth % 3}"
    return {"any": [parts[depth - 1], office]} if depth % 2 else {"all": [parts[depth - 1], office]}


def answers(world: dict[str, Any], folder: Path) -> Any:
    """Write the files, read them, audit."""
    folders.write(world, folder)
    found = comparing.answered(case_folder.read(folder), oracle.Options())
    return found["matters"][0]["readings"]


@pytest.mark.parametrize("depth", [6, 7, 8, 9])
def test_a_short_chain_of_groups_is_what_the_oracle_says(depth: int, tmp_path: Path) -> None:
    world = chain(depth)
    folders.write(world, tmp_path / "made")
    found = comparing.answered(case_folder.read(tmp_path / "made"), oracle.Options())
    assert comparing.disagreements(found, world, oracle.Options()) == []


def test_a_chain_of_groups_thousands_deep_is_that_of_its_last_six(tmp_path: Path) -> None:
    """The value comes back every six groups, so a deep chain answers as a short one does."""
    assert answers(chain(DEPTH - DEPTH % 6), tmp_path / "deep") == answers(chain(12), tmp_path / "short")


def chain(depth: int) -> dict[str, Any]:
    """Make a chain of groups, each naming the one before."""
    names = {number: f"g{number}" for number in range(depth)} | {0: "o0"}
    groups = {names[number]: alternating(number, names) for number in range(1, depth)}
    return institution(groups, names[depth - 1])


def test_an_actor_nested_thousands_deep_is_read_and_answered(tmp_path: Path) -> None:
    written = "o0"
    for depth in range(1, 1800):
        written = f"{{{'any' if depth % 2 else 'all'}: [{written}, o{depth % 3}]}}"
    folders.write(institution({}, "nested"), tmp_path)
    file = tmp_path / "framework.yaml"
    file.write_text(file.read_text().replace("actor: nested", f"actor: {written}"))
    found = comparing.answered(case_folder.read(tmp_path), oracle.Options())
    assert found["matters"][0]["readings"] == answers(chain(1800), tmp_path / "named")


def test_a_group_shared_by_thousands_is_counted_once_where_it_stands_once(tmp_path: Path) -> None:
    groups: dict[str, Any] = {"g0": {"any": ["o0", "o1"]}}
    for number in range(1, 2000):
        part = f"g{number - 1}"
        groups[f"g{number}"] = {"at_least": {"count": 2, "of": [part, part, "o2"]}}
    found = answers(institution(groups, "g1999"), tmp_path / "shared")
    assert found["paper"]["blocking_sets"] == [["ada", "ben"]]
