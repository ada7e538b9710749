"""Reports and their records, as the JSON export has them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from depesche.errors import UsageError
from depesche.export.as_json import report_object
from depesche.export.explanation import as_object
from depesche.run.explained import explain
from depesche.store.listed import Order
from depesche.store.rows import ReportRow
from depesche.web.asked import After, WantedOf
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.faults import ANSWERS, NotFoundError

router = APIRouter(prefix="/api/v1", tags=["reports"], responses=ANSWERS)


class ReportCard(BaseModel):
    """A report in one line. counts: records by kind; double_of: the report that has exactly its text and comes first."""

    name: str
    id: str
    version: int
    language: str | None
    published: str | None
    outlet: str | None
    title: str | None
    unread: str | None
    double_of: str | None
    counts: dict[str, int]


class ReportsPage(BaseModel):
    """Some reports, and how many fit what was asked for."""

    total: int
    reports: list[ReportCard]


@router.get("/reports")
def reports(
    desk: DeskOf,
    wanted: WantedOf,
    order: Order = "name",
    after: After = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> ReportsPage:
    """Reports in one line each."""
    rows, total = desk.case.listing(wanted, order, offset=after, limit=limit)
    return ReportsPage(total=total, reports=[_card(row) for row in rows])


@router.get("/reports/{name:path}")
def report(desk: DeskOf, name: str, text: bool = False) -> dict[str, Any]:
    """A report with all its records, as in the JSON export. text: whether its text comes along."""
    try:
        found = desk.case.report(name)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    return report_object(found) | ({"text": found.text} if text else {})


@router.get("/records/{record}")
def record(desk: DeskOf, visitor: VisitorOf, record: str) -> dict[str, Any]:
    """A record and all that led to it, from its sentence on."""
    try:
        return as_object(explain(desk.case, record, visitor.lang))
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error


def _card(row: ReportRow) -> ReportCard:
    return ReportCard(
        name=row.name,
        id=row.id,
        version=row.number,
        language=row.language,
        published=row.published,
        outlet=row.outlet,
        title=row.title,
        unread=row.unread,
        double_of=row.double_of,
        counts=dict(row.counts),
    )
