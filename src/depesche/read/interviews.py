"""Interviews in print: whoever stands in front of a colon, again and again, says what stands behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.read.cast import Cast, Entity
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.reading import Reading
from depesche.records import Sentence

_LABEL = re.compile(
    r"(?:\A|(?<=[\n.!?…“”\"»«]))[ \t\n:'*]{0,5}"
    r"((?:[A-ZÄÖÜ][\w.-]{0,30} ){0,2}[A-ZÄÖÜ][\w-]{1,30})['*]{0,3}:(?=\s)"
)
_OFTEN = 2  # times a label stands in front of words, and as many labels


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side says, from its label to the next one; speaker is None for whoever only asks."""

    start: int
    label: Range
    words: int
    end: int
    speaker: Entity | None


class Turns:
    """The turns of an interview in their order; none where a report is no interview."""

    def __init__(self, found: Sequence[Turn]) -> None:
        self._found = found
        self._starts = [turn.start for turn in found]

    def at(self, sentence: Sentence) -> Turn | None:
        """The turn in which a sentence begins."""
        place = bisect_right(self._starts, sentence.start) - 1
        return self._found[place] if place >= 0 and sentence.start < self._found[place].end else None


def turns(text: str, sentences: Sequence[Sentence], cast: Cast) -> Turns:
    """`HAFENBLATT: Was nun? Kolb: Wir warten.`: the turns, if two labels come up twice and one of them names a person."""
    labels = list(_LABEL.finditer(text))
    times = Counter(found.group(1) for found in labels)
    often = [found for found in labels if times[found.group(1)] >= _OFTEN]
    speakers = {found.group(1): _person(cast, found.span(1)) for found in reversed(often)}
    if len(speakers) < _OFTEN or not any(speakers.values()):
        return Turns([])
    closing = _paragraph_ends(sentences, [found.start(1) for found in often])
    ends = [found.start() for found in often[1:]] + [closing[-1]]
    if all(speakers.values()):  # only the answers have labels: the next paragraph is the next question
        ends = [min(pair) for pair in zip(ends, closing, strict=True)]
    return Turns(
        [Turn(m.start(), m.span(1), m.end(), end, speakers[m.group(1)]) for m, end in zip(often, ends, strict=True)]
    )


def _paragraph_ends(sentences: Sequence[Sentence], starts: Sequence[int]) -> list[int]:
    """Where the paragraph ends that each offset stands in."""
    ends: dict[int, int] = {s.paragraph: s.end for s in sentences}
    begins = [s.start for s in sentences]
    return [ends[sentences[max(0, bisect_right(begins, start) - 1)].paragraph] for start in starts]


def _person(cast: Cast, span: Range) -> Entity | None:
    return next((e for _, _, e in cast.at(*span) if e.kind == "person"), None)


def answer(reading: Reading, turn: Turn, sentences: Sequence[Sentence]) -> None:
    """Read the sentences of one paragraph that belong to a turn as one utterance."""
    opens = sentences[0].start <= turn.label[0]
    start = turn.words if opens else sentences[0].start
    content = trimmed(reading.text, start, min(sentences[-1].end, turn.end))
    if turn.speaker is None or content[1] <= content[0]:
        return
    source = turn.label if opens else None
    draft = Draft("interview", "direct", [content], source=source, entities=[turn.speaker], act="inform", weight=0.9)
    draft.frame = [source] if source else []
    reading.add(draft)
