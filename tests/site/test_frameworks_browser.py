"""A registrar creates an office, changes it and ends it in a real browser, and another person agrees: keyboard, 320 pixels, both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from site_browsing import Visit, visit

pytestmark = pytest.mark.needs_program("chromium")

LAW = "/register/frameworks/vn-commune-2t/"
PAGES = (
    "/register/offices/",
    "/register/offices/?q=chu%20tich&on=2026-01-01",
    LAW,
    f"{LAW}offices/chair/",
    f"{LAW}bodies/council/",
    f"{LAW}offices/chair/change/",
    f"{LAW}offices/chair/end/",
    f"{LAW}bodies/council/change/",
    f"{LAW}bodies/new/",
)


@pytest.mark.parametrize(("width", "prefix"), [(320, ""), (1280, "/en")])
def test_a_registrar_reads_every_page_of_bodies_and_offices(
    browser: Browser, site: str, width: int, prefix: str
) -> None:
    with visit(browser, site, width=width) as ada:
        ada.sign_in("giu-so")
        for path in PAGES:
            ada.go(prefix + path)
            ada.unfold()
            ada.check()


def type_into(page: Page, name: str, text: str) -> None:
    """Type into a field, as one who reached it by keyboard."""
    page.locator(f"[name={name}]").focus()
    page.keyboard.type(text)


def press(page: Page, what: str) -> None:
    """Press a button or follow a link by keyboard."""
    page.locator(what).first.focus()
    page.keyboard.press("Enter")


def agree(guest: Visit, proposal: str) -> None:
    """Agree to a proposal in English, by keyboard."""
    page = guest.go(f"/en{proposal}")
    guest.check()
    press(page, "button[value=approve]")
    expect(page.locator(".messages .success")).to_be_visible()
    guest.check()


def sent(guest: Visit, page: Page) -> str:
    """Send a form by keyboard, look at what it would cause, and give the address of the proposal."""
    press(page, "button[value=propose]")
    page.wait_for_url(re.compile("/proposals/[0-9]+/$"))
    expect(page.locator("h2#consequences")).to_be_visible()
    guest.check()
    return re.sub("^https?://[^/]+(/en)?", "", page.url)


def test_by_keyboard_an_office_is_created_and_ended_and_another_person_agrees(
    browser: Browser, site: str
) -> None:
    with visit(browser, site, width=320) as ada, visit(browser, site) as ben:
        ada.sign_in("giu-so")
        ben.sign_in("duyet")
        page = ada.go(LAW)
        press(page, "a:has-text('Thêm chức danh')")
        page.wait_for_url("**/offices/new/")
        type_into(page, "name_vi", "Công chức phụ trách thí điểm")
        type_into(page, "name_en", "Pilot officer")
        type_into(page, "seats", "0")
        page.locator("[name=bodies][value=peoples-committee]").focus()
        page.keyboard.press("Space")
        for name, times in (("ties-0-actor", 1), ("ties-0-how", 10)):
            page.locator(f"[name={name}]").focus()
            for _ in range(times):
                page.keyboard.press("ArrowDown")
        type_into(page, "why", "theo quyết định mẫu")
        press(page, "button[value=propose]")
        expect(page.locator("#id_seats_error")).to_be_visible()
        expect(page.locator("[name=seats]")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[name=ties-0-how]")).to_have_value("evaluates")
        ada.check(status=422)
        page.locator("[name=seats]").fill("2")
        proposal = sent(ada, page)
        expect(page.locator("ins", has_text="Công chức phụ trách thí điểm").first).to_be_visible()
        assert (
            page.locator("text=địa bàn mà thay đổi chạm tới").is_visible() or page.locator("h3").count() == 1
        )
        agree(ben, proposal)

        page = ada.go(f"/en{LAW}offices/pilot-officer/")
        ada.check()
        press(page, "a:has-text('End')")
        page.wait_for_url("**/end/")
        ada.check()
        type_into(page, "end", "2026-06-30")
        type_into(page, "why", "The pilot is over")
        proposal = sent(ada, page)
        agree(ben, proposal)
        page = ben.go(f"/en{LAW}")
        expect(page.locator("text=Other versions of this framework")).to_be_visible()
        expect(page.locator("text=Pilot officer").first).to_be_attached()
        with page.expect_navigation():
            page.locator("a", has_text="from 1 July 2026").first.click()
        expect(page.locator("text=Pilot officer")).to_have_count(0)
        ben.check()
        page = ben.go("/register/history/paper/framework:vn-commune-2t/")
        expect(page.locator("text=Lý do: The pilot is over").first).to_be_visible()
        ben.check()
