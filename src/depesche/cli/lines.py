"""The record as JSON lines: the objects of the JSONL export, with the paragraph that each stands in."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from depesche.cli import query as ask
from depesche.cli import (
    view_actors,
    view_differences,
    view_lineage,
    view_news,
    view_stands,
    view_talks,
    view_utterances,
)
from depesche.cli.query import Placed, Query
from depesche.cli.terminal import is_terminal
from depesche.export.as_json import as_json, dumps
from depesche.export.cites import reason_words
from depesche.export.relations import KINDS, relation_object
from depesche.records import Position

if TYPE_CHECKING:
    from depesche.store.case import Case

Line = dict[str, Any]
_PAGE = 200


def dumped(line: Line) -> str:
    """One line; for a terminal in plain ASCII, so that nothing a report says can act there."""
    return json.dumps(line) if is_terminal(sys.stdout) else dumps(line)


def _reports(case: Case, query: Query) -> Iterator[Line]:
    rows = ask.rows(case, query)
    while page := list(islice(rows, _PAGE)):
        days = case.days([row.id for row in page])
        for row in page:
            day, told_by_case = days[row.id]
            known = {"interval": day.interval, "basis": day.basis, "told_by_case": told_by_case}
            fields = {"published": row.published, **known, "outlet": row.outlet, "title": row.title}
            reading = {"unread": row.unread, "double_of": row.double_of, "counts": dict(row.counts)}
            yield {"kind": "report", "id": row.id, "report": row.name, **fields, "language": row.language, **reading}


def _statements(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("statement", one) for one in ask.statements(case, query))


def _times(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("time", one) for one in ask.times(case, query))


def _actors(case: Case, query: Query) -> Iterator[Line]:
    if not query.by_report:
        yield from _relations("cast", view_actors.cast(case, query))
        return
    for row, actor in ask.actors(case, query):
        fields = as_json(actor)
        yield {"kind": "actor", "report": row.name, "actor_kind": fields.pop("kind"), **fields}


def _positions(case: Case, query: Query) -> Iterator[Line]:
    find = ask.issue_of(case)
    for one in ask.positions(case, query):
        assert isinstance(one.record, Position)
        issue = find(one.record)
        yield _placed("position", one) | {"codebook": issue and {"id": issue.id, "name": issue.name}}


def _talks(case: Case, query: Query) -> Iterator[Line]:
    if query.by_report:
        return (_placed("talk", one) for one in ask.talks(case, query))
    return _relations("meetings", view_talks.meetings(case, query))


def _figures(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("figure", one) for one in ask.figures(case, query))


def _utterances(case: Case, query: Query) -> Iterator[Line]:
    return _relations("utterances", view_utterances.utterances(case, query))


def _lineage(case: Case, query: Query) -> Iterator[Line]:
    return _relations("lineage", view_lineage.lineage(case, query))


def _discrepancies(case: Case, query: Query) -> Iterator[Line]:
    return _relations("discrepancies", view_differences.discrepancies(case, query))


def _silences(case: Case, query: Query) -> Iterator[Line]:
    return _relations("silences", view_differences.silences(case, query))


def _matrix(case: Case, query: Query) -> Iterator[Line]:
    return view_stands.matrix_lines(view_stands.matrix_of(case, query))


def _shifts(case: Case, query: Query) -> Iterator[Line]:
    return _relations("shifts", view_stands.shifts(case, query, ask.names_of_issues(case)))


def _agreement(case: Case, query: Query) -> Iterator[Line]:
    for one in view_stands.agreement(case, query):
        fields = relation_object(one)
        yield {"kind": "agreement", "agreement_kind": fields.pop("kind"), **fields}


def _issues(case: Case, query: Query) -> Iterator[Line]:
    return ({"kind": "issue", **asdict(issue), "positions": count} for issue, count in view_stands.issues(case, query))


def _news(case: Case, query: Query) -> Iterator[Line]:
    """Each thing that is new as a line of its own kind; new: whether it was first told then, or is otherwise now."""
    news = view_news.news_of(case, query)
    yield from _new(_relations("meetings", iter(news.meetings[: query.limit])), "first told")
    yield from _new(_relations("meetings", iter(news.changed[: query.limit])), "otherwise now")
    yield from _new(_relations("utterances", iter(news.utterances[: query.limit])), "first told")
    positions = ({"kind": "position", **as_json(one)} for one in news.positions[: query.limit])
    yield from _new(positions, "first told")
    yield from _new(_relations("shifts", iter(news.shifts[: query.limit])), "otherwise now")


def _new(lines: Iterator[Line], how: str) -> Iterator[Line]:
    return (line | {"new": how} for line in lines)


def _relations(kind: str, found: Iterator[Any]) -> Iterator[Line]:
    """Relations as the JSONL export has them; their own kind goes by another name beside the kind of line."""
    named = KINDS[kind]
    for one in found:
        fields = relation_object(one)
        own = {f"{named.replace(' ', '_')}_kind": fields.pop("kind")} if "kind" in fields else {}
        yield {"kind": named, **own, **fields}


# The parts of a briefing and what one of their lines is called.
_PARTS = {
    "happened": "talk",
    "said": "said",
    "sides": "side",
    "moved": "shift",
    "disputed": "discrepancy",
    "worded": "discrepancy",
    "odd": "discrepancy",
    "coming": "talk",
    "copied": "lineage",
    "missing": "silence",
}


def _briefing(case: Case, query: Query) -> Iterator[Line]:
    """The reports, then the parts of the briefing, each line with the report that it cites first."""
    told = ask.briefed(case, query)
    yield from ({"kind": "report", **_renamed(asdict(one))} for one in told.reports)
    for part, kind in _PARTS.items():
        for one in getattr(told, part).lines[: query.limit]:
            yield {"kind": kind, "report": one.told_in, "part": part, **_as_line(kind, one)}
    yield from ({"kind": "not read", **_renamed(asdict(one))} for one in told.unread)


def _as_line(kind: str, one: Any) -> Line:
    """The fields; their own kind goes by another name beside the kind of line, and reasons are said in English."""
    fields: Line = asdict(one)
    fields.pop("report", None)
    if "kind" in fields:
        fields[f"{kind}_kind"] = fields.pop("kind")
    for reason, words in zip(fields.get("reasons", ()), getattr(one, "reasons", ()), strict=True):
        reason["text"] = reason_words(words)
    return fields


def _renamed(fields: Line) -> Line:
    """A report is called `report` in every line, whatever it is called inside."""
    return {"report": fields.pop("name"), **fields}


def _placed(kind: str, one: Placed) -> Line:
    where = {"report": one.row.name, "paragraph": one.paragraph, "published": one.row.published}
    record = as_json(one.record)
    called = {"case_actor": one.called(record["actor"])} if "actor" in record else {}
    return {"kind": kind, **where, **record, **called}


LINES: dict[str, Callable[[Case, Query], Iterator[Line]]] = {
    "briefing": _briefing,
    "reports": _reports,
    "statements": _statements,
    "times": _times,
    "actors": _actors,
    "positions": _positions,
    "talks": _talks,
    "figures": _figures,
    "utterances": _utterances,
    "lineage": _lineage,
    "discrepancies": _discrepancies,
    "silences": _silences,
    "matrix": _matrix,
    "shifts": _shifts,
    "agreement": _agreement,
    "issues": _issues,
    "news": _news,
}
