"""What holds for everything that is read, whatever the text: records of every kind point at it, and can be written down."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

import depesche
from depesche.export.as_json import KINDS, dumps, report_object
from depesche.records import Fact, Report, spans_of
from depesche.run import plan

SAMPLE = Path(depesche.__file__).parent / "sample" / "reports"
TEXTS = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
PIECES = [
    "\u0301", "\u00ad", "\x00", "\u202e", "\U0001f600", "\ud800", "\u200b", "\u2028", "\x85", "\n", "\n\n", "\t", "„", "“", '"', "»", "(",
    "1" * 400, "und " * 60, "„" * 90, "99.99.9999", "31. Februar", "1/0", "25 Uhr 99", "vom 31. bis 30. Februar", "im Jahr 10000",
    "seit 99999999 Jahren", "vor drei Milliarden Jahren", "in 4000000 Tagen", "Billionen " * 24, "999 000 000 000 000 000 000 000 Euro",
    "zwischen 9 Billionen Billionen und 10 Euro", "²³ Soldaten", "٣ Tote", "=1+1", "<script>", "Berichte, wonach", "Treffen",
]  # fmt: skip
DAYS = [None, "0001-01-01", "2024-02-29", "9999-12-31"]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A stretch of the sample with pieces put in, taken out, doubled."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 700))]
    for _ in range(draw(st.integers(1, 4))):
        a = draw(st.integers(0, len(text)))
        b = draw(st.integers(a, min(len(text), a + 40)))
        piece = draw(st.sampled_from(["", text[a:b] * 2, *PIECES]))
        text = text[:a] + piece + text[b:]
    return text


def read(text: str, day: str | None = None) -> Report:
    """A report that is taken for German, whatever became of it."""
    facts = (Fact("published", day, "person"),) if day else ()
    return plan.read_in(replace(a_report(text), facts=facts), "de")


@settings(max_examples=60, deadline=None)
@given(damaged(), st.sampled_from(DAYS))
def test_records_of_every_kind_point_at_the_text_and_can_be_written(text: str, day: str | None) -> None:
    """Spans are the report's own words, ids are unique, numbers finite; a report that is damaged ends no run."""
    report = read(text, day)
    records = [one for kind in KINDS for one in getattr(report, kind)]

    assert len({one.id for one in records}) == len(records)
    assert all(0 < one.confidence <= 1 and one.why for one in records)
    assert all(talk.evidence for talk in report.talks)
    assert all(position.evidence for position in report.positions)
    assert all(text[span.start : span.end] == span.text != "" for span in spans_of(report))
    values = (one.value if isinstance(one.value, tuple) else (one.value,) for one in report.figures)
    assert all(math.isfinite(value) for value in chain.from_iterable(values))
    assert json.loads(dumps(report_object(report)))["id"] == report.id


@settings(max_examples=20, deadline=None)
@given(damaged(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_another_day_changes_values_alone(text: str, day: str | None, other: str | None) -> None:
    """Whatever was derived before, a day gives what it gives to the report as read."""
    report = read(text, day)

    assert plan.dated(plan.dated(report, other), day) == plan.dated(report, day)
    assert [one.id for one in plan.dated(report, other).talks] == [one.id for one in report.talks]


_ELSEWHERE = """
import sys
from depesche.export.as_json import dumps, report_object
from tests.run.test_laws_reading import TEXTS, read
sys.stdout.buffer.write(dumps([report_object(read(text, "2031-03-06")) for text in TEXTS[:3]]).encode())
"""


@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_process_reads_the_same(seed: str, request: pytest.FixtureRequest) -> None:
    """No record of any kind depends on how a process orders its sets."""
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        capture_output=True, check=True, cwd=request.config.rootpath, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip

    assert dumps([report_object(read(text, "2031-03-06")) for text in TEXTS[:3]]) == done.stdout.decode()
