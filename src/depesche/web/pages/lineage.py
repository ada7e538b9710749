"""Which report follows which: as a graph, and line by line with the words they share."""

from __future__ import annotations

from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.export.descent import descent
from depesche.relations import Kinship
from depesche.texts import text
from depesche.web.compared import PAGE, AskedOf, cited, page_of, told
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/lineage", "way.lineage", "reports", 33)


@router.get("/lineage")
def lineage(request: Request, desk: DeskOf, visitor: VisitorOf, wanted: AskedOf) -> HTMLResponse:
    """Who follows whom, a page of it."""

    def lines(found: list[Any]) -> list[tuple[Any, Any]]:
        return told(found, cited(desk.case, (name for one in found for name in one.reports), ()), descent)

    pairs, total = page_of(desk, "lineage", wanted, lines)
    return page(
        request,
        "lineage.html",
        title=text("way.lineage", visitor.lang),
        pairs=pairs,
        kinds=get_args(Kinship),
        total=total,
        wanted=wanted,
        after=wanted.after,
        page=PAGE,
    )
