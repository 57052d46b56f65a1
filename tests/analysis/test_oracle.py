"""The program against a second reading of the design, on institutions made at random.

`COUNTERPOISE_EXAMPLES=20000 pytest tests/analysis` looks at more of them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import comparing, folders, oracle, records, worlds
from counterpoise import cli
from counterpoise.formats import case_folder

EXAMPLES = int(os.environ.get("COUNTERPOISE_EXAMPLES", "80"))


def made(seed: int) -> tuple[dict[str, Any], oracle.Options]:
    """Make an institution and options from a seed."""
    chance = Random(seed)
    return worlds.world_of(chance), worlds.options_of(chance)


def check(found: dict[str, Any], world: dict[str, Any], options: oracle.Options) -> None:
    """Hold answers against the oracle."""
    assert comparing.disagreements(found, world, options) == []
    assert comparing.weak_witnesses(found, world, options) == []


@pytest.mark.parametrize("seed", range(0, EXAMPLES, 40))
def test_every_answer_on_records_is_what_the_design_says(seed: int) -> None:
    for number in range(seed, min(seed + 40, EXAMPLES)):
        world, options = made(number)
        check(comparing.answered(records.case_of(world), options), world, options)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.randoms(use_true_random=False))
def test_every_answer_on_a_shrinking_institution_is_what_the_design_says(chance: Random) -> None:
    world, options = worlds.world_of(chance), worlds.options_of(chance)
    check(comparing.answered(records.case_of(world), options), world, options)


@pytest.mark.parametrize("seed", range(10**6, 10**6 + EXAMPLES // 2, 20))
def test_every_answer_on_a_case_folder_is_what_the_design_says(seed: int, tmp_path: Path) -> None:
    for number in range(seed, seed + 20):
        world, options = made(number)
        folders.write(world, tmp_path / str(number))
        check(comparing.answered(case_folder.read(tmp_path / str(number)), options), world, options)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4 * 10**6, 4 * 10**6 + EXAMPLES // 2, 20))
def test_two_places_alike_but_for_chances_or_kin_have_answers_of_their_own(seed: int) -> None:
    for number in range(seed, seed + 20):
        chance = Random(number)
        world, options = worlds.world_of(chance, twins=True), worlds.options_of(chance)
        check(comparing.answered(records.case_of(world), options), world, options)


@pytest.mark.parametrize("seed", range(3 * 10**6, 3 * 10**6 + EXAMPLES // 4, 10))
def test_rows_without_a_seat_take_the_lowest_free_one_in_file_order(seed: int, tmp_path: Path) -> None:
    for number in range(seed, seed + 10):
        world, options = made(number)
        seated = worlds.seated_in_file_order(world)
        if seated is None:
            continue
        unseated = [{**row, "seat": ""} for row in world["tenures"]]
        folders.write({**world, "tenures": unseated}, tmp_path / str(number))
        check(comparing.answered(case_folder.read(tmp_path / str(number)), options), seated, options)


@pytest.mark.parametrize("seed", range(2 * 10**6, 2 * 10**6 + EXAMPLES // 12))
def test_the_command_line_prints_what_the_design_says(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world, options = made(seed)
    folders.write(world, tmp_path / "made")
    arguments = ["audit", str(tmp_path / "made"), "--format", "json", "--sets", str(options.sets)]
    arguments += ["--ties", ",".join(options.ties)]
    arguments += ["--superiors"] if options.superiors else []
    arguments += [] if options.compromise is None else ["--compromise", str(options.compromise)]
    assert cli.main(arguments) == 0
    check(json.loads(capsys.readouterr().out), world, options)


def test_an_arrangement_above_touches_a_matter_through_an_office_held_elsewhere() -> None:
    """Ada decides here, and is led in another commune by the head of the district, who is its chief too."""
    leading = {"ties": [{"actor": "head", "how": "leads", "status": "verified"}]}
    above = {"level": "district"}
    world: dict[str, Any] = {
        "id": "made", "on": "2024-06-01", "levels": ["commune", "district"], "audits": "commune",
        "places": [
            {"id": "d-1", "kind": "district", "parent": ""},
            *({"id": place, "kind": "commune", "parent": "d-1"} for place in ("xa-1", "xa-2")),
        ],
        "offices": {"chair": {}, "clerk": leading, "head": above, "chief": above}, "bodies": {}, "groups": {},
        "persons": None, "kin": [], "framework_arrangements": [],
        "arrangements": [{"id": "both", "offices": ["chief", "head"]}],
        "matters": {"m": {"status": "verified", "steps": [{"id": "s", "act": "decide", "actor": "chair"}]}},
        "tenures": [
            {"place": place, "office": office, "seat": 1, "person": person, "from": "2020", "to": ""}
            for place, office, person in (
                ("xa-1", "chair", "Ada"), ("xa-1", "clerk", "Ben"), ("xa-2", "clerk", "Ada"),
                ("xa-2", "chair", "Cy"), ("d-1", "head", "Zoe"), ("d-1", "chief", "Zoe"),
            )
        ],
    }  # fmt: skip
    options = oracle.Options(superiors=True)
    found = comparing.answered(records.case_of(world), options)
    check(found, world, options)
    touched = {one["place"]: one["without_arrangement"] is not None for one in found["matters"]}
    assert touched == {"xa-1": True, "xa-2": False}
