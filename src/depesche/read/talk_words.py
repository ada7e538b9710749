"""The pack's tables of meetings, compiled for look-up: nouns, verbs, words of status, forums, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.lookup import cells

_LETTERS = re.compile(r"[\W\d_]")
_ENDINGS = ("", "e", "er", "es", "en", "em")
_SHORTEST = 4  # letters before the head of a compound


@dataclass(frozen=True, slots=True)
class TalkNoun:
    """A noun that names a meeting; sure: whether it does so without a party beside it."""

    kind: str
    sure: bool


@dataclass(frozen=True, slots=True)
class TalkVerb:
    """A verb of meeting; see talk_verbs.tsv for the frames."""

    frame: str
    kind: str
    reflexive: bool
    both: bool


@dataclass(frozen=True, slots=True)
class Forum:
    """A body in whose frame parties meet. parties: who takes part where nobody is named."""

    name: str
    members: frozenset[str]
    parties: tuple[str, ...]


class TalkWords:
    """All tables of meetings of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._nouns: dict[str, TalkNoun] = {}
        self._heads: dict[str, TalkNoun] = {}
        for row in pack.table("talk_nouns"):
            noun = TalkNoun(row["kind"], row["sure"] == "yes")
            for form in cells(row["forms"]):
                self._nouns.setdefault(form, noun)
                if row["suffix"] == "yes":
                    self._heads.setdefault(form.lower(), noun)
        self._longest = max(map(len, self._heads))
        self._verbs = _verbs(pack)
        self._words: dict[str, dict[str, str]] = {}
        for row in pack.table("talk_words"):
            kept = self._words.setdefault(row["by"], {})
            ends = _ENDINGS if row["by"] == "attribute" else ("",)
            for word in cells(row["words"]):
                kept.update({word + end: row["status"] for end in ends})
        self.forums: dict[str, Forum] = {}
        for row in pack.table("forums"):
            forum = Forum(row["forum"], frozenset(cells(row["members"])), tuple(cells(row["parties"])))
            self.forums.update(dict.fromkeys(cells(row["words"]), forum))
        self.bodies = {party for forum in self.forums.values() for party in forum.parties}
        self.forum_begins = {word for form in self.forums for word in (form.split()[0], _LETTERS.split(form)[0])}
        self.councils = {forum.members: forum for forum in self.forums.values() if forum.members}

    def noun(self, word: str) -> TalkNoun | None:
        """The meeting that a noun names, as such or as the head of a compound (`Krisentreffen`, `US-Russland-Gespräche`).

        >>> from depesche.packs import load
        >>> words = talk_words(load("de"))
        >>> [(n.kind if (n := words.noun(w)) else None) for w in ("Treffen", "Krisengespräche", "EU-Gipfel", "Pressekonferenz", "Tor")]
        ['meeting', 'talks', 'summit', None, None]
        """
        last = word.rpartition("-")[2]
        found = self._nouns.get(word) or self._nouns.get(last) or self._compound(last.lower())
        return found if found is not None and found.kind != "none" else None

    def _compound(self, low: str) -> TalkNoun | None:
        for cut in range(max(_SHORTEST, len(low) - self._longest), len(low) - 4):
            if found := self._heads.get(low[cut:]):
                return found
        return None

    def verbs(self, lemma: str, particle: str) -> list[TalkVerb]:
        """The verbs of meeting that a lemma with its particle is."""
        return self._verbs.get((lemma, particle), [])

    def tells(self, lemma: str, particle: str) -> bool:
        """Whether a verb is one of meeting, or of what happens to meetings (`fortsetzen`)."""
        return bool(self.verbs(lemma, particle) or self.status("event", f"{lemma}+{particle}" if particle else lemma))

    def status(self, by: str, word: str) -> str | None:
        """What a word tells of a status, as an attribute, a verb, a word in the clause or a modal verb."""
        return self._words[by].get(word)

    def plural_party(self, word: str) -> bool:
        """Whether a noun stands for both sides (`die Delegationen`)."""
        return self._words["party"].get(word.rpartition("-")[2]) == "both"


def _verbs(pack: Pack) -> dict[tuple[str, str], list[TalkVerb]]:
    found: dict[tuple[str, str], list[TalkVerb]] = {}
    for row in pack.table("talk_verbs"):
        verb = TalkVerb(row["frame"], row["kind"], row["reflexive"] == "yes", row["both"] == "yes")
        found.setdefault((row["verb"], row["particle"]), []).append(verb)
        if row["particle"]:
            found.setdefault((row["particle"] + row["verb"], ""), []).append(verb)
    return found


@lru_cache(maxsize=4)
def talk_words(pack: Pack) -> TalkWords:
    """The compiled tables of a pack."""
    return TalkWords(pack)
