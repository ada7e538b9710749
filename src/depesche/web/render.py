"""Writes a page: a template with the words of the visitor's language and the frame around it."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.datastructures import QueryParams

import depesche
from depesche.export.templating import environment, words
from depesche.web.desk import THEMES, desk_of, visitor_of
from depesche.web.ways import ways

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page.

    Args:
        request: who asks, and for what.
        template: a file of `templates/` that extends `base.html`.
        status: of the answer.
        context: what the template is given; `title` is asked for by `base.html`.

    """
    desk, visitor = desk_of(request), visitor_of(request)
    frame = {
        "visitor": visitor,
        "lang": visitor.lang,
        "case_name": desk.path.stem,
        "ways": ways(),
        "here": request.url.path,
        "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "themes": THEMES,
        "version": depesche.__version__,
        "asked": request.query_params,
        "with_query": partial(with_query, request.query_params),
    }
    written = _environment().get_template(template).render(words(visitor.lang) | frame | context)
    # A lone surrogate in a text is shown as what it is: no character.
    return HTMLResponse(written.encode("utf-8", "replace"), status)


def part(request: Request, template: str, **context: Any) -> HTMLResponse:
    """A part of a page, for a script that puts it in; without the frame."""
    visitor = visitor_of(request)
    written = _environment().get_template(template).render(words(visitor.lang) | {"lang": visitor.lang} | context)
    return HTMLResponse(written.encode("utf-8", "replace"))


def with_query(asked: QueryParams, **changes: object) -> str:
    """The query of an address with some values changed; an empty value leaves a name out.

    >>> with_query(QueryParams("kind=talks&after=50"), after=100, kind="")
    'after=100'
    """
    kept = [(name, value) for name, value in asked.multi_items() if name not in changes and value]
    added = [(name, str(value)) for name, value in changes.items() if value not in ("", None)]
    return urlencode([*kept, *added], errors="replace")


def report_url(name: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a report, at a stretch of its text.

    >>> report_url("a/bridge 1.txt", 10, 20), report_url("x.txt")
    ('/reports/a/bridge%201.txt?at=10-20#at', '/reports/x.txt')
    """
    at = "" if start is None else f"?at={start}-{end if end is not None else start}#at"
    return f"/reports/{quote(name.encode('utf-8', 'replace'))}{at}"


@lru_cache(maxsize=1)
def keys() -> list[dict[str, str]]:
    """All keys: key, action, page (`*` for every one)."""
    found: list[dict[str, str]] = json.loads((STATIC / "keys.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = environment(TEMPLATES)
    made.globals["report_url"] = report_url
    return made
