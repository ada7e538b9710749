"""Nouns that a clause belongs to for what they say: `Russlands Vorschlag, …`, `Gerüchte, wonach …`, `Seine Aussage ist, dass …`."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.read.lexicon import CueNoun, Lexicon
from depesche.read.view import View

# How far before its comma the noun is looked for that a clause with `wonach` goes back to, in tokens.
_REACH = 14
_SPOKEN = frozenset(["dass", "v2", "quote"])
_GENITIVE = frozenset("der des eines einer ihres ihrer seines seiner dieses dieser".split())  # noqa: SIM905


def noun_clause(
    found: View, lexicon: Lexicon, clause: Clause, number: int
) -> tuple[int, tuple[int, int] | None] | None:
    """The noun before a clause that says what was said (`Russlands Vorschlag, Grenzen festzulegen`), and its source."""
    if number == 0:
        return None
    tokens = found.tokens
    mark = clause.first - 1
    while mark > 0 and tokens[mark].text != ",":
        mark -= 1
    head = mark - 1
    if after_which(found, clause):
        found_at = _reference(found, lexicon, head, mark)
        spoken = clause.kind == "sub" or (found_at is not None and tokens[found_at[0]].text in lexicon.nouns)
        return found_at if spoken else None
    if clause.kind in {"sub", "rel"}:
        return None
    head, equal = _over_apposition(found, head), False
    if tokens[head].text.lower() == "es" and tokens[head - 1].lemma == "sein":  # `Ziel der Stiftung ist es, …`
        head -= 1
    if (
        tokens[head].tag == "VAFIN" and tokens[head].lemma == "sein" and tokens[head].mood == "ind"
    ):  # `Seine Aussage ist, dass …`
        head, equal = head - 1, True
    for k in range(head, max(head - 5, -1), -1):
        if tokens[k].tag == "NN" and tokens[k].text in lexicon.nouns:
            source = noun_source(found, k, head + 1 if equal else mark)
            return (k, source) if _takes(lexicon.nouns[tokens[k].text], clause) and (source or not equal) else None
        if tokens[k].tag[0] in "V$":
            return None
    return None


def _takes(noun: CueNoun, clause: Clause) -> bool:
    """Whether a noun can have such a clause for what it says."""
    return noun.clause and {"dass": "dass", "inf": "zu", "ob": "ob", "main": "v2"}.get(clause.kind, "") in noun.frames


def _over_apposition(found: View, head: int) -> int:
    """`die Zusage ihres Vaters, Paul Werner, …`: the token before a name between commas."""
    k = head
    while k > 0 and found.tokens[k].tag == "NE":
        k -= 1
    return k - 1 if 0 < k < head and found.tokens[k].text == "," else head


def after_which(found: View, clause: Clause) -> int:
    """How many words open a clause that renders what a noun before it says: `wonach` one, `nach denen` two, else none."""
    words = [found.tokens[i].text.lower() for i in clause.own[:2]]
    if words[0] == "wonach":
        return 1
    which = len(words) > 1 and words[1] in {"der", "dem", "denen", "welcher", "welchem", "welchen"}
    return 2 if words[0] == "nach" and which and clause.kind == "rel" else 0


def _reference(found: View, lexicon: Lexicon, head: int, mark: int) -> tuple[int, tuple[int, int] | None] | None:
    """The noun that `wonach` goes back to: one that names speech, over the verb that closes its clause, else the nearest."""
    nearest = None
    for k in range(head, max(head - _REACH, -1), -1):
        if found.tokens[k].tag == "NN":
            if found.tokens[k].text in lexicon.nouns:
                return k, noun_source(found, k, mark)
            nearest = k if nearest is None else nearest
        elif found.tokens[k].tag[-3:] == "FIN" or found.tokens[k].text == ":":
            break
    return (nearest, None) if nearest is not None else None


def headed_by(found: View, lexicon: Lexicon) -> tuple[int, int, tuple[int, int]] | None:
    """`Die Begründung des Abgeordneten: …`: the noun, the colon and the source of a heading without a verb."""
    tokens = found.tokens
    colon = next((i for i, t in enumerate(tokens[:_REACH]) if t.text == ":"), 0)
    if any(t.tag[0] in "V$" for t in tokens[:colon]):
        return None
    for noun in range(colon - 1, -1, -1):
        row = lexicon.nouns.get(tokens[noun].text) if tokens[noun].tag == "NN" else None
        if row is not None and row.clause and not row.frames.isdisjoint(_SPOKEN):
            later = (i for i in range(noun + 3, colon) if tokens[i].tag in {"APPR", "APPRART"})
            source = noun_source(found, noun, next(later, colon))
            return (noun, colon, source) if source else None
    return None


def noun_source(found: View, noun: int, mark: int) -> tuple[int, int] | None:
    """Whose words a noun names: `Xs Vorschlag`, `sein Vorschlag`, `der Vorschlag von X`, up to a mark."""
    tokens = found.tokens
    mark = next((k for k in range(noun + 1, mark) if tokens[k].tag[0] in "V$" or tokens[k].tag == "PTKVZ"), mark)
    if noun + 1 < mark:
        if tokens[noun + 1].text.lower() in {"von", "vom"} and noun + 2 < mark:
            return noun + 2, mark
        if tokens[noun + 1].text.lower() in _GENITIVE or tokens[noun + 1].tag == "NE":
            return noun + 1, mark
    if noun and tokens[noun - 1].tag == "PPOSAT":
        return noun - 1, noun
    k = noun - 1
    while k > 0 and tokens[k].tag == "ADJA":
        k -= 1
    if k >= 0 and tokens[k].tag == "PPOSAT":
        return k, k + 1
    if k >= 0 and tokens[k].tag == "NE" and tokens[k].text.endswith("s"):
        first = k - 1 if k and tokens[k - 1].tag == "NE" else k
        return first, k + 1
    return None
