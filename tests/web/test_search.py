"""The page of search: an address for everything, hits that lead to their words."""

from __future__ import annotations

import pytest


def test_a_hit_leads_to_its_words(open_sheet, address):
    """By the key /, typing, and the link."""
    sheet = open_sheet(address)
    page = sheet.go("/search")
    page.keyboard.press("/")
    page.keyboard.type("Küstenwache kind:report")
    page.keyboard.press("Enter")
    page.locator(".results mark").first.wait_for()
    assert sheet.faults() == []
    page.locator(".results a").first.click()
    page.locator("#at").wait_for()

    assert "üstenwache" in page.locator("#text .at").first.inner_text()


def test_facets_narrow_down_and_can_be_dropped(open_sheet, address):
    """Each is a link; what was chosen is taken away by a click."""
    page = open_sheet(address).go("/search?q=Treffen")
    page.locator(".results aside a").first.click()
    page.locator("a.chip").first.wait_for()
    assert "kind%3A" in page.url
    page.locator("a.chip").first.click()
    page.wait_for_load_state("networkidle")
    assert "kind%3A" not in page.url


def test_what_is_found_can_be_taken_away(client):
    """As JSON and as a table."""
    found = client.get("/api/v1/search?q=Treffen&limit=500").json()
    table = client.get("/download/search.csv?q=Treffen").text

    assert len(found["hits"]) == found["total"] == table.count("\r\n") - 1


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"' * 50, "a:b:c -", "%00", "x" * 300])
def test_whatever_is_typed_is_answered(client, q):
    """And written back inertly."""
    answer = client.get("/search", params={"q": q})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
