"""Actors: who acts in the case, by which names, and why they are held to be one; to be merged, split and renamed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from depesche.errors import ConflictError, UsageError
from depesche.relations import CaseActor
from depesche.run.rulings import join, part, rename, undo
from depesche.store.case import Case
from depesche.texts import text
from depesche.web.asked import After, Short
from depesche.web.charted import REMEMBERED
from depesche.web.desk import Desk, DeskOf, VisitorOf
from depesche.web.faults import NotFoundError
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/actors", "way.actors", "record", 53)
PAGE = 50
_SHOWN = 30
Name = Annotated[str, Form(max_length=300)]


@router.get("/actors")
def actors(
    request: Request, desk: DeskOf, visitor: VisitorOf, words: Short = "", kind: Short = "", after: After = 0
) -> HTMLResponse:
    """The actors, those that most reports name first."""
    every = found = cast_of(desk)
    if kind:
        found = [one for one in found if one.kind == kind]
    if wanted := words.casefold():
        found = [one for one in found if any(wanted in name.casefold() for name in (one.name, *one.names))]
    return page(
        request,
        "actors.html",
        title=text("way.actors", visitor.lang),
        actors=found[after : after + PAGE],
        kinds=sorted({one.kind for one in every}),
        words=words,
        kind=kind,
        total=len(found),
        after=after,
        page=PAGE,
        ruled=bool(desk.case.decisions("actors:")),
    )


@router.get("/actors/{called}")
def actor(request: Request, desk: DeskOf, called: str) -> HTMLResponse:
    """One actor: names, evidence, and where it acts."""
    one = _of(desk, called)
    held, positions = desk.case.related_page("held", actor=one.name, limit=_SHOWN)
    return page(
        request,
        "actor.html",
        title=one.name,
        one=one,
        reports=list(dict.fromkeys(member.report for member in one.members))[:_SHOWN],
        held=held,
        positions=positions,
        shown=_SHOWN,
    )


@router.post("/actors/merge")
def merge(desk: DeskOf, visitor: VisitorOf, ids: Annotated[list[str], Form()] = [], called: Name = "") -> Response:  # noqa: B006 (FastAPI copies it)
    """Rule that some actors are one."""
    if len(set(ids)) < 2:
        raise UsageError(text("actors.choose two", visitor.lang))
    for one in ids:
        _of(desk, one)  # whoever is gone since the page was made is no guess
    join(desk.case, list(dict.fromkeys(ids)), called.strip() or None, visitor.who)
    return RedirectResponse("/actors", 303)


@router.post("/actors/undo")
def take_back(desk: DeskOf, visitor: VisitorOf) -> Response:
    """Take the last ruling on actors back."""
    undo(desk.case, None, visitor.who)
    return RedirectResponse("/actors", 303)


@router.post("/actors/{called}/rename")
def rename_one(desk: DeskOf, visitor: VisitorOf, called: str, name: Name, seen: Name = "") -> Response:
    """Give an actor another name."""
    one = _seen(desk, called, seen)
    rename(desk.case, one.id, name.strip(), visitor.who)
    return RedirectResponse(f"/actors?words={_quoted(name)}", 303)


@router.post("/actors/{called}/split")
def split(desk: DeskOf, visitor: VisitorOf, called: str, form: Name, name: Name = "", seen: Name = "") -> Response:
    """Rule that whoever reports call by a form is somebody else."""
    one = _seen(desk, called, seen)
    part(desk.case, one.id, form, (), name.strip() or None, visitor.who)
    return RedirectResponse(f"/actors?words={_quoted(name or form)}", 303)


def cast_of(desk: Desk) -> list[CaseActor]:
    """The actors of the case."""
    found: list[CaseActor] = REMEMBERED.of(desk, ("cast",), lambda: list(desk.case.cast()))
    return found


def _of(desk: Desk, called: str) -> CaseActor:
    for kind, one in Case.relation(desk.case, called):
        if kind == "cast" and one.id == called and isinstance(one, CaseActor):
            return one
    raise NotFoundError(
        "The case has no such actor any more.", hint="Somebody may have merged or split it; look again."
    )


def _seen(desk: Desk, called: str, seen: str) -> CaseActor:
    """The actor that a page showed, if it is called now as it was then."""
    one = _of(desk, called)
    if seen and one.name != seen:
        raise ConflictError(f"This actor is called {one.name} now.", hint="Look at it again, and decide anew.")
    return one


def _quoted(words: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 (next to its only use)

    return quote(words.encode("utf-8", "replace"))
