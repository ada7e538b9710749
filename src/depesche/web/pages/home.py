"""Home: what the case holds, how far its review is, and where to go on."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche import texts
from depesche.run.recent import recent
from depesche.store.address import Address
from depesche.store.schema import KINDS
from depesche.web.charted import REMEMBERED
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/", "way.home", "work", 0)
_SHOWN = 5
# Where the records of each kind, and what joins reports, are looked at.
_ACROSS = {
    "utterances": "/utterances",
    "meetings": "/talks",
    "discrepancies": "/discrepancies",
    "silences": "/silences",
    "lineage": "/lineage",
}


@router.get("/")
def home(request: Request, desk: DeskOf, visitor: VisitorOf) -> HTMLResponse:
    """The first page."""
    case = desk.case
    counts: dict[str, int] = REMEMBERED.of(desk, ("counts",), case.counts)
    ruled = case.verdict_counts(visitor.who)
    related: dict[str, int] = REMEMBERED.of(desk, ("related",), lambda: dict(case.related()))
    failures = case.failures()
    last = case.last_rulings(visitor.who, 1)
    return page(
        request,
        "home.html",
        title=texts.text("way.home", visitor.lang),
        counts=counts,
        across=[(kind, related[kind], path) for kind, path in _ACROSS.items() if related.get(kind)],
        decided=sum(number for (_, verdict), number in ruled.items() if verdict != "flag"),
        records=sum(counts[kind] for kind in KINDS),
        last=last[0] if last else None,
        newest=case.listing(order="newest", limit=_SHOWN)[0],
        path=desk.path,
        failures=failures[:_SHOWN],
        failed=len(failures),
        running=desk.runs.current,
        recent=[one for one in recent() if isinstance(desk.path, Address) or one != desk.path.absolute()],
    )
