"""What workers do with an archive: read a unit of files, gather a day, relate some stories. Plain functions of what can be pickled.

Each writes its result where the others find it and does nothing where that is there already, so that it may be done twice.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from depesche import ingest
from depesche.errors import DepescheError
from depesche.extras import extra
from depesche.ingest.opened import unpacked
from depesche.ingest.sources import Found
from depesche.records import Fact, Report
from depesche.run.archive_rows import (
    RECORDS,
    RELATIONS,
    REPORTS,
    UNDATED,
    Row,
    parquet,
    record_rows,
    report_of,
    report_row,
)
from depesche.run.plan import read_report, version_for
from depesche.run.relating import relating_version
from depesche.run.relating_tasks import sketch_of
from depesche.run.storage import Storage, fetched
from depesche.run.story import Given, all_packs, relate_story
from depesche.settings import Settings
from depesche.store.codec import encode

_SKETCH = ("keys", "weights", "bands", "passages", "signature")
SKETCHED = {**REPORTS, **dict.fromkeys(_SKETCH, ("binary", "what relating must know before it opens the report"))}


@dataclass(frozen=True, slots=True)
class Unit:
    """Some files that are read together, or a slice of a large one.

    id: a digest of the files, their sizes and times, and everything that reads them. files: name and path or address of each.
    of, number: how many slices the file is read in, and which of them this is: every so many-th report of it.
    """

    id: str
    files: tuple[tuple[str, str], ...]
    of: int = 1
    number: int = 0
    facts: tuple[tuple[str, tuple[Fact, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a unit gave: reports by day, and what could not be read: name, what, hint."""

    unit: str
    days: dict[str, int] = field(default_factory=dict)
    failed: tuple[tuple[str, str, str], ...] = ()


def read_unit(task: tuple[str, Unit, Settings]) -> Read:
    """Read the reports of a unit into one file of rows, and note beside it what that gave. task: the archive, the unit, settings."""
    root, unit, settings = task
    store = Storage(root)
    if store.has(f"_units/{unit.id}.json"):
        return noted(store, unit.id)
    rows, failed = list[Row](), list[tuple[str, str, str]]()
    with ExitStack() as files:
        for found in _founds(unit, settings, files):
            try:
                rows += [_row(report) for report in _reports(found, settings, unit)]
            except Exception as error:  # noqa: BLE001 (one bad report must not end the run, whatever is wrong with it)
                failed.append(_failure(found, error))
    rows.sort(key=lambda row: (row["name"], row["id"]))
    days: dict[str, int] = {}
    for row in rows:
        days[day_of(row)] = days.get(day_of(row), 0) + 1
    store.write(f"_units/{unit.id}.parquet", parquet(rows, SKETCHED))
    made = Read(unit.id, dict(sorted(days.items())), tuple(sorted(failed)))
    store.write(f"_units/{unit.id}.json", json.dumps(asdict(made), sort_keys=True).encode())
    return made


def noted(store: Storage, unit: str) -> Read:
    """What was noted when a unit was read."""
    told = json.loads(store.read(f"_units/{unit}.json"))
    return Read(told["unit"], told["days"], tuple(tuple(one) for one in told["failed"]))


def _founds(unit: Unit, settings: Settings, files: ExitStack) -> Iterator[Found]:
    """The reports of a unit, one after the other; of a slice those that are its own."""
    for name, path in unit.files:
        here = files.enter_context(fetched(path))
        for at, found in enumerate(unpacked(Found(name, path, here), settings)):
            if at % unit.of == unit.number or (found.error is not None and unit.number == 0):
                yield found


def _reports(found: Found, settings: Settings, unit: Unit) -> Iterator[Report]:
    stated = dict(unit.facts)
    read = ingest.read_all(found, settings=settings)
    yield read_report(replace(read.report, facts=(*stated.get(found.name, ()), *read.report.facts)))
    for more in read.more:
        yield from _reports(more, settings, unit)


def _failure(found: Found, error: Exception) -> tuple[str, str, str]:
    if isinstance(error, DepescheError):
        return found.name, error.what, error.hint or ""
    return found.name, f"This report could not be read: {type(error).__name__}: {error}", ""


def _row(report: Report) -> Row:
    row = report_row(report, version_for(report.language))
    if report.unread is None and report.language in all_packs():
        sketch = sketch_of(report, relating_version())
        row |= {name: getattr(sketch, name) for name in _SKETCH}
    return row


def day_of(row: Row) -> str:
    """The day whose folder a report lies in."""
    return row["published"].isoformat() if row["published"] else UNDATED


@dataclass(frozen=True, slots=True)
class Day:
    """A part of the reports of a day. units: those that have reports of it. of, number: how many parts there are, and which this is.

    token: a digest of all that goes into it.
    """

    day: str
    units: tuple[str, ...]
    of: int
    number: int
    token: str

    @property
    def place(self) -> str:
        """Where its files lie, below `reports` and `records`."""
        return f"day={self.day}/part-{self.number:05}.parquet"


def gather_day(task: tuple[str, Day]) -> str:
    """Bring the reports of a day together from all units that have some; of equal ones the first stays. Returns the token."""
    root, day = task
    store = Storage(root)
    if store.has(f"_days/{day.token}"):
        return day.token
    rows: dict[str, Row] = {}
    for unit in day.units:
        for row in rows_of(store, f"_units/{unit}.parquet", None, day=day.day):
            if zlib.crc32(row["id"].encode()) % day.of != day.number:
                continue
            held = rows.setdefault(row["id"], row)
            if (row["as_of"] or "", row["origin"]) < (held["as_of"] or "", held["origin"]):
                rows[row["id"]] = row
    kept = sorted(rows.values(), key=lambda row: (row["name"], row["id"]))
    records = [one for row in kept for one in record_rows(report_of(row), row["reader"])]
    store.write(f"reports/{day.place}", parquet(kept, SKETCHED))
    store.write(f"records/{day.place}", parquet(records, RECORDS))
    store.write(f"_days/{day.token}", b"")
    return day.token


def rows_of(store: Storage, name: str, columns: Sequence[str] | None, *, day: str | None = None) -> list[Row]:
    """Rows of a file: all, or those of a day."""
    from datetime import date  # noqa: PLC0415

    arrow, reader = extra("pyarrow", "arrow", "Parquet files"), extra("pyarrow.parquet", "arrow", "Parquet files")
    compute = extra("pyarrow.compute", "arrow", "Parquet files")
    # Without threads of its own: a worker is one of many already.
    whole = io.BytesIO(store.read(name))
    wanted_columns = None if columns is None else list(columns)
    table = reader.read_table(whole, columns=wanted_columns, use_threads=False, pre_buffer=False)
    if day is not None:
        column = table["published"]
        wanted = compute.is_null(column)
        if day != UNDATED:
            wanted = compute.equal(column, arrow.scalar(date.fromisoformat(day), arrow.date32()))
        table = table.filter(wanted)
    rows: list[Row] = table.to_pylist()
    return rows


@dataclass(frozen=True, slots=True)
class Stories:
    """Some stories to be compared. stories: the ids of the reports of each, with its first name. files: which ids lie in which file."""

    token: str
    stories: tuple[tuple[str, tuple[str, ...]], ...]
    files: tuple[tuple[str, tuple[str, ...]], ...]


def relate_some(task: tuple[str, Stories]) -> str:
    """Compare the reports of some stories, and write what they have to do with each other. Returns the token."""
    root, some = task
    store = Storage(root)
    if store.has(f"_relations/{some.token}.parquet"):
        return some.token
    reports: dict[str, Report] = {}
    for name, ids in some.files:
        wanted = set(ids)
        reports |= {row["id"]: report_of(row) for row in rows_of(store, name, None) if row["id"] in wanted}
    rows = [row for label, ids in some.stories for row in _related(label, [reports[one] for one in ids])]
    store.write(f"_relations/{some.token}.parquet", parquet(rows, RELATIONS))
    return some.token


def _related(label: str, reports: Sequence[Report]) -> Iterator[Row]:
    names = sorted(report.name for report in reports)
    yield {"kind": "story", "story": label, "reports": names, "data": "{}"}
    told = relate_story([Given(report.id, report, {}) for report in reports], label)
    for kind, found in told.found.items():
        singular = {"discrepancies": "discrepancy", "lineage": "lineage"}.get(kind, kind[:-1])
        for one in found:
            data = encode(one)
            yield {"kind": singular, "story": label, "reports": _reports_in(data, set(names)), "data": _json(data)}


def _reports_in(data: Any, names: set[str]) -> list[str]:
    """The reports that a relation speaks of."""
    if isinstance(data, str):
        return [data] if data in names else []
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return sorted({name for part in parts for name in _reports_in(part, names)})


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
