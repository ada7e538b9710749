"""Times that hang on each other: evenings and their days, following days, and the two ends of a range."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from depesche.read.times_context import NEAR, Context
from depesche.read.times_dates import LEAP
from depesche.records import Anchor, Edge

TOLD = 4  # days told before that an evening may belong to
SENTENCES = 2  # how many sentences back they may stand
WHOLE = 2  # so many times as far where a day is named with its year, and so is what the story is about


@dataclass(frozen=True, slots=True)
class Draft:
    """A time before it is a record. floating: a part of a day or a clock time that has no day of its own yet.

    follows: days from the day told before (`am nächsten Tag`: 1), else None. own: where no day was told shortly before, it
    is the report's own (`an diesem Tag`). since, until: the other end of a range.
    """

    start: int
    end: int
    type: str
    open: str
    anchor: Anchor | None
    mod: str | None
    confidence: float
    why: str
    floating: bool = False
    follows: int | None = None
    own: bool = False
    since: Edge | None = None
    until: Edge | None = None


def hang(drafts: list[Draft], context: Context) -> list[Draft]:
    """Give each clock time and part of a day the day that it belongs to, and each following day its number.

    The day told before in the same sentence counts, or the one that follows at once (`um 20 Uhr am Montag`); an
    evening also takes the day of a sentence shortly before. Else it is the report's own day. A weekday that stands
    beside its whole date (`am Samstagmorgen, dem 3. Februar 2018`) is that day.
    """
    done: list[Draft] = []
    told: deque[Draft] = deque(maxlen=TOLD)
    year: Draft | None = None
    for draft, after in zip_longest(drafts, drafts[1:]):
        one = draft
        if draft.floating:
            one = _hung(draft, _day_for(draft, told, after, context))
        elif draft.follows is not None and draft.open == "XXXX":
            one = _after_year(draft, year, context)
        elif draft.follows is not None:
            one = _after(draft, _last(draft, told, context))
        elif after and "X" not in after.open and _is_weekday(draft) and _beside(draft, after, context, "apposed"):
            one = _hung(draft, after)
        elif _is_today(draft):
            one = _today(draft, done[-1] if done else None, after, context)
        elif done and _is_weekday(draft):
            one = _beside_day(_in_week(draft, done[-1], context), done[-1], context)
        if _names_day(one):
            told.append(one)
        if one.type in {"DATE", "TIME"} and re.match(r"[0-9]{4}(?:-|$)", one.open):
            year = one
        done.append(one)
    return done


def _after_year(draft: Draft, told: Draft | None, context: Context) -> Draft:
    """A year counted from the one told before: `2014 ... im Jahr darauf`."""
    if told is None or draft.follows is None or not _shortly_before(told, draft, context, WHOLE):
        return draft
    year = int(told.open[:4]) + draft.follows
    return replace(draft, open=f"{year:04}") if 1 <= year <= 9999 else draft


def _in_week(draft: Draft, before: Draft, context: Context) -> Draft:
    """A weekday of the week named right before it: `vergangene Woche am Dienstag`."""
    week = before.anchor
    if not week or week.unit != "week" or not draft.anchor or draft.anchor.offset is not None:
        return draft
    gap = "until" if _is_day(before) else "week"
    if not context.between(before.end, draft.start, gap):
        return draft
    return replace(draft, anchor=replace(draft.anchor, unit="week", offset=week.offset, direction=""))


def _beside_day(draft: Draft, before: Draft, context: Context) -> Draft:
    """A weekday that only says again which day another is: `heute, Dienstag,`."""
    day = before.anchor
    if (
        not day
        or day.unit != "day"
        or before.open != "XXXX-XX-XX"
        or not context.between(before.end, draft.start, "apposed")
    ):
        return draft
    return _hung(draft, before)


def _is_day(draft: Draft) -> bool:
    return re.match(r"XXXX-WXX-[1-7]", draft.open) is not None


def _is_today(draft: Draft) -> bool:
    return draft.why == "times.date.today" and draft.anchor is not None and draft.anchor.offset == 0


def _today(draft: Draft, before: Draft | None, after: Draft | None, context: Context) -> Draft:
    """`heute` as opposed to former times is no day: `früher war das anders, heute ist es so`, `damals wie heute`."""
    pairs = [(before, draft)] if before and before.open == "PAST_REF" else []
    pairs += [(draft, after)] if after and after.open == "PAST_REF" else []
    if any(_opposed(first, second, draft, context) for first, second in pairs):
        return replace(draft, open="PRESENT_REF", anchor=None, why="times.ref.nowadays")
    return draft


def _opposed(first: Draft, second: Draft, today: Draft, context: Context) -> bool:
    if context.sentence(first.start) != context.sentence(second.start):
        return False
    if context.between(first.end, second.start, "as well"):
        return True
    return context.parted(first.end, second.start) and context.direction(today.start, today.end) != "past"


def _last(draft: Draft, told: deque[Draft], context: Context) -> Draft | None:
    """The day that a following day is counted from."""
    last = told[-1] if told else None
    if not draft.own:
        return last
    near = last is not None and _shortly_before(last, draft, context, WHOLE if "X" not in last.open else 1)
    return last if near else replace(draft, open="XXXX-XX-XX", anchor=Anchor("day", 0))


def _beside(draft: Draft, after: Draft, context: Context, gap: str) -> bool:
    """Whether a day stands right behind a time, with nothing between them but what the pack's table calls this gap."""
    names = gap == "at once" or re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", after.open)
    return bool(names) and after.start - draft.end < NEAR and context.between(draft.end, after.start, gap)


def _is_weekday(draft: Draft) -> bool:
    return draft.anchor is not None and draft.anchor.unit == "weekday"


def _names_day(draft: Draft) -> bool:
    core = draft.open.partition("T")[0]
    known = re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-[1-7]", core)
    return draft.type in {"DATE", "TIME"} and bool(known or (core == "XXXX-XX-XX" and draft.anchor))


def _day_for(draft: Draft, told: deque[Draft], after: Draft | None, context: Context) -> Draft | None:
    follows = after if after and not after.floating and _names_day(after) else None
    if follows and _beside(draft, follows, context, "genitive"):
        return follows
    sentence = context.sentence(draft.start)
    fitting = [day for day in reversed(told) if _goes_with(day, draft, context)]
    last = fitting[0] if fitting else None
    if last and context.sentence(last.start) == sentence:
        return last
    if follows and _beside(draft, follows, context, "at once"):
        return follows
    if ":" in draft.open:  # a clock time belongs to a day of its sentence, or the one before if both tell something
        fitting = [
            day for day in fitting if sentence - context.sentence(day.start) <= context.tells(day.start, draft.start)
        ]
    return next(
        (day for day in fitting if _shortly_before(day, draft, context) and _same_story(day, draft, context)), None
    )


def _shortly_before(day: Draft, draft: Draft, context: Context, times: int = 1) -> bool:
    away = context.sentence(draft.start) - context.sentence(day.start)
    return draft.start - day.end <= NEAR * times and away <= SENTENCES * times


def _goes_with(day: Draft, draft: Draft, context: Context) -> bool:
    """Whether a day and an evening can be one: what took place on an evening did so on no day that is to come."""
    return {_lies(day), context.direction(draft.start, draft.end)} != {"past", "future"}


def _lies(day: Draft) -> str:
    """On which side of the report's day a day lies, as far as its anchor tells."""
    if day.anchor is None:
        return ""
    if day.anchor.unit == "day" and day.anchor.offset:
        return "past" if day.anchor.offset < 0 else "future"
    return day.anchor.direction


def _same_story(day: Draft, draft: Draft, context: Context) -> bool:
    """Whether a day is none of the background, told in the pluperfect, of a sentence that goes on in another tense."""
    return not context.background(day.start) or context.background(draft.start)


def _hung(draft: Draft, day: Draft | None) -> Draft:
    part = _part(draft)
    if day is None:
        return replace(draft, anchor=Anchor("day", 0, "", part))
    core = day.open.partition("T")[0]
    anchor = replace(day.anchor, part=part) if day.anchor else None
    return replace(draft, open=core + part, anchor=anchor)


def _after(draft: Draft, last: Draft | None) -> Draft:
    """A day counted from the day told before: a whole date, one without its year, a weekday of the same week, a near day."""
    part = _part(draft)
    if last is None or draft.follows is None:
        return replace(draft, anchor=None)
    core = _counted(last, draft.follows)
    anchor = replace(last.anchor, part=part) if last.anchor else None
    if core == "XXXX-XX-XX" and anchor and anchor.offset is not None:
        return replace(draft, anchor=Anchor("day", anchor.offset + draft.follows, "", part))
    return replace(draft, anchor=None) if core is None else replace(draft, open=core + part, anchor=anchor)


def _counted(last: Draft, days: int) -> str | None:
    """The open value of a day that lies so many days after another; None where the calendar or the week ends."""
    core = last.open.partition("T")[0]
    if re.fullmatch(r"(?:[0-9]{4}|XXXX)-[0-9]{2}-[0-9]{2}", core):
        try:
            day = date.fromisoformat(core.replace("XXXX", str(LEAP))) + timedelta(days=days)
        except (ValueError, OverflowError):
            return None
        return f"{core[:4]}{day.isoformat()[4:]}" if core[0] == "X" else day.isoformat()
    if core.startswith("XXXX-WXX-"):
        return f"XXXX-WXX-{int(core[-1]) + days}" if 1 <= int(core[-1]) + days <= 7 else None
    return core if core == "XXXX-XX-XX" else None


def _part(draft: Draft) -> str:
    """What a value adds to its day: `TEV`, `T20:30`."""
    return draft.open[draft.open.index("T") :] if "T" in draft.open else ""


def join_ranges(drafts: list[Draft], context: Context) -> list[Draft]:
    """Tell both ends of each range of the other: `vom 3. bis 7. Mai`, `zwischen 2014 und 2016`, `1933-1945`.

    >>> from depesche.packs import load
    >>> from depesche.records import Report, Source
    >>> context = Context(Report("r", "1933-1945", Source("r", "text", "", "", "", 0, "")), load("de"))
    >>> years = [Draft(0, 4, "DATE", "1933", None, None, 1, ""), Draft(5, 9, "DATE", "1945", None, None, 1, "")]
    >>> [draft.until for draft in join_ranges(years, context)]
    [Edge(open='1945', anchor=None, mod=None), None]
    """
    done = list(drafts)
    for n, (first, second) in enumerate(pairwise(drafts)):
        if done[n].since is None and _makes_range(first, second, context):
            done[n] = replace(first, until=Edge(second.open, second.anchor, second.mod))
            done[n + 1] = replace(second, since=Edge(first.open, first.anchor, first.mod))
    return done


def _makes_range(first: Draft, second: Draft, context: Context) -> bool:
    if {first.type, second.type} - {"DATE", "TIME"} or first.open.endswith("_REF") or second.open.endswith("_REF"):
        return False
    if context.between(first.end, second.start, "until"):
        return True
    if context.between(first.end, second.start, "and"):
        return context.before(first.start, "between")
    alike = len(first.open) == len(second.open) and first.open.count("X") == second.open.count("X")
    return alike and context.between(first.end, second.start, "dash")
