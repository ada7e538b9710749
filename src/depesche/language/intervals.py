"""The days that a TIMEX3 value covers, and the feasts that move."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

Interval = tuple[date, date]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each begins


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


def day_of(values: Sequence[str]) -> str | None:
    """The day, month or year that values name, or an interval from the first to the last; None where it is not known.

    >>> day_of(["2022-01-10T20:30"]), day_of(["2022-01"]), day_of(["2022-W02"]), day_of(["XXXX-WXX-1"])
    ('2022-01-10', '2022-01', '2022-01-10/2022-01-16', None)
    >>> day_of(["2022-01-09TEV", "2022-01-10"])
    '2022-01-09/2022-01-10'
    """
    spans = [interval(value) for value in values]
    if not spans or any(span is None for span in spans):
        return None
    core = values[0].partition("T")[0]
    if len(spans) == 1 and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", core, re.ASCII):
        return core
    first, last = min(span[0] for span in spans if span), max(span[1] for span in spans if span)
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


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


def easter(year: int) -> date:
    """The day of Easter Sunday in the Gregorian calendar.

    >>> easter(2022)
    datetime.date(2022, 4, 17)

    Raises:
        ValueError: for years outside 1 to 9999.

    """
    from dateutil.easter import easter as western  # noqa: PLC0415 (most reports name no feast)

    day: date = western(year)
    return day


def advent(year: int) -> date:
    """The first Sunday in Advent, the fourth before Christmas.

    >>> advent(2022)
    datetime.date(2022, 11, 27)

    Raises:
        ValueError: for years outside 1 to 9999.

    """
    return sunday(year, 12, 1) - timedelta(weeks=1 if sunday(year, 12, 1).day > 3 else 0)


def sunday(year: int, month: int, number: int) -> date:
    """The n-th Sunday of a month.

    >>> sunday(2022, 5, 2)
    datetime.date(2022, 5, 8)

    Raises:
        ValueError: for years outside 1 to 9999.

    """
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.isoweekday()) % 7, weeks=number - 1)
