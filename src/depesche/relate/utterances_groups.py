"""From pairs to utterances: which sentences of several reports come together."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.relate.utterances_match import Rarity, compare
from depesche.relate.utterances_pairs import Pair
from depesche.relate.utterances_units import Unit

# Of two groups so many pairs over reports must be the same words for both to be one.
_LINKED = 0.5
# From which score on a report says a thing twice, and how telling a word is by which a summary is known.
_REPEATED, _TELLING = 1.2, 0.8


class Groups:
    """The units of a story, grouped."""

    def __init__(self, found: Sequence[Unit], rarity: Rarity) -> None:
        self._units, self._rarity = found, rarity
        self._group: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.links: dict[tuple[int, int], Pair] = {}
        self.partners: dict[int, list[int]] = {}

    def join(self, pairs: Sequence[Pair]) -> None:
        """Join the pairs, the best first; a group takes in only what most of its members go with."""
        for pair in pairs:
            self._link(pair)
        for pair in pairs:
            a, b = self._of(pair.a), self._of(pair.b)
            if a != b and self._linked(a, b) >= _LINKED:
                self._merge(a, b)

    def _link(self, pair: Pair) -> None:
        self.links[pair.a, pair.b] = pair
        self.partners.setdefault(pair.a, []).append(pair.b)
        self.partners.setdefault(pair.b, []).append(pair.a)

    def has(self, number: int) -> bool:
        """Whether a unit is in a group of several."""
        return number in self._group

    def _of(self, number: int) -> int:
        if number not in self._group:
            self._group[number] = number
            self.members[number] = [number]
        return self._group[number]

    def _merge(self, a: int, b: int) -> None:
        a, b = sorted((a, b))
        for number in self.members[b]:
            self._group[number] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))

    def _linked(self, a: int, b: int) -> float:
        """Which share of the pairs over reports between two groups are the same words."""
        over = linked = 0
        for x in self.members[a]:
            for y in self.members[b]:
                if self._units[x].report != self._units[y].report:
                    over += 1
                    linked += (min(x, y), max(x, y)) in self.links
        return linked / over if over else 0.0

    def add_repeats(self, kept: Sequence[Pair]) -> None:
        """Take in what a report says a second time: it is like a member of its own report, and goes with one of another."""
        for pair in kept:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if one in self._group or other not in self._group:
                    continue
                group = self._group[other]
                if any(self._repeats(one, number) for number in self.members[group]):
                    self._take(one, group)
                    self._link(pair)
                    break

    def _repeats(self, one: int, number: int) -> bool:
        a, b = self._units[one], self._units[number]
        if a.report != b.report or a.actor != b.actor or a.place[0] == b.place[0] or a.level != b.level:
            return False
        return compare(a.passage, b.passage, self._rarity).score >= _REPEATED

    def add_summaries(self) -> None:
        """Take in what names an utterance beside its words, as `Er nannte den Tag ergiebig` before `„Der Tag war sehr ergiebig“`."""
        places = {(unit.report, unit.place): number for number, unit in enumerate(self._units)}
        for group in sorted(self.members):
            for number in list(self.members[group]):
                unit = self._units[number]
                for near in (unit.place[0] - 1, unit.place[0] + 1):
                    one = places.get((unit.report, (near, 0)))
                    if one is not None and one not in self._group and self._sums_up(one, number, group):
                        self._take(one, group)

    def _sums_up(self, one: int, number: int, group: int) -> bool:
        summary, unit = self._units[one], self._units[number]
        if summary.rendered or summary.statement.act != "assess" or not unit.rendered or summary.actor != unit.actor:
            return False
        words = {term.stem for term in summary.passage.terms if term.weight >= _TELLING}
        others = (n for n in self.members[group] if self._units[n].report != unit.report)
        return any(words & {t.stem for t in self._units[n].passage.terms} & _stems(unit) for n in others)

    def _take(self, one: int, group: int) -> None:
        self._group[one] = group
        self.members[group] = sorted([*self.members[group], one])


def _stems(unit: Unit) -> set[str]:
    return {term.stem for term in unit.passage.terms}


def grouped(found: Sequence[Unit], rarity: Rarity, kept: Sequence[Pair], sure: Sequence[Pair]) -> Groups:
    """The groups of a story."""
    groups = Groups(found, rarity)
    groups.join(sure)
    groups.add_repeats(kept)
    groups.add_summaries()
    return groups
