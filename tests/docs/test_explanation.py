"""Each algorithm has a page of five parts: idea, picture, source, cost and limits; its picture is drawn by our own code."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "docs" / "pictures"))  # last: a script there is called as a module of Python's own
FIGURES: dict[str, Callable[[], str]] = import_module("figures").FIGURES
FOLDER = ROOT / "docs" / "explanation"
NO_ALGORITHM = {
    "checks-and-the-dual": "a definition, with its examples",
    "exactness": "what a result promises",
    "map": "the folders",
    "speed": "measurements, written by a program",
    "sweep": "how a command puts the engines to work",
    "three-readings": "a definition, with its examples",
    "what-a-finding-rests-on": "how to read a finding",
}
PAGES = sorted(page.stem for page in FOLDER.glob("*.md") if ".vi" not in page.name)
ALGORITHMS = [page for page in PAGES if page not in NO_ALGORITHM]
PARTS = ("Idea", "Picture", "Cost", "limits", "Source")
_HEADING = re.compile(r"^#{2,3} (?P<title>.+)$", re.MULTILINE)
_SHOWN = re.compile(r"!\[(?P<alt>[^\]]+)\]\(figures/(?P<name>[^)]+)\.svg\)")
_SVG = "{http://www.w3.org/2000/svg}"


def sections(page: str) -> dict[str, str]:
    """Part a page by its headings."""
    text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    found = list(_HEADING.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return {one["title"]: text[one.end() : end].strip() for one, end in zip(found, ends, strict=True)}


def test_a_page_that_explains_no_algorithm_is_still_there() -> None:
    assert set(NO_ALGORITHM) <= set(PAGES)


@pytest.mark.parametrize("page", ALGORITHMS)
def test_an_algorithm_is_explained_in_five_parts(page: str) -> None:
    said = sections(page)
    for part in PARTS:
        titles = [title for title in said if part.lower() in title.lower()]
        assert titles, f"docs/explanation/{page}.md: write a heading “{part}”"
        assert all(len(said[title]) > 60 for title in titles)


@pytest.mark.parametrize("page", [*ALGORITHMS, "exactness"])
def test_the_picture_is_there_and_says_in_words_what_it_shows(page: str) -> None:
    text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    shown = list(_SHOWN.finditer(text))
    assert [one["name"] for one in shown] == [page]
    assert len(shown[0]["alt"]) > 40
    after = text[shown[0].end() :][:1_500]
    assert "|---" in after or "```" in after, "write what it shows in letters below"


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_what_our_own_code_draws(name: str) -> None:
    drawn = FIGURES[name]()
    kept = (FOLDER / "figures" / f"{name}.svg").read_text(encoding="utf-8")
    assert kept == drawn, "python docs/pictures/figures.py"
    figure = ElementTree.fromstring(drawn)
    title, description = figure.find(f"{_SVG}title"), figure.find(f"{_SVG}desc")
    assert title is not None
    assert description is not None
    assert len(description.text or "") > 60
    assert not re.search(r"(?:href|url)\s*[=(]\s*[\"']?(?!#)", drawn), "a picture asks nobody for anything"


@pytest.mark.parametrize("name", FIGURES)
def test_no_word_of_a_figure_runs_over_its_edge(name: str) -> None:
    """Letters of the font are taken to be seven units wide, which is more than most are."""
    figure = ElementTree.fromstring(FIGURES[name]())
    width = float((figure.get("viewBox") or "").split()[2])
    for text in figure.iter(f"{_SVG}text"):
        room = (
            7
            * len(text.text or "")
            * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        )
        begin = float(text.get("x", "0")) - room
        assert begin >= 0, text.text
        assert begin + 7 * len(text.text or "") <= width, text.text


def test_every_picture_that_is_kept_belongs_to_a_page() -> None:
    kept = {file.stem for file in (FOLDER / "figures").iterdir()}
    assert kept == set(FIGURES) == {*ALGORITHMS, "exactness"}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_listed_where_readers_look(page: str) -> None:
    assert f"(explanation/{page}.md)" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
