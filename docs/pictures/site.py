"""Photograph the main pages of the demo site for the READMEs, in both languages; needs Chromium and the development tools.

`python docs/pictures/site.py` starts a demo of its own on this machine, asks for each page as the demo's inspector, and stops it.
Each picture is reduced to few colours, so that it stays small.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
DAY = "?on=2024-03-28"
PLACE = f"/examination/place/thi-diem-1/{DAY}"
# Name, address (or the page whose first grave finding is opened), width, height.
PICTURES = (
    ("site-place", PLACE, 1200, 900),
    ("site-finding", "finding", 1200, 900),
    ("site-ranking", f"/examination/area/binh-phuoc/{DAY}", 1200, 620),
    ("site-public", f"/public/place/thi-diem-1/{DAY}", 1200, 760),
    ("site-phone", PLACE, 390, 844),
)
MOST = 100_000
_COLOURS = 128
_PASSWORD = "xem-thu-counterpoise"


def main() -> int:
    """Take every picture in both languages."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("docs/pictures/site.py: install Chromium first", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="counterpoise-") as folder,
        _served(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for language, prefix, ending in (("vi-VN", "", ".vi.png"), ("en-GB", "/en", ".png")):
            _take(browser, address + prefix, language=language, ending=ending)
        browser.close()
    return 0


def _take(browser: Browser, address: str, *, language: str, ending: str) -> None:
    context = browser.new_context(locale=language, timezone_id="Asia/Ho_Chi_Minh", color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.fill("[name=login]", "kiem-tra")
    page.fill("[name=password]", _PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("form[action*=logout]")
    for name, path, width, height in PICTURES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + (PLACE if path == "finding" else path))
        if path == "finding":
            page.goto(address.removesuffix("/en") + _grave(page))
        for _ in range(30):  # a ranking examines for a while where it is asked to, then says what is left
            if not page.locator("main .note.warn").count():
                break
            page.locator("main .note.warn button").click()
        _save(page.screenshot(), HERE / f"{name}{ending}")
    context.close()


def _grave(page: Page) -> str:
    """Find the address of a collapsed check."""
    found = page.locator("h3#code-C03 + ul.findings a").first.get_attribute("href")
    return found or ""


def _save(taken: bytes, target: Path) -> None:
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    picture.save(target, optimize=True)
    size = target.stat().st_size
    print(f"docs/pictures/{target.name} {size / 1000:.0f} kB")
    if size > MOST:
        raise SystemExit(f"{target.name} is larger than {MOST / 1000:.0f} kB: photograph less of the page")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a demo, give its address, and stop it."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{one.getsockname()[1]}"
    command = [sys.executable, "-m", "counterpoise", "site", "--folder", str(folder), "--bind", bind]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://{bind}/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://{bind}"
    finally:
        started.terminate()
        started.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(main())
