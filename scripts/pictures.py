"""Photographs the demo's page with chromium, for the README: `make pictures`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "demo" / "sample.html"
FOLDER = ROOT / "docs" / "images"
# The report that shows most: quotations, indirect and carried speech, a nested statement.
REPORT = "Genfer Gespräche enden ohne Einigung"


def main() -> None:
    """Write briefing.png and report.png."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("make pictures needs chromium.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1180, "height": 820}, color_scheme="light")
        page.goto(PAGE.as_uri())
        page.screenshot(path=FOLDER / "briefing.png")
        page.locator("#contents").get_by_text(REPORT).click()
        page.wait_for_timeout(500)
        page.screenshot(path=FOLDER / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
