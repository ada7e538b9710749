"""Which records a person is to look at next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from depesche.errors import UsageError
from depesche.store import query
from depesche.store.schema import KINDS, reports, rulings

Order = Literal["uncertain", "place"]
ORDERS: tuple[Order, ...] = get_args(Order)
Cursor = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are to be looked at; what is empty chooses nothing.

    kind: as the fields of `Report` are named. actor: by any name or words of one. issue: words of its name. report: its name. flagged:
    those that somebody flagged, in the place of those that nobody ruled on.
    """

    kind: str = "statements"
    actor: str = ""
    issue: str = ""
    report: str = ""
    order: Order = "uncertain"
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A record to be looked at. cursor: where the queue goes on behind it."""

    kind: str
    record: str
    report_id: str
    report: str
    confidence: float
    cursor: Cursor


def next_of(connection: Connection, who: str, wanted: Wanted, after: Cursor | None, limit: int) -> list[Item]:
    """The next records of a queue, without those on which this person ruled; of several with one id the first."""
    where = _conditions(connection, wanted)
    table = KINDS[wanted.kind].table
    columns = (table.c.id, table.c.report_id, reports.c.name, table.c.confidence, table.c.place)
    asked = select(*columns).join(reports, reports.c.id == table.c.report_id).where(*where)
    asked = asked.where(_open(table, who, flagged=wanted.flagged))
    by_place = wanted.order == "place"
    order = (reports.c.name, table.c.place) if by_place else (table.c.confidence, table.c.id, reports.c.name)
    if after is not None:
        asked = asked.where(_behind(order[:2], after))
    found: dict[str, Item] = {}
    for row in connection.execute(asked.order_by(*order).limit(limit + 8)):
        cursor = (row.name, row.place) if by_place else (row.confidence, row.id)
        found.setdefault(row.id, Item(wanted.kind, row.id, row.report_id, row.name, row.confidence, cursor))
    return list(found.values())[:limit]


def count(connection: Connection, who: str, wanted: Wanted) -> tuple[int, int]:
    """How many records a queue has in all, and on how many of them this person ruled."""
    where = _conditions(connection, wanted)
    table = KINDS[wanted.kind].table
    of = select(func.count()).select_from(table).join(reports, reports.c.id == table.c.report_id).where(*where)
    total = connection.execute(of).scalar_one()
    still = connection.execute(of.where(_open(table, who, flagged=wanted.flagged))).scalar_one()
    return int(total), int(total - still)


def _open(table: Any, who: str, *, flagged: bool) -> ColumnElement[bool]:
    """Whether a person has not ruled on a record; a flag is no ruling."""
    mine = select(rulings.c.number).where(rulings.c.record == table.c.id)
    ruled = mine.where(rulings.c.who == who, rulings.c.verdict != "flag").exists()
    if flagged:
        return ~ruled & mine.where(rulings.c.verdict == "flag").exists()
    return ~mine.where(rulings.c.who == who).exists()


def _conditions(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Raises UsageError for a kind or order that is none."""
    if wanted.kind not in KINDS:
        raise UsageError(f"There is no kind of record {wanted.kind}.", hint=f"Known: {', '.join(KINDS)}.")
    if wanted.order not in ORDERS:
        raise UsageError(f"A queue has no order {wanted.order}.", hint=f"Known: {', '.join(ORDERS)}.")
    table = KINDS[wanted.kind].table
    found: list[ColumnElement[bool]] = [reports.c.current]
    if wanted.report:
        found.append(reports.c.name == wanted.report)
    if wanted.actor:
        in_case, in_reports = query.actors_called(connection, wanted.actor)
        name = table.c.name if wanted.kind == "actors" else table.c.get("actor")
        if name is None:
            raise UsageError(f"{wanted.kind} have no actor to choose by.", hint="Leave the actor out.")
        # The names alone first, which an index has; then whom they mean in their report.
        found += [name.in_(sorted(in_reports | in_case)), query.is_called(table.c.report_id, name, in_case)]
    if wanted.issue:
        if "issue" not in table.c:
            raise UsageError(f"{wanted.kind} have no issue to choose by.", hint="positions have.")
        found.append(func.lower(table.c.issue).contains(wanted.issue.lower(), autoescape=True))
    return found


def _behind(order: Sequence[Any], after: Cursor) -> ColumnElement[bool]:
    """What comes behind a place in an order, spelled column by column."""
    if len(order) != len(after):
        raise UsageError("This place is of another queue.", hint="Begin the queue anew.")
    return or_(
        *(
            and_(*(column == value for column, value in zip(order[:n], after[:n], strict=True)), order[n] > after[n])
            for n in range(len(order))
        )
    )
