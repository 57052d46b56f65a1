"""The command `export`: what another tool reads has the answers an audit gives."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.running import Run
from engines.test_export import read

LOC_NINH = Path(__file__).parents[2] / "cases" / "loc-ninh"


def minimal_sets(text: str) -> list[list[str]]:
    """Find the minimal cut sets of a small fault tree by trying every set, smaller ones first."""
    events = list(ElementTree.fromstring(text).iter("define-basic-event"))
    labels = {int(event.attrib["name"][1:]): event.findtext("label") or "" for event in events}
    found: list[frozenset[int]] = []
    for size in range(len(labels) + 1):
        for chosen in map(frozenset, combinations(sorted(labels), size)):
            if not any(smaller <= chosen for smaller in found) and read(text, chosen):
                found.append(chosen)
    return [sorted(labels[v] for v in one) for one in found]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("reading", ["paper", "ties", "practice"])
@pytest.mark.parametrize(("question", "told"), [("carry", "capture_sets"), ("stop", "blocking_sets")])
def test_the_fault_tree_of_a_matter_has_the_sets_of_its_audit(
    case: Path, run: Run, *, reading: str, question: str, told: str, apart: bool
) -> None:
    side = "without_arrangement" if apart else "readings"
    answers = json.loads(run("audit", case, "--format", "json").out)["matters"]
    for matter in answers:
        more = ["--without-arrangement"] if apart else []
        output = case / "out.mef.xml"
        asked = ("--matter", matter["matter"], "--reading", reading, "--question", question)
        assert run("export", case, *asked, *more, "-o", output).status == 0
        names = {"chair@all#without": "another Chair"}
        sets = matter[side][reading][told]
        expected = sorted(sorted(names.get(person, person) for person in one) for one in sets)
        ended = run("export", case, *asked, *more, "--lang", "en", "-o", output)
        assert ended.status == 0
        assert sorted(minimal_sets(output.read_text(encoding="utf-8"))) == expected


def test_without_a_file_it_prints_a_list_of_games(case: Path, run: Run) -> None:
    assert run("export", case, "--matter", "file", "--lang", "en").out == "g2 = [2; 1 × Ada, 1 × Ben]\n"


def test_probabilities_go_along_when_everybody_has_one(case: Path, run: Run) -> None:
    output = case / "out.xml"
    assert run("export", case, "--matter", "pay", "--compromise", "0.25", "-o", output).status == 0
    assert '<float value="0.25"/>' in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--matter", "plan"], "no matter has the id: plan"),
        (["--matter", "pay", "-o", "out.pdf"], "must end in .xml"),
        (["--matter", "pay", "--place", "nowhere"], "nowhere"),
        (["--matter", "pay", "--reading", "dream"], "dream"),
        ([], "--matter"),
    ],
)
def test_what_cannot_be_written_is_said(case: Path, run: Run, more: list[str], said: str) -> None:
    ended = run("export", case, *more, "--lang", "en")
    assert ended.status == 2
    assert said in ended.err


def test_a_case_of_several_places_asks_for_one(run: Run) -> None:
    ended = run("export", LOC_NINH, "--matter", "payment", "--lang", "en")
    assert ended.status == 2
    assert "choose one: thi-diem-1" in ended.err
