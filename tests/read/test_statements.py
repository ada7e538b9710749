"""Statements as a whole: their order, their frame, and what each says of how it was found."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read

TEXT = (
    "Außenministerin Ida Lund sagte am Montag in Genf vor Reportern, die Lage sei ernst. Es gebe aber Hoffnung. "
    "Russland wies die Vorwürfe zurück. „Wir bleiben am Tisch“, sagte Lund."
)


def test_statements_stand_in_the_order_of_the_text():
    """Statements are sorted by where their content begins."""
    assert [content for (content,) in brief(TEXT, "content")] == [
        "die Lage sei ernst",
        "Es gebe aber Hoffnung",
        "die Vorwürfe",
        "Wir bleiben am Tisch",
    ]


def test_modes_are_told_apart_in_one_text():
    """What is quoted, rendered and only named is told apart."""
    assert [mode for (mode,) in brief(TEXT, "mode")] == ["indirect", "indirect", "reported", "direct"]


@pytest.mark.parametrize("number", range(4))
def test_every_statement_says_why_and_how_sure(number):
    """Each names its rule, and a confidence above nothing and not above certainty."""
    statement = read(TEXT).statements[number]

    assert statement.why
    assert 0 < statement.confidence <= 1


def test_the_frame_is_the_reporting_clause_without_the_content():
    """The frame holds cue and source, and shares no character with the content."""
    statement = read(TEXT).statements[0]

    assert statement.source
    assert all(any(f.covers(cue) for f in statement.frame) for cue in statement.cue)
    assert any(f.covers(statement.source) for f in statement.frame)
    assert not any(f.meets(c) for f in statement.frame for c in statement.content)


def test_an_unknown_speaker_is_unspecified_and_less_sure():
    """A pronoun that stands for nobody named keeps the statement, at less confidence."""
    unknown, known = (
        read(text).statements[0] for text in ("Sie sagte, es gebe Streit.", "Ida Lund sagte, es gebe Streit.")
    )

    assert (unknown.actor, known.actor) == ("unspecified", "Ida Lund")
    assert unknown.confidence < known.confidence


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida Lund sagte, man fahre nach Bergen, wohin auch Schiffe unterwegs sind.", "man fahre nach Bergen"),
        ("Ida Lund sagte, man rede weiter.", "man rede weiter"),
        ("Ida Lund sagte: „Man redet weiter.“", "Man redet weiter."),
    ],
    ids=["reporter's addition", "final stop", "stop of a quotation"],
)
def test_content_ends_where_the_speaker_ends(text, content):
    """The final stop and what the reporter adds in the indicative are no part of it; a quotation keeps its own stop."""
    assert [(content,)] == brief(text, "content")


def test_hard_wrapped_copy_is_read_across_its_lines():
    """A line end inside a sentence changes nothing but the white space in the spans."""
    text = (
        "Außenministerin Ida Lund sagte am Montag nach dem langen\nTreffen in der alten Reederei am Hafen, die Lage sei sehr\n"
        "ernst."
    )

    assert brief(text, "actor", "content") == [("Ida Lund", "die Lage sei sehr\nernst")]


def test_a_stroke_at_the_end_of_a_sentence_is_read_on():
    """A source that is cut off behind a stroke does not end the reading."""
    assert brief("Laut der Agentur /", "actor") == brief("Laut der Agentur", "actor")
