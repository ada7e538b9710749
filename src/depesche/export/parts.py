"""The best lines of each kind: what a briefing keeps of many, and how many there are."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")

# How many lines of a kind a briefing holds at most, whatever the size of the case.
KEPT = 40


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The best lines of a kind, best first, of so many."""

    lines: tuple[T, ...] = ()
    total: int = 0

    def __bool__(self) -> bool:
        return bool(self.lines)

    def first(self, number: int) -> tuple[T, ...]:
        """The best, in the order in which they are shown: by `order` where lines have one."""
        return _ordered(self.lines[:number])

    def rest(self, number: int) -> tuple[T, ...]:
        """The others that are kept."""
        return _ordered(self.lines[number:])


def _ordered(lines: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(sorted(lines, key=lambda one: one.order)) if lines and hasattr(lines[0], "order") else lines  # type: ignore[attr-defined]


class Counted(Generic[T]):
    """Goes once over many things and knows then how many there were."""

    def __init__(self, found: Iterable[T]) -> None:
        self.total = 0
        self._found = found

    def __iter__(self) -> Iterator[T]:
        for one in self._found:
            self.total += 1
            yield one


def best(found: Iterable[T], rank: Callable[[T], Any], kept: int = KEPT) -> tuple[list[T], int]:
    """The things of the smallest rank, and how many there are; no more than these are held.

    >>> best([3, 1, 2], lambda number: number, 2)
    ([1, 2], 3)
    """
    counted = Counted(found)
    return heapq.nsmallest(kept, counted, key=rank), counted.total


def newest_first(day: str | None) -> int:
    """A rank by which newer days come first, and none last; of a stretch of days its first counts.

    >>> sorted(["2031-03-05", None, "2031-03-07/2031-03-09"], key=newest_first)
    ['2031-03-07/2031-03-09', '2031-03-05', None]
    """
    digits = (day or "").partition("/")[0].replace("-", "")
    return -int(f"{digits:0<8}") if digits.isascii() and digits.isdecimal() else 0
