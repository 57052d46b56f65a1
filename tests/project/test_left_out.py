"""A check whose program is missing is left out and named; where everything is required, it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).parents[1] / "conftest.py"
CHECKS = """
import pytest

@pytest.mark.needs_program("libreoffice")
def test_that_asks_by_marker():
    pass

def test_that_asks_by_fixture(chromium_path):
    assert chromium_path.endswith("chromium")
"""


def run_without_programs(
    folder: Path, *, programs: Path, require_all: bool
) -> subprocess.CompletedProcess[str]:
    """Run two checks that drive programs, finding programs in one folder only."""
    shutil.copy(CONFTEST, folder)
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers =\n  needs_program(name): one of the programs\n  slow: no unit\n"
    )
    (folder / "test_programs.py").write_text(CHECKS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {"PATH": str(programs), "COUNTERPOISE_REQUIRE_ALL": str(int(require_all))}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def test_a_missing_program_leaves_checks_out_by_name(tmp_path: Path, programs: Path) -> None:
    ended = run_without_programs(tmp_path, programs=programs, require_all=False)
    assert ended.returncode == 0
    assert (
        "left out: 1 because chromium is not installed\n  test_programs.py::test_that_asks_by_fixture"
        in ended.stdout
    )
    assert (
        "left out: 1 because libreoffice is not installed\n  test_programs.py::test_that_asks_by_marker"
        in ended.stdout
    )


def test_a_missing_program_fails_where_everything_is_required(tmp_path: Path, programs: Path) -> None:
    ended = run_without_programs(tmp_path, programs=programs, require_all=True)
    assert ended.returncode == 1
    assert "2 errors" in ended.stdout
    assert "left out" not in ended.stdout.replace("leaves nothing out", "")


def test_a_program_that_is_present_is_used(tmp_path: Path, programs: Path) -> None:
    chromium = programs / "chromium"
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o755)
    ended = run_without_programs(tmp_path, programs=programs, require_all=False)
    assert "1 passed, 1 skipped" in ended.stdout
    assert "chromium is not installed" not in ended.stdout
