"""Draw the pictures of the READMEs from the report of the founding case; needs Chromium and the development tools."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CASE = HERE.parents[1] / "cases" / "loc-ninh"
WIDTH, HEIGHT = 1280, 960
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def main() -> int:
    """Audit the founding case in both languages and photograph the top of each report."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("docs/pictures/make.py: install Chromium first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for language, name in (("en", "report.png"), ("vi", "report.vi.png")):
            report = Path(folder) / f"{language}.html"
            audit = [sys.executable, "-m", "counterpoise", "audit", str(CASE), "--lang", language]
            subprocess.run([*audit, "--format", "html", "--output", str(report)], check=True)
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto(report.as_uri())
            page.screenshot(path=HERE / name)
            print(f"docs/pictures/{name}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
