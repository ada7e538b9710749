"""Whether a talk of one report is a meeting that others tell of: by who meets, when, where and in which frame."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.relate.talks_days import Days, a_week_on, day, stretch, weekday, window
from depesche.relate.talks_seen import TalkSeen, passages

_CALLS = frozenset(["telephone", "summons"])
_OVER = frozenset(["held", "under way", "broken off"])
_NARROW = 10  # days within which a stretch still tells of the day in it
_WEEK = 7
_FAR = -1  # what contradicts
OPEN, LOOSE, NEAR, SAME = 0, 1, 2, 3
ALIKE = 0.8  # up to here a meeting is joined only where no other fits as well


@dataclass(slots=True)
class Facts:
    """What is compared. days: None where none is told. later: the other day that a mere weekday may mean.

    around: where it lies by its status and the day of its report, if it tells no day. written: that day.
    persons: with their sides. words: the longer passages that tell of it.
    """

    sides: frozenset[str]
    names: frozenset[str]
    persons: frozenset[tuple[str, str]]
    body: str
    call: str
    status: str
    place: str
    country: str
    days: Days | None
    later: Days | None
    weekday: int | None
    around: Days | None
    written: int | None
    stories: frozenset[str]
    reports: frozenset[str]
    words: frozenset[str]


def facts_of(seen: TalkSeen) -> Facts:
    """What a report's talk tells."""
    talk, written = seen.talk, day(seen.day)
    days = stretch(talk.date)
    later = a_week_on(days, seen.opens, talk.status, written) if days else None
    forum = talk.forum or ""
    return Facts(
        seen.sides,
        frozenset(talk.participants),
        frozenset((one.side, one.name) for one in seen.parties if one.person),
        seen.body,
        forum if forum in _CALLS else "",
        talk.status,
        talk.place or "",
        seen.country,
        later or days,
        days if later else None,
        weekday(seen.opens) if days is None else None,
        window(talk.status, written) if days is None else None,
        written,
        frozenset([seen.story]) - {""},
        frozenset([seen.report]),
        passages(seen),
    )


def together(mine: Facts, theirs: Facts) -> Facts:
    """What is known of a meeting with one more talk of it: the narrowest days, the most exact place, everybody who meets."""
    days, later, around = (mine.days, mine.later, mine.around)
    if days is None or (theirs.days is not None and _narrower(theirs.days, days)):
        days, later, around = (theirs.days or days), theirs.later, around or theirs.around
    town = mine.place if mine.place and (mine.place != mine.country or not theirs.place) else theirs.place
    return Facts(
        mine.sides | theirs.sides,
        mine.names | theirs.names,
        mine.persons | theirs.persons,
        mine.body or theirs.body,
        mine.call or theirs.call,
        mine.status if mine.status in _OVER else theirs.status,
        town,
        mine.country or theirs.country,
        days,
        later,
        mine.weekday or theirs.weekday,
        around,
        mine.written or theirs.written,
        mine.stories | theirs.stories,
        mine.reports | theirs.reports,
        mine.words | theirs.words,
    )


def _narrower(mine: Days, theirs: Days) -> bool:
    return mine[1] - mine[0] < theirs[1] - theirs[0]


def strength(mine: Facts, theirs: Facts) -> tuple[float, str] | None:
    """How sure it is that two are one meeting, and the rule that tells so; None where they are not, or nothing tells.

    mine: what is known of a meeting so far. theirs: a talk.
    """
    if mine.call != theirs.call or (mine.body and theirs.body and mine.body != theirs.body):
        return None
    when, where = same_days(mine, theirs), _same_place(mine, theirs)
    if _FAR in {when, where} or not _status_fits(mine, theirs, when, where):
        return None
    story = bool(mine.stories & theirs.stories)
    who = _same_parties(mine, theirs, close=when == SAME and where == SAME, story=story)
    if who == _FAR:
        return None
    framed = _one_body(mine, theirs, story=story, near=when >= NEAR and where == SAME)
    if mine.reports & theirs.reports and not (when == SAME and (who >= NEAR or framed) and where != OPEN):
        return None  # the reader held the two apart
    if mine.words & theirs.words and (when >= LOOSE or story):
        return 0.96, "talks.words"
    if when == SAME:
        return _on_one_day(who, where, framed=framed)
    if where == SAME and (when >= LOOSE or story):
        return _in_one_place(who, when, framed=framed)
    return _by_parties(mine, theirs, who, when, framed=framed) if story or when == NEAR else None


def _one_body(mine: Facts, theirs: Facts, *, story: bool, near: bool) -> bool:
    """Whether the body tells that it is one meeting. A body meets often, and of some there are many (those in small letters)."""
    if not mine.body or mine.body != theirs.body:
        return False
    return story or (not mine.body.islower() and (near or len(mine.sides & theirs.sides) > 1))


def _on_one_day(who: int, where: int, *, framed: bool) -> tuple[float, str] | None:
    if framed:
        return 0.93, "talks.forum day"
    if who >= NEAR:
        return (0.95, "talks.parties day place") if where == SAME else (0.9, "talks.parties day")
    return (0.85, "talks.party day place") if who == LOOSE and where == SAME else None


def _in_one_place(who: int, when: int, *, framed: bool) -> tuple[float, str] | None:
    if framed:
        return 0.88, "talks.forum place"
    return (0.92 if when == NEAR else 0.86, "talks.parties place") if who >= NEAR else None


def _by_parties(mine: Facts, theirs: Facts, who: int, when: int, *, framed: bool) -> tuple[float, str] | None:
    """Neither the day nor the place is the same, and neither contradicts."""
    story = bool(mine.stories & theirs.stories)
    if when == NEAR:
        if framed:
            return 0.85, "talks.forum week"
        return (0.8, "talks.parties week") if who == SAME or (who == NEAR and story) else None
    if who < NEAR:
        dated = (mine.days is None) != (theirs.days is None)
        return (0.7, "talks.forum story") if framed and dated and _soon(mine, theirs) else None
    if mine.status == theirs.status == "proposed":
        return 0.75, "talks.called for"
    if who == SAME:
        return 0.75, "talks.persons story"
    alike = mine.sides == theirs.sides and mine.status == theirs.status and mine.status in _OVER
    return (0.65, "talks.parties story") if alike and _soon(mine, theirs) else None


def _soon(mine: Facts, theirs: Facts) -> bool:
    """Whether what is told without a day is told within a week of the other: of its day, else of its report."""
    ours, others = (
        facts.days[0] if facts.days and facts.days[0] == facts.days[1] else None if facts.days else facts.written
        for facts in (mine, theirs)
    )
    return ours is not None and others is not None and abs(ours - others) <= _WEEK


def same_days(mine: Facts, theirs: Facts) -> int:
    """SAME: one day; NEAR: the days of a week or two, or the weekday; LOOSE: it may be; OPEN: nothing tells; below: it cannot be."""
    if mine.days is None or theirs.days is None:
        return _open_days(mine, theirs)
    if mine.days == theirs.days and mine.days[0] == mine.days[1]:
        return SAME
    if mine.later in {theirs.days, theirs.later} - {None} or mine.days == theirs.later:
        return NEAR
    if mine.days[0] > theirs.days[1] or theirs.days[0] > mine.days[1]:
        return _FAR
    wider = max(mine.days[1] - mine.days[0], theirs.days[1] - theirs.days[0])
    return NEAR if wider < _NARROW else LOOSE


def _open_days(mine: Facts, theirs: Facts) -> int:
    ours, others = mine.days or mine.around, theirs.days or theirs.around
    if ours and others and (ours[0] > others[1] or others[0] > ours[1]):
        return _FAR
    mine_day, their_day = _day_of_week(mine), _day_of_week(theirs)
    if mine_day and their_day:
        return NEAR if mine_day == their_day else _FAR
    return LOOSE if ours and others else OPEN


def _day_of_week(facts: Facts) -> int | None:
    if facts.days and facts.days[0] == facts.days[1]:
        return (facts.days[0] - 1) % 7 + 1  # day 1 is a Monday
    return facts.weekday


def _same_place(mine: Facts, theirs: Facts) -> int:
    """A state goes with each town in it; of what no table knows it is open how it lies to a town."""
    if not mine.place or not theirs.place:
        return OPEN
    if mine.place == theirs.place:
        return SAME
    if mine.country and theirs.country:
        whole = mine.country == mine.place or theirs.country == theirs.place
        return LOOSE if whole and mine.country == theirs.country else _FAR
    return OPEN


def _status_fits(mine: Facts, theirs: Facts, when: int, where: int) -> bool:
    """A call for talks is that for the very meeting only where day or place tells so."""
    if (mine.status == "proposed") == (theirs.status == "proposed"):
        return True
    return when >= NEAR or where == SAME


def _same_parties(mine: Facts, theirs: Facts, *, close: bool, story: bool) -> int:
    """SAME: two persons or more are the same; NEAR: the sides are; LOOSE: one side is; below: others meet.

    close: whether day and place are one, so that a side may send several.
    """
    shared = mine.sides & theirs.sides
    fewer, more = sorted((mine.sides, theirs.sides), key=len)
    if not shared:
        unnamed = not mine.sides - {mine.body} or not theirs.sides - {theirs.body}
        framed = bool(mine.body) and mine.body == theirs.body
        return LOOSE if framed and (unnamed or not mine.body.islower()) else _FAR
    if not (close or mine.body or theirs.body) and _others_came(mine, theirs, shared):
        return _FAR
    if len({name for _, name in mine.persons & theirs.persons}) > 1:
        return SAME
    if len(shared) > 1:
        return NEAR if fewer <= more or close else _FAR
    if len(fewer) > 1:
        return LOOSE if close else _FAR
    return NEAR if fewer == more and story else LOOSE  # of whom just one side is named, many meet the same day


def _others_came(mine: Facts, theirs: Facts, shared: frozenset[str]) -> bool:
    """Whether one side is another person in each: ministers meet, and on another occasion their heads of state."""
    for side in shared:
        ours = {name for of, name in mine.persons if of == side}
        others = {name for of, name in theirs.persons if of == side}
        if ours and others and not ours & others:
            return True
    return False
