"""The timeline: reports, statements, positions and talks by day, with a stretch of days to choose."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.texts import text
from depesche.web.api.charts import days_of
from depesche.web.asked import Short
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/timeline", "way.timeline", "record", 50)
_KINDS = ("reports", "statements", "positions", "talks")


@router.get("/timeline")
def timeline(request: Request, desk: DeskOf, visitor: VisitorOf, actor: Short = "") -> HTMLResponse:
    """The chart, and the same as a table."""
    found = days_of(desk, actor)
    days = sorted({day for kind in found.values() for day, _ in kind})
    counts = {kind: dict(rows) for kind, rows in found.items()}
    return page(
        request,
        "timeline.html",
        title=text("way.timeline", visitor.lang),
        actor=actor,
        days=days,
        kinds=[kind for kind in _KINDS if kind in counts],
        counts=counts,
    )
