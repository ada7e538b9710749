"""Whom a position is directed at."""

from __future__ import annotations

from depesche.read.position_acts import Said
from depesche.read.position_claims import Issues
from depesche.read.position_issues import Named
from depesche.read.position_sides import Sides

_DIRECTED = frozenset(["demand", "offer", "accept", "refuse", "threaten", "accuse"])
# Whoever passes words on is told them, and asked for nothing.
_MEDIA = (
    "fernseh",
    "sender",
    "agentur",
    "zeitung",
    "journalist",
    "reporter",
    "presse",
    "radio",
    "medien",
    "magazin",
    "blatt",
    "rundfunk",
)
_ADDRESSED = frozenset(["state", "organisation"])
# Issues that a body has the say in.
_OF_BODIES = frozenset(["Mitgliedschaft", "Erweiterung"])


def addressee_of(said: Said, act: str, named: Named, sides: Sides, issues: Issues) -> str | None:
    """The canonical name of whom a position is directed at; None where that is not to be known."""
    statement = said.statement
    if statement.addressee is not None and not any(word in statement.addressee.text.lower() for word in _MEDIA):
        called = sides.named(statement.addressee.start, statement.addressee.end)
        state = sides.state_in(statement.addressee.text.split())
        if called or state:
            return called[-1][2] if called else state
    if act in {"demand", "accuse", "threaten", "warn", "call"} and said.other and said.does.lemma:
        return sides.party(said.other)
    if act in {"demand", "refuse", "threaten"} and issues.key(named.name).head in _OF_BODIES:
        body = _body_of(named, sides, issues)
        return body if body is not None and body != sides.party(statement.actor) else sides.other(statement.actor or "")
    if act in {"demand", "refuse", "threaten"}:
        for _, _, name in sides.named(*said.unit.range()):
            party = sides.party(name)
            if party != sides.party(statement.actor) and sides.actors[name].kind in _ADDRESSED:
                return party
    return sides.other(statement.actor or "") if act in _DIRECTED else None


def _body_of(named: Named, sides: Sides, issues: Issues) -> str | None:
    """The body that a membership or an enlargement is of: who has to grant or to stop it."""
    key = issues.key(named.name)
    return next((name for name in sorted(key.modifiers) if _kind(name, sides) == "organisation"), None)


def _kind(name: str, sides: Sides) -> str:
    return sides.actors[name].kind if name in sides.actors else ""
