"""One sentence as the rules of meetings look at it: clauses, their verbs and tenses, their subjects, and the times in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from depesche.language.clauses import Clause
from depesche.read.fields import Field, read_field
from depesche.read.lookup import Lookup
from depesche.read.phrases import antecedent
from depesche.read.subjects import subject
from depesche.read.times_context import Context
from depesche.read.view import View
from depesche.records import Time, Token

Tense = Literal["past", "present", "future", "possible"]
_POSSIBLE = frozenset(["können", "müssen", "dürfen"])
_INFINITIVES = frozenset(["VVINF", "VAINF", "VMINF"])
_PARTICIPLES = frozenset(["VVPP", "VAPP"])
_SUBORDINATE = frozenset(["inf", "um"])


@dataclass(slots=True)
class Passage:
    """A sentence with its view; time_at gives the time that a token belongs to."""

    found: View
    context: Context
    tables: Lookup
    times: Sequence[Time]
    time_at: dict[int, Time] = field(default_factory=dict)
    timed: list[bool] = field(default_factory=list)
    clause_at: dict[int, int] = field(default_factory=dict)
    _fields: dict[int, Field] = field(default_factory=dict)
    _subjects: dict[int, tuple[int, int] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the clause and the time of every token."""
        n = 0
        for i, token in enumerate(self.tokens):
            while n < len(self.times) and self.times[n].span.end <= token.start:
                n += 1
            if n < len(self.times) and self.times[n].span.start < token.end:
                self.time_at[i] = self.times[n]
        self.timed = [i in self.time_at for i in range(len(self.tokens))]
        for number, clause in enumerate(self.found.clauses):
            self.clause_at.update(dict.fromkeys(clause.own, number))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.found.tokens

    def field(self, number: int) -> Field:
        """The phrases of a clause."""
        if number not in self._fields:
            self._fields[number] = read_field(self.found, self.found.clauses[number])
        return self._fields[number]

    def verbs(self, number: int) -> list[tuple[int, str, str]]:
        """The full verbs of a clause: token, lemma and the particle that stands apart."""
        own = self.found.clauses[number].own
        particle = next((self.tokens[i].text.lower() for i in own if self.tokens[i].tag == "PTKVZ"), "")
        full = [i for i in own if self.tokens[i].tag[:2] == "VV"] or [i for i in own if self.tokens[i].tag == "VAFIN"]
        return [(i, self.tokens[i].lemma.lower(), particle if self.tokens[i].tag == "VVFIN" else "") for i in full]

    def keys(self, number: int) -> list[str]:
        """The full verbs of a clause as the tables have them: `sagen+ab`."""
        return [f"{lemma}+{particle}" if particle else lemma for _, lemma, particle in self.verbs(number)]

    def subject(self, number: int) -> tuple[int, int] | None:
        """The subject of a clause: its own, that of what it goes on with or hangs on, or what a relative pronoun goes back to."""
        if number not in self._subjects:
            self._subjects[number] = None  # a clause that hangs on itself has none
            self._subjects[number] = self._find_subject(number)
        return self._subjects[number]

    def own_subject(self, number: int) -> tuple[int, int] | None:
        """The subject that stands in the clause itself, a relative pronoun as such."""
        clause = self.found.clauses[number]
        if clause.kind in {"inf", "um", "quote"}:
            return None
        return subject(self.found, clause, self.field(number), self.tables)

    def _find_subject(self, number: int) -> tuple[int, int] | None:
        clause = self.found.clauses[number]
        own = None
        if clause.kind not in _SUBORDINATE and clause.kind != "quote":
            own = subject(self.found, clause, self.field(number), self.tables)
        if own is not None:
            if own[1] - own[0] == 1 and self.tokens[own[0]].tag == "PRELS":
                return antecedent(self.tokens, own[0]) or own
            return own
        if number == 0:
            return None
        parent = clause.parent if clause.parent is not None and clause.parent < number else number - 1
        return self.subject(parent)

    def tense(self, number: int) -> Tense:
        """What the verbs of a clause tell of when it happens."""
        clause = self.found.clauses[number]
        if clause.finite is None:
            return self._without_finite(number, clause)
        tags = {self.tokens[i].tag for i in clause.own}
        token = self.tokens[clause.finite]
        form, lemma = token.text.lower(), token.lemma.lower()
        if token.tag[:2] == "VM":
            return self._modal(clause, form, lemma)
        if token.tag[:2] == "VA" and lemma == "werden":
            if tags & _INFINITIVES or form.startswith("würd"):
                return "future"
            return "past" if form.startswith("wurd") else "present"
        if token.tag[:2] == "VA":
            planned = form.startswith(("ist", "sind", "sei")) and any(
                self.tokens[i].text.lower() in {"geplant", "vorgesehen", "angesetzt", "vereinbart"} for i in clause.own
            )
            if planned:
                return "future"
            return "past" if tags & _PARTICIPLES or form.startswith(("war", "wär", "hatt")) else "present"
        return "past" if self.context.direction(token.start, token.end) == "past" else "present"

    def _modal(self, clause: Clause, form: str, lemma: str) -> Tense:
        """`soll getroffen haben` tells of the past; `soll abgehalten werden` of what is to come, as does a plain infinitive."""
        tags = {self.tokens[i].tag for i in clause.own}
        perfect = any(
            self.tokens[i].tag == "VAINF" and self.tokens[i].text.lower() in {"haben", "sein"} for i in clause.own
        )
        if lemma == "sollen" and perfect and tags & _PARTICIPLES:
            return "past"
        return "possible" if lemma in _POSSIBLE or form in {"sollte", "sollten"} else "future"

    def _without_finite(self, number: int, clause: Clause) -> Tense:
        if any(self.tokens[i].tag in {"VVIZU", "PTKZU"} for i in clause.own):
            return "future"
        if number and clause.parent is not None and clause.parent < number:
            return self.tense(clause.parent)
        place = self.tokens[clause.own[0]]
        direction = self.context.direction(place.start, place.end)
        return "past" if direction == "past" else "future" if direction == "future" else "present"

    def plural(self, number: int) -> bool:
        """Whether the finite verb of a clause may be a plural."""
        finite = self.found.clauses[number].finite
        return finite is None or self.tokens[finite].text.lower().endswith("n")

    def negated(self, number: int) -> bool:
        """Whether a clause says that something is not so."""
        return any(
            self.tokens[i].tag == "PTKNEG" or self.tokens[i].text.lower() == "niemals"
            for i in self.found.clauses[number].own
        )

    def supposed(self, number: int) -> bool:
        """Whether a clause is a condition or a question."""
        clause = self.found.clauses[number]
        opener = self.tokens[clause.opener].text.lower() if clause.opener is not None else ""
        first = self.tokens[clause.own[0]]
        return (
            clause.kind == "ob"
            or opener in {"wenn", "falls", "sofern"}
            or (first.text.lower() in {"sollte", "sollten", "falls"})
        )
