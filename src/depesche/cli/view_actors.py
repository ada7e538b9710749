"""The actors of a case as text for a terminal: who was met most, and why names are held to be one actor's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import Column, hanging, head, plain, table
from depesche.relations import CaseActor
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

_FORMS = 6
_REPORTS = 12


def show_actors(console: Console, actors: Sequence[CaseActor]) -> None:
    """One row per actor, those that most reports have first."""
    columns = (Column("reports", 7, numbers=True), Column("kind", 12), Column("actor"), Column("forms"))
    ranked = sorted(actors, key=lambda a: (-_reports(a), a.name, a.id))
    table(console, columns, (_cells(actor) for actor in ranked), indent=0)


def show_actor(console: Console, actor: CaseActor, lang: str = "en") -> None:
    """Everything about one actor: what it is, every form met, the reports that have it, and the reason for every merge."""
    about = " · ".join(filter(None, [actor.kind, actor.role, actor.acts_for]))
    head(console, Text.assemble(plain(actor.name, "bold"), "  ", plain(about)), f"[{actor.id}] {actor.confidence:.2f}")
    hanging(console, plain(", ".join(actor.names)))
    reports = list(dict.fromkeys(member.report for member in actor.members))
    more = f" ... ({len(reports)})" if len(reports) > _REPORTS else ""
    hanging(console, plain(", ".join(reports[:_REPORTS]) + more, "dim"))
    for reason in actor.reasons:
        hanging(console, plain(f"- {told(reason, lang)}"))


def _cells(actor: CaseActor) -> tuple[str, ...]:
    about = ", ".join(filter(None, [actor.role, actor.acts_for]))
    forms = [form for form in actor.names if form != actor.name]
    more = " ..." if len(forms) > _FORMS else ""
    name = f"{actor.name} ({about})" if about else actor.name
    return str(_reports(actor)), actor.kind, name, ", ".join(forms[:_FORMS]) + more


def _reports(actor: CaseActor) -> int:
    return len({member.report for member in actor.members})
