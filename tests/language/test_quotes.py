"""Quotation marks of every national style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.quotes import Quotations, quotations

MARKS = "„“”\"»«‚‘’'‹›"


def quoted(text):
    return [text[q.start : q.end] for q in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir bleiben“, sagte er.",
        "„Wir bleiben”, sagte er.",
        '„Wir bleiben", sagte er.',
        "»Wir bleiben«, sagte er.",
        "«Wir bleiben», sagte er.",
        "“Wir bleiben”, sagte er.",
        '"Wir bleiben", sagte er.',
        "‚Wir bleiben‘, sagte er.",
        "'Wir bleiben', sagte er.",
        "‹Wir bleiben›, sagte er.",
        "›Wir bleiben‹, sagte er.",
        "Er sagte: „Wir bleiben“",
        'Er rief ("Wir bleiben") laut.',
        'Der Plan "Wir bleiben" gilt.',
    ],
    ids=[
        "German", "German, English close", "German, typewriter close", "German book", "Swiss and French", "English", "typewriter",
        "German single", "typewriter single", "Swiss single", "German book single", "at the end", "in brackets", "in the middle",
    ],
)  # fmt: skip
def test_every_style_of_marks_quotes(text):
    """Each national style opens and closes a quotation; the marks are no part of the words."""
    assert quoted(text) == ["Wir bleiben"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Das ist ‚Unsinn‘“, sagte er.", ["Das ist ‚Unsinn‘", "Unsinn"]),
        ("«Das ist ‹Unsinn›», sagte er.", ["Das ist ‹Unsinn›", "Unsinn"]),
        ("»Das ist ›Unsinn‹«, sagte er.", ["Das ist ›Unsinn‹", "Unsinn"]),
        ("\"Das ist 'Unsinn'\", sagte er.", ["Das ist 'Unsinn'", "Unsinn"]),
        ("„Ja“, sagte er, „nein“, sagte sie.", ["Ja", "nein"]),
        ('"Ja", sagte er, "nein", sagte sie.', ["Ja", "nein"]),
        ("Geht's noch? Hans' Boot und das ’90er Jahr", []),
        ("\"So geht's nicht\", sagte er.", ["So geht's nicht"]),
        ("„Wir bleiben. Und zwar lange.", ["Wir bleiben. Und zwar lange."]),
        ("Er sagte: „Wir bleiben. Und zwar lange.", ["Wir bleiben. Und zwar lange."]),
        ("„Er rief „Halt“ und lief“, sagte sie.", ["Er rief „Halt“ und lief", "Halt"]),
        ("Er sagte „Wir bleiben. Und zwar lange.", []),
        ("Wir bleiben“, sagte er.", []),
        ('Ein Rohr von 5" Dicke', []),
        ("Er sagte nichts.", []),
        ("„“", []),
    ],
    ids=[
        "nested German", "nested Swiss", "nested book", "nested typewriter", "two", "two typewriter", "apostrophes are none",
        "apostrophe inside", "open at a paragraph's start", "open behind a colon", "same marks inside", "open in the middle",
        "closed but not opened", "inches", "none", "empty",
    ],
)  # fmt: skip
def test_nested_unbalanced_and_false_marks(text, expected):
    """Outer quotations come before the ones inside; a mark without its partner only opens a paragraph or follows a colon."""
    assert expected == quoted(text)


def test_inner_quotations_are_one_deep_and_say_so():
    """The depth tells a quotation from one inside it; the outer edges include the marks."""
    outer, inner = quotations("„Das ist ‚Unsinn‘“", 0, 18)

    assert (outer.depth, inner.depth) == (0, 1)
    assert (outer.outer_start, outer.outer_end) == (0, 18)
    assert (outer.single, inner.single) == (False, True)


def test_an_open_quotation_says_that_it_was_not_closed():
    """A quotation over paragraphs runs to the end of its paragraph."""
    [quote] = quotations("„Wir bleiben.", 0, 13)

    assert not quote.closed
    assert quote.end == 13


@given(st.text(alphabet=MARKS + " ab.,\n", max_size=80))
def test_quotations_lie_in_the_text_and_do_not_cross(text):
    """Whatever the marks, quotations of one depth follow each other, and a deeper one lies inside an outer one."""
    found = quotations(text, 0, len(text))
    outer = [q for q in found if q.depth == 0]
    position = 0
    for q in outer:
        assert position <= q.outer_start < q.start <= q.end <= q.outer_end <= len(text)
        position = q.outer_end
    for q in found:
        assert q.depth == 0 or any(o.start <= q.outer_start and q.outer_end <= o.end for o in outer)


@given(st.text(alphabet=MARKS + " ab.,\n", max_size=80), st.integers(0, 80), st.integers(1, 20))
def test_the_quotations_around_a_stretch_are_those_that_meet_it(text, start, length):
    """Asked for a stretch, a paragraph gives the same quotations, in the same order, as a look at all of them would."""
    found = quotations(text, 0, len(text))
    end = start + length
    wanted = [q for q in found if q.outer_start < end and q.outer_end > start]

    assert Quotations(found).meeting(start, end) == wanted
