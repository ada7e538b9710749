"""The days of all reports and events of a story at once: sets of days that narrow each other until nothing moves."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.relate.dates_days import EVERY, Days, moved

_ROUNDS = 40  # how often a bond is looked at before the rest is left as wide as it is; more days are then held possible, never fewer


@dataclass(frozen=True, slots=True)
class Bond:
    """What one passage demands: `node` lies from `low` to `high` days behind `event`, or, without an event, on one of `days`.

    key: by what bonds of the same weight are put in order; it also names the bond.
    """

    node: int
    weight: float
    key: tuple[int, int, str]
    event: int | None = None
    days: Days = EVERY
    low: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Solved:
    """What is left of each node, and the bonds that could not be met beside stronger ones."""

    days: list[Days]
    kept: list[Bond] = field(default_factory=list)
    against: list[Bond] = field(default_factory=list)


def solve(nodes: int, bonds: Sequence[Bond]) -> Solved:
    """Narrow the days of all nodes by the bonds, the strongest first; what contradicts stronger ones is set aside.

    >>> from datetime import date
    >>> from depesche.relate.dates_days import earliest, latest, stretch, weekdays
    >>> january = Bond(0, 1.0, (0, 0, ""), days=stretch(date(2022, 1, 1), date(2022, 1, 31)))
    >>> rat = Bond(1, 0.9, (1, 0, ""), days=stretch(date(2022, 1, 12), date(2022, 1, 12)))
    >>> ahead = Bond(0, 0.8, (0, 5, ""), event=1, low=-6, high=0)
    >>> [(str(earliest(days)), str(latest(days))) for days in solve(2, [january, rat, ahead]).days]
    [('2022-01-06', '2022-01-12'), ('2022-01-12', '2022-01-12')]
    """
    solved = Solved([EVERY] * nodes)
    ordered = sorted(bonds, key=lambda bond: (-bond.weight, bond.key))
    _add(solved, ordered)
    return solved


def _add(solved: Solved, bonds: Sequence[Bond]) -> None:
    """Take up bonds that go together with those kept: all at once, or by halves down to the ones that do not."""
    if not bonds:
        return
    days = _narrowed(solved.days, [*solved.kept, *bonds], bonds)
    if days is not None:
        solved.days = days
        solved.kept += bonds
    elif len(bonds) == 1:
        solved.against += bonds
    else:
        half = len(bonds) // 2
        _add(solved, bonds[:half])
        _add(solved, bonds[half:])


def _narrowed(before: list[Days], bonds: Sequence[Bond], new: Sequence[Bond]) -> list[Days] | None:
    """What is left of the days under all bonds, or None where some node has none left."""
    days = list(before)
    touching: dict[int, list[Bond]] = {}
    for bond in bonds:
        if bond.event is not None:
            touching.setdefault(bond.node, []).append(bond)
            touching.setdefault(bond.event, []).append(bond)
    waiting: deque[Bond] = deque()
    queued: set[tuple[int, int, str]] = set()
    rounds = _ROUNDS * max(len(bonds), 1)
    for bond in new:
        if bond.event is None:
            days[bond.node] &= bond.days
            if not days[bond.node]:
                return None
            _queue(waiting, queued, touching.get(bond.node, ()))
    _queue(waiting, queued, [bond for bond in new if bond.event is not None])
    while waiting and rounds:
        rounds -= 1
        bond = waiting.popleft()
        queued.discard(bond.key)
        for node in _met(bond, days):
            if not days[node]:
                return None
            _queue(waiting, queued, [other for other in touching[node] if other is not bond])
    return days


def _queue(waiting: deque[Bond], queued: set[tuple[int, int, str]], bonds: Sequence[Bond]) -> None:
    for bond in bonds:
        if bond.key not in queued:
            queued.add(bond.key)
            waiting.append(bond)


def _met(bond: Bond, days: list[Days]) -> list[int]:
    """Narrow both ends of a bond; the nodes that changed."""
    changed = []
    event = bond.event if bond.event is not None else bond.node
    node = days[bond.node] & moved(days[event], bond.low, bond.high)
    if node != days[bond.node]:
        days[bond.node] = node
        changed.append(bond.node)
    back = (None if bond.high is None else -bond.high), (None if bond.low is None else -bond.low)
    there = days[event] & moved(node, *back)
    if there != days[event]:
        days[event] = there
        changed.append(event)
    return changed
