"""Shared passages of two texts, whatever the texts are made of."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.relate.lineage_reports import PACKS, report

from depesche.relate.lineage import find_lineage
from depesche.relate.lineage_align import Side, align
from depesche.relate.lineage_words import article_words


def side(text):
    words = article_words(text)
    return Side(words, np.zeros(len(words), np.bool_))


PASSAGES = {
    "in one piece": ("x y eins zwei drei vier fünf z", "q eins zwei drei vier fünf", ["eins zwei drei vier fünf"]),
    "too short": ("x eins zwei drei vier y", "q eins zwei drei vier r", []),
    "over a changed word": (
        "eins zwei drei vier fünf ACHT sechs sieben", "eins zwei drei vier fünf NEUN sechs sieben",
        ["eins zwei drei vier fünf ACHT sechs sieben"],
    ),
    "over an added word": (
        "eins zwei drei vier fünf sechs sieben", "eins zwei dazu drei vier fünf sechs sieben",
        ["eins zwei drei vier fünf sechs sieben"],
    ),
    "in another order": (
        "eins zwei drei vier fünf alpha beta gamma delta eta", "alpha beta gamma delta eta eins zwei drei vier fünf",
        ["eins zwei drei vier fünf", "alpha beta gamma delta eta"],
    ),
    "ending where the texts part": (
        "eins zwei drei vier fünf a b c d e f g h sechs sieben", "eins zwei drei vier fünf i j k l m n o p sechs sieben",
        ["eins zwei drei vier fünf"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("a", "b", "passages"), PASSAGES.values(), ids=PASSAGES)
def test_passages(a, b, passages):
    """Five equal words begin a passage, small edits do not end it, and it begins and ends with an equal word."""
    ours = side(a)
    found = [a[ours.words.starts[p.left[0]] : ours.words.ends[p.left[1] - 1]] for p in align(ours, side(b))]

    assert found == passages


WORDS = st.lists(st.sampled_from([f"w{i}" for i in range(12)]), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_equal_words_are_equal_and_counted_once(a, b):
    """Whatever is held to be equal is, and no word of either text belongs to two passages."""
    ours, theirs = side(a), side(b)
    left: set[int] = set()
    right: set[int] = set()
    for passage in align(ours, theirs):
        for i, j, size in passage.runs:
            assert ours.keys[i : i + size] == theirs.keys[j : j + size]
        mine, other = set(range(*passage.left)), set(range(*passage.right))
        assert not (mine & left)
        assert not (other & right)
        left |= mine
        right |= other


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_a_text_shares_all_of_itself_as_far_as_it_is_new(text):
    """A text whose runs of five all differ is one passage with itself."""
    one = side(text)
    if len(one.words) >= 5 and len(one.seeds[0]) == len(one.words) - 4:
        assert [passage.size for passage in align(one, one)] == [len(one.words)]


HOSTILE = {
    "one word over and over": "ja " * 300_000,
    "two words in turn": "hin her " * 150_000,
    "one endless word": "a" * 1_000_000,
    "no letters": "…!? " * 300_000,
    "quotation marks": "„a" * 300_000,
    "marks that never close": "'a «b " * 100_000,
    "a counter": " ".join(str(i) for i in range(150_000)),
    "a counter with a refrain": " ".join(f"{i} und so fort" for i in range(60_000)),
    "lone surrogates": "\ud800x " * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_odd_texts_are_compared_in_bounded_time(text):
    """A megabyte of anything beside its like takes seconds of work at most, and ends well."""
    began = time.process_time()
    find_lineage([report("a.txt", text), report("b.txt", text[1:]), report("c.txt", text[::-1])], PACKS)

    assert time.process_time() - began < 8
