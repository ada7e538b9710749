"""What several stages ask of one report, made once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from depesche.records import Sentence

T = TypeVar("T")


class Once(Generic[T]):
    """Keeps what was made last, of some tables and sentences, for the stages take one report after the other.

    Whoever gets it must not change it. Only the very same tables and sentences count as the same.
    """

    def __init__(self) -> None:
        self._last: tuple[object, object, tuple[object, ...], T] | None = None

    def get(self, tables: object, sentences: Sequence[Sentence], make: Callable[[], T], *more: object) -> T:
        """What was made of these, and of what is equal to `more`; made now if it was not the last."""
        last = self._last
        if last is None or last[0] is not tables or last[1] is not sentences or last[2] != more:
            last = self._last = (tables, sentences, more, make())
        return last[3]
