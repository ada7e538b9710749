"""Words of reports made fit for one line: joined, shortened, and with the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesche.records import Span

SHORT = 160
# Where a sentence may end: a stop behind a word that is no abbreviation with a capital and no number, and a capital or quotation mark
# behind white space.
_END = re.compile(r"(?<=[a-zäöüß]{2})[“”\"»«’)]*[.!?…]+[“”\"»«’)]*(?=\s+[„“\"»«‚(]?[A-ZÄÖÜ])")
_STOPPED = re.compile(r"[.!?…][“”\"»«’)]*\Z")
_MARKS = '„“”"»«‚‘’›‹'
_LOOKED = 1_000


def joined(spans: Iterable[Span | None]) -> str:
    r"""The words of spans in one line.

    >>> joined([Span(0, 5, "wies "), Span(9, 20, "entschieden\nzurück")])
    'wies … entschieden zurück'
    """
    return " … ".join(line(span.text) for span in spans if span)


def line(text: str) -> str:
    r"""A text in one line.

    >>> line("Wir\n  warten.")
    'Wir warten.'
    """
    return " ".join(text.split())


def shorten(text: str, width: int = SHORT) -> str:
    """Cut a text at a word so that it is at most `width` characters long.

    >>> shorten("Wir haben uns auf nichts geeinigt.", 20)
    'Wir haben uns auf …'
    """
    if len(text) <= width:
        return text
    head = text[: width - 1]
    at_word = head.rpartition(" ")[0] or head[:-1]
    return f"{at_word.rstrip(' ,;:–—')} …"


def tail(text: str, width: int) -> str:
    """Cut a text at a word so that its end is kept, at most `width` characters long.

    >>> tail("Wir haben uns auf nichts geeinigt.", 20)
    '… nichts geeinigt.'
    """
    if len(text) <= width:
        return text
    end = text[len(text) - width + 1 :]
    return f"… {end.partition(' ')[2].lstrip(' ,;:–—')}"


def around(text: str, first: int, last: int, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind some words in their sentence.

    Args:
        text: the report's.
        first: where the paragraph begins that the words stand in.
        last: where it ends.
        start: where the words begin.
        end: where they end.

    >>> text = "Er kam spät. Man habe sieben Stunden gerungen, sagte er. Dann ging er."
    >>> around(text, 0, len(text), 22, 36)
    ('Man habe ', ' gerungen, sagte er.')

    """
    first, last = max(first, start - _LOOKED), min(last, end + _LOOKED)
    ends = [match.end() for match in _END.finditer(text, first, last)]
    begin = max((at for at in ends if at < start), default=first)
    stop = end if _STOPPED.search(text, start, end) else min((at for at in ends if at >= end), default=last)
    left, right = text[begin:start], text[end : max(end, stop)]
    before, behind = _edge(left.lstrip(), at_end=True), _edge(right.rstrip(), at_end=False)
    return _closed(before, behind), _closed(behind, before)


def _closed(piece: str, other: str) -> str:
    """A piece, but for quotation marks alone of which the other side has no counterpart: the quotation goes on in other sentences."""
    return "" if piece and not piece.strip(_MARKS) and not any(mark in other for mark in _MARKS) else piece


def _edge(piece: str, *, at_end: bool) -> str:
    """A piece beside marked words in one line, with the blank that parts it from them where there is one."""
    words = line(piece)
    if at_end:
        return f"{words} " if words and piece[-1:].isspace() else words
    return f" {words}" if words and piece[:1].isspace() else words
