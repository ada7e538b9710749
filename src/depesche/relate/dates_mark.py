"""The record of a time that tells something of its report's day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from depesche.records import Span
from depesche.relate.dates_days import Days
from depesche.relate.dates_tense import OPEN
from depesche.relations import Quote

WEEK = 6  # a weekday that is named alone lies less than a week away
YEAR = 330  # a day that is named without its year lies less than a year away


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that took or takes place on one of `days`, from `low` to `high` days before its report.

    rule: which kind of time it is. side: whether it lies behind the report or ahead of it. low, high: None where that side has no
    bound. weight: how sure the passage is. span: where it stands; quotes: its words. weekday, month_day: as far as the time names them
    (0 and empty where not). whole: a day that is named with its year. linked: the day of the text that the report is made from. noun:
    what it goes with that stands right before it (`die Sitzung am Montag`). running: the first of two days on which something told in
    the present takes place.
    """

    rule: str
    side: str
    days: Days
    low: int | None
    high: int | None
    weight: float
    span: Span
    quotes: tuple[Quote, ...] = ()
    weekday: int = 0
    month_day: str = ""
    whole: bool = False
    linked: bool = False
    noun: str = ""
    running: bool = False


def opened(mark: Mark) -> Mark:
    """The mark without its side."""
    far = None if mark.low is None or mark.high is None else max(abs(mark.low), abs(mark.high))
    return replace(mark, side=OPEN, low=None if far is None else -far, high=far, weight=min(mark.weight, 0.4))


def plain(mark: Mark) -> bool:
    """A weekday that is named alone and that lies behind or ahead."""
    return mark.rule == "dates.weekday" and bool(mark.side) and -WEEK <= (mark.low or 0) <= 0
