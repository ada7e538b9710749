"""Talks merged over reports: what several of them tell of one meeting becomes one entry of the calendar, with its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.relate.talks_agree import ALIKE, Facts, facts_of, same_days, strength, together
from depesche.relate.talks_seen import TalkSeen, in_order, keys_of
from depesche.relate.talks_told import Joined, meeting_of
from depesche.relations import Meeting

_CANDIDATES = 60  # meetings that a talk is held against: those that share most keys with it
_SHARED = 200  # meetings of one key that are looked at, so that the work stays in step with the number of talks


@dataclass(slots=True)
class _Group:
    """The talks of one meeting as they are found. joins: the sureness and the rule by which each came in."""

    facts: Facts
    joined: list[Joined] = field(default_factory=list)


def merge_talks(seen: Sequence[TalkSeen]) -> tuple[Meeting, ...]:
    """The meetings that talks of several reports are, by day; each talk is in one of them.

    The talks that tell most come first, and each later one joins the meeting that agrees with it best, if any does: so the order
    in which they come in does not matter.

    >>> from depesche.records import Span, Talk
    >>> from depesche.relate.talks_seen import Party
    >>> both = Party("Norway", "Norway"), Party("Canada", "Canada")
    >>> def told(report, day, status, date):
    ...     talk = Talk(report, "norway-canada-bern", ("Norway", "Canada"), status, (Span(0, 7, "Treffen"),), date=date, place="Bern")
    ...     return TalkSeen(report, day, talk, both)
    >>> [meeting] = merge_talks([told("a", "2031-05-04", "planned", "2031-05-05"), told("b", "2031-05-06", "held", None)])
    >>> meeting.status, [step.status for step in meeting.history], [one.value for one in meeting.date]
    ('held', ['planned', 'held'], ['2031-05-05'])
    """
    groups: list[_Group] = []
    index: dict[str, list[int]] = {}
    once = {(one.report, one.talk.id): one for one in seen}
    for one in in_order(once.values()):
        facts, keys = facts_of(one), keys_of(one)
        met = Counter(number for key in keys for number in index.get(key, [])[:_SHARED])
        likely = sorted(met, key=lambda number: (-met[number], number))[:_CANDIDATES]
        found = _best(groups, likely, facts)
        if found is None:
            number, sure, rule = len(groups), 1.0, ""
            groups.append(_Group(facts))
        else:
            number, sure, rule = found
            groups[number].facts = together(groups[number].facts, facts)
        groups[number].joined.append(Joined(one, sure, rule))
        for key in keys:
            known = index.setdefault(key, [])
            if number not in known[-1:]:
                known.append(number)
    made = [meeting_of(group.joined) for group in groups]
    return tuple(
        sorted(made, key=lambda meeting: (meeting.date[0].value if meeting.date else "~", meeting.name, meeting.id))
    )


def _best(groups: Sequence[_Group], numbers: Sequence[int], facts: Facts) -> tuple[int, float, str] | None:
    """The meeting that agrees best with a talk; none where two that cannot be one agree as well, and neither well enough."""
    fits: list[tuple[float, float, int, str]] = []
    for number in numbers:
        group = groups[number]
        if found := strength(group.facts, facts):
            sure, rule = found
            alike = group.facts.status == facts.status
            fits.append((-sure, -float(alike), number, rule))
    fits.sort()
    if not fits:
        return None
    sure, _, number, rule = fits[0]
    others = [one for one in fits[1:] if one[0] == sure and same_days(groups[number].facts, groups[one[2]].facts) < 0]
    return None if others and -sure <= ALIKE else (number, -sure, rule)
