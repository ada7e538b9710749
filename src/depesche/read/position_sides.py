"""Whose side somebody is on: the speaker's own, or another's."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from depesche.read.fields import read_field
from depesche.read.lookup import Lookup
from depesche.read.position_units import Unit
from depesche.read.subjects import subject
from depesche.records import Actor, Report, Statement

_OWN_DIRECT = frozenset(["ich", "wir", "uns", "man"])
_OWN_TOLD = frozenset(["er", "sie", "man", "ich", "wir"])
_FIRST = frozenset(["wir", "ich", "man"])
_POSSESSIVE_DIRECT, _POSSESSIVE_TOLD = ("unser", "mein"), ("sein", "ihr", "unser", "mein")
# The two states that a report is about hold at least this share of all its mentions of states.
_TWO_SIDES = 0.7


class Sides:
    """Who is named where in a report, and for whom they act."""

    def __init__(self, report: Report, tables: Lookup) -> None:
        self.tables = tables
        self.actors: dict[str, Actor] = {actor.name: actor for actor in report.actors}
        self._at = sorted((s.start, s.end, actor.name) for actor in report.actors for s in actor.mentions)
        self._starts = [start for start, _, _ in self._at]
        self.two = self._two_sides(report)

    def _two_sides(self, report: Report) -> tuple[str, str] | None:
        """The two states that a report is about, by their names, adjectives and persons, if it is about two that both speak."""
        named: Counter[str] = Counter()
        for actor in report.actors:
            if actor.kind == "state" or actor.acts_for:
                named[actor.acts_for or actor.name] += len(actor.mentions)
        words = (token.text for sentence in report.sentences for token in sentence.tokens if token.tag == "ADJA")
        named.update(state.name for word in words if (state := self.tables.nationality(word)))
        first = [name for name, _ in sorted(named.items(), key=lambda one: (-one[1], one[0]))[:2]]
        if len(first) < 2 or sum(named[name] for name in first) < _TWO_SIDES * named.total():
            return None
        speaking = {self.party(one.actor) for one in report.statements} | {actor.acts_for for actor in report.actors}
        return (first[0], first[1]) if speaking.issuperset(first) else None

    def named(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The actors that are named between two offsets, in their order."""
        found = []
        for k in range(bisect_left(self._starts, start), len(self._at)):
            a, b, name = self._at[k]
            if a >= end:
                break
            if b <= end:
                found.append((a, b, name))
        return found

    def party(self, name: str | None) -> str | None:
        """The state or body that somebody speaks for, or who speaks for none."""
        actor = self.actors.get(name or "")
        if actor is None:
            return name
        if actor.acts_for or actor.kind in {"state", "person", "group"}:
            return actor.acts_for or name
        return self.state_in(actor.name.split()) or name

    def acts_for(self, name: str) -> str | None:
        """The state or body acted for, as the report's actor has it."""
        actor = self.actors.get(name)
        return actor.acts_for if actor else None

    def other(self, name: str) -> str | None:
        """The other side, where a report is about two states and somebody is of one of them."""
        party = self.party(name)
        if self.two is None or party not in self.two:
            return None
        return self.two[1] if party == self.two[0] else self.two[0]

    def subject(self, unit: Unit, statement: Statement) -> tuple[str, str | None]:
        """Whether the subject of a unit is of the speaker's side: `own`, `other` (and who) or `thing`; empty if it has none."""
        found = unit.found
        first = _FIRST if statement.mode == "direct" else {"man"}
        if any(found.tokens[i].text.lower() in first for i in unit.head.own):
            return "own", None
        place = subject(found, unit.head, read_field(found, unit.head), self.tables)
        if place is None:
            return ("own" if unit.head.kind in {"inf", "um"} else ""), None
        tokens = found.tokens[place[0] : place[1]]
        return self.whose([t.text for t in tokens], tokens[0].start, tokens[-1].end, statement)

    def whose(self, words: list[str], start: int, end: int, statement: Statement) -> tuple[str, str | None]:
        """Whose side a phrase stands for."""
        direct = statement.mode == "direct"
        low = words[0].lower()
        if len(words) == 1 and low in (_OWN_DIRECT if direct else _OWN_TOLD):
            return "own", None
        if low == "es" and len(words) == 1 and not direct:
            speaker = self.actors.get(statement.actor or "")
            return (
                "own" if speaker is not None and speaker.kind in {"state", "organisation", "office"} else "thing"
            ), None
        possessive = _POSSESSIVE_DIRECT if direct else _POSSESSIVE_TOLD
        if low.startswith(possessive) and len(words) > 1 and (words[1] == "Land" or self._body(words[-1])):
            return "own", None
        for _, _, name in self.named(start, end):
            same = self.party(name) == self.party(statement.actor) or name == statement.actor
            return ("own", None) if same else ("other", name)
        body = self._described(words)
        if body is not None:
            return ("own", None) if body in {self.party(statement.actor), statement.actor} else ("other", body)
        adjective = next((named for word in words if (named := self.tables.nationality(word))), None)
        if adjective is not None and self._body(words[-1]):
            own = adjective.name == self.party(statement.actor)
            return ("own", None) if own else ("other", adjective.name)
        acting = self._body(words[-1]) or self.tables.role(words[-1]) is not None
        return ("other" if acting or low in {"niemand", "alle", "beide"} else "thing"), None

    def _described(self, words: list[str]) -> str | None:
        """The body of the report that a common noun takes up (`die Allianz`)."""
        found = (named.name for word in words for named in self.tables.descriptions.get(word, ()))
        return next((name for name in found if name in self.actors), None)

    def _body(self, word: str) -> bool:
        return self.tables.body(word) is not None or word in {"Delegation", "Seite", "Haus", "Land", "Führung"}

    def state_in(self, words: list[str]) -> str | None:
        """The state whose adjective stands among some words (`die talvonische Küstenwache`)."""
        return next((named.name for word in words if (named := self.tables.nationality(word))), None)
