"""From characters that stand on a page to its lines, columns and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

_END = re.compile(r"[.!?:…][\"“”‘’»«)\]]*$")
# A word that the print shop cut: the mark of PDFium, the soft hyphen, and the hyphens people type.
_HYPHENS = "\x02\u00ad-\u2010"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINING = re.compile(r"(?:und|oder|bzw|bis|sowie|wie|and|or|to)\b")


_FEWEST = 4  # lines of a column on one side at least
_CELLS_APART = 2.0  # sizes of letters between the cells of a table


@dataclass(slots=True)
class Line:
    """A stretch of characters on one line, with its box: left, bottom, right, top in points, and the size of its letters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; pages: at which line a new page begins, and which."""

    lines: list[Line]
    pages: dict[int, int] = field(default_factory=dict)


def columns(lines: list[Line]) -> list[list[Line]]:
    """Put the lines of a page into reading order: stretches of lines that stand below each other.

    Lines that run over a gutter part the page into bands; within a band the left column is read before the right one.
    """
    ordered = sorted(lines, key=lambda line: (-line.middle, line.left))
    gutters = _gutters(ordered)
    if not gutters:
        return [_rows(ordered)] if ordered else []
    stretches: list[list[Line]] = []
    band: list[Line] = []
    across: list[Line] = []
    for line in ordered:
        if any(line.left < gutter < line.right for gutter in gutters):
            stretches += _band(band, gutters)
            band = []
            across.append(line)
        else:
            if across:
                stretches.append(_rows(across))
                across = []
            band.append(line)
    stretches += _band(band, gutters)
    return [*stretches, _rows(across)] if across else stretches


def _band(band: list[Line], gutters: list[float]) -> list[list[Line]]:
    cells: dict[int, list[Line]] = {}
    for line in band:
        cells.setdefault(sum(gutter <= line.left for gutter in gutters), []).append(line)
    return [_rows(cells[number]) for number in sorted(cells)]


def _rows(lines: list[Line]) -> list[Line]:
    """Join what stands on one line, as the cells of a table do; they are parted by a tab."""
    rows: list[Line] = []
    for line in lines:
        before = rows[-1] if rows else None
        if before and abs(before.middle - line.middle) < 0.4 * min(before.size, line.size):
            parts = sorted([before, line], key=lambda one: one.left)
            gap = parts[1].left - parts[0].right
            # Words of a line that is set to the full width of its column may stand far apart too.
            between = "\t" if gap > _CELLS_APART * before.size else " " if gap > 0.15 * before.size else ""
            rows[-1] = Line(
                f"{parts[0].text}{between}{parts[1].text}",
                parts[0].left,
                min(before.bottom, line.bottom),
                max(before.right, line.right),
                max(before.top, line.top),
                max(before.size, line.size),
            )
        else:
            rows.append(line)
    return rows


def _gutters(lines: list[Line]) -> list[float]:
    """Where white stripes run down the page with text on both sides.

    A table has such stripes too, but its cells leave most of their column empty, or stand alone in theirs.
    """
    if len(lines) < 6:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    size = median(line.size for line in lines)
    # Headlines and lines across the page are no text of a column.
    within = [line for line in lines if line.right - line.left < 0.55 * (right - left) and line.size < 1.3 * size]
    stripes: list[tuple[float, float]] = []
    edge = left
    for line in sorted(within, key=lambda line: line.left):
        if line.left - edge >= max(4.0, 0.6 * size):
            stripes.append((edge, line.left))
        edge = max(edge, line.right)
    # No page for readers has more columns, and a table that has is better left as it is.
    if len(stripes) > 8:
        return []
    return _filled(lines, [(start + end) / 2 for start, end in stripes], left, right)


def _filled(lines: list[Line], gutters: list[float], left: float, right: float) -> list[float]:
    """The gutters between columns that running text fills."""
    edges = [left - 1, *gutters, right + 1]
    found = [[line for line in lines if line.left >= start and line.right <= end] for start, end in pairwise(edges)]
    kept = [gutter for i, gutter in enumerate(gutters) if _are_columns(found[i], found[i + 1])]
    return kept if len(kept) <= 5 else []


def _are_columns(one: list[Line], other: list[Line]) -> bool:
    """Whether text fills both sides; the last column of a page may hold a line or two."""
    one, other = _whole(one), _whole(other)
    if not one or not other or max(len(one), len(other)) < _FEWEST:
        return False
    return _is_column(one) and _is_column(other)


def _whole(lines: list[Line]) -> list[Line]:
    """Each line as one, of which a line set to the full width has several stretches."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.middle):
        before = rows[-1] if rows else None
        if before and abs(before.middle - line.middle) < 0.4 * min(before.size, line.size):
            rows[-1] = replace(before, left=min(before.left, line.left), right=max(before.right, line.right))
        else:
            rows.append(line)
    return rows


def _is_column(lines: list[Line]) -> bool:
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return len(lines) < 3 or (median(line.right - line.left for line in lines) > 0.6 * width and width > 40)


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Cut the lines of one column into paragraphs: by gaps, indents, sizes of letters and lines that end early."""
    if not lines:
        return []
    steps = [above.middle - below.middle for above, below in pairwise(lines)]
    usual = median(sorted(step for step in steps if step > 0)[: max(1, len(steps))] or [1.0])
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    found = [[lines[0]]]
    for step, above, below in zip(steps, lines, lines[1:], strict=False):
        if _apart(above, below, step, min(usual, 1.6 * above.size), left, right):
            found.append([])
        found[-1].append(below)
    return found


def _apart(above: Line, below: Line, step: float, usual: float, left: float, right: float) -> bool:
    size = max(above.size, 1.0)
    if step > 1.3 * usual or step < 0 or abs(above.size - below.size) > 0.15 * size:
        return True
    if "\t" in above.text or "\t" in below.text:
        return True
    if below.left > left + 0.8 * size and above.left < left + 0.5 * size:
        return True
    return above.right < right - 0.2 * (right - left) and bool(_END.search(above.text))


def goes_on(last: Line, first: Line) -> bool:
    """Whether a paragraph at the end of a column or page goes on in the next one."""
    if abs(last.size - first.size) > 0.15 * max(last.size, 1.0) or _END.search(last.text):
        return False
    # A short line without a full stop is more often a headline than the end of a column.
    return last.text[-1:] in {*_HYPHENS, ","} or first.text[:1].islower() or len(last.text) > 30


def words(lines: list[Line]) -> Counter[str]:
    """How often each word stands within lines; what a line's end may have cut is left aside."""
    return Counter(
        found.group() for line in lines for found in _WORD.finditer(line.text) if found.end() < len(line.text.rstrip())
    )


def join(above: str, below: str, known: Counter[str]) -> str:
    """The text of two lines, with what the line's end cut put together again: returns what the first line becomes.

    >>> join("Die Verhand-", "lungen enden", Counter()), join("im Nord-", "Süd-Dialog", Counter())
    ('Die Verhand', 'im Nord-')
    >>> join("EU-", "weite Regeln", Counter()), join("Vor-", "und Nachteile", Counter())
    ('EU-', 'Vor- ')
    """
    if not above or above[-1] not in _HYPHENS or len(above) < 2 or not above[-2].isalpha():
        return above if not above or above.endswith((" ", "\t")) else f"{above} "
    soft = above[-1] == "\u00ad"
    stem = above[:-1]
    if soft:
        return stem
    if _JOINING.match(below):
        return f"{stem}- "
    begun = re.search(r"[^\W\d_]+$", stem)
    rest = re.match(r"[^\W\d_]+", below)
    if begun is None or rest is None or not rest.group()[0].islower():
        return f"{stem}-"
    whole, parted = begun.group() + rest.group(), f"{begun.group()}-{rest.group()}"
    if known[whole] or known[parted]:
        return stem if known[whole] >= known[parted] else f"{stem}-"
    return f"{stem}-" if begun.group().isupper() and len(begun.group()) > 1 else stem
