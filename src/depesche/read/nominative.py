"""How likely a noun phrase is the subject of its clause: by case, number, kind and place, since German does not always tell."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.clauses import Clause
from depesche.read.describe import is_aged
from depesche.read.fields import actor_like, goes_back_to_somebody
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase
from depesche.read.view import View
from depesche.records import Token

_DEMONSTRATIVE = frozenset(["PDS", "PIS"])
_SPEAKING = frozenset(["er", "sie", "ich", "wir", "man"])
_SINGULAR_VERBS = frozenset(["kann", "begann", "gewann", "sann", "nahm"])
_MANY = frozenset(["beide", "einige", "viele", "mehrere", "alle", "zahlreiche", "zwei", "drei"])
_ONE = frozenset(["das", "ein", "eine", "kein", "keine", "jeder", "jede", "er", "ich", "man"])


def subject_weight(found: View, clause: Clause, phrase: Phrase, tables: Lookup) -> float:
    """How likely a phrase is the one that utters: by case, by number, by kind, by place."""
    tokens = found.tokens
    head = tokens[phrase.head]
    some_of = _some_of(tokens, phrase)
    words = _own_words(tokens, phrase)
    weight = _pronoun(found, clause, phrase, tables) + _kind(tokens, phrase, words, tables)
    if tokens[phrase.start].text.lower() == "der":
        weight += -2.5 if _feminine(head.text, tables) else 1.0
    if head.tag in _DEMONSTRATIVE:
        weight += 1.0 if some_of else -0.5
    if not agrees(found, clause, phrase, tables):
        weight -= 2.0
    if _in_front(found, clause, phrase) and actor_like(found, phrase, tables):
        weight += 1.2
    return weight


def _some_of(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """`einige der Fahrer`."""
    return tokens[phrase.head].tag == "PIS" and phrase.end > phrase.start + 1


def _own_words(tokens: Sequence[Token], phrase: Phrase) -> list[str]:
    end = phrase.end if _some_of(tokens, phrase) else without_genitive(tokens, phrase)
    return [tokens[i].text for i in range(phrase.start, end)]


def without_genitive(tokens: Sequence[Token], phrase: Phrase) -> int:
    """Where a phrase ends without its genitive: `die Pläne | der Regierung`, `die Eignung | Pells` are neither."""
    for i in range(phrase.head + 1, phrase.end):
        name = (
            tokens[i].tag == "NE" and tokens[i].text.endswith("s") and tokens[i - 1].tag == "NN" and i + 1 == phrase.end
        )
        if tokens[i].tag in {"ART", "PPOSAT", "PDAT"} or name:
            return i
    return phrase.end


def _pronoun(found: View, clause: Clause, phrase: Phrase, tables: Lookup) -> float:
    head = found.tokens[phrase.head]
    low = head.text.lower()
    if low == "man" or (head.tag == "PPER" and low in _SPEAKING):
        return 3.0 if low == "sie" else 4.0
    if head.tag == "PPER" and low == "es":
        # Behind `was` it is the subject; in front of a name it is not: `bezeichnete es die Ministerin als gut`.
        return 1.0 if clause.kind in {"wh", "rel"} else 0.4
    if head.tag in {"PRELS", "PWS"} and phrase.start <= clause.first + 1:
        return 1.6 if goes_back_to_somebody(found, phrase.head, tables) else 0.4
    return 0.0


def _kind(tokens: Sequence[Token], phrase: Phrase, words: list[str], tables: Lookup) -> float:
    weight = 0.0
    if any(tables.role(w) or tables.body(w) or w in tables.demonyms or is_aged(w) for w in words):
        weight += 1.5
    named = any(tokens[i].tag == "NE" for i in range(phrase.start, phrase.start + len(words)))
    if named or any(tables.name_at(words, k) for k in range(len(words))):
        weight += 1.2
    return weight


def _feminine(head: str, tables: Lookup) -> bool:
    """Whether `der` before a noun is no nominative; `der Vorsitzende` is one, its dative would be `der Vorsitzenden`."""
    role, body, named = tables.role(head), tables.body(head), tables.name_at([head], 0)
    if role is not None:
        return role.gender == "f" and not (head.endswith("e") and role.base.endswith("er"))
    return (body is not None and body.gender == "f") or (named is not None and named[1].gender in {"die", "pl"})


def agrees(found: View, clause: Clause, phrase: Phrase, tables: Lookup) -> bool:
    """Whether the number of a phrase, where it is plain, is that of the verb; joined members are left to be."""
    tokens = found.tokens
    words = _own_words(tokens, phrase)
    if clause.finite is None or (phrase.end < len(tokens) and tokens[phrase.end].text in {"und", "sowie", ","}):
        return True
    finite = tokens[clause.finite].text.lower()
    plural = finite.endswith(("en", "n")) and finite not in _SINGULAR_VERBS
    return not (_one(tokens, phrase, words, tables) if plural else _many(tokens, phrase, words, tables))


def _one(tokens: Sequence[Token], phrase: Phrase, words: list[str], tables: Lookup) -> bool:
    """Whether a phrase plainly means one: by its article, by its gender, as a person's name or the name of one body."""
    first, head = words[0].lower(), tokens[phrase.head]
    if first in _ONE or (first == "der" and head.tag in {"NN", "NNA"}):
        return True
    if first in _MANY:
        return False
    role, body = tables.role(head.text), tables.body(head.text)
    if (
        role is not None
        and first == head.text.lower()
        and any(t.tag == "NE" for t in tokens[phrase.start : phrase.end])
    ):
        return True  # `Minister Jan Pell`
    if (role is not None and head.text.endswith("in")) or (body is not None and head.text.endswith(body.base.lower())):
        return first == "die"
    named = next((hit[1] for k in range(len(words)) if (hit := tables.name_at(words, k)) is not None), None)
    if named is not None and first in {"die", words[-1].lower()}:
        return not named.plural and named.gender != "pl"
    return len(words) > 1 and head.tag == "NE" and first != "die"


def _many(tokens: Sequence[Token], phrase: Phrase, words: list[str], tables: Lookup) -> bool:
    role = tables.role(tokens[phrase.head].text)
    return words[0].lower() in _MANY or (role is not None and role.level == "plural")


def _in_front(found: View, clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase begins its main clause, before the verb."""
    if clause.kind != "main" or clause.finite is None or phrase.start > clause.finite:
        return False
    own = [i for i in clause.own if i < phrase.start]
    return all(found.tokens[i].tag in {"KON", "ADV", "$(", "PTKNEG"} for i in own)
