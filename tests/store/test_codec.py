"""Records go into the case and come out the same, whatever is in them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche import records as nouns
from depesche.errors import ReportError
from depesche.store import codec
from depesche.store.case import Case
from depesche.store.schema import escaped, unescaped

# Surrogates alone and in pairs, NUL, the escape itself, what looks like an escape, a letter and its accent apart.
ODD = ("\ud800", "\udc00", "\ud83d\ude00", "\x00", "\ufdd0", "\ufdd0d800", "e\u0301", "\u00ad", "😀", "\u2028")
words = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(ODD)
maybe = st.none() | words
numbers = st.floats(allow_nan=False)
shares = st.floats(0, 1)
several = st.lists(words, max_size=3).map(tuple)


@st.composite
def reports(draw) -> nouns.Report:
    """A report in which everything is filled with anything."""
    text = draw(st.text(st.characters(exclude_categories=()), max_size=40)) + draw(st.sampled_from(ODD))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    span = ends.map(lambda at: nouns.Span.of(text, min(at), max(at)))
    spans = st.lists(span, max_size=3).map(tuple)
    perhaps = st.none() | span
    known: dict[Any, st.SearchStrategy[Any]] = {
        nouns.Span: span,
        nouns.Span | None: perhaps,
        tuple[nouns.Span, ...]: spans,
        tuple[str, ...]: several,
        tuple[int, ...]: st.lists(st.integers(0, 99), max_size=3).map(tuple),
        str: words,
        str | None: maybe,
        int: st.integers(-(2**53), 2**53),
        int | None: st.none() | st.integers(-99, 99),
        float: shares,
        float | tuple[float, float]: numbers | st.tuples(numbers, numbers),
        tuple[str, str] | None: st.none() | st.tuples(words, words),
    }
    for literal in (nouns.Mode, nouns.TimeType, nouns.ActorKind, nouns.Act):
        known[literal] = st.sampled_from(get_args(literal))
        known[literal | None] = st.none() | known[literal]

    def of(kind):
        return st.builds(kind, **{name: known[hint] for name, hint in get_type_hints(kind).items()})

    for kind in (nouns.Anchor, nouns.Published):
        known[kind] = of(kind)
        known[kind | None] = st.none() | known[kind]

    edges = [nouns.Edge("2016"), nouns.Edge("XXXX-05-07", nouns.Anchor("date", None, "past"), "END")]
    known[nouns.Edge | None] = st.sampled_from([None, *edges])

    def lists(kind):
        return st.lists(of(kind), max_size=2).map(tuple)

    return nouns.Report(
        name=draw(words.filter(bool)),
        text=text,
        source=draw(of(nouns.Source)),
        facts=draw(lists(nouns.Fact)),
        blocks=draw(lists(nouns.Block)),
        language=draw(maybe),
        unread=draw(maybe),
        header=draw(of(nouns.Header)),
        actors=draw(lists(nouns.Actor)),
        statements=draw(lists(nouns.Statement)),
        times=draw(lists(nouns.Time)),
        talks=draw(lists(nouns.Talk)),
        positions=draw(lists(nouns.Position)),
        figures=draw(lists(nouns.Figure)),
    )


@given(words)
def test_any_string_can_be_stored(string):
    """What no database takes as text is escaped, and comes back."""
    escaped(string).encode()

    assert "\x00" not in escaped(string)
    assert string == unescaped(escaped(string))


@settings(deadline=None, max_examples=60)
@given(report=reports(), raw=st.binary(max_size=20))
def test_a_case_gives_back_what_was_put(report, raw):
    """Nothing of a report is lost or altered, surrogates and all; the source's bytes neither."""
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "x.depesche", create=True) as case:
        assert case.put(report, reader="1", raw=raw) == "new"
        assert report == case.report(report.name)
        assert raw == case.raw(report.name)
        assert case.put(report, reader="1") == "same"
        assert raw == case.raw(report.name)


@given(reports())
def test_equal_reports_have_equal_digests(report):
    """What was read decides; values that follow from the day do not."""
    moved = replace(
        report,
        times=tuple(replace(time, value="2031-01-01", begin="x", end=None) for time in report.times),
        talks=tuple(replace(talk, date="2031-01-01") for talk in report.talks),
    )

    assert codec.content(report) == codec.content(replace(report)) == codec.content(moved)
    assert codec.basis(report) == codec.basis(replace(report, language="xx", unread="because"))
    assert codec.content(report) != codec.content(replace(report, language=f"{report.language}x"))


def test_a_record_must_point_at_the_reports_own_words(case):
    """A reader that claims other words is caught, and nothing is stored."""
    report = a_report("Kolb schweigt.")
    wrong = nouns.Statement("s", "direct", (nouns.Span(0, 4, "Korb"),))

    with pytest.raises(ReportError, match="Korb"):
        case.put(replace(report, statements=(wrong,)), reader="1")
    assert list(case.rows()) == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [(nouns.Statement, {"nonsense": 1}), (nouns.Header, None), (tuple[nouns.Span, ...], [[1]]), (nouns.Time, [])],
)
def test_damaged_data_is_told_from_mistakes(kind, data):
    """Data that has lost its form raises an error of its own."""
    with pytest.raises(codec.DamagedError):
        codec.decode(kind, data, "text")
