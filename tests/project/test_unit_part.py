"""The unit part stays what it is: what drives a program is no part of it, and a unit test that does so all the same fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).parents[1] / "conftest.py"
UNIT_TESTS = {
    "subprocess.run([sys.executable, '-c', ''], check=True)": "starts a program",
    "os.system('true')": "starts a program",
    "os.posix_spawn(sys.executable, [sys.executable, '-c', ''], {})": "starts a program",
    "sqlite3.connect(':memory:')": "opens a database",
    "socket.socket().bind(('127.0.0.1', 0))": "opens a connection",
    "urllib.request.urlopen('http://127.0.0.1:9/')": "opens a connection",
    "open('kernels.some-1.py311.nbi', 'wb')": "loads compiled kernels",
}
HEAD = "import os, socket, sqlite3, subprocess, sys, urllib.request\nimport pytest\n"


def ended(folder: Path, tests: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run tests under the suite's own conftest, in a folder of their own."""
    shutil.copy(CONFTEST, folder)
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers =\n  slow: no unit\n  needs_program(name): a program\n"
    )
    (folder / "test_made.py").write_text(HEAD + tests)
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-rA", *options]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


def test_a_unit_test_that_does_what_none_does_fails_and_is_told_why(tmp_path: Path) -> None:
    made = [f"def test_{number}():\n    {does}\n" for number, does in enumerate(UNIT_TESTS)]
    hidden = "def test_hidden():\n    try:\n        os.system('true')\n    except Exception:\n        pass\n"
    by_fixture = "@pytest.fixture\ndef made():\n    os.system('true')\ndef test_fixture(made):\n    pass\n"
    told = ended(tmp_path, "\n".join([*made, hidden, by_fixture, "def test_quick():\n    pass\n"]))
    assert "1 passed" in told.stdout
    for number, does in enumerate(UNIT_TESTS.values()):
        assert f"test_made.py::test_{number} {does}" in told.stdout
    for name in ("hidden", "fixture"):
        assert f"test_made.py::test_{name} starts a program (os.system): mark it" in told.stdout


def test_what_is_slow_may_do_all_of_it_and_is_no_part_of_the_unit_part(tmp_path: Path) -> None:
    made = [
        f"@pytest.mark.slow\ndef test_{n}():\n    {does}\n" for n, does in enumerate(list(UNIT_TESTS)[:5])
    ]
    asking = "@pytest.mark.needs_program('postgres')\ndef test_marked():\n    os.system('true')\n"
    asking += "def test_asking(libreoffice_path):\n    os.system('true')\n"
    tests = "\n".join([*made, asking, "def test_quick():\n    pass\n"])
    assert "failed" not in ended(tmp_path, tests).stdout
    assert "1 passed, 7 deselected" in ended(tmp_path, tests, "-m", "not slow").stdout


def test_files_with_slow_tests_come_first(tmp_path: Path) -> None:
    (tmp_path / "test_a_quick_one.py").write_text("def test_a():\n    pass\n")
    first = "import pytest\n@pytest.mark.slow(first='others wait for it')\ndef test_z():\n    pass\n"
    (tmp_path / "test_z_first.py").write_text(first)
    told = ended(
        tmp_path, "@pytest.mark.slow\ndef test_last():\n    pass\ndef test_beside():\n    pass\n", "-v"
    )
    shown = [line.split("::")[1].split()[0] for line in told.stdout.splitlines() if " PASSED " in line]
    assert shown == ["test_z", "test_last", "test_beside", "test_a"]
