"""Talks, actors and issues: looked at, edited by forms and by programs, and nothing done to what is not there any more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, TOKEN, served

from depesche.run.codebook import codebook
from depesche.run.relating import relate
from depesche.store.case import Case
from depesche.web.app import make_app
from depesche.web.desk import Desk
from depesche.web.ways import ways


def named(case, words):
    return next(one for one in case.cast() if words in one.name)


def test_every_talk_is_in_the_calendar(case, client):
    """Once, with its status and reports; one with a day is in its month."""
    page = client.get("/talks").text
    for one in case.meetings():
        assert f'id="t{one.id}"' in page
    dated = [one for one in case.meetings() if one.date and len(one.date[0].value) == 10]
    assert dated
    for one in dated:
        assert f'href="#t{one.id}"' in client.get(f"/talks?month={one.date[0].value[:7]}").text
    assert client.get("/talks?month=2031-13").status_code == 200
    assert client.get("/talks?kind=cancelled").text.count('<li id="t') == len(list(case.meetings(status="cancelled")))


def test_two_actors_are_merged_and_taken_apart_again(open_sheet, case):
    """By ticking both; the ruling can be taken back."""
    one, other = named(case, "Solveig"), named(case, "Boris")
    with served(case) as address:
        sheet = open_sheet(address)
        page = sheet.go("/actors")
        assert sheet.faults() == []
        for who in (one, other):
            page.get_by_label(f"Choose {who.name}", exact=True).check()
        page.get_by_role("button", name="Merge the chosen").click()
        page.get_by_role("button", name="Take back the last edit").wait_for()
        [both] = [who for who in case.cast() if {one.name, other.name} & {who.name, *who.names}]
        assert {one.name, other.name} <= {both.name, *both.names}
        page.get_by_role("button", name="Take back the last edit").click()
        page.wait_for_load_state("networkidle")
        assert {one.name, other.name} <= {who.name for who in case.cast()}


def test_an_actor_is_renamed_and_a_form_split_off(case, client):
    """On a page that is out of date nothing is done."""
    one = named(case, "Hallvik")
    assert client.post(f"/actors/{one.id}/rename", data={"name": "M. Hallvik", "seen": one.name}).status_code == 303
    renamed = named(case, "M. Hallvik")
    late = client.post(f"/actors/{renamed.id}/rename", data={"name": "Wer?", "seen": one.name})
    gone = client.post("/actors/ffffffffffffffff/rename", data={"name": "Wer?"})

    assert (late.status_code, gone.status_code) == (409, 404)
    assert "is called M. Hallvik now" in late.text
    assert client.get(f"/actors/{renamed.id}").status_code == 200
    assert client.post("/actors/merge", data={"ids": [renamed.id]}).status_code == 400


def test_the_codebook_is_edited_in_the_browser(open_sheet, case):
    """A new name shows in the list, and where everybody stands; what was done is told."""
    book = codebook(case)
    one = max(book.issues, key=lambda issue: book.count()[issue.id])
    with served(case) as address:
        sheet = open_sheet(address)
        page = sheet.go(f"/issues/{one.id}")
        assert sheet.faults() == []
        page.get_by_label("New name").fill("die Meerenge")
        page.get_by_role("button", name="Rename").click()
        page.get_by_role("status").wait_for()
        assert page.get_by_role("heading", level=1).inner_text() == "die Meerenge"
        page.goto(sheet.origin + "/issues")
        assert page.get_by_role("link", name="die Meerenge").count() == 1
        assert sheet.faults() == []
        assert "die Meerenge" in {held.name for held in case.held()}
        page.get_by_role("button", name="Take back the last edit").click()
        page.get_by_role("status").wait_for()
        assert "die Meerenge" not in {held.name for held in case.held()}


def test_a_codebook_goes_out_and_comes_in(case, client):
    """As a file; nonsense is refused."""
    book = client.get("/codebook.toml")
    [first, *_] = codebook(case).issues
    changed = book.text.replace(f'name = "{first.name}"', 'name = "anders"', 1)
    said = client.post("/codebook", files={"file": ("book.toml", changed)})

    assert said.status_code == 303
    assert "anders" in {one.name for one in codebook(case).issues}
    assert client.post("/codebook", files={"file": ("book.toml", "[[")}).status_code == 400
    assert client.post("/codebook", files={"file": ("book.toml", b"\xff\xfe")}).status_code == 400


@pytest.mark.parametrize(
    ("verb", "data", "status"),
    [
        ("rename", {"ids": "none", "value": "x"}, 404),
        ("rename", {"value": "x"}, 400),
        ("frobnicate", {"ids": "x"}, 404),
        ("import", {"ids": "x"}, 404),
        ("undo", {}, 400),
    ],
)
def test_what_makes_no_sense_changes_nothing(case, client, verb, data, status):
    """With what to do."""
    assert client.post(f"/issues/{verb}", data=data).status_code == status
    assert case.issue_rulings() == []


def test_programs_rule_too(case, client):
    """The same edits as JSON, and the same errors."""
    one = named(case, "Hallvik")
    assert client.get("/api/v1/actors?words=hallvik").json()["entries"][0]["id"] == one.id
    assert client.get(f"/api/v1/actors/{one.id}").json()["name"] == one.name
    told = client.post("/api/v1/actors", json={"verb": "rename", "actors": [one.name], "name": "M. H."})
    assert (told.status_code, "M. H." in told.json()["told"]) == (201, True)
    assert client.post("/api/v1/actors", json={"verb": "undo"}).status_code == 201
    entry = client.get("/api/v1/issues").json()["entries"][0]
    assert client.post("/api/v1/issues", json={"verb": "rename", "words": [entry["id"], "neu"]}).status_code == 201
    assert client.get("/api/v1/issues?words=neu").json()["entries"][0]["name"] == "neu"
    assert client.post("/api/v1/issues", json={"verb": "rename", "words": ["x"]}).status_code == 400


def test_a_hostile_name_is_inert(case, open_sheet):
    """Wherever an actor is named."""
    report = case.as_read("2031-03-04_elbanzeiger.txt")
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e"
    actors = tuple(replace(one, name=evil if n == 0 else one.name) for n, one in enumerate(report.actors))
    statements = tuple(replace(one, actor=evil) for one in report.statements)
    case.put(replace(report, actors=actors, statements=statements), reader="evil")
    relate(case)
    with served(case) as address:
        sheet = open_sheet(address)
        for path in ("/actors", f"/reports/{report.name}?kind=actors", "/review/next?report=" + report.name):
            assert "alert(1)" in sheet.go(path).content()


@pytest.mark.parametrize("width", [390, 1280])
def test_an_actor_can_be_looked_at_by_everybody(open_sheet, address, case, width):
    """And an issue."""
    sheet = open_sheet(address, width=width)
    one = next(case.cast())
    issue = codebook(case).issues[0]
    for path in (f"/actors/{one.id}", f"/issues/{issue.id}", "/talks?month=2031-03"):
        sheet.go(path)
        assert sheet.faults() == [], path


def test_a_case_without_anything_can_be_looked_at(tmp_path):
    """Every page says what to do."""
    with Case.open(tmp_path / "b.depesche", create=True) as case:
        desk = Desk(case, token=TOKEN, port=8642, hosts=(HOST,))
        own = TestClient(make_app(desk), base_url=f"http://{HOST}", headers={"authorization": f"Bearer {TOKEN}"})
        for path in (way.path for _, group in ways() for way in group):
            assert own.get(path).status_code == 200, path


def test_lists_are_to_be_had_as_tables(case, client):
    """Reports as they are asked for, actors, and the codebook."""
    assert client.get("/download/reports.csv?outlet=Elbanzeiger").text.count("\r\n") == 3
    assert client.get("/download/cast.csv").text.count("\r\n") == len(case.cast) + 1
    assert client.get("/download/issues.csv").text.count("\r\n") == len(case.issues) + 1
