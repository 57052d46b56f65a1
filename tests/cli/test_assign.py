"""`counterpoise assign --instance`."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    def refuse(_: object) -> None:
        raise TooLargeError(400)

    monkeypatch.setattr(assigning, "users_by_patterns", refuse)
    ended = run("assign", "--instance", INSTANCES / "purchase.txt", "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert "400 steps hang together" in ended.err
