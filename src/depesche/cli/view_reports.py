"""The reports of a case, one row each, with their days and how these are known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from depesche.cli import query as ask
from depesche.cli.days import published_in_words
from depesche.cli.layout import Column, Noted, hanging, heading, plain, table
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.records import Published
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

_PAGE = 200
_STATED = ("stated by", "table", "person")


def show_reports(console: Console, case: Case, query: Query) -> None:
    """One row per report, and below it what could not be read."""
    columns = (
        Column("report", style="bold"),
        Column("day", 17),
        Column("known", 8),
        Column("outlet", 14),
        Column("said", 4, numbers=True),
    )
    table(console, columns, _rows(case, query), indent=0)
    failures = [] if query.report or query.since else case.failures()
    if failures:
        heading(console, "Not read")
    for failed in failures:
        hanging(console, plain(failed.name, "bold"), 2)
        hanging(console, plain(" ".join(filter(None, [failed.what, failed.hint]))))


def _rows(case: Case, query: Query) -> Iterator[Noted]:
    rows = ask.rows(case, query)
    while page := list(islice(rows, _PAGE)):
        days = case.days([row.id for row in page])
        for row in page:
            notes = [*_notes(row), *(_reasons(case, row) if query.why else ())]
            said = str(row.counts.get("statements", 0))
            yield Noted((row.name, *day_cells(*days[row.id]), row.outlet or "", said), notes)


def _reasons(case: Case, row: ReportRow) -> Iterator[str]:
    return (told(reason) for one in case.datings(row.name) if one.report == row.name for reason in one.reasons)


def day_cells(day: Published, told_by_case: bool) -> tuple[str, str]:
    """The day of a report, or between which days it lies, and how that is known."""
    return published_in_words(day), known_by(day, told_by_case)


def known_by(day: Published, told_by_case: bool) -> str:
    """How a day is known: stated by somebody, read in the report or its name, or told by the rest of the case.

    >>> from depesche.records import Published
    >>> known_by(Published("2031-03-04", None, "stated by jk"), False), known_by(Published("2031-03-04", None, "page (time)"), False)
    ('stated', 'read')
    """
    if day.value is None and day.interval is None:
        return ""
    if told_by_case:
        return "the case"
    return "stated" if (day.basis or "").startswith(_STATED) else "read"


def _notes(row: ReportRow) -> Iterator[str]:
    if row.title:
        yield row.title
    if row.double_of:
        yield f"same text as {row.double_of}"
    if row.unread:
        yield f"not read: {row.unread}"
