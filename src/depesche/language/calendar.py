"""What a time expression means on a given day: open values, anchors and the calendar behind them.

A time is stored as the text alone tells it (`XXXX-WXX-1`, a Monday) with an anchor that says how it hangs on the
report's day. `resolve` derives value and bounds from these three and from nothing else, so that it can be called
again whenever the day of a report becomes known or changes.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from depesche.records import Anchor, Time

Interval = tuple[date, date]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each begins
YEARLY = {"date", "easter"}  # units of what comes once a year
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
    value = time.open
    if day is not None and time.anchor is not None:
        try:
            value = _value(time.open, time.anchor, day)
        except (ValueError, OverflowError):  # the calendar of Python ends at the years 1 and 9999
            value = time.open
    try:
        begin, end = _bounds(value, time, day)
    except (ValueError, OverflowError):
        begin, end = None, None
    return replace(time, value=value, begin=begin, end=end)


def easter(year: int) -> date:
    """The day of Easter Sunday in the Gregorian calendar (after Meeus, Jones and Butcher).

    >>> easter(2022)
    datetime.date(2022, 4, 17)

    Raises:
        ValueError: for years outside 1 to 9999.

    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    full = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * full) // 451
    month, before = divmod(epact + full - 7 * late + 114, 31)
    return date(year, month, before + 1)


def interval(value: str) -> Interval | None:
    """The first and the last day of a value, or None where the value names no calendar time.

    >>> interval("2022-01")
    (datetime.date(2022, 1, 1), datetime.date(2022, 1, 31))
    >>> interval("198")
    (datetime.date(1980, 1, 1), datetime.date(1989, 12, 31))
    >>> interval("XXXX-01") is None
    True
    """
    core = value.partition("T")[0]
    for shape, days in _SHAPES:
        if found := shape.fullmatch(core):
            try:
                return days(*found.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _one(year: str, month: str, day: str) -> Interval:
    one = date(int(year), int(month), int(day))
    return one, one


def _months(year: int, month: int, count: int) -> Interval:
    """A run of whole months; it may reach into the next year."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return date(year, month, 1), last


def _week(year: str, week: str) -> Interval:
    first = date.fromisocalendar(int(year), int(week), 1)
    return first, first + timedelta(days=6)


def _weekend(year: str, week: str) -> Interval:
    first = date.fromisocalendar(int(year), int(week), 6)
    return first, first + timedelta(days=1)


def _years(year: int, count: int) -> Interval:
    return date(max(year, 1), 1, 1), date(year + count - 1, 12, 31)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[..., Interval]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII), _one),
    (re.compile(r"(\d{4})-(\d\d)", re.ASCII), lambda y, m: _months(int(y), int(m), 1)),
    (re.compile(r"(\d{4})-Q([1-4])", re.ASCII), lambda y, q: _months(int(y), int(q) * 3 - 2, 3)),
    (re.compile(r"(\d{4})-H([12])", re.ASCII), lambda y, h: _months(int(y), int(h) * 6 - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)", re.ASCII), lambda y, s: _months(int(y), SEASONS[s], 3)),
    (re.compile(r"(\d{4})-W(\d\d)", re.ASCII), _week),
    (re.compile(r"(\d{4})-W(\d\d)-WE", re.ASCII), _weekend),
    (re.compile(r"(\d{4})", re.ASCII), lambda y: _years(int(y), 1)),
    (re.compile(r"(\d{4})/(\d{4})", re.ASCII), lambda a, b: (_years(int(a), 1)[0], _years(int(b), 1)[1])),
    (re.compile(r"(\d{3})", re.ASCII), lambda d: _years(int(d) * 10, 10)),
    (re.compile(r"(\d\d)", re.ASCII), lambda c: _years(int(c) * 100, 100)),
)


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


def _by_easter(core: str, anchor: Anchor, day: date) -> str:
    """Choose the year of a feast that moves with Easter; offset counts the days from Easter Sunday."""
    days = [easter(y) + timedelta(days=anchor.offset or 0) for y in _years_around(day)]
    found = _pick([(d.isoformat(), (d, d)) for d in days], replace(anchor, offset=None), day)
    return found if found and core == "XXXX-XX-XX" else core


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
    """Days between a day and a stretch, 0 inside it; against the direction they count three times.

    What comes once a year is told of without its year when it is near: in September `bis zum 14. Oktober` is not last
    year's, whatever the tense.
    """
    first, last = span
    ahead, behind = (first - day).days, (day - last).days
    return max(ahead * (3 if direction == "past" else 1), behind * (3 if direction == "future" else 1), 0)


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
