"""What a report is about, in a few keys: by them reports meet that may speak of the same events.

A sketch is made of one report alone. How rare a key is in general stands beside it, so that a case of five reports
knows as well as one of a hundred thousand that `Geneva` says more than `Regierung`.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from depesche.language.forms import load as load_forms
from depesche.packs import Pack
from depesche.paragraphs import paragraphs
from depesche.records import Report
from depesche.relate.words import words

KEYS = 40  # of a report; the weightiest
LONGEST = 40_000  # characters that are looked at
_PILE = 1_000  # reports of an imagined pile, in which so many have a key of each sort
_HAVE = {"person": 3, "body": 12, "state": 250, "rare": 5, "known": 60}
_SHORT = 4  # letters of a word that is about nothing
_OPENING = 1.6  # what stands in the first paragraphs weighs more
_OPENING_PARAGRAPHS = 2
_SORT_OF = {"person": "person", "state": "state"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its weight: how much it tells that two reports share it. number: 63 bits of its digest."""

    number: int
    weight: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """The keys of a report. norm: what all of them weigh together, squared and drawn the root of."""

    keys: tuple[Key, ...]
    norm: float


def key_number(space: str, key: str) -> int:
    """A key as a number that fits a database's integer; the same in every process.

    >>> key_number("story", "genf") == key_number("story", "genf") != key_number("talk", "genf")
    True
    """
    return (
        int.from_bytes(hashlib.blake2b(f"{space}|{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
    )


def sketch(report: Report, pack: Pack) -> Sketch:
    """The keys of a report: its actors and the nouns that it dwells on; nothing that its day could change."""
    weights: dict[str, float] = {}
    for key, sort, times in (*_names(report), *_nouns(report, pack)):
        weight = math.log(_PILE / _HAVE[sort]) * (1 + math.log(times))
        weights[key] = max(weight, weights.get(key, 0.0))
    best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:KEYS]
    keys = tuple(Key(key_number("story", key), weight) for key, weight in best)
    return Sketch(keys, math.sqrt(sum(key.weight**2 for key in keys)))


def _names(report: Report) -> Iterator[tuple[str, str, float]]:
    for actor in report.actors:
        sort = _SORT_OF.get(actor.kind, "body")
        name = actor.name.split()[-1] if sort == "person" and actor.name.split() else actor.name
        yield name.casefold(), sort, max(1, len(actor.mentions))


def _nouns(report: Report, pack: Pack) -> Iterator[tuple[str, str, float]]:
    """The nouns of the article by stem, the more often named the weightier."""
    known = _known(pack)
    met: Counter[str] = Counter()
    sort: dict[str, str] = {}
    blocked = sorted((span.start, span.end) for span in report.header.clutter)
    for number, (start, end) in enumerate(paragraphs(report.text[:LONGEST])):
        if any(a <= start < b for a, b in blocked):
            continue
        weight = _OPENING if number < _OPENING_PARAGRAPHS else 1.0
        for word in words(report.text, pack, start, end):
            form = report.text[word.start : word.end]
            if word.idle or not form[0].isupper() or len(form) < _SHORT:
                continue
            met[word.stem] += 1
            met[word.stem] = met[word.stem] if weight == 1.0 else max(met[word.stem], 2)
            sort.setdefault(word.stem, "known" if form.lower() in known else "rare")
    for stem, times in met.items():
        yield stem, sort[stem], times


@lru_cache(maxsize=4)
def _known(pack: Pack) -> frozenset[str]:
    """Forms that free text has often enough for the pack to know them."""
    return load_forms(pack.folder).known()
