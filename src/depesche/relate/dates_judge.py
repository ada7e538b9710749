"""What is stated of a report's day: a value, an interval, or nothing, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from depesche.relate.dates_days import EVERY, FIRST, LAST, Days, count, earliest, latest, moved, stretch
from depesche.relate.dates_mark import YEAR, plain
from depesche.relate.dates_mentions import Mention
from depesche.relate.dates_solve import Bond, Solved
from depesche.relate.dates_soon import CLOSE, MONTH
from depesche.relate.dates_story import Story, best_told
from depesche.relate.dates_tense import PAST
from depesche.relations import Dating, Quote, Reason

# A day without its year comes again within 28 years: a set that reaches so near to the edge has no end that was told.
_TOO_EARLY, _TOO_LATE = FIRST + timedelta(days=29 * 366), LAST - timedelta(days=29 * 366)
_ONE_YEAR = 366
_SOON_AFTER = 3  # days within which a weekday is after a day named with its date
_MOST = 5  # reasons for one report
# How often what is stated so is right, as far as that was measured: one day that fits, two, three, more.
_SURE = {1: 0.9, 2: 0.7, 3: 0.6}
_LESS_SURE, _SOON, _CLOSED, _BOUNDED = 0.4, 0.25, 0.8, 0.95
_WEEKDAYS = ("dates.behind", "dates.before", "dates.phase")  # what only tells which of near days is meant
_NEAR = "dates.near."  # what is only likely
_HINTS = ("dates.month", *_WEEKDAYS)  # what alone tells no year


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest event told as past: the first day on which it can have been, and its words. running: it is under way.

    since: from when on the report can be, where the event's day is only likely.
    """

    day: date
    quotes: tuple[Quote, ...]
    running: bool = False
    since: date | None = None


@dataclass(slots=True)
class Judge:
    """A solved story, looked up once: the bonds and mentions of each report, and what tells the year where it stands."""

    story: Story
    solved: Solved
    _ours: dict[int, list[Bond]] = field(default_factory=dict)
    _mentions: dict[int, list[tuple[int, Mention]]] = field(default_factory=dict)
    _years: dict[int, Bond] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort bonds and mentions by their reports."""
        for bond in self.solved.kept:
            if bond.key in self.story.told:
                self._ours.setdefault(bond.node, []).append(bond)
        for place, event in enumerate(self.story.events, start=len(self.story.reports)):
            for mention in event.mentions:
                self._mentions.setdefault(mention.report, []).append((place, mention))
        self._years = _told_years(self.story, self.solved)

    def judged(self, number: int) -> Dating:
        """The dating of one report."""
        days, ours = self.solved.days[number], self._ours.get(number, [])
        near = any(_likely(bond) for bond in ours)
        name = self.story.reports[number].name
        if _open(days):
            days = _without(_HINTS, ours, self.solved)
            return _bounded(name, days, self._reasons(number, days))
        if not near and _wide(days, CLOSE):
            days = _without(_WEEKDAYS, ours, self.solved)
        reasons = self._reasons(number, days)
        told = None if _wide(days, MONTH if near else CLOSE) else self._latest(number, days)
        if told is None and count(days) > 1:
            interval = (earliest(days).isoformat(), latest(days).isoformat())
            return Dating(name, None, interval, _CLOSED, tuple(reasons))
        return _valued(name, days, told, reasons, near)

    def _latest(self, number: int, days: Days) -> _Latest | None:
        """The latest event told as past or under way: on its first day that fits the report's days."""
        found = []
        for mark in self.story.marks[number]:
            if mark.running and (when := mark.days & days):
                found.append(_Latest(earliest(when), mark.quotes, running=True))
            if mark.side == PAST and mark.rule in {"dates.whole", "dates.pair", "dates.month-day", "dates.weekday"}:
                back = mark.days & _back(days, mark.low, mark.high)
                if back:
                    near = mark.high is None or mark.high < YEAR
                    found.append(_Latest(earliest(back) if near else latest(back), mark.quotes))
        for place, mention in self._mentions.get(number, ()):
            if mention.side == PAST:
                when = self.solved.days[place] & _back(days, mention.low, mention.high)
                if when and not _wide(when, CLOSE):
                    found.append(_Latest(earliest(when), (mention.quote,)))
        last = latest(days)
        told = max((one for one in found if one.day <= last), key=lambda one: one.day, default=None)
        return told and (self._next_weekday(number, days, told) or told)

    def _next_weekday(self, number: int, days: Days, told: _Latest) -> _Latest | None:
        """A weekday without its date that comes soon after the latest event with its date: `am 18. Juli ... am Samstag`.

        In nine of ten reports it does not lie before, when what is dated would be the fresher news.
        """
        marks = self.story.marks[number]
        if not any(m.month_day and not m.linked and m.quotes == told.quotes for m in marks):
            return None
        found = []
        for mark in marks:
            after = (mark.weekday - told.day.isoweekday()) % 7
            if 0 < after <= _SOON_AFTER and plain(mark) and mark.side == PAST and not mark.noun:
                found.append(_Latest(told.day + timedelta(days=after), mark.quotes, since=told.day))
        return max((one for one in found if days & stretch(one.day, one.day)), key=lambda one: one.day, default=None)

    def _reasons(self, number: int, days: Days) -> list[Reason]:
        """The few bonds that together leave out most of the other days, in the order of the text, and what tells the year."""
        left = EVERY & ~days
        shown = [(bond, _out(bond, self.solved)) for bond in self._ours.get(number, ())]
        found: list[Reason] = []
        while left and len(found) < _MOST:
            useful = [one for one in shown if one[1] & left]
            if not useful:
                break
            best = max(useful, key=lambda one: (_likely(one[0]), count(one[1] & left), one[0].weight, one[0].key))
            found.append(self._said(best[0]))
            shown.remove(best)
            left &= EVERY if _likely(best[0]) else ~best[1]
        found.sort(key=lambda reason: reason.quotes[0].start if reason.quotes else -1)
        return [*found, *self._year(number, found)]

    def _said(self, bond: Bond) -> Reason:
        """What a bond rests on; of a shared event the words of another report that put it on a day that it can have been."""
        why = self.story.told[bond.key]
        if bond.event is None or not why.rule.startswith("dates.shared."):
            return why
        mentions = self.story.events[bond.event - len(self.story.reports)].mentions
        days = self.solved.days[bond.event]
        fitting = [one for one in mentions if one.report != bond.node and one.days & days]
        if not fitting:
            return why
        other = best_told(fitting)
        return replace(why, quotes=(why.quotes[0], other.quote), values=(other.quote.report,))

    def _year(self, number: int, found: list[Reason]) -> Iterator[Reason]:
        """What tells the year, where it is not among the reasons already: it may be another report."""
        bond = self._years.get(number)
        why = self.story.told[bond.key] if bond else None
        if bond is None or why is None or why in found:
            return
        if bond.node == number:
            yield why
        elif why.rule == "dates.known":
            yield Reason("dates.year.known", (), why.values)
        elif why.quotes:
            yield Reason("dates.year", why.quotes, (self.story.reports[bond.node].name,))


def _likely(bond: Bond) -> bool:
    """Whether a bond holds what is only likely, which is told first."""
    return bond.key[2].startswith(_NEAR)


def _told_years(story: Story, solved: Solved) -> dict[int, Bond]:
    """For each report the narrowest stretch that a report bound up with it names with its year."""
    beside: dict[int, set[int]] = {}
    whole: dict[int, list[tuple[int, Bond]]] = {}
    for bond in solved.kept:
        if bond.event is not None:
            beside.setdefault(bond.node, set()).add(bond.event)
            beside.setdefault(bond.event, set()).add(bond.node)
        elif bond.key in story.told and (width := count(bond.days)) <= _ONE_YEAR:
            whole.setdefault(bond.node, []).append((width, bond))
    years: dict[int, Bond] = {}
    done: set[int] = set()
    for number in range(len(story.reports)):
        if number in done:
            continue
        together = _reached(number, beside)
        done |= together
        told = [one for node in together for one in whole.get(node, ())]
        if told:
            best = min(told, key=lambda one: (one[0], -one[1].weight, one[1].key))[1]
            years.update(dict.fromkeys(together, best))
    return years


def _reached(number: int, beside: Mapping[int, set[int]]) -> set[int]:
    """The reports and events that bonds connect with a report."""
    found, waiting = {number}, [number]
    while waiting:
        new = beside.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _valued(name: str, days: Days, told: _Latest | None, reasons: list[Reason], near: bool) -> Dating:
    """The day of the latest event told as past, with what else fits."""
    rest = days & stretch(told.day, None) if told else days
    value = earliest(rest or days)
    if told and told.since:
        rest = days & stretch(told.since, None)
    rest = days if told and told.running else rest or days
    width = count(rest)
    interval = None if width == 1 else (earliest(rest).isoformat(), latest(rest).isoformat())
    confidence = _SOON if near and width > 1 else _SURE.get(width, _LESS_SURE)
    why = [Reason("dates.latest", told.quotes, (told.day.isoformat(),))] if told else []
    return Dating(name, value.isoformat(), interval, confidence, (*reasons, *why))


def _open(days: Days) -> bool:
    """Whether a set of days has no last one that the story tells, or no first one."""
    return not days or latest(days) > _TOO_LATE or earliest(days) < _TOO_EARLY


def _wide(days: Days, most: int) -> bool:
    return (latest(days) - earliest(days)).days > most


def _without(rules: tuple[str, ...], ours: list[Bond], solved: Solved) -> Days:
    """The days by all bonds but some."""
    days = EVERY
    for bond in ours:
        if not bond.key[2].startswith(rules):
            days &= ~_out(bond, solved)
    return days


def _bounded(name: str, days: Days, reasons: list[Reason]) -> Dating:
    """Only a first or only a last day, or nothing at all."""
    low = "" if not days or earliest(days) < _TOO_EARLY else earliest(days).isoformat()
    high = "" if not days or latest(days) > _TOO_LATE else latest(days).isoformat()
    if not low and not high:
        return Dating(name, None, None, 0.0, tuple(reasons))
    return Dating(name, None, (low, high), _CLOSED if low and high else _BOUNDED, tuple(reasons))


def _back(days: Days, low: int | None, high: int | None) -> Days:
    """The days on which an event can have been that lies so far behind."""
    return moved(days, None if high is None else -high, None if low is None else -low)


def _out(bond: Bond, solved: Solved) -> Days:
    """The days that a bond leaves out."""
    if bond.event is None:
        return EVERY & ~bond.days
    return EVERY & ~moved(solved.days[bond.event], bond.low, bond.high)
