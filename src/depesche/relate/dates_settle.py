"""Times of one report that speak of one day: put together where they stand side by side, and brought to one side of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from depesche.packs import Pack
from depesche.records import Report, Span
from depesche.relate.dates_days import Days, earliest
from depesche.relate.dates_mark import WEEK, YEAR, Mark, plain
from depesche.relate.dates_tense import AHEAD, OPEN, PAST, patterns, tense
from depesche.relations import Quote

_GAP = 16  # characters between two times that name one day


def settled(marks: list[Mark], text: str, pack: Pack) -> tuple[Mark, ...]:
    """The marks with the side that all mentions of their day agree on best."""
    return tuple(_dated(list(_sided(list(_running(marks, text, pack))))))


def joined(first: Mark, second: Mark, report: Report, pack: Pack) -> Mark | None:
    """One mark of two times side by side: `am Montag (7. Juni)`, `gestern, dem 3. März 2021`, `am 16. Juli (Dienstag)`."""
    start, end = first.span.end, second.span.start
    last = second.span.end + (
        report.text[second.span.end : second.span.end + 1] == ")" and "(" in report.text[start:end]
    )
    if end - start > _GAP or not patterns(pack)["beside"].fullmatch(report.text, start, end):
        return None
    kinds = {first.rule, second.rule}
    if len(kinds) == 1 or kinds & {"dates.stretch", "dates.month", "dates.week", "dates.pair"}:
        return None
    days = first.days & second.days
    low, high = _both(first, second)
    if not days or (low is not None and high is not None and low > high):
        return None  # a misprint: 12 March is no Monday, or it is not of the year
    told = first.side or second.side
    named = next((mark for mark in (first, second) if mark.month_day), None)
    if named is None:
        return None
    quotes = (Quote(report.name, first.span.start, last, report.text[first.span.start : last]),)
    whole, weekday = first.whole or second.whole, first.weekday or second.weekday
    rule = "dates.whole" if whole else "dates.pair" if weekday else "dates.month-day"
    return Mark(
        rule, told, days, low, high, max(first.weight, second.weight, 0.85),
        Span.of(report.text, first.span.start, second.span.end), quotes,
        weekday=weekday, month_day=named.month_day, whole=whole, noun=first.noun,
    )  # fmt: skip


def _both(first: Mark, second: Mark) -> tuple[int | None, int | None]:
    """The bounds of both; a weekday with its day need be less than a week away no more, but keeps its side."""
    if first.side and second.side and first.side != second.side:
        told = first if first.weight >= second.weight else second
        return _loosened(told)
    bounds = [_loosened(mark) for mark in (first, second)]
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _loosened(mark: Mark) -> tuple[int | None, int | None]:
    if mark.rule != "dates.weekday" or not mark.side or (mark.low and mark.high):
        return mark.low, mark.high
    return (0, YEAR) if mark.side == PAST else (-YEAR, 0)


def _dated(marks: list[Mark]) -> Iterator[Mark]:
    """A day that is named with its year and told both as past and as ahead bounds the report on neither side, or is past.

    So is one that only goes with a noun, where the report has the same weekday ahead of it.
    """
    ahead = {mark.weekday for mark in marks if plain(mark) and mark.side == AHEAD}
    weights: Counter[tuple[Days, str]] = Counter()
    for mark in marks:
        if mark.whole:
            weights[mark.days, mark.side] += round(100 * mark.weight)
    for mark in marks:
        other = weights[mark.days, AHEAD if mark.side == PAST else PAST]
        lost = mark.whole and mark.side and other and (mark.side == AHEAD or other >= weights[mark.days, PAST])
        named = mark.whole and mark.noun and mark.side == PAST and not mark.linked
        lost = lost or (named and earliest(mark.days).isoweekday() in ahead)
        yield replace(mark, side=OPEN, low=None, high=None, weight=0.3) if lost else mark


def _sided(marks: list[Mark]) -> Iterator[Mark]:
    """One weekday is one day in a report: where some of its mentions lie behind and some ahead, the surer side holds."""
    weights: Counter[tuple[int, str]] = Counter()
    for mark in marks:
        if plain(mark):
            weights[mark.weekday, mark.side] += round(100 * mark.weight) // (2 if mark.noun else 1)
    for mark in marks:
        other = AHEAD if mark.side == PAST else PAST
        if plain(mark) and weights[mark.weekday, other] > weights[mark.weekday, mark.side]:
            low, high = (-WEEK, 0) if other == AHEAD else (0, WEEK)
            yield replace(mark, side=other, low=low, high=high)
        else:
            yield mark


def _running(marks: list[Mark], text: str, pack: Pack) -> Iterator[Mark]:
    """`Am Sonntag und Montag beraten sie`: told in the present, it is under way on its first day."""
    known = patterns(pack)
    for mark, after in zip_longest(marks, marks[1:]):
        joined = after and after.side == AHEAD and known["both"].fullmatch(text, mark.span.end, after.span.start)
        present = known["during"].match(text, after.span.end) if joined and mark.side == AHEAD else None
        yield replace(mark, running=bool(present and not tense(present[0].strip(), pack)))
