"""Every finding code has a page in both languages that opens with its title and keeps to its length."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import counterpoise.analysis as analysis
from counterpoise.analysis.codes import TITLES
from counterpoise.formats import explain
from counterpoise.formats.columns import width_of

LIBRARY = Path(analysis.__file__).parents[1]
HEADINGS = {
    "vi": ["Nghĩa là gì", "Vì sao quan trọng", "Cách đọc bằng chứng", "Cách chấm dứt", "Giới hạn"],
    "en": ["What it means", "Why it matters", "How to read the witness", "How to end it", "Limits"],
}


@pytest.mark.parametrize("code", TITLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_has_a_page_that_opens_with_its_title(code: str, language: str) -> None:
    page = explain.page(code, language)
    assert page.splitlines()[0] == f"# {code} — {TITLES[code].of(language)}"
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == HEADINGS[language]
    assert len(page.splitlines()) <= 45


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_belongs_to_a_code(language: str) -> None:
    assert {page.stem for page in (LIBRARY / "pages" / language).glob("*.md")} == set(TITLES)


def test_every_code_the_analysis_gives_has_a_title() -> None:
    texts = (module.read_text(encoding="utf-8") for module in (LIBRARY / "analysis").glob("*.py"))
    given = {code for text in texts for code in re.findall(r'"([CRGLP]\d\d)"', text)}
    assert given <= set(TITLES)


@pytest.mark.parametrize("code", TITLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_fits_the_terminal(code: str, language: str) -> None:
    shown = explain.write(code, language=language, colour=False, width=72)
    assert max(map(width_of, shown.splitlines())) <= 72
    assert "**" not in shown
    assert "\n\n\n" not in shown
    coloured = explain.write(code, language=language, colour=True, width=72)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown
