"""When two records are the same: by the characters they cover, and by the names that stand for one actor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from depesche.errors import SetupError

# White space, quotation marks, dashes and stops at the edge of a span are a matter of taste, so they never count.
_UNCOUNTED = frozenset(" \t\r\n\u00a0\"'„“”«»‚‘’›‹.,;:!?-–—()")
_ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "the", "a"})

Chars = frozenset[int]
Spans = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class Pair(NamedTuple):
    """A record of gold and one of ours that are the same, by index, and how much of both they share (0 to 1)."""

    gold: int
    ours: int
    overlap: float


def place(text: str, span: Mapping[str, Any]) -> tuple[int, int]:
    """Where a span stands: by its offsets, or as the n-th occurrence (from 0) of its words.

    >>> place("Genf, dann Genf", {"text": "Genf", "n": 1})
    (11, 15)

    Raises:
        SetupError: if the text does not hold the span where it is said to stand.

    """
    words = span["text"]
    if "start" in span:
        start, end = span["start"], span["end"]
        if text[start:end] == words:
            return start, end
        raise SetupError(
            f"A record points at words that the report does not hold there: {words!r}.",
            where=f"characters {start} to {end}, which read {text[start:end]!r}",
            hint="The report's text and the record must come from the same file.",
        )
    start = -1
    for _ in range(span.get("n", 0) + 1):
        start = text.find(words, start + 1)
        if start < 0:
            raise SetupError(f"The report does not hold these words of the gold data: {words!r}.")
    return start, start + len(words)


def chars(text: str, spans: Spans) -> Chars:
    """The characters that count of a span, of several, or of none.

    >>> sorted(chars("„Ja“, sagte er", {"start": 0, "end": 4, "text": "„Ja“"}))
    [1, 2]
    """
    listed = [spans] if isinstance(spans, Mapping) else spans or []
    places = [place(text, span) for span in listed]
    return frozenset(i for start, end in places for i in range(start, end) if text[i] not in _UNCOUNTED)


def overlap(a: Chars, b: Chars) -> float:
    """Intersection over union: 1 where two sets of characters are the same, 0 where they share none.

    >>> overlap(frozenset({1, 2}), frozenset({2, 3, 4}))
    0.25
    """
    return len(a & b) / len(a | b) if a and b else 0.0


def match(
    gold: Sequence[Chars],
    ours: Sequence[Chars],
    floor: float = 0.5,
    agree: Callable[[int, int], Any] = lambda _g, _o: 0,
) -> list[Pair]:
    """Pair records one to one, those that share most first; where overlaps are equal, the pair that agrees more.

    Args:
        gold: the characters of each record of gold.
        ours: those of each of our records.
        floor: the least overlap of a pair.
        agree: how well the records of two indices agree in their fields; anything that sorts.

    >>> match([frozenset({1, 2})], [frozenset({2}), frozenset({1, 2})])
    [Pair(gold=0, ours=1, overlap=1.0)]

    """
    shared = [(overlap(g, o), gi, oi) for gi, g in enumerate(gold) for oi, o in enumerate(ours) if g & o]
    ranked = sorted(((value, agree(gi, oi), -gi, -oi) for value, gi, oi in shared if value >= floor), reverse=True)
    free_gold, free_ours, pairs = set(range(len(gold))), set(range(len(ours))), []
    for value, _, gi, oi in ranked:
        if -gi in free_gold and -oi in free_ours:
            free_gold.remove(-gi)
            free_ours.remove(-oi)
            pairs.append(Pair(-gi, -oi, value))
    return pairs


def fold(name: str | None) -> str:
    """A name without case, accents, marks and leading article.

    >>> fold("Der Élysée-Palast")
    'elysee palast'
    """
    plain = unicodedata.normalize("NFKD", (name or "").casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9 ]", " ", kept).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


@dataclass(frozen=True, slots=True)
class Actors:
    """Which names stand for an actor of gold: its id and its names; for a person the last word of any of them too."""

    forms: Mapping[str, frozenset[str]]
    last: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, actors: Iterable[Mapping[str, Any]]) -> Self:
        """Learn the names of the actors of one gold file."""
        forms, last = {}, {}
        for actor in actors:
            names = frozenset(fold(name) for name in (actor["id"], *actor.get("names", ())))
            forms[actor["id"]] = names
            is_person = actor.get("kind") == "person"
            last[actor["id"]] = frozenset(name.split()[-1] for name in names if name and is_person)
        return cls(forms, last)

    def same(self, name: str | None, gold: str | None) -> bool:
        """Whether a name of ours stands for an actor of gold; nobody is only the same as nobody.

        >>> Actors.of([{"id": "Mira Kolb", "kind": "person"}]).same("Kolb", "Mira Kolb")
        True
        """
        given = fold(name)
        if not given or not gold:
            return not given and not gold
        return given in self.forms.get(gold, {fold(gold)}) or given.split()[-1] in self.last.get(gold, ())
