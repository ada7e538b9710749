"""Times that somebody has set for what is to come: `hat sie zu einem Gespräch am Mittwoch geladen`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from depesche.read.times_tense import ENDING
from depesche.records import Token

_STEPS = 30  # tokens either way in which the clause of a time is looked for
_NOUNS = frozenset({"NN", "NNA", "NE"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_PHRASE = _NOUNS | _DETERMINERS | _PREPOSITIONS | {"ADJA", "CARD", "KON"}


@dataclass(frozen=True, slots=True)
class Appointing:
    """The pack's words for it. inviting: forms of verbs that ask people to come, behind one of `to`. fixing: of those that set a
    meeting, with its article, one of `one`. coming: adjectives, less their endings, of what is to come; perhaps: of what may be.
    meetings: nouns of meetings in lower case, as they end.
    """

    inviting: frozenset[str]
    to: frozenset[str]
    fixing: frozenset[str]
    one: frozenset[str]
    coming: frozenset[str]
    perhaps: frozenset[str]
    meetings: tuple[str, ...]


def appointed(tokens: Sequence[Token], start: int, end: int, words: Appointing) -> str | None:
    """Where a time lies that somebody sets, or whose noun looks ahead: `future`, `near` where it may be either, None for all others.

    A time behind what people are asked to is that of the meeting: `zu einer Sitzung am Freitag geladen`; so is one behind a
    meeting that is set (`ein Treffen am Freitag vereinbart`) or to come (`die kommende Wahl am Sonntag`). One between the guests
    and the meeting may be either: `die Minister am Freitag zu einer Sitzung geladen`. Any other is when it was said: `hat am
    Freitag eingeladen`.
    """
    first = bisect_left(tokens, start, key=attrgetter("start"))
    last = bisect_left(tokens, end, key=attrgetter("start"))
    before, behind = _left(tokens, first), _right(tokens, last)
    if len(before) < 2 or before[-1].tag not in _PREPOSITIONS or before[-2].tag not in _NOUNS:
        return None
    if told := _announced(before[:-1], words):
        return told
    forms = {token.text.lower() for token in (*before, *behind)}
    if forms & words.inviting:
        return _invited(before[:-1], behind, words)
    return "future" if forms & words.fixing and _is_new(before[:-1], words) else None


def _left(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The tokens of a clause before a place."""
    begin = place
    while begin and place - begin < _STEPS and tokens[begin - 1].tag not in {"$,", "$."}:
        begin -= 1
    return tokens[begin:place]


def _right(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The tokens of a clause from a place on."""
    end = place
    while end < len(tokens) and end - place < _STEPS and tokens[end].tag not in {"$,", "$."}:
        end += 1
    return tokens[place:end]


def _announced(before: Sequence[Token], words: Appointing) -> str | None:
    """What the adjective of the noun that ends here tells: `die kommende Wahl`, `das geplante Treffen`."""
    if len(before) < 2 or before[-2].tag != "ADJA":
        return None
    base = ENDING.sub("", before[-2].text.lower())
    return "future" if base in words.coming else "near" if base in words.perhaps else None


def _invited(before: Sequence[Token], behind: Sequence[Token], words: Appointing) -> str | None:
    """Whether people are asked to what ends here (`zur Enthaltung bei der Abstimmung`), or to what follows the time."""
    for place, phrase in _phrase(before):
        if phrase.tag in _PREPOSITIONS and phrase.text.lower() in words.to:
            return "future" if place else "near"  # `zum Abschied am Freitag lud er`
    asked = behind and behind[0].tag in _PREPOSITIONS and behind[0].text.lower() in words.to
    return "near" if asked else None


def _is_new(before: Sequence[Token], words: Appointing) -> bool:
    """Whether what ends here is a meeting that nobody knew of before."""
    head = list(_phrase(before))[-1:]
    return any(t.text.lower() in words.one for _, t in head) and before[-1].text.lower().endswith(words.meetings)


def _phrase(before: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The tokens of the phrase that ends a clause, and their places, from its end to its article or preposition."""
    for place in range(len(before) - 1, -1, -1):
        token = before[place]
        if token.tag not in _PHRASE:
            return
        yield place, token
        if token.tag in _DETERMINERS and (not place or before[place - 1].tag not in _PREPOSITIONS):
            return
