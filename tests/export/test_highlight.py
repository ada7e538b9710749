"""Flat segments under overlapping marks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from depesche.export.highlight import ROLES, Mark, in_order, marks_of, place_of, segments
from depesche.records import Header, Span

TEXT = "Moskau – 😀 „ja“\u202e nein\n\nGenf."


@st.composite
def marks(draw):
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start, len(TEXT)))
    return Mark(start, end, draw(st.sampled_from(ROLES)), draw(st.sampled_from("abc")), draw(st.integers(0, 3)))


@given(st.lists(marks(), max_size=12), st.lists(st.integers(-3, 40), max_size=4))
def test_segments_are_the_text_cut_at_every_edge(found, cuts):
    """They join up to the text, every edge of a mark is theirs, and marks lie on all or nothing of them."""
    pieces = segments(TEXT, found, cuts)
    edges = {0, *(piece.end for piece in pieces)}

    assert "".join(piece.text for piece in pieces) == TEXT
    for mark in (mark for mark in found if mark.start < mark.end):
        assert {mark.start, mark.end} <= edges
        assert [p for p in pieces if mark in p.marks] == [p for p in pieces if mark.start <= p.start < mark.end]
        assert 1 == sum(mark in piece.opening for piece in pieces) == sum(mark in piece.closing for piece in pieces)
    assert {cut for cut in cuts if 0 <= cut <= len(TEXT)} <= edges


def test_an_empty_text_has_no_segments():
    """Nothing to cut."""
    assert segments("", [], [0, 5]) == ()


def test_statements_that_overlap_run_in_lanes(reports):
    """The inner statement lies in a lane of its own, below the outer; what follows is back in the first."""
    bridge = reports[0]
    lanes = {bridge.text[mark.start : mark.end]: mark.lane for mark in marks_of(bridge) if mark.role == "content"}

    assert lanes["Ihr Sprecher habe erklärt, die Brücke bleibe offen"] == 0
    assert lanes["die Brücke bleibe offen"] == 1
    assert lanes["Man\nsei zu Gesprächen bereit"] == 0
    assert {0} == {lanes["Wir zahlen\nnicht"], lanes["und wir\nwarten nicht."]}


def test_statements_that_only_touch_share_a_lane(reports, a_statement):
    """The second begins where the first ends."""
    valley = reports[1]
    touching = tuple(a_statement(valley, "direct", words) for words in ("Talgrund weist ", "Vorwürfe zurück"))

    assert {mark.lane for mark in marks_of(replace(valley, statements=touching))} == {0}


def test_joint_speakers_get_a_lane_each(reports, a_statement):
    """The same words said by two are underlined twice."""
    valley = reports[1]
    twice = tuple(replace(valley.statements[0], id=name * 16, actor=name) for name in "ab")
    [piece] = [
        piece
        for piece in segments(valley.text, marks_of(replace(valley, statements=twice), ["content"]))
        if piece.marks
    ]

    assert piece.lanes("content") == (0, 1)


def test_only_the_roles_asked_for(reports):
    """The workbench can leave times or clutter out."""
    assert {"time", "clutter"} == {mark.role for mark in marks_of(reports[0], ["time", "clutter"])}


def test_marks_outside_the_text_are_left_out(reports):
    """A case file from a stranger may hold anything."""
    stray = tuple(Span(a, b, "x") for a, b in [(5, 5), (7, 3), (-4, 2), (0, 10_000)])

    assert marks_of(replace(reports[2], header=Header(clutter=stray))) == ()


def test_statements_come_as_they_stand_in_the_text(reports):
    """Whatever the order in which a reader found them; the outer one first."""
    bridge = reports[0]

    assert bridge.statements == in_order(reversed(bridge.statements))


def test_a_statement_without_words_stands_at_its_cue(reports):
    """And one without anything at the beginning."""
    statement = reports[1].statements[0]

    assert statement.cue[0].start == place_of(replace(statement, content=()))
    assert place_of(replace(statement, content=(), cue=(), source=None)) == 0
