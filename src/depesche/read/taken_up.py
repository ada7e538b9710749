"""The sentence before that a reporting clause takes up with a pronoun: `Der Damm hält. Das teilte die Werft mit.` is one."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.read.content import Content, trimmed
from depesche.read.reading import Reading
from depesche.read.verbs import VerbCue
from depesche.read.view import View

_PRONOUNS = frozenset(["das", "dies", "dieses"])
# `Das muss das Gericht entscheiden` has not been said yet.
_UNDONE = frozenset(
    ["muss", "müssen", "kann", "können", "soll", "sollen", "wird", "werden", "will", "wollen", "darf", "möchte"]
)
_BESIDE = frozenset(["ADV", "PTKA", "KON"])


def taken_up(reading: Reading, found: View, cue: VerbCue, own: tuple[int, int] | None) -> Content | None:
    """The sentence before, or the clauses before in the same sentence, that a lone pronoun in front of the verb stands for."""
    clause = found.clauses[cue.clause]
    at = _pronoun(found, clause)
    if at is None or cue.strength == "weak" or cue.negated or not cue.frames & {"dass", "v2"}:
        return None
    speaks_itself = own is not None and own[0] == at
    if speaks_itself and not cue.passive and not any(row.source for row in cue.rows):
        return None
    if found.tokens[clause.finite or 0].text.lower() in _UNDONE:
        return None
    text, tokens = reading.text, found.tokens
    if any(t.tag[0] != "$" for t in tokens[: clause.first]):
        range_ = trimmed(text, tokens[0].start, tokens[clause.first].start)
        stated = any(t.tag[-3:] == "FIN" for t in tokens[: clause.first])
        return Content([range_], "clause taken up") if stated else None
    if reading.previous is None:
        return None
    start, end = reading.previous
    return Content([trimmed(text, start, end)], "sentence taken up")


def _pronoun(found: View, clause: Clause) -> int | None:
    """The pronoun that has the field before the verb to itself (`das zumindest sagte …`)."""
    if clause.kind != "main" or clause.finite is None:
        return None
    field = [i for i in clause.own if i < clause.finite and found.tokens[i].tag[0] != "$"]
    if not field or len(field) > 2 or found.tokens[field[0]].text.lower() not in _PRONOUNS:
        return None
    return field[0] if all(found.tokens[i].tag in _BESIDE for i in field[1:]) else None
