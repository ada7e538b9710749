"""Builds: how those go that were started in this workbench, and how a program lets one end."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from depesche.web.desk import Desk, DeskOf
from depesche.web.faults import ANSWERS, NotFoundError
from depesche.web.runs import Run, State, events_of

router = APIRouter(prefix="/api/v1", tags=["runs"], responses=ANSWERS)
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: the run for every change, until it is over.",
        "content": {"text/event-stream": {}},
    }
}


class RunCard(BaseModel):
    """A build. total: of the sources, None until they are counted. outcomes: how many gave what. phase, units: of relating.

    failed: what could not be taken or read: name, what, where, hint. fault: why the run itself failed. version: grows with
    every change.
    """

    number: int
    about: str
    state: State
    total: int | None
    done: int
    outcomes: dict[str, int]
    phase: str
    units: int
    failed: list[dict[str, Any]]
    fault: dict[str, Any] | None
    seconds: float
    version: int


class RunsPage(BaseModel):
    """The builds since the server was started, the newest first."""

    runs: list[RunCard]


class Stopped(BaseModel):
    """Whether there was a run to stop; it ends after the report that it is at."""

    stopped: bool


@router.get("/runs")
def runs(desk: DeskOf) -> RunsPage:
    """The builds since the server was started."""
    return RunsPage(runs=[_card(one) for one in reversed(desk.runs.runs)])


@router.get("/runs/{number}")
def run(desk: DeskOf, number: int) -> RunCard:
    """One build."""
    return _card(_run(desk, number))


@router.get("/runs/{number}/events", response_class=StreamingResponse, responses=_STREAM)
async def events(desk: DeskOf, number: int) -> StreamingResponse:
    """How a build goes, as server-sent events."""
    return StreamingResponse(events_of(desk.runs, _run(desk, number)), media_type="text/event-stream")


@router.post("/runs/stop")
def stop(desk: DeskOf) -> Stopped:
    """Let the build that is going on end; what was done is kept."""
    going_on = desk.runs.current is not None
    desk.runs.stop()
    return Stopped(stopped=going_on)


def _run(desk: Desk, number: int) -> Run:
    found = desk.runs.of(number)
    if found is None:
        raise NotFoundError("There is no such run.", hint="/api/v1/runs lists those there are.")
    return found


def _card(one: Run) -> RunCard:
    return RunCard(**one.told())
