"""Two reports side by side: the words they share, and the utterances that both have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesche.export.highlight import Mark
from depesche.records import Report
from depesche.relations import Lineage, Utterance
from depesche.store.case import Case
from depesche.texts import text
from depesche.web.desk import DeskOf, VisitorOf
from depesche.web.marked import Paragraph, lay_out
from depesche.web.pages.reports import report_called, standing
from depesche.web.render import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Side:
    """A report in its column, with the numbers of what it shares at the pieces where that begins."""

    report: Report
    paragraphs: list[Paragraph]


@router.get("/sides")
def sides(request: Request, desk: DeskOf, visitor: VisitorOf, a: str, b: str) -> HTMLResponse:
    """Two reports in columns; what both have is marked alike and bears the same number in both."""
    reports = standing(report_called(desk.case, a)), standing(report_called(desk.case, b))
    links = [one for one in desk.case.lineage(report=reports[0].name) if set(one.reports) == {r.name for r in reports}]
    both = list(_both(desk.case, reports))
    columns = [Side(one, list(lay_out(one, _marks(one, links, both)))) for one in reports]
    return page(
        request,
        "sides.html",
        title=text("sides.title", visitor.lang),
        columns=columns,
        links=links,
        both=both,
        a=reports[0],
        b=reports[1],
    )


def _both(case: Case, reports: tuple[Report, Report]) -> Iterator[Utterance]:
    """The utterances that both reports have."""
    for one in case.utterances(report=reports[0].name):
        if {report.name for report in reports} <= {member.report for member in one.members}:
            yield one


def _marks(report: Report, links: Iterable[Lineage], both: Iterable[Utterance]) -> Iterator[Mark]:
    """What a report shares with the other one: passages, and statements. The id of a stretch is that of what both have."""
    for link in links:
        at = link.reports.index(report.name)
        for number, pair in enumerate(link.passages):
            yield Mark(pair[at].start, pair[at].end, "shared", f"{link.id}.{number}")
    statements = {one.id: one for one in report.statements}
    for one in both:
        mine = (m.record for m in one.members if m.report == report.name)
        for record in mine:
            if (statement := statements.get(record)) is not None:
                spans = statement.content or statement.frame
                yield from (Mark(span.start, span.end, "same", one.id) for span in spans)
