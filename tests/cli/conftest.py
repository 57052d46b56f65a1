"""A tiny case in which one person decides and inspects, and a way to run the command line inside the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import Ended, Run
from counterpoise.cli import main

CASE = """\
counterpoise: 1
title: {vi: Xã Thử, en: Test commune}
framework: ./framework.yaml
on: 2024-06-01
"""
FRAMEWORK = """\
counterpoise: 1
id: test
title: {vi: Khung thử, en: Test framework}
valid: {from: 2020-01-01, to: 2025-12-31}
sources: {law: {title: {vi: Luật thử, en: Test law}, url: "https://example.org/law"}}
offices:
  secretary: {name: {vi: Bí thư, en: Secretary}}
  chair: {name: {vi: Chủ tịch, en: Chair}}
  clerk: {name: {vi: Công chức, en: Clerk}}
matters:
  pay:
    name: {vi: Chi tiền, en: Pay}
    stakes: 3
    steps:
      - {id: decide, act: decide, actor: chair, days: 5}
      - {id: inspect, act: inspect, actor: secretary}
    basis: [{source: law, cite: "Art. 1", status: verified}]
  file:
    name: {vi: Lưu hồ sơ, en: File}
    steps:
      - {id: propose, act: propose, actor: clerk, days: 5}
      - {id: approve, act: approve, actor: chair, days: 5}
      - {id: inspect, act: inspect, actor: secretary}
    basis: [{source: law, cite: "Art. 2", status: verified}]
arrangements:
  - {id: both, offices: [secretary, chair]}
"""
TENURES = """\
office,seat,person,from,to
secretary,1,Ada,2021-01-01,
chair,1,Ada,2021-01-01,
clerk,1,Ben,2021-01-01,
"""


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the locale and terminal of whoever runs the tests out of them."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write the tiny case into a folder of its own."""
    folder = tmp_path / "thu"
    folder.mkdir()
    for name, text in (("case.yaml", CASE), ("framework.yaml", FRAMEWORK), ("tenures.csv", TENURES)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""

    def ended(*arguments: object) -> Ended:
        status = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ended(status, written.out, written.err)

    return ended
