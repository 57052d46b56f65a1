"""Popolo goes out of a case and comes back; what it has no room for, and what it holds besides, is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterpoise.domain.institution import CaseError
from counterpoise.formats import case_folder, popolo, register
from counterpoise.formats.case_files.gathering import framework_paths
from formats.registers import case_of, framework, from_popolo, held
from formats.workbooks import CASES, GOOD

ADA = {"id": "ada", "name": "Ada"}


def write(folder: Path, **content: Any) -> Path:
    """Write a Popolo file."""
    path = folder / "data.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [name for name in GOOD if (CASES / name / "tenures.csv").exists()])
def test_persons_places_and_tenures_of_a_shipped_case_come_back(name: str, tmp_path: Path) -> None:
    case = case_folder.read(CASES / name)
    text, _ = popolo.write(case, language="vi")
    path = tmp_path / "data.json"
    path.write_text(text, encoding="utf-8")
    case_text = (CASES / name / "case.yaml").read_text("utf-8")
    own = [str(CASES / name / path) for path in framework_paths(case_text)]
    chosen = register.choose(",".join(own or [framework.id for framework in case.frameworks]))
    built = from_popolo(path, chosen)
    assert built.unreadable == ()
    back = case_of(built)
    assert held(back) == held(case)
    assert [tenure.basis for tenure in back.tenures] == [tenure.basis for tenure in case.tenures]
    assert [(p.id, p.name.vi, p.level, p.parent, p.span) for p in back.places.values()] == [
        (p.id, p.name.vi, p.level, p.parent, p.span) for p in case.places.values()
    ]
    named = {person.id: person.name for person in case.persons.values()}
    assert {p.id: p.name for p in back.persons.values() if p.id in named} == named


def test_what_popolo_has_no_room_for_is_said() -> None:
    _, left = popolo.write(case_folder.read(CASES / "loc-ninh"), language="en")
    said = [problem.line("en") for problem in left]
    assert "arrangements.yaml: arrangements not carried over: 1; Popolo has no room for them" in said
    assert any(line.startswith("evidence.yaml: papers of evidence not carried over: 12") for line in said)


def test_what_a_file_holds_besides_is_said(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        persons=[{**ADA, "birth_date": "1970", "email": "x"}],
        posts=[{"id": "p", "role": "mayor"}, {"id": "q", "role": "member"}],
        memberships=[{"person_id": "ada", "post_id": "p", "on_behalf_of_id": "z"}],
        votes=[],
    )
    built = from_popolo(path, framework(tmp_path))
    assert [problem.line("en") for problem in built.noted] == [
        "data.json: persons: not carried over: birth_date (1), email (1)",
        "data.json: memberships: not carried over: on_behalf_of_id (1)",
        "data.json: not carried over: votes",
        "data.json: posts without a membership: 1; their holders are unknown; a vacant seat needs a membership labelled (vacant)",
    ]


def test_partial_dates_vacancies_and_sources_are_kept(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        persons=[ADA],
        areas=[{"id": "ocd/x", "name": "Xã X", "classification": "commune"}],
        organizations=[{"id": "o", "name": "Council", "area_id": "ocd/x"}],
        posts=[{"id": "p", "label": "Mayor", "organization_id": "o"}],
        memberships=[
            {
                "person_id": "ada",
                "post_id": "p",
                "start_date": "2020-00-00",
                "end_date": "2021-06",
                "sources": [{"url": "https://x", "note": "N"}],
            },
            {"label": "(vacant)", "post_id": "p", "start_date": "2021-07"},
        ],
    )
    case = case_of(from_popolo(path, framework(tmp_path)))
    assert held(case) == [
        ("xa-x", "mayor", "1", "ada", "2020", "2021-06"),
        ("xa-x", "mayor", "1", "(vacant)", "2021-07", ""),
    ]
    assert case.tenures[0].basis == "N https://x"


def test_the_end_of_a_person_body_or_period_ends_the_membership(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        persons=[{**ADA, "death_date": "2023-05-05"}, {"id": "ben", "name": "Ben"}],
        organizations=[{"id": "o", "name": "Old council", "dissolution_date": "2024-01-31"}],
        events=[{"id": "t1", "start_date": "2016", "end_date": "2021"}],
        memberships=[
            {"person_id": "ada", "role": "mayor", "organization_id": "o"},
            {"person_id": "ben", "role": "member", "organization_id": "o", "legislative_period_id": "t1"},
        ],
    )
    case = case_of(from_popolo(path, framework(tmp_path)))
    assert [row[-2:] for row in held(case)] == [("", "2023-05-05"), ("2016", "2021")]


def test_memberships_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        persons=[ADA],
        memberships=[
            {"id": "m7", "person_id": "ada", "role": "king"},
            {"role": "mayor"},
            {"person_id": "ada", "role": "mayor", "start_date": "soon"},
        ],
    )
    built = from_popolo(path, framework(tmp_path))
    assert [problem.line("en").partition(";")[0] for problem in built.unreadable] == [
        "data.json, membership m7: no office is known as “king”",
        "data.json, membership 2: the person is missing",
        "data.json, membership 3: “soon” is not a date",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "data.json, line 1: this is not readable JSON"),
        ("[]", "data.json: this is not Popolo"),
        ('{"a": 1}', "data.json: this is not Popolo"),
        ("[" * 100_000, "data.json: JSON nested too deeply"),
        ('{"persons": ' + "1" * 5000 + "}", "data.json: JSON nested too deeply, or a number too long"),
        (
            '{"persons": [1, null, {"id": {}}], "memberships": [{"person_id": [], "sources": 3}], "counterpoise": 1}',
            "",
        ),
    ],
)
def test_what_is_no_popolo_says_so(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "data.json"
    path.write_text(text, encoding="utf-8")
    if not expected:
        assert len(from_popolo(path, framework(tmp_path)).unreadable) == 2
        return
    with pytest.raises(CaseError) as refusal:
        popolo.read(path)
    assert refusal.value.problems[0].line("en").startswith(expected)
