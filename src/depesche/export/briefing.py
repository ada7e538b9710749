"""What one wants to know first about a case, as plain records: the reports, who said what when, what was not read.

The terminal and the page both show this; neither adds to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from depesche.export.highlight import in_order, place_of
from depesche.export.paragraphs import number_at, paragraphs
from depesche.records import Act, Mode, Report, Span

if TYPE_CHECKING:
    from depesche.store.case import Case

SHORT = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in one line.

    number: counts the statements of the briefing's reports in the order of names and places, from 1. day: that of the
    report, ISO, or None. paragraph: counts every paragraph of the report, from 1. cue, content: pieces joined by ` … `.
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
    """Reports by name; actors by how much they said, nobody last; what was not read; which reports have no day."""

    reports: tuple[ReportLine, ...]
    actors: tuple[ActorLines, ...]
    unread: tuple[Unread, ...]
    undated: tuple[str, ...]

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
        actor: only statements of actors whose name holds these letters, in capitals or not.
        mode: only statements of this mode.
        report: only this report.
        since: only reports of this ISO day and later.

    """
    rows = {row.name: row.double_of for row in case.rows()}
    return briefing_of(
        case.reports([report] if report else None),
        doubles={name: other for name, other in rows.items() if other and not report},
        failures=() if report else [Unread(one.name, one.what, one.hint) for one in case.failures()],
        actor=actor,
        mode=mode,
        since=since,
    )


def briefing_of(
    reports: Iterable[Report],
    *,
    doubles: Mapping[str, str] | None = None,
    failures: Iterable[Unread] = (),
    actor: str | None = None,
    mode: Mode | None = None,
    since: str | None = None,
) -> Briefing:
    """Sum reports up that come in the order of their names; each is looked at once and let go.

    Args:
        reports: what `Case.reports` gives.
        doubles: name of a report -> name of the report that has the same text.
        failures: what could not be read at all.
        actor: as for `briefing`.
        mode: as for `briefing`.
        since: as for `briefing`.

    """
    rows: list[ReportLine] = []
    lines: list[Line] = []
    told: dict[str, str] = {}
    number = 0
    for report in reports:
        day = report.header.published.value
        if since and (day or "") < since:
            continue
        # Of reports with the same text the first by name tells the statements, whichever came in first.
        first = told.setdefault((doubles or {}).get(report.name, report.name), report.name)
        rows.append(_report_line(report, first if first != report.name else None))
        if rows[-1].double_of is None:
            lines += lines_of(report, number)
            number += len(report.statements)
    unread = [Unread(row.name, row.unread) for row in rows if row.unread]
    return Briefing(
        tuple(rows),
        _by_actor(line for line in lines if _wanted(line, actor, mode)),
        tuple(sorted([*unread, *failures], key=lambda one: one.name)),
        tuple(row.name for row in rows if row.day is None),
    )


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
            statement.actor,
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


def _wanted(line: Line, actor: str | None, mode: Mode | None) -> bool:
    named = actor is None or actor.casefold() in (line.actor or "").casefold()
    return named and (mode is None or line.mode == mode)


def _by_actor(lines: Iterable[Line]) -> tuple[ActorLines, ...]:
    found = list(lines)
    often = Counter(name_of(line) for line in found)
    found.sort(key=lambda line: (name_of(line) is None, -often[name_of(line)], name_of(line) or "", line.number))
    return tuple(ActorLines(actor, _by_day(group)) for actor, group in groupby(found, key=name_of))


def name_of(line: Line) -> str | None:
    """The actor of a line, or None where the report names nobody."""
    return None if line.actor in {None, "", "unspecified"} else line.actor


def _by_day(lines: Iterable[Line]) -> tuple[DayLines, ...]:
    found = sorted(lines, key=lambda line: (line.day is None, line.day or "", line.number))
    return tuple(DayLines(day, tuple(group)) for day, group in groupby(found, key=lambda line: line.day))
