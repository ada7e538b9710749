"""Paragraphs and sentences, as spans of the report's own text."""

from __future__ import annotations

import itertools
import re

from depesche.language.quotes import quotations
from depesche.paragraphs import paragraphs, strip
from depesche.records import Span

# sentencex keeps a quotation and its neighbours together; a stretch longer than this is cut at stops all the same.
_LONG = 1500
_LONGEST = 3000
# sentencex takes the square of the number of marks that nothing closes: a paragraph longer than this is cut in pieces first.
_PIECE = 10_000
_BACK = 2000  # from its end on backwards a stop is sought to cut a piece at
_CUT = re.compile(r"(?<=[.!?…])[“”\"«»’']?\s+(?=[„“\"»«‚‘]?[A-ZÄÖÜ])")


def paragraphs_outside(text: str, clutter: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The paragraphs of a text without its clutter, which parts those on its two sides."""
    return [piece for start, end in _outside(clutter, len(text)) for piece in paragraphs(text, start, end)]


def _outside(clutter: tuple[Span, ...], length: int) -> list[tuple[int, int]]:
    """The stretches between the clutter."""
    out, position = [], 0
    for span in sorted(clutter):
        if span.start > position:
            out.append((position, span.start))
        position = max(position, span.end)
    return [*out, (position, length)]


def sentences(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences; a quotation of several sentences stays with the words that introduce it.

    >>> text = "„Das reicht. Wirklich“, sagte er. Am 12. Januar trifft er Dr. Weiß."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text), "de")]
    ['„Das reicht. Wirklich“, sagte er.', 'Am 12. Januar trifft er Dr. Weiß.']
    """
    cuts = [cut for a, b in itertools.pairwise(_pieces(text, start, end)) for cut in _boundaries(text, a, b, language)]
    edges = [*_mended(text, start, cuts), end]
    out: list[tuple[int, int]] = []
    for a, b in itertools.pairwise(edges):
        for c, d in _unjoined(text, *strip(text, a, b)):
            out += _shortened(text, c, d)
    return [(a, b) for a, b in out if a < b]


def _boundaries(text: str, start: int, end: int, language: str) -> list[int]:
    """Where sentences may begin."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 (a compiled library, imported when first needed)

    piece = text[start:end].encode("utf-8", "replace").decode("utf-8")
    return [start + found["start_index"] for found in get_sentence_boundaries(language, piece)]


def _pieces(text: str, start: int, end: int) -> list[int]:
    """The edges of the pieces of a paragraph, at the last stop or blank that lets a piece be no longer than it may."""
    edges = [start]
    while end - edges[-1] > _PIECE:
        most = edges[-1] + _PIECE
        stops = [match.end() for match in _CUT.finditer(text, most - _BACK, most)]
        blank = text.rfind(" ", most - _BACK, most) + 1
        edges.append(stops[-1] if stops else blank or most)
    return [*edges, end]


_NO_END = re.compile(
    r"(?:\b\d{1,2}|\b[A-ZÄÖÜ]|\b(?:Abs|Art|bzw|ca|Dr|Hl|Mio|Mrd|Nr|Prof|St|usw|vgl|z\.\s?B|u\.\s?a|d\.\s?h))\.\s*$"
)
_GOES_ON = re.compile(r"[a-zäöüß,;–—-]|[\"“”«»’‘']\s*[,–—a-zäöüß-]")
_ORDINAL_HEADS = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Mal|"
    r"Bezirk|Weltkrieg|Armee|Platz|Tag|Geburtstag|Jahrestag|Auflage|Bundestag|Legislaturperiode|Internationale)"
)


def _mended(text: str, start: int, cuts: list[int]) -> list[int]:
    """Take back the cuts behind abbreviations, initials and ordinals, and those before a lower-case word or a comma."""
    kept = [start]
    for cut in cuts:
        if cut <= kept[-1]:
            continue
        before, after = text[max(start, cut - 24) : cut], text[cut : cut + 40].lstrip()
        ordinal = re.search(r"\b\d{1,2}\.\s*$", before)
        if _GOES_ON.match(after) or (ordinal and _ORDINAL_HEADS.match(after)):
            continue
        if not ordinal and _NO_END.search(before) and not re.search(r"\b(?:usw)\.\s*$", before):
            continue
        kept.append(cut)
    return kept


_JOINT = re.compile(r"(?<=[a-zäöüß]{3}[.!?])\s+(?=[A-ZÄÖÜ0-9])")


def _unjoined(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut where a sentence ends before a number or behind a word in quotation marks, unless that is inside a quotation."""
    joints = [
        m for m in _JOINT.finditer(text, start, end) if not _NO_END.search(text, max(start, m.start() - 12), m.start())
    ]
    if not joints:
        return [(start, end)]
    quoted = [(q.outer_start, q.outer_end) for q in quotations(text, start, end)]
    out, position = [], start
    for joint in joints:
        if not any(a < joint.start() < b for a, b in quoted):
            out.append((position, joint.start()))
            position = joint.end()
    return [*out, (position, end)]


def _shortened(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= _LONG:
        return [(start, end)]
    out, position = [], start
    for match in _CUT.finditer(text, start, end):
        out += _bounded(text, *strip(text, position, match.end()))
        position = match.end()
    return out + _bounded(text, *strip(text, position, end))


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what has no stops at commas or spaces: no sentence may be so long that reading it takes more than its share."""
    out = []
    while end - start > _LONGEST:
        cut = max(text.rfind(",", start, start + _LONGEST), start)
        cut = cut if cut > start else max(text.rfind(" ", start, start + _LONGEST), start + _LONGEST - 1)
        out.append(strip(text, start, cut + 1))
        start = cut + 1
    return [*out, strip(text, start, end)]
