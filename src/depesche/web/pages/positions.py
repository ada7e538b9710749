"""Positions: who stands where on what, up to any day, each cell with its sentences."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from depesche.export.charts import SIGNS
from depesche.texts import text
from depesche.web.api.charts import stands_of
from depesche.web.asked import Short
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/positions", "way.positions", "record", 51)


@router.get("/positions")
def positions(
    request: Request,
    desk: DeskOf,
    visitor: VisitorOf,
    actor: Short = "",
    issue: Short = "",
    since: Short = "",
    until: Short = "",
    row: Short = "",
    who: Short = "",
    slide: Annotated[str, Query(max_length=8)] = "",
) -> HTMLResponse:
    """The matrix, and of the cell that is looked at every sentence."""
    everything = stands_of(desk, "", "", "", "")
    days = everything.days
    if slide.isascii() and slide.isdigit() and days:
        until = days[min(int(slide), len(days) - 1)]
    found = stands_of(desk, since, until, actor, issue) if (since or until or actor or issue) else everything
    cell = found.matrix.cells.get((who, row))
    return page(
        request,
        "positions.html",
        title=text("way.positions", visitor.lang),
        matrix=found.matrix,
        moved=found.moved,
        days=days,
        actor=actor,
        issue=issue,
        since=since,
        until=until,
        who=who,
        row=row,
        cell=cell,
        shifts=found.moved.get((who, row), ()),
        signs=SIGNS,
        place=_place(days, until),
    )


def _place(days: tuple[str, ...], until: str) -> int:
    """Where the slider stands: at the last day that counts."""
    return max((n for n, day in enumerate(days) if not until or day <= until), default=0)
