"""Which reports of a story are worth comparing word for word: few for each, so that a story of many versions stays cheap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from depesche.relate.lineage_article import Article
from depesche.relate.lineage_twins import Item

_HOLDERS = 12  # reports that are all paired for a common run of words; of more, each with the first and the last one
_NEAREST = 12  # reports that each is compared with
_VERSION = 0.7  # share of the runs of the shorter text from which two are versions of one
_BUDGET = 150  # of many versions of one text each is compared with fewer: so many over the number of versions
_TWIN_HOLDERS = 8  # reports that tell a thing alike: if more do, it links none of them
_TWIN_KEYS = 3  # things told alike that make two reports worth comparing

Pair = tuple[int, int]


def by_words(articles: Sequence[Article]) -> set[Pair]:
    """Pairs of articles that have runs of words in common: each with its nearest, and enough to hold all versions together."""
    alike = _alike(articles)
    ordered = sorted(alike, key=lambda pair: (-alike[pair], pair))
    whole, versions = list(range(len(articles))), list(range(len(articles)))
    kept = {pair for pair in ordered if _join(whole, *pair)}
    many = [max(1, len(article.side.seeds[0])) for article in articles]
    for i, j in ordered:
        if alike[i, j] >= _VERSION * min(many[i], many[j]):
            _join(versions, i, j)
    sizes = Counter(_root(versions, i) for i in range(len(articles)))
    most = [min(_NEAREST, _BUDGET // sizes[_root(versions, i)]) for i in range(len(articles))]
    links: Counter[int] = Counter()
    for i, j in ordered:
        if links[i] < most[i] or links[j] < most[j]:
            kept.add((i, j))
            links[i] += 1
            links[j] += 1
    return kept


def _alike(articles: Sequence[Article]) -> dict[Pair, int]:
    """How many runs of five words two articles have in common, as far as that is counted."""
    runs = np.concatenate([article.side.seeds[0] for article in articles])
    holders = np.repeat(np.arange(len(articles)), [len(article.side.seeds[0]) for article in articles])
    order = np.lexsort((holders, runs))
    runs, holders = runs[order], holders[order]
    breaks = np.flatnonzero(runs[1:] != runs[:-1]) + 1
    groups: Counter[tuple[int, ...]] = Counter()
    edges = [0, *breaks.tolist(), len(runs)]
    plain = holders.tolist()
    for first, end in pairwise(edges):
        if end - first > 1:
            groups[tuple(plain[first:end])] += 1
    alike: Counter[Pair] = Counter()
    for held, many in groups.items():
        for pair in _paired(held, _HOLDERS):
            alike[pair] += many
    return alike


def _paired(held: Sequence[int], most: int) -> Iterator[Pair]:
    """All pairs of a few; of many, each with the first and with the one before."""
    if len(held) <= most:
        yield from ((a, b) for at, a in enumerate(held) for b in held[at + 1 :])
        return
    yield from ((held[0], b) for b in held[2:])
    yield from pairwise(held)


def _root(roots: list[int], i: int) -> int:
    while roots[i] != i:
        roots[i] = i = roots[roots[i]]
    return i


def _join(roots: list[int], i: int, j: int) -> bool:
    """Whether two were apart until now."""
    a, b = _root(roots, i), _root(roots, j)
    roots[max(a, b)] = min(a, b)
    return a != b


def by_things(told: Sequence[Sequence[Item]]) -> set[Pair]:
    """Pairs of reports that tell several things alike, as translations of one text do."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for n, found in enumerate(told):
        for key in {key for item in found if item.kind != "time" for key in item.keys}:
            holders[key].append(n)
    met = Counter(pair for held in holders.values() if len(held) <= _TWIN_HOLDERS for pair in _paired(held, len(held)))
    return {pair for pair, many in met.items() if many >= _TWIN_KEYS}


def by_name(pairs: Iterable[tuple[str, str]], places: Mapping[str, int]) -> set[Pair]:
    """Pairs handed in by name, as far as both are there."""
    found = set()
    for a, b in pairs:
        if a != b and a in places and b in places:
            found.add((min(places[a], places[b]), max(places[a], places[b])))
    return found
