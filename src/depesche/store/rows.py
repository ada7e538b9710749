"""What the case tells about reports, without the weight of their texts and records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from depesche.records import Fact, Published, Report

Outcome = Literal["new", "changed", "again", "same", "older"]


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


@dataclass(frozen=True, slots=True)
class SketchRow:
    """What comparing must know of a version of a report before it is opened: arrays of numbers as bytes (relate.stories.Outline).

    actors: its actor records in the small form in which they are compared.
    """

    report_id: str
    version: str
    keys: bytes
    weights: bytes
    bands: bytes
    passages: bytes
    signature: bytes
    actors: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A current report that was sketched. day: ISO day that it states or a person stated, else None; what the case tells is none.

    state: a digest of everything that comparing takes from it but for the names of its actors. dated: whether the case told its
    day when it was compared last.
    """

    name: str
    report_id: str
    digest: str
    day: str | None
    state: str
    dated: bool
    sketch: SketchRow


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A record in the small form in which it is compared, and the blocks in which it meets others."""

    report_id: str
    place: int
    data: Any
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a unit found in the form of the tables, so that whoever writes has nothing else to do; strings are escaped, values JSON.

    relations: kind, id, actor, day, status, confidence and data of each. reports: into which each points. entries: space, block,
    report id, place and data of each. placed: the spaces and reports whose entries these replace. cast: report id, name, called.
    """

    relations: Sequence[tuple[Any, ...]] = ()
    reports: Sequence[Sequence[str]] = ()
    entries: Sequence[tuple[Any, ...]] = ()
    placed: Sequence[tuple[str, str]] = ()
    cast: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What a unit gave: everything of it is kept, or nothing.

    id: a digest of what went in. kind: `names`, `actor`, `story`, `meeting`, `codebook`, `stand`, `side`. found: relations by kind.
    called: under which name the case knows an actor, by report id and the report's name for it. dated: report id, the day that
    the case tells or None, and the report as that day makes it or None if nothing changes. entries: by space and report id, what
    takes the place of the entries of that report. of: ids of the reports of which it alone of its kind has a say.
    written: what `store.compare.ready` made of found, called and entries, which are then empty.
    """

    id: str
    kind: str
    found: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    called: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dated: Sequence[tuple[str, Published | None, Report | None]] = ()
    entries: Mapping[tuple[str, str], Sequence[EntryRow]] = field(default_factory=dict)
    of: Sequence[str] = ()
    written: Written | None = None
