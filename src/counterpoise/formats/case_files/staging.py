"""Read a case from texts in memory with the checks of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from counterpoise.domain.institution import Case, Problem
from counterpoise.formats import case_folder

_FALLBACK = "case"


def read_files(files: Mapping[str, str], *, name: str) -> tuple[Case, tuple[Problem, ...]]:
    """Read a case of this name, or raise one error that carries every problem found."""
    with TemporaryDirectory(prefix="counterpoise-") as top:
        folder = Path(top) / folder_name(name)
        folder.mkdir()
        write_all(files, folder)
        return case_folder.read_with_warnings(folder)


def write_all(files: Mapping[str, str], folder: Path) -> None:
    """Write every text into a folder that is there."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def folder_name(name: str) -> str:
    """Give the name of a folder for a case; a name that no folder may have gives way.

    >>> folder_name("loc-ninh"), folder_name("..")
    ('loc-ninh', 'case')
    """
    return name if name.strip(". ") and not set(name) & set("/\\\0") else _FALLBACK
