"""The floors below which a figure must not fall: `floors.json`, one object per data set.

A floor is raised freely. It is lowered only on purpose, and the reason is written beside it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from depesche.errors import SetupError, UsageError

FILE = Path(__file__).parent / "floors.json"
# How far below the measured value a floor is set: about one record of a small gold set, so that a change which mends
# ten reports and harms one is not held up.
MARGIN = 0.02


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure that lies below its floor; None where it was not measured at all."""

    key: str
    floor: float
    figure: float | None


@dataclass(slots=True)
class Floors:
    """The floors of one data set, and why any of them was ever lowered."""

    floors: dict[str, float] = field(default_factory=dict)
    lowered: list[str] = field(default_factory=list)

    def breaches(self, figures: Mapping[str, float]) -> list[Breach]:
        """The figures that lie below their floors.

        >>> Floors({"statements": 0.75}).breaches({"statements": 0.7})
        [Breach(key='statements', floor=0.75, figure=0.7)]
        """
        return [Breach(key, low, figures.get(key)) for key, low in self.floors.items() if figures.get(key, -1.0) < low]

    def pin(self, figures: Mapping[str, float], reason: str | None = None) -> None:
        """Set the floors to what is measured now, less the margin; a figure above 0 without a floor gets one.

        Args:
            figures: the measured figures by key.
            reason: why floors may go down; without it they only go up.

        Raises:
            UsageError: for a reason that says nothing.

        """
        if reason is not None and not reason.strip():
            raise UsageError("A floor is lowered only with a reason.", hint="--lower 'why it had to be'")
        for key, figure in figures.items():
            new, old = _rounded_down(figure - MARGIN), self.floors.get(key, 0.0)
            if new > old or (reason is not None and figure < old):
                self.floors[key] = new
                if new < old:
                    self.lowered.append(f"{key} from {old} to {new}: {reason}")


def load(path: Path = FILE) -> dict[str, Floors]:
    """The floors of all data sets by name.

    Raises:
        SetupError: if the file is missing or damaged.

    """
    try:
        return {name: Floors(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError) as error:
        raise SetupError(f"The floors cannot be read: {error}", where=str(path)) from error


def save(floors: Mapping[str, Floors], path: Path = FILE) -> None:
    """Write the floors of all data sets.

    Raises:
        SetupError: if the file cannot be written.

    """
    text = json.dumps({name: asdict(entry) for name, entry in floors.items()}, indent=2, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise SetupError(f"The floors cannot be written: {error}", where=str(path)) from error


def _rounded_down(figure: float) -> float:
    return max(0.0, math.floor(round(figure * 1000, 6)) / 1000)
