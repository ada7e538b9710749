"""What always holds for times, whatever the text; and how the work grows with its length."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.language.calendar import resolve
from depesche.packs import load
from depesche.read.times import read_times
from depesche.records import Header, Published, Sentence, Token

DE = load("de")
WORDS = sorted({word for row in DE.table("times_words") for word in row["words"].split()})
PIECES = st.sampled_from(
    [
        *WORDS, *DE.words("weekdays"), "Januar", "Mai", "Ostern", "achtstündige", "12.", "3", "1997", "2000", "20.30",
        "12.1.", "1.2.2022", "2022-01-10", "2,5", "90er", "1980er", "99999999", ",", ".", "(", "-", "–", "/", "’", "\n",
        "Haft", "sprachen", "0000-00-00", "45.67", "99. 99. 2022", "1.000", "²", "١٢", "\ud800", "\u202e", "\x00",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)
DAYS = st.none() | st.dates()


def read(text, day=None):
    header = Header(published=Published(value=day.isoformat() if day else None))
    return read_times(replace(a_report(text), header=header), DE).times


@settings(max_examples=300)
@given(TEXTS, DAYS)
def test_spans_are_the_reports_own_text_and_never_meet(text, day):
    """No text makes the reader fail, no time points at words that are not there, no two share a character."""
    times = read(text, day)

    assert all(t.span.text == text[t.span.start : t.span.end] != "" for t in times)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))


@given(TEXTS, st.dates(), st.dates())
def test_values_are_what_resolve_makes_of_the_open_ones(text, first, second):
    """A value is derived data: read on one day and resolved on another it is as if read on the other."""
    assert tuple(resolve(t, second) for t in read(text, first)) == read(text, second)


@given(st.lists(PIECES | st.sampled_from(["bis", "zwischen", "von"]), max_size=20).map(" ".join), DAYS)
def test_nothing_ends_before_it_begins(text, day):
    """Bounds are in order, and both ends of a range have the same."""
    times = read(text, day)

    assert all(not t.begin or not t.end or t.begin <= t.end or t.type == "DURATION" for t in times)
    for first, second in pairwise(times):
        if first.until and second.since:
            assert (first.begin, first.end) == (second.begin, second.end)


@given(TEXTS)
def test_without_a_day_values_are_open(text):
    """Nothing is known that the text does not tell."""
    assert all(t.value == t.open for t in read(text))


@given(st.lists(PIECES, max_size=30).map(" ".join), st.dates(date(1000, 1, 1), date(2900, 1, 1)))
def test_an_anchored_date_is_resolved(text, day):
    """On a day well inside the calendar no X is left in a date that hangs on the report's day."""
    for time in read(text, day):
        if time.type in {"DATE", "TIME"} and time.anchor and time.anchor.offset is not None and time.value[0] != "X":
            assert "X" not in time.value


def test_the_stage_pickles():
    """Stages travel between processes."""
    assert pickle.loads(pickle.dumps(read_times)) is read_times


STORY = (
    "Am Montag, dem 10. Januar, sprachen sie fast acht Stunden. Seit 2014 wird um 20.30 Uhr gezählt, jeden Tag. "
    "Die Lage bleibt ernst, sagten Sprecher beider Seiten in der Hauptstadt, und niemand wollte mehr dazu sagen. "
)
HOSTILE = ["1.", "12.12.", "1-", "Montag ", "bis zu ", "1.000.000.", "der ", "am 1. bis ", "und ", "20:", "drei ", "\n"]


def calls(text, *, one_sentence):
    """How many calls, of Python and C functions alike, reading a text takes."""
    report = a_report(text)
    if one_sentence:
        verb = Token(0, 1, "sprach", "VVFIN", "sprechen", "ind")
        report = replace(report, sentences=(Sentence(0, len(text), 0, (verb,) * 50),))
    count = 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        read_times(report, DE)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", [STORY * 4, *(piece * 200 for piece in HOSTILE)])
@pytest.mark.parametrize("one_sentence", [False, True], ids=["untagged", "one sentence"])
def test_work_grows_in_step_with_the_text(piece, one_sentence):
    """Twice the text is at most little more than twice the work, also for text made to slow a reader down."""
    read_times(a_report(piece), DE)
    once, twice = (calls(piece * n, one_sentence=one_sentence) for n in (2, 4))

    assert twice < 2.3 * once


def test_no_pattern_repeats_without_end():
    """Patterns over classes are of bounded length, so that each place costs at most so much."""
    for row in DE.table("times_rules"):
        assert not set("*+{") & set(row["pattern"]), row["pattern"]
