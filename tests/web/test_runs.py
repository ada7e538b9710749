"""From an empty case to a record: reports are handed over, read in the background, and everything is told."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, TOKEN, served

from depesche.store.case import Case
from depesche.web.app import make_app
from depesche.web.desk import Desk

TEXT = (
    "Auental (fpa) - Bergland hält am Zoll für die Brücke fest. „Wir zahlen nicht“, sagte Ministerin Ada Brenn am Montag vor Reportern. "
    "Talgrund wies den Vorwurf zurück, es wolle die Brücke sperren.\n"
)


@pytest.fixture
def desk(tmp_path):
    with Case.open(tmp_path / "talks.depesche", create=True) as case:
        made = Desk(case, token=TOKEN, port=8642, hosts=(HOST,))
        yield made
        made.runs.stop()
        over(made)


@pytest.fixture
def own(desk):
    return TestClient(
        make_app(desk), base_url=f"http://{HOST}", headers={"authorization": f"Bearer {TOKEN}"}, follow_redirects=False
    )


def over(desk, seconds=60.0):
    """Wait until nothing runs."""
    end = time.monotonic() + seconds
    while desk.runs.current is not None:
        assert time.monotonic() < end
        time.sleep(0.05)
    return desk.runs.runs[-1] if desk.runs.runs else None


def test_reports_are_handed_over_and_read(desk, own):
    """The bad one is told, the good ones are records; they lie beside the case."""
    files = [("files", ("a.txt", TEXT)), ("files", ("../b.html", f"<p>{TEXT}</p>")), ("files", ("c.rtf", b"{\\rtf1"))]
    assert own.post("/reports", files=files).status_code == 303
    told = own.get("/runs").text
    run = over(desk)

    assert "RTF files (.rtf) are not read" in told
    assert (run.state, run.outcomes) == ("done", {"new": 2})
    assert sorted(row.name for row in desk.case.rows()) == ["a.txt", "b.html"]
    assert sum(row.counts["statements"] for row in desk.case.rows()) > 0
    assert sorted(one.name for one in (desk.path.parent / "talks.reports").iterdir()) == ["a.txt", "b.html"]
    stream = own.get(f"/runs/{run.number}/events")
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert '"state": "done"' in stream.text


def test_a_source_that_failed_is_tried_again(desk, own, tmp_path):
    """Once it can be read, it is no failure any more."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 50)
    desk.runs.start([str(bad)], "x")
    assert over(desk).failed
    [failure] = desk.case.failures()
    assert failure.name in own.get("/").text
    bad.write_text(TEXT, encoding="utf-8")
    assert own.post("/runs", data={"origin": failure.origin}).status_code == 303
    over(desk)

    assert desk.case.failures() == []
    assert own.post("/runs", data={"origin": "/etc/passwd"}).status_code == 404


def test_one_run_at_a_time(desk, own):
    """A second one is refused with what to do, and can be stopped; what was done is kept."""
    own.post("/sample")
    refused = own.post("/sample")
    late = own.post("/reports", files=[("files", ("a.txt", TEXT))])
    own.post("/runs/stop")
    run = over(desk)

    assert (refused.status_code, late.status_code) == (400, 400)
    assert "A run is going on already" in refused.text
    assert run.state in {"stopped", "done", "failed"}
    assert desk.case.sound()


@pytest.mark.parametrize("path", ["/reports", "/runs"])
def test_what_makes_no_sense_starts_nothing(desk, own, path):
    """No files, no sources."""
    assert own.post(path).status_code == 400
    assert desk.runs.runs == []


def test_the_whole_case_is_to_be_had_as_a_file(client, case):
    """In every format; of those that take it, of every kind."""
    for form, begin in {"json": b"{", "csv": b"\xef\xbb\xbfreport", "html": b"<!doctype", "ics": b"BEGIN"}.items():
        answer = client.get(f"/export/{form}")
        assert answer.content[: len(begin)] == begin
        assert "attachment" in answer.headers["content-disposition"]
    assert client.get("/export/csv?of=talks").text.count("\r\n") == case.counts()["talks"] + 1
    assert client.get("/export/tei5").status_code == 404


def test_from_nothing_to_the_first_accepted_statement(tmp_path, open_sheet):
    """As a newcomer: open the sample, see it read, accept a record, take the record home."""
    with Case.open(tmp_path / "talks.depesche", create=True) as case, served(case) as address:
        sheet = open_sheet(address)
        page = sheet.page
        assert sheet.faults() == []
        page.get_by_role("button", name="Open the sample").click()
        page.locator(".run[data-state=done]").wait_for(timeout=90_000)
        assert sheet.faults() == []
        page.get_by_role("link", name="Home", exact=True).click()
        page.get_by_role("link", name="Begin to review").click()
        page.get_by_role("link", name="Statements").click()
        page.get_by_role("button", name="Accept").click()
        page.locator(".lately .v-accept").wait_for()
        with page.expect_download() as waiting:
            sheet.page.goto(sheet.origin + "/")
            page.get_by_role("link", name="CSV").click()
        table = Path(waiting.value.path()).read_text(encoding="utf-8")

        assert table.count(";accepted\n") == 1
        assert len(case.last_rulings("me")) == 1


def test_files_are_chosen_in_the_browser(tmp_path, open_sheet):
    """Several at once; the page tells how it goes and what could not be read."""
    for name in ("eins.txt", "zwei.txt"):
        (tmp_path / name).write_text(f"{name}: {TEXT}", encoding="utf-8")
    with Case.open(tmp_path / "talks.depesche", create=True) as case, served(case) as address:
        page = open_sheet(address).page
        page.set_input_files("input[type=file]", [str(tmp_path / "eins.txt"), str(tmp_path / "zwei.txt")])
        page.get_by_role("button", name="Read them").click()
        page.locator(".run[data-state=done]").wait_for(timeout=60_000)

        assert sorted(row.name for row in case.rows()) == ["eins.txt", "zwei.txt"]


def test_what_was_refused_is_still_told_when_the_run_is_over(desk, own):
    """What could not be read comes behind it."""
    files = [("files", ("a.txt", TEXT)), ("files", ("c.rtf", b"{\\rtf1")), ("files", ("d.txt", b"\x00\x01\x02" * 50))]
    own.post("/reports", files=files)
    run = over(desk)

    assert [one["name"] for one in run.told()["failed"]] == ["c.rtf", "d.txt"]
    assert "RTF files (.rtf) are not read" in own.get("/runs").text


def test_a_run_that_is_stopped_at_once_did_not_fail(desk, tmp_path):
    """Even before its process has begun to build."""
    (tmp_path / "a.txt").write_text(TEXT)
    desk.runs.start([str(tmp_path)], "x")
    desk.runs.stop()

    assert over(desk).state == "stopped"
    assert over(desk).fault is None


def test_programs_follow_a_run(desk, own):
    """As JSON, and as events until it is over; stopping nothing does nothing."""
    assert own.get("/api/v1/runs").json() == {"runs": []}
    assert own.post("/reports", files=[("files", ("a.txt", TEXT)), ("files", ("b.rtf", b"{\\rtf1"))]).status_code == 303
    events = [line for line in own.get("/api/v1/runs/1/events").text.splitlines() if line]
    over(desk)
    told = own.get("/api/v1/runs/1").json()

    assert (told["state"], told["outcomes"], [one["name"] for one in told["failed"]]) == ("done", {"new": 1}, ["b.rtf"])
    assert json.loads(events[-1].removeprefix("data: "))["state"] == "done"
    assert own.get("/api/v1/runs").json() == {"runs": [told]}
    assert own.get("/api/v1/runs/7/events").status_code == own.get("/api/v1/runs/7").status_code == 404
    assert own.post("/api/v1/runs/stop").json() == {"stopped": False}
