"""Who stands where on what: the positions of a briefing, by issue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from depesche.paragraphs import number_at, paragraphs
from depesche.records import Act, Report

# What merely tells or judges says less of what is wanted, and comes last.
_LAST = ("assess", "inform")


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position in one line. statement: the number of the first statement whose words it lies in, or None."""

    id: str
    report: str
    outlet: str | None
    day: str | None
    paragraph: int
    actor: str
    acts_for: str | None
    act: Act
    issue: str
    issue_text: str
    stance: str
    addressee: str | None
    condition: str | None
    evidence: str
    statement: int | None
    language: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class IssueLines:
    """The positions on one issue, what is wanted and refused first."""

    issue: str
    lines: tuple[PositionLine, ...]


def stands_of(report: Report, numbers: dict[tuple[int, int], int]) -> Iterator[PositionLine]:
    """The positions of a report in the order of the text; numbers: where each statement's words stand, and its number."""
    cut = paragraphs(report.text)
    places = sorted(numbers.items())
    starts = [place[0] for place, _ in places]
    for one in sorted(report.positions, key=lambda p: (p.evidence[0].start, p.id) if p.evidence else (0, p.id)):
        if not one.evidence:
            continue
        start, end = one.evidence[0].start, one.evidence[-1].end
        yield PositionLine(
            one.id,
            report.name,
            report.header.outlet,
            report.header.published.value,
            number_at(cut, start),
            one.actor,
            one.acts_for,
            one.act,
            one.issue,
            one.issue_text,
            one.stance,
            one.addressee,
            " ".join(one.condition.text.split()) if one.condition else None,
            " … ".join(" ".join(span.text.split()) for span in one.evidence),
            _statement(places, starts, start, end),
            report.language,
            one.confidence,
        )


def _statement(places: list[tuple[tuple[int, int], int]], starts: list[int], start: int, end: int) -> int | None:
    """The number of a statement whose words meet a stretch of the text, among those that begin near it."""
    at = bisect_right(starts, start)
    near = places[max(0, at - 3) : at + 2]
    return next((number for (a, b), number in reversed(near) if a < end and start < b), None)


def by_issue(lines: Iterable[PositionLine]) -> tuple[IssueLines, ...]:
    """Positions by issue: first the issues on which most actors stand somewhere, in most reports."""
    found = sorted(lines, key=lambda line: line.issue)
    groups = [(issue, tuple(group)) for issue, group in groupby(found, key=lambda line: line.issue)]
    groups.sort(key=lambda one: (-_weight(one[1]), one[0]))
    return tuple(IssueLines(issue, tuple(sorted(group, key=_order))) for issue, group in groups)


def _weight(lines: tuple[PositionLine, ...]) -> int:
    wanting = [line for line in lines if line.act not in _LAST]
    return len({(line.actor, line.act) for line in wanting}) * 10 + len({line.report for line in lines})


def _order(line: PositionLine) -> tuple[bool, str, bool, str, str, int]:
    return line.act in _LAST, line.actor, line.day is None, line.day or "", line.report, line.paragraph
