"""The part of a case that gives the records of single reports, as people ruled on them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar, get_args

from sqlalchemy import ColumnElement, Connection

from depesche.errors import UsageError
from depesche.records import Act, Actor, Figure, Mode, Position, Statement, Talk, Time
from depesche.store import query
from depesche.store.rows import ReportRow
from depesche.store.schema import KINDS, reports
from depesche.store.tables import table

T = TypeVar("T")
P = ParamSpec("P")
_LAST = chr(0x10FFFF)  # behind every id that begins as another does
Fits = Callable[[ReportRow, Any], bool]


class Recorded(ABC):
    """What `Case` tells of records, each with its report; what is long is streamed."""

    @abstractmethod
    def _read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something in a transaction that reads."""

    @abstractmethod
    def row(self, name_or_id: str) -> ReportRow:
        """A report in one line, its current version."""

    def rows(self, *, since: str | None = None) -> Iterator[ReportRow]:
        """The reports in one line each, by name. since: only those published on that ISO day or later."""
        for page in self._pages(*_since(since)):
            yield from page

    @table
    def statements(
        self, actor: str | None = None, mode: str | None = None, report: str | None = None, since: str | None = None
    ) -> Iterator[tuple[ReportRow, Statement]]:
        """Statements with the report they stand in, by report and place; those of a double only if it is asked for.

        Args:
            actor: canonical name, another name of the actor, or a word of it, in any case of letters.
            mode: `direct`, `indirect`, `mixed` or `reported`.
            report: name or id.
            since: ISO day; reports published before it, or on an unknown day, are left out.

        Raises:
            UsageError: for a mode or day that is none, or a report that the case does not have.

        """
        if mode is not None and mode not in get_args(Mode):
            raise UsageError(f"There is no mode {mode}.", hint=f"Known: {', '.join(get_args(Mode))}.")
        return self._records("statements", report, since, {"mode": mode}, actor=actor)

    @table
    def times(
        self,
        report: str | None = None,
        since: str | None = None,
        type: str | None = None,  # noqa: A002 (the field's name)
    ) -> Iterator[tuple[ReportRow, Time]]:
        """Time expressions with the report they stand in; the arguments are those of `statements`."""
        return self._records("times", report, since, {"type": type})

    @table
    def actors(
        self, actor: str | None = None, report: str | None = None, since: str | None = None, kind: str | None = None
    ) -> Iterator[tuple[ReportRow, Actor]]:
        """Actors with the report that names them; the arguments are those of `statements`."""
        return self._records("actors", report, since, {"kind": kind}, actor=actor, column="name")

    @table
    def talks(
        self, report: str | None = None, since: str | None = None, actor: str | None = None, status: str | None = None
    ) -> Iterator[tuple[ReportRow, Talk]]:
        """Talks with the report that tells of them.

        Args:
            report: name or id.
            since: as in `statements`.
            actor: a participant, named as in `statements`.
            status: `proposed`, `planned`, `under way`, `held`, `broken off` or `cancelled`.

        """
        names = None if actor is None else self._read(query.actors_called, actor)[1]
        for row, talk in self._records("talks", report, since, {"status": status}):
            if names is None or names & set(talk.participants):
                yield row, talk

    @table
    def positions(
        self,
        actor: str | None = None,
        report: str | None = None,
        since: str | None = None,
        act: str | None = None,
        issue: str | None = None,
    ) -> Iterator[tuple[ReportRow, Position]]:
        """Positions with the report that tells of them; actor, report and since are those of `statements`.

        An act is `demand`, `offer` ... as in the guidelines; an issue is found by words of its name, English or the
        report's, in any case of letters.

        Raises:
            UsageError: for an act or day that is none, or a report that the case does not have.

        """
        if act is not None and act not in get_args(Act):
            raise UsageError(f"There is no act {act}.", hint=f"Known: {', '.join(get_args(Act))}.")
        found = self._records("positions", report, since, {"act": act}, actor=actor)
        words = (issue or "").casefold()
        return (pair for pair in found if words in f"{pair[1].issue}\n{pair[1].issue_text}".casefold())

    @table
    def figures(
        self, report: str | None = None, since: str | None = None, actor: str | None = None, unit: str | None = None
    ) -> Iterator[tuple[ReportRow, Figure]]:
        """Figures with the report they stand in. actor: who asserts them. unit: as the record has it (`EUR`, `soldiers`)."""
        return self._records("figures", report, since, {"unit": unit}, actor=actor)

    def recorded(self, prefix: str) -> Iterator[tuple[ReportRow, str, Any]]:
        """The records whose id begins so, rejected ones too, each with its report and its kind as the fields of `Report` are named."""
        for kind, entry in KINDS.items():
            begins = (entry.table.c.id >= prefix) & (entry.table.c.id < f"{prefix}{_LAST}")
            page = self._read(query.rows_with, kind, begins, prefix, _LAST)
            rows = [row for row in page if row.double_of is None]
            fits = partial(_begins, prefix)
            for row, record in self._read(query.page_of_records, kind, rows, begins, fits=fits, rejected=True):
                yield row, kind, record

    def _pages(self, *where: ColumnElement[bool]) -> Iterator[list[ReportRow]]:
        last: str | None = None
        while page := self._read(query.page_of_rows, last, *where):
            yield page
            last = page[-1].name

    def _records(
        self,
        kind: str,
        report: str | None,
        since: str | None,
        equal: Mapping[str, str | None],
        *,
        actor: str | None = None,
        column: str = "actor",
    ) -> Iterator[tuple[ReportRow, Any]]:
        of = _since(since)
        if report is not None:
            of = (*of, reports.c.name == self.row(report).name)
        columns = KINDS[kind].table.c
        asked = {name: value for name, value in equal.items() if value is not None}
        where = [columns[name] == value for name, value in asked.items()]
        names: set[str] = set()
        if actor is not None:
            wanted, names = self._read(query.actors_called, actor)
            where.append(query.is_called(columns.report_id, columns[column], wanted))

        def fits(_row: ReportRow, record: Any) -> bool:
            same = all(getattr(record, name) == value for name, value in asked.items())
            return same and (actor is None or getattr(record, column) in names)

        return self._stream(kind, of, tuple(where), fits, doubles=report is not None)

    def _stream(
        self,
        kind: str,
        of: tuple[ColumnElement[bool], ...],
        where: tuple[ColumnElement[bool], ...],
        fits: Fits,
        *,
        doubles: bool,
    ) -> Iterator[tuple[ReportRow, Any]]:
        for page in self._pages(*of):
            wanted = [row for row in page if doubles or row.double_of is None]
            yield from self._read(query.page_of_records, kind, wanted, *where, fits=fits)


def _begins(prefix: str, _row: ReportRow, record: Any) -> bool:
    return str(record.id).startswith(prefix)


def _since(since: str | None) -> tuple[ColumnElement[bool], ...]:
    if since is None:
        return ()
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", since):
        raise UsageError(f"{since} is no day.", where="--since", hint="Write it as 2022-01-10.")
    return (reports.c.published >= since,)
