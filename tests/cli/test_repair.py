"""`counterpoise repair`: the cheapest measures, their proof, and the case with them adopted."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.running import Run
from counterpoise.cli import main
from counterpoise.formats.cases import read

CASES = Path(__file__).parents[2] / "cases"
FOUNDING = CASES / "loc-ninh"
OWN_JUDGE = CASES / "against-own-judge"
FEW = ("--matter", "first-complaint", "--matter", "emergency-order", "--matter", "execution-check")


def test_the_json_keeps_its_contract(run: Run) -> None:
    ended = run("repair", OWN_JUDGE, "--format", "json")
    assert ended.status == 0
    told = json.loads(ended.out)
    schema = json.loads(
        resources.files("counterpoise").joinpath("schemas", "repair.schema.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []
    (one,) = told["repairs"]
    assert (told["schema"], one["status"], one["places"]) == ("counterpoise.repair/1", "found", ["all"])
    assert one["cost"] == sum(measure["cost"] for measure in one["measures"])
    assert one["proof"]["exact"]
    assert one["proof"]["low"] == one["cost"]
    assert run("repair", OWN_JUDGE, "--format", "json").out == ended.out


def test_each_measure_says_what_it_ends(run: Run) -> None:
    (one,) = json.loads(run("repair", OWN_JUDGE, "--format", "json").out)["repairs"]
    ended = {(f["code"], f["matter"]) for measure in one["measures"] for f in measure["ends"]}
    assert {(f["code"], f["matter"]) for f in one["ended"]} <= ended
    assert "C04" in {code for code, _ in ended}


def test_a_finding_of_a_repair_is_the_finding_of_the_audit_to_the_letter(run: Run) -> None:
    (one,) = json.loads(run("repair", OWN_JUDGE, "--format", "json").out)["repairs"]
    audited = json.loads(run("audit", OWN_JUDGE, "--format", "json").out)["findings"]
    assert one["ended"]
    assert all(finding in audited for finding in one["ended"])
    assert any(finding["because"] for finding in one["ended"])
    assert any(cited["cite"] for finding in one["ended"] for cited in finding["basis"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("MEASURES", "Enough, and cheapest", "PROOF")),
        ("vi", ("BIỆN PHÁP", "Đủ và rẻ nhất", "CHỨNG MINH")),
    ],
)
def test_the_text_tells_it_in_both_languages(run: Run, language: str, said: tuple[str, ...]) -> None:
    ended = run("repair", OWN_JUDGE, "--lang", language)
    assert ended.status == 0
    assert all(word in ended.out for word in said)
    assert "\x1b" not in ended.out


def test_what_cannot_be_mended_stands_in_the_way(run: Run) -> None:
    forbidden = ("move", "substitute", "cosign", "check", "cut", "split", "quota", "standing")
    options = [part for kind in forbidden for part in ("--forbid", kind)]
    ended = run("repair", OWN_JUDGE, "--format", "json", *options)
    assert ended.status == 1
    (one,) = json.loads(ended.out)["repairs"]
    assert one["status"] == "impossible"
    assert {obstacle["need"] for obstacle in one["obstacles"]} >= {"own"}
    assert all(obstacle["alone"] for obstacle in one["obstacles"])
    told = run("repair", OWN_JUDGE, "--lang", "en", *options)
    assert "WHAT STANDS IN THE WAY" in told.out


def test_a_budget_that_is_passed_ends_with_one(run: Run) -> None:
    (one,) = json.loads(run("repair", OWN_JUDGE, "--format", "json").out)["repairs"]
    assert run("repair", OWN_JUDGE, "--budget", one["cost"]).status == 0
    short = run("repair", OWN_JUDGE, "--budget", one["cost"] - 1, "--lang", "en")
    assert short.status == 1
    assert "Over the budget" in short.out


def test_nothing_to_mend_says_so(run: Run) -> None:
    ended = run("repair", CASES / "casting-vote", "--lang", "en")
    assert ended.status == 0
    assert "No measure is needed" in ended.out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--place", "nowhere"], "nowhere"),
        (["--matter", "nothing"], "nothing"),
        (["--forbid", "splits"], "splits"),
        (["--reading", "dreams"], "dreams"),
        (["--stakes", "4"], "4"),
        (["--target", "0"], "0"),
    ],
)
def test_what_is_not_known_is_refused(run: Run, wrong: list[str], said: str) -> None:
    ended = run("repair", OWN_JUDGE, *wrong, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


@dataclass(frozen=True)
class RoundTrip:
    """What the command line told of the founding case: audited, repaired, written, and audited again."""

    before: dict[str, Any]
    repair: dict[str, Any]
    after: dict[str, Any]
    written: Path


@pytest.fixture(scope="module")
def round_trip(tmp_path_factory: pytest.TempPathFactory) -> RoundTrip:
    """Take the founding case round once, whole: its five communes and every matter of stakes 2 or 3."""
    target = tmp_path_factory.mktemp("founding") / "repaired"

    def told(*arguments: object) -> dict[str, Any]:
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(io.StringIO()):
            assert main([*map(str, arguments), "--format", "json"]) == 0
        answer: dict[str, Any] = json.loads(said.getvalue())
        return answer

    before = told("audit", FOUNDING)
    (one,) = told("repair", FOUNDING, "--write", target)["repairs"]
    return RoundTrip(before, one, told("audit", target), target)


def _named(findings: Iterable[dict[str, Any]]) -> set[tuple[object, ...]]:
    return {(f["code"], f["place"], f["matter"], *f["persons"]) for f in findings}


@pytest.mark.slow
def test_the_founding_case_is_repaired_whole_and_the_proof_is_finished(round_trip: RoundTrip) -> None:
    one = round_trip.repair
    assert len(one["places"]) == 5
    assert len(one["matters"]) == 64
    assert (one["status"], one["obstacles"]) == ("found", [])
    assert one["proof"]["exact"]
    assert one["proof"]["low"] == one["cost"] == sum(measure["cost"] for measure in one["measures"])
    assert one["cost"] == min(one["scale"]["keeping"], one["scale"]["ending"])


@pytest.mark.slow
def test_the_repaired_founding_case_audited_again_shows_the_findings_gone(round_trip: RoundTrip) -> None:
    before, one, after = round_trip.before, round_trip.repair, round_trip.after
    demanded = {"C04", "L01", "R07", "R08", "R09"}
    assert {f["code"] for f in before["findings"]} >= {"C01", *demanded}
    assert {f["code"] for f in after["findings"]} & demanded == set()
    asked = set(one["matters"])
    assert [f for f in after["findings"] if f["code"] == "C01" and f["matter"] in asked] == []
    numbers = {
        (m["place"], m["matter"]): m["readings"]["practice"]["capture_number"] for m in after["matters"]
    }
    assert all((numbers[place, matter] or 2) >= 2 for place in one["places"] for matter in asked)
    assert _named(one["ended"]) <= _named(before["findings"])
    assert not _named(f for m in one["measures"] for f in m["ends"]) & _named(after["findings"])
    alone = {known for known in _named(after["findings"]) if known[0] == "C01"}
    assert alone < {known for known in _named(before["findings"]) if known[0] == "C01"}
    assert one["findings_after"] == len(after["findings"])
    assert one["findings_before"] == len(before["findings"])


@pytest.mark.slow
def test_a_regulation_of_the_repaired_founding_case_needs_no_further_measure(
    run: Run, round_trip: RoundTrip, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    place = round_trip.repair["places"][0]
    ended = run("regulation", round_trip.written, "--place", place, "--output", draft, "--lang", "en")
    assert ended.status == 0
    assert "measures: 0" in ended.err
    assert "COMMUNE PEOPLE'S COMMITTEE" in draft.read_text("utf-8")


def test_ending_the_arrangement_is_written_too(run: Run, case: Path, tmp_path: Path) -> None:
    target = tmp_path / "ended"
    kinds = ("move", "cosign", "check", "standing", "substitute", "cut", "quota", "publish", "delegate")
    options = [part for kind in kinds for part in ("--forbid", kind)]
    ended = run("repair", case, "--write", target, "--format", "json", *options)
    (one,) = json.loads(ended.out)["repairs"]
    assert "split" in {measure["kind"] for measure in one["measures"]}
    (before,) = {t.person for t in read(case).tenures if t.office in ("secretary", "chair")}
    written = {str(t.office): t.person for t in read(target).tenures if t.span.end is None}
    assert before in (written["secretary"], written["chair"])
    assert written["secretary"] != written["chair"]


def test_a_folder_in_use_is_not_written_over(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "there"
    target.mkdir()
    (target / "letter.txt").write_text("kept", encoding="utf-8")
    ended = run("repair", OWN_JUDGE, "--write", target)
    assert ended.status == 2
    assert list(target.iterdir()) == [target / "letter.txt"]
    assert run("repair", OWN_JUDGE, "--write", target, "--force").status == 0
    assert (target / "letter.txt").read_text("utf-8") == "kept"
    assert (target / "case.yaml").exists()
    assert run("repair", OWN_JUDGE, "--write", OWN_JUDGE).status == 2


@pytest.mark.slow
def test_places_may_be_repaired_each_by_itself(run: Run) -> None:
    options = ("--place", "thi-diem-1", "--place", "thi-diem-3", *FEW, "--format", "json")
    each = json.loads(run("repair", FOUNDING, *options, "--each").out)["repairs"]
    assert [one["places"] for one in each] == [["thi-diem-1"], ["thi-diem-3"]]
    (shared,) = json.loads(run("repair", FOUNDING, *options).out)["repairs"]
    assert shared["cost"] >= max(one["cost"] for one in each)
