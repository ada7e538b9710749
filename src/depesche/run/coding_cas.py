"""Coding that was done on CAS files: XMI with the types of our export, alone, in a folder or in an archive."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from depesche.errors import UsageError
from depesche.extras import extra
from depesche.records import Span, digest
from depesche.run.coding_files import Member, members
from depesche.store.coded import ROLES, Coded, name_of

_OURS = {"typeOf": "type"}
_PLAIN = frozenset({"more", "spans", "confidence", "begin", "end", "sofa", "xmiID", "type"})


def read_cas(path: Path) -> Iterator[Coded]:
    """Read what was coded.

    Raises:
        UsageError: if a file is no CAS, or has no type system beside it.
        SetupError: if dkpro-cassis is not installed.

    """
    found = members(path, (".xmi", ".xml"))
    cassis = extra("cassis", "uima", "CAS files")
    kinds = {name: one for name, one in found.items() if name.lower().endswith(".xml")}
    if not kinds:
        raise UsageError("There is no type system beside it.", where=str(path), hint="Put its TypeSystem.xml there.")
    types: dict[str, Any] = {}
    for name, member in found.items():
        if name.lower().endswith(".xmi"):
            beside = _nearest(name, kinds)
            if beside not in types:
                types[beside] = _loaded(cassis.load_typesystem, kinds[beside])
            cas = _loaded(lambda data, of=types[beside]: cassis.load_cas_from_xmi(data, typesystem=of), member)
            yield from _sound(cas, name.rpartition("/")[2].removesuffix(".xmi"), member)


def _nearest(name: str, kinds: Mapping[str, Member]) -> str:
    """The type system that stands in the folder of a file, else any."""
    folder = name.rpartition("/")[0]
    return min(kinds, key=lambda one: (one.rpartition("/")[0] != folder, one))


def _loaded(load: Any, member: Member) -> Any:
    data = member.read()
    if b"<!DOCTYPE" in data[:100_000] or b"<!ENTITY" in data:
        raise UsageError("Files with a document type are not read.", where=member.where)
    try:
        return load(BytesIO(data))
    except Exception as error:  # what the package raises is of any kind
        raise UsageError(f"This is no CAS that can be read: {error}", where=member.where) from error


def _sound(cas: Any, name: str, member: Member) -> list[Coded]:
    """What is coded in a CAS, whose types may be called like ours and be others."""
    try:
        return list(_coded(cas, name, member))
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(f"Its types are not those of our export: {error}", where=member.where) from error


def _coded(cas: Any, name: str, member: Member) -> Iterator[Coded]:
    text = cas.sofa_string or ""
    known = {one.name for one in cas.typesystem.get_types()}
    about = list(cas.select("depesche.Report")) if "depesche.Report" in known else []
    report = str((about[0].report if about else "") or name)
    yield Coded(report, digest(text))
    for kind, roles in ROLES.items():
        called = f"depesche.{name_of(kind)}"
        for one in cas.select(called) if called in known else ():
            spans = dict(_spans(one, roles, text, member))
            fields = _fields(one, member)
            yield Coded(report, digest(text), kind, str(fields.pop("record", "")), spans, fields)


def _spans(one: Any, roles: tuple[str, ...], text: str, member: Member) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The stretches of a record by role; one without any is all that it covers."""
    array = one.get("spans")
    parts = [(part.role, part.begin, part.end) for part in (array.elements if array is not None else [])]
    if not parts and one.begin < one.end:
        parts = [(roles[0], one.begin, one.end)]
    if not all(0 <= begin <= end <= len(text) for _, begin, end in parts):
        raise UsageError("A stretch lies outside its text.", where=member.where)
    for role in roles:
        if several := tuple(Span.of(text, begin, end) for of, begin, end in parts if of == role):
            yield role, several


def _fields(one: Any, member: Member) -> dict[str, Any]:
    try:
        made = dict(json.loads(one.get("more") or "{}"))
    except (ValueError, TypeError, RecursionError) as error:
        raise UsageError("The feature more of a record is no object of JSON.", where=member.where) from error
    for feature in one.type.all_features:
        value = one.get(feature.name)
        if isinstance(value, str) and feature.name not in _PLAIN:
            made[_OURS.get(feature.name, feature.name)] = value
    if isinstance(one.get("confidence"), float):
        made["confidence"] = one.confidence
    return made
