"""Search over reports and statements, with facets that narrow it down."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.store.search import Found, Hit, narrowed, without
from depesche.texts import text
from depesche.web.asked import After, Short
from depesche.web.charted import REMEMBERED
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/search", "way.search", "work", 15)
PAGE = 20


@router.get("/search")
def search(request: Request, desk: DeskOf, visitor: VisitorOf, q: Short = "", after: After = 0) -> HTMLResponse:
    """What fits a query, a page of it."""
    found: Found = REMEMBERED.of(desk, ("search", q, after), lambda: desk.case.search(q, offset=after, limit=PAGE))
    return page(
        request,
        "search.html",
        title=text("way.search", visitor.lang),
        q=q,
        found=found,
        narrowed=lambda name, value: narrowed(q, name, value),
        without=lambda name: without(q, name),
        pieces=pieces,
        total=found.total,
        after=after,
        page=PAGE,
    )


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """A snippet cut at its marks."""
    at = 0
    for start, end in hit.marks:
        yield hit.snippet[at:start], False
        yield hit.snippet[start:end], True
        at = end
    yield hit.snippet[at:], False
