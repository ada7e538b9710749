"""The actors of a case, each once over all reports, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from depesche.cli.layout import Column, Noted, table
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relations import CaseActor
    from depesche.store.case import Case

_NAMES = 8


def cast(case: Case, query: Query) -> Iterator[CaseActor]:
    """The actors asked for, those of most reports first."""
    since = None if query.since is None else {row.name for row in case.rows(since=query.since)}
    found = (one for one in case.cast(query.actor) if query.kind in {None, one.kind})
    return islice((one for one in found if since is None or since & reports_of(one)), query.limit)


def reports_of(one: CaseActor) -> set[str]:
    """The reports that name an actor."""
    return {member.report for member in one.members}


def show_cast(console: Console, found: Iterator[CaseActor], *, why: bool = False) -> None:
    """One row for each actor; below it the other names met, and why they are one."""
    columns = (
        Column("actor", style="bold"),
        Column("kind", 12),
        Column("role, for", 26),
        Column("in", 4, numbers=True),
    )
    table(console, columns, (_row(one, why=why) for one in found), indent=0)


def _row(one: CaseActor, *, why: bool) -> Noted:
    about = ", ".join(filter(None, [one.role, one.acts_for and f"for {one.acts_for}"]))
    names = [name for name in one.names if name != one.name]
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    notes = [f"also {', '.join(names[:_NAMES])}{more}"] if names else []
    if why:
        notes += [told(reason) for reason in one.reasons] or [one.why]
        notes.append(one.id)
    return Noted((one.name, one.kind, about, str(len(reports_of(one)))), notes)
