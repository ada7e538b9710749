"""When a talk can have been: the days that a report tells, and those that its own day leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from depesche.language.intervals import interval

Days = tuple[int, int]  # first and last day, as ordinals

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?", re.ASCII)
_BEHIND = 14  # days before a report in which something lies that it tells of as past, without a day
_AHEAD = 45  # days behind a report in which something lies that it tells of as planned, without a day
_OVER = frozenset(["held", "under way", "broken off"])
_WEEK = 7


def stretch(told: str | None) -> Days | None:
    """The days that a talk's date covers.

    >>> [date.fromordinal(day).isoformat() for day in stretch("2031-05-05/2031-05-07") or ()]
    ['2031-05-05', '2031-05-07']
    >>> stretch("XXXX-05") is None
    True
    """
    if not told:
        return None
    first, _, last = told.partition("/")
    ends = [interval(first), interval(last or first)]
    if ends[0] is None or ends[1] is None:
        return None
    return ends[0][0].toordinal(), ends[1][1].toordinal()


def day(told: str | None) -> int | None:
    """The ordinal of an ISO day; None for anything else.

    >>> day("1970-01-01"), day("1970-01")
    (719163, None)
    """
    try:
        return date.fromisoformat(told).toordinal() if told else None
    except ValueError:
        return None


def weekday(opens: Sequence[str]) -> int | None:
    """The weekday, 1 to 7, where that is all the words tell.

    >>> weekday(["XXXX-WXX-1TEV"]), weekday(["2031-05-05"]), weekday(["XXXX-WXX-1", "XXXX-WXX-2"])
    (1, None, None)
    """
    found = _WEEKDAY.fullmatch(opens[0]) if len(opens) == 1 else None
    return int(found[1]) if found else None


def a_week_on(days: Days, opens: Sequence[str], status: str, written: int | None) -> Days | None:
    """The same weekday a week later, where what is planned would else lie before its report; None where nothing is amiss.

    `vor dem Treffen am Montag` tells the weekday alone, and a report may mean the Monday that is past or the one to come.
    """
    if status != "planned" or written is None or weekday(opens) is None or days[0] != days[1] or days[1] >= written:
        return None
    later = days[0] + _WEEK
    return (later, later) if written <= later <= date.max.toordinal() else None


def window(status: str, written: int | None) -> Days | None:
    """The days in which a talk without a day lies, by its status and the day of the report."""
    if written is None:
        return None
    return (written - _BEHIND, written) if status in _OVER else (written - 1, written + _AHEAD)


def weeks(days: Days, most: int) -> list[str]:
    """The ISO weeks of some days, none where there are more than `most`.

    >>> weeks((day("2031-05-05"), day("2031-05-12")), 4)
    ['2031-W19', '2031-W20']
    """
    first, last = max(days[0], 1), min(days[1], date.max.toordinal())
    if (last - first) // _WEEK > most:
        return []
    start = date.fromordinal(first)
    # A step of a week from the first day, and the last day itself, meet each week between them.
    steps = [start + timedelta(days=n) for n in range(0, last - first + 1, _WEEK)]
    found = (one.isocalendar() for one in [*steps, date.fromordinal(max(first, last))])
    return list(dict.fromkeys(f"{one.year:04}-W{one.week:02}" for one in found))


def iso(days: Days) -> str:
    """The days as a talk's date writes them.

    >>> iso((719163, 719163)), iso((719163, 719165))
    ('1970-01-01', '1970-01-01/1970-01-03')
    """
    first, last = (date.fromordinal(one).isoformat() for one in days)
    return first if first == last else f"{first}/{last}"
