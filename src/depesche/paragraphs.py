"""Where the paragraphs of a text begin and end: the readers cut by it, and whatever shows a place counts by it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# From line end to line end, so that long runs of blanks cost nothing; atomic, or `\r\n` alone would pass for two.
_BLANK = re.compile(r"(?>\r\n|\r|\n)(?:[ \t\xa0]*(?>\r\n|\r|\n))+|\u2029")
_LINE = re.compile(r"[^\r\n\u2028]*[^\s][^\r\n\u2028]*")
# Hard-wrapped copy: every line but the last is about as long as the others, and few end with a sentence.
_WRAPPED = range(45, 101)
_STOPS = ".!?…:;“”\"«»‘’')"


def paragraphs(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    r"""Cut text[start:end] into paragraphs: at blank lines, and at line ends unless the copy is hard-wrapped.

    Every paragraph counts, clutter and headlines too; the ranges are offsets of the text, without white space at their edges.

    >>> text = "Moskau schweigt\n\nDer Kreml sagte nichts.\nEr wartet.\n"
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['Moskau schweigt', 'Der Kreml sagte nichts.', 'Er wartet.']
    """
    end = len(text) if end is None else end
    out: list[tuple[int, int]] = []
    position = start
    for gap in [*_BLANK.finditer(text, start, end), None]:
        out += _block(text, position, gap.start() if gap else end)
        position = gap.end() if gap else end
    return tuple(out)


def number_at(cut: Sequence[tuple[int, int]], offset: int) -> int:
    """The number, from 1, of the paragraph that an offset stands in or follows.

    >>> number_at([(0, 15), (17, 40)], 20), number_at([(3, 15)], 0), number_at([], 0)
    (2, 1, 1)
    """
    return max(bisect_right(cut, offset, key=lambda piece: piece[0]), 1)


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its edges.

    >>> strip(" Genf. ", 0, 7)
    (1, 6)
    """
    piece = text[start:end].lstrip()
    start = end - len(piece)
    return start, start + len(piece.rstrip())


def _block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = [strip(text, m.start(), m.end()) for m in _LINE.finditer(text, start, end)]
    if len(lines) > 1 and _wrapped(text, lines[:-1]):
        return [(lines[0][0], lines[-1][1])]
    return lines


def _wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    stops = sum(text[b - 1] in _STOPS for _, b in lines)
    return stops <= len(lines) / 2 and all(b - a in _WRAPPED for a, b in lines)
