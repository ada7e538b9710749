"""How well confidences agree with how often records are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The records whose confidence lies in one tenth: how many, their mean confidence, and the share that is right."""

    many: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Records by confidence, in ten bins of equal width; empty ones are left out."""

    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, judged: Sequence[tuple[float, bool]]) -> Self:
        """Sort records, each with its confidence and whether it is right, into bins."""
        groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
        for confidence, right in judged:
            groups[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
        return cls(
            tuple(
                Bin(len(group), sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group))
                for group in groups
                if group
            )
        )

    @property
    def error(self) -> float:
        """The expected calibration error: by how much confidence and share differ, on average over records.

        >>> round(Calibration.of([(0.75, True), (0.75, False), (0.95, True)]).error, 3)
        0.183
        """
        many = sum(one.many for one in self.bins)
        return sum(one.many * abs(one.confidence - one.right) for one in self.bins) / many if many else 0.0

    def lines(self) -> list[str]:
        """A line for each bin."""
        head = f"{'confidence':>12} {'right':>7} {'n':>6}"
        return [head, *(f"{one.confidence:12.3f} {one.right:7.3f} {one.many:6}" for one in self.bins)]
