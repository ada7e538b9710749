"""What one wants to know first about a case, as plain records: the reports, who said what when, what was not read.

The terminal and the page both show this; neither adds to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from depesche.export.highlight import in_order, place_of
from depesche.export.meetings import FigureLine, TalkLine, by_date, figures_of, talks_of
from depesche.export.stands import IssueLines, PositionLine, by_issue, stands_of
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Act, Mode, Report, Span

if TYPE_CHECKING:
    from depesche.store.case import Case

SHORT = 160
# What the guidelines call a source that nobody can name.
UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in one line.

    number: counts the statements of the briefing's reports in the order of names and places, from 1. day: that of the
    report, ISO, or None. paragraph: counts every paragraph of the report, from 1. actor: None where the report names
    nobody. cue, content: pieces joined by ` … `.
    """

    number: int
    id: str
    report: str
    outlet: str | None
    day: str | None
    paragraph: int
    actor: str | None
    mode: Mode
    act: Act | None
    source: str
    cue: str
    content: str
    via: str
    language: str | None
    confidence: float

    @property
    def short(self) -> str:
        """The content in at most 160 characters."""
        return shorten(self.content)


@dataclass(frozen=True, slots=True)
class DayLines:
    """The statements of one day (None: undated)."""

    day: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ActorLines:
    """The statements of one actor (None: nobody named), by day, the undated last."""

    actor: str | None
    days: tuple[DayLines, ...]

    @property
    def count(self) -> int:
        """How many statements there are."""
        return sum(len(day.lines) for day in self.days)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in one line. double_of: the report that has the same text; its statements are told there."""

    name: str
    id: str
    title: str | None
    outlet: str | None
    day: str | None
    interval: tuple[str, str] | None
    basis: str | None
    language: str | None
    statements: int
    times: int
    actors: int
    double_of: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A report from which nothing was read, why, and what can be done about it."""

    name: str
    why: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """Reports by name; actors by how much they said, nobody last; what was not read; which reports have no day; positions by issue.

    talks: by date. figures: in the order of the reports.
    """

    reports: tuple[ReportLine, ...]
    actors: tuple[ActorLines, ...]
    unread: tuple[Unread, ...]
    undated: tuple[str, ...]
    issues: tuple[IssueLines, ...] = ()
    talks: tuple[TalkLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()

    @property
    def positions(self) -> tuple[PositionLine, ...]:
        """All positions, by issue."""
        return tuple(line for issue in self.issues for line in issue.lines)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All statements, by number."""
        lines = (line for actor in self.actors for day in actor.days for line in day.lines)
        return tuple(sorted(lines, key=lambda line: line.number))

    @property
    def days(self) -> tuple[DayLines, ...]:
        """All statements by day, the undated last, then by number."""
        return _by_day(self.lines)


def briefing(
    case: Case,
    *,
    actor: str | None = None,
    mode: Mode | None = None,
    report: str | None = None,
    since: str | None = None,
) -> Briefing:
    """Sum a case up.

    Args:
        case: an open case.
        actor: only statements of this actor, named as `Case.statements` understands it.
        mode: only statements of this mode.
        report: only this report, by name or id.
        since: only reports of this ISO day and later.

    Raises:
        UsageError: for a mode or day that is none, or a report that the case does not have.

    """
    wanted = None
    if actor or mode:
        wanted = {one.id for _, one in case.statements(actor=actor, mode=mode, report=report, since=since)}
        if mode is None:  # a position has no mode
            wanted |= {one.id for _, one in case.positions(actor=actor, report=report, since=since)}
            wanted |= {one.id for _, one in case.talks(report=report, since=since, actor=actor)}
            wanted |= {one.id for _, one in case.figures(report=report, since=since, actor=actor)}
    rows = list(case.rows(since=since)) if report is None else [case.row(report)]
    return briefing_of(
        case.reports([row.name for row in rows] if report or since else None),
        doubles={row.name: row.double_of for row in rows if row.double_of and report is None},
        failures=() if report else [Unread(one.name, one.what, one.hint) for one in case.failures()],
        wanted=wanted,
    )


def briefing_of(
    reports: Iterable[Report],
    *,
    doubles: Mapping[str, str] | None = None,
    failures: Iterable[Unread] = (),
    wanted: Container[str] | None = None,
) -> Briefing:
    """Sum reports up that come in the order of their names; each is looked at once and let go.

    Args:
        reports: what `Case.reports` gives.
        doubles: name of a report -> name of the report that has the same text.
        failures: what could not be read at all.
        wanted: ids of the statements, positions, talks and figures to tell; by default all.

    """
    rows: list[ReportLine] = []
    lines: list[Line] = []
    stands: list[PositionLine] = []
    talks: list[TalkLine] = []
    figures: list[FigureLine] = []
    told: dict[str, str] = {}
    number = 0
    for report in reports:
        # Of reports with the same text the first by name tells the statements.
        first = told.setdefault((doubles or {}).get(report.name, report.name), report.name)
        rows.append(_report_line(report, first if first != report.name else None))
        if rows[-1].double_of is None:
            lines += lines_of(report, number)
            stands += stands_of(report, _places(report, number))
            talks += talks_of(report)
            figures += figures_of(report)
            number += len(report.statements)
    unread = [Unread(row.name, row.unread) for row in rows if row.unread]
    return Briefing(
        tuple(rows),
        _by_actor(line for line in lines if wanted is None or line.id in wanted),
        tuple(sorted([*unread, *failures], key=lambda one: one.name)),
        tuple(row.name for row in rows if row.day is None),
        by_issue(line for line in stands if wanted is None or line.id in wanted),
        by_date(line for line in talks if wanted is None or line.id in wanted),
        tuple(line for line in figures if wanted is None or line.id in wanted),
    )


def _places(report: Report, before: int) -> dict[tuple[int, int], int]:
    """Where the words of each statement of a report stand, and the number that the briefing gives it."""
    places: dict[tuple[int, int], int] = {}
    for number, statement in enumerate(in_order(report.statements), start=before + 1):
        for span in statement.content:
            places.setdefault((span.start, span.end), number)
    return places


def lines_of(report: Report, before: int = 0) -> Iterator[Line]:
    """The statements of a report, in the order of the text, numbered on from `before`."""
    cut = paragraphs(report.text)
    for number, statement in enumerate(in_order(report.statements), start=before + 1):
        yield Line(
            number,
            statement.id,
            report.name,
            report.header.outlet,
            report.header.published.value,
            number_at(cut, place_of(statement)),
            None if statement.actor in {"", UNSPECIFIED} else statement.actor,
            statement.mode,
            statement.act,
            joined([statement.source]),
            joined(statement.cue),
            joined(statement.content),
            joined([statement.via]),
            report.language,
            statement.confidence,
        )


def joined(spans: Iterable[Span | None]) -> str:
    r"""The words of spans in one line.

    >>> joined([Span(0, 5, "wies "), Span(9, 20, "entschieden\nzurück")])
    'wies … entschieden zurück'
    """
    return " … ".join(" ".join(span.text.split()) for span in spans if span)


def shorten(text: str, width: int = SHORT) -> str:
    """Cut a text at a word so that it is at most `width` characters long.

    >>> shorten("Wir haben uns auf nichts geeinigt.", 20)
    'Wir haben uns auf …'
    """
    if len(text) <= width:
        return text
    head = text[: width - 1]
    at_word = head.rpartition(" ")[0] or head[:-1]
    return f"{at_word.rstrip(' ,;:–—')} …"


def _report_line(report: Report, double_of: str | None) -> ReportLine:
    published = report.header.published
    return ReportLine(
        report.name,
        report.id,
        report.header.title,
        report.header.outlet,
        published.value,
        published.interval,
        published.basis,
        report.language,
        len(report.statements),
        len(report.times),
        len(report.actors),
        double_of,
        report.unread,
    )


def _by_actor(lines: Iterable[Line]) -> tuple[ActorLines, ...]:
    found = list(lines)
    often = Counter(line.actor for line in found)
    found.sort(key=lambda line: (line.actor is None, -often[line.actor], line.actor or "", line.number))
    return tuple(ActorLines(actor, _by_day(group)) for actor, group in groupby(found, key=lambda line: line.actor))


def _by_day(lines: Iterable[Line]) -> tuple[DayLines, ...]:
    found = sorted(lines, key=lambda line: (line.day is None, line.day or "", line.number))
    return tuple(DayLines(day, tuple(group)) for day, group in groupby(found, key=lambda line: line.day))
