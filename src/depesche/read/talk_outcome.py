"""How a meeting went, in the report's words."""

from __future__ import annotations

from depesche.read.talk_passage import Passage
from depesche.read.talk_words import TalkWords

_OPENS = frozenset(
    ["ohne", "nicht", "kein", "keine", "keinen", "keinem", "keiner", "auf", "mit", "ergebnislos", "erfolglos"]
)


def outcome(passage: Passage, words: TalkWords, clause: int) -> tuple[int, int] | None:
    """From the word that opens it (`ohne`, `nicht`, `auf`, `keine`) to the verb or noun that closes it.

    `ohne Einigung zu Ende gegangen`, `auf eine Öffnung geeinigt`, `keinen Durchbruch gebracht`, `gescheitert`.
    """
    own = passage.found.clauses[clause].own
    tokens = passage.tokens
    over = any(tokens[i].text == "Ende" for i in own)  # `zu Ende gehen`
    verbs = [i for i, v, _ in passage.verbs(clause) if words.status("verb-outcome", v) and (over or v != "gehen")]
    nouns = [i for i in own if words.status("near-outcome", tokens[i].text)]
    last = max([*verbs, *nouns], default=None)
    if last is None:
        return None
    opens = [i for i in own if tokens[i].text.lower() in _OPENS and not passage.timed[i]]
    before = [i for i in opens if i < last] if nouns or last != min(own) else []
    if tokens[last].tag == "VVFIN":  # `endete ohne Ergebnis`, `einigten sich auf eine Öffnung`
        behind = [i for i in opens if i > last]
        if not behind:
            return (tokens[last].start, tokens[last].end) if "scheiter" in tokens[last].lemma.lower() else None
        return tokens[behind[0]].start, tokens[_run(own, behind[0])].end
    if not before:
        return (tokens[last].start, tokens[last].end) if "scheiter" in tokens[last].lemma.lower() else None
    denied = [i for i in before if tokens[i].text.lower().startswith("kein")]
    start = denied[0] if denied else before[-1]
    if nouns and min(nouns) < start:
        return None
    return tokens[start].start, tokens[last].end


def _run(own: list[int], first: int) -> int:
    """The last token of a clause from here on that follows without a break."""
    last = first
    while last + 1 in own:
        last += 1
    return last
