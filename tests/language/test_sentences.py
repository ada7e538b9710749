"""Paragraphs and sentences: where they begin and end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.sentences import paragraphs, sentences
from depesche.records import Span

WRAPPED = """Die Delegationen sprachen am Montag lange über die Brücke und
über den Zoll, den Bergland seit Januar verlangt und den das
Tal nicht zahlt."""


def cut(text):
    return [text[a:b] for a, b in sentences(text, 0, len(text), "de")]


@pytest.mark.parametrize(
    "parts",
    [
        ["Die Fähre legte ab.", "Niemand winkte."],
        ["Am 12. Januar trafen sie sich.", "Es regnete."],
        ["Der 2. Weltkrieg endete.", "Danach kam Frieden."],
        ["Dr. Weiß kam an.", "Er schwieg."],
        ["Er nannte z. B. den Hafen.", "Mehr nicht."],
        ["J. Tamsen sprach lange.", "Alle hörten zu."],
        ["Die Kosten liegen bei 3 Mio. Euro.", "Das ist viel."],
        ["Wer zahlt?", "Niemand weiß es!", "Also schweigt man."],
        ["„Das reicht. Wirklich“, sagte er.", "Dann ging er."],
        ["„Wer zahlt?“, fragte sie.", "Niemand antwortete."],
        ["„Wir bleiben!“, rief der Bürgermeister.", "Die Menge jubelte."],
        ["Er sagte: „Wir bleiben.“", "Dann ging er."],
        ["Sie kam um 20.30 Uhr an.", "Es war dunkel."],
        ["Die Seite hafen.example ist gestört.", "Man prüft das."],
        ["Der Preis stieg um 2,5 Prozent.", "Das war 1997."],
        ["«Wir warten noch», sagte er.", "Alle nickten."],
    ],
    ids=[
        "plain", "day of a month", "ordinal", "title", "abbreviation", "initial", "million", "question and call",
        "two sentences quoted", "quoted question", "quoted call", "quotation at the end", "clock", "host name", "decimal", "Swiss marks",
    ],
)  # fmt: skip
def test_sentences_end_at_their_last_stop(parts):
    """A stop ends a sentence unless it belongs to a word or stands inside a quotation with words to come."""
    assert parts == cut(" ".join(parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kein Abkommen in Sicht\n\nDie Gespräche gehen weiter.", ["Kein Abkommen in Sicht", "Die Gespräche gehen weiter."]),
        ("Kein Abkommen in Sicht\nDie Gespräche gehen weiter.", ["Kein Abkommen in Sicht", "Die Gespräche gehen weiter."]),
        ("Eins.\r\n\r\nZwei.", ["Eins.", "Zwei."]),
        ("Eins.\r\rZwei.", ["Eins.", "Zwei."]),
        ("  Eins. \n \n  Zwei.  ", ["Eins.", "Zwei."]),
        ("", []),
        (" \n\n ", []),
        (
            ("Die Delegationen trafen sich am Montag in der alten Reederei\n"
            "am Hafen, um über die Zukunft der Fährlinie zu beraten, die\n"
            "seit dem Herbst ruht."),
            [
                ("Die Delegationen trafen sich am Montag in der alten Reederei\n"
                "am Hafen, um über die Zukunft der Fährlinie zu beraten, die\n"
                "seit dem Herbst ruht.")
            ],
        ),
        (
            "Die Delegationen trafen sich am Montag in der alten Reederei.\nAm Abend reisten sie ohne ein Ergebnis wieder ab.",
            ["Die Delegationen trafen sich am Montag in der alten Reederei.", "Am Abend reisten sie ohne ein Ergebnis wieder ab."],
        ),
    ],
    ids=["blank line", "headline", "Windows", "old Mac", "white space", "empty", "only white space", "hard-wrapped", "one a line"],
)  # fmt: skip
def test_paragraphs_end_at_blank_lines_and_at_lines_that_are_not_wrapped(text, expected):
    """A blank line parts paragraphs; a line end does so unless lines of one length show that the copy is wrapped."""
    assert expected == [text[a:b] for a, b in paragraphs(text)]


@given(st.text(alphabet="ab .\n\t", max_size=80).map(lambda text: f"{text}{WRAPPED}{text}"))
def test_line_ends_of_every_system_mean_the_same(text):
    """Windows and old Macs end lines otherwise, and paragraphs where everybody does."""
    expected = [text[a:b].split() for a, b in paragraphs(text)]

    for end in ("\r\n", "\r"):
        same = text.replace("\n", end)
        assert expected == [same[a:b].split() for a, b in paragraphs(same)]


def test_long_runs_of_blanks_cost_nothing():
    """A report may be padded; each blank is looked at once."""
    began = time.perf_counter()

    assert len(paragraphs(f"Eins.{' ' * 100_000}Zwei.")) == 1
    assert time.perf_counter() - began < 5


def test_clutter_parts_paragraphs_and_belongs_to_none():
    """What is no part of the article is left out, and what stands on its two sides is not joined."""
    text = "Die Fähre legt ab. ANZEIGE Der Hafen ist leer."
    clutter = Span.of(text, 19, 26)

    assert [text[a:b] for a, b in paragraphs(text, (clutter,))] == ["Die Fähre legt ab.", "Der Hafen ist leer."]


@given(st.text(alphabet='abÄ .!?„“"«»\n\r\u2028\u2029\xa0😀1', max_size=200))
def test_sentences_are_in_order_and_lose_nothing(text):
    """Whatever the text, its sentences follow each other, and only white space is between them."""
    found = [piece for a, b in paragraphs(text) for piece in sentences(text, a, b, "de")]
    edges = [(0, 0), *found, (len(text), len(text))]
    for (_, end), (start, _) in pairwise(edges):
        assert end <= start
        assert text[end:start].strip() == ""
