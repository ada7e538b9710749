"""Photographs the page of the sample case with chromium, for the docs: `make pictures`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "src" / "depesche" / "sample" / "reports"
FOLDER = ROOT / "docs" / "images"
# The report that shows most: quotations, indirect and carried speech, a nested statement.
REPORT = "Genfer Gespräche enden ohne Einigung"
WIDTH, HEIGHT, MARGIN, SCALE = 1180, 880, 12, 1.5


def main() -> None:
    """Write briefing.png and report.png."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("make pictures needs chromium.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as play:
        made = _page(Path(folder))
        browser = play.chromium.launch(executable_path=chromium)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, color_scheme="light"
        )
        page.goto(made.as_uri())
        _photograph(page, page.locator("main .talks > li, main .said > li"), "briefing.png")
        report = page.locator("details.report").filter(has=page.locator("h3").get_by_text(REPORT, exact=True))
        report.evaluate("element => element.scrollIntoView()")
        _photograph(page, report.locator("p"), "report.png")
        browser.close()


def _page(folder: Path) -> Path:
    """The page of a case made anew, whatever was stated in demo/ since."""
    case, page = folder / "sample.depesche", folder / "sample.html"
    depesche = Path(sys.executable).with_name("depesche")
    subprocess.run([depesche, "build", case, REPORTS, "--quiet"], check=True)
    with page.open("wb") as out:
        subprocess.run([depesche, "export", case, "--to", "html"], check=True, stdout=out)
    return page


def _photograph(page: Page, blocks: Locator, name: str) -> None:
    """Photograph the window from its top to the end of the last block that it shows whole."""
    boxes = filter(None, (block.bounding_box() for block in blocks.all()))
    ends = [box["y"] + box["height"] for box in boxes]
    height = max((end for end in ends if end + MARGIN <= HEIGHT), default=HEIGHT - MARGIN) + MARGIN
    page.screenshot(path=FOLDER / name, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})


if __name__ == "__main__":
    main()
