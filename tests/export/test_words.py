"""Words of reports in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.export.words import around, joined, shorten, tail


@given(st.text(), st.integers(4, 60))
def test_short_is_never_longer_than_asked_for(text, width):
    """And says that it was cut."""
    short = shorten(text, width)

    assert short == text if len(text) <= width else len(short) <= width and short.endswith("…")


@given(st.text(), st.integers(4, 60))
def test_a_tail_is_never_longer_than_asked_for(text, width):
    """And says that it was cut."""
    end = tail(text, width)

    assert end == text if len(text) <= width else len(end) <= width and end.startswith("…")


def test_pieces_are_joined_in_one_line(reports):
    """White space of the report's lines is not the reader's business; what is missing is not there."""
    assert joined([None, reports[0].statements[0].occasion]) == "vor Reportern"


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Es regnet. Er kam am Abend. Sie ging.", "am Abend", "Er kam am Abend."),
        ("Es regnet. Er lehnte ab. Sie ging.", "Er lehnte ab.", "Er lehnte ab."),
        ("Dr. Kolb kam um 8.30 Uhr an. Sie ging.", "um 8.30 Uhr", "Dr. Kolb kam um 8.30 Uhr an."),
        ("„Er bleibt.“ Das sagte sie. Sie ging.", "sagte", "Das sagte sie."),
        ("Er nannte es „Unfug“. Sie ging. Er blieb.", "ging", "Sie ging."),
        ("nur ein Wort", "ein", "nur ein Wort"),
        ("„Er bleibt. Sie geht“, sagte sie.", "Er bleibt.", "Er bleibt."),
        ("„Er bleibt“, sagte sie.", "Er bleibt", "„Er bleibt“, sagte sie."),
        ("Am 3. Mai kam er. Sie ging.", "kam", "Am 3. Mai kam er."),
    ],
)
def test_words_are_shown_in_their_sentence(text, words, sentence):
    """Abbreviations and dates end none."""
    start = text.index(words)
    before, behind = around(text, 0, len(text), start, start + len(words))

    assert before + words + behind == sentence


@given(st.text("aA .!?“\n", max_size=40), st.data())
def test_what_is_around_words_is_the_reports_own(text, data):
    """Whatever the text, and wherever the words stand in it."""
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    before, behind = around(text, 0, len(text), start, end)

    assert "".join(before.split()) in "".join(text[:start].split())
    assert "".join(behind.split()) in "".join(text[end:].split())
