"""Paragraphs and sentences: where they begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.sentences import paragraphs_outside, sentences
from depesche.records import Span


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


def test_a_long_paragraph_is_cut_in_pieces_and_reads_the_same(monkeypatch):
    """What cuts sentences takes the square of marks that nothing closes; no piece it gets is long, and no sentence is torn."""
    import sentencex  # noqa: PLC0415 (as where it is used)

    asked = []

    def counted(language, piece):
        asked.append(len(piece))
        return plainly(language, piece)

    plainly = sentencex.get_sentence_boundaries
    monkeypatch.setattr(sentencex, "get_sentence_boundaries", counted)
    parts = ["Die Fähre nach Genf legt ab.", "„Wir warten noch“, sagte Dr. Weiß."] * 500
    assert cut(" ".join(parts)) == parts
    assert sum(b - a for a, b in sentences("„" * 30_000, 0, 30_000, "de")) == 30_000
    assert len(asked) > 4
    assert max(asked) <= 10_000


def test_clutter_parts_paragraphs_and_belongs_to_none():
    """What is no part of the article is left out, and what stands on its two sides is not joined."""
    text = "Die Fähre legt ab. ANZEIGE Der Hafen ist leer."
    clutter = Span.of(text, 19, 26)

    assert [text[a:b] for a, b in paragraphs_outside(text, (clutter,))] == ["Die Fähre legt ab.", "Der Hafen ist leer."]


@given(st.text(alphabet='abÄ .!?„“"«»\n\r\u2028\u2029\xa0😀1', max_size=200))
def test_sentences_are_in_order_and_lose_nothing(text):
    """Whatever the text, its sentences follow each other, and only white space is between them."""
    found = [piece for a, b in paragraphs_outside(text, ()) for piece in sentences(text, a, b, "de")]
    edges = [(0, 0), *found, (len(text), len(text))]
    for (_, end), (start, _) in pairwise(edges):
        assert end <= start
        assert text[end:start].strip() == ""
