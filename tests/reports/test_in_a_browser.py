"""The HTML report in a real browser: accessible, no sideways scrolling, nothing fetched, reached by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from playwright.sync_api import Browser, Page, expect

import browsing
from counterpoise.domain.words import LANGUAGES
from counterpoise.formats import report_html
from reports.made_commune import commune

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with browsing.browser(chromium_path) as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    for language in LANGUAGES:
        report = report_html.write(commune(matters=4, findings=5), language=language)
        (folder / f"{language}.html").write_text(report, encoding="utf-8")
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browsing.fresh(browser) as context:
        yield context.new_page()


def opened(page: Page, folder: Path, language: str) -> Page:
    """Open the report of a language from the disk."""
    page.goto((folder / f"{language}.html").as_uri())
    return page


def unfold(page: Page) -> None:
    """Open everything that folds."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@in_both_languages
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing(page: Page, folder: Path, language: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    unfold(opened(page, folder, language))
    assert browsing.violations(page) == []


@in_both_languages
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(page: Page, folder: Path, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    unfold(opened(page, folder, language))
    assert page.evaluate("document.documentElement.scrollWidth") == width


@in_both_languages
def test_nothing_is_asked_of_any_network(page: Page, folder: Path, language: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    unfold(opened(page, folder, language))
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert said == []


@in_both_languages
def test_the_keyboard_reaches_every_link_and_box(page: Page, folder: Path, language: str) -> None:
    opened(page, folder, language)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a, summary, [tabindex]')].filter(each => each.checkVisibility()).length"
    )
    page.evaluate("window.met = new Set([document.activeElement])")
    for _ in range(wanted - 1):
        page.keyboard.press("Tab")
        page.evaluate("window.met.add(document.activeElement)")
    assert page.evaluate("window.met.size") == wanted


def test_the_skip_link_leads_to_the_summary(page: Page, folder: Path) -> None:
    opened(page, folder, "vi").keyboard.press("Tab")
    page.keyboard.press("Enter")
    browsing.jumped(page, to="summary")


def test_the_header_of_a_long_table_stays_in_sight(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    opened(page, folder, "en")
    page.locator("table.matters tbody tr:last-child").first.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 150)")
    top = page.locator("table.matters thead th").first.evaluate("each => each.getBoundingClientRect().top")
    assert 0 <= top < 40


@in_both_languages
def test_paper_shows_everything_that_folds(page: Page, folder: Path, language: str) -> None:
    opened(page, folder, language).emulate_media(media="print")
    hidden = "each => each.getBoundingClientRect().height === 0"
    assert (
        page.evaluate(f"[...document.querySelectorAll('details > :not(summary)')].filter({hidden}).length")
        == 0
    )
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_picture_is_legible_on_a_telephone(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, folder, "vi")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.seats text')].map(each => each.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 11
    overlaps = page.evaluate(
        """[...document.querySelectorAll('.seats svg')].filter(svg => {
          const edge = svg.getBoundingClientRect().right
          return [...svg.querySelectorAll('text')].some(each => each.getBoundingClientRect().right > edge)
        }).length"""
    )
    assert overlaps == 0
