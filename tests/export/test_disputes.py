"""What is disputed, what is left out, who follows whom, and what has moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.export import story as told

from depesche.export.briefing import briefing


def test_both_sides_stand_with_their_words_in_their_sentences(story):
    """With the subject: who met where, who spoke, what was counted."""
    [line] = briefing(story).disputed.lines

    assert (line.kind, line.grade, line.subject) == ("duration", "conflict", "Bergland – Talgrund, Auental")
    assert [(side.before, side.words, side.behind) for side in (line.a, line.b)] == [
        ("Die Gespräche in Auental sind nach ", "fünf Stunden", " ohne Ergebnis geblieben."),
        ("Die Gespräche dauerten ", "vier Stunden", "."),
    ]


def test_what_is_only_worded_otherwise_stands_apart(story):
    """As does what does not go together within one report."""
    found = briefing(story)

    assert [(line.kind, line.subject) for line in found.worded.lines] == [("wording", "Ada Brenn")]
    assert [(line.kind, line.a.words, line.b.words) for line in found.odd.lines] == [("gender", "Der Müller", "sie")]


@pytest.mark.parametrize(
    ("grades", "order"),
    [
        (("precision", "conflict"), ["conflict", "precision"]),
        (("precision", "superseded"), ["superseded", "precision"]),
    ],
)
def test_conflicts_come_first(make_case, relate, grades, order):
    """Then what a later report knows better, then what one tells more exactly."""
    reports = told.reports()
    case = make_case(reports)
    one = told.found(*reports)["discrepancies"][0]
    relate(case, discrepancies=[replace(one, id=grade, grade=grade) for grade in grades])

    assert [line.grade for line in briefing(case).disputed.lines] == order


def test_what_a_name_is_about_is_both_its_forms(make_case, relate):
    """And a number is about what is counted."""
    reports = told.reports()
    case = make_case(reports)
    one = told.found(*reports)["discrepancies"][0]
    name = replace(
        one, id="n", kind="name", grade="wording", a=told.quote(reports[0], "Brenn"), b=told.quote(reports[2], "Brenn")
    )
    number = replace(one, id="z", kind="number", members=told.members((reports[2], "c")))
    relate(case, discrepancies=[name, number])
    found = briefing(case)

    assert [line.subject for line in found.worded.lines] == ["Brenn"]
    assert [line.subject for line in found.disputed.lines] == ["messengers"]


def test_what_a_report_leaves_out_stands_with_the_words_of_another(story):
    """And with how many others have it."""
    [line] = briefing(story).missing.lines

    assert (line.report, line.actor, line.kind, line.others) == ("c/third.txt", "Talgrund", "demand", 1)
    assert (line.passage.words, line.passage.place.cited) == ("Talgrund lehnt", "b/second.txt:2")


def test_the_same_words_are_missed_once(make_case, relate):
    """Though two utterances lie in them."""
    reports = told.reports()
    case = make_case(reports)
    one = told.found(*reports)["silences"][0]
    relate(case, silences=[one, replace(one, id="s2")])

    assert briefing(case).missing.total == 1


def test_who_follows_comes_before_whom_it_follows(story):
    """With how much of it is shared, and the longest passage."""
    [line] = briefing(story).copied.lines

    assert (line.later.report, line.earlier.report, line.sure) == ("c/third.txt", "a/first.txt", True)
    assert (line.shares, line.agencies, line.passages) == ((0.25, 0.2), ("fpa",), 1)
    assert line.passage is not None
    assert line.passage.words == "„Wir zahlen keinen Zoll“, sagte"


def test_a_shift_stands_with_both_sentences(story):
    """Under the codebook's name of the issue."""
    [line] = briefing(story).moved.lines

    assert (line.actor, line.issue, line.before_act, line.after_act) == (
        "Bergland", "opening of the bridge", "demand", "offer",
    )  # fmt: skip
    assert line.after is not None
    assert (line.before.place.cited, line.after.sentence) == (
        "a/first.txt:2", "Bergland bietet nun eine Öffnung bei Nacht an.",
    )  # fmt: skip


def test_a_stand_that_is_no_longer_mentioned_has_no_after(make_case, relate):
    """It comes last."""
    reports = told.reports()
    case = make_case(reports)
    shift = told.found(*reports)["shifts"][0]
    relate(case, shifts=[replace(shift, id="silent", kind="silence", after=None, confidence=0.9), shift])

    assert [(line.kind, line.after is None) for line in briefing(case).moved.lines] == [
        ("act", False),
        ("silence", True),
    ]
