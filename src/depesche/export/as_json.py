"""Records as JSON objects, with the names of the guidelines. `schema.json` describes what this makes."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from depesche.export.plain import escaped_lone
from depesche.records import Actor, Position, Report

# The kinds of record a report holds, in the order in which they are written.
KINDS = {
    "actors": "actor",
    "statements": "statement",
    "times": "time",
    "talks": "talk",
    "positions": "position",
    "figures": "figure",
}
# Where the guidelines call a field by another name than Python can or the record does.
_RENAMED: dict[type, dict[str, str]] = {
    Actor: {"id": "record", "name": "id", "acts_for": "for"},
    Position: {"acts_for": "for"},
}


def as_json(value: Any) -> Any:
    """Turn a record, or anything that records hold, into what JSON knows.

    >>> as_json(("2022-01-10", ("a", None)))
    ['2022-01-10', ['a', None]]
    """
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((key, getattr(value, name)) for name, key in _keys(type(value)))
        return {key: as_json(part) for key, part in parts if key != "verdict" or part}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value


def report_head(report: Report) -> dict[str, Any]:
    """What is said of a report as a whole. digest: sha256 of the text that all offsets count in."""
    return {
        "id": report.id,
        "report": report.name,
        "digest": report.digest,
        "language": report.language,
        "unread": report.unread,
        "header": as_json(report.header),
    }


def report_object(report: Report) -> dict[str, Any]:
    """A report with all its records, each list in the order in which the reader gave it."""
    return report_head(report) | {key: as_json(getattr(report, key)) for key in KINDS}


def dumps(value: Any) -> str:
    """Write a JSON value in one line that UTF-8 can carry, letters as they are."""
    return escaped_lone(json.dumps(value, ensure_ascii=False, allow_nan=False))


@lru_cache(maxsize=64)
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    renamed = _RENAMED.get(kind, {})
    return tuple((one.name, renamed.get(one.name, one.name)) for one in fields(kind))
