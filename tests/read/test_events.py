"""Events of speeches: read only where a report is stated to be a speech."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from types import FrameType

import pytest
from tests.conftest import a_report
from tests.read.conftest import DE, put

from depesche.records import Fact, Report, spans_of
from depesche.run.plan import stages

GENRE = Fact("genre", "speech", "table")


@cache
def read(text: str, *facts: Fact) -> Report:
    """Everything read out of a German text of which something is stated."""
    report = replace(a_report(text), language="de", facts=facts)
    for stage in stages():
        report = stage(report, DE)
    return report


def events(text: str, *fields: str) -> list[tuple[object, ...]]:
    """The events of a speech, each as the words of some fields."""
    found = [s for s in read(text, GENRE).statements if s.why.startswith("event")]
    return [tuple(put(getattr(s, field)) for field in fields) for s in found]


CASES = [
    ("Ich glaube, dass wir mehr Brücken brauchen.", ("glaube", "Ich", "dass wir mehr Brücken brauchen")),
    ("Wir fordern die Bundesregierung auf, endlich zu handeln.", ("fordern … auf", "Wir", "endlich zu handeln")),
    (
        "Die Ministerin hat gesagt, dass die Häfen warten müssen.",
        ("gesagt", "Die Ministerin", "dass die Häfen warten müssen"),
    ),
    ("Wollen Sie wirklich sagen, dass das genügt?", ("sagen", "Sie", "dass das genügt")),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_is_said_thought_and_asked_for_is_an_event(text, expected):
    """Also in the first person, in questions and behind modal verbs, where the news would report nothing."""
    assert expected in events(text, "cue", "source", "content")


def test_a_noun_alone_can_name_an_event():
    """Where nothing is said of what was said, the words that name the event are its content."""
    found = events("Wir beraten heute über den Antrag der Opposition.", "why", "cue", "content")

    assert ("event named: antrag", "Antrag", "Antrag") in found


def test_the_topic_stands_first():
    """What an event is about is told by its rule."""
    found = events("Wir müssen über die Häfen reden.", "why", "content")

    assert ("event about: reden", "über die Häfen") in found


def test_the_speaker_is_who_is_stated_to_speak():
    """`ich` and `wir` are whose speech it is; without a statement it is nobody that is known."""
    text = "Ich glaube, dass wir mehr Brücken brauchen."
    named = read(text, GENRE, Fact("byline", "Mira Kolb", "table")).statements

    assert {s.actor for s in named if s.source and s.source.text == "Ich"} == {"Mira Kolb"}
    assert {s.actor for s in read(text, GENRE).statements} == {"unspecified"}


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_the_news_are_read_without_events(text):
    """Nothing of this touches a report that is not stated to be a speech."""
    assert [s.why for s in read(text).statements if s.why.startswith("event")] == []
    assert read(text).statements == read(text, Fact("genre", "news", "table")).statements


def test_records_point_at_the_text():
    """Every span is the report's own text, ids are unique, and reading twice gives the same."""
    text = " ".join(case[0] for case in CASES) + " Über den Antrag, den Sie vorgelegt haben, reden wir noch."
    report = read(text, GENRE)

    assert all(span.text == text[span.start : span.end] for span in spans_of(report))
    assert len({s.id for s in report.statements}) == len(report.statements)
    assert all(0 < s.confidence < 1 for s in report.statements)
    read.cache_clear()
    assert read(text, GENRE) == report


def work(text: str) -> int:
    """How many lines of the readers run to find the events of a text."""
    report = replace(a_report(text), language="de", facts=(GENRE,))
    *before, last = stages()
    for stage in before:
        report = stage(report, DE)
    lines = 0

    def count(frame: FrameType, event: str, _argument: object) -> object:
        nonlocal lines
        lines += event == "line"
        return count if "depesche" in frame.f_code.co_filename else None

    tracing = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        last(report, DE)
    finally:
        sys.settrace(tracing)
    return lines


@pytest.mark.parametrize("pattern", ["Ich sage, dass wir reden. ", "und sagte, "])
def test_work_grows_in_step_with_the_text(pattern):
    """Twice the text costs about twice the work, also where nothing but its length ends a sentence."""
    work(pattern)

    assert work(pattern * 400) <= 2.7 * work(pattern * 200) + 20_000


def test_no_table_names_a_person():
    """What was learned is of German, not of the people who spoke: names are all alike to the features."""
    features = [row["feature"] for name in ("event_words", "event_roles") for row in DE.table(name)]

    assert len(features) > 5000
    assert any("(name)" in feature for feature in features)
