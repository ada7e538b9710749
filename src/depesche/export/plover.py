"""Event records after PLOVER, one per line: positions whose act has a class there, and talks as CONSULT.

`plover.schema.json` describes what this makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

import depesche
from depesche.export.as_json import as_json
from depesche.export.jsonl import write_lines
from depesche.export.registry import Written, exporter
from depesche.records import Position, Report, Span, Talk
from depesche.relations import CaseActor
from depesche.store.columns import day_of

if TYPE_CHECKING:
    from depesche.store.case import Case

Json = dict[str, Any]
_CONTEXTS = {"planned": "future", "proposed": "hypothetical", "cancelled": "negation"}
_MODES = {"telephone": "phone", "bilateral": None, "summons": None}
_NOBODY = "unspecified"


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
    for report in case.reports(doubles=False):
        cast = _Cast(case, report)
        for position in report.positions:
            if position.plover:
                yield _taken(report, position, cast)
        for talk in report.talks:
            yield _met(report, talk, cast) | {"meeting": meetings.get((report.name, talk.id))}


class _Cast:
    """Who the actors of a report are over the case."""

    def __init__(self, case: Case, report: Report) -> None:
        self._called = case.called([report.id]).get(report.id, {})
        self._kinds = {one.name: (one.kind, one.acts_for) for one in report.actors}
        wanted = {self._called.get(name, name) for name in _actors(report)}
        self._known: dict[str, CaseActor] = {one.name: one for one in case.cast_called(sorted(wanted))}

    def told(self, name: str | None, acts_for: str | None = None) -> list[Json]:
        """An actor as a list of one, or of none where nobody is named."""
        if not name or name == _NOBODY:
            return []
        called = self._called.get(name, name)
        known = self._known.get(called)
        kind, side = self._kinds.get(name, (None, None))
        side = acts_for or side
        return [
            {
                "name": called,
                "id": known.id if known else None,
                "text": name,
                "kind": kind or (known.kind if known else None),
                "acts_for": self._called.get(side, side) if side else None,
            }
        ]


def _actors(report: Report) -> Iterable[str]:
    yield from (one.name for one in report.actors)
    for position in report.positions:
        yield from filter(None, (position.actor, position.addressee))
    for talk in report.talks:
        yield from talk.participants


def _taken(report: Report, one: Position, cast: _Cast) -> Json:
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


def _met(report: Report, one: Talk, cast: _Cast) -> Json:
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
