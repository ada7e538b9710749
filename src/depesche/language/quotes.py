"""Quotation marks of every national style, paired or not.

German `„…“`, `»…«` and `‚…‘`, Swiss and French `«…»`, English `“…”` and the typewriter's `"…"` and `'…'`. A mark that opens and is
never closed quotes to the end of its paragraph when it opened the paragraph or stands behind a colon (a quotation over paragraphs); else
it is taken for a slip and ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

_PAIRS = {"„": '“”"„', "“": '”“"', "»": "«", "«": "»", "‚": "‘’'", "‹": "›", "›": "‹", '"': '"”“', "'": "'’", "‘": "’"}
_MARK = re.compile(f"[{''.join(_PAIRS)}]")
_CLOSERS = {closers: re.compile(f"[{closers}]") for closers in _PAIRS.values()}
_SINGLE = "‚‘’'‹›"
# How far the close of a quotation is sought in which the same marks stand again, in characters.
_NESTED = 2000
_OPENERS_BEFORE = ' \t\n\r\xa0([{–—-/:„“"»«'


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: start and end are those of the words, outer_start and outer_end include the marks.

    closed: whether the closing mark was found. single: whether the marks are single ones. depth: 0, or 1 inside another quotation.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    single: bool = False
    depth: int = 0


class Quotations:
    """The quotations of a paragraph, to be asked for those that meet a stretch of it."""

    def __init__(self, found: Iterable[Quotation]) -> None:
        self._all = sorted(found, key=lambda quote: quote.outer_start)
        self._starts = [quote.outer_start for quote in self._all]
        self._reach = list(accumulate((quote.outer_end for quote in self._all), max))  # how far all up to here reach

    def meeting(self, start: int, end: int) -> list[Quotation]:
        """Those that share a character with a stretch, in the order of the text; it looks no further back than they reach."""
        last = bisect_left(self._starts, end)
        first = bisect_right(self._reach, start, 0, last)
        return [quote for quote in self._all[first:last] if quote.outer_end > start]


def quotations(text: str, start: int, end: int, after: str = "") -> list[Quotation]:
    r"""Find the quotations of a paragraph, outer ones before the ones inside them.

    after: the mark that opened a quotation in the paragraph before, if nothing closed it there.

    >>> text = "„Das ist ‚Unsinn‘“, sagte er. \"Nein."
    >>> [text[q.start:q.end] for q in quotations(text, 0, len(text))]
    ['Das ist ‚Unsinn‘', 'Unsinn']
    """
    found: list[Quotation] = []
    never: set[str] = set()
    position = start
    if after and (close := _goes_on(text, start, end, after)) is not None:
        found.append(Quotation(start, close, start, close + 1))
        position = close + 1
    while mark := _MARK.search(text, position, end):
        position = mark.end()
        quote = _at(text, mark.start(), start, end, 0, never)
        if quote is not None:
            found.append(quote)
            found += _inside(text, quote)
            position = quote.outer_end
    return found


def _goes_on(text: str, start: int, end: int, after: str) -> int | None:
    """Where a quotation ends that began in the paragraph before; None if this one opens its own first, or none ends."""
    own = _MARK.search(text, start, end)
    close = _CLOSERS[_PAIRS[after]].search(text, start + 1, end)
    if close is None or text[close.start() - 1].isspace() or (own is not None and own.start() < close.start()):
        return None
    return close.start()


def _inside(text: str, outer: Quotation) -> list[Quotation]:
    found, position = [], outer.start
    never: set[str] = set()
    while mark := _MARK.search(text, position, outer.end):
        position = mark.end()
        quote = _at(text, mark.start(), outer.start, outer.end, 1, never)
        if quote is not None and quote.closed:
            found.append(quote)
            position = quote.outer_end
    return found


def _at(text: str, position: int, start: int, end: int, depth: int, never: set[str]) -> Quotation | None:
    """The quotation that opens here, if one does. never: marks that nothing closes any more, so that none is sought twice."""
    mark = text[position]
    if mark in never or not _opens(text, position, start, end):
        return None
    single = mark in _SINGLE
    close = _closing(text, position, end, _PAIRS[mark], single)
    if close is None:
        never.add(mark)
        led = text[start:position].strip()
        if single or depth or (led and led[-1] != ":"):
            return None
        return Quotation(position + 1, end, position, end, closed=False)
    if close == position + 1:
        return None
    return Quotation(position + 1, close, position, close + 1, single=single, depth=depth)


def _opens(text: str, position: int, start: int, end: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if after.isspace():
        return False
    mark = text[position]
    if mark in "„‚":
        return True
    if mark in "”’":
        return False
    return before in _OPENERS_BEFORE or before.isspace()


def _closing(text: str, position: int, end: int, closers: str, single: bool) -> int | None:
    """Where the closing mark stands. A typewriter mark closes only behind a word or a stop, an apostrophe never."""
    opened = text[position]
    if opened == "„" and (nested := _balanced(text, position + 1, min(end, position + _NESTED))) is not None:
        return nested
    for found in _CLOSERS[closers].finditer(text, position + 1, end):
        i, mark = found.start(), found.group()
        after = text[i + 1] if i + 1 < end else " "
        if text[i - 1].isspace() and mark in "\"'“" and not after.isspace() and mark != "“":
            continue  # this one opens again
        if opened == "„" and mark == "„" and (text[i - 1].isspace() or after.isalnum()):
            continue
        if opened == "“" and mark == "“" and text[i - 1].isspace():
            continue
        if single and (after.isalnum() or (mark in "'’" and not _ends(after))):
            continue
        return i
    return None


def _balanced(text: str, start: int, end: int) -> int | None:
    """Where „…“ closes if it holds „…“ again; None if nothing opens inside, or marks are missing."""
    depth, opened = 1, False
    for found in _CLOSERS[_PAIRS["„"]].finditer(text, start, end):
        if found.group() == "„":
            depth, opened = depth + 1, True
        elif not text[found.start() - 1].isspace():
            depth -= 1
            if not depth:
                return found.start() if opened else None
    return None


def _ends(after: str) -> bool:
    return after.isspace() or after in ',.;:!?)]}–—-"“”«»…'
