"""What every test shares: programs outside Python, asked for by name and never missed in silence."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import settings

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "postgres": ("postgres",),
    "pdftotext": ("pdftotext",),
}

# A slow machine is not a fault: no test fails for the time one example took.
settings.register_profile("counterpoise", deadline=None)
settings.load_profile("counterpoise")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Give the path of an installed Chromium; without one, leave the test out or fail it."""
    return _program("chromium")


@pytest.fixture(scope="session")
def libreoffice_path() -> str:
    """Give the path of an installed LibreOffice; without one, leave the test out or fail it."""
    return _program("libreoffice")


@pytest.fixture(scope="session")
def postgres_programs() -> Path:
    """Give the folder of PostgreSQL's programs, which Debian keeps off the path; without them, leave the test out or fail it."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])
    return Path(_program("postgres", path=path)).parent


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ask for the programs that a test names with `@pytest.mark.needs_program("chromium")`."""
    for mark in item.iter_markers("needs_program"):
        for name in mark.args:
            _program(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name at the end every check that was left out, with the reason."""
    left_out: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.getreports("skipped"):
        left_out[_reason(report)].append(report.nodeid)
    if left_out:
        terminalreporter.section("left out", sep="-", yellow=True)
    for reason, names in sorted(left_out.items()):
        terminalreporter.line(f"left out: {len(names)} because {reason}")
        for name in sorted(names):
            terminalreporter.line(f"  {name}")


def _program(name: str, *, path: str | None = None) -> str:
    for command in PROGRAMS[name]:
        found = shutil.which(command, path=path)
        if found:
            return found
    if os.environ.get("COUNTERPOISE_REQUIRE_ALL") == "1":
        pytest.fail(
            f"{name} is not installed, and COUNTERPOISE_REQUIRE_ALL=1 leaves nothing out", pytrace=False
        )
    pytest.skip(f"{name} is not installed")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    text = where[2] if isinstance(where, tuple) else str(where)
    return text.removeprefix("Skipped: ")
