"""Reports: their list, their text with all records, two of them side by side."""

from __future__ import annotations

import re

import pytest

from depesche.store.listed import Wanted

NAME = "2031-03-04_elbanzeiger.txt"
OTHER = "geneva-talks_translated.txt"


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("words=wien+einigung", ["2031-03-07_mittagsblatt.txt"]),
        ("words=EINIGUNG+Wien", ["2031-03-07_mittagsblatt.txt"]),
        ("outlet=Elbanzeiger&order=oldest", [NAME, "2031-03-06_elbanzeiger.txt"]),
        ("since=2031-03-06&until=2031-03&order=name", [
            "2031-03-06_elbanzeiger.txt", "2031-03-07_mittagsblatt.txt", "laterne_10.txt",
        ]),
        ("day=unknown", []),
        ("words=%25", []),
    ],
)  # fmt: skip
def test_reports_are_chosen_by_the_address(client, asked, names):
    """As page and for programs."""
    rows = client.get(f"/api/v1/reports?{asked}").json()
    page = client.get(f"/reports?{asked}").text

    assert sorted(names) == sorted(row["name"] for row in rows["reports"])
    assert len(names) == rows["total"]
    assert [name for name in names if f"/reports/{name}" not in page] == []


def test_a_list_is_turned_page_by_page(case):
    """No report is shown twice, none is left out."""
    found = [row.name for at in (0, 4, 8) for row in case.listing(Wanted(), "newest", offset=at, limit=4)[0]]

    assert sorted(row.name for row in case.rows()) == sorted(found)


def test_a_report_is_shown_with_every_record(case, client):
    """Each record is in a list, and each statement marked in the text."""
    report = case.report(NAME)
    for kind in ("statements", "times", "actors", "talks", "positions", "figures"):
        page = client.get(f"/reports/{NAME}?kind={kind}").text
        listed = re.findall(r'data-record="([0-9a-f]{16})"', page)
        assert sorted(one.id for one in getattr(report, kind)) == sorted(listed)
        marked = set(re.findall(r"[0-9a-f]{16}", " ".join(re.findall(r'data-r="([^"]*)"', page))))
        assert {one.id for one in getattr(report, kind)} <= marked


def test_the_text_of_a_report_is_whole(case, client):
    """Whatever is marked: every letter stands there once, in its order."""
    page = client.get(f"/reports/{NAME}").text
    text = page.partition("<article")[2].partition(">")[2].partition("</article>")[0]
    plain = re.sub(r"<[^>]*>", "", text).replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")

    assert case.report(NAME).text.split() == plain.split()


def test_a_record_has_an_address_of_its_own(case, client):
    """It leads to its report, with the record looked at and its words marked."""
    one = case.report(NAME).statements[3]
    away = client.get(f"/records/{one.id}")
    page = client.get(away.headers["location"].partition("#")[0]).text

    assert (away.status_code, away.headers["location"]) == (
        303,
        f"/reports/{NAME}?kind=statements&record={one.id}#on",
    )
    assert f'data-r="{one.id}' in page
    assert 'id="on"' in page
    assert one.id in client.get(f"/records/{one.id}/card").text
    assert client.get(f"/api/v1/records/{one.id}").json()["id"] == one.id


@pytest.mark.parametrize(
    ("at", "there"), [("0-5", True), ("5-5", True), ("99999999-5", False), ("x-y", False), ("-1", False)]
)
def test_a_link_leads_to_a_stretch_of_the_text(client, at, there):
    """What makes no sense leads to the report."""
    page = client.get(f"/reports/{NAME}?at={at}")

    assert (page.status_code, 'id="at"' in page.text) == (200, there)


@pytest.mark.parametrize(
    "path", ["/reports/none.txt", "/records/ffffffffffffffff", "/sides?a=none.txt&b=x", "/reports/../x"]
)
def test_what_is_not_there_is_told(client, path):
    """With what to do, as a page and for programs."""
    answer = client.get(path)

    assert answer.status_code == 404
    assert client.get(f"/api/v1{path}").status_code == 404


def test_two_reports_are_laid_side_by_side(case, client):
    """What both have is marked in both."""
    page = client.get(f"/sides?a={NAME}&b={OTHER}").text
    left, right = page.split("<article")[1:]
    both = [one.id for one in case.utterances(report=NAME) if OTHER in {m.report for m in one.members}]

    assert both
    assert [one for one in both if one not in left or one not in right] == []


def test_a_record_is_looked_at_by_mouse_and_by_key(open_sheet, address, case):
    """A click on its words shows its card; j goes to the next; Escape closes it; layers come and go."""
    sheet = open_sheet(address)
    page = sheet.go(f"/reports/{NAME}")
    page.locator("#text .content").first.click()
    page.wait_for_selector("#card h2")
    first = page.locator("#card h2 .n").inner_text()
    assert f"record={first}" in page.url

    page.keyboard.press("j")
    page.locator(f"#card h2 .n:not(:text-is('{first}'))").wait_for()
    assert page.locator(".lines > [aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()

    line = page.locator("#text .talk").first
    assert "wavy" not in line.evaluate("e => getComputedStyle(e).textDecorationStyle")
    page.get_by_label("Talks").check()
    assert "wavy" in line.evaluate("e => getComputedStyle(e).textDecorationStyle")
    assert sheet.faults() == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reports_can_be_used_by_everybody(open_sheet, address, case, width, scheme):
    """Axe finds nothing serious, nothing is wider than the screen."""
    sheet = open_sheet(address, width=width, scheme=scheme)
    record = case.report(NAME).statements[0].id
    found = {}
    for path in (f"/reports/{NAME}?record={record}", f"/sides?a={NAME}&b={OTHER}", "/reports?words=zzz"):
        sheet.go(path)
        found[path] = sheet.faults()

    assert found == {path: [] for path in found}


def test_what_people_ruled_is_seen(case, client):
    """Accepted and corrected records say so, rejected ones are hidden until somebody asks."""
    first, second, third = case.report(NAME).statements[:3]
    case.rule(first.id, "accept", "Ada")
    case.rule(second.id, "reject", "Ada")
    case.rule(third.id, "correct", "Ada", {"act": "warn"})
    page, whole = client.get(f"/reports/{NAME}").text, client.get(f"/reports/{NAME}?rejected=1").text

    assert ("v-accepted" in page, "v-corrected" in page, second.id in page) == (True, True, False)
    assert ("v-rejected" in whole, second.id in whole, "rejected=1" in page) == (True, True, True)
    assert re.search(r'class="content [^"]*ruled', page)
