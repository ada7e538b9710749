"""The path from sentence to record as a JSON object."""

from __future__ import annotations

from typing import Any

from depesche.export.as_json import as_json


def as_object(told: Any) -> dict[str, Any]:
    """An explanation, as `run.explained` gives it, for programs."""
    return {
        "kind": told.kind,
        "id": told.record.id,
        "report": told.row.name,
        "published": told.row.published,
        "paragraph": told.paragraph,
        **({"page": told.page} if told.page else {}),
        "sentence": as_json(told.sentence),
        "fields": [
            {"name": one.name, "value": one.value, "spans": as_json(one.spans), "because": one.because}
            for one in told.fields
        ],
        "rule": {"name": told.rule, "why": told.record.why, "words": told.words},
        "rows": [{"table": table, **row} for table, row in told.rows],
        "confidence": told.record.confidence,
        "confidence_from": [{"words": words, "value": value} for words, value in told.confidence],
        "actor": as_json(told.actor),
    }
