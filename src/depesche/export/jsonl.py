"""One record per line, for pipes, jq and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from depesche.export.as_json import KINDS, as_json, dumps, report_head
from depesche.export.registry import Written, exporter
from depesche.records import Report

if TYPE_CHECKING:
    from depesche.store.case import Case


@exporter("jsonl", suffix=".jsonl", about="one record per line with its kind and report, for pipes and data frames")
def write_jsonl(case: Case, out: IO[str]) -> Written:
    """Write every report and every record as a line; return how many lines that made."""
    return Written(write_lines(case.reports(), out))


def write_lines(reports: Iterable[Report], out: IO[str]) -> int:
    """Write reports and their records as lines."""
    number = 0
    for report in reports:
        for line in lines_of(report):
            out.write(dumps(line) + "\n")
            number += 1
    return number


def lines_of(report: Report) -> Iterator[dict[str, Any]]:
    """The report itself, then its records; each says its kind and which report it stands in."""
    yield {"kind": "report", **report_head(report)}
    for key, kind in KINDS.items():
        for record in getattr(report, key):
            fields = as_json(record)
            # An actor has a kind of its own (person, state ...); beside the kind of record it goes by another name.
            own = {"actor_kind": fields.pop("kind")} if "kind" in fields else {}
            yield {"kind": kind, "report": report.name, **own, **fields}
