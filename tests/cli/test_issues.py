"""`depesche issues`: every edit of the codebook, and what is said of slips."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import a_report

from depesche.records import Position
from depesche.store.case import Case

TEXT = "Elba und Varnia sprachen am Kai."
ISSUES = [
    ("closure of the port", "Schließung des Hafens"),
    ("closure of the port", "Sperrung des Hafens"),
    ("missile talks", "Raketengespräche"),
    ("deployment of missiles in Europe", "Stationierung von Raketen in Europa"),
    ("Fangverbot\x1b[31m", "Fangverbot\x1b[31m"),
]


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A case with positions on these issues, in the working folder."""
    monkeypatch.chdir(tmp_path)
    report = replace(a_report(TEXT), language="de")
    spans = (report.span(0, 4),)
    positions = (
        Position(f"{n:016x}", "Elba", "demand", issue, "pro", spans, issue_text=words)
        for n, (issue, words) in enumerate(ISSUES)
    )
    with Case.open("kai.depesche", create=True) as case:
        case.put(replace(report, positions=tuple(positions)), reader="by hand")
    return "kai.depesche"


def listed(depesche, book, *more):
    """The codebook as JSON lines, by id."""
    ran = depesche("issues", book, "list", *more)
    assert ran.code == 0
    return {line["id"]: line for line in map(json.loads, ran.out.splitlines())}


def test_the_codebook_is_listed_with_how_many_positions_each_issue_has(depesche, book):
    """In a pipe as JSON lines, for people as a table; nothing that a report says acts on a terminal."""
    found = listed(depesche, book)
    shown = depesche("issues", book, "--text").out

    assert found["port-closure"]["positions"] == 2
    assert set(found["port-closure"]["covers"]) == {ISSUES[0][0], ISSUES[0][1], ISSUES[1][1]}
    assert "port-closure" in shown
    assert "\x1b" not in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_one_issue_is_shown_with_its_names(depesche, book):
    """By its id, its name or a name that it covers."""
    for called in ("port-closure", "Closure of the Port", "sperrung des hafens"):
        assert "Schließung des Hafens" in depesche("issues", book, "list", called, "--text").out
    assert "under straits and sea routes" in depesche("issues", book, "list", "port-closure", "--text").out


@pytest.mark.parametrize(
    ("words", "issue", "field", "value"),
    [
        (["merge", "port-closure", "missile-talk", "--as", "Kai"], "port-closure", "name", "Kai"),
        (["rename", "port-closure", "Kai"], "port-closure", "name", "Kai"),
        (["split", "port-closure", "Sperrung des Hafens", "--as", "Sperrung"], "sperrung", "positions", 1),
        (["hide", "port-closure"], "port-closure", "hidden", True),
        (["pattern", "missile-talk", "Rakete* & Europa"], "missile-talk", "positions", 2),
        (["note", "port-closure", "der alte Kai"], "port-closure", "note", "der alte Kai"),
        (["topic", "port-closure", "missile-talk", "am Kai"], "port-closure", "topic", "am Kai"),
        (["topic", "port-closure", ""], "port-closure", "topic", ""),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_an_edit_is_kept_with_its_person_and_can_be_taken_back(depesche, book, words, issue, field, value):
    """What was edited is there when the case is opened again; undo brings back what was."""
    before = listed(depesche, book, "--all")
    ran = depesche("issues", book, *words, "--person", "ida")
    found = listed(depesche, book, "--all")

    assert ran.code == 0, ran.err
    assert found[issue][field] == value
    assert found[issue]["by"] == "ida"
    assert depesche("issues", book, "undo").code == 0
    assert listed(depesche, book, "--all") == before


def test_hidden_issues_are_listed_only_if_asked_for(depesche, book):
    """And shown again they are listed as before."""
    before = listed(depesche, book)
    depesche("issues", book, "hide", "port-closure", "missile-talk")

    assert set(before) - set(listed(depesche, book)) == {"port-closure", "missile-talk"}
    assert "hidden" in depesche("issues", book, "--all", "--text").out
    depesche("issues", book, "show", "port-closure", "missile-talk")
    assert set(listed(depesche, book)) == set(before)


def test_a_pattern_is_taken_away_again(depesche, book):
    """The names that came by it go back."""
    before = listed(depesche, book)
    depesche("issues", book, "pattern", "missile-talk", "Rakete* & Europa")
    ran = depesche("issues", book, "pattern", "missile-talk", "Rakete* & Europa", "--remove")

    assert ran.code == 0, ran.err
    after = listed(depesche, book)
    assert {key: line["positions"] for key, line in after.items()} == {k: one["positions"] for k, one in before.items()}


def test_the_codebook_goes_to_a_file_and_into_another_case(depesche, book, tmp_path):
    """What was edited applies there; taken in once more it says nothing new."""
    depesche("issues", book, "merge", "port-closure", "missile-talk", "--as", "Kai")
    depesche("issues", book, "pattern", "port-closure", "*rakete*")
    assert depesche("issues", book, "export", "buch.toml").code == 0
    assert "nothing" in depesche("issues", book, "import", "buch.toml").err
    with Case.open(book) as case, Case.open("other.depesche", create=True) as other:
        other.put(case.report("a.txt"), reader="by hand")
    ran = depesche("issues", "other.depesche", "import", "buch.toml", "--person", "jan")

    assert ran.code == 0, ran.err
    found = listed(depesche, "other.depesche")["port-closure"]
    assert (found["name"], found["positions"], found["by"]) == ("Kai", 4, "me")
    assert depesche("issues", "other.depesche", "export", "-").out == Path("buch.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["merge", "port-closure"], "does not take 1 words"),
        (["merge", "port-closure", "Schließung des Hafens"], "one issue already"),
        (["rename", "Zoll", "Kai"], "There is no issue Zoll"),
        (["rename", "port-closure", " "], "needs a name"),
        (["split", "port-closure", "Zoll"], "does not cover Zoll"),
        (["split", "missile-talk", "Raketengespräche"], "Nothing would be left"),
        (["pattern", "port-closure", "*"], "stands alone"),
        (["pattern", "port-closure", "Kai", "--remove"], "has no pattern"),
        (["hide", "port-closure", "--as", "Kai"], "--as names nothing"),
        (["hide", "port-closure", "--remove"], "--remove is no use"),
        (["undo"], "nothing to take back"),
        (["import", "buch.toml"], "cannot be read"),
        (["import", "schlecht.toml"], "does not say"),
        (["import", "kein.toml"], "not UTF-8"),
        (["export", "kai.depesche"], "overwrite the case"),
        (["rename", "missile", "Kai"], "may mean 2 issues"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_slip_is_told_and_changes_nothing(depesche, book, words, said):
    """Exit code 2, what is wrong, and what to do."""
    Path("schlecht.toml").write_text("a = 1\n", encoding="utf-8")
    Path("kein.toml").write_bytes(b"codebook = 1\n# \xff\n")
    ran = depesche("issues", book, *words)

    assert ran.code == 2
    assert said in ran.err
    assert "hint:" in ran.err
    with Case.open(book) as case:
        assert case.issue_rulings() == []


def test_the_codebook_of_a_case_without_positions_is_empty(depesche, tmp_path, monkeypatch):
    """That is said, and is no failure."""
    monkeypatch.chdir(tmp_path)
    Case.open("leer.depesche", create=True).close()

    assert "no issues yet" in depesche("issues", "leer.depesche", "--text").out
    assert depesche("issues", "leer.depesche").out == ""
