"""A reader that is quick and simple, so that these tests are about the run alone, and a folder for it to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from depesche.records import Actor, Anchor, Header, Published, Report, Statement, Time, record_id
from depesche.run.local import Reader, build
from depesche.run.plan import dated
from depesche.run.progress import Phase, StepOutcome, Summary
from depesche.settings import Settings
from depesche.store.case import Case


def read_toy(report: Report) -> Report:
    """Take every capitalised word for an actor who says the rest, and `Montag` for a time; English stays unread."""
    if " the " in report.text:
        return replace(report, language="en", unread="There is no language pack for en.")
    if "unreadable" in report.text:
        raise KeyError("a mistake")
    day = next((fact.value for fact in report.facts if fact.field == "published"), None)
    report = replace(report, language="de", header=Header(Published(day, None, "stated" if day else None)))
    statements, times, actors = [], [], []
    for found in re.finditer(r"\b[A-Z]\w+", report.text):
        span = report.span(*found.span())
        one = record_id(report.digest, "toy", (span,))
        if span.text == "Montag":
            times.append(Time(one, span, "DATE", "XXXX-WXX-1", "XXXX-WXX-1", anchor=Anchor("weekday", None, "past")))
        else:
            statements.append(Statement(one, "direct", (span,), actor=span.text))
            actors.append(Actor(one, span.text, "person", (span.text,), mentions=(span,)))
    report = replace(report, statements=tuple(statements), times=tuple(times), actors=tuple(actors))
    return dated(report, day)


TOY = Reader(read_toy, lambda language: f"toy {language}")


class Teller:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.total: int | None = -1
        self.steps: list[tuple[str, StepOutcome]] = []
        self.phases: list[Phase] = []
        self.units = 0
        self.summary: Summary | None = None

    def start(self, total: int | None) -> None:
        self.total = total

    def step(self, name: str, outcome: StepOutcome) -> None:
        self.steps.append((name, outcome))

    def relating(self, phase: Phase) -> None:
        self.phases.append(phase)

    def unit(self) -> None:
        self.units += 1

    def done(self, summary: Summary) -> None:
        self.summary = summary


def toy_build(case: Case, *paths: Path | str, reader: Reader = TOY, **more) -> Summary:
    """Build with the toy."""
    return build(case, [str(path) for path in paths], settings=Settings(max_bytes=10_000), reader=reader, **more)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A new case."""
    with Case.open(tmp_path / "talks.depesche", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports: two with a day in their name, two of the same text, one in English, one in a folder below."""
    made = tmp_path / "reports"
    (made / "sub").mkdir(parents=True)
    for name, text in {
        "2031-03-06_bote.txt": "Am Montag sagte Kolb, man rede.",
        "2031-03-07_bote.txt": "Am Montag schwieg Rau.",
        "double.txt": "Seit Montag wartet Kolb auf Rau.",
        "an earlier double.txt": "Seit Montag wartet Kolb auf Rau.",
        "english.txt": "On Monday the minister spoke.",
        "sub/below.txt": "Unten sprach Kolb.",
    }.items():
        (made / name).write_text(text)
    return made
