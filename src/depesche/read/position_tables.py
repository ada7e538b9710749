"""The pack's tables for positions, compiled for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from depesche.packs import Pack
from depesche.read.lookup import cells

# Compounds are looked into only if they end as some noun of the table does, in this many letters.
_TAIL = 4
_NONE = "none"
_COMPOUNDS = frozenset(["demand", "offer", "accuse"])
_NEGATIONS = frozenset(["nicht", "kein", "keine", "keinen", "keinem", "keiner", "wenig"])


class ContentCue(NamedTuple):
    """A row of position_cues: what words amount to, whatever verb reports them."""

    verb: str
    words: tuple[str, ...]
    negated: str
    whose: str
    act: str
    stance: str


class StandNoun(NamedTuple):
    """A noun that says where somebody stands (`Forderung`). back: whether it takes up an issue named before."""

    noun: str
    act: str
    preps: frozenset[str]
    stance: str
    back: bool


class Topic(NamedTuple):
    """What judgements and forecasts are commonly about."""

    name: str
    en: str
    words: tuple[str, ...]
    also: tuple[str, ...]
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class PositionTables:
    """Everything the tables of a pack know of positions."""

    cues: tuple[ContentCue, ...]
    nouns: dict[str, StandNoun]
    tails: frozenset[str]
    participles: dict[str, tuple[str, str]]
    harm: frozenset[str]
    mutual: frozenset[str]
    wishes: frozenset[str]
    judging: dict[str, str]
    judging_words: re.Pattern[str]
    topics: tuple[Topic, ...]
    verbs: dict[str, tuple[str, str]]
    light: dict[str, str]
    measures: frozenset[str]
    reporting: dict[str, tuple[str, str]]
    events: dict[str, str]

    @property
    def harmful(self) -> frozenset[str]:
        """The nouns of harmful measures (`Abbruch`)."""
        return frozenset(self.verbs[verb][0] for verb in self.harm if verb in self.verbs) - {""}

    def noun(self, word: str) -> StandNoun | None:
        """The row of a noun, or of the noun at the end of a compound (`Friedensvorschlag`)."""
        found = self.nouns.get(word)
        if found is None and len(word) > 8 and word[-_TAIL:].lower() in self.tails:
            ends = (word[cut:].capitalize() for cut in range(3, len(word) - 4))
            found = next((self.nouns[end] for end in ends if end in self.nouns), None)
            # Such a noun says itself what it is about: it takes up nothing, and `Bedenken` in it are no warning.
            found = found._replace(back=False) if found is not None and found.act in _COMPOUNDS else None
        return found

    def judged(self, text: str, *, negated: bool | None = None) -> str:
        """`good`, `bad` or `` as the first judging word of a text says; a negation turns it round, but for words with one of their own.

        negated: whether the clause is; None to look for a negation right in front of the word.
        """
        spaced = f" {text}"
        first = self.judging_words.search(spaced)
        if first is None:
            return ""
        at, judges = first.start(), self.judging[first[1]]
        if negated is None:
            negated = not _NEGATIONS.isdisjoint(spaced[max(0, at - 14) : at].lower().split()[-2:])
        if not negated or first[1].startswith("kein"):
            return judges
        return "bad" if judges == "good" else "good"


@lru_cache(maxsize=4)
def position_tables(pack: Pack) -> PositionTables:
    """The tables of a pack for positions."""
    nouns = _nouns(pack)
    judging = {row["word"]: row["judges"] for row in pack.table("position_polarity")}
    return PositionTables(
        cues=tuple(_cue(row) for row in pack.table("position_cues")),
        nouns=nouns,
        tails=frozenset(noun[-_TAIL:].lower() for noun in nouns),
        participles={row["participle"]: (row["act"], row["stance"]) for row in pack.table("position_participles")},
        harm=frozenset(pack.words("position_harm")),
        wishes=frozenset(pack.words("position_wishes")),
        mutual=frozenset(pack.words("position_mutual")),
        judging=judging,
        judging_words=re.compile(f" ({'|'.join(re.escape(word) for word in sorted(judging))})"),
        topics=tuple(_topic(row) for row in pack.table("position_topics")),
        verbs={row["lemma"]: (row["noun"], row["way"]) for row in pack.table("issue_verbs")},
        reporting={row["cue"]: (row["act"] or _NONE, row["stance"]) for row in pack.table("position_verbs")},
        light={row["noun"]: row["way"] for row in pack.table("issue_light")},
        measures=frozenset(row["noun"] for row in pack.table("issue_ways") if row["way"] == "pro"),
        events={row["act"]: row["plover"] for row in pack.table("position_events")},
    )


def _cue(row: dict[str, str]) -> ContentCue:
    return ContentCue(row["verb"], tuple(cells(row["with"])), row["not"], row["whose"], row["act"], row["stance"])


def _topic(row: dict[str, str]) -> Topic:
    words, also = tuple(cells(row["words"])), tuple(cells(row["and"]))
    return Topic(row["name"], row["en"], words, also, frozenset(row["acts"].split(",")))


def _nouns(pack: Pack) -> dict[str, StandNoun]:
    nouns: dict[str, StandNoun] = {}
    for row in pack.table("position_nouns"):
        preps = frozenset(filter(None, row["preps"].split(",")))
        noun = StandNoun(row["noun"], row["act"], preps, row["stance"], row["back"] == "yes")
        forms = [noun.noun] if row["gender"] == "f" else [noun.noun, noun.noun + "s", noun.noun + "es"]
        for form in [*forms, *(f for p in cells(row["plural"]) for f in (p, p + "n"))]:
            nouns.setdefault(form, noun)
    return nouns
