"""Which events two reports share, and which words."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from depesche.packs import Pack
from depesche.records import Report
from depesche.relate.dates_mentions import Mention
from depesche.relate.words import words
from depesche.relations import Quote

Bucket = tuple[str, ...]  # mentions that meet in one may be one event

_PERSONS = 12  # persons of a report by whom its events may be met
_KEYS = 8  # events and quotations of a report that are paired
_QUOTED = 6  # content words that make a quotation one of its own
_PASSAGE = re.compile(r"[^.!?\n]+[.!?]?")
_PASSAGES = 400  # sentences of a report that are looked at
_LONG, _LONGEST = 60, 300  # characters


@dataclass(slots=True)
class Event:
    """Mentions of several reports that are one event. why: how they were met."""

    mentions: list[Mention]
    why: str
    labels: set[str] = field(default_factory=set)


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
    buckets: dict[Bucket, list[Mention]] = {}
    for told, names, quoted in zip(mentions, persons, said, strict=True):
        for bucket, mention in _buckets(told, names, quoted):
            buckets.setdefault(bucket, []).append(mention)
    groups = _Groups()
    for bucket in sorted(buckets):
        groups.join(bucket, buckets[bucket])
    return groups.events()


def _buckets(told: Sequence[Mention], names: frozenset[str], quoted: Iterable[str]) -> Iterator[tuple[Bucket, Mention]]:
    """Where the mentions of a report may meet those of others."""
    persons = sorted(names)[:_PERSONS]
    for mention in told:
        for key, name in itertools.product(mention.keys, persons):
            yield from ((("day", key, label, name), mention) for label in sorted(mention.labels))
            if key.startswith("noun:"):
                yield ("counted", key, name), mention
    yield from _pairs(told, sorted(quoted)[:_KEYS])


def _pairs(told: Sequence[Mention], quoted: Sequence[str]) -> Iterator[tuple[Bucket, Mention]]:
    """Two events of one report, or an event and words that are quoted, are seldom together in reports of another time."""
    sure: dict[str, list[Mention]] = {}
    for mention in told:
        for key in mention.keys:
            if key.startswith(("forum:", "place:")):
                sure.setdefault(key, []).append(mention)
    for first, second in itertools.combinations([*sorted(sure)[:_KEYS], *quoted], 2):
        here, there = sure.get(first, []), sure.get(second, [])
        if not any(mention in there for mention in here):  # else these are two names of one talk
            yield from ((("both", first, first, second), mention) for mention in here)
            yield from ((("both", second, first, second), mention) for mention in there)


class _Groups:
    """Mentions put together step by step; those whose days have other names are kept apart."""

    def __init__(self) -> None:
        self._events: dict[tuple[int, int, int], Event] = {}

    def join(self, bucket: Bucket, mentions: list[Mention]) -> None:
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
