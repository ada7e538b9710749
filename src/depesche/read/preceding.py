"""What was said before its cue, or around it: `„…“, sagte er`, `Das sei so, sagte er`, `Es gebe, sagte er, keine Frist`."""

from __future__ import annotations

from depesche.read.content import Content, opening_word, trimmed
from depesche.read.draft import Range
from depesche.read.verbs import VerbCue
from depesche.read.view import View

# `…, davon fordert sie die Hälfte`: in front of the verb, the object of an act rather than a pointer to the words before it.
_TAKEN_UP = frozenset(["davon", "dabei", "dafür", "dagegen"])


def preceding(found: View, cue: VerbCue, text: str) -> Content | None:
    """The clause or quotation before the reporting clause: `„…“, sagte er`, `Das sei so, sagte er`, `…, wie er sagte`."""
    clause = found.clauses[cue.clause]
    finite = clause.finite
    if finite is None or cue.clause == 0 or not cue.frames & {"quote", "v2", "dass"}:
        return None
    if cue.verb != finite and found.tokens[finite].lemma.lower() not in {"haben", "sein", "werden"}:
        return None
    lead = [i for i in clause.own if i < finite and found.tokens[i].tag not in {"$,", "$("}]
    if clause.kind != "main" or any(found.tokens[i].tag not in {"ADV", "KON", "PROAV"} for i in lead) or len(lead) > 1:
        return None
    before = found.clauses[cue.clause - 1]
    if found.tokens[finite].mood == "sub" and cue.passive:
        return None  # `Würde das Gesetz beschlossen, wäre …` is a condition
    if lead and (found.tokens[lead[0]].tag == "KON" or found.tokens[lead[0]].text.lower() in _TAKEN_UP):
        return None
    if before.kind == "quote":
        quote = found.block_of.get(before.first)
        if quote is not None:
            return Content([(quote.start, quote.end)], "quotation before its cue", quote)
    mark = found.tokens[clause.first - 1].text
    if mark not in {",", "–", "-", "—", "“", '"', "«", "»", "”"}:
        return None
    wrapped = found.clauses[cue.clause - 1].last > clause.last  # `In zehn Jahren, so schätzen sie, soll …`
    if not _utterance_before(found, cue) and not wrapped:
        return None
    start = found.tokens[_behind_colon(found, cue)].start
    a, b = trimmed(text, start, found.tokens[clause.first - 1].end)
    return Content([(a, b)], "clause before its cue") if b > a else None


def _behind_colon(found: View, cue: VerbCue) -> int:
    """Where the utterance before its cue begins: at the sentence, or behind a clause of the reporter's that ends in a colon."""
    first = found.opening()
    for clause in found.clauses[: cue.clause]:
        reporter = clause.finite is not None and found.tokens[clause.finite].mood == "ind" and clause.kind == "main"
        if reporter and clause.last + 1 < len(found.tokens) and found.tokens[clause.last + 1].text == ":":
            first = clause.last + 2
    return min(first, len(found.tokens) - 1)


def _utterance_before(found: View, cue: VerbCue) -> bool:
    """What stands before must be a main clause; in the subjunctive, or the verb must be a strong one."""
    mains = [c for c in found.clauses[: cue.clause] if c.kind == "main"]
    if not mains:
        first = found.clauses[0]
        said = first.kind in {"dass", "ob", "inf"} or (first.kind == "wh" and opening_word(found, first) != "wie")
        return said and any(c.kind in {"dass", "ob", "wh", "inf"} for c in found.clauses[: cue.clause])
    finite = [found.tokens[c.finite] for c in mains if c.finite is not None]
    if any(t.mood == "sub" for t in finite):
        return True
    if cue.strength == "medium" and "quote" in cue.frames:  # `Wir haben gewartet, schrieb der Mann`
        return bool(finite) and any(found.self_spoken(c.first, c.last) is not None for c in mains)
    return cue.strength == "strong" and bool(finite) and {"quote", "v2"} <= cue.frames


def continued(found: View, cue: VerbCue, first: Content, text: str, cues: dict[int, VerbCue]) -> list[Range]:
    """The second half of an utterance that its cue interrupts: `„…“, sagte er, „…“`, `Es gebe, sagte er, keine Frist`."""
    clause = found.clauses[cue.clause]
    after = clause.last + 1
    rest = [i for i in found.clauses[cue.clause - 1].own if i > clause.last]
    if first.quote is None and rest:  # `Für den Damm, so schrieb Lund, sei es zu spät`
        return [trimmed(text, found.tokens[rest[0]].start, found.tokens[-1].end)]
    if after >= len(found.tokens) or cue.clause + 1 >= len(found.clauses):
        return []
    nxt = found.clauses[cue.clause + 1]
    if first.quote is not None and nxt.kind == "quote":
        quote = found.block_of.get(nxt.first)
        return [(quote.start, quote.end)] if quote else []
    previous = found.clauses[cue.clause - 1]
    own = nxt.kind == "main" and cue.clause + 1 not in cues and not found.quoted(nxt.first)
    if first.quote is None and own and found.tokens[nxt.first - 1].text == ":":  # `Es reiche, sagte er: Man gehe.`
        return [trimmed(text, found.tokens[nxt.first].start, found.tokens[-1].end)]
    if first.quote is None and nxt.kind in {"main", "dass", "inf"} and found.tokens[nxt.first - 1].text == ",":
        mood = found.tokens[nxt.finite].mood if nxt.finite is not None else ""
        interrupted = previous.kind == "main" and previous.finite is None
        quoted = found.quoted(nxt.first + 1) and nxt.kind == "dass"  # `Es sei „ein Skandal“, sagte er, „dass …“`
        if mood == "sub" or quoted or (interrupted and cue.clause + 1 not in cues):
            a, b = trimmed(text, found.tokens[nxt.first].start, found.tokens[-1].end)
            return [(a, b)]
    return []
