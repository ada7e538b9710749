"""What is new in a case since a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from depesche.relations import Held, Meeting, Shift, Utterance


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a day.

    positions: what an actor did not do about an issue before, each with the first sentence that has it. shifts: those whose later
    side is of that day or after. utterances, meetings: first told then. changed: meetings told before, with another status since.
    """

    since: str
    positions: tuple[Held, ...] = ()
    shifts: tuple[Shift, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    changed: tuple[Meeting, ...] = ()


def news(
    held: Iterable[Held],
    since: str,
    shifts: Iterable[Shift] = (),
    utterances: Iterable[Utterance] = (),
    meetings: Iterable[Meeting] = (),
) -> News:
    """Tell what is new.

    Args:
        held: positions by actor; only one actor's are held at a time. Those without a day are not known to be new.
        since: an ISO day, which counts.
        shifts: of the case.
        utterances: of the case.
        meetings: of the case.

    """
    told = tuple(meetings)
    return News(
        since,
        tuple(sorted(_new_positions(held, since), key=lambda one: (one.order, one.actor))),
        tuple(shift for shift in shifts if shift.after is not None and (shift.after.day or "") >= since),
        tuple(one for one in utterances if one.day is not None and one.day >= since),
        tuple(one for one in told if _first(one) >= since),
        tuple(one for one in told if _is_changed(one, since)),
    )


def _new_positions(held: Iterable[Held], since: str) -> Iterator[Held]:
    for _, group in groupby(held, key=lambda one: one.actor):
        first: dict[tuple[str, str], Held] = {}
        for one in group:
            key = (one.issue, one.act)
            # One without a day may be from before, so what it tells is not new either.
            if key not in first or one.order < first[key].order:
                first[key] = one
        yield from (one for one in first.values() if one.day is not None and one.day >= since)


def _first(meeting: Meeting) -> str:
    """The day on which a meeting was told of first; empty where that is not known."""
    days = [step.day for step in meeting.history]
    return min((day or "" for day in days), default="")


def _is_changed(meeting: Meeting, since: str) -> bool:
    dated = [step for step in meeting.history if step.day]
    before = [step.status for step in dated if step.day and step.day < since]
    after = [step.status for step in dated if step.day and step.day >= since]
    return bool(before and after) and before[-1] != after[-1]


def by_actor(held: Sequence[Held]) -> list[Held]:
    """Positions in the order that `news` needs."""
    return sorted(held, key=lambda one: (one.actor, one.order))
