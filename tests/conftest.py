"""What every test shares: programs outside Python, asked for by name and never missed in silence, and the unit part.

The unit part is every test that is not `slow`. A test is slow that says so, that asks for a program, or that is of the
site. So that this stays true, a unit test that starts a program, opens a database or a connection, or loads compiled
kernels fails, whoever runs it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "postgres": ("postgres",),
    "pdftotext": ("pdftotext",),
}

PROGRAM_FIXTURES = {"chromium_path", "libreoffice_path", "postgres_programs"}
SITE = Path(__file__).parent / "site"

# A copy of the process is no program: an audit of many matters may make one by itself.
NOT_IN_A_UNIT = {
    "subprocess.Popen": "starts a program",
    "os.exec": "starts a program",
    "os.posix_spawn": "starts a program",
    "os.system": "starts a program",
    "socket.bind": "opens a connection",
    "socket.connect": "opens a connection",
    "sqlite3.connect": "opens a database",
}
KERNELS = ".nbi"
"""How numba's index of what it compiled ends: it is read before a kernel runs."""

# A slow machine is not a fault: no test fails for the time one example took, or the making of some.
settings.register_profile("counterpoise", deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what is slow and does not say so itself."""
    if _is_slow(item):
        item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have slow tests: the quick ones then fill every worker to the end."""
    rank = {item.path: 2 for item in items}
    for item in items:
        for mark in item.iter_markers("slow"):
            rank[item.path] = min(rank[item.path], 0 if "first" in mark.kwargs else 1)
    items.sort(key=lambda item: rank[item.path])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Watch the unit tests."""
    _watched.clear()
    if not item.get_closest_marker("slow"):
        _watched.append(item.nodeid)
    try:
        return (yield)
    finally:
        _watched.clear()


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


_watched: list[str] = []
"""The unit test under way."""


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Fail a unit test for what no unit test does."""
    if not _watched:
        return
    does = NOT_IN_A_UNIT.get(event)
    if event == "open" and str(arguments[0]).endswith(KERNELS):
        does = "loads compiled kernels"
    if does is not None:
        name = _watched.pop()
        pytest.fail(f"{name} {does} ({event}): mark it with @pytest.mark.slow", pytrace=False)


sys.addaudithook(_watch)


def _is_slow(item: pytest.Item) -> bool:
    """Tell whether a test asks for a program, by mark or by fixture, or is of the site; others say so themselves."""
    asked = set(getattr(item, "fixturenames", ()))
    return (
        item.get_closest_marker("needs_program") is not None
        or bool(asked & PROGRAM_FIXTURES)
        or item.path.is_relative_to(SITE)
    )


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
