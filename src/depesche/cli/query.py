"""What `depesche show` is asked for, and the records of a case that answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar

from depesche.errors import UsageError
from depesche.export.briefing import Briefing, briefing
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Actor, Figure, Mode, Position, Span, Statement, Talk, Time

if TYPE_CHECKING:
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

Record = TypeVar("Record", Statement, Time, Position, Talk, Figure)


@dataclass(frozen=True, slots=True)
class Query:
    """The filters. report: its name in the case. since: an ISO day; reports without a day are then left out."""

    actor: str | None = None
    mode: Mode | None = None
    report: str | None = None
    since: str | None = None
    limit: int | None = None
    act: str | None = None
    issue: str | None = None
    status: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with its report and the number, from 1, of the paragraph it stands in."""

    row: ReportRow
    paragraph: int
    record: Statement | Time | Position | Talk | Figure

    @property
    def place(self) -> str:
        """Report and paragraph, as they are cited: `a.txt:4`."""
        return f"{self.row.name}:{self.paragraph}"


def checked_day(text: str | None) -> str | None:
    """Make sure that a day is one.

    >>> checked_day("2022-01-10")
    '2022-01-10'

    Raises:
        UsageError: if it is not written as in ISO 8601, or does not exist.

    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{text} is no day.", where="--since", hint="Write it as 2022-01-10.") from error


def rows(case: Case, query: Query) -> Iterator[ReportRow]:
    """The reports asked for, as light rows."""
    wanted = (row for row in case.rows(since=query.since) if query.report in {None, row.name})
    return islice(wanted, query.limit)


def statements(case: Case, query: Query) -> Iterator[Placed]:
    """The statements asked for, by report and place."""
    found = case.statements(query.actor, query.mode, query.report, query.since)
    return islice(_placed(case, found), query.limit)


def times(case: Case, query: Query) -> Iterator[Placed]:
    """The time expressions asked for, by report and place."""
    return islice(_placed(case, case.times(query.report, query.since)), query.limit)


def positions(case: Case, query: Query) -> Iterator[Placed]:
    """The positions asked for, by report and place."""
    found = case.positions(query.actor, query.report, query.since, query.act, query.issue)
    return islice(_placed(case, found), query.limit)


def talks(case: Case, query: Query) -> Iterator[Placed]:
    """The talks asked for, by report and place."""
    return islice(_placed(case, case.talks(query.report, query.since, query.actor, query.status)), query.limit)


def figures(case: Case, query: Query) -> Iterator[Placed]:
    """The figures asked for, by report and place."""
    return islice(_placed(case, case.figures(query.report, query.since, query.actor, query.unit)), query.limit)


def briefed(case: Case, query: Query) -> Briefing:
    """The briefing of what is asked for."""
    return briefing(case, actor=query.actor, mode=query.mode, report=query.report, since=query.since)


def actors(case: Case, query: Query) -> Iterator[tuple[ReportRow, Actor]]:
    """The actors asked for, once for each report that names them."""
    return islice(case.actors(query.actor, query.report, query.since), query.limit)


def _placed(case: Case, found: Iterator[tuple[ReportRow, Record]]) -> Iterator[Placed]:
    """Count paragraphs report by report, so that no more than one text is held."""
    for row, group in groupby(found, key=lambda pair: pair[0]):
        cut = paragraphs(case.report(row.id).text)
        for _, record in group:
            yield Placed(row, number_at(cut, _begin(record)), record)


def _begin(record: Statement | Time | Position | Talk | Figure) -> int:
    spans: tuple[Span, ...]
    if isinstance(record, (Position, Talk)):
        spans = record.evidence
    else:
        spans = (record.span,) if isinstance(record, (Time, Figure)) else record.content or record.cue
    return min((span.start for span in spans), default=0)
