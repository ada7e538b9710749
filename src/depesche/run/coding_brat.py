"""Coding that was done in brat: `.ann` beside `.txt`, in a folder or an archive.

Our own export comes back as it went out; a coder's own events and marks need no more than the kinds of record as their types
(`Statement`), roles as arguments (`Cue`), attributes for fields with few values (`Act`), and notes such as `actor=Ada Brenn` for others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from depesche.errors import UsageError
from depesche.records import Span, digest
from depesche.run.coding_files import Member, members
from depesche.store.coded import CLOSED, ROLES, Coded, kind_of

_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_ARGUMENT = re.compile(r"([A-Za-z_]+)\d*:(\S+)")


@dataclass(slots=True)
class _Annotations:
    """The lines of a file by what they are."""

    marks: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    events: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def read_brat(path: Path) -> Iterator[Coded]:
    """Read what was coded.

    Raises:
        UsageError: if a file is no standoff of brat's, or has no text beside it.

    """
    found = members(path, (".ann", ".txt"))
    for name, member in found.items():
        if name.lower().endswith(".ann"):
            text = found.get(f"{name[:-4]}.txt")
            if text is None:
                raise UsageError("There is no .txt beside it.", where=member.where)
            yield from coded_in(name[:-4].rpartition("/")[2], text.text(), member)


def coded_in(name: str, text: str, member: Member) -> Iterator[Coded]:
    """The records of one file."""
    own = digest(text)
    yield Coded(name, own)
    found = _parsed(text, member)
    used = {mark for parts in found.events.values() for _, mark in parts}
    alone = {mark: [(kind, mark)] for mark, (kind, _) in found.marks.items() if mark not in used and kind_of(kind)}
    for event, parts in {**found.events, **alone}.items():
        kind = kind_of(parts[0][0])
        if not kind:
            continue
        about = {event, parts[0][1]}
        fields = _fields(kind, found, about, member)
        record, first = str(fields.pop("record", "")), str(fields.pop("at", ROLES[kind][0]))
        spans = _spans(kind, first, parts, found)
        yield Coded(name, own, kind, record, spans, fields)


def _parsed(text: str, member: Member) -> _Annotations:
    found = _Annotations()
    for number, line in enumerate(member.text().split("\n"), start=1):
        try:
            _line(line.rstrip("\r"), text, found)
        except (ValueError, IndexError) as error:
            raise UsageError(f"Line {number} is no annotation of brat's.", where=member.where) from error
    return found


def _line(line: str, text: str, found: _Annotations) -> None:
    parts = line.split("\t")
    sort = parts[0][:1]
    if sort == "T":
        kind, _, ends = parts[1].partition(" ")
        found.marks[parts[0]] = kind, tuple(_joined(ends, text))
    elif sort == "E":
        found.events[parts[0]] = [(role, mark) for role, mark in _ARGUMENT.findall(parts[1])]
        if not found.events[parts[0]]:
            raise ValueError(line)
    elif sort in {"A", "M"}:
        name, about, *value = parts[1].split(" ")
        found.attributes.setdefault(about, {})[name.casefold()] = value[0] if value else ""
    elif sort == "#" and parts[1].startswith("AnnotatorNotes "):
        about = parts[1].split(" ")[1]
        found.notes[about] = " ".join(filter(None, [found.notes.get(about, ""), "\t".join(parts[2:])]))


def _joined(ends: str, text: str) -> Iterator[Span]:
    """The pieces of a mark; those with nothing but line ends between them are one, which brat could not hold."""
    pieces = [tuple(map(int, one.split())) for one in ends.split(";")]
    made: list[list[int]] = []
    for start, end in pieces:
        if not 0 <= start < end <= len(text):
            raise ValueError(ends)
        gap = text[made[-1][1] : start] if made and made[-1][1] < start else ""
        if gap and _BREAKS.issuperset(gap):
            made[-1][1] = end
        else:
            made.append([start, end])
    for start, end in made:
        yield Span.of(text, start, end)


def _spans(kind: str, first: str, parts: list[tuple[str, str]], found: _Annotations) -> Mapping[str, tuple[Span, ...]]:
    made: dict[str, tuple[Span, ...]] = {}
    for place, (named, mark) in enumerate(parts):
        role = named.casefold() if place else first
        if role in ROLES[kind] and mark in found.marks:
            made[role] = (*made.get(role, ()), *found.marks[mark][1])
    return made


def _fields(kind: str, found: _Annotations, about: set[str], member: Member) -> dict[str, Any]:
    """What notes and attributes say; an attribute, which is changed with a click, wins over a note."""
    made: dict[str, Any] = {}
    for one in sorted(about):
        made |= _noted(found.notes.get(one, ""), member)
    known = {name.casefold(): (name, values) for name, values in CLOSED[kind].items()}
    for one in sorted(about):
        for given, value in found.attributes.get(one, {}).items():
            name, values = known.get(given, (given, ()))
            made[name] = next((each for each in values if each.replace(" ", "_") == value), value)
    return made


def _noted(note: str, member: Member) -> dict[str, Any]:
    """A note as fields: JSON, or `actor=Ada Brenn; issue=toll`; other words are a remark."""
    if note.startswith("{"):
        try:
            values, rest = json.JSONDecoder().raw_decode(note)
        except (ValueError, RecursionError) as error:
            raise UsageError("A note that begins as JSON is none.", where=member.where, hint=note[:60]) from error
        return {**values, **_noted(note[rest:].strip(), member)}
    pairs = [one.partition("=") for one in note.split(";")]
    if note and all(sign and name.strip().isidentifier() for name, sign, _ in pairs):
        return {name.strip(): value.strip() for name, _, value in pairs}
    return {"remark": note} if note else {}
