"""The registrar and the second person in a real browser: keyboard only, 320 pixels, both languages, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from site_browsing import visit

pytestmark = pytest.mark.needs_program("chromium")

PLACE = "/register/places/thi-diem-2/"
PAGES = (
    "/register/",
    "/register/places/?q=xa%20thi",
    PLACE,
    f"{PLACE}?on=2024-03-28",
    f"{PLACE}appoint/",
    "/register/persons/",
    "/register/places/new/",
    "/register/pilots/",
    "/register/pilots/new/",
    "/register/regulations/",
    "/register/regulations/new/",
    "/register/frameworks/vn-commune-3t/",
    "/register/changes/",
    "/register/proposals/",
    "/register/import/",
    "/register/disputes/",
    "/account/me/",
    "/account/2fa/",
    "/account/password/change/",
)


@pytest.mark.parametrize(("width", "prefix"), [(320, ""), (1280, "/en")])
def test_a_registrar_reads_every_page(browser: Browser, site: str, width: int, prefix: str) -> None:
    with visit(browser, site, width=width) as ada:
        ada.sign_in("giu-so")
        for path in PAGES:
            ada.go(prefix + path)
            ada.check()


def test_by_keyboard_a_tenure_is_ended_and_another_person_agrees(browser: Browser, site: str) -> None:
    with visit(browser, site, width=320) as ada:
        ada.sign_in("giu-so")
        page = ada.go(PLACE)
        row = page.locator("tr", has_text="Chủ tịch UBND xã").first
        row.locator("a", has_text="Kết thúc").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/end/")
        ada.check()
        page.locator("[name=end]").focus()
        page.keyboard.type("2024-03-01")
        page.keyboard.press("Tab")
        page.keyboard.type("Thôi giữ chức theo đề nghị mẫu")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/proposals/*/")
        expect(page.locator("h2#consequences")).to_be_visible()
        expect(page.locator("text=Phát hiện chấm dứt").first).to_be_visible()
        ada.check()
        proposal = page.url.removeprefix(site)
    refused_as_same_person(browser, site, proposal)
    with visit(browser, site) as ben:
        ben.sign_in("duyet")
        page = ben.go(f"/en{proposal}")
        ben.check()
        page.locator("button", has_text="Approve and record").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".messages .success")).to_be_visible()
        ben.check()
        page = ben.go(f"/en{PLACE}")
        page.locator("tr", has_text="1 March 2024").locator("a", has_text="History").click()
        expect(page.locator("text=approved by Cán bộ duyệt").first).to_be_visible()
        ben.check()


def refused_as_same_person(browser: Browser, site: str, proposal: str) -> None:
    """Try the second account of the person who proposed: no button, and a request made by hand is refused."""
    with visit(browser, site) as again:
        again.sign_in("giu-so-2")
        page = again.go(proposal)
        expect(page.locator("text=Bạn là người đề nghị")).to_be_visible()
        expect(page.locator("button[value=approve]")).to_have_count(0)
        token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        answer = page.request.post(
            f"{site}{proposal}decide/",
            form={"csrfmiddlewaretoken": token, "do": "approve", "seen": "1"},
            headers={"Referer": site},
        )
        assert "không được duyệt đề nghị của chính mình" in answer.text()
        page = again.go(proposal)
        expect(page.locator("h1 .badge", has_text="đang chờ")).to_be_visible()


def test_a_form_says_what_is_wrong_where_it_is_wrong(browser: Browser, site: str) -> None:
    with visit(browser, site, width=320) as ada:
        ada.sign_in("giu-so")
        page = ada.go(f"/en{PLACE}appoint/")
        page.fill("[name=person]", "nobody at all")
        page.fill("[name=start]", "31/12/2024")
        page.fill("[name=why]", "x")
        page.locator("main button").click()
        expect(page.locator("[name=start]")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("text=the register has no such person")).to_be_visible()
        ada.check(status=422)


def test_names_are_suggested_while_one_types(browser: Browser, site: str) -> None:
    with visit(browser, site) as ada:
        ada.sign_in("giu-so")
        page = ada.go(f"{PLACE}appoint/")
        page.locator("[name=person]").press_sequentially("chu tich")
        expect(page.locator("#persons option").first).to_be_attached()
        ada.check()


def test_without_javascript_a_row_of_the_law_is_disputed(browser: Browser, site: str) -> None:
    with visit(browser, site, script=False) as cy:
        cy.sign_in("kiem-tra")
        page = cy.go("/en/register/frameworks/vn-commune-3t/")
        page.locator("ul.rows a", has_text="Dispute").first.click()
        page.fill("[name=said]", "This row cites the wrong article.")
        page.locator("main button").click()
        page.wait_for_url("**/disputes/*/")
        expect(page.locator("text=This row cites the wrong article.")).to_be_visible()
