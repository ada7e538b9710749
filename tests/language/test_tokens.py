"""Words and marks: where tokens begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.tokens import tokenise
from depesche.packs import load

DE = load("de")


def tokens(text):
    return [text[a:b] for a, b in tokenise(text, 0, len(text), DE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("z. B. Käse", ["z. B.", "Käse"]),
        ("z.B. Käse", ["z.B.", "Käse"]),
        ("Dr. Weiß kam.", ["Dr.", "Weiß", "kam", "."]),
        ("Er zahlt 3 Mio. Euro", ["Er", "zahlt", "3", "Mio.", "Euro"]),
        ("am 12. Januar", ["am", "12.", "Januar"]),
        ("Er kam als 12.", ["Er", "kam", "als", "12", "."]),
        ("bis 1997. Dann", ["bis", "1997", ".", "Dann"]),
        ("Die US-Seite", ["Die", "US-Seite"]),
        ("mittel- und osteuropäisch", ["mittel-", "und", "osteuropäisch"]),
        ("die 61-Jährige", ["die", "61-Jährige"]),
        ("Minister:innen", ["Minister:innen"]),
        ("Bürger*innen", ["Bürger*innen"]),
        ("geht's los", ["geht's", "los"]),
        ("3.400 Soldaten", ["3.400", "Soldaten"]),
        ("um 20.30 Uhr", ["um", "20.30", "Uhr"]),
        ("2,5 Prozent", ["2,5", "Prozent"]),
        ("1000 Euro, 50%", ["1000", "Euro", ",", "50", "%"]),
        ("https://hafen.example/a?b=1", ["https://hafen.example/a?b=1"]),
        ("post@hafen.example", ["post@hafen.example"]),
        ("„Nein!“", ["„", "Nein", "!", "“"]),
        ("Das heißt ... nichts", ["Das", "heißt", "...", "nichts"]),
        ("Na gut…", ["Na", "gut", "…"]),
        ("Genf – Wien", ["Genf", "–", "Wien"]),
        ("(NATO)", ["(", "NATO", ")"]),
        ("😀 ja", ["😀", "ja"]),
        ("", []),
        (" \n\t\xa0", []),
    ],
    ids=[
        "abbreviation with a space", "abbreviation without one", "title", "short for million", "ordinal", "number at the end",
        "year at the end", "compound with a hyphen", "part left out", "age", "gender colon", "gender star", "apostrophe inside",
        "stop for thousands", "clock", "decimal comma", "per cent", "link", "mail address", "quotation marks", "three dots",
        "ellipsis", "dash", "brackets", "emoji", "empty", "white space",
    ],
)  # fmt: skip
def test_tokens_are_words_and_marks(text, expected):
    """A token is a word, a number, a link or a mark; what belongs to a word stays with it."""
    assert expected == tokens(text)


@given(st.text(max_size=120))
def test_tokens_lose_nothing_but_white_space(text):
    """Tokens follow each other without overlap, and between them is only white space."""
    position = 0
    for start, end in tokenise(text, 0, len(text), DE):
        assert start < end
        assert text[position:start].strip() == ""
        position = end
    assert text[position:].strip() == ""


def test_tokens_of_a_stretch_have_offsets_of_the_whole_text():
    """Offsets count from the beginning of the text, not of the stretch."""
    assert tokenise("Die Fähre legt ab", 4, 14, DE) == [(4, 9), (10, 14)]
