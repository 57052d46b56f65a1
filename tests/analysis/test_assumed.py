"""Whoever is taken for a person of their own is counted, also whoever is named only to step aside."""

from __future__ import annotations

from pathlib import Path

from counterpoise.analysis.examine import audit
from counterpoise.formats import case_folder

FRAMEWORK = """
counterpoise: 1
id: small
valid: {from: 2020-01-01}
offices: {member: {seats: 3}, complainant: {seats: 2}}
bodies: {board: {members: [member], decides: {rule: majority}}}
matters:
  complaint: {steps: [{id: decide, act: decide, actor: board, excludes: [complainant]}]}
"""


def unnamed(folder: Path, *rows: str) -> int:
    """Count whom the one answer of a small case takes for persons of their own."""
    folder.mkdir()
    (folder / "case.yaml").write_text("counterpoise: 1\nframework: ./framework.yaml\non: 2024-01-01\n")
    (folder / "framework.yaml").write_text(FRAMEWORK)
    (folder / "tenures.csv").write_text("\n".join(("office,seat,person,from,to", *rows)) + "\n")
    return audit(case_folder.read(folder)).matters[0].readings.practice.unnamed


def test_unnamed_persons_who_step_aside_are_counted(tmp_path: Path) -> None:
    members = [f"member,{n},m{n},2020-01-01," for n in (1, 2, 3)]
    assert unnamed(tmp_path / "nobody", *members) == 2
    assert unnamed(tmp_path / "one", *members, "complainant,1,m1,2020-01-01,") == 1
    assert unnamed(tmp_path / "both", *members, *(f"complainant,{n},m{n},2020-01-01," for n in (1, 2))) == 0
