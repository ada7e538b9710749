"""Help: all keys, where the guidelines are, versions."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche import texts
from depesche.web.desk import VisitorOf
from depesche.web.render import keys, page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/help", "way.help", "about", 90)


@router.get("/help")
def help_page(request: Request, visitor: VisitorOf) -> HTMLResponse:
    """All keys, with what else a newcomer asks."""
    return page(request, "help.html", title=texts.text("way.help", visitor.lang), keys=keys())
