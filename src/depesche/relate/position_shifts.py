"""Whose stand has moved: from no to yes, from yes to no, from weighing to announcing, from a wish to silence.

A shift is only claimed where two passages of different days speak of the same thing: they share words that are rare with this actor, name
no different states, and turn to nobody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from depesche.packs import Pack
from depesche.relate.position_passages import Rare, Reader, Seen, is_another, reader_of, weight_of
from depesche.relate.positions import WANTING
from depesche.relations import Held, Reason, Shift, relation_id

_YES = frozenset(["offer", "accept", "commit"])
_NO = frozenset(["refuse"])
_JUDGING = frozenset(["assess"])
_MILDER = frozenset(["warn", "demand"])
_POSTINGS = 8
# How many later reports of an actor without an issue make a silence, on how many days, and within how many.
_SILENT_REPORTS, _SILENT_DAYS, _SOON = 3, 2, 180
# How much two passages must share whose issue has one noun for a name, or another name, and within how many days.
_LEAST_ON_BARE_ISSUE, _LEAST_ON_OTHER_ISSUE = 3, 3
_SAME_MATTER = 365
_RETOLD = 0.7
_ESCALATION = "escalation"
_CONFIDENCE = {1: 0.5, 2: 0.6, 3: 0.7}
_SURE = 0.75
_SILENCE = 0.3


def shifts(held: Iterable[Held], pack: Pack, actor: str | None = None) -> tuple[Shift, ...]:
    """The shifts of one actor, or of one side if `actor` names it and what its speakers hold is handed in.

    Positions without a day tell of no shift.
    """
    dated = sorted((one for one in held if one.day and is_day(one.day)), key=lambda one: one.order)
    if len({one.day for one in dated}) < 2:
        return ()
    reader = reader_of(pack)
    seen = [reader.seen(one) for one in dated]
    rare = Rare(seen)
    found: dict[str, Shift] = {}
    pairs = [*_on_one_issue(seen), *_on_other_issues(seen, rare)]
    for before, after, same_issue in pairs:
        shift = _shift(before, after, rare, reader, actor or before.held.actor, same_issue=same_issue)
        if shift is not None and shift.id not in found:
            found[shift.id] = shift
    for shift in _silences(seen, reader, actor):
        found.setdefault(shift.id, shift)
    return tuple(sorted(found.values(), key=lambda one: (one.after.day if one.after else "", one.before.day, one.id)))


# Which positions are held against each other


def _on_one_issue(seen: Sequence[Seen]) -> Iterator[tuple[Seen, Seen, bool]]:
    """What was said of an issue last, beside what was said of it on the next day."""
    by_issue: defaultdict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_issue[one.held.issue].append(one)
    for issue in sorted(by_issue):
        days = [list(group) for _, group in groupby(by_issue[issue], key=lambda one: one.day)]
        for earlier, later in pairwise(days):
            yield from ((before, after, True) for before, after in _unlike(earlier, later))


def _unlike(earlier: Sequence[Seen], later: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Pairs of two days on which not the same was said; who says both on one day has not moved."""
    said_before = {(one.held.act, one.held.stance) for one in earlier}
    said_after = {(one.held.act, one.held.stance) for one in later}
    new = [one for one in later if (one.held.act, one.held.stance) not in said_before or not one.weighing]
    old = [one for one in earlier if (one.held.act, one.held.stance) not in said_after or one.weighing]
    yield from ((before, after) for before in old[-3:] for after in new[:3])


def _on_other_issues(seen: Sequence[Seen], rare: Rare) -> Iterator[tuple[Seen, Seen, bool]]:
    """Passages that share several rare words though their issues were named otherwise."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(seen):
        for stem in one.stems:
            if rare.is_rare(stem):
                postings[stem].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for stem, places in sorted(postings.items()):
        if len(places) <= _POSTINGS:
            for i, a in enumerate(places):
                for b in places[i + 1 :]:
                    shared[a, b] += weight_of([stem])
    for (a, b), weight in sorted(shared.items()):
        before, after = seen[a], seen[b]
        if weight >= _LEAST_ON_OTHER_ISSUE and before.day < after.day and before.held.issue != after.held.issue:
            yield before, after, False


# What a pair amounts to


def _shift(before: Seen, after: Seen, rare: Rare, reader: Reader, actor: str, *, same_issue: bool) -> Shift | None:
    turn = _turn(before, after, same_issue=same_issue)
    if turn is None or before.held.actor == after.held.actor != actor:
        return None  # for a side: what one speaker says twice is that speaker's own shift
    kind, why = turn
    weight = _sameness(before, after, rare, reader, same_issue=same_issue)
    if weight == 0 or (why != _ESCALATION and _is_retold(before, after)):
        return None
    shared = ", ".join(sorted(rare.shared(before, after) or before.stems & after.stems))
    rule = "issues.escalated" if why == _ESCALATION else "issues.moved"
    reason = Reason(rule, (before.held.quote, after.held.quote), (before.day, after.day, shared))
    identity = relation_id("shift", actor, before.held.id, after.held.id)
    return Shift(
        identity,
        actor,
        after.held.issue if same_issue else before.held.issue,
        kind,
        before.held.stand,
        after.held.stand,
        _CONFIDENCE.get(weight, _SURE),
        (reason,),
        why,
    )


def _turn(before: Seen, after: Seen, *, same_issue: bool) -> tuple[str, str] | None:
    """Which kind of shift two positions would be, and why; None for none."""
    a, b = before.held, after.held
    opposite = {a.stance, b.stance} == {"pro", "contra"}
    if _escalates(before, after):
        return "act", _ESCALATION
    if not same_issue:
        return None
    if a.act in _NO and b.act in _YES and a.stance != b.stance:
        return "act", "refusal given up"
    if a.act in _YES and b.act in _NO and a.stance != b.stance:
        return "act", "offer taken back"
    if opposite and a.act in WANTING and b.act in WANTING:
        return "stance", "opposite stance"
    if a.actor == b.actor and a.act in _JUDGING and a.stance == "neutral" != b.stance and b.act in WANTING:
        return "stance", "open before"
    return None


def _escalates(before: Seen, after: Seen) -> bool:
    """Weighed, then announced; warned of or demanded, then threatened with."""
    a, b = before.held, after.held
    if "contra" in {a.stance, b.stance} and a.stance != b.stance and a.act != "warn":
        return False
    if before.weighing and not after.weighing:
        return a.act in WANTING and b.act in {"commit", "threaten"}
    return a.act in _MILDER and b.act == "threaten" and not after.weighing


def _sameness(before: Seen, after: Seen, rare: Rare, reader: Reader, *, same_issue: bool) -> int:
    """How much speaks for one and the same thing; 0 where that is too little, or something speaks against it."""
    a, b = before.held.addressee, after.held.addressee
    if (a and b and a != b) or is_another(before, after):
        return 0
    shared = rare.shared(before, after)
    if not same_issue:
        weight = weight_of(shared)
        return weight if weight >= _LEAST_ON_OTHER_ISSUE and _days(before, after) <= _SAME_MATTER else 0
    (named, specific), (also_named, also_specific) = reader.issue(before.held), reader.issue(after.held)
    if specific and also_specific:
        return weight_of(before.stems & after.stems)
    weight = weight_of(shared - named - also_named)
    return weight if weight >= _LEAST_ON_BARE_ISSUE and _days(before, after) <= _SAME_MATTER else 0


def _is_retold(before: Seen, after: Seen) -> bool:
    """Whether one passage has nearly all words of the other: who says the same again has not moved, however it was read."""
    return len(before.stems & after.stems) >= _RETOLD * min(len(before.stems), len(after.stems)) > 1


def is_day(value: str) -> bool:
    """Whether a day is a whole one: what a report states may be a month, or no day of the calendar.

    >>> is_day("2031-05-14"), is_day("2031-05"), is_day("2031-02-30")
    (True, False, False)
    """
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _days(before: Seen, after: Seen) -> int:
    return (date.fromisoformat(after.day) - date.fromisoformat(before.day)).days


# Silence


def _silences(seen: Sequence[Seen], reader: Reader, actor: str | None) -> Iterator[Shift]:
    """Issues that an actor was for in several reports, and that none of several reports soon after has.

    Only for issues that more than one noun tells: what a single noun means may well have been something else.
    """
    days = {one.held.report: one.day for one in seen}
    wanted: defaultdict[str, list[Seen]] = defaultdict(list)
    last: dict[str, Seen] = {}
    for one in seen:
        last[one.held.issue] = one
        if one.held.act in WANTING and one.held.stance == "pro" and reader.issue(one.held)[1]:
            wanted[one.held.issue].append(one)
    for issue in sorted(wanted):
        end = date.fromisoformat(last[issue].day)
        soon = (end + timedelta(days=min(_SOON, (date.max - end).days))).isoformat()
        later = {report: day for report, day in days.items() if last[issue].day < day <= soon}
        told = {one.held.report for one in wanted[issue]}
        if len(told) > 1 and len(later) >= _SILENT_REPORTS and len(set(later.values())) >= _SILENT_DAYS:
            yield _silence(wanted[issue][-1], later, actor)


def _silence(before: Seen, later: dict[str, str], actor: str | None) -> Shift:
    who = actor or before.held.actor
    reason = Reason("issues.silent", (before.held.quote,), (before.day, str(len(later)), min(later.values())))
    identity = relation_id("shift", who, before.held.id, "silence")
    return Shift(identity, who, before.held.issue, "silence", before.held.stand, None, _SILENCE, (reason,), "silence")
