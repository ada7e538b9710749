"""The calendar of a case: each meeting once, whoever tells of it, with how it came to what it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING

from depesche.cli.days import in_words
from depesche.cli.layout import Column, Noted, shortened, table
from depesche.texts import length

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relations import Meeting, Told
    from depesche.store.case import Case

_PARTIES, _OUTCOME = 6, 160


def meetings(case: Case, query: Query) -> Iterator[Meeting]:
    """The meetings asked for, by date, those without one last."""
    return islice(case.meetings(query.actor, query.report, query.since, query.status), query.limit)


def show_calendar(console: Console, found: Iterator[Meeting]) -> None:
    """A table of meetings; below each what else is told of it."""
    columns = (
        Column("date", 17),
        Column("status", 10),
        Column("who", style="bold"),
        Column("where", 14),
        Column("in", 3, numbers=True),
    )
    table(console, columns, map(meeting_row, found), indent=0)


def meeting_row(one: Meeting) -> Noted:
    """A meeting in one row: date, status, who, where, and how many reports tell of it."""
    reports = len({member.report for member in one.members})
    cells = (in_words(best(one.date)), one.status, _parties(one), where(one), str(reports))
    return Noted(cells, tuple(_notes(one)))


def best(values: tuple[Told, ...]) -> str | None:
    """The value that holds, or None where nobody tells any."""
    return values[0].value if values else None


def where(one: Meeting) -> str:
    """The place and the setting of a meeting; that only two sides meet needs no saying."""
    forum = best(one.forum)
    return ", ".join(filter(None, [best(one.place), None if forum == "bilateral" else forum]))


def _parties(one: Meeting) -> str:
    named = [told.value for told in one.participants]
    more = f" and {len(named) - _PARTIES} more" if len(named) > _PARTIES else ""
    return ", ".join(named[:_PARTIES]) + more or "(nobody named)"


def _notes(one: Meeting) -> Iterator[str]:
    """How it was told over time, and what only some tell or tell otherwise."""
    if history := history_in_words(one):
        yield history
    if one.duration:
        yield f"lasted {length(one.duration[0].value)}"
    other = [
        *(in_words(told.value) for told in one.date[1:]),
        *(told.value for told in one.place[1:]),
        *(length(told.value) for told in one.duration[1:]),
    ]
    if other:
        yield f"also told: {', '.join(other)}"
    if one.outcome:
        yield f"outcome: {shortened(one.outcome[0].value, _OUTCOME)}"


def history_in_words(one: Meeting) -> str:
    """How the status of a meeting went from report to report, where it changed; reports without a day tell nothing of that."""
    dated = [(step.status, step.day) for step in one.history if step.day]
    turns = [(status, next(group)[1]) for status, group in groupby(dated, key=lambda pair: pair[0])]
    if len(turns) < 2:
        return ""
    return ", then ".join(f"{status} ({in_words(day)})" for status, day in turns)
