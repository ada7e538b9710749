"""Sets of days, each one whole number whose bits are days: what the dating of reports counts with.

Bit 0 is the first day of 1901, the last bit the last of 2099: leap years come every fourth year all the while. Shifting a set
moves all its days at once.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

Days = int  # a set of days

FIRST = date(1901, 1, 1)
LAST = date(2099, 12, 31)
_COUNT = (LAST - FIRST).days + 1
EVERY: Days = (1 << _COUNT) - 1


def stretch(first: date | None, last: date | None) -> Days:
    """The days from the first to the last; None leaves an end open.

    >>> count(stretch(date(2022, 1, 10), date(2022, 1, 12)))
    3
    """
    low = 0 if first is None else max((first - FIRST).days, 0)
    high = _COUNT - 1 if last is None else min((last - FIRST).days, _COUNT - 1)
    return ((1 << (high + 1)) - (1 << low)) if low <= high else 0


@lru_cache(maxsize=256)
def weekdays(which: frozenset[int]) -> Days:
    """All days that are one of these weekdays, Monday being 1.

    >>> earliest(weekdays(frozenset({3})))
    datetime.date(1901, 1, 2)
    """
    week = sum(1 << ((number - FIRST.isoweekday()) % 7) for number in which)
    return _repeated(week, 7)


def _repeated(pattern: Days, width: int) -> Days:
    """A pattern of so many days over and over."""
    found = pattern
    while width < _COUNT:
        found |= found << width
        width *= 2
    return found & EVERY


@lru_cache(maxsize=512)
def yearly(month: int, day: int) -> Days:
    """That day of every year; empty where there is no such day, as 31 April.

    >>> earliest(yearly(2, 29))
    datetime.date(1904, 2, 29)
    """
    found = 0
    for year in range(FIRST.year, FIRST.year + 4):
        with suppress(ValueError):
            found |= 1 << (date(year, month, day) - FIRST).days
    return _repeated(found, 4 * 365 + 1)


@lru_cache(maxsize=16)
def months(month: int) -> Days:
    """All days of that month of every year."""
    found = 0
    for day in range(1, 32):
        found |= yearly(month, day)
    return found


def moved(days: Days, low: int | None, high: int | None) -> Days:
    """Every day that lies between `low` and `high` days behind one of the set; None has no bound on that side.

    >>> monday = stretch(date(2022, 1, 10), date(2022, 1, 10))
    >>> earliest(moved(monday, 0, 6)), latest(moved(monday, 0, 6))
    (datetime.date(2022, 1, 10), datetime.date(2022, 1, 16))
    >>> moved(monday, 0, None) == stretch(date(2022, 1, 10), None)
    True
    """
    if not days:
        return 0
    if high is None:
        return EVERY if low is None else _shifted(stretch(earliest(days), None), low) & EVERY
    if low is None:
        return stretch(None, latest(days) + timedelta(days=high))
    return _shifted(_smeared(days, high - low + 1), low) & EVERY


def _shifted(days: Days, by: int) -> Days:
    return days << by if by >= 0 else days >> -by


def _smeared(days: Days, width: int) -> Days:
    """Each day and those behind it, so many in all."""
    done, found = 1, days
    while done < width:
        step = min(done, width - done)
        found |= found << step
        done += step
    return found


def earliest(days: Days) -> date:
    """The first day of a set that is not empty."""
    return FIRST + timedelta(days=(days & -days).bit_length() - 1)


def latest(days: Days) -> date:
    """The last day of a set that is not empty."""
    return FIRST + timedelta(days=days.bit_length() - 1)


def count(days: Days) -> int:
    """How many days a set has."""
    return days.bit_count()


def distance(days: Days, others: Days) -> int:
    """How many days lie between the first days of two sets that are not empty."""
    return abs((earliest(days) - earliest(others)).days)
