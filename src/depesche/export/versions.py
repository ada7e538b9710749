"""One utterance in every report that has it, with the words in which each differs from the longest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from depesche.export.cites import Cites, Passage
from depesche.export.words import joined
from depesche.records import Span
from depesche.wording import Change, differences

if TYPE_CHECKING:
    from depesche.export.said import Told

SHOWN = 12
# Where less than this of a version is as in the longest, all of it is other words, and marking them would tell nothing.
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a version. kind: `same` as the longest, `spelling`, `other` words, or `gap` where words of the longest are missing."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """An utterance as one report has it. pieces: the words with their differences to the longest. wires: agencies that it credits."""

    passage: Passage
    pieces: tuple[Piece, ...]
    longest: bool = False
    first: bool = False
    wires: tuple[str, ...] = ()


def versions(cites: Cites, told: Sequence[Told], first: str | None = None) -> tuple[Version, ...]:
    """The versions of an utterance: the first, the longest, then by day.

    Args:
        cites: the reports of the briefing.
        told: the statements that render it.
        first: the report that had it first, None where that is open.

    """
    by = groupby(sorted(told, key=lambda one: one.report), key=lambda one: one.report)
    whole = [Whole.of(name, list(group)) for name, group in by]
    longest = max(whole, key=lambda one: len(one.words))
    found = [_version(cites, one, longest, first) for one in whole]
    found.sort(key=lambda one: (not one.first, not one.longest, one.passage.place.day or "~", one.passage.place.report))
    return tuple(found[:SHOWN])


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a report has of an utterance, in the order of its text."""

    report: str
    spans: tuple[Span, ...]
    quoted: bool

    @classmethod
    def of(cls, report: str, told: Sequence[Told]) -> Whole:
        """Put statements of a report together; what lies within another is left out."""
        spans = sorted({span for one in told for span in one.spans}, key=lambda span: (span.start, -span.end))
        kept: list[Span] = []
        for span in spans:
            if not kept or span.end > kept[-1].end:
                kept.append(span)
        return cls(report, tuple(kept), all(one.statement.mode == "direct" for one in told))

    @property
    def words(self) -> str:
        """In one line."""
        return joined(self.spans)


def _version(cites: Cites, one: Whole, longest: Whole, first: str | None) -> Version:
    place = cites.place(one.report, one.spans[0].start)
    report = cites.report(one.report)
    assert place is not None
    assert report is not None
    pieces = tuple(pieces_of(longest.words, one.words))
    same = sum(len(piece.text) for piece in pieces if piece.kind in {"same", "spelling"})
    if same < _ALIKE * len(one.words):
        pieces = (Piece("same", one.words),)
    passage = Passage(place, one.words, quoted=one.quoted)
    return Version(passage, pieces, one is longest, one.report == first, report.header.agencies)


def pieces_of(longest: str, words: str) -> Iterator[Piece]:
    """A version in pieces: its words, and marks of the gaps between them.

    >>> pieces = pieces_of("Das kommt für uns nicht infrage.", "Das kommt nicht in Frage")
    >>> [(piece.kind, piece.text) for piece in pieces]
    [('same', 'Das kommt '), ('gap', '[…] '), ('same', 'nicht '), ('spelling', 'in Frage')]
    """
    same, at = "", 0
    for change in differences(longest, words):
        same += words[at : change.start_b]
        at = change.end_b
        missing = any(letter.isalnum() for letter in longest[change.start_a : change.end_a])
        if change.kind == "same":
            same += words[change.start_b : change.end_b]
        elif change.end_b > change.start_b or missing:
            if same:
                yield Piece("same", same)
            same = ""
            yield _piece(change, words)
    if same or at < len(words):
        yield Piece("same", same + words[at:])


def _piece(change: Change, words: str) -> Piece:
    if change.kind != "removed":
        kind = "spelling" if change.kind == "spelling" else "other"
        return Piece(kind, words[change.start_b : change.end_b])
    before, behind = words[: change.start_b][-1:], words[change.start_b :][:1]
    left, right = before and not before.isspace(), behind.isalnum()
    return Piece("gap", f"{' ' * bool(left)}[…]{' ' * right}")
