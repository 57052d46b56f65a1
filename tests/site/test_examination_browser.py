"""Inspectors and citizens in a real browser: every page accessible, by keyboard, at 320 pixels, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

import browsing
from site_browsing import visit

DAY = "?on=2024-03-28"
INSIDE = (
    "/examination/",
    f"/examination/place/thi-diem-1/{DAY}",
    f"/examination/place/thi-diem-1/compare/{DAY}&join=party-secretary&to=council-chair",
    f"/examination/place/thi-diem-1/timeline/{DAY}",
    f"/examination/area/loc-ninh/{DAY}",
    "/examination/code/C03/",
)
OUTSIDE = (
    "/",
    "/public/",
    f"/public/place/thi-diem-1/{DAY}",
    f"/public/cumulated/{DAY}",
    "/account/login/",
    "/nothing/",
)

pytestmark = pytest.mark.needs_program("chromium")


@pytest.mark.parametrize(("width", "prefix"), [(320, ""), (1280, "/en")])
def test_an_inspector_reads_every_page(browser: Browser, site: str, width: int, prefix: str) -> None:
    with visit(browser, site, width=width) as cy:
        cy.sign_in("kiem-tra")
        for path in INSIDE:
            cy.go(prefix + path)
            cy.unfold()
            cy.check()


@pytest.mark.parametrize(("width", "prefix"), [(320, "/en"), (1280, "")])
def test_a_citizen_reads_the_public_register(browser: Browser, site: str, width: int, prefix: str) -> None:
    with visit(browser, site, width=width) as dee:
        for path in OUTSIDE:
            dee.go(prefix + path)
            dee.check(status=404 if path == "/nothing/" else 200)


def test_from_a_matter_to_its_finding_by_keyboard_alone(browser: Browser, site: str) -> None:
    with visit(browser, site) as cy:
        cy.sign_in("kiem-tra")
        page = cy.go(f"/en/examination/place/thi-diem-1/{DAY}")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_class("skip")
        page.keyboard.press("Enter")
        browsing.jumped(page, to="main")
        link = page.locator("ul.findings a").first
        link.focus()
        expect(link).to_be_focused()
        expect(link).to_have_css("outline-style", "solid")
        page.keyboard.press("Enter")
        page.wait_for_url("**/finding/**")
        expect(page.locator("h2", has_text="Proof and remedy")).to_be_visible()
        cy.check()


def test_without_javascript_everything_works(browser: Browser, site: str) -> None:
    with visit(browser, site, script=False) as cy:
        cy.sign_in("kiem-tra")
        page = cy.go(f"/examination/place/thi-diem-1/compare/{DAY}")
        page.select_option("#part", index=0)
        page.locator("form", has=page.locator("#part")).locator("button").click()
        expect(page.locator("h3", has_text="Phát hiện hết")).to_be_visible()


def test_a_page_prints_without_its_menus(browser: Browser, site: str) -> None:
    with visit(browser, site) as dee:
        page = dee.go(f"/public/place/thi-diem-1/{DAY}")
        page.emulate_media(media="print")
        expect(page.locator("main table")).to_be_visible()
        expect(page.locator(".top nav")).to_be_hidden()
