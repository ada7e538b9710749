"""Lists as files: what an address shows, all of it, as CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from depesche.export.as_json import dumps
from depesche.export.network import Mode, Normal
from depesche.export.relation_rows import hit_rows, report_rows, rows, tie_rows
from depesche.export.relations import relation_object
from depesche.store.case import Case
from depesche.web.api.charts import network_of
from depesche.web.asked import Short, WantedOf
from depesche.web.compared import Asked, AskedOf, some
from depesche.web.desk import DeskOf

router = APIRouter(include_in_schema=False)
_AT_ONCE = 500
_MOST = 2_000  # hits of a search


@router.get("/download/search.csv")
def search(desk: DeskOf, q: Short = "") -> StreamingResponse:
    """What a search finds, as a table."""
    found = desk.case.search(q, limit=_MOST)
    headers = {"content-disposition": 'attachment; filename="search.csv"'}
    return StreamingResponse(hit_rows(found.hits), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/download/reports.csv")
def reports(desk: DeskOf, wanted: WantedOf) -> StreamingResponse:
    """The reports that are asked for, as a table."""

    def every() -> Iterator[Any]:
        at = 0
        while some := desk.case.listing(wanted, "name", offset=at, limit=_AT_ONCE)[0]:
            yield from some
            at += _AT_ONCE

    headers = {"content-disposition": 'attachment; filename="reports.csv"'}
    return StreamingResponse(report_rows(every()), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/download/network.csv")
def network(
    desk: DeskOf, mode: Mode = "two-mode", normalise: Normal = "none", since: Short = "", until: Short = ""
) -> StreamingResponse:
    """The ties of the network, as a table."""
    found = network_of(desk, mode, normalise, since, until, 0.0)
    headers = {"content-disposition": 'attachment; filename="network.csv"'}
    return StreamingResponse(tie_rows(found), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/download/{what}.{form}")
def download(
    desk: DeskOf,
    what: Literal["utterances", "discrepancies", "silences", "lineage", "cast", "issues"],
    form: Literal["csv", "json"],
    wanted: AskedOf,
) -> StreamingResponse:
    """A list of relations, a few at a time, so that none is too long."""
    some(desk.case, what, replace(wanted, after=0), 1)  # what makes no sense is told before the file begins
    every = _every(desk.case, what, wanted)
    lines = rows(what, every) if form == "csv" else _json(every)
    media = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    name = f'attachment; filename="{what}.{form}"'
    return StreamingResponse(lines, media_type=media, headers={"content-disposition": name})


def _every(case: Case, kind: str, wanted: Asked) -> Iterator[Any]:
    at = 0
    while True:
        found, total = some(case, kind, replace(wanted, after=at), _AT_ONCE)
        yield from found
        at += _AT_ONCE
        if at >= total:
            return


def _json(every: Iterator[Any]) -> Iterator[str]:
    yield "["
    for number, one in enumerate(every):
        yield f"{',' if number else ''}\n{dumps(relation_object(one))}"
    yield "\n]\n"
