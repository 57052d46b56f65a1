"""Write the JSON Schemas of a case's YAML files, from the tables the reader itself uses.

Run `python -m counterpoise.formats.yaml_schemas` after a change of those tables. Editors use the schemas to
complete and check keys; names that refer to one another are checked by the reader alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from counterpoise.formats.case_folder.actor_yaml import actor_schema
from counterpoise.formats.case_folder.estimates import estimate_schema
from counterpoise.formats.case_folder.fields import (
    ARRANGEMENTS,
    CASE,
    EVIDENCE,
    EXCEPTIONS,
    FRAMEWORK,
    MEASURES,
    REGULATIONS,
    REVIEWS,
    WORKLOAD,
)
from counterpoise.formats.case_folder.shapes import Schema, Shape

FOLDER = Path(__file__).parent.parent / "schemas"

_SHAPES: dict[str, tuple[Shape, str]] = {
    "case": (CASE, "A case of Counterpoise: case.yaml"),
    "framework": (FRAMEWORK, "The bodies, offices, matters and rules of one legal regime: framework.yaml"),
    "arrangements": (
        ARRANGEMENTS,
        "Offices one person is to hold together, and their pilots: arrangements.yaml",
    ),
    "regulations": (REGULATIONS, "Working regulations and reorganisations: regulations.yaml"),
    "evidence": (EVIDENCE, "Papers, opinions and articles: evidence.yaml"),
    "workload": (WORKLOAD, "Assumptions about the work, over those of the framework: workload.yaml"),
    "measures": (
        MEASURES,
        "What measures cost and how their clauses read, over the shipped terms: measures.yaml",
    ),
    "exceptions": (EXCEPTIONS, "Leave to break a rule, with reason, approver and end: exceptions.yaml"),
    "review": (REVIEWS, "Who confirmed which row of a framework, and when: review.yaml"),
}
_DEFINITIONS: dict[str, Callable[[], Schema]] = {"actor": actor_schema, "estimate": estimate_schema}


def schemas() -> dict[str, Schema]:
    """Describe every YAML file of a case, by the file name of its schema."""
    return {f"{name}.schema.json": _schema(name, shape, title) for name, (shape, title) in _SHAPES.items()}


def _schema(name: str, shape: Shape, title: str) -> Schema:
    described: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:counterpoise:schema:{name}:1",
        "title": title,
        **shape.schema(),
    }
    text = json.dumps(described)
    used = {name: define() for name, define in _DEFINITIONS.items() if f"#/$defs/{name}" in text}
    return {**described, "$defs": used} if used else described


def text_of(schema: Schema) -> str:
    """Write one schema as the text of its file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write(folder: Path = FOLDER) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, schema in schemas().items():
        (folder / file).write_text(text_of(schema), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
