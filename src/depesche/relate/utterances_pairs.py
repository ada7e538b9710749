"""Which two sentences of two reports are the same words: candidates of one actor, and the evidence for each."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from depesche.relate.utterances_days import far_apart, gap, looks_back, one_month, same_date
from depesche.relate.utterances_match import MISSING, Compared, Rarity, compare
from depesche.relate.utterances_units import Unit

# What stands around the words is worth so much.
SPOKEN_FOR, SAME_OCCASION, OTHER_OCCASION, ACTS_AGAINST, QUOTED, ACT_ALONE = -0.6, 0.4, -0.3, -0.8, 0.2, -0.3
ACTED_FOR = -0.3
# From which score on two sentences are the same words: where their days go together, where the later report looks back, and where the
# days are not known. There each other pair of the two reports makes it likelier that both tell of one occasion.
ENOUGH, ENOUGH_BACK, ENOUGH_UNDATED, COMPANY, COMPANY_MOST = 0.6, 1.0, 2.0, 0.45, 3
# For how many other pairs a date stands that both name just before. How much more it takes
# without a day and much company where one only names an act.
_SAME_DATE, _NAMED_UNDATED = 2, 1.0
# What the order, numbers and quotation marks add to a score at most.
_MORE = 0.7
# From which score on a pair is kept for what goes with the sure ones.
LEAST = 0.3
# A candidate shares one of its rarest keys with the other; a key that more units of the actor have is of no use. No unit has more of them.
_RAREST, _CROWD, _PARTNERS = 8, 90, 120
# How much of one of two sentences must be in the other.
_COVERED = 0.42
# How much of each of two sentences must be in the other to be held to be retold on another day, and of how many words.
_RETOLD, _RETOLD_WORDS, _VERBATIM_LETTERS = 0.85, 6, 12
_AGAINST = frozenset(
    map(frozenset, (("accept", "refuse"), ("offer", "refuse"), ("commit", "refuse"), ("accept", "deny")))
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units, by their numbers, and what speaks for the same words. days: between them; None where that is not known."""

    a: int
    b: int
    compared: Compared
    around: dict[str, float]
    days: int | None

    @property
    def score(self) -> float:
        """The evidence of the words and of what stands around them."""
        return self.compared.score + sum(self.around.values())


def pairs(found: Sequence[Unit], rarity: Rarity) -> list[Pair]:
    """The pairs that are worth a thought, the best first; those of one level where statements lie in each other."""
    told = [_Told(unit, rarity) for unit in found]
    likely = [(a, b) for a, b in _candidates(found) if told[a].most(told[b]) >= LEAST]
    kept = [pair for a, b in likely if (pair := held(found, a, b, rarity)) is not None]
    return sorted(_of_one_level(found, kept), key=lambda pair: (-pair.score, pair.a, pair.b))


class _Told:
    """What a unit says, in short: to pass over most candidates without holding them against each other."""

    def __init__(self, unit: Unit, rarity: Rarity) -> None:
        self.total = 0.0
        self.keys: dict[str, float] = {}
        for term in unit.terms:
            weight = rarity(term)
            self.total += weight
            for key, told in term.keys.items():
                self.keys[key] = max(self.keys.get(key, 0.0), told * weight)
        self.more = _MORE + (SAME_OCCASION if unit.occasion else 0.0)

    def most(self, other: _Told) -> float:
        """More than what the two can score together."""
        shared = math.fsum(min(self.keys[key], other.keys[key]) for key in self.keys.keys() & other.keys.keys())
        return shared - MISSING * max(0.0, min(self.total, other.total) - shared) + min(self.more, other.more)


def sure(found: Sequence[Unit], kept: Sequence[Pair], copied: Mapping[str, Collection[int]]) -> list[Pair]:
    """The pairs that are the same words. copied: for each report the numbers of the sentences that it has word for word from others."""
    company: dict[tuple[str, str], list[tuple[int, int]]] = {}
    one_occasion: set[tuple[str, str, str]] = set()
    for pair in kept:
        if pair.score >= ENOUGH:
            a, b = found[pair.a], found[pair.b]
            company.setdefault((a.report, b.report), []).append((a.place[0], b.place[0]))
            if pair.score >= ENOUGH_BACK:
                one_occasion.add((a.report, b.report, a.actor))

    def enough(pair: Pair) -> float:
        a, b = found[pair.a], found[pair.b]
        if pair.days is not None:
            # Reports of days apart may tell of one occasion, as other words that both have of the actor show.
            apart = far_apart(a.when, b.when) and (a.report, b.report, a.actor) not in one_occasion
            return ENOUGH_BACK if pair.days or apart else ENOUGH
        if one_act(a, b):
            return ENOUGH_BACK
        others = [(x, y) for x, y in company.get((a.report, b.report), ()) if x != a.place[0] and y != b.place[0]]
        alike = len(frozenset(copied.get(a.report, ())) & frozenset(copied.get(b.report, ())))
        distinct = min(len({x for x, _ in others}), len({y for _, y in others})) + alike
        one_weekday = a.when.weekday is not None and a.when.weekday == b.when.weekday
        distinct += _SAME_DATE if same_date(a.when, b.when) else int(one_weekday)
        named = 0.0 if (a.rendered and b.rendered) or distinct >= COMPANY_MOST else _NAMED_UNDATED
        return ENOUGH_UNDATED + named - COMPANY * min(distinct, COMPANY_MOST)

    return [pair for pair in kept if pair.score >= enough(pair)]


def _candidates(found: Sequence[Unit]) -> list[tuple[int, int]]:
    """Pairs of units of one actor, or of somebody and the state spoken for, that share a word which few of the actor's have."""
    buckets: dict[str, list[int]] = {}
    for number, unit in enumerate(found):
        for name in {unit.actor, unit.side} - {""}:
            buckets.setdefault(name, []).append(number)
    pairs_found: set[tuple[int, int]] = set()
    for name in sorted(buckets):
        pairs_found.update(_in_bucket(found, buckets[name]))
    return sorted(pairs_found)


def _in_bucket(found: Sequence[Unit], bucket: Sequence[int]) -> Iterable[tuple[int, int]]:
    postings: dict[str, list[int]] = {}
    telling = {number: found[number].keys for number in bucket}
    for number in bucket:
        for key in telling[number]:
            postings.setdefault(key, []).append(number)
    for number in bucket:
        keys = [(len(postings[key]), key) for key in telling[number] if 1 < len(postings[key]) <= _CROWD]
        rarest = dict.fromkeys(other for _, key in sorted(keys)[:_RAREST] for other in postings[key])
        others = [other for other in rarest if found[other].report != found[number].report]
        for other in others[:_PARTNERS]:
            yield (number, other) if number < other else (other, number)


def held(found: Sequence[Unit], first: int, second: int, rarity: Rarity) -> Pair | None:
    """Hold two units against each other; None where they are not worth a thought."""
    a, b = found[first], found[second]
    if not _may_be_one(a, b):
        return None
    compared = compare(a.passage, b.passage, rarity, (a.cue, b.cue))
    pair = Pair(first, second, compared, _around(a, b, compared), gap(a.when, b.when))
    if pair.score < LEAST or not compared.telling:
        return None
    if max(compared.cover) < _COVERED and pair.score >= ENOUGH:
        return None
    if pair.days and not (_retold(a, b, compared) or looks_back(a.when, b.when)):
        return None
    return pair


def _may_be_one(a: Unit, b: Unit) -> bool:
    """One actor; or a person and the state spoken for, where the words of the state are rendered and not its stand named.

    So a state and an office of it in an act of one month: the government called it a danger, as another has it the ministry.
    """
    if a.actor == b.actor:
        return True
    if not (a.person or b.person):
        return one_act(a, b) and a.side == b.side != "" and a.side in {a.actor, b.actor}
    state = b if a.person else a
    return a.person != b.person and a.side == b.side == state.actor and state.rendered


def one_act(a: Unit, b: Unit) -> bool:
    """Whether both name an act instead of words, and the same month for it."""
    return not (a.rendered or b.rendered) and one_month(a.when, b.when) != ""


def _around(a: Unit, b: Unit, compared: Compared) -> dict[str, float]:
    """What stands around the words, by its name."""
    told = {}
    if a.actor != b.actor:
        told["spoken for"] = SPOKEN_FOR if a.person or b.person else ACTED_FOR
    if a.occasion and b.occasion:
        told["occasion"] = SAME_OCCASION if a.occasion & b.occasion else OTHER_OCCASION
    if frozenset((a.statement.act, b.statement.act)) in _AGAINST:
        told["acts"] = ACTS_AGAINST
    if a.quoted and b.quoted and len(compared.shared) > 2:
        told["quoted"] = QUOTED
    if not (a.rendered and b.rendered) and not compared.identical:
        told["act alone"] = ACT_ALONE
    return told


def _retold(a: Unit, b: Unit, compared: Compared) -> bool:
    """Whether a later report has the very words of an earlier occasion: a quotation told again, not the same thing said anew."""
    if a.when.sure and b.when.sure:
        return False
    if not (a.quoted and b.quoted):
        return False
    long_enough = len(compared.shared) >= _RETOLD_WORDS and min(compared.cover) >= _RETOLD
    return long_enough or (compared.identical and a.span[1] - a.span[0] >= _VERBATIM_LETTERS)


def _of_one_level(found: Sequence[Unit], kept: Sequence[Pair]) -> list[Pair]:
    """Of statements that lie in each other the outer one goes with the outer one of another report, the inner with the inner."""
    level: set[tuple[str, int, str, int]] = set()
    for pair in kept:
        a, b = found[pair.a], found[pair.b]
        if a.level == b.level and pair.score >= ENOUGH:
            level.add((a.report, a.chain, b.report, b.chain))
    return [pair for pair in kept if _level_fits(found[pair.a], found[pair.b], level)]


def _level_fits(a: Unit, b: Unit, level: set[tuple[str, int, str, int]]) -> bool:
    return a.level == b.level or (a.report, a.chain, b.report, b.chain) not in level
