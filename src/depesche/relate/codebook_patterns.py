"""Patterns of a codebook: words by which an issue takes the names of positions, `*` for any ending, `&` for all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from depesche.errors import UsageError
from depesche.relations import Issue

_PIECE = re.compile(r"\*?[^\W_]+\*?|\*", re.UNICODE)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_KEY = 3
_LONGEST = 200
_HINT = "Write words, * for any ending, & between what must all be there: Rakete* & Europa."


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a pattern. before, after: whether other letters may stand there."""

    letters: str
    before: bool
    after: bool

    def fits(self, word: str) -> bool:
        if self.before:
            return self.letters in word if self.after else word.endswith(self.letters)
        return word.startswith(self.letters) if self.after else word == self.letters


@dataclass(frozen=True, slots=True)
class Pattern:
    """Runs of words that must all be in a name, in any order.

    >>> pattern("Rakete* & Europa").fits("Stationierung von Raketen in Europa")
    True
    >>> pattern("Rakete* & Europa").fits("Raketengespräche")
    False
    """

    runs: tuple[tuple[_Word, ...], ...]

    @property
    def letters(self) -> int:
        """How much it asks for: of two patterns that fit, the one that asks for more wins."""
        return sum(len(word.letters) for run in self.runs for word in run)

    @property
    def anchor(self) -> str | None:
        """The beginning of a word without which it cannot fit, None if it has no such word."""
        whole = [word.letters for run in self.runs for word in run if not word.before and len(word.letters) >= _KEY]
        return max(whole, key=len)[:_KEY] if whole else None

    def may_fit(self, text: str) -> bool:
        """A quick look at a name in small letters: False where it cannot fit."""
        return all(word.letters in text for run in self.runs for word in run)

    def fits(self, name: str) -> bool:
        """Whether a name has all that the pattern asks for."""
        return self.fits_words(words_of(name))

    def fits_words(self, words: Sequence[str]) -> bool:
        """The same for a name that is cut into words."""
        return all(_has(words, run) for run in self.runs)


def words_of(name: str) -> list[str]:
    """The words of a name, in small letters; the parts between hyphens are words."""
    return [match.group().casefold() for match in _WORD.finditer(name)]


def _has(words: Sequence[str], run: Sequence[_Word]) -> bool:
    last = len(words) - len(run)
    return any(all(one.fits(words[at + i]) for i, one in enumerate(run)) for at in range(last + 1))


@lru_cache(maxsize=4096)
def pattern(written: str) -> Pattern:
    """Read a pattern as a person writes it.

    Raises:
        UsageError: if it is empty, or would fit every name.

    """
    runs = tuple(_run(part, written) for part in written[: _LONGEST + 1].split("&"))
    if len(written) > _LONGEST:
        raise UsageError("A pattern is longer than 200 characters.", where=written[:40], hint=_HINT)
    return Pattern(runs)


def _run(part: str, written: str) -> tuple[_Word, ...]:
    pieces = _PIECE.findall(part)
    if not pieces:
        raise UsageError(f"This pattern asks for nothing: {written!r}", hint=_HINT)
    found = tuple(_Word(one.strip("*").casefold(), one.startswith("*"), one.endswith("*")) for one in pieces)
    if any(not one.letters for one in found):
        raise UsageError(f"A * stands alone in the pattern {written}.", hint=_HINT)
    return found


class Patterns:
    """The patterns of a codebook, found by the beginnings of words, so that each name is tried on few of them."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self._by_key: defaultdict[str, list[tuple[Pattern, str]]] = defaultdict(list)
        self._always: list[tuple[Pattern, str]] = []
        for issue in issues:
            for written in issue.patterns:
                one = pattern(written)
                (self._always if one.anchor is None else self._by_key[one.anchor]).append((one, issue.id))
        self.any = bool(self._by_key or self._always)

    def issue_of(self, name: str) -> str | None:
        """The id of the entry whose pattern fits a name; of several the one that asks for most."""
        if not self.any:
            return None
        words = words_of(name)
        tried = [*self._always, *(entry for key in {w[:_KEY] for w in words} for entry in self._by_key.get(key, ()))]
        fitting = [(-one.letters, identity) for one, identity in tried if one.fits_words(words)]
        return min(fitting)[1] if fitting else None
