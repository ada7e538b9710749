"""What `depesche show` is asked for, and the records of a case that answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

from depesche.errors import UsageError
from depesche.export.briefing import Briefing, briefing
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Actor, Figure, Mode, Position, Span, Statement, Talk, Time

if TYPE_CHECKING:
    from depesche.relations import Issue
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

Record = TypeVar("Record", Statement, Time, Position, Talk, Figure)


@dataclass(frozen=True, slots=True)
class Query:
    """The filters. report: its name in the case. since: an ISO day; reports without a day are then left out.

    each: report by report instead of once for the case. why: with the reasons.
    """

    actor: str | None = None
    mode: Mode | None = None
    report: str | None = None
    since: str | None = None
    limit: int | None = None
    act: str | None = None
    issue: str | None = None
    status: str | None = None
    unit: str | None = None
    grade: str | None = None
    kind: str | None = None
    each: bool = False
    why: bool = False

    @property
    def by_report(self) -> bool:
        """Whether what the case has merged is wanted as single reports have it."""
        return self.each or self.report is not None

    @property
    def is_bare(self) -> bool:
        """Whether nothing chooses, so that an empty answer means that the case has none."""
        aside = {"limit", "each", "why"}
        return not any(getattr(self, one.name) for one in fields(self) if one.name not in aside)


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with its report and the number, from 1, of the paragraph it stands in.

    names: under which name the case knows each actor of the report, by the report's own name for it.
    """

    row: ReportRow
    paragraph: int
    record: Statement | Time | Position | Talk | Figure
    names: Mapping[str, str]

    @property
    def place(self) -> str:
        """Report and paragraph, as they are cited: `a.txt:4`."""
        return f"{self.row.name}:{self.paragraph}"

    def called(self, name: str | None) -> str | None:
        """The case's name of an actor of this report."""
        return None if name is None else self.names.get(name, name)


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
    """The positions asked for, by report and place; an issue is found by its name in the codebook too."""
    named = issue_namer(case)
    words = (query.issue or "").casefold()
    found = case.positions(query.actor, query.report, query.since, query.act)
    wanted = ((row, one) for row, one in found if not words or words in f"{_issue_words(one)}\n{named(one)}".casefold())
    return islice(_placed(case, wanted), query.limit)


def _issue_words(position: Position) -> str:
    return f"{position.issue}\n{position.issue_text}"


def issue_of(case: Case) -> Callable[[Position], Issue | None]:
    """A function that finds the entry of a position in the case's codebook."""
    from depesche.run.codebook import codebook  # noqa: PLC0415 (start-up)

    book = codebook(case)
    by_id = {issue.id: issue for issue in book.issues}

    def find(position: Position) -> Issue | None:
        return by_id.get(book.codes.get((position.issue, position.issue_text), ""))

    return find


def is_meant(case: Case, actor: str) -> Callable[[str], bool]:
    """A function that tells whether a name of the case is that of an actor somebody calls so."""
    names = {one.name for one in case.cast(actor)}
    return lambda name: name in names or actor.casefold() in name.casefold()


def names_of_issues(case: Case) -> dict[str, str]:
    """What the issues of the codebook are called, by id."""
    return {issue.id: issue.name for issue in case.issues()}


def issue_namer(case: Case) -> Callable[[Position], str]:
    """A function that tells what the codebook calls the issue of a position."""
    find = issue_of(case)

    def named(position: Position) -> str:
        issue = find(position)
        return issue.name if issue else position.issue

    return named


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
    found = case.actors(query.actor, query.report, query.since, query.kind)
    return islice(found, query.limit)


def _placed(case: Case, found: Iterator[tuple[ReportRow, Record]]) -> Iterator[Placed]:
    """Count paragraphs report by report, so that no more than one text is held."""
    for row, group in groupby(found, key=lambda pair: pair[0]):
        cut = paragraphs(case.text_of(row.id))
        names = case.called([row.id])[row.id]
        for _, record in group:
            yield Placed(row, number_at(cut, _begin(record)), record, names)


def _begin(record: Any) -> int:
    spans: tuple[Span, ...]
    if isinstance(record, (Position, Talk)):
        spans = record.evidence
    else:
        spans = (record.span,) if isinstance(record, (Time, Figure)) else record.content or record.cue
    return min((span.start for span in spans), default=0)
