"""Quotation marks of every national style, paired or not.

German `„…“`, `»…«` and `‚…‘`, Swiss and French `«…»`, English `“…”` and the typewriter's `"…"` and `'…'`. A mark that opens and is
never closed quotes to the end of its paragraph when it opened the paragraph (a quotation over paragraphs); else it is taken for a slip
and ignored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"„": '“”"„', "“": '”“"', "»": "«", "«": "»", "‚": "‘’'", "‹": "›", "›": "‹", '"': '"”“', "'": "'’", "‘": "’"}
_MARK = re.compile(f"[{''.join(_PAIRS)}]")
_CLOSERS = {closers: re.compile(f"[{closers}]") for closers in _PAIRS.values()}
_SINGLE = "‚‘’'‹›"
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


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    r"""Find the quotations of a paragraph, outer ones before the ones inside them.

    >>> text = "„Das ist ‚Unsinn‘“, sagte er. \"Nein."
    >>> [text[q.start:q.end] for q in quotations(text, 0, len(text))]
    ['Das ist ‚Unsinn‘', 'Unsinn']
    """
    found: list[Quotation] = []
    never: set[str] = set()
    position = start
    while mark := _MARK.search(text, position, end):
        position = mark.end()
        quote = _at(text, mark.start(), start, end, 0, never)
        if quote is not None:
            found.append(quote)
            found += _inside(text, quote)
            position = quote.outer_end
    return found


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
        if single or depth or text[start:position].strip():
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


def _ends(after: str) -> bool:
    return after.isspace() or after in ',.;:!?)]}–—-"“”«»…'
