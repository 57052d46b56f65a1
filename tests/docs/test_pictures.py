"""The pictures of the READMEs are there, in both languages, and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST = 100_000
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]+)\]\((?P<path>docs/pictures/[^)]+)\)")


def pictures(page: str) -> list[str]:
    """List the pictures of a page, each with words for who cannot see it."""
    return [found["path"] for found in _PICTURE.finditer((ROOT / page).read_text("utf-8"))]


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_the_main_pages_of_the_site_are_shown_and_stay_small(page: str) -> None:
    shown = pictures(page)
    of_the_site = [path for path in shown if "/site-" in path]
    assert {Path(path).name.split(".")[0] for path in of_the_site} >= {
        *("site-place", "site-finding", "site-ranking", "site-public", "site-phone"),
    }
    for path in shown:
        assert (ROOT / path).is_file(), path
    for path in of_the_site:
        assert (ROOT / path).stat().st_size <= MOST, f"{path}: python docs/pictures/site.py"
        assert path.endswith(".vi.png") == (page == "README.vi.md")
