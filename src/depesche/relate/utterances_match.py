"""How likely two passages are the same words: what they share, what only one has, in which order, what is denied."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from depesche.relate.utterances_words import TELLING, Passage, Term

# What a word that only one side has takes away: of the side that says less, and of the side that says more, there no more than so much.
MISSING, _EXTRA, _EXTRA_MOST = 0.42, 0.06, 0.6
# How rare a word must be in the story to count in full; a story is taken to have at least so many passages.
_STORY = 30
# What further evidence is worth.
_ORDER, _DENIAL, _SAME_NUMBER, _OTHER_NUMBER = 0.4, -1.0, 0.3, -0.5
# How much two passages must share of words that tell something.
_TOLD_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Shared:
    """A term of either side that says the same, and how much that counts. same: it is the same word."""

    a: Term
    b: Term
    weight: float
    same: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two passages held against each other.

    words: what the words alone say; told: further evidence by its name. cover: how much of either side is in the other.
    """

    shared: tuple[Shared, ...]
    words: float
    cover: tuple[float, float]
    told: dict[str, float] = field(default_factory=dict)
    identical: bool = False

    @property
    def score(self) -> float:
        """Evidence for the same words: above 0 rather for, below rather against."""
        return self.words + sum(self.told.values())

    @property
    def telling(self) -> bool:
        """Whether enough is shared that not every report has."""
        return self.identical or sum(one.weight for one in self.shared if one.weight >= TELLING) >= _TOLD_LEAST


class Rarity:
    """How rare the words of a story are in it."""

    def __init__(self, passages: Iterable[Sequence[Term]] = ()) -> None:
        counts: dict[str, int] = {}
        size = _STORY
        for terms in passages:
            size += 1
            for stem in {term.stem for term in terms}:
                counts[stem] = counts.get(stem, 0) + 1
        full = math.log(1 + _STORY)
        self._told = {stem: min(1.0, math.log(1 + size / n) / full) for stem, n in counts.items()}

    def __call__(self, term: Term) -> float:
        """The weight of a term: how telling the word is, and how rare it is here."""
        return term.weight * self._told.get(term.stem, 1.0)


def compare(a: Passage, b: Passage, rarity: Rarity, acts: tuple[Sequence[Term], Sequence[Term]] = ((), ())) -> Compared:
    """Hold two passages against each other. acts: the words of the act on either side, which count as words too.

    >>> from depesche import packs
    >>> from depesche.relate.utterances_words import lexicon_of
    >>> read = lambda text: lexicon_of(packs.load("de")).passage(text, [(0, len(text))])
    >>> one, other = read("Die Truppen bleiben bis Mai an der Grenze"), read("Bis Mai blieben die Soldaten an der Grenze")
    >>> compare(one, other, Rarity()).score > 1
    True
    """
    mine, theirs = [*a.terms, *acts[0]], [*b.terms, *acts[1]]
    shared = _shared(mine, theirs, rarity)
    common = sum(one.weight for one in shared)
    own, others = sum(map(rarity, mine)), sum(map(rarity, theirs))
    less, more = sorted((own, others))
    words = common - MISSING * max(0.0, less - common) - min(_EXTRA_MOST, _EXTRA * max(0.0, more - common))
    evidence = {"order": _order(shared), "denial": _denial(a, b, shared), "numbers": _numbers(a, b, shared)}
    return Compared(
        tuple(shared),
        words,
        (common / own if own else 0.0, common / others if others else 0.0),
        {name: value for name, value in evidence.items() if value},
        identical=bool(a.terms) and [term.stem for term in mine] == [term.stem for term in theirs],
    )


def _shared(a: Sequence[Term], b: Sequence[Term], rarity: Rarity) -> list[Shared]:
    """The terms that both sides have, one for one, the surest first; in the order of the first side."""
    keys: dict[str, list[tuple[int, float]]] = {}
    for number, term in enumerate(b):
        for key, told in term.keys.items():
            keys.setdefault(key, []).append((number, told))
    found: list[tuple[float, int, int]] = []
    for number, term in enumerate(a):
        best: dict[int, float] = {}
        for key, told in term.keys.items():
            for other, also in keys.get(key, ()):
                best[other] = max(best.get(other, 0.0), told * also)
        found += [(-value, number, other) for other, value in best.items()]
    found.sort()
    left, right = set(range(len(a))), set(range(len(b)))
    shared: list[tuple[int, Shared]] = []
    for value, number, other in found:
        if number in left and other in right:
            left.discard(number)
            right.discard(other)
            weight = -value * min(rarity(a[number]), rarity(b[other]))
            shared.append((number, Shared(a[number], b[other], weight, a[number].stem == b[other].stem)))
    return [one for _, one in sorted(shared, key=lambda pair: pair[0])]


def _order(shared: Sequence[Shared]) -> float:
    """Whether the shared words stand in the same order; of two words that does not tell."""
    if len(shared) < 3:
        return 0.0
    rising = sum(x.b.start < y.b.start for x, y in pairwise(shared)) / (len(shared) - 1)
    return _ORDER * (rising - 0.5)


def _denial(a: Passage, b: Passage, shared: Sequence[Shared]) -> float:
    """Whether one side denies what the other says."""
    mine, theirs = _denied(a, [one.a for one in shared]), _denied(b, [one.b for one in shared])
    return 0.0 if mine & theirs else _DENIAL


def _denied(passage: Passage, shared: Sequence[Term]) -> set[bool]:
    """Whether what is shared is denied: a denial counts beside a shared word. Both where a word denies it by the way."""
    places = [term.start for term in passage.terms]
    ours = {term.start for term in shared}
    count = 0
    for at, ahead in passage.denials:
        behind = bisect_left(places, at)
        count += any(place in ours for place in places[behind if ahead else max(0, behind - 1) : behind + 1])
    return {True, False} if passage.hidden else {count % 2 == 1}


def _numbers(a: Passage, b: Passage, shared: Sequence[Shared]) -> float:
    """Numbers of the same thing: the same, or such as cannot both be so."""
    mine, theirs = _counted(a), _counted(b)
    counted = [(x, y) for one in shared if (x := mine.get(one.a.start)) and (y := theirs.get(one.b.start))]
    if not counted:
        return 0.0
    return _SAME_NUMBER if all(x.stem == y.stem for x, y in counted) else _OTHER_NUMBER


def other_numbers(a: Passage, b: Passage, shared: Sequence[Shared]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where both sides count the same thing, and not to the same number: from the number to the thing."""
    mine, theirs = _counted(a), _counted(b)
    return [
        ((x.start, one.a.end), (y.start, one.b.end))
        for one in shared
        if (x := mine.get(one.a.start)) and (y := theirs.get(one.b.start)) and x.stem != y.stem
    ]


def _counted(passage: Passage) -> dict[int, Term]:
    """What is counted, by its place, with its number: the word behind one."""
    return {y.start: x for x, y in pairwise(passage.terms) if x.number and not y.number}
