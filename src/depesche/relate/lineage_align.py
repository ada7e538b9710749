"""Shared passages of two articles: seeds of five equal words, grown over small edits, no word counted twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from depesche.relate.lineage_words import Keys, Words, shingles

_SEED = 5  # words in a row that must be equal
_STEP = 4  # words that one edit may add on a side
_DROP = 6  # how far edits may lead away from the best before growing ends
_LOOSE = 12  # pieces that may follow without being worth their edits, so that growing never runs on for nothing
_KEPT = 4  # matched words in a piece at least: what is shorter is chance


class Run(NamedTuple):
    """Equal words: a[i : i + size] == b[j : j + size]."""

    i: int
    j: int
    size: int


@dataclass(frozen=True)
class Side:
    """A text made ready for comparing: its words, and the runs of five that it has once only.

    idle: words that every report has.
    """

    words: Words
    idle: NDArray[np.bool_]

    @cached_property
    def keys(self) -> list[int]:
        """The words' numbers, which plain lists hand out faster."""
        found: list[int] = self.words.keys.tolist()
        return found

    @cached_property
    def idles(self) -> list[bool]:
        """The idle words."""
        found: list[bool] = self.idle.tolist()
        return found

    @cached_property
    def seeds(self) -> tuple[Keys, NDArray[np.int64]]:
        """The runs of five that stand in the text once, sorted, and where: what repeats itself would match all over."""
        runs = shingles(self.words.keys, _SEED) if len(self.words) >= _SEED else self.words.keys[:0]
        values, first, counts = np.unique(runs, return_index=True, return_counts=True)
        once = counts == 1
        return values[once], first[once]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two texts share, small edits within them included.

    runs: the equal words, in order. The passage reaches from the first to the last of them on either side.
    """

    runs: tuple[Run, ...]

    @property
    def size(self) -> int:
        """How many words are equal."""
        return sum(run.size for run in self.runs)

    @property
    def left(self) -> tuple[int, int]:
        """The first word and the end of the passage in the first text."""
        return self.runs[0].i, self.runs[-1].i + self.runs[-1].size

    @property
    def right(self) -> tuple[int, int]:
        """The first word and the end of the passage in the second text."""
        return self.runs[0].j, self.runs[-1].j + self.runs[-1].size

    @property
    def density(self) -> float:
        """How much of the longer side is equal words."""
        (i, to), (j, end) = self.left, self.right
        return self.size / max(to - i, end - j)


def align(a: Side, b: Side) -> list[Passage]:
    """The passages that two texts share, by their place in the first; none overlaps another on either side."""
    grown = _Growing(a, b)
    for run in sorted(_seeded(a, b), key=lambda run: (-run.size, run.i, run.j)):
        grown.add(run)
    return sorted(grown.found, key=lambda passage: passage.left)


def _seeded(a: Side, b: Side) -> list[Run]:
    """Runs of equal words of five or more whose fives are each found once in either text."""
    (mine, where), (theirs, there) = a.seeds, b.seeds
    _, at, to = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
    if not len(at):
        return []
    i, j = where[at], there[to]
    order = np.argsort(i)
    i, j = i[order], j[order]
    breaks = np.flatnonzero((np.diff(i) != 1) | (np.diff(j) != 1)) + 1
    firsts, ends = [0, *breaks.tolist()], [*breaks.tolist(), len(i)]
    return [Run(int(i[f]), int(j[f]), e - f + _SEED - 1) for f, e in zip(firsts, ends, strict=True)]


class _Growing:
    """Grows passages in two texts, the longest first, into what no passage has taken yet."""

    def __init__(self, a: Side, b: Side) -> None:
        self.a, self.b = a.keys, b.keys
        self.idle = a.idles
        self.free = bytearray(b"\x01") * len(self.a)
        self.open = bytearray(b"\x01") * len(self.b)
        self.found: list[Passage] = []

    def add(self, run: Run) -> None:
        """Grow a run to both sides; what other passages have taken of it is cut off."""
        seed = self._cut(run)
        if seed is None:
            return
        before = [Run(i - size + 1, j - size + 1, size) for i, j, size in self._grown(seed.i - 1, seed.j - 1, -1)]
        after = [Run(*piece) for piece in self._grown(seed.i + seed.size, seed.j + seed.size, 1)]
        runs = _joined([*reversed(before), seed, *after])
        passage = Passage(tuple(runs))
        (i, to), (j, end) = passage.left, passage.right
        self.free[i:to] = bytes(to - i)
        self.open[j:end] = bytes(end - j)
        self.found.append(passage)

    def _cut(self, run: Run) -> Run | None:
        """The longest stretch of a run that is free on both sides."""
        i, j, size = run
        if self.free.find(0, i, i + size) < 0 and self.open.find(0, j, j + size) < 0:
            return run
        best, since = (0, 0), None
        for at in range(size + 1):
            free = at < size and self.free[i + at] and self.open[j + at]
            if free and since is None:
                since = at
            elif not free and since is not None:
                best, since = max(best, (at - since, -since)), None
        return Run(i - best[1], j - best[1], best[0]) if best[0] >= _KEPT else None

    def _grown(self, i: int, j: int, step: int) -> list[tuple[int, int, int]]:
        """Equal words from (i, j) on in one direction, over edits while there are more equal words than edits.

        Each piece is where it begins, seen in that direction, and its size.
        """
        pieces: list[tuple[int, int, int]] = []
        kept, score, best = 0, 0, 0
        while True:
            size = self._same(i, j, step)
            if size:
                pieces.append((i, j, size))
                score += size
                i, j = i + step * size, j + step * size
            if score > best:
                best, kept = score, len(pieces)
            edit = self._edit(i, j, step)
            if edit is None:
                return pieces[:kept]
            score -= max(edit)
            if score < best - _DROP or len(pieces) - kept > _LOOSE:
                return pieces[:kept]
            i, j = i + step * edit[0], j + step * edit[1]

    def _same(self, i: int, j: int, step: int) -> int:
        size = 0
        while self._free(i, j) and self.a[i] == self.b[j]:
            size, i, j = size + 1, i + step, j + step
        return size

    def _free(self, i: int, j: int) -> bool:
        return 0 <= i < len(self.a) and 0 <= j < len(self.b) and bool(self.free[i] and self.open[j])

    def _edit(self, i: int, j: int, step: int) -> tuple[int, int] | None:
        """The smallest edit behind which the texts go on alike: words to pass over on either side."""
        if not self._free(i, j):
            return None
        for more, less in _EDITS:
            if self._goes_on(i + step * more, j + step * less, step):
                return more, less
        return None

    def _goes_on(self, i: int, j: int, step: int) -> bool:
        """Two equal words that are not both idle, or three."""
        if not (self._free(i, j) and self.a[i] == self.b[j]):
            return False
        second = (i + step, j + step)
        if not (self._free(*second) and self.a[second[0]] == self.b[second[1]]):
            return False
        if not (self.idle[i] and self.idle[second[0]]):
            return True
        third = (second[0] + step, second[1] + step)
        return self._free(*third) and self.a[third[0]] == self.b[third[1]]


_EDITS = sorted(
    ((i, j) for i in range(_STEP + 1) for j in range(_STEP + 1) if i or j),
    key=lambda edit: (max(edit), abs(edit[0] - edit[1]), edit),
)


def _joined(runs: list[Run]) -> list[Run]:
    """Runs that follow upon each other without a gap are one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and (last.i + last.size, last.j + last.size) == (run.i, run.j):
            joined[-1] = Run(last.i, last.j, last.size + run.size)
        else:
            joined.append(run)
    return joined
