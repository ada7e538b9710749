"""The actors of a case as text for a terminal: who was met most, and why names are held to be one actor's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import Column, Noted, hanging, head, labelled, plain, table
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relations import CaseActor
    from depesche.store.case import Case

_FORMS = 8
_REPORTS = 12


def cast(case: Case, query: Query) -> Iterator[CaseActor]:
    """The actors asked for, those of most reports first."""
    since = None if query.since is None else {row.name for row in case.rows(since=query.since)}
    found = (one for one in case.cast(query.actor) if query.kind in {None, one.kind})
    return islice((one for one in found if since is None or since & reports_of(one)), query.limit)


def reports_of(one: CaseActor) -> set[str]:
    """The reports that name an actor."""
    return {member.report for member in one.members}


def show_actors(console: Console, actors: Iterable[CaseActor]) -> None:
    """One row for each actor; below it the other names met."""
    columns = (
        Column("actor", style="bold"),
        Column("kind", 12),
        Column("role, for", 26),
        Column("in", 4, numbers=True),
    )
    table(console, columns, map(_row, actors), indent=0)


def _row(one: CaseActor) -> Noted:
    about = ", ".join(filter(None, [one.role, one.acts_for and f"for {one.acts_for}"]))
    forms = [form for form in one.names if form != one.name]
    more = f" and {len(forms) - _FORMS} more" if len(forms) > _FORMS else ""
    notes = [f"also {', '.join(forms[:_FORMS])}{more}"] if forms else []
    return Noted((one.name, one.kind, about, str(len(reports_of(one)))), notes)


def show_each(console: Console, actors: Iterable[CaseActor]) -> None:
    """Each actor with everything known of it."""
    for number, one in enumerate(actors):
        if number:
            console.print()
        show_actor(console, one)


def show_actor(console: Console, actor: CaseActor, lang: str = "en") -> None:
    """Everything about one actor: what it is, every form met, the reports that have it, and the reason for every merge."""
    about = " · ".join(filter(None, [actor.kind, actor.role, actor.acts_for]))
    head(console, Text.assemble(plain(actor.name, "bold"), "  ", plain(about)), f"[{actor.id}] {actor.confidence:.2f}")
    hanging(console, plain(", ".join(actor.names)), 2)
    reports = list(dict.fromkeys(member.report for member in actor.members))
    more = f" ... ({len(reports)})" if len(reports) > _REPORTS else ""
    hanging(console, plain(", ".join(reports[:_REPORTS]) + more, "dim"), 2)
    for reason in actor.reasons:
        labelled(console, plain("-", "dim"), plain(told(reason, lang)), 2, 2)
