"""What is stated of a report's day: a value, an interval, or nothing, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from depesche.relate.dates_days import EVERY, FIRST, LAST, Days, count, distance, earliest, latest, moved, stretch
from depesche.relate.dates_marks import YEAR
from depesche.relate.dates_soon import CLOSE, MONTH, soon
from depesche.relate.dates_solve import Bond, Solved
from depesche.relate.dates_story import Story
from depesche.relate.dates_tense import PAST
from depesche.relations import Dating, Quote, Reason

_ONE_YEAR = 366
# A day without its year comes again within 28 years: a set that reaches so near to the edge has no end that was told.
_TOO_EARLY, _TOO_LATE = FIRST + timedelta(days=29 * 366), LAST - timedelta(days=29 * 366)
_MOST = 5  # reasons for one report
_STORY = 60  # days within which reports about the same persons are told of one story
_PERSONS = 2


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest event told as past: the first day on which it can have been, and its words."""

    day: date
    quotes: tuple[Quote, ...]
    running: bool = False


def judged(story: Story, solved: Solved, number: int, settled: Mapping[int, Days]) -> Dating:
    """The dating of one report of a solved story. settled: the days of those reports whose day is known nearly."""
    days = solved.days[number]
    kept = [bond for bond in solved.kept if bond.event is not None or bond.days != EVERY]
    ours = [bond for bond in kept if bond.node == number and bond.key in story.told]
    reasons: list[Reason] = []
    near = (soon(story.marks[number], days) or _around(story, number, days, settled)) if _open(days) or _wide(days) else None
    if near:
        days, why = near
        reasons.append(why)
    reasons += sorted(_reasons(story, solved, ours, days), key=_place)
    reasons += _year(story, solved, number, reasons)
    name = story.reports[number].name
    if _open(days) or count(days) == 0:
        days = _firmly(ours, solved)
        return _bounded(name, days, sorted(_reasons(story, solved, ours, days), key=_place))
    first, last = earliest(days), latest(days)
    interval = (first.isoformat(), last.isoformat())
    if (last - first).days > (CLOSE if near is None else MONTH):
        return Dating(name, None, interval, 0.85, tuple(reasons))
    told = _latest(story, solved, number, days)
    if told is None and first != last:
        return Dating(name, None, interval, 0.85, tuple(reasons))
    return _valued(name, days, told, ours, reasons, near is not None)


def _valued(name: str, days: Days, told: _Latest | None, ours: list[Bond], reasons: list[Reason], near: bool) -> Dating:
    """The day of the latest event told as past, with what else fits."""
    rest = days & stretch(told.day, None) if told else days
    value = earliest(rest or days)
    rest = days if told and told.running else rest or days
    width = count(rest)
    interval = None if width == 1 else (earliest(rest).isoformat(), latest(rest).isoformat())
    sure = max((bond.weight for bond in ours), default=0.5)
    confidence = (0.3 if near else {1: 0.95, 2: 0.75, 3: 0.65}.get(width, 0.5)) * min(1.0, sure + 0.1)
    if told:
        reasons = [*reasons, Reason("dates.latest", told.quotes, (told.day.isoformat(),))]
    return Dating(name, value.isoformat(), interval, round(confidence, 2), tuple(reasons))


def _open(days: Days) -> bool:
    """Whether a set of days has no last one that the story tells, or no first one."""
    return days == EVERY or latest(days) > _TOO_LATE or earliest(days) < _TOO_EARLY


def _firmly(ours: list[Bond], solved: Solved) -> Days:
    """The days by all bonds but those of days without a year: they only tell where something else bounds the years."""
    days = EVERY
    for bond in ours:
        if not bond.key[2].startswith(("dates.month", "dates.behind", "dates.before", "dates.phase")):
            days &= ~_out(bond, solved)
    return days


def _wide(days: Days) -> bool:
    return (latest(days) - earliest(days)).days > MONTH


def _bounded(name: str, days: Days, reasons: list[Reason]) -> Dating:
    """Only a first or only a last day, or nothing at all."""
    if not days:
        return Dating(name, None, None, 0.0, ())
    first, last = earliest(days), latest(days)
    low = "" if first < _TOO_EARLY else first.isoformat()
    high = "" if last > _TOO_LATE else last.isoformat()
    if not low and not high:
        return Dating(name, None, None, 0.0, tuple(reasons))
    return Dating(name, None, (low, high), 0.9, tuple(reasons))


def _around(story: Story, number: int, days: Days, settled: Mapping[int, Days]) -> tuple[Days, Reason] | None:
    """Days near those of other reports about the same persons, where only few days of each year fit."""
    persons = story.persons[number]
    others = {n: there for n, there in settled.items() if n != number and len(persons & story.persons[n]) >= _PERSONS}
    if not others or not any(mark.rule == "dates.pair" for mark in story.marks[number]):
        return None
    there = 0
    for some in others.values():
        there |= some
    near = days & moved(there, -_STORY, _STORY)
    if not near or (latest(near) - earliest(near)).days > MONTH:
        return None
    best = min(others, key=lambda n: (distance(others[n], near), n))
    return near, Reason("dates.near.story", (), (story.reports[best].name, earliest(others[best]).isoformat()))


def _latest(story: Story, solved: Solved, number: int, days: Days) -> _Latest | None:
    """The latest event told as past or under way: on its first day that fits the report's days."""
    found: list[_Latest] = []
    for mark in story.marks[number]:
        if mark.running and (when := mark.days & days):
            found.append(_Latest(earliest(when), mark.quotes, running=True))
        if mark.side == PAST and mark.rule not in {"dates.today", "dates.stretch", "dates.month", "dates.week"}:
            back = mark.days & _back(days, mark.low, mark.high)
            if back and (mark.high is None or mark.high < YEAR or count(back) == 1):
                found.append(_Latest(earliest(back), mark.quotes))
            elif back:
                found.append(_Latest(latest(back), mark.quotes))
    for place, event in enumerate(story.events, start=len(story.reports)):
        for mention in event.mentions:
            if mention.report == number and mention.side == PAST:
                when = solved.days[place] & _back(days, mention.low, mention.high)
                if when and count(when) < CLOSE:
                    found.append(_Latest(earliest(when), (mention.quote,)))
    fitting = [one for one in found if one.day <= latest(days)]
    return max(fitting, key=lambda one: one.day, default=None)


def _back(days: Days, low: int | None, high: int | None) -> Days:
    """The days on which an event can have been that lies so far behind."""
    return moved(days, None if high is None else -high, None if low is None else -low)


def _reasons(story: Story, solved: Solved, ours: list[Bond], days: Days) -> Iterator[Reason]:
    """The few bonds that together leave out most of the other days, the one that does most first."""
    left = EVERY & ~days
    shown = [(bond, _out(bond, solved)) for bond in ours]
    for _ in range(_MOST):
        best = max(shown, key=lambda one: (count(one[1] & left), one[0].weight, one[0].key), default=None)
        if best is None or not best[1] & left:
            return
        yield story.told[best[0].key]
        left &= ~best[1]


def _place(reason: Reason) -> int:
    return reason.quotes[0].start if reason.quotes else -1


def _year(story: Story, solved: Solved, number: int, reasons: list[Reason]) -> Iterator[Reason]:
    """What tells the year, where it is another report: the narrowest stretch that is named there with its year."""
    there = _reached(solved, number)
    whole = [b for b in solved.kept if b.event is None and b.node in there and b.key in story.told and count(b.days) <= _ONE_YEAR]
    best = min(whole, key=lambda bond: (bond.node != number, count(bond.days), -bond.weight, bond.key), default=None)
    if best is None or story.told[best.key] in reasons:
        return
    why = story.told[best.key]
    rule = "dates.year.known" if why.rule == "dates.known" else "dates.year"
    if best.node == number:
        yield why
    elif why.quotes or rule == "dates.year.known":
        yield Reason(rule, why.quotes, why.values or (story.reports[best.node].name,))


def _reached(solved: Solved, number: int) -> set[int]:
    """The reports and events that bonds connect with a report."""
    beside: dict[int, set[int]] = {}
    for bond in solved.kept:
        if bond.event is not None:
            beside.setdefault(bond.node, set()).add(bond.event)
            beside.setdefault(bond.event, set()).add(bond.node)
    found, waiting = {number}, [number]
    while waiting:
        new = beside.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _out(bond: Bond, solved: Solved) -> Days:
    """The days that a bond leaves out."""
    if bond.event is None:
        return EVERY & ~bond.days
    return EVERY & ~moved(solved.days[bond.event], bond.low, bond.high)
