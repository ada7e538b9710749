"""`depesche explain` of what reaches over reports, and of the day of a report."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len
from tests.cli.test_show import ACTS_ON_A_TERMINAL

from depesche.records import Talk
from depesche.store.case import Case

FIRST, SECOND = "2031-03-03_hafenkurier.txt", "ordner/bericht über die lage.txt"
IDS = {
    "1a1a": "case actor",
    "1b1b": "case actor",
    "2a2a": "utterance",
    "2b2b": "utterance",
    "3a3a": "lineage",
    "4a4a": "meeting",
    "4b4b": "meeting",
    "5a5a": "discrepancy",
    "5b5b": "discrepancy",
    "6a6a": "silence",
    "6b6b": "silence",
    "7a7a": "shift",
    "7b7b": "shift",
}


@pytest.mark.parametrize(("called", "kind"), IDS.items())
@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_kind_of_relation_is_explained(case, depesche, called, kind, lang):
    """Every field, the members with their places, and the reasons in words, in either language."""
    ran = depesche("explain", case, called, "--lang", lang)
    made = json.loads(depesche("explain", case, called, "--lang", lang, "--json").out)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{kind} {called * 4}\n")
    assert ("Was gelten soll" if lang == "de" else "What is held to be so") in ran.out
    assert (made["kind"], made["id"]) == (kind, called * 4)
    for reason in made["reasons"]:
        assert ("ist nach den Tabellen" if lang == "de" else "in the tables") in reason["text"]
    if "Elba" in str(made["reasons"]):
        assert made["reasons"][0]["text"] in ran.out


def test_relations_are_explained_harmlessly(case, on_terminal):
    """Nothing acts on the terminal and no line is wider than it, whatever reports say."""
    ran = on_terminal(*(word for one in IDS for word in ("explain", case, one, ";")), NO_COLOR="1", TERM="dumb")

    assert ran.code == 0
    assert ACTS_ON_A_TERMINAL.search(ran.out) is None
    assert [line for line in ran.out.splitlines() if cell_len(line) > 80] == []


def test_members_stand_with_their_places(case, depesche):
    """The words of each, its report and paragraph, and its id to go on with; of the longest and first their reports."""
    lines = [" ".join(line.split()) for line in depesche("explain", case, "2a2a").out.splitlines()]

    with Case.open(case) as opened:
        [said] = [one.id for _, one in opened.statements(report=FIRST) if one.mode == "direct"]
    assert lines[lines.index("members Wir warten nicht") + 1] == f"[{FIRST}:2 · {said[:8]}]"
    assert f"longest {FIRST}" in lines
    assert f"first {FIRST}" in lines
    assert "Confidence: 0.80" in lines


def test_the_history_and_the_values_of_a_meeting_stand_with_who_tells_them(case, depesche):
    """Each value told, each step of the status."""
    lines = [" ".join(line.split()) for line in depesche("explain", case, "4a4a").out.splitlines()]

    assert "history 3 Mar 2031: planned" in lines
    assert lines[lines.index("duration PT7H") + 1 :][:2] == [f"[{SECOND}:2]", "PT5H"]


def test_what_has_neither_id_nor_name_is_said(case, depesche):
    """An id that leads nowhere is the caller's mistake."""
    ran = depesche("explain", case, "99999999")

    assert ran.code == 2
    assert "no record 99999999" in ran.err


def test_an_id_that_begins_several_things_is_no_guess(case, depesche, monkeypatch):
    """They are listed instead, whether both are relations or one is a record."""
    monkeypatch.setattr("depesche.cli.explain._ID", re.compile(r"[0-9a-f]{1,16}"))
    ran = depesche("explain", case, "1")

    assert ran.code == 2
    assert all(one * 8 in ran.err for one in ("1a", "1b"))
    monkeypatch.setattr(Case, "recorded", lambda *_: iter([(None, "talks", Talk("4a" + "f" * 14, "", (), "", ()))]))
    ran = depesche("explain", case, "4a4a")
    assert ran.code == 2
    assert f"{'4a' * 8} (meeting), 4affffffffffffff (talk)" in ran.err


@pytest.mark.parametrize(
    ("called", "day", "known"),
    [
        (FIRST, "Monday 3 March 2031", "by hand"),
        ("2031-03-03_hafenkurier", "Monday 3 March 2031", "by hand"),
        (SECOND, "10 Mar 2031 to 11 Mar 2031", "worked out from its text and the other reports of the case"),
        ("fremd.txt", "undated", "nothing tells the day"),
    ],
)
def test_a_report_is_explained_by_how_its_day_is_known(case, depesche, called, day, known):
    """By the name or its stem: the day, and where it comes from."""
    lines = [" ".join(line.split()) for line in depesche("explain", case, called).out.splitlines()]

    assert lines[0].startswith("report ")
    assert f"The day: {day}" in lines
    assert lines[lines.index(f"The day: {day}") + 1] == known


def test_a_day_that_the_case_tells_stands_with_its_reasons(case, depesche):
    """In words, with how sure it is; in German too."""
    ran = depesche("explain", case, SECOND, "--lang", "de")
    made = json.loads(depesche("explain", case, SECOND, "--json").out)

    assert "Der Tag: 10.03.2031 bis 11.03.2031" in ran.out
    assert "- Elba ist nach den Tabellen Elba." in ran.out
    assert "Vertrauen: 0.60" in ran.out
    assert (made["interval"], made["told_by_case"]) == (["2031-03-10", "2031-03-11"], True)
    assert made["reasons"] == ["Elba is Elba in the tables."]


def test_what_a_person_states_wins_and_the_case_says_what_it_would_say(case, depesche):
    """The reasons of the case are told as such."""
    with Case.open(case) as opened:
        opened.state(SECOND, "published", "2031-03-12", "Ada")
    text = depesche("explain", case, SECOND).out

    assert "The day: Wednesday 12 March 2031\n  stated by Ada" in text
    assert "What the case would say\n  - Elba is Elba in the tables." in text
