"""The briefing on a terminal: short, each line with its report, and a command for whatever it leaves out."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
HEADINGS = [
    "What happened", "What was said", "Who holds what", "What moved", "What is disputed", "Odd within one report",
    "Who copied from whom", "What reports leave out", "The reports", "Not read",
]  # fmt: skip


def told(depesche, case, *options):
    """What a briefing says, in one line."""
    return " ".join(depesche("show", case, "--text", *options).out.split())


def test_parts_come_in_the_order_in_which_one_asks(case, depesche):
    """What happened first, the reports last; a part that has nothing is left out."""
    lines = depesche("show", case, "--text").out.splitlines()

    assert [line for line in lines if line in HEADINGS] == HEADINGS
    assert "What comes next" not in lines


def test_the_briefing_says_what_to_do_next(case, depesche):
    """Its last lines are commands to copy."""
    text = told(depesche, case)

    assert text.startswith("made.depesche: 4 reports, 1 outlet named, Monday 3 March 2031.")
    assert "depesche set made.depesche 'ordner/bericht über die lage.txt' published=" in text
    assert text.endswith("To mail: depesche export made.depesche --to html -o briefing.html")


def test_every_line_says_where_it_stands(case, depesche):
    """A talk with its outcome or a report that tells of it, an utterance with the report that has it first."""
    text = told(depesche, case)

    assert (
        "2031-03-04 Elba – Varnia, held 2 reports Genf, bilateral, 7 hours (ordner/bericht über die lage.txt:2)" in text
    )
    assert "„Wir warten nicht“ (first in 2031-03-03_hafenkurier.txt:2)" in text
    assert "demands opening of the strait (opposed by Varnia)" in text


def test_an_actor_has_all_names_in_the_briefing_too(case, depesche):
    """A name that only one report uses finds the actor in every part of the record."""
    lines = [json.loads(line) for line in depesche("show", case, "--actor", "die Außenministerin").out.splitlines()]

    assert {name for one in lines if one["kind"] == "said" for name in one["actors"]} == {"Mira Kolb"}
    assert {one["side"] for one in lines if one["kind"] == "side"} == {"Varnia"}


def test_a_long_list_is_cut_with_the_command_for_the_rest(case, depesche):
    """A briefing is short; what it leaves out is a command away."""
    text = told(depesche, case, "--limit", "1")

    assert "1 more: depesche show made.depesche statements" in text
    assert "3 more: depesche show made.depesche matrix" in text
    assert "1 more: depesche show made.depesche silences" in text
    assert "Only worded otherwise: 1, depesche show made.depesche discrepancies --grade wording" in text


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_no_line_is_wider_than_the_terminal(case, depesche, columns, monkeypatch):
    """Whatever German makes of its words."""
    monkeypatch.setenv("COLUMNS", columns)
    lines = depesche("show", case, "--text").out.splitlines()

    assert [line for line in lines if cell_len(ESCAPES.sub("", line)) > int(columns)] == []


def test_json_lines_name_their_part_and_their_report(case, depesche):
    """In a pipe each line of a part is an object with all that is known of it."""
    lines = [json.loads(line) for line in depesche("show", case).out.splitlines()]
    parts = [one for one in lines if one["kind"] not in {"report", "not read"}]

    assert {one["part"] for one in parts} == {
        "happened",
        "said",
        "sides",
        "moved",
        "worded",
        "odd",
        "copied",
        "missing",
    }
    assert all(one["report"] in {line["report"] for line in lines if line["kind"] == "report"} for one in parts)
    [odd] = [one for one in parts if one["part"] == "odd"]
    assert (odd["kind"], odd["discrepancy_kind"]) == ("discrepancy", "number")
    assert odd["reasons"][0]["text"]


def test_an_empty_case_says_how_it_is_filled(depesche, tmp_path):
    """With the command that reads reports."""
    from depesche.store.case import Case  # noqa: PLC0415

    Case.open(tmp_path / "empty.depesche", create=True).close()
    text = told(depesche, str(tmp_path / "empty.depesche"))

    assert "0 reports. None yet: depesche build CASE PATH reads some." in text
