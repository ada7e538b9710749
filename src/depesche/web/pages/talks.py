"""Talks: one calendar of the case, each talk once with every report behind it."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.export.meetings import line
from depesche.records import Status
from depesche.relations import Meeting
from depesche.texts import text
from depesche.web.asked import Short
from depesche.web.charted import REMEMBERED
from depesche.web.compared import PAGE, Asked, AskedOf, cited, told
from depesche.web.desk import Desk, DeskOf, VisitorOf
from depesche.web.render import page
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/talks", "way.talks", "record", 52)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar. weeks: of seven days from Monday, None outside the month; each day with its talks."""

    name: str
    before: str | None
    after: str | None
    weeks: tuple[tuple[tuple[date, tuple[Meeting, ...]] | None, ...], ...]


@router.get("/talks")
def talks(request: Request, desk: DeskOf, visitor: VisitorOf, wanted: AskedOf, month: Short = "") -> HTMLResponse:
    """The calendar of a month, and the talks by day."""
    found: list[Meeting] = REMEMBERED.of(desk, ("meetings", replace(wanted, after=0)), lambda: _asked(desk, wanted))
    shown = found[wanted.after : wanted.after + PAGE]
    newest = desk.case.listing(order="newest", limit=1)[0]
    day = (newest[0].published or "") if newest else ""

    def lines() -> list[tuple[Any, Any]]:
        names = [each.value for one in shown for each in one.participants]
        cites = cited(desk.case, (member.report for one in shown for member in one.members), ("talks",), names)
        return told(shown, cites, lambda cites, one: line(cites, one, day))

    return page(
        request,
        "talks.html",
        title=text("way.talks", visitor.lang),
        month=month_of(found, month, day[:7]),
        pairs=REMEMBERED.of(desk, ("talks", wanted, day), lines),
        statuses=get_args(Status),
        total=len(found),
        wanted=wanted,
        after=wanted.after,
        page=PAGE,
    )


def _asked(desk: Desk, wanted: Asked) -> list[Meeting]:
    chosen = (wanted.actor or None, wanted.report or None, wanted.since or None, wanted.kind or None)
    return list(desk.case.meetings(*chosen))


def month_of(found: Sequence[Meeting], asked: str, newest: str) -> Month | None:
    """The month that is asked for, else that of the newest report, if it has talks, else the last that has; None without any day."""
    by: defaultdict[str, list[Meeting]] = defaultdict(list)
    for one in found:
        if one.date and re.match(r"\d{4}-\d{2}-\d{2}", one.date[0].value):
            by[one.date[0].value[:10]].append(one)
    months = sorted({day[:7] for day in by})
    if not months:
        return None
    name = asked if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", asked) else newest if newest in months else months[-1]
    year, number = int(name[:4]), int(name[5:])
    weeks = calendar.Calendar().monthdatescalendar(max(1, year), number) if year else []
    return Month(
        name,
        max((one for one in months if one < name), default=None),
        min((one for one in months if one > name), default=None),
        tuple(tuple(_day(day, number, by) for day in week) for week in weeks),
    )


def _day(day: date, month: int, by: dict[str, list[Meeting]]) -> Any:
    return (day, tuple(by.get(day.isoformat(), ()))) if day.month == month else None
