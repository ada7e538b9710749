"""The stretches of a sentence between its marks, from which clauses are made."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from depesche.records import Token

FINITE = frozenset(["VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"])
PARTICIPLE = frozenset(["VVPP", "VAPP", "VMPP"])
INFINITIVE = frozenset(["VVINF", "VAINF", "VMINF", "VVIZU"])
_DASHES = frozenset("-–—")


@dataclass(slots=True)
class Segment:
    """Tokens between two marks; before: the mark in front; quote: whether it is one whole quotation."""

    words: list[int]
    before: str
    quote: bool = False


def segments(tokens: tuple[Token, ...], blocks: tuple[tuple[int, int], ...]) -> list[Segment]:
    """Cut a sentence at commas, colons, dashes, long brackets and whole quotations."""
    out: list[Segment] = []
    words: list[int] = []
    before = ""
    starts = dict(blocks)
    i = 0

    def flush(mark: str) -> None:
        nonlocal words, before
        if words:
            out.append(Segment(words, before))
            words = []
            before = mark
        elif mark:
            before = mark if before in {"", ","} else before

    while i < len(tokens):
        if i in starts:
            flush("")
            out.append(Segment(list(range(i, starts[i])), before, quote=True))
            before = "quote"
            i = starts[i]
            continue
        mark = tokens[i].text
        if mark in "([" and (close := _bracket(tokens, i)):
            words += range(i, close + 1)
            i = close + 1
            continue
        if mark in ",;:()[]" or (mark in _DASHES and _lone(tokens, i)):
            flush(mark)
        else:
            words.append(i)
        i += 1
    flush("")
    return out


def _bracket(tokens: tuple[Token, ...], i: int) -> int:
    """Where a short bracket without a verb closes (`(NATO)`, `(SPD)`): it stays inside its clause. 0 if it is none."""
    for j in range(i + 1, min(i + 6, len(tokens))):
        if tokens[j].text in ")]":
            return j
        if tokens[j].tag[0] == "V":
            return 0
    return 0


def _lone(tokens: tuple[Token, ...], i: int) -> bool:
    """A dash between spaces parts clauses; one inside or at a word does not."""
    before = tokens[i - 1].end < tokens[i].start if i else True
    after = tokens[i + 1].start > tokens[i].end if i + 1 < len(tokens) else True
    return before and after


def coordinated(tokens: tuple[Token, ...], segment: Segment) -> list[Segment]:
    """Part `sagte X und forderte Y`: a conjunction with a finite verb on either side joins two clauses."""
    if segment.quote:
        return [segment]
    verbs = [i for i in segment.words if tokens[i].tag in FINITE]
    out, rest = [], segment
    for left, right in itertools.pairwise(verbs):
        joints = [
            i
            for i in rest.words
            if left < i < right
            and (tokens[i].tag == "KON" or tokens[i].text.lower() in {"dass", "daß", "ob"})
            and tokens[i].text != "bis"
            and not (tokens[i].text == "wie" and tokens[right].text == "folgt")
            and right - left > 2  # `ist und bleibt`
        ]
        if joints:
            cut = rest.words.index(joints[-1])
            out.append(Segment(rest.words[:cut], rest.before))
            rest = Segment(rest.words[cut:], "und" if tokens[joints[-1]].tag == "KON" else ",")
    return [*out, rest]
