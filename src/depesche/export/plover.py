"""Event records after PLOVER, one per line: positions whose act has a class there, and talks as CONSULT.

`plover.schema.json` describes what this makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

import depesche
from depesche.export.as_json import as_json
from depesche.export.casting import Cast, Casts
from depesche.export.jsonl import write_lines
from depesche.export.registry import Written, exporter
from depesche.records import Position, Report, Span, Talk
from depesche.store.columns import day_of

if TYPE_CHECKING:
    from depesche.store.case import Case

Json = dict[str, Any]
_CONTEXTS = {"planned": "future", "proposed": "hypothetical", "cancelled": "negation"}
_MODES = {"telephone": "phone", "bilateral": None, "summons": None}


@exporter("plover", suffix=".plover.jsonl", about="event records after PLOVER, one per line, for event data")
def write_plover(case: Case, out: IO[str]) -> Written:
    """Write events; return how many. Reports with the same text tell an event once."""
    meetings = {(m.report, m.record): one.id for one in case.meetings() for m in one.members}
    return Written(write_lines(_events(case, meetings), out))


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of a line.

    >>> schema()["properties"]["event_type"]["enum"][:2]
    ['AGREE', 'CONSULT']
    """
    found: Json = json.loads(files("depesche.export").joinpath("plover.schema.json").read_text(encoding="utf-8"))
    return found


def _events(case: Case, meetings: Mapping[tuple[str, str], str]) -> Iterator[Json]:
    casts = Casts(case)
    for report in case.reports(doubles=False):
        cast = casts.of(report)
        for position in report.positions:
            if position.plover:
                yield _taken(report, position, cast)
        for talk in report.talks:
            yield _met(report, talk, cast) | {"meeting": meetings.get((report.name, talk.id))}


def _taken(report: Report, one: Position, cast: Cast) -> Json:
    conditional = ["hypothetical"] if one.condition else []
    return {
        "id": f"{report.id}-{one.id}",
        "event_type": one.plover,
        "mode": None,
        "context": conditional,
        "actor": cast.told(one.actor, one.acts_for),
        "recipient": cast.told(one.addressee),
        "date": report.header.published.value,
        "date_of": "report",
        "place": None,
        "act": one.act,
        "issue": one.issue,
        "stance": one.stance,
        "comment": f"on condition: {_line(one.condition.text)}" if one.condition else "",
        **_source(report, one.evidence),
        "confidence": one.confidence,
        "meeting": None,
    }


def _met(report: Report, one: Talk, cast: Cast) -> Json:
    context = _CONTEXTS.get(one.status)
    day = one.date if day_of(one.date) else None
    return {
        "id": f"{report.id}-{one.id}",
        "event_type": "CONSULT",
        "mode": _MODES.get(one.forum, "multilateral") if one.forum else None,
        "context": [context] if context else [],
        "actor": [told for name in one.participants for told in cast.told(name)],
        "recipient": [],
        "date": day or report.header.published.value,
        "date_of": "event" if day else "report",
        "place": one.place,
        "act": None,
        "issue": None,
        "stance": None,
        "comment": "; ".join(filter(None, [one.status, _line(one.outcome.text) if one.outcome else ""])),
        **_source(report, one.evidence),
        "confidence": one.confidence,
    }


def _source(report: Report, evidence: tuple[Span, ...]) -> Json:
    """Where it stands: the report and its words, with offsets in code points of the report's text."""
    return {
        "text": " … ".join(_line(span.text) for span in evidence),
        "spans": as_json(evidence),
        "report": report.name,
        "report_id": report.id,
        "published": report.header.published.value,
        "publication": report.header.outlet,
        "language": report.language,
        "coder": f"Depesche {depesche.__version__}",
    }


def _line(words: str) -> str:
    return " ".join(words.split())
