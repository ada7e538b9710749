"""Home: what the case holds, and where to go on."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche import texts
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/", "way.home", "work", 0)


@router.get("/")
def home(request: Request, desk: DeskOf, visitor: VisitorOf) -> HTMLResponse:
    """The first page."""
    rows = list(desk.case.rows())
    counts = {"reports": len(rows)}
    for row in rows:
        for kind, number in row.counts.items():
            counts[kind] = counts.get(kind, 0) + number
    return page(
        request,
        "home.html",
        title=texts.text("way.home", visitor.lang),
        counts=counts,
        path=desk.path,
        failures=desk.case.failures(),
    )
