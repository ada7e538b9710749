"""Word differences between two passages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.wording import differences


def told(a, b):
    return [(c.kind, a[c.start_a : c.end_a], b[c.start_b : c.end_b]) for c in differences(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "changes"),
    [
        ("Wir warten.", "Wir warten.", [("same", "Wir warten.", "Wir warten.")]),
        ("Wir warten", "Wir warten ab", [("same", "Wir warten", "Wir warten"), ("added", "", "ab")]),
        ("Wir warten ab", "Wir warten", [("same", "Wir warten", "Wir warten"), ("removed", "ab", "")]),
        (
            "Der Hafen bleibt zu",
            "Der Kanal bleibt zu",
            [("same", "Der", "Der"), ("changed", "Hafen", "Kanal"), ("same", "bleibt zu", "bleibt zu")],
        ),
        ("", "Neu hier", [("added", "", "Neu hier")]),
        ("", "", []),
    ],
    ids=["same", "added", "removed", "changed", "one empty", "both empty"],
)
def test_what_differs_is_told_in_order(a, b, changes):
    """Every word is the same, or only on one side, or stands for another."""
    assert told(a, b) == changes


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("in Frage", "infrage"),
        ("infrage", "in Frage"),
        ("auf Grund", "aufgrund"),
        ("Lotsen-Angebot", "Lotsenangebot"),
        ("daß", "dass"),
        ("Meerenge", "MEERENGE"),
        ("„", "«"),
        ("zu Grunde", "zugrunde"),
        ("–", "-"),
    ],
)
def test_another_spelling_is_no_other_word(a, b):
    """Words written together or apart, ß and ss, case, and the form of marks are spelling only."""
    assert {kind for kind, _, _ in told(f"Das {a} hier", f"Das {b} hier")} == {"same", "spelling"}


def test_a_spelling_is_found_among_changed_words():
    """What stands around it is told apart from it."""
    found = told("Das steht nie in Frage heute", "Das steht kaum infrage morgen")

    assert ("spelling", "in Frage", "infrage") in found
    assert ("changed", "nie", "kaum") in found
    assert ("changed", "heute", "morgen") in found


def test_long_passages_take_no_longer_than_their_words():
    """Passages are compared in pieces; a change far behind is still found alone."""
    a = " ".join(f"Wort{n}" for n in range(4_000))
    b = a.replace("Wort3500 ", "Anders ")
    start = time.perf_counter()
    changes = [c for c in differences(a, b) if c.kind != "same"]

    assert [(a[c.start_a : c.end_a], b[c.start_b : c.end_b]) for c in changes] == [("Wort3500", "Anders")]
    assert time.perf_counter() - start < 5


def test_passages_of_one_word_over_and_over_are_no_trap():
    """Nor are such as have nothing in common."""
    start = time.perf_counter()

    assert differences("ja " * 3_000, "ja nein " * 1_500)
    assert differences("ja " * 3_000, "nein " * 3_000)
    assert time.perf_counter() - start < 10


WORDS = st.lists(
    st.sampled_from(["Tal", "Berg", "in", "Frage", "infrage", "„", "“", ",", "ß", "ss", "1.000"]), max_size=30
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_both_passages_are_told_completely(a, b):
    """The changes go over both sides from end to end, and leave out no more than spaces."""
    changes = differences(a, b)

    for text, starts, ends in (
        (a, [c.start_a for c in changes], [c.end_a for c in changes]),
        (b, [c.start_b for c in changes], [c.end_b for c in changes]),
    ):
        covered = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
        assert covered.replace(" ", "") == text.replace(" ", "")
        assert starts == sorted(starts)
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(a, b):
    """Offsets lie in their texts, whatever these hold; what is called the same is the same."""
    for change in differences(a, b):
        assert 0 <= change.start_a <= change.end_a <= len(a)
        assert 0 <= change.start_b <= change.end_b <= len(b)
        if change.kind == "same":
            mine, theirs = a[change.start_a : change.end_a], b[change.start_b : change.end_b]
            assert "".join(mine.split()) == "".join(theirs.split())
