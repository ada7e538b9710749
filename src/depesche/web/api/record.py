"""Actors, talks and issues of the case, and edits of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field

from depesche.errors import UsageError
from depesche.export.relations import relation_object
from depesche.run.codebook_edits import Asked, edit
from depesche.run.rulings import join, part, rename, undo
from depesche.web.asked import After, Short
from depesche.web.compared import one_of
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.faults import ANSWERS
from depesche.web.pages.actors import cast_of
from depesche.web.pages.issues import book_of

router = APIRouter(prefix="/api/v1", tags=["record"], responses=ANSWERS)
Limit = Annotated[int, Query(ge=1, le=500)]
Word = Annotated[str, Field(max_length=500)]


class Some(BaseModel):
    """Some entries, and how many fit what was asked for."""

    total: int
    entries: list[dict[str, Any]]


class ActorEdit(BaseModel):
    """A ruling on actors. actors: ids or names; form: for a split, how reports call whoever is somebody else."""

    verb: Literal["merge", "split", "rename", "undo"]
    actors: list[Word] = Field(default=[], max_length=50)
    form: Word = ""
    name: Word = ""


class IssueEdit(BaseModel):
    """An edit of the codebook. words: issues by id or name, then names, a pattern, a note or a topic, as `depesche issues` takes them."""

    verb: Literal["merge", "rename", "split", "hide", "show", "pattern", "note", "topic", "undo"]
    words: list[Word] = Field(default=[], max_length=50)
    name: Word = ""
    remove: bool = False


class Told(BaseModel):
    """What an edit did."""

    told: str


@router.get("/actors")
def actors(desk: DeskOf, words: Short = "", kind: Short = "", after: After = 0, limit: Limit = 50) -> Some:
    """The actors, those that most reports name first."""
    wanted = words.casefold()
    found = [
        one
        for one in cast_of(desk)
        if (not kind or one.kind == kind) and any(wanted in name.casefold() for name in (one.name, *one.names))
    ]
    return Some(total=len(found), entries=[relation_object(one) for one in found[after : after + limit]])


@router.get("/actors/{called}")
def actor(desk: DeskOf, called: str) -> dict[str, Any]:
    """One actor, by its id."""
    found: dict[str, Any] = relation_object(one_of(desk.case, "cast", called))
    return found


@router.post("/actors", status_code=201)
def edit_actors(desk: DeskOf, visitor: VisitorOf, given: Annotated[ActorEdit, Body()]) -> Told:
    """Rule on who is whom; the case is related anew."""
    case, who, name = desk.case, visitor.who, given.name or None
    first = given.actors[0] if given.actors else ""
    if given.verb == "merge":
        outcome = join(case, given.actors, name, who)
    elif given.verb == "split":
        outcome = part(case, first, given.form, (), name, who)
    elif given.verb == "rename":
        outcome = rename(case, first, given.name, who)
    else:
        outcome = undo(case, None, who)
    return Told(told=outcome.told)


@router.get("/issues")
def issues(desk: DeskOf, words: Short = "", after: After = 0, limit: Limit = 50) -> Some:
    """The entries of the codebook, each with how many positions it has."""
    book = book_of(desk)
    counts, wanted = book.count(), words.casefold()
    found = [one for one in book.issues if wanted in "\n".join((one.id, one.name, *one.covers)).casefold()]
    entries = [relation_object(one) | {"positions": counts[one.id]} for one in found[after : after + limit]]
    return Some(total=len(found), entries=entries)


@router.post("/issues", status_code=201)
def edit_issues(desk: DeskOf, visitor: VisitorOf, given: Annotated[IssueEdit, Body()]) -> Told:
    """Edit the codebook; the case is coded anew by it."""
    least = {"undo": 0, "hide": 1, "show": 1}.get(given.verb, 2)
    if len(given.words) < least:
        raise UsageError(f"{given.verb} needs {least} words at least.", hint="docs/cli.md tells which, under issues.")
    return Told(told=edit(desk.case, given.verb, Asked(visitor.who, given.words, given.name, given.remove)))
