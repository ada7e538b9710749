"""Who agrees with whom on an issue, and who is against whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from depesche.packs import Pack
from depesche.records import Act
from depesche.relate.position_matrix import NOBODY
from depesche.relate.position_passages import Reader, is_another, reader_of, weight_of
from depesche.relate.positions import WANTING
from depesche.relations import Held, Reason, Stand

_BLAMING: frozenset[Act] = frozenset(["accuse", "warn"])
_COUNTING = WANTING | _BLAMING | {"deny"}
_PLAIN = {"pro": "for it", "contra": "against it"}
_ACTORS = 12
_LEAST = 3
_CONFIDENCE = {"agree": 0.6, "conflict": 0.7}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors who agree or are in conflict on an issue, each with the newest sentence that tells it. issue, name: in the codebook."""

    issue: str
    name: str
    kind: Literal["agree", "conflict"]
    actors: tuple[str, str]
    a: Stand
    b: Stand
    confidence: float
    reasons: tuple[Reason, ...]


def agreement(held: Iterable[Held], pack: Pack, sides: Mapping[str, str] | None = None) -> tuple[Pair, ...]:
    """Pairs of actors per issue: conflicts first, then by issue and actors.

    Each actor counts with the newest stand on an issue; who is for it and against it on one day counts with none. Of very many actors
    on one issue those with most positions are compared. What a single noun names is one thing only where the sentences share more words.

    Args:
        held: positions in any order.
        pack: of the language of the reports.
        sides: for whom actors act; with it what they say counts for the state or body.

    """
    newest: defaultdict[str, dict[str, list[Held]]] = defaultdict(dict)
    count: Counter[tuple[str, str]] = Counter()
    for one in held:
        actor = (sides or {}).get(one.actor, one.actor)
        if actor != NOBODY and one.act in _COUNTING:
            count[one.issue, actor] += 1
            newest[one.issue][actor] = _newer(newest[one.issue].get(actor, []), one)
    found: list[Pair] = []
    reader = reader_of(pack)
    for issue, by_actor in newest.items():
        actors = sorted(by_actor, key=lambda actor: (-count[issue, actor], actor))[:_ACTORS]
        clear = {actor: stand for actor in sorted(actors) if (stand := _clear(by_actor[actor])) is not None}
        found += [pair for pair in _pairs(clear) if _is_one_thing(pair, clear, reader)]
    return tuple(sorted(found, key=lambda pair: (pair.kind == "agree", pair.issue, pair.actors)))


def _newer(before: list[Held], one: Held) -> list[Held]:
    """What an actor said on the newest day, what is wanted before what is said of others; each act and stance once."""
    rank = (one.act in WANTING, one.day or "")
    old = (before[0].act in WANTING, before[0].day or "") if before else (False, "")
    if not before or rank > old:
        return [one]
    if rank < old:
        return before
    kept = {(held.act, held.stance): held for held in sorted([*before, one], key=lambda held: held.order, reverse=True)}
    return sorted(kept.values(), key=lambda held: held.order)


def _clear(stands: list[Held]) -> Held | None:
    """The one stand of an actor; None where it is two that do not go together."""
    return None if {"pro", "contra"} <= {one.stance for one in stands} else stands[0]


def _pairs(stands: Mapping[str, Held]) -> Iterator[Pair]:
    for (one, a), (other, b) in combinations(stands.items(), 2):
        found = _kind(a, b)
        if found:
            kind, reason = found
            yield Pair(a.issue, a.name, kind, (one, other), a.stand, b.stand, _CONFIDENCE[kind], (reason,))


def _kind(a: Held, b: Held) -> tuple[Literal["agree", "conflict"], Reason] | None:
    """Whether two stands agree or are in conflict, and why; None where neither is told."""
    quotes = (a.quote, b.quote)
    if _denies(a, b) or _denies(b, a):
        return "conflict", Reason("issues.denied", quotes)
    if not (a.act in WANTING and b.act in WANTING):
        return None
    if {a.stance, b.stance} == {"pro", "contra"}:
        return "conflict", Reason("issues.conflict", quotes, (_PLAIN[a.stance], _PLAIN[b.stance]))
    if a.stance == b.stance and a.stance in _PLAIN:
        return "agree", Reason("issues.agree", quotes, (_PLAIN[a.stance],))
    return None


def _is_one_thing(pair: Pair, stands: Mapping[str, Held], reader: Reader) -> bool:
    """Whether both speak of the same; an issue with one noun for a name (`Schiff`) does not tell which."""
    a, b = (reader.seen(stands[actor]) for actor in pair.actors)
    if is_another(a, b):
        return False
    (named, specific), (also_named, also_specific) = reader.issue(a.held), reader.issue(b.held)
    return (specific and also_specific) or weight_of((a.stems & b.stems) - named - also_named) >= _LEAST


def _denies(a: Held, b: Held) -> bool:
    """`bestreitet` against `wirft vor`: both are against the thing, and say the opposite of it."""
    return a.act == "deny" and b.act in _BLAMING
