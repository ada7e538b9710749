"""The phrase of a noun that names a meeting: what stands before it, and what hangs on it behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.read.phrases import coordinated, noun_phrase, prepositional_phrase
from depesche.records import Token

_BEFORE = frozenset(["ADJA", "CARD", "ADV", "ADJD", "TRUNC", "PIAT", "PTKA"])
_DETERMINER = frozenset(["ART", "PPOSAT", "PDAT", "APPRART", "PIAT"])
_GENITIVE = frozenset(
    [
        "der",
        "des",
        "dieser",
        "dieses",
        "seiner",
        "ihrer",
        "seines",
        "ihres",
        "mehrerer",
        "beider",
        "zweier",
        "eines",
        "einer",
    ]
)
_DEFINITE = frozenset(["der", "die", "das", "dem", "den", "des", "dieser", "diese", "dieses", "diesem", "diesen"])
# Nouns before a genitive that work as prepositions: `am Rande der Gespräche`, `nach Abschluss der Gespräche`.
_STANDS_FOR = {
    "Rande": "bei", "Rand": "bei", "Verlauf": "bei", "Laufe": "bei", "Rahmen": "bei", "Auftakt": "bei", "Beginn": "bei",
    "Ende": "nach", "Abschluss": "nach", "Abschluß": "nach", "Anschluss": "nach", "Anschluß": "nach", "Scheitern": "nach",
    "Vorfeld": "vor", "Vorabend": "vor",
}  # fmt: skip
_WITHIN = frozenset(["im", "beim", "am", "zum", "zur", "vom"])
_LEFT, _RIGHT = 14, 30  # tokens either side of a noun that can belong to its phrase
_JOINS = frozenset(["und", "sowie"])


@dataclass(frozen=True, slots=True)
class Part:
    """What hangs on a noun: its preposition (`gen` for a genitive) and tokens[start:end]."""

    prep: str
    start: int
    end: int


@dataclass(slots=True)
class NounPhrase:
    """A noun of meeting at tokens[noun], its phrase over tokens[start:end], the preposition before it, and what hangs on it."""

    noun: int
    start: int
    end: int
    prep: str = ""
    determiner: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def definite(self) -> bool:
        """Whether the phrase takes up a meeting, with an article or a preposition that holds one."""
        return self.determiner in _DEFINITE or self.prep in _WITHIN or self.determiner.startswith(("ihr", "sein"))


def phrases_of(tokens: Sequence[Token], noun: int, timed: Sequence[bool]) -> list[NounPhrase]:
    """The phrases of a noun; several where `und mit` begins another meeting (`Treffen mit A am Montag und mit B am Dienstag`)."""
    first = _left(tokens, noun, timed)
    found = [first]
    current = first
    i = noun + 1
    end = min(len(tokens), noun + _RIGHT)
    while i < end:
        part = _part(tokens, i, end, timed)
        if part is None:
            again = _again(tokens, i, end, current)
            if not again:
                break
            current = NounPhrase(noun, again, again, first.prep, first.determiner)
            found.append(current)
            i = again
            continue
        current.parts.append(part)
        current.end = i = part.end
    return found


def _again(tokens: Sequence[Token], i: int, end: int, current: NounPhrase) -> int:
    """Where a second meeting of the same noun begins: behind `und`, with the preposition of a party once more."""
    if i + 1 >= end or tokens[i].text not in _JOINS:
        return 0
    taken = {part.prep for part in current.parts}
    return i + 1 if tokens[i + 1].text in {"mit", "zwischen"} and tokens[i + 1].text in taken else 0


def _left(tokens: Sequence[Token], noun: int, timed: Sequence[bool]) -> NounPhrase:
    """Back over attributes, also those with a phrase of their own (`die für Donnerstag geplante Runde`), to the article."""
    i, article = noun, -1
    for k in range(noun - 1, max(-1, noun - _LEFT), -1):
        tag = tokens[k].tag
        if tag in _DETERMINER and tag != "PIAT":
            article = k
            break
        if tag[0] == "V" or (tag[0] == "$" and tokens[k].text not in {",", "-"}) or tag in {"KOUS", "PRELS", "PPER"}:
            break
        glued = i == k + 1 and tokens[k].end == tokens[k + 1].start  # the `G` of `G7-Gipfel`
        plain = (
            glued or tag in _BEFORE or tokens[k].text in {"und", "-"} or (timed[k] and tokens[noun - 1].tag == "ADJA")
        )
        if plain and i == k + 1:
            i = k
        elif not _embedded(tokens, k, noun):
            break
    start = article if article >= 0 and _reaches(tokens, article, noun) else i
    determiner = tokens[start].text.lower() if tokens[start].tag in _DETERMINER else ""
    prep, start = _governor(tokens, start, determiner)
    return NounPhrase(noun, start, noun + 1, prep, determiner)


def _governor(tokens: Sequence[Token], start: int, determiner: str) -> tuple[str, int]:
    """The preposition of a phrase, and where the phrase begins with it; `gen` where it hangs on a noun before it."""
    if tokens[start].tag == "APPRART":
        return determiner, start
    if start and tokens[start - 1].tag in {"APPR", "APPRART", "KOUI"}:
        return tokens[start - 1].text.lower(), start - 1
    if not start or tokens[start - 1].tag not in {"NN", "NNA"} or determiner not in _GENITIVE:
        return "", start
    prep = _STANDS_FOR.get(tokens[start - 1].text, "gen")
    if prep != "gen" and start > 1 and tokens[start - 2].text.lower() in {"vor", "nach"}:
        prep = tokens[start - 2].text.lower()  # `vor Beginn des Gipfels`
    return prep, start


def _embedded(tokens: Sequence[Token], k: int, noun: int) -> bool:
    """Whether a word may belong to an attribute that has a phrase of its own: an adjective must stand right before the noun."""
    return tokens[noun - 1].tag == "ADJA" and tokens[k].tag in {"NN", "NE", "APPR", "CARD", "ADJA", "ADV", "ADJD"}


def _reaches(tokens: Sequence[Token], article: int, noun: int) -> bool:
    """Whether an article is the noun's own: nothing but attributes between them, or a preposition right behind it."""
    between = tokens[article + 1 : noun]
    if all(t.tag in _BEFORE or t.text in {"und", ",", "-", "G"} for t in between):
        return True
    return bool(between) and between[0].tag in {"APPR", "ADV"} and between[-1].tag == "ADJA"


def _part(tokens: Sequence[Token], i: int, end: int, timed: Sequence[bool]) -> Part | None:
    """The genitive, name, time or prepositional phrase that begins at a token."""
    token = tokens[i]
    if timed[i] or (token.tag in {"APPR", "APPRART"} and i + 1 < end and timed[i + 1]):
        return _time(tokens, i, end, timed)
    if token.text == "(":
        close = next((k for k in range(i, min(i + 10, end)) if tokens[k].text == ")"), None)
        return Part("(", i, close + 1) if close else None
    if token.tag in {"APPR", "APPRART"}:
        phrase = prepositional_phrase(tokens, i, end)
        if phrase is None:
            return None
        return Part(token.text.lower(), i, _joined(tokens, phrase.end, coordinated(tokens, phrase, end)[-1].end, end))
    if token.text.lower() in _GENITIVE and token.tag in {"ART", "PPOSAT", "PDAT", "PIAT"}:
        phrase = noun_phrase(tokens, i, end)
        return Part("gen", i, coordinated(tokens, phrase, end)[-1].end) if phrase else None
    stop = i
    while stop < end and tokens[stop].tag == "NE":
        stop += 1
    return Part("name", i, stop) if stop > i and tokens[i - 1].end + 1 >= token.start else None


def _joined(tokens: Sequence[Token], alone: int, joined: int, end: int) -> int:
    """The end of joined members; a name with its genitive and brackets behind goes along (`mit Vertretern Russlands`)."""
    stop = max(alone, joined)
    while stop < end and tokens[stop].tag == "NE" and tokens[stop - 1].tag in {"NN", "NE"}:
        stop += 1
        if stop + 1 < end and tokens[stop].text == "und" and tokens[stop + 1].tag in {"ART", "NE"}:
            phrase = noun_phrase(tokens, stop + 1, end)
            stop = phrase.end if phrase else stop
    return stop


def _time(tokens: Sequence[Token], i: int, end: int, timed: Sequence[bool]) -> Part:
    k = i + 1 if not timed[i] else i
    while k < end and (timed[k] or (tokens[k].text in {"und", "bis"} and k + 1 < end and timed[k + 1])):
        k += 1
    return Part("time", i, k)
