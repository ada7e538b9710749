"""One JSON object for the whole case, as the scorer and other programs read it, written report by report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

from depesche.export.as_json import KINDS, as_json, dumps, report_head
from depesche.export.registry import Written, exporter
from depesche.export.relations import KINDS as KINDS_ACROSS
from depesche.export.relations import discrepancy, lineage, relations, same_utterance
from depesche.records import Report

if TYPE_CHECKING:
    from depesche.store.case import Case


@exporter("json", suffix=".json", about="everything in one object, with a JSON Schema, for programs")
def write_json(case: Case, out: IO[str]) -> Written:
    """Write the case as one object; return how many reports that made."""
    return Written(write_all(case.reports(), _lists(case), out))


def write_all(reports: Iterable[Report], lists: Mapping[str, Iterable[Any]], out: IO[str]) -> int:
    """Write reports and what reaches over them as one object with a record on each line; only one report is held at a time."""
    number = 0
    out.write('{"reports": [')
    for number, report in enumerate(reports, start=1):
        out.write(f"{',' if number > 1 else ''}\n{_lines(report)}")
    out.write("\n]")
    for key, values in lists.items():
        out.write(f',\n"{key}": [')
        for place, value in enumerate(values):
            out.write(f"{',' if place else ''}\n {dumps(value)}")
        out.write("]")
    out.write("}\n")
    return number


def _lists(case: Case) -> dict[str, Iterable[Any]]:
    """What reaches over reports, by the key under which it stands."""
    lists: dict[str, Iterable[Any]] = {
        "same_utterance": same_utterance(case),
        "discrepancy": map(discrepancy, case.discrepancies()),
        "lineage": map(lineage, case.lineage()),
    }
    return lists | {key: relations(case, key) for key in KINDS_ACROSS if key not in {"discrepancies", "lineage"}}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `write_json` writes.

    >>> schema()["required"][:4]
    ['reports', 'same_utterance', 'discrepancy', 'lineage']
    """
    found: dict[str, Any] = json.loads(files("depesche.export").joinpath("schema.json").read_text(encoding="utf-8"))
    return found


def _lines(report: Report) -> str:
    parts = [dumps(report_head(report))[:-1]]
    for key in KINDS:
        records = ",\n   ".join(dumps(as_json(one)) for one in getattr(report, key))
        parts.append(f'"{key}": [{records and f"{chr(10)}   {records}"}]')
    return ",\n ".join(parts) + "}"
