"""What is answered when something goes wrong: what, where, what to do; as a page, or as JSON below /api."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from depesche import texts
from depesche.errors import ConflictError, DepescheError, ReportError, UsageError
from depesche.web.desk import visitor_of
from depesche.web.render import page

_log = logging.getLogger("depesche.web")


class NotFoundError(UsageError):
    """What was asked for is not in the case."""


class Fault(BaseModel):
    """The one form of every error: what is wrong, where, and what to do."""

    what: str
    where: str | None = None
    hint: str | None = None


ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {"model": Fault, "description": about}
    for status, about in {
        400: "What was asked for makes no sense.",
        403: "The token is missing, or another website asks.",
        404: "The case has no such thing.",
        409: "Somebody else ruled meanwhile; nothing was written.",
        422: "What was sent does not have the right form.",
        503: "The case cannot be read or written now.",
    }.items()
}
"""The errors that a route of the interface for programs may answer with, for its description."""


def faults(app: FastAPI) -> None:
    """Let an application answer so."""

    @app.exception_handler(DepescheError)
    async def ours(request: Request, error: DepescheError) -> Response:
        return answer(request, _status(error), error.what, error.where, error.hint)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        lang = visitor_of(request).lang
        key = {404: "error.missing", 405: "error.method"}.get(error.status_code)
        return answer(
            request, error.status_code, texts.text(key, lang) if key else str(error.detail), headers=error.headers
        )

    @app.exception_handler(RequestValidationError)
    async def given(request: Request, error: RequestValidationError) -> Response:
        lang = visitor_of(request).lang
        first = error.errors()[0]
        where = ".".join(str(one) for one in first["loc"])
        return answer(request, 422, texts.text("error.given", lang), where, first["msg"])

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        _log.error("while answering %s", request.url.path, exc_info=error)
        lang = visitor_of(request).lang
        return answer(
            request, 500, texts.text("error.ours", lang), type(error).__name__, texts.text("error.ours.hint", lang)
        )


def answer(
    request: Request,
    status: int,
    what: str,
    where: str | None = None,
    hint: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error in the form that fits who asks."""
    if request.url.path.startswith("/api"):
        fault = Fault(what=what, where=where, hint=hint)
        made: Response = JSONResponse(fault.model_dump(), status)
    else:
        title = texts.text("error.title", visitor_of(request).lang)
        made = page(request, "error.html", status=status, title=title, what=what, where=where, hint=hint)
    made.headers.update(headers or {})
    return made


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """What the guard answers with."""
    request = Request(scope, receive)
    lang = visitor_of(request).lang
    if scope["refusal"] == "token":
        made = answer(request, 403, texts.text("error.entry", lang), hint=texts.text("error.entry.hint", lang))
    elif scope["refusal"] == "origin":
        made = _plain(403, "Another website asked for this; nothing was done.")
    else:
        made = _plain(400, "This server does not go by that name.")
    await made(scope, receive, send)


def _plain(status: int, words: str) -> Response:
    """Who asks so is no visitor of ours: there is no page for them."""
    return Response(words + "\n", status, media_type="text/plain")


def _status(error: DepescheError) -> int:
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, ConflictError):
        return 409
    if isinstance(error, UsageError):
        return 400
    return 422 if isinstance(error, ReportError) else 503
