"""What was altered in an article since it first came in, version by version, and which records that touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.errors import UsageError
from depesche.export.revisions import Alteration, Revision, Touched, revisions
from depesche.texts import name_of, text
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.faults import NotFoundError
from depesche.web.lines import head_of
from depesche.web.render import page, report_url

router = APIRouter(include_in_schema=False)
_MOST = 200  # steps, and pieces of each: what is more fills no screen


@dataclass(frozen=True, slots=True)
class _Line:
    """A record that a version has otherwise: who, of which sort, its words, what became of it and which fields."""

    kind: str
    fate: str
    head: str
    sort: str
    words: str
    fields: tuple[str, ...]


@router.get("/changes/{name:path}")
def changes(request: Request, desk: DeskOf, visitor: VisitorOf, name: str) -> HTMLResponse:
    """Every step from one version of a report to the next, the newest first."""
    try:
        steps = list(revisions(desk.case, name))
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    return page(
        request,
        "changes.html",
        title=text("changes.title", visitor.lang),
        name=name,
        url=report_url(name),
        language=desk.case.row(name).language,
        steps=[_step(one, visitor.lang) for one in reversed(steps[-_MOST:])],
    )


def _step(one: Revision, lang: str) -> dict[str, Any]:
    alterations: tuple[Alteration, ...] = one.alterations[:_MOST]
    lines = [_line(touched, lang) for touched in one.touched[:_MOST]]
    return {"step": one, "alterations": alterations, "lines": lines, "more": len(one.alterations) - len(alterations)}


def _line(one: Touched, lang: str) -> _Line:
    head, sort, words = head_of(f"{one.kind}s", one.record, lang)
    fields = tuple(name_of("field", name, lang) for name in one.fields)
    return _Line(name_of("kind", f"{one.kind}s", lang), name_of("fate", one.fate, lang), head, sort, words, fields)
