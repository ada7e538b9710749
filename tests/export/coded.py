"""Reports with records of every kind on texts that offsets go wrong on, and what a format is to give back of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.records import Actor, Anchor, Edge, Figure, Position, Statement, Talk, Time
from depesche.store.coded import ROLES, codings

ODD = "ab😀é\u00a0\u00ad\u0301ß\t\n\r\x85\u2028\u202e\x00\x1b\u200b<&\"';=#"
"""What stands in texts: letters beyond the basic plane, what cannot be seen, line ends of all sorts, controls, marks of XML and brat."""
WORDS = st.text("ab😀ü \u00a0\u00ad<&\"';=\\{", min_size=1, max_size=8).map(lambda words: f"x{words}")


@st.composite
def reports(draw, alphabet=ODD):
    """A report with up to two records of each kind, all of whose fields may be set."""
    text = draw(st.text(alphabet, min_size=2, max_size=60))
    report = a_report(text, draw(st.sampled_from(["a.txt", "../ü/b\n.txt"])))

    def span():
        start = draw(st.integers(0, len(text) - 1))
        return report.span(start, draw(st.integers(start + 1, len(text))))

    def spans(least=1):
        return tuple(span() for _ in range(draw(st.integers(least, 3))))

    def words():
        return draw(WORDS)

    def maybe(make):
        return make() if draw(st.booleans()) else None

    def common():
        verdict = draw(st.sampled_from(["", "accepted", "corrected"]))
        return {"confidence": draw(st.sampled_from([0.5, 0.125, 1.0])), "why": words(), "verdict": verdict}

    def ids(letter):
        return [f"{letter}{number}" for number in range(draw(st.integers(0, 2)))]

    one = st.sampled_from
    statements = [
        Statement(name, draw(one(["direct", "mixed"])), spans(0), spans(0), maybe(span), maybe(words), maybe(span),
                  maybe(span), maybe(span), spans(1), draw(one([None, "refuse"])), **common())
        for name in ids("s")
    ]  # fmt: skip
    edge = Edge("2031", Anchor("day", -1, "past"), "START")
    times = [
        Time(name, span(), "DATE", "2031-05-05", "XXXX-WXX-1", maybe(words), Anchor("weekday", None, "past", "TEV"),
             since=draw(one([None, edge])), until=draw(one([None, edge])), **common())
        for name in ids("t")
    ]  # fmt: skip
    actors = [
        Actor(name, words(), "person", (words(), words()), maybe(words), maybe(words), spans(), **common())
        for name in ids("a")
    ]
    talks = [
        Talk(name, words(), (words(),), draw(one(["under way", "held"])), spans(), outcome=maybe(span), when=spans(0),
             place=maybe(words), **common())
        for name in ids("k")
    ]  # fmt: skip
    positions = [
        Position(name, words(), "refuse", words(), "contra", spans(), condition=maybe(span), **common())
        for name in ids("p")
    ]
    figures = [
        Figure(name, span(), draw(one([1.0, 2.5, (1.0, 3.5)])), words(), words(), **common()) for name in ids("f")
    ]
    made: dict[str, Any] = {
        "statements": statements,
        "times": times,
        "actors": actors,
        "talks": talks,
        "positions": positions,
    }
    records: dict[str, Any] = {kind: tuple(several) for kind, several in made.items()}
    return replace(report, figures=tuple(figures), **records)


def told(coded, held=lambda spans: spans):
    """What is compared of records: kind, id, fields, and places by role and order. held: which of the places a format can hold."""
    made = []
    for one in coded:
        if one.kind:
            places = {role: held([(span.start, span.end) for span in spans]) for role, spans in one.spans.items()}
            made.append(
                (
                    one.kind,
                    one.record,
                    {"confidence": 0.5, **one.fields},
                    {role: some for role, some in places.items() if some},
                )
            )
    return sorted(made, key=lambda one: (list(ROLES).index(one[0]), one[1]))


def expected(report, held=lambda spans: spans):
    """What a format should give back of a report."""
    return told(codings(report), held)
