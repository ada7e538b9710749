"""What a time expression means on a given day: open values, anchors and the calendar behind them.

A time is stored as the text alone tells it (`XXXX-WXX-1`, a Monday) with an anchor that says how it hangs on the
report's day. `resolve` derives value and bounds from these three and from nothing else, so that it can be called
again whenever the day of a report becomes known or changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from depesche.language.intervals import Interval, advent, easter, interval, sunday
from depesche.records import Anchor, Edge, Time

YEARLY = {"date", "easter", "advent", "sunday"}  # units of what comes once a year
AROUND = 9  # years either side that are tried for a date without a year; 29 February may be eight years off


def resolve(time: Time, day: date | None) -> Time:
    """Give a time the value and the bounds that it has in a report of that day.

    Depends on `open`, `anchor`, `type`, `mod` and the day only: resolving twice is resolving once, and without a day
    the value is what the text alone tells.

    >>> from depesche.records import Span
    >>> monday = Time("t1", Span(3, 9, "Montag"), "DATE", "", "XXXX-WXX-1", anchor=Anchor("weekday", None, "past"))
    >>> resolve(monday, date(2022, 1, 12)).value
    '2022-01-10'
    >>> resolve(monday, None).value
    'XXXX-WXX-1'
    """
    value = _known(time.open, time.anchor, day)
    begin, end = None, None
    with suppress(ValueError, OverflowError):
        if time.since or time.until:
            value, begin, end = _of_range(value, time, day)
        else:
            begin, end = _bounds(value, time, day)
    return replace(time, value=value, begin=begin, end=end)


def _of_range(value: str, time: Time, day: date | None) -> tuple[str, str | None, str | None]:
    """The value of an end of a range, and the bounds of the whole."""
    first, last = (edge or Edge(time.open, time.anchor, time.mod) for edge in (time.since, time.until))
    since, until = (_known(edge.open, edge.anchor, day) for edge in (first, last))
    since, until = _in_order(since, until, first, last)
    begin, end = _outer(since, first.mod, 0), _outer(until, last.mod, 1)
    value = until if time.since else since
    return (value, begin, end) if not begin or not end or begin <= end else (value, None, None)


def _known(open_: str, anchor: Anchor | None, day: date | None) -> str:
    """What an open value is on a day, as far as the calendar of Python goes, which ends at the years 1 and 9999."""
    if day is None or anchor is None:
        return open_
    try:
        return _value(open_, anchor, day)
    except (ValueError, OverflowError):
        return open_


def _in_order(since: str, until: str, first: Edge, last: Edge) -> tuple[str, str]:
    """The ends of a range, one of them moved by a day, a week or a year if it would end before it begins.

    `von Freitag bis Montag` runs over a weekend, `von 22 bis 6 Uhr` over a night; `zwischen Januar und November` is last
    year's where it is past.
    """
    if _CLOCK.fullmatch(since) and _CLOCK.fullmatch(until) and since[:10] == until[:10] and until < since:
        return since, _shifted(until, last, 1, "day")
    begins, ends = interval(since), interval(until)
    if not begins or not ends or ends[1] >= begins[0]:
        return since, until
    if first.anchor and last.anchor and last.anchor.direction == "past" and last.anchor.offset is None:
        return _shifted(since, first, -1, first.anchor.unit), until
    return since, _shifted(until, last, 1, last.anchor.unit if last.anchor else "")


def _shifted(value: str, edge: Edge, by: int, unit: str) -> str:
    """A value so many days, weeks or years further on, if the text leaves open which one it is."""
    if "X" not in edge.open:
        return value
    if unit == "date" and re.match(r"\d{4}-", value, re.ASCII):
        return f"{_year(int(value[:4]) + by)}{value[4:]}"
    if unit in {"day", "weekday"}:
        core, clock, part = value.partition("T")
        return (date.fromisoformat(core) + timedelta(days=by if unit == "day" else 7 * by)).isoformat() + clock + part
    return value


_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)


def _outer(value: str, mod: str | None, side: int) -> str | None:
    if _CLOCK.fullmatch(value):
        return value
    days = interval(value)
    return _third(days, mod)[side].isoformat() if days else None


def _value(open_: str, anchor: Anchor, day: date) -> str:
    """Fill the unknown places of an open value from the report's day."""
    part = anchor.part if anchor.part and open_.endswith(anchor.part) else ""
    core = open_[: len(open_) - len(part)] if part else open_
    fill = _UNITS.get(anchor.unit)
    if fill is None or "X" not in core:
        return open_
    return fill(core, anchor, day) + part


def _by_day(core: str, anchor: Anchor, day: date) -> str:
    if core != "XXXX-XX-XX" or anchor.offset is None:
        return core
    return (day + timedelta(days=anchor.offset)).isoformat()


def _by_week(core: str, anchor: Anchor, day: date) -> str:
    if not core.startswith("XXXX-WXX") or anchor.offset is None:
        return core
    year, week, _ = (day + timedelta(weeks=anchor.offset)).isocalendar()
    rest = core.removeprefix("XXXX-WXX")
    if re.fullmatch("-[1-7]", rest, re.ASCII):
        return date.fromisocalendar(year, week, int(rest[1])).isoformat()
    return f"{year:04}-W{week:02}{rest}"


def _by_weekday(core: str, anchor: Anchor, day: date) -> str:
    if not re.fullmatch("XXXX-WXX-[1-7]", core, re.ASCII):
        return core
    first = day + timedelta(days=int(core[-1]) - day.isoweekday())
    days = [first + timedelta(weeks=n) for n in range(-3, 4)]
    return _pick([(d.isoformat(), (d, d)) for d in days], anchor, day) or core


def _by_weekend(core: str, anchor: Anchor, day: date) -> str:
    weeks = [(day + timedelta(weeks=n)).isocalendar() for n in range(-3, 4)]
    values = [core.replace("XXXX-WXX", f"{year:04}-W{week:02}") for year, week, _ in weeks]
    return _pick([(v, span) for v in values if (span := interval(v))], anchor, day) or core


def _by_month(core: str, anchor: Anchor, day: date) -> str:
    if not core.startswith("XXXX-XX") or anchor.offset is None:
        return core
    return _shifted_month(day, anchor.offset) + core.removeprefix("XXXX-XX")


def _by_quarter(core: str, anchor: Anchor, day: date) -> str:
    if core != "XXXX-QX" or anchor.offset is None:
        return core
    year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + anchor.offset, 4)
    return f"{_year(year)}-Q{quarter + 1}"


def _by_year(core: str, anchor: Anchor, day: date) -> str:
    return core if anchor.offset is None else core.replace("XXXX", _year(day.year + anchor.offset))


def _by_decade(core: str, anchor: Anchor, day: date) -> str:
    return core if core != "XXX" or anchor.offset is None else _year((day.year // 10 + anchor.offset) * 10)[:3]


def _by_century(core: str, anchor: Anchor, day: date) -> str:
    return core if core != "XX" or anchor.offset is None else _year((day.year // 100 + anchor.offset) * 100)[:2]


def _by_date(core: str, anchor: Anchor, day: date) -> str:
    """Choose the year of something that comes once a year: a day, a month, a season, a quarter."""
    values = [core.replace("XXXX", f"{y:04}") for y in _years_around(day)]
    return _pick([(v, span) for v in values if (span := interval(v))], anchor, day) or core


def _feast(of: Callable[[int, Anchor], date], core: str, anchor: Anchor, day: date) -> str:
    """Choose the year of a feast that moves: its day, or the week or weekend around it."""
    days = [of(year, anchor) for year in _years_around(day)]
    found = _pick([(d.isoformat(), (d, d)) for d in days], replace(anchor, offset=None), day)
    if found and re.fullmatch("XXXX-WXX(?:-WE)?", core):
        return f"{date.fromisoformat(found):%G-W%V}{core[8:]}"
    return found if found and core.startswith("XXXX-") and core.endswith("-XX") else core


def _by_easter(core: str, anchor: Anchor, day: date) -> str:
    return _feast(lambda year, a: easter(year) + timedelta(days=a.offset or 0), core, anchor, day)


def _by_advent(core: str, anchor: Anchor, day: date) -> str:
    return _feast(lambda year, a: advent(year) + timedelta(days=a.offset or 0), core, anchor, day)


def _by_sunday(core: str, anchor: Anchor, day: date) -> str:
    """The n-th Sunday of the month that the open value names."""
    if not re.fullmatch(r"XXXX-\d\d-XX", core, re.ASCII):
        return core
    return _feast(lambda year, a: sunday(year, int(core[5:7]), a.offset or 1), core, anchor, day)


def _by_edge(core: str, anchor: Anchor, day: date) -> str:
    """Choose the unit whose beginning or end is meant: in November `zu Jahresbeginn wird` is next year's."""
    unit, _, edge = anchor.unit.partition("-")
    values = [_UNITS[unit](core, Anchor(unit, away), day) for away in (-1, 0, 1)]
    spans = [_third(days, edge.upper()) if (days := interval(value)) else (day, day) for value in values]
    if anchor.direction == "past":
        return next(v for v, (first, _) in zip(reversed(values), reversed(spans), strict=True) if first <= day)
    if anchor.direction == "future":
        return next(v for v, (_, last) in zip(values, spans, strict=True) if last >= day)
    return values[1]


_UNITS: dict[str, Callable[[str, Anchor, date], str]] = {
    "day": _by_day,
    "week": _by_week,
    "weekday": _by_weekday,
    "weekend": _by_weekend,
    "month": _by_month,
    "quarter": _by_quarter,
    "year": _by_year,
    "decade": _by_decade,
    "century": _by_century,
    "date": _by_date,
    "easter": _by_easter,
    "advent": _by_advent,
    "sunday": _by_sunday,
    **{f"{unit}-{edge}": _by_edge for unit in ("year", "quarter", "month", "week") for edge in ("start", "end")},
}


def _years_around(day: date) -> range:
    return range(max(day.year - AROUND, 1), min(day.year + AROUND, 9998) + 1)


def _year(year: int) -> str:
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return f"{year:04}"


def _shifted_month(day: date, offset: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
    return f"{_year(year)}-{month + 1:02}"


def _pick(candidates: list[tuple[str, Interval]], anchor: Anchor, day: date) -> str | None:
    """Choose among values in the order of time by the direction of the anchor.

    An offset asks for the n-th that is wholly before or after the day (`vergangenen Montag`); without one the day
    itself counts, for both directions: on a Monday `am Montag` is today, whatever the tense.
    """
    if anchor.offset and anchor.direction in {"past", "future"}:
        past = [v for v, (_, last) in candidates if last < day]
        future = [v for v, (first, _) in candidates if first > day]
        wanted, index = (past, -abs(anchor.offset)) if anchor.direction == "past" else (future, abs(anchor.offset) - 1)
        return wanted[index] if -len(wanted) <= index < len(wanted) else None
    if anchor.unit not in YEARLY:
        if anchor.direction == "past":
            return next((v for v, (first, _) in reversed(candidates) if first <= day), None)
        if anchor.direction == "future":
            return next((v for v, (_, last) in candidates if last >= day), None)
    return min(candidates, key=lambda c: _distance(c[1], day, anchor.direction), default=("", None))[0] or None


def _distance(span: Interval, day: date, direction: str) -> int:
    """Days between a day and a stretch, 0 inside it; against the direction they count four times, or six.

    What comes once a year is told of without its year when it is near: in September a meeting that `was put off to 14
    October` is not last year's. What is said to be ahead is less often behind than the other way round.
    """
    first, last = span
    ahead, behind = (first - day).days, (day - last).days
    return max(ahead * (4 if direction == "past" else 1), behind * (6 if direction == "future" else 1), 0)


def _bounds(value: str, time: Time, day: date | None) -> tuple[str | None, str | None]:
    """Where a vague time begins and ends, as far as that is known."""
    if time.type == "DURATION":
        return _stretch(time.anchor, day)
    if value in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}:
        today = day.isoformat() if day else None
        return (None if value == "PAST_REF" else today), (None if value == "FUTURE_REF" else today)
    span = interval(value)
    vague = time.mod in _THIRDS or re.fullmatch(r"\d\d|\d{3}|\d{4}/\d{4}|\d{4}-(?:[A-Z]{2}|H\d|W\d\d-WE)", value)
    if span is None or not vague or time.type == "SET":
        return None, None
    first, last = _third(span, time.mod)
    return first.isoformat(), last.isoformat()


_THIRDS = {"START": 0, "MID": 1, "END": 2}


def _third(span: Interval, mod: str | None) -> Interval:
    """The first, middle or last third of a stretch, for `Anfang`, `Mitte` and `Ende`."""
    first, last = span
    if mod not in _THIRDS:
        return span
    days = (last - first).days + 1
    n = _THIRDS[mod]
    return first + timedelta(days=days * n // 3), first + timedelta(days=max(days * (n + 1) // 3 - 1, 0))


def _stretch(anchor: Anchor | None, day: date | None) -> tuple[str | None, str | None]:
    """The ends of a duration that hangs on the report's day.

    `vor drei Jahren` names a point (no direction), `seit drei Jahren` a stretch that ends on the day.
    """
    if anchor is None or day is None or anchor.offset is None:
        return None, None
    there = _moved(anchor.unit, anchor.offset, day)
    if anchor.direction == "past":
        return there, day.isoformat()
    if anchor.direction == "future":
        return day.isoformat(), there
    return there, there


def _moved(unit: str, offset: int, day: date) -> str | None:
    """The day, week, month or year that lies some units away, no finer than the unit itself."""
    if unit == "year":
        return _year(day.year + offset)
    if unit == "month":
        return _shifted_month(day, offset)
    if unit == "week":
        year, week, _ = (day + timedelta(weeks=offset)).isocalendar()
        return f"{year:04}-W{week:02}"
    return (day + timedelta(days=offset)).isoformat() if unit == "day" else None
