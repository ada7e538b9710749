"""A meeting of the calendar made of the talks that are one: each field with the reports that tell it, the best value first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from depesche.relate.talks_days import a_week_on, day, iso, stretch
from depesche.relate.talks_seen import TalkSeen
from depesche.relations import Meeting, Member, Quote, Reason, Step, Told, relation_id

_ORDER = ("proposed", "planned", "cancelled", "under way", "broken off", "held")
_OVER = frozenset(["held", "under way", "broken off"])
_AHEAD = frozenset(["planned", "proposed"])
_REASONS = 24  # joins that a meeting gives its reasons for
_SETTINGS = frozenset(["bilateral", "telephone", "summons"])
_NUMBERED = re.compile(r"-\d+$", re.ASCII)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Joined:
    """A talk, and how surely and by which rule it came to its meeting; the first has none."""

    seen: TalkSeen
    sure: float
    rule: str


def meeting_of(joined: Sequence[Joined]) -> Meeting:
    """One entry of the calendar. joined: its talks, the most telling first."""
    steps = _history([one.seen for one in joined])
    by_time = sorted((one.seen for one in joined), key=lambda seen: (seen.day or "", seen.report, seen.talk.id))
    dates = _dates(joined)
    status = _status(steps, stretch(dates[0].value) if dates else None)
    first = by_time[0]
    places = _places(joined)
    return Meeting(
        # It is called after the talk that was told first, so that it stays the same when more reports come in.
        id=relation_id("meeting", first.report, first.talk.id),
        name=_name(joined, places[0].value if places else ""),
        status=status,
        participants=_participants(joined),
        members=tuple(_member(seen) for seen in by_time),
        date=dates,
        place=places,
        forum=_values(joined, lambda seen: seen.talk.forum, lambda value: value in _SETTINGS),
        duration=_values(joined, lambda seen: seen.talk.duration, lambda value: -len(value)),
        outcome=_values(joined, _outcome, lambda value: -len(value)),
        history=steps,
        confidence=_confidence(joined),
        reasons=_reasons(joined, steps, status),
        why=min(joined, key=lambda one: one.sure).rule or joined[0].seen.talk.why,
    )


def _history(seen: Sequence[TalkSeen]) -> tuple[Step, ...]:
    """How it was told, by the day of the report; what has none stands first. A report that tells it twice the same way is one step."""
    steps: dict[tuple[str, str], Step] = {}
    for one in sorted(seen, key=lambda one: (one.report, one.talk.evidence[:1], one.talk.id)):
        steps.setdefault((one.report, one.talk.status), Step(one.day, one.talk.status, _member(one)))
    return tuple(sorted(steps.values(), key=_age))


def _age(step: Step) -> tuple[str, int, Member]:
    return step.day or "", _ORDER.index(step.status) if step.status in _ORDER else 0, step.member


def _status(steps: Sequence[Step], days: tuple[int, int] | None) -> str:
    """What the newest report tells; a meeting that took place is no more planned.

    That it was held counts for nothing in a report from before its day.
    """
    steps = [step for step in steps if not _too_early(step, days)] or list(steps)
    newest = max(step.day or "" for step in steps)
    last = [step for step in steps if (step.day or "") == newest]
    over = [step for step in steps if step.status in _OVER]
    if over and all(step.status in _AHEAD for step in last):
        last = [step for step in over if step.day == over[-1].day]
    last = [
        step for step in last if step.status not in _AHEAD
    ] or last  # of one day, some were written before it was held
    often = Counter(step.status for step in last)
    return max(often, key=lambda status: (often[status], _ORDER.index(status) if status in _ORDER else -1))


def _too_early(step: Step, days: tuple[int, int] | None) -> bool:
    written = day(step.day)
    return step.status == "held" and written is not None and days is not None and written < days[0]


def _dates(joined: Sequence[Joined]) -> tuple[Told, ...]:
    """The days told, the most exact first. Of the two that a weekday may mean it is the one that another report tells."""
    plain = {one.seen.talk.date for one in joined if _moved(one.seen) is None}
    found: dict[str, list[TalkSeen]] = {}
    for one in joined:
        told, moved = one.seen.talk.date, _moved(one.seen)
        value = told if moved is None or told in plain else moved
        if value and stretch(value):
            found.setdefault(value, []).append(one.seen)
    return _told(found, _length)


def _length(value: str) -> int:
    days = stretch(value)
    return days[1] - days[0] if days else 0


def _moved(seen: TalkSeen) -> str | None:
    """The day a week on, where a planned talk's weekday would lie before its report."""
    days = stretch(seen.talk.date)
    later = a_week_on(days, seen.opens, seen.talk.status, day(seen.day)) if days else None
    return iso(later) if later else None


def _places(joined: Sequence[Joined]) -> tuple[Told, ...]:
    """The places told, towns before the state they lie in."""
    states = {one.seen.country for one in joined}
    return _values(joined, lambda seen: seen.talk.place, lambda place: place in states)


def _participants(joined: Sequence[Joined]) -> tuple[Told, ...]:
    """States and bodies, then persons; in either those that most reports name."""
    found: dict[str, list[TalkSeen]] = {}
    persons: set[str] = set()
    for one in joined:
        persons |= {party.name for party in one.seen.parties if party.person}
        for name in one.seen.talk.participants:
            found.setdefault(name, []).append(one.seen)
    return _told(found, lambda name: name in persons)


def _values(
    joined: Sequence[Joined], of: Callable[[TalkSeen], str | None], rank: Callable[[str], int]
) -> tuple[Told, ...]:
    found: dict[str, list[TalkSeen]] = {}
    for one in joined:
        if value := of(one.seen):
            found.setdefault(value, []).append(one.seen)
    return _told(found, rank)


def _told(found: dict[str, list[TalkSeen]], rank: Callable[[str], int]) -> tuple[Told, ...]:
    """Values with the talks that tell them: by rank, then by how many reports, then in the order in which they were met."""
    order = {value: number for number, value in enumerate(found)}
    reports = {value: len({one.report for one in told}) for value, told in found.items()}
    values = sorted(found, key=lambda value: (rank(value), -reports[value], order[value]))
    return tuple(Told(value, tuple(sorted({_member(one) for one in found[value]}))) for value in values)


def _outcome(seen: TalkSeen) -> str | None:
    return _line(seen.talk.outcome.text) if seen.talk.outcome else None


def _name(joined: Sequence[Joined], place: str) -> str:
    """The name that most reports give it, of those that know the place; a number behind it only told two of one report apart."""
    told = [one.seen.talk for one in joined]
    named = [talk for talk in told if place and talk.place == place] or told
    often = Counter(_NUMBERED.sub("", talk.name) for talk in named)
    return min(often, key=lambda name: (-often[name], len(name), name))


def _member(seen: TalkSeen) -> Member:
    return Member(seen.report, seen.talk.id, _line(_quote(seen).text if seen.evidence else ""))


def _line(words: str) -> str:
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rpartition(' ')[0]} …"


def _confidence(joined: Sequence[Joined]) -> float:
    """As sure as the surest of its talks, surer with each report more, less sure where talks were joined by little."""
    reports = len({one.seen.report for one in joined})
    read = min(0.97, max(one.seen.talk.confidence for one in joined) + 0.03 * (reports - 1))
    return round(read * sum(one.sure for one in joined) / len(joined), 2)


def _reasons(joined: Sequence[Joined], steps: Sequence[Step], status: str) -> tuple[Reason, ...]:
    """Why each talk was joined, why its day was moved, and which report tells the status that holds."""
    values = _seen_by_all(joined)
    quotes = {_member(one.seen): _quote(one.seen) for one in joined if one.seen.evidence}
    first = quotes.get(_member(joined[0].seen))
    told = {value.value for value in _dates(joined)}
    found, moved = [], []
    for one in joined:
        quote = quotes.get(_member(one.seen))
        if quote and first and one.rule:
            found.append(Reason(one.rule, (first, quote), values))
        if quote and (later := _moved(one.seen)) is not None and later in told:
            moved.append(Reason("talks.week on", (quote,), (later,)))
    last = next((step for step in reversed(steps) if step.status == status), None)
    several = len({step.status for step in steps}) > 1
    if last is None or not several or last.member not in quotes:
        return (*found[:_REASONS], *moved[:_REASONS])
    holds = Reason(f"talks.status {status}", (quotes[last.member],), (last.member.report,))
    return (*found[:_REASONS], *moved[:_REASONS], holds, *_disputed(steps, last))


def _quote(seen: TalkSeen) -> Quote:
    """The words that tell the day, else the first that tell of the talk."""
    days = [one for one in seen.evidence if any(one.start <= at.start and at.end <= one.end for at in seen.talk.when)]
    return (days or seen.evidence)[0]


def _disputed(steps: Sequence[Step], last: Step) -> Iterable[Reason]:
    """A report of the same day that has it otherwise: one says held, another called off."""
    for step in steps:
        took_place = {step.status in _OVER, last.status in _OVER}
        if step.day == last.day and len(took_place) > 1 and "cancelled" in {step.status, last.status}:
            yield Reason("talks.disputed", (), (last.member.report, step.member.report))


def _seen_by_all(joined: Sequence[Joined]) -> tuple[str, str, str, str]:
    """Who, when, where and in which frame, for the words of the reasons."""
    dates, places = _dates(joined), _places(joined)
    forums = [one.seen.body for one in joined if one.seen.body]
    return (
        ", ".join(one.value for one in _participants(joined)[:4]),
        dates[0].value if dates else "",
        places[0].value if places else "",
        forums[0] if forums else "",
    )
