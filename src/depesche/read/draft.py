"""A statement in the making, in offsets of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.read.cast import Entity
from depesche.records import Mode

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """What a rule found.

    weight: how far the rule is trusted, from 0 to 1; set by hand, for
    rules that the table of weights does not know yet (docs/confidence.md).
    """

    rule: str
    mode: Mode
    content: list[Range]
    cue: list[Range] = field(default_factory=list)
    source: Range | None = None
    entities: list[Entity] = field(default_factory=list)
    addressee: Range | None = None
    occasion: Range | None = None
    via: Range | None = None
    frame: list[Range] = field(default_factory=list)
    act: str | None = None
    weight: float = 0.5
    outer: bool = True

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.content[-1][1]

    def covers(self, start: int, end: int) -> bool:
        """Whether one of its content spans holds a stretch."""
        return any(a <= start and end <= b for a, b in self.content)
