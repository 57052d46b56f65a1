"""The generated reference says what the code and its data say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_reference_has_not_drifted() -> None:
    command = [sys.executable, "docs/build.py", "--check"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"run `make docs`\n{ended.stdout}{ended.stderr}"
