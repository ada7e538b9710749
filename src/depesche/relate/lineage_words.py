"""The words of an article as numbers: what texts are compared by, whatever their quotation marks, hyphens and thousands look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from depesche.records import Span

Keys = NDArray[np.uint64]
# A number with its thousands is one word; a word may hold accents of their own and soft hyphens.
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u00ad]+[^\W\d_]*)*|\d+(?:[.,'’\u00a0\u202f]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.'’\u00a0\u202f]\d{3})+")
_MARKS = re.compile(r"[.'’\u00a0\u202f\u00ad]")
_MOST = (
    50_000  # words of a text that are looked at: a book in a folder of reports must not cost more than a report or two
)
_LONGEST = 64  # letters of a word that tell it from others
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article in order: a number for each, the same for the same word, and where it stands in the text."""

    keys: Keys
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    def within(self, start: int, end: int) -> slice:
        """The words that lie in text[start:end]."""
        first = int(np.searchsorted(self.starts, start))
        return slice(first, max(first, int(np.searchsorted(self.ends, end, side="right"))))


def article_words(text: str, clutter: Iterable[Span] = ()) -> Words:
    """The words of a text without its clutter, the first 50,000 of them.

    >>> ours, theirs = article_words("„1.500 Mann“, sagte Ahlers."), article_words('"1500 Mann", sagte AHLERS.')
    >>> [bool(same) for same in ours.keys == theirs.keys]
    [True, True, True, True]
    """
    pieces = (_WORD.finditer(text, start, end) for start, end in _pieces(len(text), clutter))
    spans = [match.span() for match in islice(chain.from_iterable(pieces), _MOST)]
    keys = [
        word_key(text[start:end] if end - start <= _LONGEST else text[start : start + _LONGEST]) for start, end in spans
    ]
    edges = np.array(spans, np.int64).reshape(-1, 2)
    return Words(np.array(keys, np.uint64), np.ascontiguousarray(edges[:, 0]), np.ascontiguousarray(edges[:, 1]))


def _pieces(length: int, clutter: Iterable[Span]) -> list[tuple[int, int]]:
    """What lies between the spans of clutter."""
    found, at = [], 0
    for span in sorted(clutter):
        if span.start > at:
            found.append((at, span.start))
        at = max(at, span.end)
    return [*found, (at, length)]


@lru_cache(maxsize=65_536)
def word_key(word: str) -> int:
    """The number of a word, the same in every run."""
    plain = unicodedata.normalize("NFC", word).lower().replace("ß", "ss")
    if _THOUSANDS.fullmatch(plain) or "\u00ad" in plain:
        plain = _MARKS.sub("", plain)
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def shingles(keys: Keys, size: int) -> Keys:
    """A number for every run of so many words; for fewer words, one for all of them."""
    size = min(size, len(keys))
    if not size:
        return keys
    many = len(keys) - size + 1
    mixed = np.zeros(many, np.uint64)
    for i in range(size):
        mixed = mixed * _FACTOR + keys[i : i + many]
    # Neighbouring bits are stirred so that the least of some numbers is any of them.
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    return mixed


def marked(words: Words, spans: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which words lie in one of some stretches of the text."""
    found = np.zeros(len(words), np.bool_)
    if not spans:
        return found
    edges = np.array(spans, np.int64)
    firsts = np.searchsorted(words.starts, edges[:, 0])
    lasts = np.searchsorted(words.ends, edges[:, 1], side="right")
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        found[first:last] = True
    return found
