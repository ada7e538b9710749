"""What one wants to know first about a case, as plain records: what happened, who holds what, what moved, what is disputed, what is next.

The terminal and the page both show this; neither adds to it. Nothing is in it that has no record, and every line cites the reports
that it rests on. Of each kind the best lines are kept, whatever the size of the case; how they are ranked stands with each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.export.cites import Cites
from depesche.export.descent import LineageLine, ShiftLine, lineage, shifts
from depesche.export.disputes import DisputeLine, SilenceLine, disputes, silences
from depesche.export.meetings import TalkLine, talks
from depesche.export.parts import Part, newest_first
from depesche.export.said import SaidLine, said
from depesche.export.stands import SideLines, StandLine, stands
from depesche.records import Mode

if TYPE_CHECKING:
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow


_PAGE = 200
_NONE: Part[Any] = Part()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in one line.

    number: counts the reports of the case by name, from 1. interval, basis: how its day is known. double_of: the report that has the
    same text; its records are told there.
    """

    name: str
    id: str
    number: int
    title: str | None
    outlet: str | None
    day: str | None
    interval: tuple[str, str] | None
    basis: str | None
    language: str | None
    statements: int
    double_of: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A report from which nothing was read, why, and what can be done about it."""

    name: str
    why: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """A case summed up.

    reports: by name. happened, coming: talks. said: utterances. sides: who holds what. worded: what is only said otherwise. odd: what
    does not go together within one report. copied: who follows whom. missing: what reports leave out. undated: names of reports
    without a day that were read.
    """

    reports: tuple[ReportLine, ...] = ()
    unread: tuple[Unread, ...] = ()
    happened: Part[TalkLine] = _NONE
    said: Part[SaidLine] = _NONE
    sides: Part[SideLines] = _NONE
    moved: Part[ShiftLine] = _NONE
    disputed: Part[DisputeLine] = _NONE
    worded: Part[DisputeLine] = _NONE
    odd: Part[DisputeLine] = _NONE
    coming: Part[TalkLine] = _NONE
    copied: Part[LineageLine] = _NONE
    missing: Part[SilenceLine] = _NONE

    @property
    def undated(self) -> tuple[str, ...]:
        """The reports that were read and have no day."""
        return tuple(row.name for row in self.reports if row.day is None and row.unread is None)

    @property
    def days(self) -> tuple[str, ...]:
        """The first and the last day of the reports, once where they are one."""
        found = sorted({row.day for row in self.reports if row.day})
        return tuple(dict.fromkeys([*found[:1], *found[-1:]]))

    @property
    def outlets(self) -> int:
        """How many outlets the reports are from, as far as these are known."""
        return len({row.outlet for row in self.reports if row.outlet})

    @property
    def all_outlets(self) -> bool:
        """Whether the outlet of every report is known."""
        return all(row.outlet for row in self.reports)

    @property
    def statements(self) -> int:
        """How many statements the reports have; what is told twice in the same text counts once."""
        return sum(row.statements for row in self.reports if row.double_of is None)

    @property
    def fresh(self) -> tuple[tuple[str, tuple[StandLine, ...]], ...]:
        """By side what it wants or refuses since the newest day, and on no day before."""
        sides = ((side.side, tuple(line for line in side.lines if line.fresh)) for side in self.sides.lines)
        return tuple((side, lines) for side, lines in sides if lines)

    @property
    def by_day(self) -> tuple[ReportLine, ...]:
        """The reports, the newest first, those without a day last."""
        return tuple(sorted(self.reports, key=_by_day))


def briefing(
    case: Case,
    *,
    actor: str | None = None,
    mode: Mode | None = None,
    report: str | None = None,
    since: str | None = None,
) -> Briefing:
    """Sum a case up; a few reports at a time are held.

    Args:
        case: an open case.
        actor: only what is about this actor: what it said and holds, its talks; by any name or words of one.
        mode: only statements of this mode, and nothing else.
        report: only what this report has a part in, by name or id.
        since: only what reports of this ISO day and later have a part in.

    Raises:
        UsageError: for a mode or day that is none, or a report that the case does not have.

    """
    rows = list(case.rows())
    asked = [case.row(report)] if report else list(case.rows(since=since)) if since else rows
    cites = Cites(case, rows, {row.name for row in asked} if report or since else None, actor)
    failures = () if report else (Unread(one.name, one.what, one.hint) for one in case.failures())
    unread = [*(Unread(row.name, row.unread) for row in asked if row.unread), *failures]
    lines = tuple(_report_lines(cites, asked, alone=bool(report)))
    told = tuple(sorted(unread, key=lambda one: one.name))
    if mode:
        return Briefing(lines, told, said=said(cites, mode))
    happened, coming = talks(cites)
    disputed, worded, odd = disputes(cites)
    whole = actor is None
    return Briefing(
        lines,
        told,
        happened,
        said(cites),
        stands(cites),
        shifts(cites),
        disputed,
        worded,
        odd,
        coming,
        lineage(cites) if whole else Part(),
        silences(cites),
    )


def _report_lines(cites: Cites, rows: Sequence[ReportRow], *, alone: bool) -> Iterator[ReportLine]:
    for at in range(0, len(rows), _PAGE):
        page = rows[at : at + _PAGE]
        days = cites.case.days([row.id for row in page])
        for row in page:
            published, _ = days[row.id]
            yield ReportLine(
                row.name,
                row.id,
                cites.rows[row.name][0],
                row.title,
                row.outlet,
                row.published,
                published.interval,
                published.basis,
                row.language,
                row.counts.get("statements", 0),
                None if alone else row.double_of,
                row.unread,
            )


def _by_day(row: ReportLine) -> tuple[int, str]:
    return newest_first(row.day), row.name
