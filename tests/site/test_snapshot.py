"""What is stored is what is read: `snapshot(store(case)) == case`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import site_laws
from counterpoise.analysis.examine import audit
from counterpoise.formats import case_folder
from counterpoise_site.register.snapshot import snapshot, store

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2] / "cases"
CASES = sorted(file.parent for file in ROOT.glob("*/case.yaml") if not file.parent.name.startswith("bad-"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_snapshot_of_a_stored_case_is_the_case(folder: Path) -> None:
    case = case_folder.read(folder)
    store(case, why="test")
    assert snapshot() == case
    assert store(case, why="again") is None


def test_a_snapshot_of_any_stored_case_is_the_case() -> None:
    site_laws.check(40)


@pytest.mark.parametrize("name", ["tie-to-superior", "kin", "person-twice", "vacancy", "fr-cumul"])
def test_one_place_is_audited_alike_in_its_own_snapshot(name: str) -> None:
    case = case_folder.read(ROOT / name)
    store(case, why="test")
    day = case.on
    assert day is not None
    place = case.audited_places(day)[-1]
    whole = audit(case, day=day, places=[place.id])
    alone = audit(snapshot(place.id), day=day, places=[place.id])
    assert (alone.matters, alone.findings) == (whole.matters, whole.findings)


def test_what_was_known_earlier_can_be_asked_for() -> None:
    case = case_folder.read(ROOT / "check-collapses")
    first = store(case, why="first")
    fewer = replace(case, tenures=case.tenures[1:])
    second = store(fewer, why="one tenure was no tenure")
    assert first is not None
    assert second is not None
    assert snapshot(known_on=first.at) == case
    assert snapshot(known_on=second.at) == snapshot() == fewer
    assert snapshot(known_on=first.at - timedelta(microseconds=1)).tenures == ()


def test_merging_leaves_alone_what_the_case_does_not_name() -> None:
    case = case_folder.read(ROOT / "check-collapses")
    store(case, why="first")
    store(replace(case, tenures=()), why="names no tenure", keep_others=True)
    assert snapshot().tenures == case.tenures
