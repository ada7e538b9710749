"""A report made ready for comparing its words with those of others: which are quoted, which are names, which tell nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from depesche.packs import Pack
from depesche.records import Report, Statement
from depesche.relate.lineage_align import Side
from depesche.relate.lineage_words import article_words, marked, word_key

# What stands in quotation marks within a paragraph. Marks that open one also end the one before, so no stretch is looked at twice.
_QUOTED = re.compile(r"[„“\"»«](?=\w)([^„“”\"»«\n]{1,2000}+)[“”\"«»]")
_QUOTING = frozenset(["direct", "mixed"])
_HOPS = 4  # whom somebody acts for, whom that body acts for ...


@dataclass(frozen=True)
class Article:
    """A report with its words."""

    report: Report
    pack: Pack | None
    side: Side

    @property
    def name(self) -> str:
        """The report's name."""
        return self.report.name

    @cached_property
    def many(self) -> int:
        """How many words the article has."""
        return len(self.side.words)

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Which words are somebody's literal words, with the words that say whose they are."""
        spans = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(self.report.text)]
        for statement in self.report.statements:
            if statement.mode in _QUOTING:
                spans += [
                    (s.start, s.end) for s in (*statement.cue, *((statement.source,) if statement.source else ()))
                ]
            if statement.mode == "direct":
                spans += [(s.start, s.end) for s in statement.content]
        return marked(self.side.words, spans)

    @cached_property
    def telling(self) -> NDArray[np.bool_]:
        """Which words tell something: neither idle nor part of a name."""
        names = [(m.start, m.end) for actor in self.report.actors for m in actor.mentions]
        return ~self.side.idle & ~marked(self.side.words, names)

    def foreign(self, start: int, end: int) -> bool:
        """Whether the words said in text[start:end] were translated, as the state shows that their speaker acts for."""
        if self.pack is None:
            return False
        return any(self._foreigner(statement) for statement in self._said(start, end))

    def _said(self, start: int, end: int) -> Iterator[Statement]:
        for statement in self.report.statements:
            if any(s.start < end and start < s.end for s in statement.content):
                yield statement

    def _foreigner(self, statement: Statement) -> bool:
        actors = {actor.name: actor.acts_for for actor in self.report.actors}
        name = statement.actor
        for _ in range(_HOPS):
            if name is None or self.pack is None:
                return False
            if name in _states(self.pack):
                return name not in self.pack.words("native_states")
            name = actors.get(name)
        return False


def article(report: Report, pack: Pack | None) -> Article:
    """Make a report ready for comparing."""
    words = article_words(report.text, report.header.clutter)
    idle = np.isin(words.keys, _idle(pack)) if pack else np.zeros(len(words), np.bool_)
    return Article(report, pack, Side(words, idle))


@lru_cache(maxsize=4)
def _idle(pack: Pack) -> NDArray[np.uint64]:
    return np.array([word_key(word) for word in pack.words("idle_words")], np.uint64)


@lru_cache(maxsize=4)
def _states(pack: Pack) -> frozenset[str]:
    return frozenset(row["name_en"] for row in pack.table("states"))
