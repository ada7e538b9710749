"""A meeting as one passage tells it, and all that a report tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.read.cast import Entity
from depesche.read.talk_places import Place
from depesche.read.talk_words import Forum
from depesche.records import Time

Range = tuple[int, int]


@dataclass(slots=True)
class Mention:
    """A meeting as one passage tells it.

    definite: taken up (`das Treffen`). further: another one (`weitere`, `zweite Runde`). sure: whether the words alone mean
    a meeting. told: whether the status is told by a word. around: the names of everybody in the sentence.
    """

    evidence: Range
    kind: str
    parties: list[Entity] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    when: list[Time] = field(default_factory=list)
    lasting: Time | None = None
    forum: Forum | None = None
    status: str = "held"
    told: bool = False
    outcome: Range | None = None
    definite: bool = False
    further: bool = False
    sure: bool = True
    around: frozenset[str] = frozenset()
    rule: str = ""
    weight: float = 0.6

    @property
    def place(self) -> Place | None:
        """The place, where just one is named."""
        return self.places[0] if len(self.places) == 1 else None
