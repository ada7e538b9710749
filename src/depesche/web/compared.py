"""What the pages that compare reports share: what an address asks for, and the lines of a page of relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from depesche.errors import UsageError
from depesche.export.cites import Cites
from depesche.export.disputes import GRADES
from depesche.store.case import Case
from depesche.web.asked import After, Short
from depesche.web.charted import REMEMBERED
from depesche.web.desk import Desk
from depesche.web.faults import NotFoundError

PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of relations is asked for; what is empty chooses nothing. kind: the grade or kind, by what the relation has."""

    actor: str = ""
    report: str = ""
    since: str = ""
    kind: str = ""
    after: int = 0


def asked_of(actor: Short = "", report: Short = "", since: Short = "", kind: Short = "", after: After = 0) -> Asked:
    """What the address asks for."""
    return Asked(actor.strip(), report, since, kind, after)


AskedOf = Annotated[Asked, Depends(asked_of)]


def some(case: Case, kind: str, asked: Asked, limit: int = PAGE) -> tuple[list[Any], int]:
    """A page of relations of a kind, and how many there are.

    Raises:
        NotFoundError: if the case has no such report.

    """
    try:
        return case.related_page(
            kind,
            actor=asked.actor or None,
            report=asked.report or None,
            since=asked.since or None,
            status=asked.kind or None,
            first=GRADES if kind == "discrepancies" else (),
            offset=asked.after,
            limit=limit,
        )
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error


def page_of(
    desk: Desk, kind: str, asked: Asked, make: Callable[[list[Any]], list[tuple[Any, Any]]]
) -> tuple[list[tuple[Any, Any]], int]:
    """A page of relations with their lines, and how many there are; made once for each state of the case. make: gives the lines."""

    def made() -> tuple[list[tuple[Any, Any]], int]:
        found, total = some(desk.case, kind, asked)
        return make(found), total

    found: tuple[list[tuple[Any, Any]], int] = REMEMBERED.of(desk, (kind, asked), made)
    return found


def one_of(case: Case, kind: str, called: str) -> Any:
    """The relation of an id.

    Raises:
        NotFoundError: if there is none.

    """
    for found, relation in case.relation(called):
        if found == kind and relation.id == called:
            return relation
    raise NotFoundError(f"The case has no such entry: {called}.", hint="It may have gone with a new build.")


def cited(case: Case, names: Iterable[str], kinds: Iterable[str], actors: Iterable[str] = ()) -> Cites:
    """What cites some reports only, those of one page, with records of some kinds, and knows some actors of the case."""
    there = []
    for name in dict.fromkeys(names):
        try:
            there.append(case.row(name))
        except UsageError:  # gone since the reports were compared
            continue
    return Cites(case, there, cast=case.cast_called(actors), kinds=kinds)


def told(relations: Sequence[Any], cites: Cites, line: Callable[[Cites, Any], Any | None]) -> list[tuple[Any, Any]]:
    """Relations with their lines; without those whose reports are gone."""
    pairs = ((one, line(cites, one)) for one in relations)
    return [pair for pair in pairs if pair[1] is not None]
