"""Who met when and where, and what was counted: the talks and figures of a briefing, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depesche.paragraphs import number_at, paragraphs
from depesche.records import Report, Span


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in one line. day: that of the report. when: the report's words for the date, empty where it has none."""

    id: str
    report: str
    outlet: str | None
    day: str | None
    paragraph: int
    name: str
    participants: tuple[str, ...]
    status: str
    forum: str | None
    place: str | None
    date: str | None
    when: str
    duration: str | None
    outcome: str | None
    evidence: str
    language: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in one line. value: one number, or the two ends of a range. actor: None for the reporter."""

    id: str
    report: str
    outlet: str | None
    day: str | None
    paragraph: int
    words: str
    value: float | tuple[float, float]
    unit: str
    about: str
    actor: str | None
    language: str | None
    confidence: float


def talks_of(report: Report) -> Iterator[TalkLine]:
    """The talks of a report, in the order in which it first tells of them."""
    cut = paragraphs(report.text)
    for one in sorted(report.talks, key=lambda talk: (talk.evidence[:1], talk.id)):
        yield TalkLine(
            one.id,
            report.name,
            report.header.outlet,
            report.header.published.value,
            number_at(cut, one.evidence[0].start) if one.evidence else 1,
            one.name,
            one.participants,
            one.status,
            one.forum,
            one.place,
            one.date,
            _joined(one.when),
            one.duration,
            _joined([one.outcome]) if one.outcome else None,
            _joined(one.evidence),
            report.language,
            one.confidence,
        )


def figures_of(report: Report) -> Iterator[FigureLine]:
    """The figures of a report, in the order of the text."""
    cut = paragraphs(report.text)
    for one in sorted(report.figures, key=lambda figure: (figure.span, figure.actor or "", figure.id)):
        yield FigureLine(
            one.id,
            report.name,
            report.header.outlet,
            report.header.published.value,
            number_at(cut, one.span.start),
            _joined([one.span]),
            one.value,
            one.unit,
            one.about,
            one.actor,
            report.language,
            one.confidence,
        )


def by_date(lines: Iterable[TalkLine]) -> tuple[TalkLine, ...]:
    """Talks by their dates, those without one last; then by name and report."""
    return tuple(
        sorted(lines, key=lambda one: (one.date is None, one.date or "", one.name, one.day or "", one.report, one.id))
    )


def amount(value: float | tuple[float, float]) -> str:
    """A value as it is written: whole numbers without a point, a range with both ends.

    >>> amount(1200.0), amount(2.5), amount((500, 5500))
    ('1,200', '2.5', '500 to 5,500')
    """
    if isinstance(value, tuple):
        return " to ".join(map(amount, value))
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _joined(spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(span.text.split()) for span in spans)
