"""Utterances: the same words of the same actor on the same occasion, over the reports of a story, whatever the wording."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from depesche.packs import Pack
from depesche.records import Report, Statement
from depesche.relate.utterances_groups import Groups, grouped
from depesche.relate.utterances_match import Rarity
from depesche.relate.utterances_pairs import Pair, pairs, sure
from depesche.relate.utterances_reasons import Evidence, reasons
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


def _of_language(reports: Sequence[Report], pack: Pack) -> list[Utterance]:
    names = comparable(reports)
    read = [unit for report in reports for unit in units(report, pack, names)]
    found = with_parts(read, lexicon_of(pack))
    rarity = Rarity(unit.terms for unit in found)
    kept = pairs(found, rarity)
    groups = grouped(found, rarity, kept, sure(found, kept))
    by_name = {report.name: report for report in reports}
    return [_utterance(by_name, found, groups, group) for group in _over_reports(found, groups)]


def _over_reports(found: Sequence[Unit], groups: Groups) -> Iterator[list[int]]:
    """The groups that reach over reports; one all of whose statements another has is part of that."""
    told = [sorted(group) for group in groups.members.values() if len({found[n].report for n in group}) > 1]
    told.sort(key=lambda group: (-len(_statements(found, group)), group))
    kept: list[tuple[set[tuple[str, int]], list[int]]] = []
    holders: dict[tuple[str, int], list[int]] = {}
    for group in told:
        statements = _statements(found, group)
        some = next(iter(sorted(statements)))
        whole = next((kept[n][1] for n in holders.get(some, ()) if statements <= kept[n][0]), None)
        if whole is not None:
            whole += group
            continue
        for statement in statements:
            holders.setdefault(statement, []).append(len(kept))
        kept.append((statements, group))
    yield from sorted(sorted(group) for _, group in kept)


def _statements(found: Sequence[Unit], group: Sequence[int]) -> set[tuple[str, int]]:
    return {(found[number].report, found[number].place[0]) for number in group}


def _utterance(reports: Mapping[str, Report], found: Sequence[Unit], groups: Groups, group: Sequence[int]) -> Utterance:
    def order(number: int) -> tuple[str, str, tuple[int, int]]:
        unit = found[number]
        return reports[unit.report].header.published.value or "9999", unit.report, unit.place

    own = sorted(group, key=order)
    statements: dict[tuple[str, int], Statement] = {}
    lengths: dict[tuple[str, int], int] = {}
    for number in own:
        unit = found[number]
        key = (unit.report, unit.place[0])
        statements[key] = unit.statement
        lengths[key] = lengths.get(key, 0) + unit.span[1] - unit.span[0]
    members = tuple(
        Member(report, one.id, " ".join(" ".join(span.text for span in one.content).split()))
        for (report, _), one in statements.items()
    )
    longest = max(range(len(members)), key=lambda n: (list(lengths.values())[n], -n))
    evidence = Evidence(reports, [found[n] for n in own], _links(found, groups, own), list(statements)[longest])
    return Utterance(
        relation_id("utterance", *sorted(f"{m.report}:{m.record}" for m in members)),
        _actor(evidence.units),
        members,
        _day(evidence.units),
        longest,
        _first([reports[report].header.published.value for report, _ in statements]),
        _confidence(groups, own),
        reasons(evidence),
        "utterances.words",
    )


def _links(found: Sequence[Unit], groups: Groups, group: Sequence[int]) -> list[tuple[Unit, Unit, Pair]]:
    """The pairs of a group, the surest first."""
    numbers = set(group)
    pairs_in = [
        pair
        for a in group
        for b in groups.partners.get(a, ())
        if a < b and b in numbers and (pair := groups.links[a, b])
    ]
    pairs_in.sort(key=lambda pair: (-pair.score, pair.a, pair.b))
    return [(found[pair.a], found[pair.b], pair) for pair in pairs_in]


def _actor(own: Sequence[Unit]) -> str:
    """Who said it: the person, where others have the state spoken for."""
    names = sorted({(not unit.person, unit.actor) for unit in own})
    return names[0][1]


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


def _confidence(groups: Groups, group: Sequence[int]) -> float:
    """How sure it is on the average that a member belongs: by the pair that speaks most for it."""
    sure_of = []
    for number in group:
        links = [groups.links[min(number, o), max(number, o)] for o in groups.partners.get(number, ()) if o in group]
        if links:
            best = max(links, key=lambda pair: pair.score)
            sure_of.append((1.0 if best.days is not None else _UNDATED) / (1 + math.exp(-_SLOPE * best.score)))
    return round(sum(sure_of) / len(sure_of), 3) if sure_of else 0.5
