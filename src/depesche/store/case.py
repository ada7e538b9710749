"""The case: one file, and the only door to it."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, select

from depesche.errors import DepescheError, UsageError
from depesche.records import Decision, Report
from depesche.store import codebook, copying, database, query, review, write
from depesche.store.address import Address, place_of
from depesche.store.compared import Compared
from depesche.store.faults import damage_of, faults_of
from depesche.store.listed import Listed
from depesche.store.recorded import Recorded
from depesche.store.reviewed import Reviewed
from depesche.store.rows import Failure, Known, Outcome, ReportRow, Version
from depesche.store.schema import origins, reports, sources
from depesche.store.searched import Searched

T = TypeVar("T")
_GAP = 0.001  # seconds between two reports, in which somebody else may write
P = ParamSpec("P")


class Case(Recorded, Compared, Listed, Reviewed, Searched):
    """A case file: reports with their versions and records, what failed, and what people decided.

    Every change is one transaction, so that the file is sound whenever the process ends. Every query sees the current
    versions; what may be long is streamed. `with Case.open(path) as case:` closes it.
    """

    def __init__(self, path: Path | Address, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path | Address, create: bool = False, *, patience: float = 10.0) -> Case:
        """Open a case.

        Args:
            path: the file, or the URL of a case on a PostgreSQL server (docs/team.md).
            create: make it if there is none.
            patience: seconds to wait while another process writes.

        Raises:
            CaseError: if there is none, it is no case, of a newer Depesche, locked, damaged, or cannot be written.

        """
        place = place_of(path)
        return cls(place, database.connect(place, create=create, patience=patience))

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
            anew with another result, reader or header, `older` for a version issued before the current one, `same` if
            nothing differs.

        Raises:
            ReportError: if a record points at words that the report does not contain.
            CaseError: if the case cannot be written; nothing of the report is stored then.

        """
        with self._writing() as connection:
            outcome = write.put(connection, report, reader=reader, raw=raw, stamp=stamp)
        time.sleep(_GAP)
        return outcome

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
                    write.replace_derived(
                        connection, version.id, derive(query.report_of(connection, version.id, ruled=False))
                    )

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

    def taken(self, origin: str, as_of: str) -> str | None:
        """What was noted when a version of a source was taken, or None if it was not. as_of: when it was issued."""
        return self._read(query.taken, origin, as_of)

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

    def reports(
        self, names: Iterable[str] | None = None, *, doubles: bool = True, rejected: bool = False
    ) -> Iterator[Report]:
        """The current versions with text and all records, by name.

        doubles: whether reports come too that have exactly the text of an earlier name; each has records of its own,
        with the ids of the other's and values that fit its own day, so that what counts records must leave them out.
        rejected: whether records come too that people rejected, marked so.
        """
        for row in self.rows() if names is None else map(self.row, sorted(set(names))):
            if doubles or row.double_of is None:
                yield self._read(query.report_of, row.id, rejected=rejected)

    def failures(self) -> list[Failure]:
        """What could not be read and why, by name."""
        return self._read(query.failed)

    def decisions(self, of: str = "") -> list[Decision]:
        """Everything that people ruled and stated, oldest first. of: how the targets begin."""
        return self._read(review.every, of)

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

    def copy_to(self, other: Case) -> int:
        """Copy everything into an empty case, all of it or nothing; how many rows that were. Its words are indexed anew.

        Raises:
            CaseError: if the other case holds anything.

        """
        with damage_of(self.path), self._engine.connect() as source, other._writing() as target:
            return copying.copy(source, target, str(other.path))

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
