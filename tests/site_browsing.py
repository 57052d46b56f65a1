"""What the journeys through the site share: a visitor with an account, and what every page must keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, expect

import browsing
import site_served


@dataclass
class Visit:
    """One person's browser at the site."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refusals: set[str] = field(default_factory=set)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, username: str) -> None:
        """Sign in as one of the demo's accounts."""
        self.go("/account/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", site_served.PASSWORD)
        with self.page.expect_navigation():
            self.page.press("[name=password]", "Enter")
        expect(self.page.locator("form[action*=logout]").first).to_be_visible()

    def check(self, *, status: int = 200) -> None:
        """Hold the page against what every page keeps: WCAG 2.2 AA, no sideways scrolling, no outside host, no complaint.

        That a page was refused as it should be is the one thing a browser may complain about; it may do so late.
        """
        assert browsing.violations(self.page) == [], self.page.url
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.evaluate("innerWidth"), f"{self.page.url} scrolls sideways: {width}"
        assert [asked for asked in self.asked if not asked.startswith((self.address, "data:"))] == []
        self.refusals.add(f"responded with a status of {status} ")
        assert [one for one in self.said if not any(refusal in one for refusal in self.refusals)] == []

    def unfold(self) -> None:
        """Open everything that folds."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@contextmanager
def visit(
    browser: Browser, address: str, *, width: int = 1280, script: bool = True, language: str = "vi-VN"
) -> Iterator[Visit]:
    """Open a browser of one's own; the strict policy stays in force but for the checker itself."""
    with browsing.fresh(
        browser,
        viewport={"width": width, "height": 900},
        locale=language,
        timezone_id="Asia/Ho_Chi_Minh",
        java_script_enabled=script,
        bypass_csp=script,
    ) as context:
        page = context.new_page()
        guest = Visit(page, address)
        page.on("request", lambda request: guest.asked.append(request.url))
        page.on(
            "console", lambda message: guest.said.append(message.text) if message.type == "error" else None
        )
        yield guest
