"""One record per line, for pipes, jq and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from depesche.export.as_json import KINDS, as_json, dumps, report_head
from depesche.export.registry import Written, exporter
from depesche.export.relations import KINDS as KINDS_ACROSS
from depesche.export.relations import relations
from depesche.records import Report

if TYPE_CHECKING:
    from depesche.store.case import Case


@exporter("jsonl", suffix=".jsonl", about="one record per line with its kind and report, for pipes and data frames")
def write_jsonl(case: Case, out: IO[str]) -> Written:
    """Write every report, every record and every relation as a line; return how many lines that made."""
    lines = (line for report in case.reports() for line in lines_of(report))
    return Written(write_lines(chain(lines, relation_lines(case)), out))


def write_lines(lines: Iterable[dict[str, Any]], out: IO[str]) -> int:
    """Write objects as lines; return how many."""
    number = 0
    for line in lines:
        out.write(dumps(line) + "\n")
        number += 1
    return number


def relation_lines(case: Case) -> Iterator[dict[str, Any]]:
    """What reaches over reports, each relation with its kind."""
    for key, kind in KINDS_ACROSS.items():
        for fields in relations(case, key):
            own = {f"{kind.replace(' ', '_')}_kind": fields.pop("kind")} if "kind" in fields else {}
            yield {"kind": kind, **own, **fields}


def lines_of(report: Report) -> Iterator[dict[str, Any]]:
    """The report itself, then its records; each says its kind and which report it stands in."""
    yield {"kind": "report", **report_head(report)}
    for key, kind in KINDS.items():
        for record in getattr(report, key):
            fields = as_json(record)
            # An actor has a kind of its own (person, state ...); beside the kind of record it goes by another name.
            own = {"actor_kind": fields.pop("kind")} if "kind" in fields else {}
            yield {"kind": kind, "report": report.name, **own, **fields}
