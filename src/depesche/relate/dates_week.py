"""Which days of the week fit a report that names some weekdays behind it and others ahead of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depesche.relate.dates_mark import WEEK, Mark
from depesche.relate.dates_tense import AHEAD, PAST


@dataclass(frozen=True, slots=True)
class Phase:
    """The weekdays on which a report may be from. behind, ahead: the marks that say so. weight: how sure they are together."""

    days: frozenset[int]
    behind: tuple[Mark, ...]
    ahead: tuple[Mark, ...]
    weight: float


def phase(marks: Iterable[Mark]) -> Phase | None:
    """The weekdays that fit, as all that are named lie within one week around the report; None where every one fits.

    >>> from depesche.records import Span
    >>> def told(weekday, side):
    ...     return Mark("dates.weekday", side, 1, 0, 6, 0.8, Span(0, 1, "x"), weekday=weekday)
    >>> sorted(phase([told(1, "past"), told(3, "ahead"), told(4, "ahead")]).days)
    [1, 2, 3]
    >>> sorted(phase([told(5, "past"), told(3, "past"), told(1, "past")]).days)
    [5, 6, 7]
    """
    named = [mark for mark in marks if mark.rule == "dates.weekday" and mark.weekday and mark.side and _near(mark)]
    past, coming = ([mark for mark in named if mark.side == side] for side in (PAST, AHEAD))
    behind, ahead = ({mark.weekday for mark in some} for some in (past, coming))
    if not named or behind & ahead:
        return None
    days = frozenset(_fitting(behind, ahead))
    if not days or len(days) == 7:
        return None
    return Phase(days, tuple(past), tuple(coming), _WEIGHTS[bool(past), bool(coming)])


# How often weekdays on one side, or on both, name the right days; both are told more, and are more often mistaken.
_WEIGHTS = {(True, False): 0.6, (True, True): 0.5, (False, True): 0.45}


def _near(mark: Mark) -> bool:
    """Whether a weekday is named without `vergangenen` or `kommenden`, as one less than a week away."""
    return -WEEK <= (mark.low or 0) <= 0 and not mark.noun


def _fitting(behind: set[int], ahead: set[int]) -> list[int]:
    if behind and ahead:
        return [day for day in range(1, 8) if _age(behind, day) + _lead(ahead, day) <= WEEK]
    # All behind, or all ahead: they stand together, and the widest gap of the week parts them from those not meant.
    named = sorted(behind or ahead)
    gaps = [
        (((second - first) % 7) or 7, first, second) for first, second in zip(named, named[1:] + named[:1], strict=True)
    ]
    widest = max(gap for gap, _, _ in gaps)
    found: set[int] = set()
    for gap, first, second in gaps:
        if (
            gap == widest
        ):  # from the last one named to the day before the first one named comes again, or the other way round
            found |= (
                {(first - 1 + n) % 7 + 1 for n in range(gap)}
                if behind
                else {(second - 1 - n) % 7 + 1 for n in range(gap)}
            )
    return sorted(found)


def _age(behind: set[int], day: int) -> int:
    return max((day - weekday) % 7 for weekday in behind)


def _lead(ahead: set[int], day: int) -> int:
    return max((weekday - day) % 7 for weekday in ahead)
