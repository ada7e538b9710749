"""The content words of a passage, brought to stems: what the comparing of reports counts in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-‑’'][^\W\d_]+)*", re.UNICODE)
_SHORTEST = 3
_REMEMBERED = 50_000  # words of which the stem is kept


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its stem. idle: one that every report has, as articles, pronouns and auxiliaries."""

    start: int
    end: int
    stem: str
    idle: bool


def words(text: str, pack: Pack, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end] in order; numbers are words.

    >>> from depesche import packs
    >>> [w.stem for w in words("Die Forderungen wies sie zurück.", packs.load("de")) if not w.idle]
    ['forder', 'wies', 'zuruck']
    """
    stem = stems(pack)
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        told, idle = stem(match[0])
        found.append(Word(match.start(), match.end(), told, idle))
    return found


class _Stems:
    """Stems of words, remembered."""

    def __init__(self, pack: Pack) -> None:
        import Stemmer  # noqa: PLC0415 (only relating needs it)

        self._stem = Stemmer.Stemmer("german").stemWord
        self._idle = frozenset(pack.words("idle_words"))
        self._kept: dict[str, tuple[str, bool]] = {}

    def __call__(self, word: str) -> tuple[str, bool]:
        """The stem of a word, and whether it is idle."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            low = word.lower()
            idle = low in self._idle or (len(low) < _SHORTEST and not low[0].isdigit())
            found = self._kept[word] = (str(self._stem(low)), idle)
        return found


@lru_cache(maxsize=4)
def stems(pack: Pack) -> _Stems:
    """What stems the words of a pack's language."""
    return _Stems(pack)
