"""Review in the browser and for programs: one record after another, nothing lost."""

from __future__ import annotations

import pytest
from tests.conftest import SAMPLE

from depesche.run.local import build
from depesche.settings import Settings
from depesche.store.case import Case
from depesche.store.queue import Wanted


def first(case, kind="statements"):
    [item] = case.queue("me", Wanted(kind))
    return item.record


def test_without_a_script_a_form_leads_from_record_to_record(case, client):
    """A ruling is written, and the way leads on to the next one."""
    record = first(case)
    page = client.get("/review/next").text
    assert f'action="/review/{record}?' in page
    away = client.post(f"/review/{record}?kind=statements", data={"verdict": "accept", "seen": "0"})
    assert away.status_code == 303
    following = client.get(away.headers["location"]).text

    assert [one.verdict for one in case.standing(record)] == ["accept"]
    assert f'action="/review/{first(case)}?' in following
    assert client.post("/review").headers["location"].endswith(f"record={record}")
    assert case.standing(record) == []


@pytest.mark.parametrize("kind", ["statements", "times", "actors", "talks", "positions", "figures"])
def test_what_is_left_as_it_was_is_accepted(case, client, kind):
    """A form that is sent back unchanged corrects nothing, of whatever kind; one changed field is one correction."""
    from depesche.web.task import task_of  # noqa: PLC0415

    record = first(case, kind)
    fields = {field.name: field.value for field in task_of(case, record, "me", blind=False).fields}
    client.post(f"/review/{record}?kind={kind}", data=fields | {"verdict": "correct"})
    assert [one.verdict for one in case.standing(record)] == ["accept"]
    name, value = {"times": ("mod", "APPROX"), "figures": ("unit", "Frachter"), "talks": ("place", "Auental")}.get(
        kind, ("role", "Lotsin") if kind == "actors" else ("actor", "Ada Brenn")
    )
    client.post(f"/review/{record}?kind={kind}", data=fields | {"verdict": "correct", name: value})

    assert [(one.verdict, one.values) for one in case.standing(record)] == [("correct", {name: value})]


def test_a_ruling_on_an_old_page_is_refused(case, client):
    """Two tabs, two people: nobody's decision goes under."""
    record = first(case)
    case.rule(record, "reject", "Bo")
    answer = client.post(f"/review/{record}", data={"verdict": "accept", "seen": "0"})

    assert answer.status_code == 409
    assert "Bo ruled on this record meanwhile" in answer.text
    assert [one.who for one in case.standing(record)] == ["Bo"]
    assert client.post(f"/review/{record}?blind=1", data={"verdict": "accept", "seen": "0"}).status_code == 303
    assert len(case.standing(record)) == 2


def test_what_others_decided_is_hidden_when_blind(case, client):
    """Neither their verdict nor the history tells."""
    record = first(case)
    case.rule(record, "reject", "Bo", note="nie gesagt")

    assert "nie gesagt" in client.get(f"/review/next?record={record}").text
    assert "nie gesagt" not in client.get(f"/review/next?record={record}&blind=1").text


def test_disputes_are_settled(case, client):
    """The page of agreement leads to a final ruling."""
    record = first(case)
    case.rule(record, "reject", "Bo")
    case.rule(record, "accept", "Ada")
    assert f"record={record}&amp;final=1" in client.get("/review/agreement").text
    client.post(f"/review/{record}?final=1", data={"verdict": "reject"})

    assert [one["settled"] for one in client.get("/api/v1/review/agreement").json()["disputes"]] == [True]
    assert record not in {one.id for _, one in case.statements()}


def test_a_decision_that_lost_its_record_gets_another(case, client):
    """Or is let go."""
    report = case.as_read("2031-03-04_elbanzeiger.txt")
    gone, kept = report.statements[0], report.statements[1]
    number = case.rule(gone.id, "accept", "me")
    from dataclasses import replace  # noqa: PLC0415

    case.put(replace(report, statements=report.statements[1:]), reader="other")
    assert gone.content[0].text.split()[0] in client.get("/review/unmatched").text
    client.post(f"/review/unmatched/{number}", data={"record": kept.id})
    assert [one.target for one in case.standing(kept.id)] == [gone.id]
    client.post("/review")
    client.post(f"/review/unmatched/{number}", data={"record": ""})
    assert case.unmatched() == []


def test_programs_review_too(case, client):
    """The same queue, rulings, conflicts and undo, as JSON."""
    queue = client.get("/api/v1/review/queue?limit=2").json()
    record = queue["items"][0]["record"]
    made = client.post(f"/api/v1/records/{record}/rulings", json={"verdict": "accept", "who": "Ada", "seen": 0})
    assert made.status_code == 201
    late = client.post(f"/api/v1/records/{record}/rulings", json={"verdict": "reject", "seen": 0})
    assert (late.status_code, late.json()["what"]) == (409, "Ada ruled on this record meanwhile: accept.")
    after = {"after": queue["items"][0]["after"], "limit": 1}
    following = client.get("/api/v1/review/queue", params=after).json()
    assert [one["record"] for one in following["items"]] == [queue["items"][1]["record"]]
    bad = client.post(f"/api/v1/records/{record}/rulings", json={"verdict": "correct", "values": {"mode": "sung"}})
    assert (bad.status_code, "Known: direct" in bad.json()["hint"]) == (400, True)
    new = {"report": "laterne_10.txt", "kind": "statements", "values": {"mode": "direct", "content": [[0, 5]]}}
    assert client.post("/api/v1/records", json=new).status_code == 201
    assert client.post("/api/v1/review/undo").json()["verdict"] == "add"
    assert client.get("/api/v1/records/ffffffffffffffff/rulings").status_code == 404


def test_twenty_records_are_reviewed_by_keyboard_alone(open_sheet, address, case):
    """Accept, reject, later, correct the actor by typing, choose an act by number, set a span, take back; no mouse."""
    sheet = open_sheet(address)
    page = sheet.go("/review")
    page.keyboard.press("a")  # the first queue
    page.wait_for_selector("form.task")
    page.wait_for_load_state("networkidle")
    rulings = []
    for number in range(20):
        form = page.locator("form.task")
        record = form.get_attribute("data-record")
        if number % 5 == 4:
            page.keyboard.press("e")
            page.keyboard.press("Control+A")
            page.keyboard.type("Ada Brenn")
            page.keyboard.press("Escape")
            page.keyboard.press("6")
            page.keyboard.press("Control+Enter")
            rulings.append((record, "correct"))
        elif number % 5 == 3:
            page.keyboard.press("Shift+ArrowLeft")
            page.keyboard.press("Control+Enter")
            rulings.append((record, "correct"))
        elif number % 5 == 2:
            page.keyboard.press("x")
            rulings.append((record, "reject"))
        else:
            page.keyboard.press("a")
            rulings.append((record, "accept"))
        page.locator(f"form.task:not([data-record='{record}'])").wait_for()
    page.keyboard.press("Backspace")
    page.locator(f"form.task[data-record='{rulings[-1][0]}']").wait_for()
    assert sheet.faults() == []

    found = {one.record: one for one in case.last_rulings("me", 50)}
    assert {record: one.verdict for record, one in found.items()} == dict(rulings[:-1])
    corrected = [found[record].values for record, verdict in rulings[:-1] if verdict == "correct"]
    assert [sorted(values) for values in corrected][::2] == [["content"]] * 4
    assert {values["actor"] for values in corrected if "actor" in values} == {"Ada Brenn"}


def test_words_are_selected_by_mouse(open_sheet, address, case):
    """What is selected becomes the content, in code points of the report, by one key."""
    record = first(case)
    sheet = open_sheet(address)
    page = sheet.go(f"/review/next?record={record}")
    page.locator(".text p").last.dblclick(position={"x": 60, "y": 15})
    chosen = page.evaluate("getSelection().toString().trim()")
    page.keyboard.press("q")
    assert page.locator("[data-words=content]").inner_text() == chosen
    page.keyboard.press("Control+Enter")
    page.locator(f"form.task:not([data-record='{record}'])").wait_for()
    [one] = case.standing(record)

    assert [span["text"] for span in one.values["content"]] == [chosen]


def test_a_correction_survives_a_rebuild(sample_case, tmp_path, open_sheet, browser):
    """From the browser into the export, over a reading of changed reports."""
    import shutil  # noqa: PLC0415

    from tests.web.conftest import served  # noqa: PLC0415

    folder = tmp_path / "reports"
    shutil.copytree(SAMPLE, folder)
    with Case.open(tmp_path / "own.depesche", create=True) as case:
        build(case, [str(folder)], settings=Settings())
        record = first(case)
        _, _, name = case.located(record)
        with served(case) as address:
            page = open_sheet(address).go(f"/review/next?record={record}")
            page.locator("[name=actor]").fill("Ada Brenn")
            page.locator("[data-action=save]").click()
            page.locator(f"form.task:not([data-record='{record}'])").wait_for()
        path = folder / name
        path.write_text(
            path.read_text(encoding="utf-8") + "\n\nNachtrag: Die Redaktion hat diesen Bericht ergänzt.\n",
            encoding="utf-8",
        )
        build(case, [str(folder)], settings=Settings())
        found = [one for _, one in case.statements(report=name) if one.verdict == "corrected"]

        assert [one.actor for one in found] == ["Ada Brenn"]
        assert found[0].id != record
        assert case.unmatched() == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_review_can_be_used_by_everybody(open_sheet, address, case, width, scheme):
    """Axe finds nothing serious on any of its pages."""
    record = first(case)
    case.rule(record, "reject", "Bo")
    case.rule(record, "accept", "Ada", note="doch")
    sheet = open_sheet(address, width=width, scheme=scheme)
    found = {}
    for path in (f"/review/next?record={record}", "/review/agreement", "/review/unmatched", "/review/next?kind=talks"):
        sheet.go(path)
        found[path] = sheet.faults()

    assert found == {path: [] for path in found}
