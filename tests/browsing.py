"""What all tests in a browser share: how it is started, what a page is held against, and for how long anybody waits.

Whatever a key, a click or a script sets going is waited for (`expect`, `wait_for_url`, `expect_navigation`), never looked at in the same
breath: only what stands in a page from the start may be looked at once the page is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it ships no types
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PATIENCE = 120_000
"""Milliseconds: a slow or busy machine is not a fault. Only a fault is ever waited for so long."""

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """Start a browser, and stop it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_QUIET, timeout=PATIENCE)
        yield started
        started.close()


@contextmanager
def fresh(started: Browser, **more: Any) -> Iterator[BrowserContext]:
    """Open a browser that remembers nothing, for somebody who wants nothing to move, and close it."""
    context = started.new_context(reduced_motion="reduce", **more)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """List what a whole page breaks of WCAG 2.2 AA: the rule, and where first."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _WCAG}}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def jumped(page: Page, to: str) -> None:
    """Wait until a link has led to a part of the page it is on."""
    expect(page.locator(f"#{to}:target")).to_have_count(1)
