"""The application: all pages and the interface for programs, behind the guard."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

import depesche
from depesche.web.desk import Desk
from depesche.web.faults import faults, refuse
from depesche.web.render import STATIC
from depesche.web.safety import Guard
from depesche.web.ways import routers

MAX_BODY = 64 * 1024 * 1024  # bytes of one upload; a setting of its own bounds each report


_SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


def make_app(desk: Desk) -> ASGIApp:
    """The workbench of a case.

    Args:
        desk: the open case, its token and the names of the server; whoever made it closes the case.

    """
    app = inner(desk)
    return Guard(app, desk, refuse)


def inner(desk: Desk) -> FastAPI:
    """The application without the guard, as its description needs it."""
    app = FastAPI(
        title="Depesche",
        description="The record of a case: what was read, what was found over reports, and what people ruled.",
        version=depesche.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        max_body_size=MAX_BODY,
        telemetry=_SILENT,
    )
    app.state.desk = desk
    faults(app)
    for router in routers():
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
