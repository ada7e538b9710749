"""The record as JSON lines: the objects of the JSONL export, with the paragraph that each stands in."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from depesche.cli import query as ask
from depesche.cli.query import Placed, Query
from depesche.cli.terminal import is_terminal
from depesche.export.as_json import as_json, dumps
from depesche.export.cites import reason_words

if TYPE_CHECKING:
    from depesche.store.case import Case

Line = dict[str, Any]


def dumped(line: Line) -> str:
    """One line; for a terminal in plain ASCII, so that nothing a report says can act there."""
    return json.dumps(line) if is_terminal(sys.stdout) else dumps(line)


def _reports(case: Case, query: Query) -> Iterator[Line]:
    for row in ask.rows(case, query):
        fields = {"published": row.published, "outlet": row.outlet, "title": row.title, "language": row.language}
        reading = {"unread": row.unread, "double_of": row.double_of, "counts": dict(row.counts)}
        yield {"kind": "report", "id": row.id, "report": row.name, **fields, **reading}


def _statements(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("statement", one) for one in ask.statements(case, query))


def _times(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("time", one) for one in ask.times(case, query))


def _actors(case: Case, query: Query) -> Iterator[Line]:
    for row, actor in ask.actors(case, query):
        fields = as_json(actor)
        yield {"kind": "actor", "report": row.name, "actor_kind": fields.pop("kind"), **fields}


def _positions(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("position", one) for one in ask.positions(case, query))


def _talks(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("talk", one) for one in ask.talks(case, query))


def _figures(case: Case, query: Query) -> Iterator[Line]:
    return (_placed("figure", one) for one in ask.figures(case, query))


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
            yield {"kind": kind, "report": one.told_in, "part": part, **_as_line(one)}
    yield from ({"kind": "not read", **_renamed(asdict(one))} for one in told.unread)


def _as_line(one: Any) -> Line:
    """The fields; a kind of its own is called `what`, and reasons are said in English."""
    fields: Line = asdict(one)
    fields.pop("report", None)
    if "kind" in fields:
        fields["what"] = fields.pop("kind")
    for reason, words in zip(fields.get("reasons", ()), getattr(one, "reasons", ()), strict=True):
        reason["text"] = reason_words(words)
    return fields


def _renamed(fields: Line) -> Line:
    """A report is called `report` in every line, whatever it is called inside."""
    return {"report": fields.pop("name"), **fields}


def _placed(kind: str, one: Placed) -> Line:
    where = {"report": one.row.name, "paragraph": one.paragraph, "published": one.row.published}
    return {"kind": kind, **where, **as_json(one.record)}


LINES: dict[str, Callable[[Case, Query], Iterator[Line]]] = {
    "briefing": _briefing,
    "reports": _reports,
    "statements": _statements,
    "times": _times,
    "actors": _actors,
    "positions": _positions,
    "talks": _talks,
    "figures": _figures,
}
