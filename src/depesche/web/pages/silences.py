"""What a report leaves out though others of the same occasion have it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.export.disputes import silence
from depesche.texts import text
from depesche.web.compared import PAGE, AskedOf, cited, page_of, told
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/silences", "way.silences", "reports", 32)
KINDS = ("utterance", "demand", "figure")


@router.get("/silences")
def silences(request: Request, desk: DeskOf, visitor: VisitorOf, wanted: AskedOf) -> HTMLResponse:
    """The silences, a page of them."""

    def lines(found: list[Any]) -> list[tuple[Any, Any]]:
        return told(
            found,
            cited(desk.case, (name for one in found for name in (one.report, *(q.report for q in one.others))), ()),
            silence,
        )

    pairs, total = page_of(desk, "silences", wanted, lines)
    return page(
        request,
        "silences.html",
        title=text("way.silences", visitor.lang),
        pairs=pairs,
        kinds=KINDS,
        total=total,
        wanted=wanted,
        after=wanted.after,
        page=PAGE,
    )
