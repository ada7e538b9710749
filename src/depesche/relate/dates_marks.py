"""What one report tells of its own day: every time in it that hangs on that day, or that lies behind or ahead of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter

from depesche.language.intervals import interval
from depesche.packs import Pack
from depesche.records import Report, Span, Time
from depesche.relate.dates_counted import counted_marks
from depesche.relate.dates_days import EVERY, months, stretch, weekdays, yearly
from depesche.relate.dates_mark import WEEK, YEAR, Mark, opened
from depesche.relate.dates_settle import joined, settled
from depesche.relate.dates_tense import AHEAD, OPEN, PAST, patterns, side
from depesche.relations import Quote

MOST = 400  # times that are looked at: a report with more is a list, and its first ones tell enough
_NIGHT, _LEAP = "times.time.night", "2004"
_STATED = frozenset({"times.date.today", "times.time.day", "times.date.weekday"})  # `am gestrigen Montag`
_BEFORE = 60  # characters before a time in which the noun that it goes with stands
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)", re.ASCII)
_MONTH = re.compile(r"XXXX-(\d\d)", re.ASCII)
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])", re.ASCII)


def read_marks(report: Report, pack: Pack) -> tuple[Mark, ...]:
    """The marks of a report in the order of its text; two times that name one day side by side are one mark.

    >>> from depesche import packs
    >>> from depesche.records import Anchor, Source
    >>> text = "Der Rat trat am Montag (7. Juni) in Oslo zusammen."
    >>> hangs = [Anchor("weekday", None, "past"), Anchor("date", None, "past")]
    >>> spans = [Span.of(text, 16, 22), Span.of(text, 24, 31)]
    >>> times = [Time("t", s, "DATE", "", o, anchor=a) for s, o, a in zip(spans, ["XXXX-WXX-1", "XXXX-06-07"], hangs)]
    >>> report = Report("a", text, Source("a", "text", "", "", "", 0, ""), times=tuple(times))
    >>> [(mark.rule, mark.side, mark.weekday, mark.month_day) for mark in read_marks(report, packs.load("de"))]
    [('dates.pair', 'past', 1, '06-07')]
    """
    direct, names = _direct(report), _names(report, pack)
    found: list[Mark] = []
    for time in report.times[:MOST]:
        mark = _mark(time, report, pack, names)
        if mark is None or (mark.days == EVERY and _inside(time.span, direct)):
            continue
        one = joined(found[-1], mark, report, pack) if found else None
        if one:
            found[-1] = one
        else:
            found.append(mark)
    found += counted_marks(report, pack)
    return settled(sorted(found, key=lambda mark: (mark.span.start, mark.span.end)), report.text, pack)


def _mark(time: Time, report: Report, pack: Pack, names: frozenset[str]) -> Mark | None:
    if time.type not in {"DATE", "TIME"}:
        return _ago(time, report)
    core = time.open.partition("T")[0]
    mark = _whole(core, time, report, pack) or _of_year(core, time, pack) or _of_week(core, time) or _of_day(core, time)
    if mark is None:
        return None
    quote = Quote(report.name, time.span.start, time.span.end, time.span.text)
    return _weighed(replace(mark, quotes=(quote,)), report, pack, names)


def _weighed(mark: Mark, report: Report, pack: Pack, names: frozenset[str]) -> Mark:
    """A time that goes with a noun has its tense from another verb: `vor der Sitzung am Montag sagte er` leaves it open."""
    before = report.text[max(mark.span.start - _BEFORE, 0) : mark.span.start]
    words = patterns(pack)
    found = words["noun"].search(before)
    if found and found["noun"] in names:  # `sagte Berger am Freitag`
        found = None
    if found and mark.side == PAST and not mark.linked:
        mark = replace(mark, weight=round(mark.weight - (0.35 if mark.whole else 0.45), 2))
    if mark.side == PAST and mark.low == 0 and words["until"].search(before):
        mark = opened(mark)
    if mark.rule == "dates.weekday" and mark.side and words["edge"].search(before):
        mark = opened(mark)
    return replace(mark, noun=found["noun"]) if found else mark


def _whole(core: str, time: Time, report: Report, pack: Pack) -> Mark | None:
    """A time with its year: a day, a month, a year. What is coarser than a month says nothing of what lies ahead."""
    days = interval(core) if core[:3].isdigit() else None
    if days is None or not stretch(*days) or (days[0] != days[1] and (time.since or time.until)):
        return None  # before the calendar that we count in; or a stretch of years, which may reach over the report
    one = days[0] == days[1]
    told = side(report.text, time.span.start, time.span.end, pack)
    if told == AHEAD and (days[1] - days[0]).days > 31:
        return None
    if not one and _named_after(time, report.text):
        return None
    linked = one and patterns(pack)["link"].search(report.text[max(time.span.start - 120, 0) : time.span.start])
    if linked:
        told = PAST
    if told == AHEAD and time.why == "times.date.dayafter":  # counted from a day told before, which tells its own tense
        told = OPEN
    if told == OPEN and not one:
        return None
    low, high = {PAST: (0, None), AHEAD: (None, 0), OPEN: (None, None)}[told]
    weight = {PAST: 0.9 if one else 0.7, AHEAD: 0.6, OPEN: 0.3}[told]
    return Mark(
        "dates.whole" if one else "dates.stretch", told, stretch(*days), low, high, weight, time.span,
        weekday=_weekday_in(time.span.text, pack), month_day=core[5:10] if one else "", whole=one, linked=bool(linked),
    )  # fmt: skip


def _named_after(time: Time, text: str) -> bool:
    """Whether a bare year goes with the noun before it: `der Haushalt 2009` may be a coming one."""
    before = re.search(r"([^\W\d_]+)\s+$", text[max(time.span.start - 40, 0) : time.span.start])
    return time.span.text.isdigit() and before is not None and before[1][0].isupper()


def _of_year(core: str, time: Time, pack: Pack) -> Mark | None:
    """A day or month without its year."""
    anchor = time.anchor
    if anchor is None or anchor.unit != "date":
        return None
    told = anchor.direction if anchor.direction == PAST else AHEAD if anchor.direction == "future" else OPEN
    low, high = {PAST: (0, YEAR), AHEAD: (-YEAR, 0), OPEN: (-YEAR, YEAR)}[told]
    weight = {PAST: 0.85, AHEAD: 0.8, OPEN: 0.5}[told]
    if time.why == _NIGHT:
        core = _morrow(core)
    if found := _MONTH_DAY.fullmatch(core):
        days = yearly(int(found[1]), int(found[2]))
        weekday = 0 if time.why == _NIGHT else _weekday_in(time.span.text, pack)
        rule = "dates.pair" if weekday else "dates.month-day"
        days &= weekdays(frozenset({weekday})) if weekday else EVERY
        return Mark(rule, told, days, low, high, weight, time.span, weekday=weekday, month_day=core[5:])
    if found := _MONTH.fullmatch(core):
        return Mark("dates.month", told, months(int(found[1])), low, high, weight - 0.2, time.span)
    return None


def _morrow(core: str) -> str:
    """The day on which a night is over: `in der Nacht zum 4. Mai` is stored as that of the 3rd."""
    try:
        return f"XXXX{(date.fromisoformat(f'{_LEAP}{core[4:]}') + timedelta(days=1)).isoformat()[4:]}"
    except ValueError:
        return core


def _of_week(core: str, time: Time) -> Mark | None:
    """A weekday, or the week that runs."""
    anchor = time.anchor
    if anchor is None:
        return None
    if core == "XXXX-WXX" and anchor.unit == "week" and anchor.offset is not None:
        week = 7 * anchor.offset
        told = PAST if week < 0 else AHEAD if week > 0 else OPEN
        return Mark("dates.week", told, EVERY, -week - WEEK, -week + WEEK, 0.7, time.span)
    found = _WEEKDAY.fullmatch(core)
    if found is None or anchor.unit != "weekday":
        return None
    told = PAST if anchor.direction == "past" else AHEAD if anchor.direction == "future" else OPEN
    low, high = {PAST: (0, WEEK), AHEAD: (-WEEK, 0), OPEN: (-WEEK, WEEK)}[told]
    if anchor.offset:  # `vergangenen Montag`: it may be a little more than a week away
        low, high = (1, WEEK + 3) if anchor.offset < 0 else (-WEEK - 3, -1)
    weekday = int(found[1])
    weight = {PAST: 0.8, AHEAD: 0.7, OPEN: 0.4}[told]
    if time.why == _NIGHT:
        weekday = weekday % 7 + 1
    return Mark("dates.weekday", told, weekdays(frozenset({weekday})), low, high, weight, time.span, weekday=weekday)


def _of_day(core: str, time: Time) -> Mark | None:
    """`heute`, `gestern`, `am Abend`."""
    anchor = time.anchor
    if anchor is None or anchor.unit != "day" or anchor.offset is None or core != "XXXX-XX-XX":
        return None
    if time.why not in _STATED:  # `um 10 Uhr` is only taken to be the report's own day
        return None
    told = AHEAD if anchor.offset > 0 else PAST
    return Mark("dates.today", told, EVERY, -anchor.offset, -anchor.offset, 0.8, time.span)


def _ago(time: Time, report: Report) -> Mark | None:
    """`vor drei Tagen`."""
    anchor = time.anchor
    if time.type != "DURATION" or anchor is None or anchor.unit != "day" or not anchor.offset or anchor.direction:
        return None
    quote = Quote(report.name, time.span.start, time.span.end, time.span.text)
    told = AHEAD if anchor.offset > 0 else PAST
    return Mark("dates.today", told, EVERY, -anchor.offset, -anchor.offset, 0.7, time.span, (quote,))


@lru_cache(maxsize=4)
def _weekday_forms(pack: Pack) -> dict[str, int]:
    names = {name.lower(): number for number, name in enumerate(pack.words("weekdays"), start=1)}
    rows = [row for row in pack.table("times_words") if row["class"] == "WD"]
    return names | {word.lower(): int(row["value"]) for row in rows for word in row["words"].split()}


def _weekday_in(words: str, pack: Pack) -> int:
    """The weekday with which a time begins, or 0."""
    first = re.match(r"[^\W\d_]+", words)
    return _weekday_forms(pack).get(first[0].lower(), 0) if first else 0


def _names(report: Report, pack: Pack) -> frozenset[str]:
    """Nouns that name somebody who acts: the report's actors, but for those that are only described, and all roles and bodies."""
    known = (actor for actor in report.actors if actor.kind != "group")
    return _acting(pack).union(word for actor in known for name in actor.names for word in name.split())


@lru_cache(maxsize=4)
def _acting(pack: Pack) -> frozenset[str]:
    rows = [*pack.table("roles"), *pack.table("bodies")]
    return frozenset(form for row in rows for form in row["forms"].split("|"))


def _direct(report: Report) -> list[Span]:
    """Where somebody speaks: `heute` there is the day of the words."""
    return sorted(span for s in report.statements if s.mode == "direct" for span in s.content)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    behind = bisect_right(spans, span.start, key=attrgetter("start"))
    return behind > 0 and spans[behind - 1].covers(span)
