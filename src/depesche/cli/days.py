"""Days and spans of days as a reader writes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from depesche.records import Published
from depesche.texts import short_day
from depesche.texts.table import MONTHS


def in_words(value: str | None) -> str:
    """A day, or a span of days written `FIRST/LAST`; what is neither stays as it is.

    >>> in_words("2031-03-04"), in_words("2031-03-10/2031-03-16"), in_words("2031-03"), in_words(None)
    ('4 Mar 2031', '10 to 16 Mar 2031', 'Mar 2031', 'no day')
    """
    if not value:
        return "no day"
    first, slash, last = value.partition("/")
    if slash:
        return span_in_words(first, last)
    whole = _month_of(value)
    return short_day(value) if whole is None else whole


def published_in_words(day: Published) -> str:
    """The day of a report, or the span in which it lies."""
    return in_words(day.value) if day.value or not day.interval else span_in_words(*day.interval)


def span_in_words(first: str, last: str) -> str:
    """Two days as one span, with nothing said twice; an end that is open is empty.

    >>> span_in_words("2031-03-10", "2031-03-11"), span_in_words("2030-12-30", "2031-01-02")
    ('10 to 11 Mar 2031', '30 Dec 2030 to 2 Jan 2031')
    >>> span_in_words("2031-02-27", "2031-03-01"), span_in_words("2031-03-01", "2031-03-31")
    ('27 Feb to 1 Mar 2031', 'Mar 2031')
    >>> span_in_words("2031-01-01", "2031-12-31"), span_in_words("", "2031-03-02"), span_in_words("2031-03-02", "")
    ('2031', 'until 2 Mar 2031', 'from 2 Mar 2031')
    """
    if not first or not last:
        return f"from {short_day(first)}" if first else f"until {short_day(last)}" if last else "no day"
    try:
        one, other = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return f"{in_words(first)} to {in_words(last)}"
    return _whole(one, other) or _span(one, other)


def _span(one: date, other: date) -> str:
    end = short_day(other.isoformat())
    if one.year != other.year:
        return f"{short_day(one.isoformat())} to {end}"
    if one.month != other.month:
        return f"{one.day} {MONTHS['en'][one.month - 1][:3]} to {end}"
    return end if one == other else f"{one.day} to {end}"


def _whole(one: date, other: date) -> str | None:
    """A month or a year that the two ends make up."""
    if one.day != 1 or one.year != other.year or other.day != monthrange(other.year, other.month)[1]:
        return None
    if one.month == other.month:
        return f"{MONTHS['en'][one.month - 1][:3]} {one.year}"
    return str(one.year) if (one.month, other.month) == (1, 12) else None


def _month_of(value: str) -> str | None:
    year, dash, month = value.partition("-")
    if dash and len(year) == 4 and month.isdecimal() and len(month) == 2 and 1 <= int(month) <= 12:
        return f"{MONTHS['en'][int(month) - 1][:3]} {year}"
    return None
