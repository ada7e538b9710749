"""Runs: what is being read, how far it is, what could not be read and why; and reports that are handed over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

import depesche
from depesche.errors import DepescheError, UsageError
from depesche.run.uploads import folder_of, keep
from depesche.texts import text
from depesche.web.desk import Desk, DeskOf, VisitorOf
from depesche.web.faults import NotFoundError
from depesche.web.render import page
from depesche.web.runs import OVER, events_of
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/runs", "way.runs", "work", 40)
MAX_FILES = 1000
SAMPLE = Path(depesche.__file__).parent / "sample" / "reports"
_SHOWN = 100


@router.get("/runs")
def runs(request: Request, desk: DeskOf, visitor: VisitorOf) -> HTMLResponse:
    """What was run since the server was started, and everything that could not be read."""
    failures = desk.case.failures()
    return page(
        request,
        "runs.html",
        title=text("way.runs", visitor.lang),
        runs=list(reversed(desk.runs.runs)),
        current=desk.runs.current,
        failures=failures[:_SHOWN],
        failed=len(failures),
        over=OVER,
    )


@router.get("/runs/{number}/events")
async def events(desk: DeskOf, number: int) -> StreamingResponse:
    """How a run goes, as server-sent events: one for every change, and none after its end."""
    run = desk.runs.of(number)
    if run is None:
        raise NotFoundError("There is no such run.", hint="/runs lists those there are.")
    return StreamingResponse(events_of(desk.runs, run), media_type="text/event-stream")


@router.post("/runs")
def again(desk: DeskOf, visitor: VisitorOf, origin: Annotated[str, Form(max_length=5000)] = "") -> Response:
    """Look again at what the case was built from, or at one source that could not be read."""
    failed = {one.origin for one in desk.case.failures()}
    if origin and origin not in failed:
        raise NotFoundError("The case knows no such failure.", hint="It may have been read meanwhile.")
    known = [origin] if origin else sorted({*desk.case.known(), *failed})
    paths = [one for one in known if Path(one).exists()]
    folder = folder_of(desk.path)
    if not origin and folder.is_dir():
        paths.append(str(folder))
    if not paths:
        raise UsageError(text("runs.nothing", visitor.lang), hint=text("runs.nothing.hint", visitor.lang))
    desk.runs.start(paths, text("runs.one again" if origin else "runs.again", visitor.lang))
    return RedirectResponse("/runs", 303)


@router.post("/runs/stop")
def stop(desk: DeskOf) -> Response:
    """Let the run end; what was done is kept."""
    desk.runs.stop()
    return RedirectResponse("/runs", 303)


@router.post("/sample")
def sample(desk: DeskOf, visitor: VisitorOf) -> Response:
    """Read the sample that comes with Depesche into the case."""
    desk.runs.start([str(SAMPLE)], text("home.sample", visitor.lang))
    return RedirectResponse("/runs", 303)


@router.post("/reports")
async def upload(request: Request, desk: DeskOf, visitor: VisitorOf) -> Response:
    """Take reports that somebody hands over, and read them."""
    async with request.form(max_files=MAX_FILES, max_fields=10) as form:
        files = [one for one in form.getlist("files") if not isinstance(one, str) and one.filename]
        kept, refused = await run_in_threadpool(_keep, desk, files)
    if not files:
        raise UsageError(text("home.no files", visitor.lang))
    if not kept:
        first = refused[0]
        raise UsageError(first.what, where=first.where, hint=first.hint)
    about = text("runs.added", visitor.lang, n=len(kept))
    told = [{"name": one.where, "what": one.what, "where": None, "hint": one.hint} for one in refused]
    desk.runs.start([str(path) for path in kept], about, refused=told)
    return RedirectResponse("/runs", 303)


def _keep(desk: Desk, files: list[Any]) -> tuple[list[Path], list[DepescheError]]:
    """Keep what can be kept; one bad file stops no other."""
    kept: list[Path] = []
    refused: list[DepescheError] = []
    if desk.runs.current is not None:
        raise UsageError("A run is going on already.", hint="Wait until it is done, or stop it; then add the reports.")
    folder = folder_of(desk.path)
    for one in files:
        file: UploadFile = one
        try:
            path = keep(folder, file.filename or "", file.file, desk.settings.max_bytes)
        except DepescheError as error:
            refused.append(error)
        else:
            kept.append(path if path is not None else folder)
    return list(dict.fromkeys(kept)), refused
