"""Utterances: the same words of the same actor on the same occasion, over the reports of a story, whatever the wording."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from depesche.packs import Pack
from depesche.records import Report, Statement
from depesche.relate.utterances_copies import Copied, by_report, copies
from depesche.relate.utterances_groups import Groups, grouped
from depesche.relate.utterances_match import Rarity, compare
from depesche.relate.utterances_pairs import ENOUGH, Pair, pairs, sure
from depesche.relate.utterances_reasons import Evidence, reasons, speakers
from depesche.relate.utterances_states import sides_of
from depesche.relate.utterances_units import Unit, comparable, units, with_parts
from depesche.relate.utterances_words import lexicon_of
from depesche.relations import Member, Utterance, relation_id

# How sure a score makes: the slope of the curve, and what is taken off where the days are not known.
_SLOPE, _UNDATED = 1.1, 0.9


def find_utterances(reports: Sequence[Report], packs: Mapping[str, Pack]) -> tuple[Utterance, ...]:
    """Group the statements of a story that render the same words.

    A statement of several sentences can belong to several utterances, and an utterance can have two statements of one report.

    Args:
        reports: the reports of a story. Actors have one name over them, and those that have a day have it.
        packs: the packs of their languages; reports in other languages, and such as were not read, are left out.

    """
    found: list[Utterance] = []
    for code in sorted(packs):
        some = sorted((r for r in reports if r.language == code and r.unread is None), key=lambda r: r.name)
        if len(some) > 1:
            found += _of_language(some, packs[code])
    return tuple(found)


def same_words(a: str, b: str, pack: Pack) -> bool:
    """Whether two passages render the same words, by these alone: without knowing who said them, and when.

    >>> from depesche import packs
    >>> same_words("Wir weisen den Vorwurf zurück", "man lehne die Anschuldigung ab", packs.load("de"))
    True
    >>> same_words("Wir weisen den Vorwurf zurück", "man prüfe das Angebot", packs.load("de"))
    False
    """
    lexicon = lexicon_of(pack)
    compared = compare(lexicon.passage(a, [(0, len(a))]), lexicon.passage(b, [(0, len(b))]), Rarity())
    return compared.telling and compared.score >= ENOUGH


def _of_language(reports: Sequence[Report], pack: Pack) -> list[Utterance]:
    sides = sides_of(reports, pack)
    names = comparable(reports, sides)
    read = with_parts([unit for report in reports for unit in units(report, pack, names, sides)], lexicon_of(pack))
    rarity = Rarity(unit.terms for unit in read)
    copied = copies(read, rarity)
    found = [one.units[0] for one in copied]
    kept = pairs(found, rarity)
    groups = grouped(found, rarity, kept, sure(found, kept, by_report(copied)))
    by_name = {report.name: report for report in reports}
    return [_utterance(by_name, _Group(copied, groups, tuple(group))) for group in _over_reports(copied, groups)]


def _over_reports(copied: Sequence[Copied], groups: Groups) -> list[list[int]]:
    """The groups that reach over reports; one all of whose statements another has is part of that."""
    alone = [[number] for number in range(len(copied)) if not groups.has(number)]
    told = [(_statements(copied, group), sorted(group)) for group in (*groups.members.values(), *alone)]
    told = [one for one in told if len({report for report, _ in one[0]}) > 1]
    told.sort(key=lambda one: (-len(one[0]), one[1]))
    kept: list[tuple[set[tuple[str, int]], list[int]]] = []
    holders: dict[tuple[str, int], list[int]] = {}
    for statements, group in told:
        holding = [kept[number] for number in holders.get(min(statements), ())]
        whole = next((of for all_of_it, of in holding if statements <= all_of_it), None)
        if whole is not None:
            whole += group
            continue
        for statement in statements:
            holders.setdefault(statement, []).append(len(kept))
        kept.append((statements, group))
    return sorted(sorted(group) for _, group in kept)


def _statements(copied: Sequence[Copied], group: Sequence[int]) -> set[tuple[str, int]]:
    return {(unit.report, unit.place[0]) for number in group for unit in copied[number].units}


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of a story, by the numbers of its units without copies."""

    copied: Sequence[Copied]
    groups: Groups
    numbers: tuple[int, ...]

    def units(self) -> list[Unit]:
        return [unit for number in self.numbers for unit in self.copied[number].units]

    def links(self) -> list[tuple[Unit, Unit, Pair]]:
        """The pairs of the group, the surest first."""
        told = [(self.copied[p.a].units[0], self.copied[p.b].units[0], p) for n in self.numbers for p in self._own(n)]
        for number in self.numbers:
            one = self.copied[number]
            if one.pair is not None:
                other = next(unit for unit in one.units if unit.report != one.units[0].report)
                told.append((one.units[0], other, one.pair))
        return sorted(told, key=lambda link: (-link[2].score, link[0].report, link[0].place, link[1].report))

    def _own(self, number: int) -> Iterator[Pair]:
        for other in self.groups.partners.get(number, ()):
            if number < other and other in self.numbers:
                yield self.groups.links[number, other]

    def confidence(self) -> float:
        """How sure it is on the average that a unit belongs: by the pair that speaks most for it."""
        best: dict[tuple[str, tuple[int, int]], float] = {}
        for a, b, pair in self.links():
            sure_of = (1.0 if pair.days is not None else _UNDATED) / (1 + math.exp(-_SLOPE * pair.score))
            for unit in (a, b):
                best[unit.report, unit.place] = max(best.get((unit.report, unit.place), 0.0), sure_of)
        return round(sum(best.values()) / len(best), 3) if best else 0.5


def _utterance(reports: Mapping[str, Report], group: _Group) -> Utterance:
    def order(unit: Unit) -> tuple[str, str, tuple[int, int]]:
        return reports[unit.report].header.published.value or "9999", unit.report, unit.place

    own = sorted(group.units(), key=order)
    statements: dict[tuple[str, int], Statement] = {}
    lengths: dict[tuple[str, int], int] = {}
    for unit in own:
        key = (unit.report, unit.place[0])
        statements[key] = unit.statement
        lengths[key] = lengths.get(key, 0) + unit.span[1] - unit.span[0]
    members = tuple(
        Member(report, one.id, " ".join(" ".join(span.text for span in one.content).split()))
        for (report, _), one in statements.items()
    )
    longest = max(statements, key=lambda key: lengths[key])
    evidence = Evidence(reports, own, group.links(), longest)
    return Utterance(
        relation_id("utterance", *sorted(f"{m.report}:{m.record}" for m in members)),
        _actor(own),
        members,
        _day(own),
        list(statements).index(longest),
        _first([reports[report].header.published.value for report, _ in statements]),
        group.confidence(),
        reasons(evidence),
        "utterances.words",
    )


def _actor(own: Sequence[Unit]) -> str:
    """Who said it: the person, where others have the state spoken for."""
    return speakers(own)[0]


def _day(own: Sequence[Unit]) -> str | None:
    """The day that all have in common: the one named beside the words, else the only one that fits."""
    days = [unit.when.days for unit in own if unit.when.sure and unit.when.days] or [
        unit.when.days for unit in own if unit.when.days and not unit.when.open
    ]
    if not days:
        return None
    first, last = max(day[0] for day in days), min(day[1] for day in days)
    return date.fromordinal(first).isoformat() if first == last else None


def _first(days: Sequence[str | None]) -> int | None:
    """The member whose report is older than all others."""
    known = [day for day in days if day]
    if len(known) < len(days) or not known:
        return None
    oldest = min(known)
    return days.index(oldest) if known.count(oldest) == 1 else None
