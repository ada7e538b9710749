"""The events that a report tells of: talks, and what a noun with a day names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from depesche.packs import Pack
from depesche.records import Report, Span, Talk
from depesche.relate.dates_days import EVERY, Days, earliest
from depesche.relate.dates_mark import Mark, opened
from depesche.relate.dates_tense import AHEAD, OPEN, PAST, patterns
from depesche.relate.words import stems
from depesche.relations import Quote

_ONLY_FORM = frozenset(
    {"bilateral", "telephone", "summons", "trilateral"}
)  # forums that say how, not where, people met
_SIDES = {"held": PAST, "broken off": PAST, "planned": AHEAD, "under way": PAST}
_TALKS = 40  # talks of a report that are looked at
_LEAD = 120  # characters at the head of a report that tell of its own day


@dataclass(frozen=True, slots=True)
class Mention:
    """An event as one report tells it.

    report: its place in the list. keys: by which the event may be met in another report, the surest first. low, high: from how many
    days before the report to how many; None where open. days: those on which the event can be by this report alone. labels: what the
    report calls its day (`w3` a Wednesday, `d01-12` a day of the year). mark: the time of the report that tells
    it, if one does.
    """

    report: int
    keys: tuple[str, ...]
    side: str
    low: int | None
    high: int | None
    weight: float
    quote: Quote
    days: Days = EVERY
    labels: frozenset[str] = frozenset()
    mark: Mark | None = None


def mentions_of(number: int, report: Report, marks: Sequence[Mark], pack: Pack) -> list[Mention]:
    """The events of a report by which others may know its day, in the order of its text."""
    found = []
    by_place = {mark.span.start: mark for mark in marks}
    used = set()
    kinds = {actor.name: actor.kind for actor in report.actors}
    for talk in report.talks[:_TALKS]:
        keys = _talk_keys(talk, kinds)
        if not keys or talk.status not in {*_SIDES}:
            continue
        mark = next((mark for span in talk.when if (mark := _at(span, by_place))), None)
        if mark:
            used.add(mark.span.start)
        found.append(_of_talk(number, report, talk, keys, mark))
    for mark in marks:
        if mark.span.start not in used and (keys := _noun_keys(mark, pack)):
            found += [_of_mark(number, keys, mark)]
    return [*found, *_counted(number, report, pack)]


def _at(span: Span, by_place: Mapping[int, Mark]) -> Mark | None:
    """The mark of a time; one that stands beside another belongs to the mark that begins there."""
    if mark := by_place.get(span.start):
        return mark
    return next((mark for start, mark in by_place.items() if start <= span.start and span.end <= mark.span.end), None)


def _talk_keys(talk: Talk, kinds: Mapping[str, str]) -> tuple[str, ...]:
    """A body that meets, and the sides with the place; sides alone tell too little unless the day agrees."""
    sides = sorted(name for name in talk.participants if kinds.get(name) != "person")[:4]
    keys = []
    if talk.forum and talk.forum not in _ONLY_FORM:
        keys.append(f"forum:{talk.forum}")
    if len(sides) > 1 and talk.place:
        keys.append(f"place:{'+'.join(sides)}@{talk.place}")
    if len(sides) > 1:
        keys.append(f"sides:{'+'.join(sides)}")
    return tuple(keys)


def _of_talk(number: int, report: Report, talk: Talk, keys: tuple[str, ...], mark: Mark | None) -> Mention:
    told = _SIDES[talk.status]
    first = min(talk.evidence, default=Span(0, 0, ""))
    quote = Quote(report.name, first.start, first.end, first.text)
    weight = round(min(talk.confidence, 0.85 if told == PAST else 0.7), 2)
    if mark is None:
        low, high = (0, 14) if talk.status == "under way" else (0, None) if told == PAST else (None, 0)
        return Mention(number, keys, told, low, high, weight, quote)
    agreed = _agreed(mark, told)
    return Mention(
        number, keys, agreed.side, agreed.low, agreed.high, max(weight, agreed.weight), mark.quotes[0] if mark.quotes else quote,
        agreed.days, _labels(agreed), agreed,
    )  # fmt: skip


def _agreed(mark: Mark, told: str) -> Mark:
    """The mark of a talk with the side that talk and time agree on; none where they do not."""
    if mark.side == told or mark.rule in {"dates.today", "dates.whole"}:
        return mark
    if mark.rule == "dates.week":  # of the week that runs, what is over lies behind and what is to come ahead
        most = max if told == PAST else min
        return replace(mark, side=told, low=most(mark.low or 0, 0), high=most(mark.high or 0, 0))
    bound = max(abs(mark.low or 0), abs(mark.high or 0))
    if mark.side == OPEN:
        return replace(mark, side=told, low=0 if told == PAST else -bound, high=bound if told == PAST else 0)
    return replace(mark, side=OPEN, low=-bound, high=bound, weight=0.7)


def _noun_keys(mark: Mark, pack: Pack) -> tuple[str, ...]:
    """The noun that a time goes with, as the name of an event, where the day has a label."""
    if not mark.noun or not _labels(mark):
        return ()
    stem, idle = stems(pack)(mark.noun)
    return () if idle or len(stem) < 5 else (f"noun:{stem}",)


def _of_mark(number: int, keys: tuple[str, ...], mark: Mark) -> Mention:
    if mark.side == PAST and not mark.whole:  # `nach dem Scheitern der Abstimmung am Freitag` tells no side
        mark = opened(mark)
    weight = round(min(mark.weight + 0.2, 0.7), 2)
    return Mention(number, keys, mark.side, mark.low, mark.high, weight, mark.quotes[0], mark.days, _labels(mark), mark)


def _counted(number: int, report: Report, pack: Pack) -> Iterator[Mention]:
    """`Einen Tag vor der Abstimmung`, or some hours after it, where a report begins with it."""
    known = patterns(pack)
    for time in report.times[:3]:
        found = re.fullmatch(r"P(?:(\d{1,2})D|T(?:1?\d|X)H)", time.open, re.ASCII)
        if time.span.start > _LEAD or time.type != "DURATION" or not found:
            continue
        behind = known["counted"].match(report.text, time.span.end)
        if behind:
            stem, idle = stems(pack)(behind["noun"])
            far = int(found[1]) if found[1] else 1
            away = -far if known["before"].fullmatch(behind["side"]) else far
            low, high = (away, away) if found[1] else sorted((away, 0))
            quote = Quote(report.name, time.span.start, behind.end(), report.text[time.span.start : behind.end()])
            if not idle:
                told = AHEAD if away < 0 else PAST
                yield Mention(number, (f"noun:{stem}",), told, low, high, 0.75, quote)


def _labels(mark: Mark) -> frozenset[str]:
    labels = set()
    if mark.weekday:
        labels.add(f"w{mark.weekday}")
    if mark.month_day:
        labels.add(f"d{mark.month_day}")
    if mark.whole:
        labels.add(f"w{earliest(mark.days).isoweekday()}")
    return frozenset(labels)
