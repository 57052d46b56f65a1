"""Write small case folders for tests, and read their problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.domain.institution import Case, CaseError
from counterpoise.formats import case_folder

CASE = "counterpoise: 1\nframework: ./framework.yaml\non: 2024-06-01\n"
FRAMEWORK = """\
counterpoise: 1
id: village
offices:
  chair: {}
  deputy: {seats: 2}
  clerk: {}
bodies:
  council: {members: [chair, deputy], decides: {rule: majority}}
  office: {members: [chair, clerk], decides: {head: chair}}
  club: {members: [clerk]}
groups:
  either: {any: [chair, clerk]}
matters:
  permit:
    steps:
      - {id: decide, act: decide, actor: chair}
"""
LEVELS = """\
counterpoise: 1
id: village
levels: [hamlet, commune, district, province]
audits: commune
offices:
  chair: {ties: [{actor: governor, how: appoints}]}
  elder: {level: hamlet}
  governor: {level: province}
matters:
  permit:
    steps:
      - {id: decide, act: decide, actor: chair}
"""


def write_case(folder: Path, **files: str | bytes) -> Path:
    """Write a case; `case`, `framework` and other words name files, CSV when the text is a table."""
    texts: dict[str, str | bytes] = {"case": CASE, "framework": FRAMEWORK, **files}
    for name, text in texts.items():
        is_table = name in ("places", "persons", "kin", "tenures", "indicators")
        path = folder / f"{name}.{'csv' if is_table else 'yaml'}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def read(folder: Path, **files: str | bytes) -> Case:
    """Write a case and read it."""
    return case_folder.read(write_case(folder, **files))


def problems(folder: Path, **files: str | bytes) -> list[str]:
    """Write a case that cannot be read, and give the lines of its problems."""
    with pytest.raises(CaseError) as refusal:
        read(folder, **files)
    for problem in refusal.value.problems:
        assert problem.what.vi
        assert problem.what.en
    return [problem.line("en") for problem in refusal.value.problems if problem.fatal]


def one_problem(folder: Path, **files: str | bytes) -> str:
    """Give the single problem of a case that cannot be read."""
    lines = problems(folder, **files)
    assert len(lines) == 1, lines
    return lines[0]


def warnings(folder: Path, **files: str | bytes) -> list[str]:
    """Give the lines of what does not stop the reading."""
    _, found = case_folder.read_with_warnings(write_case(folder, **files))
    return [problem.line("en") for problem in found]
