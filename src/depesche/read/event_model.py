"""What was learned from annotated speeches: which words name events, and which roles are played in them (docs/speeches.md).

Both are weights of features, added up: a word names an event if the sum, squeezed between 0 and 1, is high enough; an item plays
the role with the largest sum.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.event_items import NONE, Item, chain_features, governed, item_features, items
from depesche.read.event_words import Word, word_features
from depesche.read.lexicon import Lexicon, lexicon
from depesche.read.lookup import Lookup
from depesche.read.view import View

ROLES = (NONE, "Source", "Message", "Topic", "Addr", "Medium", "Evidence", "PTC")


@dataclass(frozen=True, slots=True)
class EventModel:
    """The weights of features of words, and of items by role; companions by lemma; the last parts of compounds."""

    words: Mapping[str, float]
    roles: Mapping[str, tuple[float, ...]]
    pairs: Mapping[str, frozenset[str]]
    heads: frozenset[str]

    def likely(self, found: View, word: Word, cues: Lexicon) -> float:
        """The probability that a word names an event."""
        total = sum(self.words.get(feature, 0.0) for feature in sorted(set(word_features(found, word, cues))))
        return 1 / (1 + math.exp(-total))

    def cast(self, found: View, word: Word, tables: Lookup, cues: Lexicon) -> list[tuple[Item, str]]:
        """The items around an event that play a role in it, from the left to the right."""
        out: list[tuple[Item, str]] = []
        before: Item | None = None
        role, given = NONE, dict[int, str]()
        asked = governed(found, word, tables, cues)
        for item in items(found, word):
            known = item_features(found, word, item, asked) + chain_features(found, item, before, role, given)
            role = self._role(known)
            if role != NONE:
                out.append((item, role))
            given[item.clause if item.shape == "clause" else -1 - item.tokens[0]] = role
            before = item
        return out

    def _role(self, known: Iterable[str]) -> str:
        sums = [0.0] * len(ROLES)
        for feature in sorted(set(known)):
            for i, weight in enumerate(self.roles.get(feature, ())):
                sums[i] += weight
        return ROLES[max(range(len(ROLES)), key=lambda i: (sums[i], -i))]


@lru_cache(maxsize=4)
def event_model(pack: Pack) -> EventModel:
    """The model of a pack."""
    words = {row["feature"]: float(row["weight"]) for row in pack.table("event_words")}
    roles = {row["feature"]: tuple(map(float, row["weights"].split())) for row in pack.table("event_roles")}
    return EventModel(words, roles, companions(pack), heads(pack))


def companions(pack: Pack) -> dict[str, frozenset[str]]:
    """The words that make an idiom with a verb or noun: those of the table, and single ones of the lexicon's verbs."""
    pairs: dict[str, set[str]] = {}
    for row in pack.table("event_pairs"):
        pairs.setdefault(row["lemma"], set()).add(row["companion"])
    for lemma, rows in lexicon(pack).verbs.items():
        alone = {words[0] for row in rows if row.strength != "weak" for words in row.companions if len(words) == 1}
        pairs.setdefault(lemma, set()).update(alone)
    return {lemma: frozenset(words) for lemma, words in pairs.items() if words}


def heads(pack: Pack) -> frozenset[str]:
    """Nouns that a compound may end in."""
    return frozenset(noun.noun.lower() for noun in lexicon(pack).nouns.values())
