"""Photographs the page of the sample case and the workbench with chromium, for the docs: `make pictures`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "src" / "depesche" / "sample" / "reports"
FOLDER = ROOT / "docs" / "images"
# The report that shows most: quotations, indirect and carried speech, a nested statement.
REPORT = "Genfer Gespräche enden ohne Einigung"
NAME = "2031-03-04_elbanzeiger.txt"
PAGES = {
    "report": f"/reports/{NAME}?record=8d8bee8265778236#on",
    "review": "/review/next",
    "positions": "/positions?who=Talvonien&row=topic+escorts+at+sea",
    "network": "/network",
    "timeline": "/timeline",
}
DEPESCHE = Path(sys.executable).with_name("depesche")
WIDTH, HEIGHT, MARGIN, SCALE = 1180, 880, 12, 1.5


def main() -> None:
    """Write briefing.png and report.png, and those of the workbench."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("make pictures needs chromium.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as play:
        made = _page(Path(folder))
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, color_scheme="light"
        )
        page.goto(made.as_uri())
        _photograph(page, page.locator("main .talks > li, main .said > li"), "briefing.png")
        report = page.locator("details.report").filter(has=page.locator("h3").get_by_text(REPORT, exact=True))
        report.evaluate("element => element.scrollIntoView()")
        _photograph(page, report.locator("p"), "report.png")
        _workbench(browser, Path(folder))
        browser.close()


def _workbench(browser: Browser, folder: Path) -> None:
    """Photograph pages of the workbench, with some records ruled on."""
    case = folder / "sample.depesche"
    server = subprocess.Popen([DEPESCHE, "serve", case, "--no-browser"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=SCALE, locale="en-GB")
        page.goto(address)
        origin = address.partition("/?")[0]
        for name, path in PAGES.items():
            page.goto(origin + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"web-{name}.png")
    finally:
        server.terminate()
        server.wait(10)


def _page(folder: Path) -> Path:
    """The page of a case made anew, whatever was stated in demo/ since."""
    case, page = folder / "sample.depesche", folder / "sample.html"
    subprocess.run([DEPESCHE, "build", case, REPORTS, "--quiet"], check=True)
    with page.open("wb") as out:
        subprocess.run([DEPESCHE, "export", case, "--to", "html"], check=True, stdout=out)
    return page


def _photograph(page: Page, blocks: Locator, name: str) -> None:
    """Photograph the window from its top to the end of the last block that it shows whole."""
    boxes = filter(None, (block.bounding_box() for block in blocks.all()))
    ends = [box["y"] + box["height"] for box in boxes]
    height = max((end for end in ends if end + MARGIN <= HEIGHT), default=HEIGHT - MARGIN) + MARGIN
    page.screenshot(path=FOLDER / name, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})


if __name__ == "__main__":
    main()
