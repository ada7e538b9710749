"""Reports: which there are, and each with what was read in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from depesche.errors import UsageError
from depesche.export.article import header_facts
from depesche.export.cites import reason_words
from depesche.export.highlight import Mark
from depesche.records import Fact, Report
from depesche.run.explained import Explanation, explain
from depesche.store.case import Case
from depesche.store.listed import ORDERS
from depesche.texts import text
from depesche.web.asked import After, WantedOf
from depesche.web.charted import REMEMBERED
from depesche.web.desk import Desk, DeskOf, VisitorOf
from depesche.web.faults import NotFoundError
from depesche.web.lines import KINDS, lines
from depesche.web.lines import ORDERS as LINE_ORDERS
from depesche.web.marked import all_marks, lay_out
from depesche.web.render import page, part, report_url
from depesche.web.ways import Way

router = APIRouter(include_in_schema=False)
WAY = Way("/reports", "way.reports", "work", 10)
PAGE = 50


@router.get("/reports")
def reports(
    request: Request,
    desk: DeskOf,
    visitor: VisitorOf,
    wanted: WantedOf,
    order: str = "newest",
    after: After = 0,
) -> HTMLResponse:
    """The reports, a page of them."""
    rows, total = desk.case.listing(wanted, order if order in ORDERS else "newest", offset=after, limit=PAGE)
    return page(
        request,
        "reports.html",
        title=text("way.reports", visitor.lang),
        rows=rows,
        total=total,
        wanted=wanted,
        order=order,
        orders=ORDERS,
        after=after,
        page=PAGE,
        outlets=REMEMBERED.of(desk, ("outlets",), desk.case.outlets)[:200],
    )


@router.get("/reports/{name:path}")
def report(
    request: Request,
    desk: DeskOf,
    visitor: VisitorOf,
    name: str,
    kind: str = "statements",
    order: str = "place",
    record: str = "",
    at: str = "",
    rejected: bool = False,
) -> HTMLResponse:
    """A report: its header, its text with all marks, its records, and the one that is looked at."""
    whole = report_called(desk.case, name)
    found = whole if rejected else standing(whole)
    kind, order = kind if kind in KINDS else "statements", order if order in LINE_ORDERS else "place"
    told = _explained(desk.case, record, found, visitor.lang)
    marks = [*all_marks(found), *asked_for(found, at)]
    before, behind = desk.case.beside(found.name)
    dating = next(desk.case.datings(found.name), None)
    reasons = dict.fromkeys(reason_words(one, visitor.lang) for one in (dating.reasons if dating else ()))
    return page(
        request,
        "report.html",
        title=found.header.title or found.name,
        report=found,
        facts=list(header_facts(with_stated(desk.case, found), visitor.lang)),
        reasons=[words for words in reasons if words],
        paragraphs=list(lay_out(found, marks, record, _ruled(found))),
        rejected=rejected,
        hidden=sum(one.verdict == "rejected" for each in KINDS for one in getattr(whole, each)),
        kinds=[(one, len(getattr(found, one))) for one in KINDS],
        kind=kind,
        order=order,
        orders=LINE_ORDERS,
        lines=lines(found, kind, order, visitor.lang),
        chosen=record,
        before=before,
        behind=behind,
        kin=desk.case.kin(found.name),
        versions=desk.case.row(found.name).number,
        url=report_url(found.name),
        **card(desk, found, told),
    )


@router.get("/records/{record}/card")
def record_card(request: Request, desk: DeskOf, visitor: VisitorOf, record: str) -> HTMLResponse:
    """What is told of a record, for a page that shows its report already."""
    told = _told(desk.case, record, visitor.lang)
    return part(request, "card.html", **card(desk, desk.case.report(told.row.id), told))


@router.get("/records/{record}")
def record(desk: DeskOf, visitor: VisitorOf, record: str) -> Response:
    """To a record in its report."""
    told = _told(desk.case, record, visitor.lang)
    return RedirectResponse(f"{report_url(told.row.name)}?kind={told.kind}s&record={told.record.id}#on", 303)


def report_called(case: Case, name: str) -> Report:
    """The current version of the report of exactly this name, with the records that people rejected.

    Raises:
        NotFoundError: if there is none.

    """
    try:
        found = case.with_rejected(name)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error
    return found


def with_stated(case: Case, report: Report) -> Report:
    """A report that tells among its facts what a person stated, so that it can be said whose word it is."""
    fields = case.stated(report.name).items()
    said = (Fact(name, ", ".join(v) if isinstance(v, list) else str(v), "person") for name, v in fields)
    return replace(report, facts=(*report.facts, *said))


def card(desk: Desk, report: Report, told: Explanation | None) -> dict[str, Any]:
    """What the card of a record is made of."""
    if told is None:
        return {"told": None}
    version = next(one for one in desk.case.versions(report.name) if one.id == report.id)
    dating = report.header.published
    return {"told": told, "version": version, "basis": dating.basis, "others": _others(desk.case, report, told)}


def _others(case: Case, report: Report, told: Explanation) -> list[Any]:
    """The utterances over reports to which a statement belongs."""
    if told.kind != "statement":
        return []
    return [
        one
        for one in case.utterances(report=report.name)
        if any(m.report == report.name and m.record == told.record.id for m in one.members)
    ]


def _ruled(report: Report) -> set[str]:
    """The ids of the records that people ruled on."""
    return {one.id for kind in KINDS for one in getattr(report, kind) if one.verdict}


def standing(report: Report) -> Report:
    """A report without the records that people rejected."""
    kept = {kind: tuple(one for one in getattr(report, kind) if one.verdict != "rejected") for kind in KINDS}
    changed: dict[str, Any] = {kind: some for kind, some in kept.items() if len(some) < len(getattr(report, kind))}
    return replace(report, **changed) if changed else report


def asked_for(report: Report, at: str) -> list[Mark]:
    """The stretch that a link leads to: `at=START-END`; what makes no sense is no stretch."""
    first, _, last = at.partition("-")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit() and len(at) < 24):
        return []
    start, end = min(int(first), len(report.text)), min(int(last), len(report.text))
    return [Mark(start, max(end, start + 1), "at", "")] if start < len(report.text) else []


def _told(case: Case, record: str, lang: str) -> Explanation:
    try:
        return explain(case, record, lang)
    except UsageError as error:
        raise NotFoundError(error.what, hint=error.hint) from error


def _explained(case: Case, record: str, report: Report, lang: str) -> Explanation | None:
    """What is told of the record that is looked at, if it is one of the report."""
    here = any(one.id == record for kind in KINDS for one in getattr(report, kind))
    return explain(case, record, lang) if here else None
