"""The page of what was altered in a report shows the words and the records, and nothing acts on it."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, TOKEN

from depesche.cli.app import main
from depesche.run.local import build
from depesche.settings import Settings
from depesche.store.case import Case
from depesche.web.app import make_app
from depesche.web.desk import Desk

NAME = "2031-03-04_bote.txt"
FIRST = "Genf, 4. März 2031. Juri Schelestow forderte den Abzug der Küstenwache.\n\nMarit Hallvik sagte: „Nein.“\n"
SECOND = FIRST.replace("„Nein.“", "„Vielleicht<script>alert(1)</script>.“").replace(
    "Juri Schelestow forderte den Abzug der Küstenwache.", ""
)


@pytest.fixture
def client(tmp_path):
    """A desk with a report of two versions, and one of one."""
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        (tmp_path / "einmal.txt").write_text(FIRST, encoding="utf-8")
        for text in (FIRST, SECOND):
            (tmp_path / NAME).write_text(text, encoding="utf-8")
            build(case, [str(tmp_path / NAME), str(tmp_path / "einmal.txt")], settings=Settings())
        desk = Desk(case, token=TOKEN, port=8642, hosts=(HOST,))
        yield TestClient(make_app(desk), base_url=f"http://{HOST}", headers={"authorization": f"Bearer {TOKEN}"})


def test_a_changed_report_leads_to_what_was_altered(client):
    """Its page links there; that of an unchanged one does not."""
    assert f'href="/changes/{NAME}"' in client.get(f"/reports/{NAME}").text
    assert 'href="/changes/' not in client.get("/reports/einmal.txt").text


def test_the_page_shows_words_and_records(client):
    """What was there before and what is there now, in German too; what a report says is text."""
    shown = client.get(f"/changes/{NAME}").text
    german = client.get(f"/changes/{NAME}", headers={"accept-language": "de"}).text

    assert "<ins>Vielleicht" in shown
    assert "<script>alert" not in shown
    assert "Schelestow" in shown
    assert "gone" in shown
    assert "weggefallen" in german


def test_a_report_without_versions_says_so_and_none_is_not_found(client):
    """An address by hand does no harm."""
    assert "one version" in client.get("/changes/einmal.txt").text
    assert client.get("/changes/nirgends.txt").status_code == 404


def test_programs_get_the_steps_as_the_command_line_has_them(client, tmp_path, capsys):
    """Word for word; of a report that never changed there are none, and of none that is not there."""
    assert main(["changes", str(tmp_path / "x.depesche"), NAME, "--json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    told = client.get(f"/api/v1/changes/{NAME}").json()

    assert told == {"report": NAME, "steps": [json.loads(line)]}
    assert client.get("/api/v1/changes/einmal.txt").json()["steps"] == []
    assert client.get("/api/v1/changes/nirgends.txt").status_code == 404
