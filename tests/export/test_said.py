"""What was said: each utterance once, in its best wording, with every report's version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import a_report
from tests.export import story as told

from depesche.export.briefing import briefing
from depesche.export.versions import pieces_of
from depesche.records import Header, Published, Statement
from depesche.relations import Member, Utterance


def test_an_utterance_is_told_once_with_the_reports_that_have_it(story):
    """In the wording that stands in quotation marks and that most reports share, with the report that had it first."""
    line = briefing(story).said.lines[0]

    assert (line.actors, line.act, line.day, line.reports) == (("Ada Brenn",), "refuse", "2031-05-05", 3)
    assert (line.passage.words, line.passage.quoted) == ("Wir zahlen keinen Zoll", True)
    assert line.first is not None
    assert line.first.cited == "a/first.txt:2"


def test_every_version_stands_beside_the_longest(story):
    """The first one first; words that differ are marked, and the wire that a report credits is named."""
    versions = briefing(story).said.lines[0].versions

    assert [(one.passage.place.cited, one.first, one.longest, one.wires) for one in versions] == [
        ("a/first.txt:2", True, False, ("fpa",)),
        ("b/second.txt:2", False, True, ()),
        ("c/third.txt:2", False, False, ()),
    ]
    assert "".join(f"<{piece.text}>" if piece.kind != "same" else piece.text for piece in versions[2].pieces) == (
        "<Wir zahlen> keinen <[…] >Zoll"
    )


def test_what_only_one_report_has_fills_up(story):
    """Statements of no utterance follow, each with its sentence where it is not in quotation marks."""
    [_, line] = briefing(story).said.lines

    assert (line.actors, line.reports, line.versions) == (("Müller",), 1, ())
    assert line.passage.sentence == "Der Müller klagte, sie störe."


def a_case(make_case, relate, texts, utterances):
    """Reports whose statements are `(actor, mode, pieces)`, with utterances of `(actor, members)`."""
    reports = []
    for number, statements in enumerate(texts):
        words = "\n\n".join(" ... ".join(pieces) for _, _, pieces in statements) + "\n"
        report = replace(a_report(words, f"{number}.txt"), header=Header(Published(f"2031-05-0{number + 1}")))
        made = tuple(
            Statement(
                f"{number}{place}".ljust(16, "0"), mode, tuple(told.at(report, one) for one in pieces), actor=actor
            )
            for place, (actor, mode, pieces) in enumerate(statements)
        )
        reports.append(replace(report, statements=made, language="de"))
    case = make_case(reports)
    members = [
        (actor, tuple(Member(reports[n].name, reports[n].statements[m].id) for n, m in pairs))
        for actor, pairs in utterances
    ]
    relate(
        case,
        utterances=[
            Utterance(f"u{number}", actor, some, confidence=0.9 - number / 10)
            for number, (actor, some) in enumerate(members)
        ],
    )
    return case


def test_words_that_two_actors_say_as_one_are_told_once(make_case, relate):
    """The line names both."""
    statement = [("Bergland", "indirect", ("man baue die Brücke",)), ("Talgrund", "indirect", ("man baue die Brücke",))]
    case = a_case(
        make_case, relate, [statement, statement], [("Bergland", [(0, 0), (1, 0)]), ("Talgrund", [(0, 1), (1, 1)])]
    )

    assert [line.actors for line in briefing(case).said.lines] == [("Bergland", "Talgrund")]


def test_what_lies_within_the_words_of_another_is_not_told_again(make_case, relate):
    """Indirect speech within indirect speech is one thing said."""
    outer = ("Ada Brenn", "indirect", ("Talgrund habe erklärt, die Brücke bleibe offen",))
    inner = ("Talgrund", "indirect", ("die Brücke bleibe offen",))
    case = a_case(
        make_case,
        relate,
        [[outer, inner], [outer, inner]],
        [("Ada Brenn", [(0, 0), (1, 0)]), ("Talgrund", [(0, 1), (1, 1)])],
    )

    assert [line.actors for line in briefing(case).said.lines] == [("Ada Brenn",)]


def test_of_a_statement_in_pieces_only_those_are_told_that_others_have(make_case, relate):
    """A quotation of two sentences may belong to two utterances."""
    both = ("Ada Brenn", "direct", ("Wir bauen keine Brücke.", "Wir zahlen keinen Zoll."))
    case = a_case(
        make_case,
        relate,
        [
            [both],
            [("Ada Brenn", "indirect", ("man baue keine Brücke",)), ("Ada Brenn", "indirect", ("man zahle nie Zoll",))],
        ],
        [("Ada Brenn", [(0, 0), (1, 0)]), ("Ada Brenn", [(0, 0), (1, 1)])],
    )

    assert [line.passage.words for line in briefing(case).said.lines] == [
        "Wir bauen keine Brücke.", "Wir zahlen keinen Zoll.",
    ]  # fmt: skip


WHOLE = ("Brenn", "direct", ("Wir bauen die Brücke noch in diesem Jahr",))


@pytest.mark.parametrize(
    ("statements", "first"),
    [
        ([("Kolb", "indirect", ("es gebe noch viele Fragen zur Brücke",)), WHOLE], "Brenn"),
        ([("Kolb", "direct", ("Ja.",)), WHOLE], "Brenn"),
        ([WHOLE, ("unspecified", "direct", ("Wir bauen den Turm noch in diesem Mai",))], "Brenn"),
    ],
    ids=["quoted", "whole sentence", "somebody"],
)
def test_what_one_report_has_comes_by_its_weight(make_case, relate, statements, first):
    """Words in quotation marks before others, whole sentences before scraps, and never what nobody says."""
    lines = briefing(a_case(make_case, relate, [statements], [])).said.lines

    assert lines[0].actors == (first,)
    assert ("unspecified",) not in {line.actors for line in lines}


def test_nobody_has_all_the_lines(make_case, relate):
    """Of what only one report has no more than three lines are one actor's."""
    many = [("Brenn", "direct", (f"Wir bauen die Brücke Nummer {n} noch in diesem Jahr",)) for n in range(6)]
    lines = briefing(a_case(make_case, relate, [many], [])).said.lines

    assert len(lines) == 3


@given(st.text("ab .ß", max_size=30), st.text("ab .ß", max_size=30))
def test_pieces_are_the_words_of_the_version(longest, words):
    """Marking takes nothing away and adds nothing but gaps."""
    assert words == "".join(piece.text for piece in pieces_of(longest, words) if piece.kind != "gap")
