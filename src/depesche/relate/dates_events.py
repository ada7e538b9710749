"""Which events two reports share: talks, what a noun names, and words that both quote."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from depesche.packs import Pack
from depesche.records import Report, Span, Talk
from depesche.relate.dates_days import EVERY, Days, earliest
from depesche.relate.dates_marks import Mark, opened
from depesche.relate.dates_tense import AHEAD, OPEN, PAST, patterns
from depesche.relate.words import stems, words
from depesche.relations import Quote

_ONLY_FORM = frozenset(
    {"bilateral", "telephone", "summons", "trilateral"}
)  # forums that say how, not where, people met
_SIDES = {"held": PAST, "broken off": PAST, "planned": AHEAD, "under way": PAST}
_TALKS = 40  # talks and times of a report that are looked at
_PERSONS = 12
_QUOTED = 6  # content words that make a quotation one of its own
_PASSAGE = re.compile(r"[^.!?\n]+[.!?]?")
_PASSAGES = 400  # sentences of a report that are looked at
_LONG, _LONGEST = 60, 300  # characters
_LEAD = 120  # characters at the head of a report that tell of its own day


@dataclass(frozen=True, slots=True)
class Mention:
    """An event as one report tells it.

    report: its place in the list. keys: by which the event may be met in another report, the surest first. low, high: from how many
    days before the report to how many; None where open. days: those on which the event can be by this report alone. labels: what the
    report calls its day (`w3` a Wednesday, `d01-12` a day of the year). dated: by a time of the report, which the mark holds.
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


@dataclass(slots=True)
class Event:
    """Mentions of several reports that are one event. why: how they were met."""

    mentions: list[Mention]
    why: str
    labels: set[str] = field(default_factory=set)


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
        if mark.span.start not in used and (keys := _noun_keys(mark, kinds, report, pack)):
            found.append(_of_mark(number, keys, mark))
    found += _counted(number, report, pack)
    return found


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
        low, high = mark.low or 0, mark.high or 0
        return (
            replace(mark, side=told, low=max(low, 0), high=max(high, 0))
            if told == PAST
            else replace(mark, side=told, low=min(low, 0), high=min(high, 0))
        )
    bound = max(abs(mark.low or 0), abs(mark.high or 0))
    if mark.side == OPEN:
        return replace(mark, side=told, low=0 if told == PAST else -bound, high=bound if told == PAST else 0)
    return replace(mark, side=OPEN, low=-bound, high=bound, weight=0.7)


def _noun_keys(mark: Mark, kinds: Mapping[str, str], report: Report, pack: Pack) -> tuple[str, ...]:
    """The noun that a time goes with, as the name of an event: no name of anybody, and only where the day has a label."""
    if not mark.noun or not _labels(mark) or any(mark.noun in name.split() for name in kinds):
        return ()
    stem, idle = stems(pack)(mark.noun)
    return () if idle or len(stem) < 5 else (f"noun:{stem}",)


def _of_mark(number: int, keys: tuple[str, ...], mark: Mark) -> Mention:
    if mark.side == PAST and not mark.whole:  # `nach dem Scheitern der Abstimmung am Freitag` tells no side
        mark = opened(mark)
    weight = round(min(mark.weight + 0.2, 0.7), 2)
    return Mention(number, keys, mark.side, mark.low, mark.high, weight, mark.quotes[0], mark.days, _labels(mark), mark)


def _counted(number: int, report: Report, pack: Pack) -> Iterator[Mention]:
    """`Einen Tag vor der Abstimmung`, where a report begins with it."""
    known = patterns(pack)
    for time in report.times[:3]:
        found = re.fullmatch(r"P(\d{1,2})D", time.open, re.ASCII)
        if time.span.start > _LEAD or time.type != "DURATION" or not found:
            continue
        behind = known["counted"].match(report.text, time.span.end)
        if behind:
            stem, idle = stems(pack)(behind["noun"])
            away = int(found[1]) * (-1 if known["before"].fullmatch(behind["side"]) else 1)
            quote = Quote(report.name, time.span.start, behind.end(), report.text[time.span.start : behind.end()])
            if not idle:
                told = AHEAD if away < 0 else PAST
                yield Mention(number, (f"noun:{stem}",), told, away, away, 0.75, quote)


def _labels(mark: Mark) -> frozenset[str]:
    labels = set()
    if mark.weekday:
        labels.add(f"w{mark.weekday}")
    if mark.month_day:
        labels.add(f"d{mark.month_day}")
    if mark.whole:
        labels.add(f"w{earliest(mark.days).isoweekday()}")
    return frozenset(labels)


def passages(report: Report) -> dict[str, Quote]:
    """The longer sentences of a report that are part of its article, by their words."""
    found: dict[str, Quote] = {}
    clutter = sorted(report.header.clutter)
    for match in itertools.islice(_PASSAGE.finditer(report.text), _PASSAGES):
        behind = bisect_right(clutter, match.start(), key=attrgetter("start"))
        if match.end() - match.start() >= _LONG and not (behind and clutter[behind - 1].end > match.start()):
            words = match[0].strip()[:_LONGEST]
            start = report.text.index(words, match.start())
            found.setdefault(" ".join(words.casefold().split()), Quote(report.name, start, start + len(words), words))
    return found


def quoted_words(report: Report, pack: Pack) -> dict[str, Quote]:
    """The quotations of a report that are long enough to be known again, by their words."""
    found: dict[str, Quote] = {}
    for statement in report.statements:
        if statement.mode != "direct" or not statement.content:
            continue
        span = statement.content[0]
        told = [word.stem for word in words(span.text[:300], pack) if not word.idle]
        if len(told) >= _QUOTED:
            found.setdefault("said:" + " ".join(told[:12]), Quote(report.name, span.start, span.end, span.text))
    return found


def shared_events(
    mentions: Sequence[Sequence[Mention]], persons: Sequence[frozenset[str]], said: Sequence[Iterable[str]]
) -> list[Event]:
    """The events that two or more reports share.

    One key in common is not enough, as bodies meet again and again: two reports share an event when they have two of them in
    common (or one and the same quoted words), or when they put one on the same day of the week or year and name the same person.
    """
    buckets: dict[tuple[str, ...], list[Mention]] = {}
    for told, names, quoted in zip(mentions, persons, said, strict=True):
        for bucket, mention in _buckets(told, names, quoted):
            buckets.setdefault(bucket, []).append(mention)
    groups = _Groups()
    for bucket in sorted(buckets):
        groups.join(bucket, buckets[bucket])
    return groups.events()


def _buckets(
    told: Sequence[Mention], names: frozenset[str], quoted: Iterable[str]
) -> Iterator[tuple[tuple[str, ...], Mention]]:
    sure: dict[str, list[Mention]] = {}
    for mention in told:
        for key in mention.keys:
            if key.startswith(("forum:", "place:")):
                sure.setdefault(key, []).append(mention)
            for label in mention.labels:
                for name in sorted(names)[:_PERSONS]:
                    yield ("day", key, label, name), mention
            if key.startswith("noun:"):
                for name in sorted(names)[:_PERSONS]:
                    yield ("counted", key, name), mention
    others = [*sorted(sure)[:8], *sorted(quoted)[:8]]
    for first, second in itertools.combinations(others, 2):
        for key in (first, second):
            for mention in sure.get(key, ()):
                if not _same_event(key, first, second, sure):
                    yield ("both", key, first, second), mention


def _same_event(key: str, first: str, second: str, sure: Mapping[str, list[Mention]]) -> bool:
    """Whether two keys are two names of one talk of this report, which is no second event."""
    ours = [set(map(id, sure.get(one, ()))) for one in (first, second)]
    return bool(ours[0] & ours[1])


class _Groups:
    """Mentions put together step by step; those whose days have other names are kept apart."""

    def __init__(self) -> None:
        self._events: dict[tuple[int, int, int], Event] = {}

    def join(self, bucket: tuple[str, ...], mentions: list[Mention]) -> None:
        """Put the mentions of a bucket together, as far as they name their days alike."""
        ordered = sorted(mentions, key=lambda m: (m.quote.report, m.quote.start, m.quote.end))
        if bucket[0] == "counted" and not _counts(ordered):
            return
        open_: list[Event] = []
        for mention in ordered:
            event = self._events.setdefault(_place(mention), Event([mention], bucket[0], set(mention.labels)))
            other = next((one for one in open_ if one is event or _alike(one, event)), None)
            if other is None:
                open_.append(event)
            elif other is not event:
                self._merge(other, event, bucket[0])

    def _merge(self, first: Event, second: Event, why: str) -> None:
        first.mentions += second.mentions
        first.labels |= second.labels
        first.why = why
        for mention in second.mentions:
            self._events[_place(mention)] = first

    def events(self) -> list[Event]:
        """The events of two or more reports, in the order of their first mentions."""
        found = {id(event): event for event in self._events.values()}
        shared = [event for event in found.values() if len({m.report for m in event.mentions}) > 1]
        for event in shared:
            event.mentions.sort(key=lambda m: (m.quote.report, m.quote.start, m.quote.end))
        return sorted(
            shared, key=lambda e: (e.mentions[0].quote.report, e.mentions[0].quote.start, e.mentions[0].quote.end)
        )


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.report, mention.quote.start, mention.quote.end


def _counts(mentions: Sequence[Mention]) -> bool:
    """Whether something is counted from an event on which all others agree."""
    labels = {kind: {label for m in mentions for label in m.labels if label[0] == kind} for kind in "wd"}
    return any(not m.labels for m in mentions) and all(len(some) <= 1 for some in labels.values())


def _alike(first: Event, second: Event) -> bool:
    """Whether no two labels of one kind differ: a Wednesday and 12 January may be one day, Wednesday and Friday are not.

    Nor is it one event which a report has behind it and ahead of it.
    """
    told = {m.report: m.side for m in first.mentions if m.side}
    if any(m.side and told.get(m.report, m.side) != m.side for m in second.mentions):
        return False
    for kind in "wd":
        ours, theirs = ({label for label in event.labels if label[0] == kind} for event in (first, second))
        if ours and theirs and ours != theirs:
            return False
    return True
