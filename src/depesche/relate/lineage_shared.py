"""What the passages that two reports share amount to: the same text, a passage, a quotation that both may have heard, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from depesche.relate.lineage_align import Passage, align
from depesche.relate.lineage_article import Article
from depesche.relate.lineage_twins import Item
from depesche.relations import Quote

_SAME, _SAME_LONGER = 0.7, 0.25  # shares of the shorter and the longer text from which they are one text
_FEWEST = 15  # shared words without which two texts are not held to be one
_SHOWN = 8  # equal words of a passage that is shown
_TELLING = 3  # words in it that tell something
_OWN, _OWN_SIZE = 6, 12  # telling words outside quotations, and all words, from which a passage is no chance
_DENSE = 0.7  # share of a passage that is equal words, from which it was copied and not said anew
_MUCH, _MUCH_SIZE = 0.3, 40  # share of the shorter text, and words, in dense passages from which those may be shorter
_HINT = 4  # telling words outside quotations that are no chance where both credit one agency
_TRANSLATED = 12  # words quoted alike though somebody had to translate them
_HEARD = 60  # quoted words that two reporters do not write down alike by chance


@dataclass(frozen=True)
class Shared:
    """The passages that two articles share."""

    a: Article
    b: Article
    passages: tuple[Passage, ...]

    @cached_property
    def size(self) -> int:
        """How many words are equal."""
        return sum(passage.size for passage in self.passages)

    @cached_property
    def shares(self) -> tuple[float, float]:
        """How much of either article that is."""
        return self.size / max(1, self.a.many), self.size / max(1, self.b.many)

    @property
    def same(self) -> bool:
        """Whether both are one text, cut, edited or put in another order."""
        low, high = sorted(self.shares)
        if self.size < _FEWEST or high < _SAME or low < _SAME_LONGER:
            return False
        # A short report that is mostly one quotation was not copied from the next that has it.
        return low >= _SAME or sum(self._telling(passage, quoted=False) for passage in self.passages) >= _OWN

    @cached_property
    def own(self) -> int:
        """How many telling words the best passage has outside quotations: the reporter's own, not the speaker's."""
        return max((self._telling(p, quoted=False) for p in self._dense if p.size >= _OWN_SIZE), default=0)

    @cached_property
    def _dense(self) -> list[Passage]:
        """Passages that were copied, with few edits."""
        return [passage for passage in self.passages if passage.density >= _DENSE]

    @cached_property
    def quoted(self) -> list[Passage]:
        """Passages that are literal words of somebody and too alike for two reporters who wrote them down on their own."""
        return [
            passage
            for passage in self.passages
            if passage.size >= _TRANSLATED
            and self._telling(passage, quoted=True) >= _TELLING
            and (passage.size >= _HEARD or self.translated(passage))
        ]

    def translated(self, passage: Passage) -> bool:
        """Whether a passage has words that somebody said in another language, as either report shows."""
        mine, theirs = self.quotes(passage)
        return self.a.foreign(mine.start, mine.end) or self.b.foreign(theirs.start, theirs.end)

    def elsewhere(self, told: Sequence[Item], side: int) -> list[Item]:
        """What a report tells outside the copied passages; side: 0 or 1."""
        found = [self.quotes(passage)[side] for passage in self._dense if passage.size >= _SHOWN]
        return [item for item in told if not any(q.start <= item.span.start < q.end for q in found)]

    def shown(self) -> list[Passage]:
        """The passages worth showing."""
        return [p for p in self.passages if p.size >= _SHOWN and self._telling(p) >= _TELLING]

    def _telling(self, passage: Passage, *, quoted: bool | None = None) -> int:
        """How many equal words of a passage tell something; quoted: only those within or only those outside quotations."""
        many = 0
        for i, j, size in passage.runs:
            told = self.a.telling[i : i + size] & self.b.telling[j : j + size]
            if quoted is not None:
                said = self.a.quoted[i : i + size] | self.b.quoted[j : j + size]
                told = told & (said if quoted else ~said)
            many += int(np.count_nonzero(told))
        return many

    @property
    def is_passage(self) -> bool:
        """Whether the reporter's own words are shared beyond chance."""
        return self.own >= _OWN or self._is_much

    @property
    def _is_much(self) -> bool:
        """Whether much of the shorter text is copied in pieces, and not all of it quotations."""
        size = sum(passage.size for passage in self._dense)
        if size < max(_MUCH_SIZE, _MUCH * min(self.a.many, self.b.many)):
            return False
        return sum(self._telling(passage, quoted=False) for passage in self._dense) >= 2 * _OWN

    @property
    def is_hint(self) -> bool:
        """Whether they are shared as much as two may by chance, but rarely if they do not go back to one wire."""
        return max((self._telling(p, quoted=False) for p in self.shown()), default=0) >= _HINT

    def quotes(self, passage: Passage) -> tuple[Quote, Quote]:
        """A passage as it stands in either report."""
        return _quote(self.a, passage.left), _quote(self.b, passage.right)


def _quote(article: Article, where: tuple[int, int]) -> Quote:
    words = article.side.words
    start, end = int(words.starts[where[0]]), int(words.ends[where[1] - 1])
    return Quote(article.name, start, end, article.report.text[start:end])


def share(a: Article, b: Article) -> Shared:
    """Compare the words of two articles."""
    return Shared(a, b, tuple(align(a.side, b.side)))
