"""The shipped schemas are those of the reader's own tables, and accept what it accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from counterpoise.formats import yaml_schemas
from formats.folders import CASE, FRAMEWORK, problems
from formats.test_control_files import WORK
from formats.test_rules_yaml import READ, with_rule

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    [
        *(ROOT / "src" / "counterpoise" / "frameworks").glob("*.yaml"),
        *(ROOT / "src" / "counterpoise" / "templates" / "starter").glob("*/*.yaml"),
        *(path for path in (ROOT / "cases").glob("*/*.yaml") if not path.parent.name.startswith("bad-")),
    ]
)


class _CoreLoader(yaml.SafeLoader):
    """Reads scalars as editors do, by YAML 1.2: dates and `on` are text."""


_CoreLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(kind: str) -> Draft202012Validator:
    """Give the validator of one kind of file."""
    return Draft202012Validator(yaml_schemas.schemas()[f"{kind}.schema.json"])


def document(text: str) -> Any:
    """Read YAML as an editor does."""
    return yaml.load(text, Loader=_CoreLoader)


@pytest.mark.parametrize("file", sorted(yaml_schemas.schemas()))
def test_the_shipped_schema_is_up_to_date(file: str) -> None:
    written = (yaml_schemas.FOLDER / file).read_text(encoding="utf-8")
    fresh = yaml_schemas.schemas()[file]
    assert written == yaml_schemas.text_of(fresh), "run python -m counterpoise.formats.yaml_schemas"
    Draft202012Validator.check_schema(json.loads(written))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_file_fits_its_schema(path: Path) -> None:
    kind = path.stem if f"{path.stem}.schema.json" in yaml_schemas.schemas() else "framework"
    assert [e.message for e in validator(kind).iter_errors(document(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("case", CASE + "day: 2024-01-01\n"),
        ("case", "counterpoise: 1\n"),
        ("case", CASE.replace("2024-06-01", "June")),
        ("framework", FRAMEWORK.replace("seats: 2", "seat: 2")),
        ("framework", FRAMEWORK.replace("seats: 2", "seats: none")),
        ("framework", FRAMEWORK.replace("act: decide", "act: wish")),
        ("framework", FRAMEWORK.replace("actor: chair", "actor: {not: chair}")),
        ("framework", FRAMEWORK.replace("actor: chair", "actor: {any: []}")),
        ("framework", FRAMEWORK.replace("{rule: majority}", "{rule: majority, quota: 2}")),
        ("framework", FRAMEWORK.replace("{rule: majority}", "{quota: 0.5}")),
        (
            "framework",
            FRAMEWORK.replace("actor: chair", "days: {working: 1, before: a, after: b}, actor: chair"),
        ),
        ("framework", FRAMEWORK.replace("counterpoise: 1\n", "")),
        ("arrangements", "- {id: a, offices: [chair]}\n"),
        ("regulations", "regulations: [{id: a, adopted: soon}]\n"),
        ("evidence", "- {id: A, kind: paper}\n"),
        ("arrangements", "- {id: a, offices: [chair, clerk], sunset: soon}\n"),
        ("framework", FRAMEWORK + "rules: [{id: r, kind: sunset}]\n"),
        ("framework", FRAMEWORK + "rules: [{id: r, kind: incompatible, offices: [chair]}]\n"),
        ("framework", FRAMEWORK + "rules: [{id: r, kind: term, office: chair}]\n"),
        ("framework", FRAMEWORK + "rules: [{id: r, kind: own_case, office: chair}]\n"),
        (
            "framework",
            FRAMEWORK + "rules: [{id: r, kind: seats, body: council, office: chair, at_most: 1}]\n",
        ),
        ("framework", FRAMEWORK + "rules: [{id: r, kind: seats, body: council}]\n"),
        (
            "framework",
            FRAMEWORK + "rules: [{id: r, kind: share, body: council, holding: [chair], at_most: 1}]\n",
        ),
        ("framework", FRAMEWORK + "rules: [{id: r, kind: together, matters: all}]\n"),
        ("framework", FRAMEWORK + "gaps: [{id: list}]\n"),
        ("framework", FRAMEWORK + "workload: {by_act: {decide: [1, 2]}}\n"),
        ("workload", "hours_a_year: 0\n"),
        ("workload", "volumes: {permit: {}}\n"),
        ("exceptions", "- {rule: apart, reason: few people}\n"),
        ("review", "- {row: 'office:chair', status: sure, by: me, on: 2024-05-01}\n"),
    ],
)
def test_a_bad_file_fails_in_the_reader_and_in_the_schema(tmp_path: Path, kind: str, text: str) -> None:
    assert list(validator(kind).iter_errors(document(text)))
    assert any(line.startswith(f"{kind}.yaml") for line in problems(tmp_path, **{kind: text}))


@pytest.mark.parametrize("rule", [rule for rule, _ in READ])
def test_the_schema_accepts_every_kind_of_rule(rule: str) -> None:
    assert [e.message for e in validator("framework").iter_errors(document(with_rule(rule)))] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("framework", FRAMEWORK + WORK),
        ("workload", "as_member: {low: 0, point: 0.5, high: 1}\n"),
        ("exceptions", "- {rule: apart, reason: few, approver: {vi: huyện}, until: 2024, person: ada}\n"),
        ("review", "- {row: 'tie:chair/1', status: V, by: me, on: 2024-05-01, note: {en: read}}\n"),
        ("arrangements", "- {id: a, offices: [chair, clerk], sunset: 2026-12}\n"),
    ],
)
def test_the_schema_accepts_what_the_reader_accepts(kind: str, text: str) -> None:
    assert [e.message for e in validator(kind).iter_errors(document(text))] == []


def test_writing_the_schemas_gives_the_shipped_files(tmp_path: Path) -> None:
    yaml_schemas.write(tmp_path / "schemas")
    for path in (tmp_path / "schemas").iterdir():
        assert path.read_bytes() == (yaml_schemas.FOLDER / path.name).read_bytes()
