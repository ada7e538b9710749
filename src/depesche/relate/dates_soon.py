"""Reports that no other day bounds: which of them are from soon after the latest day that they name with its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from depesche.relate.dates_days import LAST, Days, count, distance, earliest, latest, moved, stretch
from depesche.relate.dates_mark import Mark
from depesche.relate.dates_solve import Bond, Solved
from depesche.relate.dates_story import Story
from depesche.relate.dates_tense import AHEAD, PAST
from depesche.relations import Reason

CLOSE = 14  # days within which a report is from that tells an event with its weekday and its year
MONTH = 31  # and within which it is from by weaker signs
_LINKED = 8  # a text made from another appears so soon
_LEAD = 100  # characters at the head of a report: what is dated there is the news
_FRESH = 400  # where a report names weekdays or says `heute` so early, its news is of those days
_RECENT = 45  # what is named without its year is mostly so near
_NEXT = 366
_WEIGHT = 0.45  # what is likely gives way to everything that is told
_MANY = 5  # reports whose latest year tells something of the year of all
_STORY = 60  # days within which reports about the same persons are told of one story
_PERSONS = 2  # that they have in common
_NAMES, _READ = 12, 50  # how many persons are looked at, and how many reports that name one


def bind_soon(story: Story, solved: Solved) -> bool:
    """Add what is likely of reports that nothing bounds, as weak bonds; whether there are any."""
    spans = {n: days for n, days in enumerate(solved.days[: len(story.reports)]) if days}
    settled = {n: days for n, days in spans.items() if (latest(days) - earliest(days)).days <= CLOSE}
    found = False
    for number, days in spans.items():
        if (latest(days) - earliest(days)).days > MONTH:
            near = soon(story.marks[number], days) or around(story, number, days, settled)
            if near:
                story.bind(Bond(number, _WEIGHT, (number, -4, near[1].rule), days=near[0]), near[1])
                found = True
    return found


def soon(marks: tuple[Mark, ...], days: Days) -> tuple[Days, Reason] | None:
    """The days soon after what a report names with its year, where a sign says that this is its news; else None."""
    whole = [mark for mark in marks if mark.whole and mark.side == PAST]
    mark = max(whole, key=lambda m: (latest(m.days), -m.span.start), default=None)
    found = _sign(mark, marks) if mark else None
    if mark is None or found is None:
        return _next_pair(marks, days)
    within, why = found
    near = days & moved(mark.days, mark.low or 0, within)
    for other in marks:
        if _yearless(other):
            # `Die Anschläge vom 11. September` may be long ago; so what tells the day itself is not given up for it.
            near = near & _recent(other) or (near if within < MONTH else 0)
    return (near, why) if near else None


def _sign(mark: Mark, marks: tuple[Mark, ...]) -> tuple[int, Reason] | None:
    """Within how many days of a day the report is from, and by what sign."""
    if mark.low is not None and mark.low == mark.high:
        return mark.low, Reason("dates.near.today", mark.quotes)
    if mark.linked:
        return _LINKED, Reason("dates.near.link", mark.quotes)
    if mark.weekday:
        return CLOSE, Reason("dates.near.weekday", mark.quotes)
    close = moved(mark.days, 0, CLOSE)
    for other in marks:
        named = _yearless(other) and any(letter.isdigit() for letter in other.span.text)  # a feast comes every year
        if named and not other.days & mark.days and close & _recent(other):
            return MONTH, Reason("dates.near.others", (*mark.quotes, *other.quotes))
    fresh = any(m.rule in {"dates.today", "dates.weekday"} and m.span.start < _FRESH for m in marks)
    return (MONTH, Reason("dates.near.lead", mark.quotes)) if mark.span.start < _LEAD and not fresh else None


def _yearless(mark: Mark) -> bool:
    return mark.rule in {"dates.month-day", "dates.pair"} and bool(mark.side)


def _recent(mark: Mark) -> Days:
    """The days from which something without a year is near."""
    return moved(mark.days, *((-_RECENT, 0) if mark.side == AHEAD else (0, _RECENT)))


def around(story: Story, number: int, days: Days, settled: Mapping[int, Days]) -> tuple[Days, Reason] | None:
    """Days near those of other reports about the same persons, where only few days of a year fit."""
    pairs = [mark for mark in story.marks[number] if mark.rule == "dates.pair" and mark.side]
    if not pairs:
        return None
    others: Counter[int] = Counter()
    for name in sorted(story.persons[number])[:_NAMES]:
        others.update(n for n in story.naming[name][:_READ] if n != number and n in settled)
    known = [n for n, shared in sorted(others.items()) if shared >= _PERSONS]
    there = 0
    for n in known:
        there |= settled[n]
    near = _of_pairs(pairs, days & moved(there, -_STORY, _STORY))
    if not near:
        return _in_its_year(story, pairs, days)
    best = min(known, key=lambda n: (distance(settled[n], near), n))
    return near, Reason("dates.near.story", (), (story.reports[best].name, earliest(settled[best]).isoformat()))


def _of_pairs(pairs: list[Mark], days: Days) -> Days:
    """The days soon after, or before, all weekdays with their days; none where they are too many to be of one time."""
    for mark in pairs:
        days &= moved(mark.days, *((-MONTH, 0) if mark.side == AHEAD else (0, MONTH)))
    near = days & moved(days & -days, 0, CLOSE)
    return near if days and (latest(days) - earliest(days)).days <= MONTH else 0


def _in_its_year(story: Story, pairs: list[Mark], days: Days) -> tuple[Days, Reason] | None:
    """Where many reports name years, the latest of them is theirs or the one before: a weekday and a day go together in few.

    Five reports of one time name their own year or the last in seven of ten cases, ten in nine; a day with its weekday comes
    again after five years at the soonest, so that another year is seldom taken for theirs.
    """
    if len(story.reports) < _MANY or story.named is None:
        return None
    year = latest(story.named.days).year
    near = _of_pairs(pairs, days & stretch(date(year, 1, 1), date(min(year + 1, LAST.year), 12, 31)))
    return (near, Reason("dates.near.years", story.named.quotes, (story.named.quotes[0].report,))) if near else None


def _next_pair(marks: tuple[Mark, ...], days: Days) -> tuple[Days, Reason] | None:
    """The first days behind a month or day named with its year on which a weekday and a day go together.

    They do so again after five, six or eleven years only, when that month would be named no more.
    """
    named = [mark for mark in marks if mark.side == PAST and mark.rule in {"dates.whole", "dates.stretch"}]
    pairs = [mark for mark in marks if mark.rule == "dates.pair" and mark.side == PAST]
    last = max(named, key=lambda mark: latest(mark.days), default=None)
    if last is None or not pairs or count(last.days) > MONTH:
        return None
    for mark in marks:
        if _yearless(mark):
            days &= _recent(mark)
    days &= stretch(earliest(last.days), None)
    if not days or (earliest(days) - latest(last.days)).days > _NEXT:
        return None
    near = days & moved(days & -days, 0, CLOSE)
    return near, Reason("dates.near.year", (*pairs[0].quotes, *last.quotes))
