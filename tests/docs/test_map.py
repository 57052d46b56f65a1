"""The map in the explanations shows every folder of the library with code, and those at its top and the site's."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "counterpoise"
SITE = ROOT / "src" / "counterpoise_site"
FOLDERS = {
    folder.relative_to(LIBRARY).as_posix(): folder
    for folder in LIBRARY.rglob("*")
    if folder.is_dir() and folder.name != "__pycache__"
}
FOLDERS |= {
    folder.name: folder for folder in SITE.iterdir() if folder.is_dir() and folder.name != "__pycache__"
}
TO_DRAW = sorted(
    name for name, folder in FOLDERS.items() if folder.parent in (LIBRARY, SITE) or any(folder.glob("*.py"))
)
MAP = (ROOT / "docs" / "explanation" / "map.md").read_text(encoding="utf-8")
DRAWN = {line.split()[0].rstrip("/") for line in MAP.splitlines() if line.startswith("    ") and "/ " in line}


@pytest.mark.parametrize("folder", TO_DRAW)
def test_the_map_shows_every_folder(folder: str) -> None:
    assert folder in DRAWN, (
        f"docs/explanation/map.md: draw a line for {folder}/ under src/counterpoise/ or counterpoise_site/"
    )


def test_the_map_shows_no_folder_that_is_gone() -> None:
    assert sorted(DRAWN - set(FOLDERS)) == []
