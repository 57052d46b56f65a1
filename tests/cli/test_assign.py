"""`counterpoise assign`: of a case, and of an instance."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cli.running import Run
from counterpoise.workflow import assigning
from counterpoise.workflow.instance import TooLargeError

INSTANCES = Path(__file__).parents[2] / "cases" / "instances"


def test_sat_and_unsat_are_both_answers(run: Run) -> None:
    found = run("assign", "--instance", INSTANCES / "purchase.txt")
    none = run("assign", "--instance", INSTANCES / "small-office.txt")
    assert (found.status, found.err) == (0, "")
    assert found.out.splitlines()[0] == "sat"
    assert [line.partition(": u")[0] for line in found.out.splitlines()[1:]] == ["s1", "s2", "s3", "s4", "s5"]
    assert (none.status, none.out, none.err) == (0, "unsat\n", "")


def test_the_answer_may_go_to_a_file(run: Run, tmp_path: Path) -> None:
    ended = run("assign", "--instance", INSTANCES / "small-office.txt", "--output", tmp_path / "answer.txt")
    assert (ended.status, ended.out) == (0, "")
    assert (tmp_path / "answer.txt").read_bytes() == b"unsat\n"


def test_a_bad_instance_is_refused_on_the_error_stream(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(
        "#Steps: 1\n#Users: 1\n#Constraints: 1\nSeparation s1\n", encoding="utf-8"
    )
    ended = run("assign", "--instance", tmp_path / "bad.txt", "--lang", "vi")
    assert (ended.status, ended.out) == (2, "")
    assert "dòng 4: loại ràng buộc lạ “Separation”; có phải là “Separation-of-duty” không?" in ended.err


def test_an_instance_too_large_is_refused_in_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise TooLargeError(400)

    monkeypatch.setattr(assigning, "users_by_patterns", refuse)
    ended = run("assign", "--instance", INSTANCES / "purchase.txt", "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert "400 steps hang together" in ended.err


@pytest.mark.parametrize(("few", "what"), [(100, "the search by patterns"), (0, "the solver")])
def test_when_the_time_ends_the_answer_is_unknown_and_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int, what: str
) -> None:
    """Six users are needed for the graph of Mycielski (1955) on 47 steps, in which no three steps are all apart."""
    steps, apart = 2, [(1, 2)]
    while steps < 47:
        apart += [(a, b + steps) for pair in apart for a, b in (pair, pair[::-1])]
        apart += [(step + steps, 2 * steps + 1) for step in range(1, steps + 1)]
        steps = 2 * steps + 1
    everyone = " ".join(f"s{step}" for step in range(1, steps + 1))
    lines = [f"At-most-k 5 {everyone}", *(f"Separation-of-duty s{a} s{b}" for a, b in apart)]
    head = [f"#Steps: {steps}", "#Users: 60", f"#Constraints: {len(lines)}"]
    (tmp_path / "hard.txt").write_text("\n".join([*head, *lines]), "utf-8")
    monkeypatch.setattr(assigning, "FEW_STEPS", few)
    ended = run("assign", "--instance", tmp_path / "hard.txt", "--seconds", 1, "--lang", "en")
    assert (ended.status, ended.out) == (1, "unknown\n"), what
    assert "after 1 seconds none was found, nor was it proved that there is none" in ended.err


LOC_NINH = INSTANCES.parent / "loc-ninh"
HERE = ("assign", LOC_NINH, "--place", "thi-diem-1", "--lang", "en")


def test_a_case_or_an_instance_but_not_both_nor_neither(run: Run, case: Path) -> None:
    for arguments in ((), (case, "--instance", INSTANCES / "purchase.txt")):
        ended = run("assign", *arguments, "--lang", "en")
        assert (ended.status, ended.out) == (2, "")
        assert "give a case (CASE), or an instance by --instance; not both" in ended.err


def test_each_step_has_its_persons_and_the_absences_are_counted(run: Run, case: Path) -> None:
    ended = run("assign", case, "--matter", "file", "--lang", "en")
    assert (ended.status, ended.err) == (0, "")
    assert "File: can be assigned" in ended.out
    assert "survives no absence: stops without Ada" in ended.out
    assert "1. propose: Clerk: Ben [Clerk]" in ended.out


def test_who_is_absent_is_named_in_the_proof_and_in_the_smallest_change(run: Run, case: Path) -> None:
    ended = run("assign", case, "--matter", "file", "--absent", "Ben", "--lang", "en")
    assert ended.status == 0
    assert ended.out.split("File: CANNOT be assigned\n")[1] == (
        "  These cannot all hold:\n"
        "    - somebody must take the step “propose: Clerk”\n"
        "    - Ben is absent\n"
        "  The smallest change that allows an assignment:\n"
        "    Ben attends\n"
        "    or name another substitute for the step “propose: Clerk”\n"
    )


def test_rules_of_the_framework_keep_two_steps_from_one_person(run: Run) -> None:
    ended = run(*HERE, "--matter", "resolution-execution", "--format", "json")
    found = json.loads(ended.out)["matters"][0]
    assert [obstacle["kind"] for obstacle in found["cores"][0]] == ["step", "step", "distinct"]
    assert [[change["kind"] for change in one] for one in found["changes"]] == [["substitute"]] * 2


@pytest.mark.parametrize(
    "way", [("--interest", "td1-bi-thu"), ("--about", "secretary"), ("--about", "td1-bi-thu")]
)
def test_whoever_must_step_aside_is_told_with_the_reason(run: Run, way: tuple[str, str]) -> None:
    ended = run(*HERE, "--matter", "payment", *way, "--format", "json")
    core = json.loads(ended.out)["matters"][0]["cores"][0]
    assert [obstacle["kind"] for obstacle in core] == ["step", "aside"]
    assert core[1]["persons"] == ["td1-bi-thu"]


@pytest.mark.parametrize("absent", [(), ("--absent", "td1-tai-chinh")])
def test_the_json_keeps_its_contract(run: Run, absent: tuple[str, ...]) -> None:
    schema = json.loads(
        (resources.files("counterpoise") / "schemas" / "assign.schema.json").read_text("utf-8")
    )
    ended = run(*HERE, *absent, "--format", "json")
    Draft202012Validator(schema).validate(json.loads(ended.out))


def test_an_unknown_person_is_refused_with_the_nearest(run: Run) -> None:
    ended = run(*HERE, "--absent", "td1-bi-tu")
    assert (ended.status, ended.out) == (2, "")
    assert "--absent: nobody has the id or name “td1-bi-tu”; did you mean: td1-bi-thu" in ended.err


def test_a_whole_case_is_told_in_vietnamese(run: Run) -> None:
    ended = run("assign", LOC_NINH, "--lang", "vi")
    assert ended.status == 0
    assert "KHÔNG phân công được" in ended.out
    assert "chịu được" in ended.out
    assert "@" not in ended.out, "an unnamed person is told by the seat, not by an id"
