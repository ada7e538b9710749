"""What the case tells about reports, without the weight of their texts and records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from depesche.records import Fact

Outcome = Literal["new", "changed", "again", "same"]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in one line: its current version, with what a person stated laid over.

    id: the stable name of the version. number: which version it is, from 1. published: ISO date or None.
    double_of: the name of the report that has exactly the same text and comes first by name, or None.
    counts: how many `statements`, `times`, `actors`, `talks`, `positions` and `figures` were read.
    """

    name: str
    id: str
    number: int
    language: str | None
    published: str | None
    outlet: str | None
    title: str | None
    unread: str | None
    double_of: str | None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the case knows of a source, so that a build can tell whether anything about it is new.

    stamp: whatever the last build wanted to find again. basis: digest of what the readers were given.
    reader: versions of the readers and of the pack. facts: what a side table stated when the report was read.
    """

    name: str
    stamp: str
    basis: str
    reader: str
    language: str | None
    unread: str | None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report: number 1 is the oldest; read_at is ISO time in UTC."""

    name: str
    id: str
    number: int
    current: bool
    digest: str
    bytes_digest: str
    extractor: str
    reader: str
    read_at: str
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read: what is wrong, where, what to do. kind: the name of the error."""

    name: str
    origin: str
    kind: str
    what: str
    where: str | None = None
    hint: str | None = None
    bytes_digest: str | None = None
