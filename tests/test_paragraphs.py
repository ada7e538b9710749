"""Paragraphs as a reader counts them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.paragraphs import number_at, paragraphs

WRAPPED = """Die Delegationen sprachen am Montag lange über die Brücke und
über den Zoll, den Bergland seit Januar verlangt und den das
Tal nicht zahlt."""
ONE_A_LINE = """Die Delegationen trafen sich am Montag in der alten Reederei.
Am Abend reisten sie ohne ein Ergebnis wieder ab."""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("Eins.", ["Eins."]),
        ("Eins.\n\nZwei.\n", ["Eins.", "Zwei."]),
        ("Eins.\r\nZwei.\r\n", ["Eins.", "Zwei."]),
        ("Eins.\u2029Zwei.\u2028Drei.", ["Eins.", "Zwei.", "Drei."]),
        (" \n Eins. \n \n\n  Zwei.", ["Eins.", "Zwei."]),
        (f"Titel\n\n{WRAPPED}", ["Titel", WRAPPED]),
        ("Eins.\r\rZwei.", ["Eins.", "Zwei."]),
        (ONE_A_LINE, ONE_A_LINE.split("\n")),
    ],
    ids=[
        "nothing",
        "white",
        "one",
        "blank line",
        "line ends",
        "unicode breaks",
        "stray blanks",
        "hard-wrapped",
        "old Mac",
        "one a line",
    ],
)
def test_paragraphs_end_where_a_reader_sees_them_end(text, wanted):
    """At blank lines, and at line ends unless the lines are only wrapped."""
    assert wanted == [text[a:b] for a, b in paragraphs(text)]


@given(st.text(alphabet="ab .\n\r\t\u2029\xa0", max_size=80))
def test_paragraphs_lose_nothing_but_white_space(text):
    """Pieces come in order, do not overlap, and begin and end with something to see."""
    cut = paragraphs(text)

    assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in cut).split())
    assert all(a < b and not text[a].isspace() and not text[b - 1].isspace() for a, b in cut)
    assert all(one[1] <= two[0] for one, two in pairwise(cut))


@given(st.text(alphabet="ab .\n\t", max_size=80).map(lambda text: f"{text}{WRAPPED}{text}"))
def test_line_ends_of_every_system_mean_the_same(text):
    """Windows and old Macs end lines otherwise, and paragraphs where everybody does."""
    expected = [text[a:b].split() for a, b in paragraphs(text)]

    for end in ("\r\n", "\r"):
        same = text.replace("\n", end)
        assert expected == [same[a:b].split() for a, b in paragraphs(same)]


def test_long_runs_of_blanks_cost_nothing():
    """A report may be padded; each blank is looked at once, or these would take hours."""
    assert len(paragraphs(f"Eins.{' ' * 2_000_000}Zwei.")) == 1


def test_what_stands_between_belongs_to_the_paragraph_before():
    """An offset before all of them counts to the first."""
    cut = ((2, 5), (7, 9))

    assert [number_at(cut, offset) for offset in (0, 2, 6, 7, 20)] == [1, 1, 1, 2, 2]
