"""The case: one file, and the only door to it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, get_args

from sqlalchemy import ColumnElement, Connection, Engine, select

from depesche.errors import DepescheError, UsageError
from depesche.records import Act, Actor, Decision, Figure, Mode, Position, Report, Statement, Talk, Time
from depesche.store import codebook, database, query, review, write
from depesche.store.compared import Compared
from depesche.store.faults import damage_of, faults_of
from depesche.store.listed import Listed
from depesche.store.rows import Failure, Known, Outcome, ReportRow, Version
from depesche.store.schema import KINDS, origins, reports, sources

T = TypeVar("T")
P = ParamSpec("P")


class Case(Compared, Listed):
    """A case file: reports with their versions and records, what failed, and what people decided.

    Every change is one transaction, so that the file is sound whenever the process ends. Every query sees the current
    versions; what may be long is streamed. `with Case.open(path) as case:` closes it.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path, create: bool = False, *, patience: float = 10.0) -> Case:
        """Open a case file.

        Args:
            path: the file.
            create: make it if there is none.
            patience: seconds to wait while another process writes.

        Raises:
            CaseError: if there is none, it is no case, of a newer Depesche, locked, damaged, or cannot be written.

        """
        path = Path(path)
        return cls(path, database.connect(path, create=create, patience=patience))

    def close(self) -> None:
        """Let go of the file."""
        database.disconnect(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Changing

    def put(self, report: Report, *, reader: str, raw: bytes | None = None, stamp: str = "") -> Outcome:
        """Store a report that was read, as the current version of what its origin gave before.

        Args:
            report: with everything that was read; its spans must be its own words.
            reader: versions of the readers and of the pack.
            raw: the source's bytes, which are kept beside the text.
            stamp: whatever the build wants to find again in `known`.

        Returns:
            `new` for an origin the case did not know, `changed` for another text, `again` for the same text read
            anew with another result, reader or header, `same` if nothing differs.

        Raises:
            ReportError: if a record points at words that the report does not contain.
            CaseError: if the case cannot be written; nothing of the report is stored then.

        """
        with self._writing() as connection:
            return write.put(connection, report, reader=reader, raw=raw, stamp=stamp)

    def touch(self, report: Report, *, raw: bytes | None = None, stamp: str = "") -> None:
        """Note that the source of a report was looked at again and gave the readers nothing new."""
        with self._writing() as connection:
            write.touch(connection, report, raw=raw, stamp=stamp)

    def move(self, name: str, origin: str) -> None:
        """Note that a report's source is to be found elsewhere from now on."""
        with self._writing() as connection:
            write.move(connection, name, origin)

    def fail(self, name: str, origin: str, bytes_digest: str | None, error: DepescheError) -> None:
        """Note why a source could not be read; the versions that the case has of it stay."""
        with self._writing() as connection:
            write.fail(connection, name, origin, bytes_digest, error)

    def forget_failure(self, origin: str) -> None:
        """Take back the note that a source could not be read."""
        with self._writing() as connection:
            write.forget_failure(connection, origin)

    def remove(self, name: str) -> None:
        """Take out all versions of a report and their records, or a failed source; decisions on it stay.

        Raises:
            UsageError: if the case has nothing of that name.

        """
        with self._writing() as connection:
            if not write.remove(connection, name):
                raise UsageError(
                    f"There is no report {name} in this case.", hint="depesche show CASE reports lists them."
                )

    def state(
        self, name: str, field: str, value: str, who: str, *, derive: Callable[[Report], Report] | None = None
    ) -> None:
        """Write down what a person states about a report: it wins over whatever is read.

        Args:
            name: the report's.
            field: `published`, `outlet`, `byline`, `title`, `agencies` or `dateline`.
            value: an ISO day, words, or several words separated by commas; an empty value takes an earlier one back.
            who: the person's name.
            derive: gives a version of the report as its day makes it now; its times and talks are kept, and nothing else.

        Raises:
            UsageError: if there is no such report or field, or the value does not fit.

        """
        clean = review.clean_value(field, value)
        with self._writing() as connection:
            name = self._name(connection, name)
            review.append(connection, review.stating(name, field, clean, who))
            write.refresh_header(connection, name, field)
            if derive is not None:
                for version in query.versions(connection, name):
                    write.replace_derived(connection, version.id, derive(query.report_of(connection, version.id)))

    # Asking

    def name_for(self, name: str, origin: str) -> str:
        """The name under which a report from an origin is kept: the one asked for, unless that origin has another."""
        return self._read(write.name_for, name, origin)

    def known(self) -> dict[str, Known]:
        """What the case knows of every source, by origin."""
        return self._read(query.known)

    def known_of(self, origin: str) -> Known | None:
        """What the case knows of one source, or None if it is new."""
        return self._read(query.known, origins.c.origin == origin).get(origin)

    def origin_of(self, name: str) -> str | None:
        """Where the report of a name came from, or None if there is none."""
        return self._read(query.origin_of, name)

    def report(self, name_or_id: str) -> Report:
        """A report with its text and all records: the current version of that name, or the version of that id.

        Raises:
            UsageError: if there is none.

        """
        return self._read(lambda c: query.report_of(c, query.find(c, name_or_id)))

    def row(self, name_or_id: str) -> ReportRow:
        """A report in one line, its current version.

        Raises:
            UsageError: if there is none.

        """
        found = self._read(lambda c: query.row_of(c, self._name(c, name_or_id)))
        assert found is not None
        return found

    def reports(self, names: Iterable[str] | None = None, *, doubles: bool = True) -> Iterator[Report]:
        """The current versions with text and all records, by name.

        doubles: whether reports come too that have exactly the text of an earlier name; each has records of its own,
        with the ids of the other's and values that fit its own day, so that what counts records must leave them out.
        """
        for row in self.rows() if names is None else map(self.row, sorted(set(names))):
            if doubles or row.double_of is None:
                yield self._read(query.report_of, row.id)

    def rows(self, *, since: str | None = None) -> Iterator[ReportRow]:
        """The reports in one line each, by name. since: only those published on that ISO day or later."""
        for page in self._pages(*_since(since)):
            yield from page

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
        table = KINDS["statements"].table
        where = () if mode is None else (table.c.mode == mode,)
        return self._records("statements", report, since, where, actor=actor)

    def times(
        self,
        report: str | None = None,
        since: str | None = None,
        type: str | None = None,  # noqa: A002 (the field's name)
    ) -> Iterator[tuple[ReportRow, Time]]:
        """Time expressions with the report they stand in; the arguments are those of `statements`."""
        table = KINDS["times"].table
        return self._records("times", report, since, () if type is None else (table.c.type == type,))

    def actors(
        self, actor: str | None = None, report: str | None = None, since: str | None = None, kind: str | None = None
    ) -> Iterator[tuple[ReportRow, Actor]]:
        """Actors with the report that names them; the arguments are those of `statements`."""
        table = KINDS["actors"].table
        return self._records(
            "actors", report, since, () if kind is None else (table.c.kind == kind,), actor=actor, column="name"
        )

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
        where = () if status is None else (KINDS["talks"].table.c.status == status,)
        names = None if actor is None else self._read(query.actors_called, actor)[1]
        for row, talk in self._records("talks", report, since, where):
            if names is None or names & set(talk.participants):
                yield row, talk

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
        table = KINDS["positions"].table
        found = self._records("positions", report, since, () if act is None else (table.c.act == act,), actor=actor)
        words = (issue or "").casefold()
        return (pair for pair in found if words in f"{pair[1].issue}\n{pair[1].issue_text}".casefold())

    def figures(
        self, report: str | None = None, since: str | None = None, actor: str | None = None, unit: str | None = None
    ) -> Iterator[tuple[ReportRow, Figure]]:
        """Figures with the report they stand in. actor: who asserts them. unit: as the record has it (`EUR`, `soldiers`)."""
        where = () if unit is None else (KINDS["figures"].table.c.unit == unit,)
        return self._records("figures", report, since, where, actor=actor)

    def recorded(self, prefix: str) -> Iterator[tuple[ReportRow, str, Any]]:
        """The records whose id begins so, each with its report and its kind as the fields of `Report` are named."""
        for kind, entry in KINDS.items():
            where = (entry.table.c.id.startswith(prefix, autoescape=True),)
            for row, record in self._stream(kind, (), where, doubles=False):
                yield row, kind, record

    def failures(self) -> list[Failure]:
        """What could not be read and why, by name."""
        return self._read(query.failed)

    def decisions(self) -> list[Decision]:
        """Everything that people ruled and stated, oldest first."""
        return self._read(review.every)

    def issue_names(self) -> dict[tuple[str, str], int]:
        """The distinct `(issue, issue_text)` of all positions, with how many have them."""
        return self._read(codebook.issue_names)

    def issue_rulings(self) -> list[tuple[dict[str, Any], str]]:
        """All edits of the codebook with who made them, oldest first."""
        return self._read(codebook.rulings)

    def rule_issue(self, issue: str, fields: Mapping[str, Any], who: str) -> None:
        """Write down an edit of the codebook. issue: the id of the entry; fields: of the ruling."""
        with self._writing() as connection:
            codebook.rule(connection, issue, fields, who)

    def stated(self, name: str) -> dict[str, Any]:
        """What people stated about a report: the newest value of each field that has one."""
        values = self._read(review.stated, [name]).get(name, {})
        return {field: one.value for field, one in values.items() if one.value is not None}

    def versions(self, name: str) -> list[Version]:
        """All versions of a report, oldest first; `report` takes the id of any."""
        return self._read(lambda c: query.versions(c, self._name(c, name)))

    def raw(self, name_or_id: str) -> bytes | None:
        """The bytes that a version of a report was made of, or None where they were not kept."""

        def raw(connection: Connection) -> bytes | None:
            wanted = sources.c.report_id == query.find(connection, name_or_id)
            packed = connection.execute(select(sources.c.bytes).where(wanted)).scalar_one()
            return None if packed is None else zlib.decompress(packed)

        return self._read(raw)

    def sound(self) -> bool:
        """Whether SQLite finds the whole file in order; takes as long as reading it."""
        return self._read(database.sound)

    # Between here and the file

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            faults_of(self.path),
            self._engine.connect().execution_options(**database.WRITE) as connection,
            connection.begin(),
        ):
            yield connection

    def _read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with damage_of(self.path), self._engine.connect() as connection:
            return ask(connection, *args, **kwargs)

    def _name(self, connection: Connection, called: str) -> str:
        wanted = reports.c.id == query.find(connection, called)
        return str(connection.execute(select(reports.c.name).where(wanted)).scalar_one())

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
        where: tuple[ColumnElement[bool], ...] = (),
        *,
        actor: str | None = None,
        column: str = "actor",
    ) -> Iterator[tuple[ReportRow, Any]]:
        of = _since(since)
        if report is not None:
            of = (*of, reports.c.name == self.row(report).name)
        if actor is not None:
            wanted, _ = self._read(query.actors_called, actor)
            table = KINDS[kind].table
            where = (*where, query.is_called(table.c.report_id, table.c[column], wanted))
        return self._stream(kind, of, where, doubles=report is not None)

    def _stream(
        self, kind: str, of: tuple[ColumnElement[bool], ...], where: tuple[ColumnElement[bool], ...], *, doubles: bool
    ) -> Iterator[tuple[ReportRow, Any]]:
        for page in self._pages(*of):
            wanted = [row for row in page if doubles or row.double_of is None]
            yield from self._read(query.page_of_records, kind, wanted, *where)


def _since(since: str | None) -> tuple[ColumnElement[bool], ...]:
    if since is None:
        return ()
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", since):
        raise UsageError(f"{since} is no day.", where="--since", hint="Write it as 2022-01-10.")
    return (reports.c.published >= since,)
