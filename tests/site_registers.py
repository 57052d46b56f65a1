"""A small register for tests: one commune whose check collapses when one person holds both offices."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from counterpoise.domain.institution import Case
from counterpoise.formats.case_files import gather, read_files
from counterpoise_site.register.exchange import framework_files
from counterpoise_site.register.snapshot import store

CASES = Path(__file__).parents[1] / "cases"


def stored(name: str) -> None:
    """Store a shipped case with the files of its frameworks."""
    case, sources = _read(name)
    store(case, why="test", sources=sources)


def law_stored(name: str) -> None:
    """Store the frameworks of a shipped case alone."""
    case, sources = _read(name)
    store(replace(case, places={}, persons={}, tenures=(), arrangements=()), why="test", sources=sources)


@cache
def _read(name: str) -> tuple[Case, dict[str, str]]:
    carried = gather(CASES / name)
    case, _ = read_files(carried.files, name=name)
    return case, framework_files(carried.files)


def zipped(name: str) -> io.BytesIO:
    """Zip a shipped case as a user would: its folder inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for file in sorted((CASES / name).glob("*.*")):
            packed.write(file, f"{name}/{file.name}")
    made.seek(0)
    made.name = f"{name}.zip"
    return made
