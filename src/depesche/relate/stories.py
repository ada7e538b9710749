"""Which reports may speak of the same events: a story. Only reports of one story are compared in full.

Reports are compared by their sketches alone, so that a case of a hundred thousand is parted in memory that a few numbers
per report take. Copies of one text are a single report here, told for all of them by the first by name: five hundred versions of
an article neither hide it nor take a square of five hundred.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Weights = NDArray[np.float32]

LIKE = 0.24  # how alike the sketches of two reports of a story are, as a cosine
FEW, MANY = 8, 40  # reports of a case that somebody put together, and of one where chance brings reports together
LIKE_OF_FEW = 0.15
SHARED = 3  # keys at least
DAYS_APART = 21  # at most, where both days are known
NEIGHBOURS = 24  # that meet by one key: those next to each other by day and name
NOTICE = 60  # reports that have a run of words; one that more have is a notice that a site puts under everything
PASSAGES = 0.4  # as how alike two reports count that share runs of words
FREQUENT = 400  # reports that have a key; one that more have tells nothing
MOST = 60  # reports of a story; a larger one is parted where it is loosest
COPY = 0.7  # how alike two texts are that are versions of one
COPIES = 60  # that one report stands for
_STEPS = (0.3, 0.36, 0.42, 0.5, 0.6, 0.7)
_SLICE = 4_000  # reports whose pairs are weighed at once, which bounds the memory


@dataclass(frozen=True, slots=True)
class Outline:
    """A report as stories see it. day: its ordinal where it is known, else None; text: the digest of its text."""

    name: str
    text: str
    day: int | None
    keys: Keys
    weights: Weights
    bands: Keys
    passages: Keys
    signature: Keys


def stories(outlines: Iterable[Outline]) -> list[tuple[str, ...]]:
    """Part the reports of a case into stories: the names of each, sorted, in the order of their first names.

    Reports with exactly the same text are there once, under the first of their names. The order of the outlines does not matter.
    """
    found = _first_of_each_text(outlines)
    heads = _Heads(found)
    least = least_like(len(heads.first))
    edges = _edges([found[i] for i in heads.first], least)
    parts = _parted(len(heads.first), edges, least)
    return sorted(tuple(sorted(found[i].name for head in part for i in heads.behind[head])) for part in parts)


def least_like(reports: int) -> float:
    """How alike two reports of a story are at least, in a case of so many.

    Few reports were put together because they belong together; and the fewer there are, the fewer pairs can be alike by chance. It
    rises so that chance makes about a third of a pair in a case of reports that have nothing to do with each other, small or large.

    >>> [round(least_like(reports), 2) for reports in (2, 8, 12, 20, 40, 100_000)]
    [0.15, 0.15, 0.17, 0.2, 0.24, 0.24]
    """
    share = math.log(max(reports, FEW) / FEW) / math.log(MANY / FEW)
    return LIKE_OF_FEW + (LIKE - LIKE_OF_FEW) * min(share, 1.0)


def _first_of_each_text(outlines: Iterable[Outline]) -> list[Outline]:
    """By day and name: in this order the neighbours of a report are those it may have to do with."""
    first: dict[str, Outline] = {}
    for one in outlines:
        known = first.get(one.text)
        if known is None or one.name < known.name:
            first[one.text] = one
    return sorted(first.values(), key=lambda one: (one.day is None, one.day or 0, one.name))


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self, size: int) -> None:
        self._over = list(range(size))

    def top(self, i: int) -> int:
        """The number that stands for the set of another."""
        while self._over[i] != i:
            self._over[i] = self._over[self._over[i]]
            i = self._over[i]
        return i

    def join(self, a: int, b: int) -> None:
        """Make two sets one; the smaller number stands for it."""
        a, b = self.top(a), self.top(b)
        self._over[max(a, b)] = min(a, b)

    def all(self, members: Iterable[int]) -> list[list[int]]:
        """The sets among some numbers, each in the order of the numbers."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i in members:
            found[self.top(i)].append(i)
        return list(found.values())


class _Heads:
    """Copies of a text, and the report that stands for each bundle of them. first: those reports; behind: each one's copies."""

    def __init__(self, found: Sequence[Outline]) -> None:
        sets = _Sets(len(found))
        for bucket in _buckets([one.bands for one in found]):
            for a, b in _to_compare(bucket):
                if sets.top(a) != sets.top(b) and likeness(found[a].signature, found[b].signature) >= COPY:
                    sets.join(a, b)
        self.first: list[int] = []
        self.behind: list[list[int]] = []
        for copies in sets.all(range(len(found))):
            for at in range(0, len(copies), COPIES):
                self.first.append(copies[at])
                self.behind.append(copies[at : at + COPIES])


def _to_compare(bucket: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Each with the one before it and with the first: a chain, never all pairs."""
    for i in range(1, len(bucket)):
        yield bucket[i - 1], bucket[i]
        if i > 1:
            yield bucket[0], bucket[i]


def likeness(a: Keys, b: Keys) -> float:
    """How alike two texts are by their signatures: an estimate of the share of shingles that both have, of all that either has."""
    if not len(a) or len(a) != len(b):
        return 0.0
    return float(np.count_nonzero(a == b)) / len(a)


def _buckets(keys: Sequence[Keys]) -> Iterable[list[int]]:
    """The numbers of those that share a key, for every key that at least two have."""
    flat, owner = _flat(keys)
    order = np.lexsort((owner, flat))
    flat, owner = flat[order], owner[order]
    ends = np.flatnonzero(flat[1:] != flat[:-1]) + 1 if len(flat) else np.zeros(0, np.int64)
    for piece in np.split(owner, ends):
        if len(piece) > 1:
            yield [int(i) for i in np.unique(piece)]


def _flat(keys: Sequence[Keys]) -> tuple[Keys, NDArray[np.int64]]:
    sizes = [len(one) for one in keys]
    flat = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
    return flat.astype(np.uint64, copy=False), np.repeat(np.arange(len(keys), dtype=np.int64), sizes)


@dataclass(frozen=True, slots=True)
class _Edges:
    """Pairs of reports and how alike they are."""

    a: NDArray[Any]
    b: NDArray[Any]
    like: NDArray[Any]


def _edges(heads: Sequence[Outline], least: float) -> _Edges:
    """The pairs of reports that are alike enough, and not on days too far from each other."""
    weighed = _weighed([one.keys for one in heads], [one.weights for one in heads], SHARED)
    norms = np.array([float(np.sqrt(np.sum(one.weights.astype(np.float64) ** 2))) or 1.0 for one in heads])
    like = weighed.like / (norms[weighed.a] * norms[weighed.b]) if len(heads) else weighed.like
    passages = _weighed([one.passages for one in heads], None, 2, NOTICE)
    a, b = (np.concatenate(both) for both in ((weighed.a, passages.a), (weighed.b, passages.b)))
    like = np.concatenate((like, np.full(len(passages.a), PASSAGES)))
    never = np.iinfo(np.int64).min
    days = np.array([never if one.day is None else one.day for one in heads], np.int64)
    open_ = (days[a] == never) | (days[b] == never) if len(heads) else np.zeros(0, bool)
    near = open_ | (np.abs(days[a] - days[b]) <= DAYS_APART) if len(heads) else open_
    keep = (like >= least) & near
    return _Edges(a[keep], b[keep], like[keep])


def _weighed(keys: Sequence[Keys], weights: Sequence[Weights] | None, least: int, most: int = FREQUENT) -> _Edges:
    """The pairs that share at least so many keys, with the product of the weights of those, or 1 for each."""
    flat, owner = _flat(keys)
    weight = np.concatenate(weights).astype(np.float64) if weights else np.ones(len(flat))
    order = np.lexsort((owner, flat))
    flat, owner, weight = flat[order], owner[order], weight[order]
    new = np.ones(len(flat), bool)
    new[1:] = flat[1:] != flat[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(flat)))
    useful = np.repeat((sizes > 1) & (sizes <= most), sizes)
    flat, owner, weight = flat[useful], owner[useful], weight[useful]
    found = [
        _slice_of(flat, owner, weight, range(at, at + _SLICE), len(keys), least) for at in range(0, len(keys), _SLICE)
    ]
    if not found:
        return _Edges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return _Edges(*(np.concatenate([getattr(one, name) for one in found]) for name in ("a", "b", "like")))


def _slice_of(
    flat: Keys, owner: NDArray[np.int64], weight: NDArray[np.float64], numbers: range, size: int, least: int
) -> _Edges:
    """The pairs whose first report is one of some numbers."""
    codes, products = [], []
    mine = np.flatnonzero((owner >= numbers.start) & (owner < numbers.stop))
    for step in range(1, NEIGHBOURS + 1):
        mine = mine[mine + step < len(flat)]
        mine = mine[flat[mine] == flat[mine + step]]
        if not len(mine):
            break
        codes.append(owner[mine] * size + owner[mine + step])
        products.append(weight[mine] * weight[mine + step])
    if not codes:
        return _Edges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    code, where, times = np.unique(np.concatenate(codes), return_inverse=True, return_counts=True)
    total = np.bincount(where, np.concatenate(products), len(code))
    keep = times >= least
    return _Edges(code[keep] // size, code[keep] % size, total[keep])


def _parted(size: int, edges: _Edges, least: float) -> list[list[int]]:
    """What hangs together; what is too large is parted anew by closer likeness, and at last cut."""
    done: list[list[int]] = []
    left = [list(range(size))]
    for like in (least, *_STEPS):
        inside = edges.like >= like
        sets = _Sets(size)
        for a, b in zip(edges.a[inside].tolist(), edges.b[inside].tolist(), strict=True):
            sets.join(a, b)
        parts = [part for whole in left for part in sets.all(whole)]
        done += [part for part in parts if len(part) <= MOST]
        left = [part for part in parts if len(part) > MOST]
    done += [part[at : at + MOST] for part in left for at in range(0, len(part), MOST)]
    return done
