"""Where and when a meeting is, how long it lasts, in whose frame: from its phrase, else from its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from depesche.read.talk_nouns import NounPhrase
from depesche.read.talk_parties import Parties
from depesche.read.talk_passage import Passage
from depesche.read.talk_places import Place, Places
from depesche.read.talk_words import Forum, TalkWords
from depesche.records import Time, Token

_NO_TIME = frozenset(["PRESENT_REF", "PAST_REF", "FUTURE_REF"])
_SEATED = frozenset(["government", "diplomacy", "security", "parliament"])  # bodies of which `in` tells the seat
_TOPIC = frozenset(["über", "zu", "zur", "zum", "um", "für", "von", "wegen", "gegen", "trotz", "angesichts", "nach"])
_NOT_LASTING = frozenset(["seit", "vor", "in", "innerhalb", "binnen", "für"])
_NOT_LASTING_BEHIND = frozenset(["vor", "nach", "zuvor", "später", "lang"])
_SINCE = frozenset(["seit", "ab", "binnen", "seither"])
_LASTING = re.compile(r"P(?:T[\d.]+[HM]|[1-9](?:\.\d)?D)")


class Facts:
    """Finds the facts of meetings sentence by sentence; remembers the place named last, for `dort`."""

    def __init__(self, words: TalkWords, places: Places, parties: Parties) -> None:
        self.words, self.places, self.parties = words, places, parties
        self.went_to: list[Place] = []

    def phrase_places(self, passage: Passage, phrase: NounPhrase) -> list[Place]:
        """The places of the phrase itself: behind the noun, or an adjective before it (`Genfer Gespräche`)."""
        tokens = passage.tokens
        topic = False
        for part in phrase.parts:
            found = self.places.behind(tokens, part.start, part.end, self.parties.cast)
            if found and not (topic and (found[0].is_state or not found[0].state)):
                return found  # `Gespräche über Raketen in Europa` are not held there, those `über Raketen in Genf` are
            topic = topic or part.prep in _TOPIC
        place = self.adjective(passage, phrase)
        return [place] if place else []

    def adjective(self, passage: Passage, phrase: NounPhrase) -> Place | None:
        """The town of an adjective before the noun: `Genfer Gespräche` are those in Geneva."""
        for token in passage.tokens[phrase.start : phrase.noun]:
            if token.tag in {"ADJA", "NE", "NN"} and (place := self.places.adjective(token.text)):
                return place
        return None

    def clause_places(self, passage: Passage, clause: int, trigger: int, attached: Iterable[int] = ()) -> list[Place]:
        """The place told in the clause: not one that hangs on another noun; `dort` is the place named before."""
        tokens, taken = passage.tokens, set(attached)
        best: tuple[int, list[Place]] | None = None
        for i in passage.found.clauses[clause].own:
            if tokens[i].tag not in {"APPR", "APPRART"} or i in taken or self._hangs(passage, i):
                continue
            end = next((k for k in range(i + 1, len(tokens)) if passage.clause_at.get(k) != clause), len(tokens))
            found = self.places.behind(tokens, i, end, self.parties.cast)
            if found and (best is None or abs(i - trigger) < best[0]):
                best = (abs(i - trigger), found)
        if best is not None:
            return best[1]
        return (
            list(self.went_to)
            if any(tokens[i].text.lower() == "dort" for i in passage.found.clauses[clause].own)
            else []
        )

    def _hangs(self, passage: Passage, i: int) -> bool:
        """`die Lage in der Ukraine`: a phrase right behind a noun that names nobody and no time is that noun's."""
        before = passage.tokens[i - 1] if i else None
        if before is None or before.tag not in {"NN", "NNA", "NNI"} or passage.timed[i - 1]:
            return False
        if self.words.noun(before.text) or self.parties.tables.role(before.text):
            return False
        body = self.parties.tables.body(before.text)
        town = i + 1 < len(passage.tokens) and self.places.is_town(passage.tokens[i + 1].text)
        return body.kind in _SEATED if body is not None and town else not town

    def note_places(self, passage: Passage) -> None:
        """Remember the place that a sentence names last."""
        for i, token in enumerate(passage.tokens):
            if token.tag in {"APPR", "APPRART"} and (
                found := self.places.behind(passage.tokens, i, min(i + 8, len(passage.tokens)), self.parties.cast)
            ):
                self.went_to = found[:1]

    def days_of(
        self, passage: Passage, clause: int | None, trigger: int, inside: Sequence[int], attached: Iterable[int] = ()
    ) -> list[Time]:
        """The days of the phrase itself; else the one nearest in the clause that does not belong to another meeting."""
        own = self.days(passage, inside)
        if own or clause is None:
            return own
        taken = set(attached)
        free = [i for i in passage.found.clauses[clause].own if i not in taken]
        found = self.days(passage, free)
        if not found:
            return []
        place = passage.tokens[trigger].start
        nearest = min(found, key=lambda time: (abs(time.span.start - place), time.span.start))
        return [nearest]

    @staticmethod
    def days(passage: Passage, indices: Iterable[int]) -> list[Time]:
        """The first two times among some tokens that name a day or a longer stretch, but no beginning (`seit Montag`)."""
        found: dict[str, Time] = {}
        for i in indices:
            time = passage.time_at.get(i)
            if time is None or time.type not in {"DATE", "TIME"} or time.value in _NO_TIME or time.open.startswith("P"):
                continue
            first = next(k for k in range(i, -1, -1) if k == 0 or passage.time_at.get(k - 1) is not time)
            if first and passage.tokens[first - 1].text.lower() in _SINCE:
                continue
            found[time.id] = time
        return list(found.values())[:2]

    @staticmethod
    def tokens_of(passage: Passage, when: Sequence[Time]) -> list[int]:
        """The tokens of some times."""
        return [i for i, time in passage.time_at.items() if any(time is one for one in when)]

    @staticmethod
    def lasting(passage: Passage, indices: Iterable[int]) -> Time | None:
        """How long it took: not since when, nor until when."""
        for i in indices:
            time = passage.time_at.get(i)
            if time is None or time.type != "DURATION" or not _LASTING.fullmatch(time.value):
                continue
            before = {t.text.lower() for t in passage.tokens[max(0, i - 2) : i]}
            last = max(k for k, one in passage.time_at.items() if one is time)
            behind = passage.tokens[last + 1].text.lower() if last + 1 < len(passage.tokens) else ""
            if not _NOT_LASTING & before and behind not in _NOT_LASTING_BEHIND:
                return time
        return None

    def forum(self, passage: Passage, indices: Iterable[int]) -> Forum | None:
        """The body or setting whose name stands among some tokens, the longest name first."""
        tokens = passage.tokens
        for i in indices:
            if tokens[i].text not in self.words.forum_begins:
                continue
            for width in range(min(6, len(tokens) - i), 0, -1):
                if found := self.words.forums.get(_written(tokens[i : i + width])):
                    return found
        return None


def _written(tokens: Sequence[Token]) -> str:
    """The words of tokens as the report has them, with one blank where it has any: `G8-Gipfel` may be two tokens."""
    gaps = ["" if a.end == b.start else " " for a, b in pairwise(tokens)]
    return "".join(f"{token.text}{gap}" for token, gap in zip(tokens, [*gaps, ""], strict=True))
