"""Quotations whose marks nest, are missing, or stand in several paragraphs, and headlines with a colon."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("„Er rief „Halt“ und lief“, sagte Ida Lund.", ["Er rief „Halt“ und lief"]),
        ("„Wir gehen“, so Ida Lund weiter, „aber nicht heute.“", ["Wir gehen … aber nicht heute."]),
        (
            "Es sei „ein Skandal“, sagte Ida Lund, „dass niemand hilft“.",
            ["Es sei „ein Skandal“ … „dass niemand hilft“"],
        ),
        (
            "Ida Lund sagte: „Wir gehen jetzt.\n\n„Morgen kommen wir wieder.\n\n„Das ist sicher.“",
            ["Wir gehen jetzt.", "Morgen kommen wir wieder.", "Das ist sicher."],
        ),
        (
            "„Wir haben sehr lange gewartet.\n\nMorgen kommen wir wieder“, sagte Ida Lund.",
            ["Wir haben sehr lange gewartet.", "Morgen kommen wir wieder"],
        ),
    ],
    ids=[
        "same marks inside",
        "second half without a verb",
        "second half with dass",
        "opened in each paragraph",
        "opened once",
    ],
)
def test_quotations_are_read_whatever_their_marks(text, contents):
    """Nested, interrupted and unclosed quotations give their words, and all are by the one who speaks."""
    assert brief(text, "content", "actor") == [(content, "Ida Lund") for content in contents]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Lund: „Wir gehen jetzt“", "Ida Lund"),
        ("Ein Hauptmann nach der Fahrt: „Wir gehen jetzt alle heim.“", "Ein Hauptmann"),
    ],
    ids=["name", "description with a time"],
)
def test_before_a_colon_the_first_phrase_speaks(text, source):
    """Without a verb the source is the phrase that the line begins with, and not what stands with it."""
    assert [s for (s,) in brief(text, "source")] == [source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida Lund: Hafen bleibt zu", [("Ida Lund", "Hafen bleibt zu")]),
        ("Genf: Gespräche sind gescheitert", []),
        ("Ida Lund: Eine Frau für alle", []),
    ],
    ids=["person", "place", "no verb"],
)
def test_a_headline_names_its_speaker_before_a_colon(text, expected):
    """Only a person speaks so, in a line without a final stop and with a verb; a place tells where."""
    assert brief(text, "source", "content") == expected
