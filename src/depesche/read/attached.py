"""What belongs to a source behind its head: phrases with a preposition, short forms in brackets, members, appositions."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.segments import FINITE
from depesche.read.lookup import Lookup
from depesche.read.phrases import NOUN, Phrase, noun_phrase, prepositional_phrase
from depesche.records import Token

# Prepositions that tie a phrase to any noun, to a common noun, to whoever works at a body, and to a body when a place or a body follows.
_ARTICLES = frozenset(["der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "eines", "einer"])
_TO_ANY = frozenset(["von", "vom"])
_TO_NOUNS = frozenset(["für"])
_TO_STAFF = frozenset(["beim", "bei"])
_TO_BODIES = frozenset(["in", "im", "am", "aus"])


def phrases_behind(tokens: Sequence[Token], end: int, stop: int, tables: Lookup) -> int:
    """Where a phrase ends with the phrases that its last noun carries (`die Regierung | in Karvo`, `der Chef | vom Amt`)."""
    while end < stop:
        inner = prepositional_phrase(tokens, end, stop)
        if inner is None or not _belongs(tokens, end, inner, tables):
            break
        end = inner.end
    return end


def _belongs(tokens: Sequence[Token], at: int, inner: Phrase, tables: Lookup) -> bool:
    word, before, head = tokens[at].text.lower(), tokens[at - 1], tokens[inner.head]
    common = before.tag == "NN" or _is_body(before.text, tables) or (at > 1 and tokens[at - 2].tag == "ART")
    known = head.tag == "NE" or tables.body(head.text) is not None
    if word in _TO_ANY:
        counted = word == "von" and any(t.tag in {"CARD", "ADV"} for t in tokens[at : inner.end])
        # not `laut BBC von zwei Tätern`, `fordert Moskau von der Allianz`
        return before.tag == "NN" or (
            (common or (before.tag in NOUN and not _is_state(before.text, tables))) and not counted
        )
    if word in _TO_NOUNS:
        return common
    if word in _TO_STAFF:
        return common and known  # not `laut der Agentur bei einem Besuch`
    return word in _TO_BODIES and known and common and (_is_body(before.text, tables) or word == "aus")


def _is_body(word: str, tables: Lookup) -> bool:
    """Whether a word is a body, in its genitive too, or the short form of one."""
    forms = [word, word.removesuffix("s"), word.removesuffix("es")]
    body = next((b for form in forms if (b := tables.body(form)) is not None), None)
    short = word == ")" or (len(word) > 1 and word.isupper() and word.isalpha())
    return short or (body is not None and body.kind != "group" and tables.role(word) is None)


def _is_state(word: str, tables: Lookup) -> bool:
    """Whether a word names a state or its capital."""
    named = tables.name_at([word], 0)
    return named is not None and named[1].kind == "state"


def apposition(tokens: Sequence[Token], end: int, stop: int, tables: Lookup, *, ends_at_verb: bool = False) -> int:
    """Where the apposition behind a comma ends (`der Chef der Behörde, | Jan Pell`); `end` itself if there is none.

    ends_at_verb: whether the comma behind it may be missing; elsewhere a verb shows that what follows is a new clause.
    """
    if end + 1 >= stop or tokens[end].text != ",":
        return end
    inner = noun_phrase(tokens, end + 1, stop)
    if inner is None or not _names(tokens, inner, tables):
        return end
    close = phrases_behind(tokens, inner.end, stop, tables)
    if close < stop and tokens[close].text == "und":
        second = noun_phrase(tokens, close + 1, stop)
        if second is not None and tables.role(tokens[second.head].text):
            close = phrases_behind(tokens, second.end, stop, tables)
    after = tokens[close] if close < len(tokens) else None
    dative = tokens[inner.start].text in {"dem", "einem"}
    closed = after is None or after.tag[0] == "$" or (after.tag in FINITE and (dative or ends_at_verb))
    return close if closed else end


def _names(tokens: Sequence[Token], phrase: Phrase, tables: Lookup) -> bool:
    """Whether a phrase can stand beside a name or a role: it is a name, a role, or begins with an article."""
    head, first = tokens[phrase.head], tokens[phrase.start]
    if head.tag not in NOUN:
        return False
    return head.tag == "NE" or first.text in _ARTICLES or tables.role(head.text) is not None
