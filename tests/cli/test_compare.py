"""`counterpoise compare`: what changes when offices meet in one person, or part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Run


def test_splitting_shows_what_is_no_longer_in_one_hand(case: Path, run: Run) -> None:
    ended = run("compare", case, "--split", "Ada", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    change = json.loads(ended.out)
    assert list(change) == [
        "schema",
        "case",
        "change",
        "matters",
        "counts",
        "findings_gained",
        "findings_lost",
    ]
    assert change["schema"] == "counterpoise.compare/1"
    assert change["matters"][0] == {
        "place": "all",
        "matter": "pay",
        "before": {"paper": 1, "ties": 1, "practice": 1},
        "after": {"paper": 2, "ties": 2, "practice": 2},
    }
    assert [finding["code"] for finding in change["findings_gained"]] == [
        "C05"
    ]  # the new chair decides alone
    assert "C01" in {finding["code"] for finding in change["findings_lost"]}
    assert change["counts"]["matters"] == 2


def test_merging_shows_what_comes_into_one_hand(case: Path, run: Run) -> None:
    ended = run("compare", case, "--merge", "chair+clerk", "--lang", "en")
    assert ended.status == 0
    assert "2 → 1" in ended.out
    assert "FINDINGS GAINED" in ended.out
    assert "\x1b" not in ended.out


@pytest.mark.parametrize(("level", "status"), [("never", 0), ("warning", 1), ("critical", 0)])
def test_fail_on_looks_at_the_findings_gained(case: Path, run: Run, level: str, status: int) -> None:
    assert run("compare", case, "--merge", "chair+clerk", "--fail-on", level).status == status


def test_a_change_that_changes_nothing_says_so(case: Path, run: Run) -> None:
    ended = run("compare", case, "--split", "Ben", "--lang", "en")
    assert "No matter changes its fewest people." in ended.out
    change = json.loads(run("compare", case, "--split", "Ben", "--format", "json").out)
    assert (change["matters"], change["findings_gained"], change["findings_lost"]) == ([], [], [])


@pytest.mark.parametrize("change", [["--merge", "chair+nobody"], ["--split", "Zoe"]])
def test_an_unknown_office_or_person_is_bad_input(
    case: Path, run: Run, tmp_path: Path, change: list[str]
) -> None:
    ended = run("compare", case, *change, "--lang", "en", "--output", tmp_path / "out")
    assert (ended.status, ended.out) == (2, "")
    assert change[1].removeprefix("chair+") in ended.err
    assert not (tmp_path / "out").exists()
