"""The pages that compare reports, and what they give to programs and spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

KINDS = ("utterances", "discrepancies", "silences", "lineage")


def of(case, kind):
    return list(getattr(case, kind)())


@pytest.mark.parametrize("kind", KINDS)
def test_every_relation_is_on_some_page(case, client, kind):
    """For people, for programs, and as files for spreadsheets, in the same order."""
    wanted = {one.id for one in of(case, kind)}
    pages: list[str] = []
    at = 0
    while True:
        some = client.get(f"/api/v1/relations/{kind}?limit=3&after={at}").json()
        pages += [one["id"] for one in some["relations"]]
        at += 3
        if at >= some["total"]:
            break
    table = list(csv.reader(io.StringIO(client.get(f"/download/{kind}.csv").text.lstrip("\ufeff")), delimiter=";"))

    assert wanted
    assert sorted(wanted) == sorted(pages)
    assert pages == list(dict.fromkeys(row[0] for row in table[1:]))
    assert pages == [one["id"] for one in client.get(f"/download/{kind}.json").json()]


def test_conflicts_come_first(case, client):
    """Then what a later report knows better, then what is more exact, then wording."""
    grades = [one["grade"] for one in client.get("/api/v1/relations/discrepancies").json()["relations"]]

    assert sorted(grades, key=("conflict", "superseded", "precision", "wording").index) == grades


def test_an_utterance_is_shown_in_every_report(case, client):
    """Each version leads to its statement, and says what it has otherwise."""
    one = max(case.utterances(), key=lambda one: len({m.report for m in one.members}))
    page = client.get(f"/utterances/{one.id}").text
    first: dict[str, str] = {}
    for member in one.members:
        first.setdefault(member.report, member.record)

    assert [record for record in first.values() if f'href="/records/{record}"' not in page] == []
    assert "d-other" in page
    assert client.get(f"/api/v1/relations/utterances/{one.id}").json()["actor"] == one.actor


@pytest.mark.parametrize(
    "path", ["/utterances/ffffffffffffffff", "/utterances?report=none.txt", "/download/lineage.csv?report=none.txt"]
)
def test_what_is_not_there_is_told(client, path):
    """As a page that says what to do."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("asked", "left"), [("actor=hallvik", True), ("actor=Niemand", False), ("since=2039", False)])
def test_lists_are_chosen_by_the_address(client, asked, left):
    """And say so where nothing is left."""
    assert bool(client.get(f"/api/v1/relations/utterances?{asked}").json()["total"]) is left
    assert ("/utterances/" in client.get(f"/utterances?{asked}").text) is left


def test_one_utterance_can_be_looked_at_by_everybody(open_sheet, address, case):
    """At both widths, with nothing that keeps people out."""
    one = next(iter(case.utterances()))
    for width in (390, 1280):
        sheet = open_sheet(address, width=width)
        sheet.go(f"/utterances/{one.id}")
        assert sheet.faults() == []
