"""The part of a case that reaches over reports: what comparing is given, and what it found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, Connection, case, func, select

from depesche.records import Decision, Published, Report
from depesche.relations import (
    CaseActor,
    Dating,
    Discrepancy,
    Held,
    Issue,
    Lineage,
    Meeting,
    Member,
    Shift,
    Silence,
    Utterance,
)
from depesche.store import codec, compare, query, review
from depesche.store.related import RELATIONS, relation_reports, relations, units
from depesche.store.rows import EntryRow, OutlineRow, SketchRow, UnitRow
from depesche.store.schema import KINDS
from depesche.store.tables import table
from depesche.store.units import leave_out

T = TypeVar("T")
P = ParamSpec("P")
_PAGE = 1_000
_ORDER = (relations.c.day.is_(None), relations.c.day, relations.c.actor, relations.c.id)


class Compared(ABC):
    """What `Case` can do with relations. Relations come by day, those without one last, then by actor and id."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes."""

    @abstractmethod
    def _read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something in a transaction that reads."""

    @abstractmethod
    def _name(self, connection: Connection, called: str) -> str:
        """The name of the report that somebody calls so."""

    # Asking

    @table
    def utterances(
        self, actor: str | None = None, report: str | None = None, since: str | None = None
    ) -> Iterator[Utterance]:
        """The same words of an actor in several reports.

        Args:
            actor: a name of the actor, or words of it, in any case of letters.
            report: name or id; only what reaches into that report.
            since: ISO day; what is of an earlier or no day is left out.

        Raises:
            UsageError: for a report that the case does not have.

        """
        return self._related("utterances", actor, report, since)

    @table
    def meetings(
        self,
        actor: str | None = None,
        report: str | None = None,
        since: str | None = None,
        status: str | None = None,
    ) -> Iterator[Meeting]:
        """The calendar: each talk once, whoever tells of it. actor: a participant; the arguments are those of `utterances`."""
        named = self._read(query.actors_called, actor)[0] if actor else set()
        wanted = (actor or "").casefold()
        for one in self._related("meetings", None, report, since, status):
            who = [told.value for told in one.participants]
            if not wanted or named.intersection(who) or any(wanted in name.casefold() for name in who):
                yield one

    @table
    def lineage(self, report: str | None = None, kind: str | None = None) -> Iterator[Lineage]:
        """Which reports follow which. kind: `near-duplicate`, `shared passage`, `same wire` or `translated twin`."""
        return self._related("lineage", None, report, None, kind)

    @table
    def discrepancies(
        self, report: str | None = None, grade: str | None = None, kind: str | None = None
    ) -> Iterator[Discrepancy]:
        """Where reports differ. grade: `conflict`, `precision`, `wording` or `superseded`; kind: `date`, `number` ..."""
        found = self._related("discrepancies", None, report, None, grade)
        return (one for one in found if kind is None or one.kind == kind)

    @table
    def silences(self, report: str | None = None) -> Iterator[Silence]:
        """What reports leave out that others of the same occasion have."""
        return self._related("silences", None, report, None)

    @table
    def held(
        self, actor: str | None = None, report: str | None = None, since: str | None = None, issue: str | None = None
    ) -> Iterator[Held]:
        """The positions of the case's actors on the issues of the codebook. issue: the id of an issue."""
        return self._related("held", actor, report, since, issue)

    @table
    def shifts(self, actor: str | None = None, since: str | None = None) -> Iterator[Shift]:
        """Where an actor's stand on an issue moved; since: only what moved on that ISO day or later."""
        return self._related("shifts", actor, None, since)

    @table
    def issues(self) -> Iterator[Issue]:
        """The codebook as it was when the case was last related; an edit of it relates what hangs on it at once."""
        return self._related("issues", None, None, None)

    @table
    def cast(self, actor: str | None = None) -> Iterator[CaseActor]:
        """The actors of the case, each once; those that most reports name first."""
        found = sorted(self._related("cast", None, None, None), key=lambda one: (-len(one.members), one.name, one.id))
        wanted = (actor or "").casefold()
        return (one for one in found if any(wanted in name.casefold() for name in (one.name, *one.names)))

    @table
    def datings(self, report: str | None = None) -> Iterator[Dating]:
        """What the case tells of the days of reports that state none, with its reasons."""
        return self._related("datings", None, report, None)

    def days(self, report_ids: Sequence[str]) -> dict[str, tuple[Published, bool]]:
        """The days of reports by their ids, each with whether it is the case that tells it."""
        return self._read(compare.days, report_ids)

    def places(self, kind: str, members: Sequence[Member]) -> dict[tuple[str, str], int]:
        """Where records stand among those of their kind in their reports: by report name and record id."""
        return self._read(compare.places, kind, members)

    def relation(self, prefix: str) -> Iterator[tuple[str, Any]]:
        """The relations whose id begins so, each with its kind."""
        where = relations.c.id.startswith(prefix, autoescape=True)
        for row in self._read(lambda c: c.execute(select(relations).where(where).order_by(relations.c.id)).all()):
            yield row.kind, codec.decode(RELATIONS[row.kind], row.data)

    def related(self) -> Mapping[str, int]:
        """How many relations of each kind the case has."""
        return self._read(compare.count)

    def called(self, report_ids: Sequence[str]) -> dict[str, dict[str, str]]:
        """Under which names the case knows the actors of reports: by report id and the report's own canonical name."""
        return self._read(compare.called, report_ids)

    def related_page(
        self,
        kind: str,
        *,
        actor: str | None = None,
        report: str | None = None,
        since: str | None = None,
        status: str | None = None,
        first: Sequence[str] = (),
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[list[Any], int]:
        """Some relations of a kind in their order, and how many there are; the arguments are those of the methods above.

        status: of a meeting, the grade of a discrepancy, the kind of a silence or a lineage, the issue of a position.
        first: those of these come first, in this order.
        """
        where = self._where(kind, actor, report, since, status)
        ranks = [case({one: n for n, one in enumerate(first)}, value=relations.c.status, else_=len(first))]
        order = (*(ranks if first else ()), *_ORDER, relations.c.number)
        asked = select(relations.c.number).where(*where).order_by(*order).offset(offset).limit(limit)
        total = select(func.count()).select_from(relations).where(*where)
        numbers = self._read(lambda c: c.execute(asked).scalars().all())
        return list(self._decoded(kind, numbers)), self._read(lambda c: int(c.execute(total).scalar_one()))

    def cast_called(self, names: Iterable[str]) -> Iterator[CaseActor]:
        """The actors of the case that have one of these very names."""
        wanted = sorted(set(names))
        for at in range(0, len(wanted), _PAGE):
            some = relations.c.actor.in_(wanted[at : at + _PAGE])
            asked = select(relations.c.number).where(relations.c.kind == "cast", some).order_by(relations.c.id)
            yield from self._decoded("cast", self._read(_scalars, asked))

    def _related(
        self, kind: str, actor: str | None, report: str | None, since: str | None, status: str | None = None
    ) -> Iterator[Any]:
        # Their numbers are put in order once; what is long comes page by page.
        numbers = self._numbers(self._where(kind, actor, report, since, status))
        for at in range(0, len(numbers), _PAGE):
            yield from self._decoded(kind, numbers[at : at + _PAGE])

    def _where(
        self, kind: str, actor: str | None, report: str | None, since: str | None, status: str | None
    ) -> list[ColumnElement[bool]]:
        where: list[ColumnElement[bool]] = [relations.c.kind == kind]
        if report is not None:
            name = self._read(lambda c: self._name(c, report))
            of = select(relation_reports.c.relation).where(relation_reports.c.name == name)
            where.append(relations.c.number.in_(of))
        if actor is not None:
            named, _ = self._read(query.actors_called, actor)
            words = func.lower(relations.c.actor).contains(actor.casefold(), autoescape=True)
            where.append(words | relations.c.actor.in_(sorted(named)))
        if since is not None:
            where.append(relations.c.day >= since)
        if status is not None:
            where.append(relations.c.status == status)
        return where

    def _numbers(self, where: Sequence[ColumnElement[bool]]) -> Sequence[int]:
        asked = select(relations.c.number).join(units, units.c.number == relations.c.unit).where(*where)
        return self._read(_scalars, asked.order_by(*_ORDER, units.c.id))

    def _decoded(self, kind: str, numbers: Sequence[int]) -> Iterator[Any]:
        found = self._read(compare.relations_at, numbers)
        return (codec.decode(RELATIONS[kind], found[one]) for one in numbers if one in found)

    def decide(self, decision: Decision) -> None:
        """Write down what a person ruled; whoever relates the case next goes by it."""
        with self._writing() as connection:
            review.append(connection, decision)

    # What comparing is given and writes

    def unsketched(self, version: str) -> Iterator[str]:
        """The ids of the reports that have no sketch of this version."""
        after = ""
        while page := self._read(compare.unsketched, version, after):
            yield from page
            after = page[-1]

    def put_sketches(self, rows: Sequence[SketchRow]) -> None:
        """Keep sketches of reports."""
        with self._writing() as connection:
            compare.put_sketches(connection, rows)

    def outlines(self) -> Iterator[OutlineRow]:
        """The current reports that were sketched, by name."""
        after = ""
        while page := self._read(compare.outlines, after):
            yield from page
            after = page[-1].name

    def sketched_actors(self, report_ids: Sequence[str]) -> dict[str, list[Any]]:
        """The actors of some reports as their sketches have them, by report id."""
        return self._read(compare.sketched_actors, report_ids)

    def entries_of(self, space: str, report_ids: Sequence[str]) -> list[EntryRow]:
        """The records of some reports in the small form in which they are compared. space: `actor` or `talk`."""
        return self._read(compare.entries_of, space, report_ids)

    def in_blocks(self, space: str) -> Iterator[tuple[str, list[EntryRow]]]:
        """The entries of all reports, by block; their data is JSON as it is written."""
        after = ""
        while page := self._read(compare.in_blocks, space, after):
            yield from page
            after = page[-1][0]

    def block_members(self, space: str) -> list[tuple[str, str, int]]:
        """Which entries share which blocks: block, report id and place, by block."""
        return self._read(compare.block_members, space)

    def units(self, kind: str) -> set[str]:
        """The ids of everything of a kind that was compared: `story`, `actor`, `meeting`, `stand`."""
        return self._read(compare.units_of, kind)

    def drop_units(self, ids: Sequence[str]) -> None:
        """Take back what was found in some units."""
        with self._writing() as connection:
            compare.drop_units(connection, ids)

    def put_units(self, rows: Sequence[UnitRow]) -> None:
        """Keep what some units gave, all of it or nothing."""
        if rows:
            with self._writing() as connection:
                compare.put_units(connection, rows)

    def leave_out(self, report_ids: Sequence[str]) -> None:
        """Let the records of some reports meet no others any more: another report has exactly the same text and speaks for them."""
        if report_ids:
            with self._writing() as connection:
                leave_out(connection, report_ids)

    def called_digests(self) -> dict[str, str]:
        """For each report id whose actors the case knows under other names, a digest of them."""
        return self._read(compare.called_digests)

    def acting(self) -> list[tuple[str, str]]:
        """For whom the actors of the case act: pairs of an actor and a state or body."""
        return self._read(compare.acting)

    def relations_of(self, kind: str, units: Sequence[str]) -> list[Any]:
        """What some units gave of a kind, in the order of their ids."""
        kind_of = RELATIONS[kind]
        return [codec.decode(kind_of, data) for data in self._read(compare.relations_of, kind, sorted(units))]

    def text_of(self, report_id: str) -> str:
        """The text of a version."""
        return self._read(query.text_of, report_id)

    def version_of(
        self, report_id: str, *, own: bool = False, kinds: Iterable[str] = tuple(KINDS), ruled: bool = True
    ) -> Report:
        """A version of a report by its id.

        own: without the day that the case tells. kinds: only these of its records. ruled: with what people ruled laid over.
        """
        return self._read(lambda c: query.report_of(c, report_id, own=own, kinds=kinds, ruled=ruled))


def _scalars(connection: Connection, asked: Any) -> Sequence[int]:
    found: Sequence[int] = connection.execute(asked).scalars().all()
    return found
