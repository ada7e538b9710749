"""Rulings on records: the queue, what stands, and how far people agree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field

from depesche.errors import UsageError
from depesche.export.agreement import agreement, disputes
from depesche.store.overlay import Standing
from depesche.store.queue import Order, Wanted
from depesche.web.asked import Short
from depesche.web.desk import DeskOf, VisitorOf, clean_name
from depesche.web.faults import ANSWERS, NotFoundError

router = APIRouter(prefix="/api/v1", tags=["review"], responses=ANSWERS)
Kind = Literal["statements", "times", "actors", "talks", "positions", "figures"]
Name = Annotated[str, Field(max_length=60, description="Under which name it is decided; else that of the visitor.")]
Values = Annotated[
    dict[str, Any], Field(description="Fields as they should be; a span as [start, end] in code points.")
]
Note = Annotated[str, Field(max_length=2000)]


class RulingCard(BaseModel):
    """A ruling that stands. record: for which it holds now, null if none fits; carried: it followed its record there."""

    number: int
    target: str
    record: str | None
    report: str
    kind: str
    who: str
    verdict: str
    values: dict[str, Any]
    note: str
    when: str
    final: bool
    carried: bool


class Given(BaseModel):
    """A ruling to be written down. seen: the number of the newest decision on the record that was seen."""

    verdict: Literal["accept", "reject", "correct", "flag"]
    values: Values = {}
    note: Note = ""
    final: bool = False
    seen: int | None = Field(default=None, ge=0, lt=2**63)
    blind: bool = False
    who: Name = ""


class Added(BaseModel):
    """A record that the readers missed."""

    report: Annotated[str, Field(max_length=1000)]
    kind: Kind
    values: Values
    note: Note = ""
    who: Name = ""


class Taken(BaseModel):
    """The decision that was taken back, or none."""

    number: int | None
    target: str | None = None
    verdict: str | None = None


class QueueItem(BaseModel):
    """A record to be looked at. after: goes into the next question, so that the queue goes on behind it."""

    kind: str
    record: str
    report: str
    confidence: float
    after: str


class Queue(BaseModel):
    """The next records; total: of the queue; done: on how many of them the person ruled."""

    total: int
    done: int
    items: list[QueueItem]


class AgreementRow(BaseModel):
    """How far people agree on a field; alpha and kappa are null where all values are one."""

    kind: str
    field: str
    units: int
    share: float
    alpha: float | None
    kappa: float | None


class Agreements(BaseModel):
    """How far people agree, and the records on which they do not."""

    coders: dict[str, int]
    rows: list[AgreementRow]
    disputes: list[dict[str, Any]]


@router.get("/review/queue")
def queue(
    desk: DeskOf,
    visitor: VisitorOf,
    kind: Kind = "statements",
    actor: Short = "",
    issue: Short = "",
    report: Annotated[str, Query(max_length=1000)] = "",
    order: Order = "uncertain",
    flagged: bool = False,
    after: Annotated[str, Query(max_length=2000)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 10,
) -> Queue:
    """The next records that the visitor has not ruled on."""
    wanted = Wanted(kind, actor, issue, report, order, flagged)
    found = desk.case.queue(visitor.who, wanted, after=_cursor(after), limit=limit)
    total, done = desk.case.queue_count(visitor.who, wanted)
    items = [
        QueueItem(
            kind=one.kind, record=one.record, report=one.report, confidence=one.confidence, after=json.dumps(one.cursor)
        )
        for one in found
    ]
    return Queue(total=total, done=done, items=items)


def _cursor(words: str) -> tuple[Any, ...] | None:
    try:
        found = json.loads(words) if words else None
    except ValueError:
        found = []
    if found is None:
        return None
    if not isinstance(found, list) or len(found) != 2 or not all(type(one) in {str, int, float} for one in found):
        raise UsageError("This is no place in a queue.", where="after", hint="Take it from the last item.")
    return tuple(found)


@router.get("/records/{record}/rulings")
def rulings(desk: DeskOf, record: str) -> list[RulingCard]:
    """What stands on a record, oldest first."""
    _located(desk, record)
    return [_card(one) for one in desk.case.standing(record)]


@router.post("/records/{record}/rulings", status_code=201)
def rule(desk: DeskOf, visitor: VisitorOf, record: str, given: Annotated[Given, Body()]) -> RulingCard:
    """Rule on a record. Answers 409, and writes nothing, if somebody did since `seen`."""
    _located(desk, record)
    who = clean_name(given.who) or visitor.who
    how: dict[str, Any] = {"note": given.note, "final": given.final, "seen": given.seen, "blind": given.blind}
    number = desk.case.rule(record, given.verdict, who, given.values, **how)
    return next(_card(one) for one in desk.case.standing(record) if one.number == number)


@router.post("/records", status_code=201)
def add(desk: DeskOf, visitor: VisitorOf, given: Annotated[Added, Body()]) -> RulingCard:
    """Add a record that the readers missed."""
    values: Mapping[str, Any] = given.values
    who = clean_name(given.who) or visitor.who
    identity = desk.case.add(given.report, given.kind, who, values, note=given.note)
    return _card(desk.case.standing(identity)[-1])


@router.post("/review/undo")
def undo(desk: DeskOf, visitor: VisitorOf) -> Taken:
    """Take back the visitor's last decision that stands."""
    found = desk.case.take_back(visitor.who)
    if found is None:
        return Taken(number=None)
    return Taken(number=found[0], target=found[1].target, verdict=found[1].verdict)


@router.get("/review/agreement")
def agreed(desk: DeskOf) -> Agreements:
    """How far people agree: Krippendorff's alpha by kind and field, and the records on which they differ."""
    rows = [
        AgreementRow(**{name: getattr(one, name) for name in AgreementRow.model_fields}) for one in agreement(desk.case)
    ]
    differ = [
        {"kind": one.kind, "record": one.record, "report": one.report, "settled": one.settled}
        for one in disputes(desk.case)
    ]
    return Agreements(coders=dict(desk.case.coders()), rows=rows, disputes=differ[:1000])


def _located(desk: DeskOf, record: str) -> None:
    try:
        desk.case.located(record)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error


def _card(one: Standing) -> RulingCard:
    return RulingCard(
        number=one.number,
        target=one.target,
        record=one.record,
        report=one.report,
        kind=one.kind,
        who=one.who,
        verdict=one.verdict,
        values=one.values,
        note=one.note,
        when=one.when,
        final=one.final,
        carried=one.carried,
    )
