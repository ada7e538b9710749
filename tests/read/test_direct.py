"""Direct speech: whole quotations, interrupted ones, those that go on, and quoted parts."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read

SPOKE = ("mode", "source", "cue", "content")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("„Wir sind jetzt bereit“, sagte Karl Tamsen.", "Karl Tamsen", "sagte", "Wir sind jetzt bereit"),
        ("Karl Tamsen sagte: „Wir sind bereit.“", "Karl Tamsen", "sagte", "Wir sind bereit."),
        ("«Wir brauchen Zeit», sagte der Bundesrat.", "der Bundesrat", "sagte", "Wir brauchen Zeit"),
        ("»Wir brauchen Zeit«, sagte die Rednerin.", "die Rednerin", "sagte", "Wir brauchen Zeit"),
        ("“Wir brauchen Zeit”, sagte die Rednerin.", "die Rednerin", "sagte", "Wir brauchen Zeit"),
        ('"Wir brauchen Zeit", sagte die Rednerin.', "die Rednerin", "sagte", "Wir brauchen Zeit"),
        ("„Wer zahlt das alles?“, fragte die Rednerin.", "die Rednerin", "fragte", "Wer zahlt das alles?"),
        ("„Das ist doch ‚Unsinn‘“, sagte der Gesandte.", "der Gesandte", "sagte", "Das ist doch ‚Unsinn‘"),
        ("„Die Linie ist gesperrt“, so der Sprecher.", "der Sprecher", "so", "Die Linie ist gesperrt"),
        ("„Die Linie ist gesperrt. Wir prüfen das“, sagte sie.", "sie", "sagte", "Die Linie ist gesperrt. Wir prüfen das"),
    ],
    ids=["cue after", "cue before", "Swiss", "book", "English", "typewriter", "question", "nested marks", "so", "two sentences"],
)  # fmt: skip
def test_a_whole_quotation_is_direct(text, source, cue, content):
    """Words in quotation marks as a whole are direct; the outer marks are no part of the content."""
    assert [("direct", source, cue, content)] == brief(text, *SPOKE)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("„Das Angebot liegt vor“, erklärte Ida Lund, „doch niemand antwortet.“", "Das Angebot liegt vor … doch niemand antwortet."),
        ("„Die Straße bleibt gesperrt“, sagte er. „Die Frist läuft ab.“", "Die Straße bleibt gesperrt … Die Frist läuft ab."),
    ],
    ids=["two clauses", "next sentence"],
)  # fmt: skip
def test_an_interrupted_quotation_is_one_record_with_two_spans(text, content):
    """A quotation that its cue interrupts, or that goes on behind it in the paragraph, is one statement."""
    [(mode, cue, found)] = brief(text, "mode", "cue", "content")

    assert ("direct", content) == (mode, found)
    assert cue in {"erklärte", "sagte"}


def test_a_quotation_in_a_new_paragraph_is_a_record_of_its_own():
    """Behind a paragraph's end the words are another statement of the same actor, without a cue."""
    text = "„Die Straße bleibt gesperrt“, sagte Karl Tamsen.\n\n„Die Frist läuft am Freitag ab.“"

    assert brief(text, "mode", "actor", "cue", "content") == [
        ("direct", "Karl Tamsen", "sagte", "Die Straße bleibt gesperrt"),
        ("direct", "Karl Tamsen", "", "Die Frist läuft am Freitag ab."),
    ]


def test_a_quotation_over_paragraphs_is_read_to_its_end():
    """A quotation that opens each of its paragraphs and closes only in the last is all said by one speaker."""
    text = "Karl Tamsen klagte, es sei eng.\n\n„Die Straße bleibt gesperrt.\n\n„Die Frist läuft am Freitag ab.“"

    assert brief(text, "mode", "actor", "content")[1:] == [
        ("direct", "Karl Tamsen", "Die Straße bleibt gesperrt."),
        ("direct", "Karl Tamsen", "Die Frist läuft am Freitag ab."),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Der Sprecher sagte, man habe „keinen Grund zur Eile“.", "man habe „keinen Grund zur Eile“"),
        ("Der Sprecher nannte den Plan „völlig unbrauchbar“.", "den Plan „völlig unbrauchbar“"),
        ("Der Sprecher forderte einen „sofortigen Stopp“ der Arbeiten.", "einen „sofortigen Stopp“ der Arbeiten"),
        ("Der Sprecher warnte vor einer „Spirale der Gewalt“.", "vor einer „Spirale der Gewalt“"),
        ("Der Sprecher betonte, dass die Linie „nie wieder“ ruhen dürfe.", "dass die Linie „nie wieder“ ruhen dürfe"),
        ("Laut dem Sprecher ist die Linie „so gut wie tot“.", "ist die Linie „so gut wie tot“"),
    ],
    ids=["verb second", "object", "act", "preposition", "dass", "laut"],
)  # fmt: skip
def test_a_statement_with_a_quoted_part_is_mixed(text, content):
    """An indirect or reported statement that quotes a few words is mixed, and keeps the marks inside it."""
    assert [("mixed", content)] == brief(text, "mode", "content")


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „Die lange Fahrt“ läuft seit Montag im Hafenkino.",
        "Die Fähre „Stern von Lubrina“ liegt im Hafen.",
        "Viele nennen die Linie seit Jahren „die Alte“.",
    ],
    ids=["film", "ship", "nickname"],
)
def test_names_in_quotation_marks_are_no_speech(text):
    """Titles and nicknames are nobody's words."""
    assert [s for s in read(text).statements if s.mode == "direct"] == []


def test_nothing_is_nested_in_a_direct_quotation():
    """What somebody quotes somebody else as saying inside direct speech is no record."""
    text = "„Der Präsident sagte, er komme bald“, erklärte die Gesandte."

    assert brief(text, "mode", "cue") == [("direct", "erklärte")]
