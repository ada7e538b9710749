"""Lists of reports as a page shows them: chosen, put in order, and cut by the database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, get_args

from sqlalchemy import ColumnElement, Connection, func, or_, select

from depesche.errors import UsageError
from depesche.store import finding, query
from depesche.store.related import relation_reports, relations, units
from depesche.store.rows import ReportRow
from depesche.store.schema import KINDS, decisions, reports

T = TypeVar("T")
P = ParamSpec("P")
Order = Literal["name", "newest", "oldest"]
_DAY = len("2022-01-10")
_GROWING = (units.c.number, decisions.c.number)
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports are asked for; what is empty chooses nothing.

    words: of the title or the name. since, until: ISO days, or beginnings of such; day: `known` or `unknown`. state: `read` or `unread`.
    """

    words: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    day: str = ""
    state: str = ""


class Listed(ABC):
    """What `Case` lists of its reports."""

    @abstractmethod
    def _read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something in a transaction that reads."""

    def listing(
        self, wanted: Wanted = Wanted(), order: Order = "name", *, offset: int = 0, limit: int = 50
    ) -> tuple[list[ReportRow], int]:
        """Some reports in one line each, and how many there are in all. Those without a day come last.

        Raises:
            UsageError: for an order that is none.

        """
        if order not in ORDERS:
            raise UsageError(f"Reports have no order {order}.", hint=f"Known: {', '.join(ORDERS)}.")
        where = (reports.c.current, *_conditions(wanted))
        count = self._read(lambda c: c.execute(select(func.count()).select_from(reports).where(*where)).scalar_one())
        return self._read(query.list_of_rows, where, _ordered(order), offset, limit), int(count)

    def outlets(self) -> list[tuple[str, int]]:
        """The outlets of the reports, each with how many there are; the most frequent first."""
        number = func.count().label("number")
        asked = select(reports.c.outlet, number).where(reports.c.current, reports.c.outlet.is_not(None))
        found = asked.group_by(reports.c.outlet).order_by(number.desc(), reports.c.outlet)
        return [(str(row.outlet), int(row.number)) for row in self._read(lambda c: c.execute(found).all())]

    def daily(self, actor: str = "") -> dict[str, list[tuple[str, int]]]:
        """How many reports, statements, positions and talks there are on each day, by kind; those without a day are left out.

        What a report has is of its day, a talk of its own. actor: only what is of this one, by any name or words of one.
        """
        day, current = reports.c.published, (reports.c.current, func.length(reports.c.published) == _DAY)
        asked: dict[str, Any] = {}
        if not actor:
            asked["reports"] = select(day, func.count()).where(*current).group_by(day).order_by(day)
        named = self._read(query.actors_called, actor)[1] if actor else set()
        for kind in ("statements", "positions"):
            table = KINDS[kind].table
            where = (*current, *((table.c.actor.in_(sorted(named)),) if actor else ()))
            of = select(day, func.count()).join(table, table.c.report_id == reports.c.id).where(*where)
            asked[kind] = of.group_by(day).order_by(day)
        held = relations.c.day
        if not actor:
            met = (relations.c.kind == "meetings", func.length(held) == _DAY)
            asked["talks"] = select(held, func.count()).where(*met).group_by(held).order_by(held)
        found = {kind: self._read(_rows, one) for kind, one in asked.items()}
        return {kind: [(str(on), int(number)) for on, number in rows] for kind, rows in found.items()}

    def stamp(self) -> tuple[int, int, int]:
        """Numbers that are others whenever reports, relations or rulings of the case are; told without looking at any of them."""
        return self._read(_stamp)

    def names_with(self, words: str, limit: int) -> list[str]:
        """The names that reports give to actors and that have these words in them, the most frequent first."""
        table = KINDS["actors"].table
        forms = sorted({words, words.lower(), words.capitalize()})
        either = or_(*(table.c.name.contains(form, autoescape=True) for form in forms))
        asked = select(table.c.name).where(either).group_by(table.c.name)
        asked = asked.order_by(func.count().desc(), table.c.name).limit(limit)
        return [str(name) for name in self._read(lambda c: c.execute(asked).scalars().all())]

    def beside(self, name: str) -> tuple[str | None, str | None]:
        """The reports before and after one, by name."""
        before = select(func.max(reports.c.name)).where(reports.c.current, reports.c.name < name)
        after = select(func.min(reports.c.name)).where(reports.c.current, reports.c.name > name)
        return self._read(lambda c: (c.execute(before).scalar_one(), c.execute(after).scalar_one()))

    def kin(self, name: str) -> dict[str, dict[str, int]]:
        """The reports that something joins with one: by name, how many relations of each kind they share."""
        mine = select(relation_reports.c.relation).where(relation_reports.c.name == name)
        number = func.count().label("number")
        asked = (
            select(relation_reports.c.name, relations.c.kind, number)
            .join(relations, relations.c.number == relation_reports.c.relation)
            .where(relation_reports.c.relation.in_(mine), relation_reports.c.name != name)
            .where(relations.c.kind.in_(("lineage", "utterances", "discrepancies", "meetings")))
            .group_by(relation_reports.c.name, relations.c.kind)
            .order_by(relation_reports.c.name, relations.c.kind)
        )
        found: dict[str, dict[str, int]] = {}
        for row in self._read(lambda c: c.execute(asked).all()):
            found.setdefault(str(row.name), {})[str(row.kind)] = int(row.number)
        return found


def _stamp(connection: Connection) -> tuple[int, int, int]:
    numbers = (finding.newest(connection), *(connection.execute(select(func.max(one))).scalar() for one in _GROWING))
    reports_, relations_, rulings_ = (int(one or 0) for one in numbers)
    return reports_, relations_, rulings_


def _rows(connection: Connection, asked: Any) -> Sequence[Any]:
    return connection.execute(asked).all()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for word in wanted.words.split():
        # A database may know the case of letters of ASCII alone.
        forms = sorted({word, word.lower(), word.capitalize()})
        either = (
            column.contains(form, autoescape=True) for column in (reports.c.title, reports.c.name) for form in forms
        )
        found.append(or_(*either))
    if wanted.outlet:
        found.append(reports.c.outlet == wanted.outlet)
    if wanted.since:
        found.append(reports.c.published >= wanted.since)
    if wanted.until:
        found.append(reports.c.published <= f"{wanted.until}~")  # behind all days that begin so
    if wanted.day:
        found.append(reports.c.published.is_not(None) if wanted.day == "known" else reports.c.published.is_(None))
    if wanted.state:
        found.append(reports.c.unread.is_(None) if wanted.state == "read" else reports.c.unread.is_not(None))
    return found


def _ordered(order: Order) -> Sequence[Any]:
    if order == "name":
        return (reports.c.name,)
    day = reports.c.published
    return (day.is_(None), day.desc() if order == "newest" else day, reports.c.name)
