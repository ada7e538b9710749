"""Where reports differ, and what does not go together within one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.export.disputes import GRADES, dispute
from depesche.texts import text
from depesche.web.compared import PAGE, AskedOf, cited, page_of, told
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
_KINDS = ("statements", "talks", "positions", "figures")
WAY = Way("/discrepancies", "way.discrepancies", "reports", 31)


@router.get("/discrepancies")
def discrepancies(request: Request, desk: DeskOf, visitor: VisitorOf, wanted: AskedOf) -> HTMLResponse:
    """The discrepancies, a page of them."""

    def lines(found: list[Any]) -> list[tuple[Any, Any]]:
        names = (side.report for one in found for side in (one.a, one.b))
        return told(found, cited(desk.case, names, _KINDS), dispute)

    pairs, total = page_of(desk, "discrepancies", wanted, lines)
    return page(
        request,
        "discrepancies.html",
        title=text("way.discrepancies", visitor.lang),
        pairs=pairs,
        grades=GRADES,
        total=total,
        wanted=wanted,
        after=wanted.after,
        page=PAGE,
    )
