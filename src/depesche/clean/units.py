"""A report cut into units: what stands on a line of its own, or did before its line ends were lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Where a page was flattened to one line, two spaces are what is left of its paragraph breaks.
_GAP = re.compile(r"[\s\u200b\ufeff]{2,}|[\n\r\f\v\u2028\u2029]")
_STOP = re.compile(r"[.!?…][\"“”„»«'’‘›‹)\]]*$")
_PROSE, _LONG = 80, 300


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the report between two gaps, without white space at its ends."""

    start: int
    end: int
    text: str

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does.

        >>> Unit(0, 0, "Er sagte: „Nein.“").stops, Unit(0, 0, "Jetzt anmelden").stops
        (True, False)
        """
        return bool(_STOP.search(self.text[-8:]))

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of an article: long enough, the more so if no stop ends it."""
        return len(self.text) >= (_PROSE if self.stops else _LONG)


def units(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    r"""Cut a text, or a part of it, into its units.

    >>> [unit.text for unit in units("Genf\n\nMan sprach.  Kommentar abgeben\n")]
    ['Genf', 'Man sprach.', 'Kommentar abgeben']
    """
    stop = len(text) if end is None else end
    found = []
    for gap in _GAP.finditer(text, start, stop):
        found += _unit(text, start, gap.start())
        start = gap.end()
    return found + _unit(text, start, stop)


def _unit(text: str, start: int, end: int) -> list[Unit]:
    piece = text[start:end]
    words = piece.strip()
    if not words:
        return []
    begin = start + piece.index(words[0])
    return [Unit(begin, begin + len(words), words)]
