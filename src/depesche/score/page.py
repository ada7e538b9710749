"""One report as gold has it and as we have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from depesche.score.match import Actors, Chars, chars

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One report with its text, what gold says of it, what we say of it, and the actors gold knows."""

    key: str
    text: str
    gold: Json
    ours: Json
    actors: Actors

    def both(self, kind: str, spans: str) -> tuple[Sequence[Json], Sequence[Json], list[Chars], list[Chars]]:
        """The records of a kind in gold and in ours, and the characters of each."""
        gold, ours = self.gold.get(kind, ()), self.ours.get(kind, ())
        return gold, ours, [chars(self.text, r[spans]) for r in gold], [chars(self.text, r[spans]) for r in ours]
