"""Whom a position is directed at, and on which side of its issue it is."""

from __future__ import annotations

import re
from collections.abc import Collection

from depesche.read.position_acts import Judgement, Said
from depesche.read.position_claims import Issues
from depesche.read.position_issues import Named, turned
from depesche.read.position_sides import Sides

_FOR = frozenset(["demand", "offer", "accept", "threaten", "commit", "call"])
_AGAINST = frozenset(["refuse", "deny", "accuse", "warn"])
_OFFERING = frozenset(["offer", "accept"])
_TO_BE_TALKED_OF = re.compile(r"Gespräch|Verhandl|verhandel|Dialog|[Tt]hem(?:a|en)\b|sprechen\b|reden\b")
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


def stance_of(said: Said, judgement: Judgement, named: Named, measures: Collection[str]) -> str:
    """Whether a position is `pro`, `contra` or `neutral` towards its issue as it is named.

    measures: nouns of what can be done (`Stationierung`): who only offers to speak of it is not for it.
    """
    act = judgement.act
    if act in _OFFERING and named.head in measures and _TO_BE_TALKED_OF.search(said.unit.words()):
        return "neutral"
    if judgement.stance:
        return (
            turned(judgement.stance)
            if named.way == "contra" and act not in {"accuse", "deny", "assess"}
            else judgement.stance
        )
    stance = "pro" if act in _FOR else "contra" if act in _AGAINST else "neutral"
    if named.way == "contra" and act not in {"accuse", "deny"}:
        stance = turned(stance)
    negated = said.does.negated if named.negated is None else named.negated
    if act in {"demand", "commit", "offer", "call", "threaten"} and negated:
        stance = turned(stance)
    return stance
