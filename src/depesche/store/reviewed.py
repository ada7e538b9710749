"""The part of a case in which people rule on records: a queue, verdicts, taking back, and what several people made of the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, func, select

from depesche.errors import UsageError
from depesche.records import Decision, Report
from depesche.store import query, queue, rulings
from depesche.store.dialects import json_number
from depesche.store.overlay import Standing
from depesche.store.queue import Cursor, Item, Wanted
from depesche.store.schema import KINDS, decisions, reports
from depesche.store.schema import rulings as table

T = TypeVar("T")
P = ParamSpec("P")
_ANY = Wanted()


class Reviewed(ABC):
    """What `Case` can do with rulings on records. The records themselves are never changed; what holds is laid over them."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes."""

    @abstractmethod
    def _read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something in a transaction that reads."""

    # Ruling

    def rule(
        self,
        record: str,
        verdict: str,
        who: str,
        values: Mapping[str, Any] | None = None,
        *,
        note: str = "",
        final: bool = False,
        seen: int | None = None,
        blind: bool = False,
    ) -> int:
        """Write down what a person rules on a record; the number of the decision.

        Args:
            record: its id.
            verdict: `accept`, `reject`, `correct`, or `flag` for what somebody should look at.
            who: the person's name.
            values: with `correct`, the fields as they should be; a span as `{"start", "end"}` or `[start, end]`, in code points of
                the report's text; None for what should be empty.
            note: a remark.
            final: settles what several people ruled differently.
            seen: the number of the newest decision on the record that the person saw.
            blind: whether only the person's own decisions count as such.

        Raises:
            UsageError: if there is no such record, verdict or field, or a value does not fit.
            ConflictError: if somebody ruled on the record since `seen`; nothing is written then.

        """
        with self._writing() as connection:
            kind, report_id, _ = _located(connection, record)
            report = query.report_of(connection, report_id, kinds=(kind,), ruled=False)
            one = next((each for each in getattr(report, kind) if each.id == record), None)
            if one is None:  # a person added it
                over = rulings.overlays(connection, [report.digest])[report.digest]
                one = next(each for each in getattr(over.over(report, rejected=True), kind) if each.id == record)
            how: dict[str, Any] = {"note": note, "final": final, "seen": seen, "blind": blind}
            return rulings.rule(connection, report, kind, one, verdict, who, values or {}, **how)

    def add(self, report: str, kind: str, who: str, values: Mapping[str, Any], *, note: str = "") -> str:
        """Write down a record that the readers missed; its id.

        Args:
            report: name or id.
            kind: `statements`, `positions` ...
            who: the person's name.
            values: as for `rule`; times, figures and actors also take `span`, the words that they are.
            note: a remark.

        Raises:
            UsageError: if there is no such report, kind or field, a value does not fit, or the record is there already.

        """
        with self._writing() as connection:
            found = query.report_of(connection, query.find(connection, report), ruled=False)
            return rulings.add(connection, found, kind, who, values, note)

    def take_back(self, who: str) -> tuple[int, Decision] | None:
        """Take back a person's last decision on a record that still stands: its number and it; None where there is none."""
        with self._writing() as connection:
            return rulings.take_back(connection, who)

    def attach(self, number: int, record: str, who: str) -> None:
        """Say for which record a ruling holds that lost its own.

        Raises:
            UsageError: if there is no such ruling or record.

        """
        with self._writing() as connection:
            rulings.attach(connection, number, record, who)

    def dismiss(self, number: int, who: str) -> None:
        """Let go of a ruling that lost its record.

        Raises:
            UsageError: if there is no such ruling.

        """
        with self._writing() as connection:
            rulings.dismiss(connection, number, who)

    # Asking

    def queue(self, who: str, wanted: Wanted = _ANY, *, after: Cursor | None = None, limit: int = 1) -> list[Item]:
        """The next records that a person is to look at: the least sure first, or as they stand in the reports.

        Args:
            who: those on which this person ruled are left out.
            wanted: which records.
            after: the cursor of an item, behind which the queue goes on.
            limit: how many at most.

        Raises:
            UsageError: for a kind, order or cursor that is none.

        """
        return self._read(queue.next_of, who, wanted, after, limit)

    def queue_count(self, who: str, wanted: Wanted = _ANY) -> tuple[int, int]:
        """How many records a queue has in all, and on how many of them a person ruled.

        Raises:
            UsageError: for a kind or order that is none.

        """
        return self._read(queue.count, who, wanted)

    def located(self, record: str) -> tuple[str, str, str]:
        """Where a record is: its kind, the id of its report's current version, and that report's name.

        Raises:
            UsageError: if there is none of this id.

        """
        return self._read(_located, record)

    def standing(self, record: str) -> list[Standing]:
        """What stands on a record, oldest first: the newest ruling of each person that was not taken back."""
        return self._read(rulings.on_record, record)

    def history(self, record: str) -> list[tuple[int, Decision, bool]]:
        """All decisions on a record, oldest first: number, decision, whether it stands."""
        return self._read(rulings.history, record)

    def standing_in(self, report: str) -> dict[str, list[Standing]]:
        """What stands on the records of a report, by record id."""
        asked = select(table).where(table.c.report == report, table.c.record.is_not(None)).order_by(table.c.number)
        found: dict[str, list[Standing]] = {}
        for one in self._read(_asked, asked):
            found.setdefault(one.record or "", []).append(one)
        return found

    def unmatched(self) -> list[Standing]:
        """The rulings whose record is not there any more and which none of the records now there fits, oldest first."""
        return self._read(_asked, select(table).where(table.c.record.is_(None)).order_by(table.c.number))

    def anchors(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """What decisions keep of their records, by their numbers: the words, and what stood around them."""
        asked = select(decisions.c.number, decisions.c.anchor).where(decisions.c.number.in_(sorted(numbers)))
        return {int(row.number): dict(row.anchor) for row in self._read(lambda c: c.execute(asked).all())}

    def all_standing(self, kind: str | None = None) -> Iterator[Standing]:
        """Every ruling that stands and holds for a record, by number."""
        where = (table.c.record.is_not(None), *(() if kind is None else (table.c.kind == kind,)))
        yield from self._read(_asked, select(table).where(*where).order_by(table.c.number))

    def last_rulings(self, who: str, number: int = 10) -> list[Standing]:
        """The last rulings of a person that stand, newest first."""
        asked = select(table).where(table.c.who == who).order_by(table.c.number.desc()).limit(number)
        return self._read(_asked, asked)

    def coders(self) -> list[tuple[str, int]]:
        """Everybody who ruled on records, with how many of their rulings stand."""
        asked = select(table.c.who, func.count().label("number")).group_by(table.c.who).order_by(table.c.who)
        return [(str(row.who), int(row.number)) for row in self._read(lambda c: c.execute(asked).all())]

    def verdict_counts(self, who: str | None = None) -> dict[tuple[str, str], int]:
        """How many records of each kind got which verdict: of one person, or of anybody."""
        return self._read(rulings.counts, who)

    def counts(self) -> dict[str, int]:
        """How many reports the case has, and how many records of each kind their current versions have."""
        sums = (func.coalesce(func.sum(json_number(reports.c.counts, kind)), 0) for kind in KINDS)
        row = self._read(lambda c: c.execute(select(func.count(), *sums).where(reports.c.current)).one())
        return dict(zip(("reports", *KINDS), map(int, row), strict=True))

    def as_read(self, report: str) -> Report:
        """A report as it was read, with no ruling laid over its records.

        Raises:
            UsageError: if there is none.

        """
        return self._read(lambda c: query.report_of(c, query.find(c, report), ruled=False))

    def with_rejected(self, report: str) -> Report:
        """A report with the records that were rejected, marked so.

        Raises:
            UsageError: if there is none.

        """
        return self._read(lambda c: query.report_of(c, query.find(c, report), rejected=True))

    def overlay(self, digest: str) -> rulings.Overlay:
        """What people ruled on the records of a text, by its digest."""
        return self._read(rulings.overlays, [digest]).get(digest, rulings.NOTHING)


def _located(connection: Connection, record: str) -> tuple[str, str, str]:
    for kind, entry in KINDS.items():
        found = connection.execute(
            select(reports.c.id, reports.c.name)
            .join(entry.table, entry.table.c.report_id == reports.c.id)
            .where(entry.table.c.id == record, reports.c.current)
            .order_by(reports.c.name)
            .limit(1)
        ).one_or_none()
        if found is not None:
            return kind, str(found.id), str(found.name)
    for one in rulings.on_record(connection, record):
        if one.verdict == "add" and one.record == record:
            return one.kind, query.find(connection, one.report), one.report
    raise UsageError(f"There is no record {record} in the case.", hint="It may have gone with a new build.")


def _asked(connection: Connection, asked: Any) -> list[Standing]:
    return [rulings.standing(row) for row in connection.execute(asked)]
