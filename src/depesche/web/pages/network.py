"""The discourse network: who stands with whom and against whom, in a window of days."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from depesche.export.network import MODES, NORMALS, Mode, Normal
from depesche.texts import text
from depesche.web.api.charts import network_of
from depesche.web.asked import Short
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/network", "way.network", "record", 55)
_SHOWN = 100


@router.get("/network")
def network(
    request: Request,
    desk: DeskOf,
    visitor: VisitorOf,
    mode: Mode = "two-mode",
    normalise: Normal = "none",
    since: Short = "",
    until: Short = "",
    least: Annotated[float, Query(ge=0, le=1_000_000)] = 0.0,
) -> HTMLResponse:
    """The drawing, and its ties as a table."""
    found = network_of(desk, mode, normalise, since, until, least)
    edges = sorted(found.edges, key=lambda one: (-abs(one.weight), one.a, one.b))
    return page(
        request,
        "network.html",
        title=text("way.network", visitor.lang),
        found=found,
        names={node.id: node.name for node in found.nodes},
        edges=edges[:_SHOWN],
        modes=MODES,
        normals=NORMALS,
        mode=mode,
        normalise=normalise,
        since=since,
        until=until,
        least=least,
    )
