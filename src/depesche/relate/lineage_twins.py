"""Translated twins: two reports that tell the same things in the same order, in other words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from depesche.packs import Pack
from depesche.records import Figure, Report, Span, Statement, Time
from depesche.relate.words import stems

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_MOST = 150  # things told that are looked at, from the top of a report
_STEMS = 8  # of one statement at most: what a long quotation weighs
_ALIKE = 0.34  # share of the stems of the shorter of two statements
_COMMON = 6  # records of a report that hold a stem: it tells nothing there
_CLOSE = 12  # matches of one record that are looked at
_ROUND = 10.0  # a whole number below is met by chance

Key = Hashable


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that a report tells: a statement, a figure or a time.

    kind: `said`, `figure` or `time`. keys: what it is found by; a statement has one for each telling stem, with its actor. weight:
    how much it says when it is met again.
    """

    kind: str
    span: Span
    keys: frozenset[Key]
    weight: float


@dataclass(frozen=True, slots=True)
class Order:
    """What two reports tell in the same order.

    matched: pairs of things told, by their order. share: weight of what is matched in the shorter report. ordered: share of all
    that can be matched that keeps the order.
    """

    matched: tuple[tuple[Item, Item], ...]
    share: float
    ordered: float

    @property
    def said(self) -> int:
        """How many statements are matched."""
        return sum(mine.kind == "said" for mine, _ in self.matched)


def items(report: Report, pack: Pack | None) -> tuple[Item, ...]:
    """The things a report tells, in their order."""
    if pack is None:
        return ()
    told = [*_said(report.statements, pack), *_figures(report.figures), *_times(report.times)]
    told.sort(key=lambda item: (item.span.start, item.span.end, item.kind, item.weight))
    return tuple(_without_common(told[:_MOST]))


def _said(statements: Sequence[Statement], pack: Pack) -> Iterator[Item]:
    """Statements by their actor and stems; two of the same words, as of a joint source, count once."""
    stem = stems(pack)
    seen = set()
    for statement in statements:
        if statement.actor is None or not statement.content or statement.content in seen:
            continue
        seen.add(statement.content)
        found = _stems(statement, stem)
        if len(found) > 1:
            keys: frozenset[Key] = frozenset((statement.actor, one) for one in found)
            yield Item("said", statement.content[0], keys, min(float(len(found)), _STEMS) / 2)


def _stems(statement: Statement, stem: Callable[[str], tuple[str, bool]]) -> set[str]:
    found = set()
    for span in statement.content:
        for word in _WORD.findall(span.text):
            one, idle = stem(word)
            if not idle:
                found.add(one)
    return found


def _figures(figures: Sequence[Figure]) -> Iterator[Item]:
    for figure in figures:
        value = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        plain = all(one < _ROUND and one == int(one) for one in value if abs(one) < 1e9)
        yield Item("figure", figure.span, frozenset([("figure", value, figure.unit)]), 0.5 if plain else 2.0)


def _times(times: Sequence[Time]) -> Iterator[Item]:
    for time in times:
        if not time.value.endswith("_REF"):
            precise = len(time.value) >= len("2022-01-10") and time.value[:4].isdigit()
            yield Item("time", time.span, frozenset([("time", time.value)]), 1.0 if precise else 0.5)


def _without_common(told: Sequence[Item]) -> Iterator[Item]:
    """Things told without the keys that many of them have."""
    counts: Counter[Key] = Counter()
    for item in told:
        counts.update(item.keys)
    common = {key for key, many in counts.items() if many > _COMMON}
    for item in told:
        if not common or common.isdisjoint(item.keys):
            yield item
        elif keys := item.keys - common:
            yield Item(item.kind, item.span, keys, item.weight)


def order(mine: Sequence[Item], theirs: Sequence[Item]) -> Order:
    """What two reports tell in the same order: the heaviest chain of matches that goes forward in both."""
    matches = _matches(mine, theirs)
    chain = _heaviest(matches)
    matched = tuple((mine[i], theirs[j]) for i, j, _ in chain)
    weight = sum(w for *_, w in chain)
    able = max(_best(matches, 0), _best(matches, 1))
    whole = min(sum(item.weight for item in mine), sum(item.weight for item in theirs))
    return Order(matched, weight / whole if whole else 0.0, weight / able if able else 0.0)


def _best(matches: Sequence[tuple[int, int, float]], side: int) -> float:
    """The weight of the best match of everything on a side, in whatever order."""
    best: dict[int, float] = defaultdict(float)
    for match in matches:
        at = match[side]
        best[int(at)] = max(best[int(at)], match[2])
    return sum(best.values())


def _matches(mine: Sequence[Item], theirs: Sequence[Item]) -> list[tuple[int, int, float]]:
    """Pairs of things told that are alike, with the weight of what they have in common."""
    holders: Mapping[Key, list[int]] = _holders(theirs)
    found = []
    for i, item in enumerate(mine):
        met = Counter(j for key in item.keys for j in holders.get(key, ()))
        for j, many in sorted(met.items(), key=lambda one: (-one[1], one[0]))[:_CLOSE]:
            other = theirs[j]
            alike = many / min(len(item.keys), len(other.keys))
            if item.kind == other.kind and (item.kind != "said" or (many > 1 and alike >= _ALIKE)):
                found.append((i, j, min(item.weight, other.weight) * min(1.0, alike)))
    return found


def _holders(told: Sequence[Item]) -> dict[Key, list[int]]:
    holders: dict[Key, list[int]] = defaultdict(list)
    for j, item in enumerate(told):
        for key in item.keys:
            holders[key].append(j)
    return holders


def _heaviest(matches: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The heaviest run of matches whose places grow on both sides."""
    # At each place of the other report, the heaviest run that ends there or before; places and weights grow together.
    ends: list[int] = []
    best: list[tuple[float, int]] = []
    before: dict[int, int] = {}
    ready: list[tuple[int, float, int]] = []
    last = -1
    for n, (i, j, weight) in enumerate(sorted(matches, key=lambda m: (m[0], m[1]))):
        if i != last:
            _enter(ready, ends, best)
            ready, last = [], i
        at = bisect_left(ends, j)
        if at:
            before[n] = best[at - 1][1]
        ready.append((j, weight + (best[at - 1][0] if at else 0.0), n))
    _enter(ready, ends, best)
    ordered = sorted(matches, key=lambda m: (m[0], m[1]))
    run, at = [], best[-1][1] if best else -1
    while at >= 0:
        run.append(ordered[at])
        at = before.get(at, -1)
    return run[::-1]


def _enter(ready: Sequence[tuple[int, float, int]], ends: list[int], best: list[tuple[float, int]]) -> None:
    """Note runs that end at one place of the first report; what is outweighed by a run that ends earlier is dropped."""
    for j, weight, n in ready:
        at = bisect_left(ends, j)
        if (at and best[at - 1][0] >= weight) or (at < len(ends) and ends[at] == j and best[at][0] >= weight):
            continue
        stop = at
        while stop < len(ends) and best[stop][0] <= weight:
            stop += 1
        ends[at:stop] = [j]
        best[at:stop] = [(weight, n)]
