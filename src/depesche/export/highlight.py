"""A report's text cut into flat segments, each with all the marks that lie on it: what the page and the workbench show.

Marks overlap freely (a statement within a statement, a time within a quotation); segments never do, so that they can be
written one after the other without a script, in print and in mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from depesche.records import Report, Span, Statement

Role = Literal["content", "source", "cue", "addressee", "occasion", "via", "time", "clutter"]
ROLES: tuple[Role, ...] = get_args(Role)
More = Literal["actor", "talk", "position", "figure", "shared", "same", "at"]
"""What else a stretch may be: to records of other kinds, to another report (shared words, the same utterance), or as asked for."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What a stretch of the text is to a record.

    record: the id of the record, empty for clutter. lane: 0 for the outermost of overlapping statements, then 1, 2 ...;
    all marks of a statement run in its lane, so that overlaps can be drawn below one another.
    """

    start: int
    end: int
    role: Role | More
    record: str
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on which the same marks lie from its first character to its last."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def opening(self) -> tuple[Mark, ...]:
        """The marks that begin with this segment."""
        return tuple(mark for mark in self.marks if mark.start == self.start)

    @property
    def closing(self) -> tuple[Mark, ...]:
        """The marks that end with this segment."""
        return tuple(mark for mark in self.marks if mark.end == self.end)

    def lanes(self, role: Role | More) -> tuple[int, ...]:
        """The lanes in which marks of a role lie on this segment, outermost first."""
        return tuple(sorted({mark.lane for mark in self.marks if mark.role == role}))


def place_of(statement: Statement) -> int:
    """The offset at which a statement's words begin; its cue or source where it has no words, else 0."""
    spans = statement.content or statement.cue or ((statement.source,) if statement.source else ()) or statement.frame
    return min((span.start for span in spans), default=0)


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements as they stand in the text: by the place of their words, an outer one before an inner one."""
    return tuple(sorted(statements, key=lambda s: (place_of(s), -_hull(s)[1], s.actor or "", s.id)))


def marks_of(report: Report, roles: Iterable[Role] = ROLES) -> tuple[Mark, ...]:
    """Every mark of the given roles on a report, in the order of the text.

    Marks that are empty or that point outside the text are left out: a case file may come from strangers.
    """
    wanted = set(roles)
    found = [Mark(span.start, span.end, "clutter", "") for span in report.header.clutter]
    found += [Mark(time.span.start, time.span.end, "time", time.id) for time in report.times]
    for statement, lane in _lanes(report.statements):
        found += [Mark(span.start, span.end, role, statement.id, lane) for role, span in _parts(statement)]
    return tuple(sorted({m for m in found if m.role in wanted and 0 <= m.start < m.end <= len(report.text)}))


def segments(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> tuple[Segment, ...]:
    """Cut a text at the edges of all marks, and at further offsets if given.

    >>> marks = [Mark(0, 6, "source", "s1"), Mark(3, 15, "content", "s2")]
    >>> [(piece.text, [mark.record for mark in piece.marks]) for piece in segments("Moskau schweigt.", marks)]
    [('Mos', ['s1']), ('kau', ['s1', 's2']), (' schweigt', ['s2']), ('.', [])]
    """
    waiting = sorted((mark for mark in marks if mark.start < mark.end), reverse=True)
    edges = {0, len(text), *cuts, *(m.start for m in waiting), *(m.end for m in waiting)}
    inside = sorted(edge for edge in edges if 0 <= edge <= len(text))
    out: list[Segment] = []
    open_marks: list[Mark] = []
    for start, end in pairwise(inside):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting and waiting[-1].start <= start:
            open_marks.append(waiting.pop())
        out.append(Segment(start, end, text[start:end], tuple(sorted(open_marks))))
    return tuple(out)


def _parts(statement: Statement) -> Iterable[tuple[Role, Span]]:
    for span in statement.content:
        yield "content", span
    for span in statement.cue:
        yield "cue", span
    singles: tuple[tuple[Role, Span | None], ...] = (
        ("source", statement.source),
        ("addressee", statement.addressee),
        ("occasion", statement.occasion),
        ("via", statement.via),
    )
    for role, one in singles:
        if one:
            yield role, one


def _hull(statement: Statement) -> tuple[int, int]:
    spans = statement.content or statement.cue
    return min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)


def _lanes(statements: Sequence[Statement]) -> list[tuple[Statement, int]]:
    """Give each statement the first lane in which no earlier one still runs."""
    free_at: list[int] = []
    out: list[tuple[Statement, int]] = []
    for statement in in_order(statements):
        start, end = _hull(statement)
        lane = next((n for n, free in enumerate(free_at) if free <= start), len(free_at))
        free_at[lane : lane + 1] = [end]
        out.append((statement, lane))
    return out
