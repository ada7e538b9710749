"""A limit that only one report names: `Schiffe in der Nordsee` and `Schiffe`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.relate.discrepancies_pieces import Piece, alike
from depesche.relate.discrepancies_story import Story, marks
from depesche.relate.words import Word
from depesche.relations import Quote

_LONGEST = 6  # words of a limit
_EDGE = re.compile(r"[,;.:()]|–")


def narrowed(story: Story, wide: Piece, narrow: Piece) -> tuple[Quote, Quote] | None:
    """The passage with a limit in one piece and the same without it in the other, if there is one.

    The words before the limit must be the same two on both sides, and none of its own may stand anywhere in the other piece.
    """
    places = marks(story.pack(wide.report))["place"]
    text = story.reports[wide.report].text
    for at in range(2, len(wide.words)):
        first = wide.words[at]
        if not _noun(text, wide.words[at - 1]):
            continue
        narrow_by = text[first.start : first.end].lower() in places
        limit = _limit(text, wide.words, at) if narrow_by else _clause(story, wide, at)
        other = _without(story, narrow, wide.words[:at], [word for word in limit if not word.idle])
        if limit and other is not None:
            begin = wide.words[other[2]].start
            return (
                story.quote(wide.report, begin, limit[-1].end),
                story.quote(narrow.report, other[0], other[1]),
            )
    return None


def _noun(text: str, word: Word) -> bool:
    return not word.idle and text[word.start].isupper()


def _limit(text: str, words: Sequence[Word], at: int) -> Sequence[Word]:
    """The preposition and the noun phrase behind it: up to its first noun that no other noun follows."""
    for end in range(at + 1, min(at + _LONGEST, len(words))):
        if _EDGE.search(text, words[end - 1].end, words[end].start):
            break
        if _noun(text, words[end]) or text[words[end].start].isdigit():
            return words[at : end + 1]
    return ()


def _clause(story: Story, wide: Piece, at: int) -> Sequence[Word]:
    """A relative clause behind a comma, if it limits what it is of: `die seit dem Herbst besetzt sind`."""
    text, known = story.reports[wide.report].text, marks(story.pack(wide.report))
    first = wide.words[at]
    opened = (
        text[wide.words[at - 1].end : first.start].strip() == "," and text[first.start : first.end] in known["relative"]
    )
    if not opened:
        return ()
    end = at + 1
    while end < min(at + 2 * _LONGEST, len(wide.words)) and not _EDGE.search(
        text, wide.words[end - 1].end, wide.words[end].start
    ):
        end += 1
    clause = wide.words[at:end]
    limits = any(text[word.start : word.end].lower() in known["limit"] for word in clause)
    return clause if limits else ()


def _without(story: Story, narrow: Piece, before: Sequence[Word], limit: Sequence[Word]) -> tuple[int, int, int] | None:
    """Where the other piece has the same noun phrase and no such limit: its range, and the number of the phrase's first word."""
    if not limit or any(alike(word.stem, other.stem) for word in limit for other in narrow.told):
        return None
    told = [i for i, word in enumerate(before) if not word.idle]
    if len(told) < 2 or told[-1] != len(before) - 1:
        return None
    first, last = before[told[-2]], before[told[-1]]
    bare = narrow.told
    places = marks(story.pack(narrow.report))["place"]
    text = story.reports[narrow.report].text
    for i in range(len(bare) - 1):
        if bare[i].stem == first.stem and bare[i + 1].stem == last.stem:
            behind = next((word for word in narrow.words if word.start > bare[i + 1].start), None)
            if behind is not None and text[behind.start : behind.end].lower() in places:
                return None
            return bare[i].start, bare[i + 1].end, told[-2]
    return None
