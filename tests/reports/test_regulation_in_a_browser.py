"""The draft regulation as a page, in a real browser: accessible, no sideways scrolling, tables reached by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from playwright.sync_api import Page, expect

import browsing
from counterpoise.domain.words import LANGUAGES
from counterpoise.formats import regulation_html
from formats.drafted import a_draft


@pytest.fixture(scope="module")
def page(chromium_path: str) -> Iterator[Page]:
    with browsing.browser(chromium_path) as started, browsing.fresh(started) as context:
        yield context.new_page()


def show(page: Page, folder: Path, language: str) -> None:
    file = folder / f"{language}.html"
    file.write_text(regulation_html.write(a_draft(), language=language), encoding="utf-8")
    page.goto(file.as_uri())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    show(page, tmp_path, language)
    assert browsing.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_text_and_each_table(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 844})
    show(page, tmp_path, "vi")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    browsing.jumped(page, to="text")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
    assert reached.count("scroll") >= 3


def test_on_paper_the_regulation_and_each_annex_begin_a_page(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, "vi")
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "[...document.querySelectorAll('.regulation, .annex')].map(e => getComputedStyle(e).breakBefore)"
    )
    assert breaks == ["page"] * 3
    assert page.evaluate("getComputedStyle(document.querySelector('.contents')).display") == "none"
