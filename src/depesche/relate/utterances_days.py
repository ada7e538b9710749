"""When something was said, as far as its report tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from depesche.language.intervals import interval
from depesche.packs import Pack
from depesche.records import Report, Span, Statement, Time

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_WORD = re.compile(r"[^\W\d_]+")
# How many days a report may lie behind what it tells: where it names no day, where it names one,
# and where what was said itself tells of one; how many days a time may cover to date it.
_BEHIND, _LATELY, _TOLD, _NARROW = 1, 2, 7, 2
# How far back the day that a paragraph opens with is looked for, and what may stand before it.
_PARAGRAPH, _NEAR, _MOST = 600, 9, 50
_YEARLESS = re.compile(r"[0-9X]{4}-([01][0-9]-[0-3][0-9])")
_MONTH = re.compile(r"[0-9X]{4}-[01][0-9](?![0-9])")
_OPENING = re.compile(r"(?:\A|[.!?\n]\s?)[A-ZÄÖÜ]?[a-zäöü]?\s?\Z")


@dataclass(frozen=True, slots=True)
class When:
    """When something was said. days: first and last day that fit, as ordinals; None where nothing tells. day: that of the report.

    sure: the report names the day beside the words. open: or long before, as the report looks back.
    weekday: 1 to 7 where it names that alone. near, inside: of a report without a day, the days and months that it
    names just before the words, and in them. months: those that are named beside the words (`2031-05`, `XXXX-05`).
    """

    days: tuple[int, int] | None = None
    day: int | None = None
    sure: bool = False
    open: bool = False
    weekday: int | None = None
    near: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()


class Days:
    """The days that a report names, by their places."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self._back = frozenset(pack.words("looking_back"))
        self.text = report.text
        self.first, self.day = _days(report)
        self.times = sorted(report.times, key=lambda time: time.span)
        self._starts = [time.span.start for time in self.times]
        self._about = self._told()

    def of(self, statement: Statement, before: When | None) -> When:
        """When a statement was made, with the days and months near it where the report has no day.

        before: when the last statement was made, if it was by the same actor.
        """
        when = replace(self._said(statement, before), day=self.day, months=self._months(statement))
        if self.day is not None:
            return when
        near, inside = self._near(statement)
        return replace(when, near=near, inside=inside)

    def _said(self, statement: Statement, before: When | None) -> When:
        """By a day named beside it, else with what the actor said before, else in the report's days."""
        spans = [*statement.frame, *(span for span in (statement.occasion, statement.via) if span)]
        for when in self._inside(spans):
            return when
        told = [when.days[0] for when in self._inside(statement.content) if when.days is not None]
        if before is not None and (before.sure or not told):
            return before
        opened = self._opened(min((span.start for span in (*statement.content, *spans)), default=0))
        if opened is not None:
            return opened
        back = any(word.lower() in self._back for span in spans for word in _WORD.findall(span.text))
        return When(self._since(min(told, default=None)), open=back)

    def _near(self, statement: Statement) -> tuple[frozenset[str], frozenset[str]]:
        """The days and months (`07-18`) that the paragraph of a statement names before its words, and those in them."""
        if not statement.content:
            return frozenset(), frozenset()
        start, end = statement.content[0].start, statement.content[-1].end
        least = max(self._paragraph(start), start - _PARAGRAPH)
        first, middle, last = (bisect_left(self._starts, place) for place in (least, start, end))
        return _dates(self.times[max(first, middle - _MOST) : middle]), _dates(self.times[middle:last][:_MOST])

    def _months(self, statement: Statement) -> frozenset[str]:
        """The months named in the clause that says who did it."""
        told = set()
        for span in statement.frame:
            first, last = (bisect_left(self._starts, place) for place in (span.start, span.end))
            told |= {found[0] for time in self.times[first:last][:_MOST] if (found := _MONTH.match(time.value))}
        return frozenset(told)

    def _paragraph(self, start: int) -> int:
        return max(self.text.rfind("\n\n", max(0, start - _PARAGRAPH), start), 0)

    def _inside(self, spans: Iterable[Span]) -> Iterator[When]:
        """The days that are named in spans, without those to come."""
        for span in spans:
            for number in range(bisect_left(self._starts, span.start), len(self.times)):
                if self._starts[number] >= span.end:
                    break
                when = _named(self.times[number])
                if when is not None and not self._to_come(when):
                    yield when

    def _since(self, day: int | None) -> tuple[int, int] | None:
        """The days of the report, from that on of which the words tell: on it or after it they were said."""
        if day is None or self.day is None or self._about is None or day < self.day - _TOLD:
            return self._about
        return min(day, self._about[0]), self.day

    def _opened(self, start: int) -> When | None:
        """The day that a sentence before begins with, in the same paragraph, as in `Am Montag klang das noch anders`."""
        least = max(self._paragraph(start), start - _PARAGRAPH)
        for number in range(bisect_left(self._starts, start) - 1, -1, -1):
            at = self._starts[number]
            if at < least:
                break
            if _OPENING.search(self.text, max(0, at - _NEAR), at):
                when = _named(self.times[number])
                if when is not None and not self._to_come(when):
                    return when
        return None

    def _to_come(self, when: When) -> bool:
        return self.day is not None and when.days is not None and when.days[0] > self.day

    def _told(self) -> tuple[int, int] | None:
        """The days that the report tells of: its own, and those just before that it names; where it names none, the day before."""
        if self.day is None or self.first is None:
            return None
        named = [when.days[0] for time in self.times if (when := _named(time)) is not None and when.days is not None]
        recent = [day for day in named if self.first - _LATELY <= day <= self.day]
        return min(self.first, *recent) if recent else self.first - _BEHIND, self.day


def gap(a: When, b: When) -> int | None:
    """How many days lie between two times; 0 where they can be the same, None where nothing tells: one weekday is of any week.

    >>> gap(When((10, 11)), When((12, 12))), gap(When((10, 11)), When((11, 12))), gap(When(), When((5, 5)))
    (1, 0, None)
    """
    if a.days is None or b.days is None:
        return abs(a.weekday - b.weekday) or None if a.weekday and b.weekday else None
    first, second = sorted((a, b), key=lambda when: when.days or (0, 0))
    return max(0, (second.days or (0, 0))[0] - (first.days or (0, 0))[1])


def far_apart(a: When, b: When) -> bool:
    """Whether two reports are of days further apart than one reports behind, and neither names the day of the words.

    >>> far_apart(When((10, 12), 12), When((10, 10), 10)), far_apart(When((10, 12), 12), When((10, 10), 10, sure=True))
    (True, False)
    """
    if a.day is None or b.day is None or a.sure or b.sure:
        return False
    return abs(a.day - b.day) > _BEHIND


def same_date(a: When, b: When) -> bool:
    """Whether two reports without a day name one date around the words; that both have it in the words themselves tells nothing."""
    return bool(a.near & (b.near | b.inside) or b.near & a.inside)


def one_month(a: When, b: When) -> str:
    """The month that both times are told to be of; empty where they name none or others, the year left open or not.

    >>> one_month(When(months=frozenset({"2031-05"})), When(months=frozenset({"XXXX-05"})))
    '2031-05'
    >>> one_month(When(months=frozenset({"2031-05"})), When(months=frozenset({"2030-05"})))
    ''
    """
    one = [min(x, y) for x in a.months for y in b.months if x[5:] == y[5:] and (x[:4] == y[:4] or "X" in x[:4] + y[:4])]
    return min(one, default="")


def looks_back(a: When, b: When) -> bool:
    """Whether the later of two times is of a report that looks back further than its own days."""
    return (a if (a.days or (0, 0)) > (b.days or (0, 0)) else b).open


def _dates(times: Iterable[Time]) -> frozenset[str]:
    return frozenset(found[1] for time in times if (found := _YEARLESS.match(time.open)))


def _named(time: Time) -> When | None:
    if time.type not in {"DATE", "TIME"}:
        return None
    days = interval(time.value)
    if days is not None:
        narrow = (days[1] - days[0]).days < _NARROW
        return When((days[0].toordinal(), days[1].toordinal()), sure=True) if narrow else None
    weekday = _WEEKDAY.match(time.value)
    return When(weekday=int(weekday[1])) if weekday else None


def _days(report: Report) -> tuple[int | None, int | None]:
    """The first and the last day that a report can be of, as ordinals; None where it is not known within a few days."""
    published = report.header.published
    ends = (published.value, published.value) if published.value else published.interval or ("", "")
    first, last = interval(ends[0] or ""), interval(ends[1] or "")
    if first is None or last is None or not 0 <= (last[1] - first[0]).days <= _TOLD:
        return None, None
    return first[0].toordinal(), last[1].toordinal()
