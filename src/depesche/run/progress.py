"""How a run tells what it is doing, and what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from depesche.store.rows import Failure

StepOutcome = Literal["new", "changed", "again", "same", "unread", "failed"]


class Unread(NamedTuple):
    """A report that is kept without having been read, and why."""

    name: str
    why: str


class Double(NamedTuple):
    """A report and the one whose exact text it has."""

    name: str
    of: str


Phase = Literal["sketch", "part", "name", "actors", "compare", "meetings", "stands"]


@dataclass(slots=True)
class Related:
    """What relating did.

    reports, stories: how many there are. done: units that were worked on, by kind (`names`, `actor`, `story`, `meeting`, `codebook`,
    `stand`); those that were there are not among them. seconds: by phase.
    """

    reports: int = 0
    stories: int = 0
    done: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    new, changed, again, same: how many sources gave a new report, another text, the same text read anew with another
    reader or other facts, or nothing new; together with `failed` they are all sources that were found. doubles,
    unread: those among them, whenever they were put there. passed: files that are no reports, by their suffix.
    seconds: how long it took. stopped: whether it was interrupted; what had been done until then is kept. related: what relating did, None
    where it was not reached.
    """

    new: int = 0
    changed: int = 0
    again: int = 0
    same: int = 0
    doubles: tuple[Double, ...] = ()
    unread: tuple[Unread, ...] = ()
    failed: tuple[Failure, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    stopped: bool = False
    related: Related | None = None

    @property
    def total(self) -> int:
        """How many sources were looked at."""
        return self.new + self.changed + self.again + self.same + len(self.failed)


class Progress(Protocol):
    """Whoever wants to be told how a run goes."""

    def start(self, total: int | None) -> None:
        """The sources are found; total: how many, if that is known."""

    def step(self, name: str, outcome: StepOutcome) -> None:
        """One report is done. unread: it is new, changed or read again, and kept without having been read."""

    def relating(self, phase: Phase) -> None:
        """All is read; a step of relating begins."""

    def unit(self) -> None:
        """A unit of that step is done: a report, a story, a name."""

    def done(self, summary: Summary) -> None:
        """The run is over, or was interrupted."""


class Silent:
    """Tells nobody."""

    def start(self, total: int | None) -> None:
        """Do nothing."""

    def step(self, name: str, outcome: StepOutcome) -> None:
        """Do nothing."""

    def relating(self, phase: Phase) -> None:
        """Do nothing."""

    def unit(self) -> None:
        """Do nothing."""

    def done(self, summary: Summary) -> None:
        """Do nothing."""
