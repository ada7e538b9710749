"""The words of an utterance in two reports, piece by piece: which sentence of one renders which of the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from depesche.packs import Pack
from depesche.records import Statement
from depesche.relate.discrepancies_story import Story, marks
from depesche.relate.words import Word, words
from depesche.relations import Member

_SHORTEST = 5  # letters of a stem that may be a part of a longer one
_ENDS = re.compile(r"[.!?…](?=\s+[„“\"»«‚‘]?[A-ZÄÖÜ])")
_MOST = 12  # pieces of an utterance in one report
_LONGEST = 2000  # characters of a piece that are looked at


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was said. words: all of it. told: those that carry sense."""

    report: str
    start: int
    end: int
    words: tuple[Word, ...]
    told: tuple[Word, ...]
    statement: Statement
    member: Member

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry sense."""
        return frozenset(word.stem for word in self.told)


def pieces(story: Story, members: Iterable[Member]) -> dict[str, list[Piece]]:
    """The pieces of an utterance by report: its contents, cut at their sentences."""
    found: dict[str, list[Piece]] = {}
    for member in members:
        statement = story.statement(member)
        if statement is None:
            continue
        report = story.reports[member.report]
        pack = story.pack(report.name)
        for span in statement.content:
            for start, end in _cut(report.text, span.start, min(span.end, span.start + _LONGEST)):
                told = words(report.text, pack, start, end)
                light = marks(pack)["light"]
                bare = tuple(w for w in told if not w.idle and report.text[w.start : w.end].lower() not in light)
                if bare:
                    one = Piece(report.name, start, end, tuple(told), bare, statement, member)
                    found.setdefault(report.name, []).append(one)
    return {name: some[:_MOST] for name, some in found.items()}


def _cut(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    for stop in _ENDS.finditer(text, start, end):
        yield at, stop.start()
        at = stop.end()
    if at < end:
        yield at, end


def alike(a: str, b: str) -> bool:
    """Whether two stems are one, or one heads or ends the other (`osterweiter`, `erweiter`).

    >>> alike("osterweiter", "erweiter"), alike("rakete", "raketensystem"), alike("ost", "oster")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= _SHORTEST and (long.endswith(short) or long.startswith(short)))


def matched(a: Sequence[Word], b: Sequence[Word]) -> tuple[set[int], set[int]]:
    """Which words of two pieces are the same: their numbers on either side."""
    mine: set[int] = set()
    yours: set[int] = set()
    exact: dict[str, list[int]] = {}
    for i, word in enumerate(b):
        exact.setdefault(word.stem, []).append(i)
    for i, word in enumerate(a):
        if word.stem in exact:
            mine.add(i)
            yours.update(exact[word.stem])
    for i, word in enumerate(a):
        if i in mine:
            continue
        near = next((j for j, other in enumerate(b) if j not in yours and alike(word.stem, other.stem)), None)
        if near is not None:
            mine.add(i)
            yours.add(near)
    return mine, yours


def paired(a: Sequence[Piece], b: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Which piece renders which, the most alike first; two single pieces of one utterance belong together whatever they share."""
    if len(a) == len(b) == 1:
        return [(a[0], b[0])]
    scored = []
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            mine, _ = matched(one.told, other.told)
            if mine:
                scored.append((-len(mine) / min(len(one.told), len(other.told)), i, j))
    found, taken = [], (set[int](), set[int]())
    for _, i, j in sorted(scored):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((a[i], b[j]))
    return found


def has(piece: Piece, mark: str, story: Story) -> frozenset[str]:
    """The words of a piece that bear a mark, small letters."""
    text, known = story.reports[piece.report].text, marks(story.pack(piece.report))[mark]
    return frozenset(text[w.start : w.end].lower() for w in piece.words) & known


def negated(piece: Piece, story: Story, pack: Pack) -> bool:
    """Whether an odd number of words turns the sense round."""
    text, known = story.reports[piece.report].text, marks(pack)["not"]
    return sum(text[w.start : w.end].lower() in known for w in piece.words) % 2 == 1
