"""The days of reports that state none, by what they and the other reports of their story tell (guidelines: Report header)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depesche.packs import Pack
from depesche.records import Report
from depesche.relate.dates_judge import Judge
from depesche.relate.dates_solve import solve
from depesche.relate.dates_soon import bind_soon
from depesche.relate.dates_story import known_day, told_story
from depesche.relations import Dating, Reason
from depesche.texts.reasons import told


def date_reports(reports: Sequence[Report], packs: Mapping[str, Pack]) -> tuple[Dating, ...]:
    """A dating for each report of a story whose day is not known, in the order of their names.

    All are solved together: what one report puts on a Wednesday and another on 12 January is a Wednesday, 12 January.
    """
    if all(known_day(report) for report in reports):
        return ()
    story = told_story(reports, packs)
    solved = solve(len(story.reports) + len(story.events), story.bonds)
    if bind_soon(story, solved):
        solved = solve(len(story.reports) + len(story.events), story.bonds)
    judge = Judge(story, solved)
    return tuple(judge.judged(number) for number, report in enumerate(story.reports) if not known_day(report))


def constraints_of(report: Report, packs: Mapping[str, Pack]) -> tuple[Reason, ...]:
    """What one report alone tells of its day, in the order of its text."""
    story = told_story([report], packs)
    return tuple(story.told[bond.key] for bond in sorted(story.bonds, key=lambda bond: bond.key))


def basis_of(dating: Dating, lang: str = "en") -> str:
    """The reasons of a dating in one line, for `Published.basis`."""
    return "; ".join(dict.fromkeys(told(reason, lang) for reason in dating.reasons))
