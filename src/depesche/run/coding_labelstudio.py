"""Coding that was done in Label Studio: its export in JSON. Predictions are nobody's coding and are passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from depesche.errors import UsageError
from depesche.records import Span, digest
from depesche.run.coding_files import Member, members
from depesche.store.coded import ROLES, Coded, kind_of

_MOST = 100_000  # results of one annotation


def read_labelstudio(path: Path) -> Iterator[Coded]:
    """Read what was coded. Offsets count code points, as Label Studio has exported them since 2021.

    Raises:
        UsageError: if a file is no export of Label Studio's.

    """
    for member in members(path, (".json",)).values():
        try:
            tasks = json.loads(member.text())
            for task in tasks if isinstance(tasks, list) else [tasks]:
                yield from _task(task, member)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError) as error:
            hint = "Export the project as JSON, not as JSON-MIN."
            raise UsageError("This is no JSON export of Label Studio.", where=member.where, hint=hint) from error


def _task(task: Mapping[str, Any], member: Member) -> Iterator[Coded]:
    data = task["data"]
    text, name = str(data["text"]), str(data.get("report_id") or data.get("report") or "")
    done = {_who(one): one for one in task.get("annotations", []) if not one.get("was_cancelled")}
    for who, annotation in done.items():  # of each person the last
        yield Coded(name, digest(text), who=who)
        yield from _annotation(annotation["result"][:_MOST], text, Coded(name, digest(text), who=who), member)


def _who(annotation: Mapping[str, Any]) -> str:
    by = annotation.get("completed_by")
    return str((by.get("email") or by.get("id") if isinstance(by, dict) else by) or "")


def _annotation(results: list[dict[str, Any]], text: str, about: Coded, member: Member) -> Iterator[Coded]:
    """The records of an annotation, each at the region that it begins with.

    That is one with the label of a kind's first role, one from which relations lead, or one whose note tells what record it was
    made of, as in the case of a record that has a single stretch, and that in another role.
    """
    regions = {one["id"]: one for one in results if one["type"] == "labels"}
    leads: dict[str, list[str]] = {}
    for one in results:
        if one["type"] == "relation" and {one["from_id"], one["to_id"]} <= regions.keys():
            leads.setdefault(one["from_id"], []).append(one["to_id"])
    led = {other for others in leads.values() for other in others}
    for name, region in regions.items():
        kind, role = _label(region)
        if not kind or name in led:
            continue
        fields = _fields(region, [one for one in results if one.get("id") == name and one["type"] == "choices"], member)
        if role != ROLES[kind][0] and name not in leads and "record" not in fields:
            continue
        record = str(fields.pop("record", ""))
        spans: dict[str, tuple[Span, ...]] = {}
        for one in (name, *leads.get(name, ())):
            of, to = _label(regions[one])
            if of == kind:
                spans[to] = (*spans.get(to, ()), _span(regions[one]["value"], text, member))
        yield Coded(about.report, about.digest, kind, record, spans, fields, about.who)


def _label(region: Mapping[str, Any]) -> tuple[str, str]:
    """The kind and role of a region's label; empty where it is none of ours."""
    name, _, role = str((region["value"].get("labels") or [""])[0]).partition(" ")
    kind = kind_of(name)
    return (kind, role or ROLES[kind][0]) if kind and (not role or role in ROLES[kind]) else ("", "")


def _span(value: Mapping[str, Any], text: str, member: Member) -> Span:
    start, end = int(value["start"]), int(value["end"])
    if not 0 <= start < end <= len(text):
        raise UsageError(f"A region lies outside its text: {start} to {end}.", where=member.where)
    return Span.of(text, start, end)


def _fields(region: Mapping[str, Any], choices: list[dict[str, Any]], member: Member) -> dict[str, Any]:
    """The fields that stand at a region: in its note, as JSON, and as choices, which win."""
    made: dict[str, Any] = {}
    noted = (region.get("meta") or {}).get("text") or []
    for note in [noted] if isinstance(noted, str) else noted:
        if note.startswith("{"):
            made |= json.loads(note)
        elif note.strip():
            made["remark"] = " ".join(filter(None, [made.get("remark"), note]))
    for choice in choices:
        made[choice["from_name"].rpartition(".")[2]] = choice["value"]["choices"][0]
    if not all(isinstance(name, str) for name in made):
        raise UsageError("The note of a region is no object of fields.", where=member.where)
    return made
