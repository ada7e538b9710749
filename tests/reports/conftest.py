"""The records of a report in a plain form that a person can read beside its text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.conftest import a_report

from depesche.packs import load
from depesche.records import Report, Span, Statement
from depesche.run.plan import stages

HERE = Path(__file__).parent
ROLES = ("source", "addressee", "occasion", "via")


def read(path: Path) -> Report:
    """Everything read out of a report of this folder."""
    report = replace(a_report(path.read_text(encoding="utf-8"), path.name), language="de")
    for stage in stages():
        report = stage(report, load("de"))
    return report


def records(report: Report) -> str:
    """The records as JSON: what was read, without the ids and confidences that say nothing to a reader."""
    header = report.header
    found = {
        "header": {
            "agencies": header.agencies,
            "dateline": header.dateline,
            "clutter": [c.text for c in header.clutter],
        },
        "statements": [_statement(s) for s in report.statements],
        "actors": [{"name": a.name, "kind": a.kind, "names": a.names, "for": a.acts_for} for a in report.actors],
        "times": [f"{t.span.start} {t.span.text}: {t.type} {t.value}" for t in report.times],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _statement(statement: Statement) -> dict[str, Any]:
    plain: dict[str, Any] = {"actor": statement.actor, "mode": statement.mode, "act": statement.act}
    plain["cue"] = [_put(span) for span in statement.cue]
    plain["content"] = [_put(span) for span in statement.content]
    return plain | {role: _put(span) for role in ROLES if (span := getattr(statement, role)) is not None}


def _put(span: Span) -> str:
    return f"{span.start} {span.text}"
