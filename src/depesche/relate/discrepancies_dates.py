"""The day and the length of the same event told otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.language.intervals import interval
from depesche.records import Time
from depesche.relate.discrepancies_lengths import hours
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Line, Story, distance
from depesche.relations import Discrepancy, Member

_SURE = 0.7  # weight of two sentences that tell of one event
_SHARED = 5  # stems that they share
_CLOSE = 0.2  # lengths that differ by less may be one, rounded
_APART = 31  # days between two that may be one event's; what lies further apart happened twice
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?", re.ASCII)


def of_events(story: Story) -> Iterator[Discrepancy]:
    """Days that differ in sentences that tell of the same and each name but one day."""
    for twin in story.mates:
        if twin.weight < _SURE or len(twin.shared) < (_SHARED if twin.fuller < _SURE else _SHARED - 1):
            continue
        a, b = (_only_day(story, line) for line in (twin.a, twin.b))
        if a is None or b is None or not 0 < (distance(a.value[:10], b.value[:10]) or 0) <= _APART:
            continue
        sides = [story.quoted(line.report, time.span) for line, time in ((twin.a, a), (twin.b, b))]
        members = [Member(line.report, time.id, time.span.text) for line, time in ((twin.a, a), (twin.b, b))]
        about = f"date: {story.topic(twin.a, twin.shared)}"
        sure = min(0.9, twin.weight)
        yield entry("date", "conflict", about, sides, "event_day", sure, (a.value[:10], b.value[:10]), members)


def of_lengths(story: Story) -> Iterator[Discrepancy]:
    """How long something took, in sentences that tell of the same and each name but one length."""
    for twin in story.mates:
        apart = distance(story.day(twin.a.report), story.day(twin.b.report)) or 0
        if twin.weight < _SURE - 0.1 or len(twin.shared) < _SHARED - 1 or apart > 1:
            continue
        a, b = (_only_length(story, line) for line in (twin.a, twin.b))
        long, short = hours(a.value) if a else None, hours(b.value) if b else None
        if a is None or b is None or long is None or short is None or abs(long - short) <= _CLOSE * max(long, short):
            continue
        sides = [story.quoted(line.report, time.span) for line, time in ((twin.a, a), (twin.b, b))]
        members = [Member(line.report, time.id, time.span.text) for line, time in ((twin.a, a), (twin.b, b))]
        about = f"duration: {story.topic(twin.a, twin.shared)}"
        yield entry("duration", "conflict", about, sides, "event_length", min(0.8, twin.weight), (), members)


def _only_length(story: Story, line: Line) -> Time | None:
    """The one length that a sentence names, if it hangs on no day: `vor drei Stunden` tells when, not how long."""
    held = [one for one in story.times(line) if one.type == "DURATION"]
    return held[0] if len(held) == 1 and held[0].anchor is None else None


def _only_day(story: Story, line: Line) -> Time | None:
    """The one day that a sentence names, if all its times that name one agree."""
    held = [one for one in story.times(line) if one.type in {"DATE", "TIME"}]
    if any(interval(one.value) is None for one in held):
        return None
    days = {one.value[:10] for one in held}
    return held[0] if len(days) == 1 and _DAY.fullmatch(held[0].value) and not held[0].mod else None
