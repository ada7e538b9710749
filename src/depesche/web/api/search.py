"""Search over reports and statements."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from depesche.export.as_json import as_json
from depesche.store.search import Hit
from depesche.web.asked import After, Short
from depesche.web.desk import DeskOf
from depesche.web.faults import ANSWERS

router = APIRouter(prefix="/api/v1", tags=["search"], responses=ANSWERS)


class HitCard(BaseModel):
    """Something that fits. marks: what fits in the snippet; start, end: where that stands in the report; all in code points."""

    report: str
    published: str | None
    outlet: str | None
    snippet: str
    marks: list[tuple[int, int]]
    start: int
    end: int
    statement: dict[str, Any] | None


class FoundCard(BaseModel):
    """What a search gave. notes: pieces of the query that make no sense; facets: values with how many hits have them."""

    total: int
    notes: list[str]
    hits: list[HitCard]
    facets: dict[str, dict[str, int]]


@router.get("/search")
def search(desk: DeskOf, q: Short = "", after: After = 0, limit: Annotated[int, Query(ge=1, le=500)] = 20) -> FoundCard:
    """Find reports and statements: words, "as written", -without, prefix*, OR, actor: act: mode: outlet: report: kind: since: until:."""
    found = desk.case.search(q, offset=after, limit=limit)
    facets = {name: dict(values) for name, values in found.facets.items()}
    return FoundCard(
        total=found.total, notes=list(found.asked.notes), hits=[card(one) for one in found.hits], facets=facets
    )


def card(hit: Hit) -> HitCard:
    """A hit for programs."""
    return HitCard(
        report=hit.row.name,
        published=hit.row.published,
        outlet=hit.row.outlet,
        snippet=hit.snippet,
        marks=list(hit.marks),
        start=hit.start,
        end=hit.end,
        statement=as_json(hit.statement) if hit.statement else None,
    )
