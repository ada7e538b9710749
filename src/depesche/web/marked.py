"""A report's text as the workbench shows it: paragraphs of pieces, each with all that is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from depesche.export.highlight import Mark, Segment, marks_of, segments
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Report, Span

LANES = 4  # statements that overlap more deeply share the last line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. classes: what it is; records: the ids of the records that it belongs to; id: where a link leads to it.

    start, end: in code points of the report's text.
    """

    start: int
    end: int
    text: str
    classes: str = ""
    records: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph; dim where all of it is clutter."""

    number: int
    pieces: tuple[Piece, ...]
    dim: bool


def all_marks(report: Report, hidden: Collection[str] = ()) -> tuple[Mark, ...]:
    """The marks of all kinds of record; hidden: ids of records that have none."""
    found = [*marks_of(report)]
    for role, kind in (("actor", report.actors), ("talk", report.talks), ("position", report.positions)):
        found += [_mark(role, span, one) for one in kind for span in _spans(one)]
    found += [_mark("figure", one.span, one) for one in report.figures]
    inside = (one for one in found if 0 <= one.start < one.end <= len(report.text) and one.record not in hidden)
    return tuple(sorted(set(inside), key=_order))


def _mark(role: Any, span: Span, record: Any) -> Mark:
    return Mark(span.start, span.end, role, record.id)


def _order(mark: Mark) -> tuple[int, int, str, str, int]:
    return mark.start, mark.end, mark.role, mark.record, mark.lane


def _spans(record: Any) -> Sequence[Span]:
    """The spans of an actor, a talk or a position."""
    found: Sequence[Span] = record.mentions if hasattr(record, "mentions") else record.evidence
    return found


def lay_out(
    report: Report, marks: Iterable[Mark], chosen: str = "", ruled: Collection[str] = ()
) -> Iterator[Paragraph]:
    """Cut a report into paragraphs and pieces; white space between paragraphs is left out, all other text is there.

    Args:
        report: whose text it is.
        marks: as `all_marks` gives them, and whatever else is to be seen.
        chosen: the id of the record that is looked at.
        ruled: the ids of those that people ruled on.

    """
    cut = paragraphs(report.text)
    flat = segments(report.text, marks, {edge for piece in cut for edge in piece})
    met: set[str] = set()
    for number, group in groupby(flat, key=lambda one: number_at(cut, one.start)):
        if number <= len(cut):
            inside = [one for one in group if cut[number - 1][0] <= one.start < cut[number - 1][1]]
            dim = all(any(mark.role == "clutter" for mark in one.marks) for one in inside)
            yield Paragraph(number, tuple(_piece(one, chosen, ruled, met) for one in inside), dim)


def _piece(segment: Segment, chosen: str, ruled: Collection[str], met: set[str]) -> Piece:
    classes = {mark.role for mark in segment.marks}
    lanes = {f"l{min(lane, LANES - 1)}" for lane in segment.lanes("content")}
    ends = {"opens" for mark in segment.opening if mark.role == "source"}
    ends |= {"closes" for mark in segment.closing if mark.role == "source"}
    records = list(dict.fromkeys(mark.record for mark in segment.marks if mark.record))
    on = bool(chosen) and chosen in records
    anchor = next((name for name, here in (("at", "at" in classes), ("on", on)) if here and name not in met), "")
    met |= {anchor}
    signs = [name for name, so in (("on", on), ("ruled", any(one in ruled for one in records))) if so]
    named = sorted([*classes, *lanes, *ends, *signs])
    return Piece(segment.start, segment.end, segment.text, " ".join(named), " ".join(records), anchor)
