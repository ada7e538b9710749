"""Charts: Vega-Lite specifications with their data, and the network as cytoscape.js takes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from pydantic import BaseModel

from depesche.export import charts
from depesche.export.network import Mode, Network, Normal, network
from depesche.export.network_draw import descents, elements, vega
from depesche.run.stands import Stands, cells, stands
from depesche.texts import name_of
from depesche.web.asked import Short
from depesche.web.charted import REMEMBERED, theme_of
from depesche.web.desk import Desk, DeskOf, VisitorOf
from depesche.web.faults import ANSWERS

router = APIRouter(prefix="/api/v1", tags=["charts"], responses=ANSWERS)
_TIES = 300
Theme = Literal["", "light", "dark"]


class NetworkCard(BaseModel):
    """A network: what cytoscape.js takes, and how many actors and issues are not shown."""

    mode: str
    elements: list[dict[str, Any]]
    left_out: tuple[int, int]


@router.get("/timeline")
def timeline(desk: DeskOf, visitor: VisitorOf, actor: Short = "", theme: Theme = "") -> dict[str, Any]:
    """How many reports, statements, positions and talks there are on each day, as a Vega-Lite specification."""
    return charts.timeline(days_of(desk, actor), lang=visitor.lang, theme=theme_of(visitor, theme))


@router.get("/matrix")
def matrix(
    desk: DeskOf,
    visitor: VisitorOf,
    since: Short = "",
    until: Short = "",
    actor: Short = "",
    issue: Short = "",
    theme: Theme = "",
) -> dict[str, Any]:
    """Who stands where, as a Vega-Lite specification."""
    found = stands_of(desk, since, until, actor, issue)
    rows = [
        {**one, "href": f"/positions?{urlencode({'actor': one['actor'], 'row': one['id']})}"} for one in cells(found)
    ]
    return charts.matrix(rows, lang=visitor.lang, theme=theme_of(visitor, theme))


@router.get("/network")
def discourse(
    desk: DeskOf,
    mode: Mode = "two-mode",
    normalise: Normal = "none",
    since: Short = "",
    until: Short = "",
    least: Annotated[float, Query(ge=0, le=1_000_000)] = 0.0,
) -> NetworkCard:
    """The discourse network in a window of days; every node stands at the same place in every mode and window."""
    found = network_of(desk, mode, normalise, since, until, least)
    return NetworkCard(mode=found.mode, elements=elements(found), left_out=found.left_out)


@router.get("/network/vega")
def network_vega(
    desk: DeskOf,
    visitor: VisitorOf,
    mode: Mode = "two-mode",
    normalise: Normal = "none",
    since: Short = "",
    until: Short = "",
    least: Annotated[float, Query(ge=0, le=1_000_000)] = 0.0,
    theme: Theme = "",
) -> dict[str, Any]:
    """The same network as a Vega specification, as `depesche plot` draws it."""
    found = network_of(desk, mode, normalise, since, until, least)
    return vega(found, title=name_of("network.kind", mode, visitor.lang), theme=theme_of(visitor, theme))


@router.get("/lineage")
def lineage(desk: DeskOf, report: Short = "", kind: Short = "") -> NetworkCard:
    """Which report follows which, as a graph of at most 300 ties."""
    links, total = desk.case.related_page("lineage", report=report or None, status=kind or None, limit=_TIES)
    names = {name for one in links for name in one.reports}
    days = {name: desk.case.row(name).published for name in sorted(names)}
    return NetworkCard(mode="lineage", elements=descents(links, days), left_out=(0, total - len(links)))


def days_of(desk: Desk, actor: str) -> Any:
    """How much there is on each day."""
    return REMEMBERED.of(desk, ("days", actor), lambda: desk.case.daily(actor))


def stands_of(desk: Desk, since: str, until: str, actor: str, issue: str) -> Stands:
    """Who stands where."""
    found: Stands = REMEMBERED.of(
        desk,
        ("stands", since, until, actor, issue),
        lambda: stands(desk.case, since=since, until=until, actor=actor, issue=issue),
    )
    return found


def network_of(desk: Desk, mode: Mode, normalise: Normal, since: str, until: str, least: float) -> Network:
    """The network."""
    found: Network = REMEMBERED.of(
        desk,
        ("network", mode, normalise, since, until, least),
        lambda: network(desk.case, mode, normalise=normalise, since=since, until=until, least=least),
    )
    return found
