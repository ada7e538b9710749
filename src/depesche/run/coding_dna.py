"""Coding that was done in the Discourse Network Analyzer: statements of its own type are positions, those of ours come back as they are.

What went out is known again by the variable `depesche`; where the other variables say something else now, they are what holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from depesche.errors import UsageError
from depesche.records import Span, digest
from depesche.store.coded import ROLES, SEVERAL, Coded
from depesche.store.dna import KIND_OF, Units, shown
from depesche.store.foreign import Foreign, opened

_NEEDED = {
    "DOCUMENTS": ("ID", "Title", "Text", "Notes"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "STATEMENTTYPES": ("ID", "Label"),
    "VARIABLES": ("ID", "Variable", "StatementTypeId"),
    "CODERS": ("ID", "Name"),
    "ENTITIES": ("ID", "Value"),
    "DATASHORTTEXT": ("StatementId", "VariableId", "Entity"),
    "DATALONGTEXT": ("StatementId", "VariableId", "Value"),
    "DATABOOLEAN": ("StatementId", "VariableId", "Value"),
}
_OURS = "Depesche"  # how the coder begins under whose name our own records stand
_NEAR = 2_000  # characters around a statement in which words that were typed are looked for


@dataclass(frozen=True, slots=True)
class _Statement:
    """A row of STATEMENTS with the values of its variables. start, end: in UTF-16 units."""

    number: int
    type: str
    start: int
    end: int
    who: str
    values: dict[str, Any] = field(default_factory=dict)


def read_dna(path: Path) -> Iterator[Coded]:
    """Read what was coded.

    Raises:
        UsageError: if it is no file of the program's, version 3, or its statements lie outside their documents.

    """
    with opened(path) as file:
        for table, columns in _NEEDED.items():
            file.require(table, columns)
        statements = _statements(file)
        for number, title, text, notes in file.rows("DOCUMENTS", _NEEDED["DOCUMENTS"]):
            words = str(text or "")
            name, own = _name(notes, title), digest(words)
            yield Coded(name, own)
            units = Units(words)
            for one in statements.get(number, ()):
                yield _coded(one, name, words, units, str(path))


def _statements(file: Foreign) -> dict[Any, list[_Statement]]:
    """The statements of each document that are of a type we know, with their values."""
    types = {number: str(name) for number, name in file.rows("STATEMENTTYPES", _NEEDED["STATEMENTTYPES"])}
    coders = {number: str(name or "") for number, name in file.rows("CODERS", _NEEDED["CODERS"])}
    found: dict[Any, list[_Statement]] = {}
    by_number: dict[Any, _Statement] = {}
    for number, type_, document, start, end, coder in file.rows("STATEMENTS", _NEEDED["STATEMENTS"]):
        if types.get(type_) in KIND_OF and isinstance(start, int) and isinstance(end, int):
            who = coders.get(coder, "")
            made = _Statement(number, types[type_], start, end, "" if who.startswith(_OURS) else who)
            by_number[number] = made
            found.setdefault(document, []).append(made)
    names = {number: str(name) for number, name, _ in file.rows("VARIABLES", _NEEDED["VARIABLES"])}
    entities = dict(file.rows("ENTITIES", _NEEDED["ENTITIES"]))
    for table in ("DATASHORTTEXT", "DATALONGTEXT", "DATABOOLEAN"):
        for statement, variable, value in file.rows(table, _NEEDED[table]):
            if statement in by_number and variable in names:
                told = entities.get(value) if table == "DATASHORTTEXT" else value
                plain = int(bool(told)) if table == "DATABOOLEAN" else "" if told is None else str(told)
                by_number[statement].values[names[variable]] = plain
    return found


def _name(notes: Any, title: Any) -> str:
    """What the report is called: as our notes have it, else the document's title."""
    with suppress(ValueError, RecursionError):
        found = json.loads(str(notes))
        if isinstance(found, dict) and isinstance(found.get("report"), str):
            return str(found["report"])
    return str(title)


def _coded(one: _Statement, name: str, text: str, units: Units, where: str) -> Coded:
    start, end = units.back(one.start), units.back(one.end)
    if not 0 <= start < end <= len(text):
        raise UsageError(f"Statement {one.number} lies outside its document.", where=where)
    kind = KIND_OF[one.type]
    kept = _kept(one.values.get("depesche"), kind, len(text))
    spans = {role: tuple(Span.of(text, *ends) for ends in some) for role, some in kept["spans"].items()}
    changed = _changed(one, kept, spans)
    here = spans.get(ROLES[kind][0], ())
    if (start, end) != (min((s.start for s in here), default=-1), max((s.end for s in here), default=-1)):
        spans[ROLES[kind][0]] = (Span.of(text, start, end),)
    fields = {**kept["fields"], **({} if kept["record"] else _new(one)), **_values(one, changed)}
    fields |= _roles(changed, kind, spans, text, start)
    held = {role: found for role, found in spans.items() if found}
    told = {field: value for field, value in fields.items() if value is not None}
    return Coded(name, digest(text), kind, kept["record"], held, told, one.who)


def _kept(value: Any, kind: str, length: int) -> dict[str, Any]:
    """The record as it went out; nothing where it was not ours, or is not what we write."""
    nothing: dict[str, Any] = {"record": "", "person": False, "fields": {}, "spans": {}}
    try:
        found = json.loads(str(value or "null"))
        if not isinstance(found, dict):
            return nothing
        spans = {role: [(int(a), int(b)) for a, b in some] for role, some in dict(found["spans"]).items()}
        if not all(role in ROLES[kind] and 0 <= a < b <= length for role, some in spans.items() for a, b in some):
            return nothing
        return {
            "record": str(found["record"]),
            "person": bool(found["person"]),
            "fields": dict(found["fields"]),
            "spans": spans,
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return nothing


def _changed(one: _Statement, kept: Mapping[str, Any], spans: Mapping[str, tuple[Span, ...]]) -> dict[str, Any]:
    """The variables that say something else than when the record went out; of a new one all that say something."""
    now = {name: value for name, value in one.values.items() if name != "depesche"}
    if not kept["record"]:
        return {name: value for name, value in now.items() if value != ""}
    words = {role: " … ".join(span.text for span in found) for role, found in spans.items()}
    was = shown(one.type, kept["fields"], words, person=kept["person"])
    was.pop("content", None)  # what is said is where the statement lies
    return {name: now.get(name, "") for name in was if now.get(name, "") != was[name]}


def _new(one: _Statement) -> dict[str, Any]:
    """The fields that a record cannot be without, and that the program's own variables do not tell."""
    if KIND_OF[one.type] == "statements":
        return {"mode": "indirect"}
    return {"actor": "unspecified", "issue": "unspecified", "act": "assess", "stance": "neutral"}


def _values(one: _Statement, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the variables have them now, where they were changed; what a record cannot be without stays if it was emptied."""
    needed = {"mode": changed.get("mode")}
    if KIND_OF[one.type] == "statements":
        free = {name: changed[name] or None for name in ("actor", "act") if name in changed}
        return free | {name: value for name, value in needed.items() if value}
    made: dict[str, Any] = {}
    if {"person", "organization", "acts for"} & set(changed):
        person, organization = one.values.get("person") or "", one.values.get("organization") or ""
        made["actor"] = person or organization or "unspecified"
        made["acts_for"] = (organization if person else one.values.get("acts for")) or None
    if "agreement" in changed:
        made["stance"] = "pro" if changed["agreement"] else "contra"
    needed = {"issue": changed.get("concept"), "act": changed.get("act")}
    free = {"addressee": changed.get("addressee"), "issue text": changed.get("issue text")}
    made |= {name.replace(" ", "_"): value or None for name, value in free.items() if name in changed}
    return made | {name: value for name, value in needed.items() if value}


def _roles(
    changed: Mapping[str, Any], kind: str, spans: dict[str, tuple[Span, ...]], text: str, near: int
) -> dict[str, str]:
    """Words that were typed become the stretch of text nearest by that has them; those that no text has are a remark."""
    told = []
    for role in [one for one in ROLES[kind][1:] if one in changed]:
        found = _find(str(changed[role]), text, near)
        if found or not changed[role]:
            spans[role] = found if role in SEVERAL else found[:1]
        else:
            told.append(f"{role}: {changed[role]}")
    return {"remark": "; ".join(told)} if told else {}


def _find(words: str, text: str, near: int) -> tuple[Span, ...]:
    """The stretches of text that have words, each piece the nearest to a place; none where one is missing."""
    found = []
    for piece in filter(None, words.split(" … ")):
        low = max(0, near - _NEAR)
        places = []
        at = text.find(piece, low, near + _NEAR)
        while at >= 0:
            places.append(at)
            at = text.find(piece, at + 1, near + _NEAR)
        if not places:
            return ()
        best = min(places, key=lambda place: abs(place - near))
        found.append(Span.of(text, best, best + len(piece)))
    return tuple(found)
