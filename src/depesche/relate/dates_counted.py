"""Days that a report counts from a day with its year: `vor zwei Jahren, im Mai 2003`, `der 16. Jahrestag der Flut vom 4. Juni 1989`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from depesche.language.intervals import interval
from depesche.packs import Pack
from depesche.records import Report, Span, Time
from depesche.relate.dates_days import FIRST, LAST, stretch
from depesche.relate.dates_mark import Mark
from depesche.relate.dates_tense import AHEAD, OPEN, PAST, patterns, side
from depesche.relations import Quote

_MOST = 400  # times of a report that are looked at
_UNITS = {"year": 365.25, "month": 30.44, "week": 7.0}
_ROUND = 10  # its multiples are rounded: `vor dreißig Jahren`
_GAP = 40  # characters between two times of which one explains the other
_REACH = 120  # characters behind an anniversary in which its first day stands
_FEAST = 3  # days before an anniversary on which it may be kept
_WEIGHTS = {PAST: 0.6, AHEAD: 0.5}


def counted_marks(report: Report, pack: Pack) -> Iterator[Mark]:
    """The marks of a report that two of its words tell together."""
    times = report.times[:_MOST]
    for first, second in pairwise(times):
        for ago, told in ((first, second), (second, first)):
            mark = _ago(ago, told, report, pack)
            if mark:
                yield mark
    yield from _anniversaries(report, times, pack)


def _ago(ago: Time, told: Time, report: Report, pack: Pack) -> Mark | None:
    """`Vor zwei Jahren, im Mai 2003`: what happened so long ago, and when."""
    anchor = ago.anchor
    if ago.type != "DURATION" or anchor is None or anchor.unit not in _UNITS or anchor.direction or not anchor.offset:
        return None
    days = interval(told.open) if told.type == "DATE" and told.open[:4].isdigit() else None
    first, second = sorted((ago.span, told.span))
    if anchor.offset > 0 or days is None or not 0 < second.start - first.end <= _GAP:
        return None
    if not patterns(pack)["apposed"].fullmatch(report.text, first.end, second.start):
        return None
    unit = _UNITS[anchor.unit]
    away = -anchor.offset * unit
    loose = away / 10 if anchor.offset % _ROUND == 0 else 0.0
    low, high = _moved(days[0], away - unit / 2 - loose), _moved(days[1], away + unit + loose)
    span = Span.of(report.text, first.start, second.end)
    return Mark("dates.counted", PAST, stretch(low, high), 0, 0, 0.7, span, (_quote(report, span),))


def _anniversaries(report: Report, times: tuple[Time, ...], pack: Pack) -> Iterator[Mark]:
    """Each anniversary with the day on which it is kept, as far as the day that it is counted from stands right behind."""
    place = 0
    for found in patterns(pack)["anniversary"].finditer(report.text):
        while place < len(times) and times[place].span.start < found.end():
            place += 1
        told = times[place] if place < len(times) else None
        if told is None or told.span.start - found.end() > _REACH or told.type != "DATE":
            continue
        kept = _kept(told, int(found["count"]))
        between = report.text[found.end() : told.span.start]
        tense = side(report.text, found.start(), found.end(), pack)
        if kept is None or tense == OPEN or re.search(r"[.!?;:,\n]", between):
            continue
        low, high = (-_FEAST, None) if tense == PAST else (None, _FEAST)
        span = Span.of(report.text, found.start(), told.span.end)
        quotes = (_quote(report, span),)
        yield Mark("dates.anniversary", tense, stretch(kept, kept), low, high, _WEIGHTS[tense], span, quotes)


def _kept(told: Time, years: int) -> date | None:
    try:
        day = date.fromisoformat(told.open)
        return day.replace(year=day.year + years)
    except ValueError:  # no whole day, no such year, or 29 February
        return None


def _moved(day: date, by: float) -> date:
    """A day so many days later, within the calendar that is counted in."""
    return FIRST + timedelta(days=max(min((day - FIRST).days + round(by), (LAST - FIRST).days), 0))


def _quote(report: Report, span: Span) -> Quote:
    return Quote(report.name, span.start, span.end, span.text)
