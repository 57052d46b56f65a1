"""Every main page in a real browser, as each role: WCAG, 320 pixels, text twice as large, keyboard, no need to hover, no raw ids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import site_served
from site_browsing import Visit, visit

pytestmark = pytest.mark.needs_program("chromium")

DAY = "?on=2024-03-28"
PUBLIC = (
    *(
        "/",
        "/public/",
        f"/public/place/thi-diem-1/{DAY}",
        f"/public/cumulated/{DAY}",
        "/bulletin/",
        "/register/",
    ),
    *("/public/dispute/?subject=seat%20thi-diem-1/council-chair/1", "/public/place/thi-diem-1/disputes/"),
    *("/register/frameworks/vn-commune-3t/", "/examination/code/C03/", "/account/login/"),
)
INSIDE = (
    *("/register/places/", "/register/places/thi-diem-1/", "/register/persons/", "/register/pilots/"),
    *("/register/regulations/", "/register/proposals/", "/register/changes/", "/register/disputes/"),
    *("/register/papers/", "/register/papers/evidence/", "/register/papers/kin/", "/register/papers/study/"),
    *(
        "/examination/",
        f"/examination/place/thi-diem-1/{DAY}",
        f"/examination/place/thi-diem-1/findings/{DAY}",
    ),
    f"/examination/place/thi-diem-1/matter/budget-estimate/{DAY}",
    *(f"/examination/place/thi-diem-1/{part}/{DAY}" for part in ("compare", "timeline")),
    *(f"/examination/area/loc-ninh/{DAY}", "/account/me/", "/account/2fa/", "/account/password/change/"),
)
FORMS = (
    *("/register/places/new/", "/register/persons/new/", "/register/places/thi-diem-1/appoint/"),
    *(
        "/register/pilots/new/",
        "/register/regulations/new/",
        "/register/import/",
        "/register/papers/kin/new/",
    ),
    *(
        f"/register/papers/{kind}/new/"
        for kind in (
            "evidence",
            "indicator",
            "source",
            "arrangement",
            "reorganisation",
            "exception",
            "review",
        )
    ),
)
# Whatever must be read or used has to be there without a pointer that hovers.
_ON_HOVER = """() => [...document.styleSheets].flatMap(sheet => {
  try { return [...sheet.cssRules] } catch { return [] }
}).filter(rule => rule.selectorText?.includes(':hover') && /display|visibility|opacity|clip/.test(rule.style?.cssText || ''))
  .map(rule => rule.selectorText)"""
_ONLY_IN_TITLES = """() => [...document.querySelectorAll('main [title]')]
  .filter(each => !each.closest('svg') && each.title && !each.textContent.includes(each.title)).map(each => each.outerHTML.slice(0, 120))"""
_NOT_BY_KEYBOARD = """() => [...document.querySelectorAll('main [onclick], main [role=button]')]
  .filter(each => each.tabIndex < 0).map(each => each.outerHTML.slice(0, 120))"""


_TOO_MANY = """() => { const form = document.querySelector('main form');
  for (let n = 0; n < 10001; n++) { const one = document.createElement('input'); one.type = 'hidden'; one.name = 'f' + n; form.append(one) }
  form.submit() }"""
_RAW = re.compile(
    r"(?<![/\w.-])(thi-diem-\d|loc-ninh|council-chair|vn-commune-\dt|party-secretary)(?![\w/-])"
)


def look(guest: Visit, path: str) -> None:
    """Hold one page against everything but the checker: names, text twice as large, no hovering, the keyboard."""
    page = guest.go(path)
    assert _RAW.findall(page.locator("body").inner_text()) == [], f"{path}: an id where there is a name"
    assert page.evaluate(_ON_HOVER) == [], f"{path}: shown only on hover"
    assert page.evaluate(_ONLY_IN_TITLES) == [], f"{path}: said only on hover"
    assert page.evaluate(_NOT_BY_KEYBOARD) == [], f"{path}: out of the keyboard's reach"
    page.add_style_tag(content="html { font-size: 200% !important; }")
    widest = page.evaluate("document.documentElement.scrollWidth")
    assert widest <= page.evaluate("innerWidth"), (
        f"{path}: with text twice as large it scrolls sideways: {widest}"
    )


def tabbed(page: Page, most: int = 400) -> int:
    """Press Tab through a page; each stop must be visible and show that it has the focus. Give the number of stops."""
    for stop in range(most):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const a = document.activeElement; if (a === document.body) return null;
            const s = getComputedStyle(a), r = a.getBoundingClientRect();
            return [a.outerHTML.slice(0, 100), s.outlineStyle, r.width * r.height, r.right <= innerWidth + 1 || !!a.closest('.scroll, .box')] }"""
        )
        if state is None:
            return stop
        said, outline, area, inside = state
        assert outline != "none", f"{page.url}: no focus to be seen on {said}"
        assert area > 0, f"{page.url}: focus on something invisible: {said}"
        assert inside, f"{page.url}: focus outside the page: {said}"
    return most


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_text_twice_as_large_keyboard_and_no_hovering_on_public_pages(
    browser: Browser, site: str, prefix: str
) -> None:
    with visit(browser, site, width=640) as dee:
        for path in PUBLIC:
            look(dee, prefix + path)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_text_twice_as_large_keyboard_and_no_hovering_inside(
    browser: Browser, site: str, prefix: str
) -> None:
    with visit(browser, site, width=640) as ada:
        ada.sign_in("giu-so")
        for path in (*INSIDE, *FORMS):
            look(ada, prefix + path)


@pytest.mark.parametrize(("width", "prefix"), [(320, "/en"), (1280, "")])
def test_pages_that_came_late_are_accessible(browser: Browser, site: str, width: int, prefix: str) -> None:
    with visit(browser, site, width=width) as ada:
        ada.sign_in("giu-so")
        for path in (*INSIDE[8:12], INSIDE[14], INSIDE[15], *FORMS[6:], PUBLIC[6], PUBLIC[7]):
            ada.go(prefix + path)
            ada.check()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_stop_of_the_keyboard_is_seen(browser: Browser, site: str, prefix: str) -> None:
    with visit(browser, site, width=320) as ada:
        ada.sign_in("giu-so")
        for path in (
            "/register/",
            FORMS[2],
            f"/examination/place/thi-diem-1/compare/{DAY}",
            "/register/papers/kin/new/",
            "/register/frameworks/vn-commune-2t/bodies/council/change/",
        ):
            ada.go(prefix + path)
            assert tabbed(ada.page) > 8


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_that_sets_up_a_second_factor_is_accessible(
    browser: Browser, site: str, prefix: str
) -> None:
    with visit(browser, site, width=320 if prefix else 1280) as ada:
        ada.sign_in("doc")
        ada.go(f"{prefix}/account/2fa/totp/activate/")
        if ada.page.locator("[name=password]").count():
            ada.check()  # the page that asks for the password again
            ada.page.fill("[name=password]", "xem-thu-counterpoise")
            with ada.page.expect_navigation(url="**/totp/activate/"):
                ada.page.press("[name=password]", "Enter")
        expect(ada.page.locator("main img, main svg").first).to_be_visible()
        ada.check()
        ada.page.fill("[name=code]", "000000")
        ada.page.locator("main form button").first.click()
        expect(ada.page.locator("[aria-invalid=true]").first).to_be_visible()
        ada.check()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_of_errors_are_accessible_in_the_readers_language(
    browser: Browser, site: str, prefix: str
) -> None:
    word = "Về trang đầu" if not prefix else "To the home page"
    with visit(browser, site, width=320, language="vi-VN" if not prefix else "en-GB") as dee:
        dee.sign_in("bien-tap")
        for path, status in (("/nothing/", 404), ("/examination/", 403), ("/register/places/?q=%00", 403)):
            answer = dee.page.goto(site + prefix + path)
            assert answer is not None
            assert answer.status == status, path
            expect(dee.page.locator(f"text={word}")).to_have_count(1)
            dee.check(status=status)
        # A form with more fields than anybody fills in.
        page = dee.go(f"{prefix}/account/password/change/")
        with page.expect_navigation():
            page.evaluate(_TOO_MANY)
        expect(page.locator(f"text={word}")).to_be_visible()
        dee.check(status=400)
        # A form whose token is not ours.
        page = dee.go(f"{prefix}/account/password/change/")
        page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'")
        with page.expect_navigation():
            page.evaluate("document.querySelector('main form').submit()")
        expect(page.locator(f"text={word}")).to_have_count(1)
        dee.check(status=403)


def test_a_failing_server_says_so_in_both_languages(browser: Browser, tmp_path: Path, shared: Path) -> None:
    folder = tmp_path / "failing"
    with (
        site_served.served(folder, like=site_served.demo(shared)) as address,
        visit(browser, address, width=320) as dee,
    ):
        (folder / "site.sqlite3").rename(folder / "gone.sqlite3")
        for prefix, word in (("", "Về trang đầu"), ("/en", "To the home page")):
            answer = dee.page.goto(f"{address}{prefix}/public/")
            assert answer is not None
            assert answer.status == 500
            expect(dee.page.locator(f"text={word}")).to_have_count(1)
            dee.check(status=500)
