"""The same words in several reports: who had them first, who has most of them, and where the wordings part."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.export.said import utterance
from depesche.relations import Utterance
from depesche.texts import text
from depesche.web.compared import PAGE, AskedOf, cited, one_of, page_of, told
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/utterances", "way.utterances", "reports", 30)


@router.get("/utterances")
def utterances(request: Request, desk: DeskOf, visitor: VisitorOf, wanted: AskedOf) -> HTMLResponse:
    """The utterances, a page of them."""

    def lines(found: list[Any]) -> list[tuple[Any, Any]]:
        return told(
            found,
            cited(desk.case, (member.report for one in found for member in one.members), ("statements",)),
            utterance,
        )

    pairs, total = page_of(desk, "utterances", wanted, lines)
    return page(
        request,
        "utterances.html",
        title=text("way.utterances", visitor.lang),
        pairs=pairs,
        total=total,
        wanted=wanted,
        after=wanted.after,
        page=PAGE,
    )


@router.get("/utterances/{called}")
def one(request: Request, desk: DeskOf, visitor: VisitorOf, called: str) -> HTMLResponse:
    """One utterance: every report's words side by side, with their differences marked."""
    found: Utterance = one_of(desk.case, "utterances", called)
    line = utterance(cited(desk.case, (member.report for member in found.members), ("statements",)), found)
    return page(
        request,
        "utterance.html",
        title=text("utterance.title", visitor.lang, actor=found.actor),
        one=found,
        line=line,
        records=records(found),
    )


def records(one: Utterance) -> dict[str, Any]:
    """The first statement of each report that has an utterance."""
    found: dict[str, str] = {}
    for member in one.members:
        found.setdefault(member.report, member.record)
    return found
