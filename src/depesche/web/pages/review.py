"""Review: a queue of records, one at a time; a key accepts, and the next one stands there at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from depesche.errors import UsageError
from depesche.export.agreement import agreement, disputes
from depesche.run.explained import explain
from depesche.store.case import Case
from depesche.store.overlay import Standing
from depesche.store.queue import Cursor, Wanted
from depesche.store.schema import KINDS
from depesche.texts import text
from depesche.web.asked import After, Short
from depesche.web.charted import REMEMBERED
from depesche.web.desk import Desk, DeskOf, Visitor, VisitorOf
from depesche.web.faults import NotFoundError
from depesche.web.lines import Line as RecordLine
from depesche.web.lines import lines
from depesche.web.render import page, part
from depesche.web.task import Task, given, task_of
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/review", "way.review", "work", 20)
_LAST = 10
PAGE = 50
_SECONDS = 12  # that a record takes: 300 an hour
_LONGEST = 200_000  # bytes of a form


@dataclass(frozen=True, slots=True)
class Line:
    """Where a queue stands: which records, behind which one, and how it is looked at.

    record: one to look at in the place of the next. final: whether what is ruled settles a dispute.
    """

    wanted: Wanted
    after: Cursor | None
    blind: bool
    record: str
    final: bool

    def address(self, **changes: Any) -> str:
        """The query that leads here again."""
        wanted = self.wanted
        values = {
            "kind": wanted.kind,
            "actor": wanted.actor,
            "issue": wanted.issue,
            "report": wanted.report,
            "order": wanted.order,
            "flagged": wanted.flagged,
            "after": json.dumps(self.after) if self.after else "",
            "blind": self.blind,
        } | changes
        return urlencode({name: value if value is not True else 1 for name, value in values.items() if value})


def line_of(
    kind: Short = "statements",
    actor: Short = "",
    issue: Short = "",
    report: Annotated[str, Query(max_length=1000)] = "",
    order: Short = "uncertain",
    after: Annotated[str, Query(max_length=2000)] = "",
    record: Short = "",
    flagged: bool = False,
    blind: bool = False,
    final: bool = False,
) -> Line:
    """What the address asks for."""
    known: Any = "place" if order == "place" else "uncertain"
    kind = kind if kind in KINDS else "statements"
    wanted = Wanted(kind, actor.strip(), issue.strip(), report, known, flagged)
    return Line(wanted, _cursor(after), blind, record, final)


LineOf = Annotated[Line, Depends(line_of)]


def _cursor(words: str) -> Cursor | None:
    """A place in a queue; what is none is the beginning."""
    try:
        found = json.loads(words) if words else None
    except ValueError:
        return None
    if not isinstance(found, list) or len(found) != 2 or not all(isinstance(one, (str, int, float)) for one in found):
        return None
    return tuple(found)


@router.get("/review")
def queues(request: Request, desk: DeskOf, visitor: VisitorOf, line: LineOf) -> HTMLResponse:
    """The queues that there are, with how far one is, and the last rulings."""
    case = desk.case
    counts, mine = _counts(desk), case.verdict_counts(visitor.who)
    done = {kind: sum(n for (of, verdict), n in mine.items() if of == kind and verdict != "flag") for kind in KINDS}
    flagged = sum(n for (_, verdict), n in case.verdict_counts().items() if verdict == "flag")
    return page(
        request,
        "review.html",
        title=text("way.review", visitor.lang),
        kinds=[(kind, done[kind], counts[kind]) for kind in KINDS if counts[kind]],
        line=line,
        last=case.last_rulings(visitor.who, _LAST),
        coders=case.coders(),
        flagged=flagged,
        unmatched=len(case.unmatched()),
    )


@router.get("/review/next")
def next_task(request: Request, desk: DeskOf, visitor: VisitorOf, line: LineOf) -> HTMLResponse:
    """The next record of a queue, or the one that is asked for."""
    return page(request, "task.html", title=text("way.review", visitor.lang), **_context(desk, visitor, line))


@router.get("/review/task")
def only_task(request: Request, desk: DeskOf, visitor: VisitorOf, line: LineOf) -> HTMLResponse:
    """The same without the frame, for the script of the page."""
    return part(request, "task_part.html", **_context(desk, visitor, line))


@router.get("/review/names")
def names(request: Request, desk: DeskOf, words: Short = "") -> HTMLResponse:
    """Names of actors that have these words, for whoever types one."""
    return part(request, "names.html", names=desk.case.names_with(words, 20) if words.strip() else [])


@router.get("/review/agreement")
def agreed(request: Request, desk: DeskOf, visitor: VisitorOf, after: After = 0) -> HTMLResponse:
    """How far people agree, and on which records they do not."""
    found = disputes(desk.case)
    return page(
        request,
        "agreement.html",
        title=text("review.agreement", visitor.lang),
        rows=agreement(desk.case),
        coders=desk.case.coders(),
        disputes=found[after : after + PAGE],
        total=len(found),
        after=after,
        page=PAGE,
    )


@router.get("/review/unmatched")
def unmatched(request: Request, desk: DeskOf, visitor: VisitorOf) -> HTMLResponse:
    """The rulings that lost their record, each with the records of its report that it may hold for."""
    found = desk.case.unmatched()[:PAGE]
    anchors = desk.case.anchors([one.number for one in found])
    return page(
        request,
        "unmatched.html",
        title=text("unmatched.title", visitor.lang),
        waiting=[(one, anchors[one.number], list(_candidates(desk.case, one, visitor.lang))) for one in found],
    )


@router.post("/review/unmatched/{number}")
def match(desk: DeskOf, visitor: VisitorOf, number: int, record: Annotated[str, Form()] = "") -> Response:
    """Say for which record a ruling holds, or let it go."""
    if record:
        desk.case.attach(number, record, visitor.who)
    else:
        desk.case.dismiss(number, visitor.who)
    return RedirectResponse("/review/unmatched", 303)


def _candidates(case: Case, one: Standing, lang: str) -> Iterator[RecordLine]:
    """The records of the same kind in the report as it is now."""
    try:
        report = case.as_read(one.report)
    except UsageError:  # the report is gone
        return
    yield from lines(report, one.kind, "place", lang)[:200]


@router.post("/review/{called}")
async def decide(request: Request, desk: DeskOf, visitor: VisitorOf, line: LineOf, called: str) -> Response:
    """Take a ruling, and lead on to the next record; a script is given that at once."""
    async with request.form(max_fields=60, max_part_size=_LONGEST) as sent:
        form = {name: value for name, value in sent.items() if isinstance(value, str)}
    return await run_in_threadpool(_decided, request, desk, visitor, line, called, form)


@router.post("/review")
def take_back(desk: DeskOf, visitor: VisitorOf, line: LineOf) -> Response:
    """Take back the last ruling, and lead to its record."""
    found = desk.case.take_back(visitor.who)
    if found is None:
        raise UsageError(
            text("review.nothing to undo", visitor.lang), hint=text("review.nothing to undo.hint", visitor.lang)
        )
    record = next((one.record for one in desk.case.standing(found[1].target) if one.record), found[1].target)
    try:
        desk.case.located(record)
    except UsageError:
        return RedirectResponse("/review/unmatched", 303)
    return RedirectResponse(f"/review/next?{line.address(record=record)}", 303)


def _decided(request: Request, desk: Desk, visitor: Visitor, line: Line, called: str, form: dict[str, str]) -> Response:
    try:
        task = task_of(desk.case, called, visitor.who, blind=line.blind)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    behind = _behind(desk.case, visitor, line, task)
    if form.get("verdict") != "skip":
        _rule(desk.case, visitor, line, task, form)
    line = replace(line, after=behind, record="", final=False)
    if form.get("part"):
        return part(request, "task_part.html", **_context(desk, visitor, line))
    return RedirectResponse(f"/review/next?{line.address()}", 303)


def _rule(case: Case, visitor: Visitor, line: Line, task: Task, form: dict[str, str]) -> None:
    verdict = form.get("verdict", "")
    values = given(task.kind, form, task) if verdict == "correct" else {}
    seen = form.get("seen", "")
    case.rule(
        task.id,
        "accept" if verdict == "correct" and not values else verdict,
        visitor.who,
        values,
        note=form.get("note", ""),
        final=line.final,
        seen=int(seen) if seen.isascii() and seen.isdigit() else None,
        blind=line.blind,
    )


def _behind(case: Case, visitor: Visitor, line: Line, task: Task) -> Cursor | None:
    """Where the queue goes on: behind this record, if it is the one that the queue gave."""
    found = case.queue(visitor.who, line.wanted, after=line.after)
    return found[0].cursor if found and found[0].record == task.id else line.after


def _counts(desk: Desk) -> dict[str, int]:
    found: dict[str, int] = REMEMBERED.of(desk, ("counts",), desk.case.counts, rulings=False)
    return found


def _place(desk: Desk, who: str, wanted: Wanted) -> tuple[int, int]:
    """How many records a queue has, and how many of them are done; of a whole kind without counting them each time."""
    if wanted.actor or wanted.issue or wanted.report or wanted.flagged:
        return desk.case.queue_count(who, wanted)
    ruled = desk.case.verdict_counts(who)
    return _counts(desk)[wanted.kind], sum(
        n for (kind, verdict), n in ruled.items() if kind == wanted.kind and verdict != "flag"
    )


def _context(desk: Desk, visitor: Visitor, line: Line) -> dict[str, Any]:
    """What the page of a record is made of; an empty queue has none."""
    case = desk.case
    record = line.record
    if not record:
        found = case.queue(visitor.who, line.wanted, after=line.after)
        if not found and line.after is not None:
            found = case.queue(visitor.who, line.wanted)  # what was skipped comes back
        record = found[0].record if found else ""
    total, done = _place(desk, visitor.who, line.wanted)
    context = {"line": line, "total": total, "done": done, "minutes": max(1, round((total - done) * _SECONDS / 60))}
    context |= {"last": case.last_rulings(visitor.who, _LAST), "who": visitor.who}
    if not record:
        return context | {"task": None, "told": None}
    try:
        task = task_of(case, record, visitor.who, blind=line.blind)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    return context | {"task": task, "told": explain(case, record, visitor.lang), "row": case.row(task.report.name)}
