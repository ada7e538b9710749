"""Timeline, positions, network, lineage: drawn under the policy, and the same as tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from depesche.web.render import STATIC


def test_the_libraries_are_those_that_were_checked():
    """Every file has the digest that was written down when it was fetched, and its licence beside it."""
    folder = STATIC / "vendor"
    listed = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))

    assert {one["file"]: one["sha256"] for one in listed} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")
    }
    assert [one["name"] for one in listed if not (folder / f"{one['name']}.LICENSE").stat().st_size] == []


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        ("/timeline", ".chart svg .mark-rect path"),
        ("/timeline?actor=hallvik", ".chart svg .mark-rect path"),
        ("/network", "#drawing canvas"),
        ("/network?mode=subtract&normalise=jaccard&until=2031-03-05", "#drawing canvas"),
        ("/lineage", "#drawing canvas"),
    ],
)
@pytest.mark.parametrize("width", [390, 1280])
def test_charts_are_drawn_under_the_policy(open_sheet, address, path, drawn, width):
    """Nothing is evaluated, styled or fetched that the policy forbids; the page fits."""
    sheet = open_sheet(address, width=width)
    page = sheet.go(path)
    page.locator(drawn).first.wait_for(state="attached")

    assert sheet.faults() == []


def test_a_cell_of_the_matrix_opens_to_its_sentence(open_sheet, address, case):
    """From the cell to the sentence, and on to its place in the report."""
    sheet = open_sheet(address)
    page = sheet.go("/positions")
    page.locator("a.cell").first.click()
    page.locator("#cell blockquote").first.wait_for()
    words = page.locator("#cell blockquote").first.inner_text()
    assert sheet.faults() == []
    page.locator("#cell .rows a").first.click()
    page.locator("#at").wait_for()

    marked = "".join(page.locator("#text .at").all_inner_texts())
    assert " ".join(words.split()) == " ".join(marked.split())


def test_the_slider_goes_back_in_time(open_sheet, address):
    """By key; the address keeps the day."""
    page = open_sheet(address).go("/positions")
    before = page.locator("a.cell").count()
    page.locator("input[type=range]").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**slide=0**")

    assert 0 < page.locator("a.cell").count() < before


def test_charts_are_saved(open_sheet, address):
    """As SVG and PNG, from what is seen."""
    page = open_sheet(address).go("/timeline")
    page.locator(".chart svg").first.wait_for(state="attached")
    for kind, begin in {"svg": b"<svg", "png": b"\x89PNG"}.items():
        with page.expect_download() as waiting:
            page.locator(f"[data-save={kind}]").click()
        assert Path(waiting.value.path()).read_bytes().startswith(begin)


def test_the_network_is_saved(open_sheet, address, client):
    """As a picture of lines and letters, and its ties as a table."""
    page = open_sheet(address).go("/network")
    page.locator("#drawing canvas").first.wait_for(state="attached")
    with page.expect_download() as waiting:
        page.locator("[data-svg]").click()
    drawn = Path(waiting.value.path()).read_text(encoding="utf-8")
    ties = client.get("/api/v1/network").json()["elements"]

    assert drawn.startswith("<svg")
    assert "Karvelien" in drawn
    assert client.get("/download/network.csv").text.count("\r\n") == 1 + sum("source" in one["data"] for one in ties)


def test_the_table_has_what_the_chart_has(client, case):
    """Every day with its counts."""
    spec = client.get("/api/v1/timeline").json()
    reports = {row["day"]: row["count"] for row in spec["data"]["values"] if row["kind"] == "Reports"}
    days = [row.published for row in case.rows()]

    assert reports == {day: days.count(day) for day in days}
    assert all(f"since={day}&amp;until={day}" in client.get("/timeline").text for day in reports)


def test_what_is_remembered_is_not_out_of_date(client, case):
    """A ruling shows at once."""
    before = client.get("/api/v1/timeline").json()
    [item] = case.queue("me")
    case.rule(item.record, "reject", "me")

    assert client.get("/api/v1/timeline").json() == before  # counts are of what was read
    assert client.get("/api/v1/network?mode=conflict").status_code == 200
    assert client.get("/api/v1/network?mode=sideways").status_code == 422
