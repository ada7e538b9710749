"""Puts reports into the case and takes them out; every function runs within one transaction of its caller's."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from depesche.errors import DepescheError
from depesche.records import Header, Published, Report, Source, Time
from depesche.store import codec, review, settling
from depesche.store.rows import Outcome
from depesche.store.schema import KINDS, captures, failures, origins, reports, sources
from depesche.store.units import forget


def put(connection: Connection, report: Report, *, reader: str, raw: bytes | None, stamp: str) -> Outcome:
    """Store a report as the current version of what its origin gave before, and tell what that changed."""
    report = replace(report, name=name_for(connection, report.name, report.source.origin))
    current = _current(connection, report.name)
    content = codec.content(report)
    outcome = _outcome(current, report, reader, content)
    raw = _kept(connection, report) if raw is None else raw
    if current is not None and _is_older(connection, report, current):
        outcome = _put_before(connection, report, raw, reader, content)
    elif outcome == "same":
        _put_source(connection, report, raw)
    else:
        number = _make_room(connection, report, current)
        _insert(connection, report, number=number, reader=reader, content=content)
        _put_source(connection, report, raw)
        settling.resettle(connection, report.name)
        settling.regain(connection, (one.id for kind in KINDS for one in getattr(report, kind)))
    _mark(connection, report.source.origin, report.name, stamp)
    _note_capture(connection, report, stamp)
    connection.execute(delete(failures).where(failures.c.origin == report.source.origin))
    return outcome


def _is_older(connection: Connection, report: Report, current: Any) -> bool:
    """Whether a version was issued before the one that is current, as far as both tell when."""
    asked = select(sources.c.data).where(sources.c.report_id == current.id)
    held = codec.decode(Source, connection.execute(asked).scalar_one()).as_of
    mine = report.source.as_of
    return bool(held and mine and mine < held)


def _put_before(connection: Connection, report: Report, raw: bytes | None, reader: str, content: str) -> Outcome:
    """Store a version behind the current one; the versions of a report are numbered in the order in which they were issued."""
    there = select(reports.c.id).where(reports.c.id == report.id)
    if connection.execute(there).first() is not None:
        return "same"
    _insert(connection, report, number=0, reader=reader, content=content, current=False)
    _put_source(connection, report, raw)
    asked = (
        select(reports.c.id, reports.c.number, reports.c.current, sources.c.data)
        .join(sources, sources.c.report_id == reports.c.id)
        .where(reports.c.name == report.name)
    )
    rows = connection.execute(asked).all()
    issued = {row.id: codec.decode(Source, row.data).as_of or "" for row in rows}
    for number, row in enumerate(sorted(rows, key=lambda row: (row.current, issued[row.id], row.number)), start=1):
        connection.execute(update(reports).where(reports.c.id == row.id).values(number=number))
    return "older"


def _note_capture(connection: Connection, report: Report, stamp: str) -> None:
    as_of, origin = report.source.as_of, report.source.origin
    if as_of:
        connection.execute(delete(captures).where(captures.c.origin == origin, captures.c.as_of == as_of))
        connection.execute(insert(captures).values(origin=origin, as_of=as_of, name=report.name, stamp=stamp))


def remove(connection: Connection, name: str) -> bool:
    """Take out all versions of a report, or the failure of that name; tell whether there was any."""
    forget(connection, list(connection.execute(select(reports.c.id).where(reports.c.name == name)).scalars()))
    gone = connection.execute(delete(reports).where(reports.c.name == name)).rowcount
    gone += connection.execute(delete(failures).where(failures.c.name == name)).rowcount
    connection.execute(delete(origins).where(origins.c.name == name))
    connection.execute(delete(captures).where(captures.c.name == name))
    settling.resettle(connection, name)
    return gone > 0


def fail(connection: Connection, name: str, origin: str, bytes_digest: str | None, error: DepescheError) -> None:
    """Note why a source could not be read; a newer failure of the same source replaces the older."""
    connection.execute(delete(failures).where(failures.c.origin == origin))
    connection.execute(
        insert(failures).values(
            origin=origin,
            name=name,
            kind=type(error.__cause__ or error).__name__,
            what=error.what,
            where=error.where,
            hint=error.hint,
            bytes_digest=bytes_digest,
        )
    )


def forget_failure(connection: Connection, origin: str) -> None:
    """Take back the note that a source could not be read."""
    connection.execute(delete(failures).where(failures.c.origin == origin))


def move(connection: Connection, name: str, origin: str) -> None:
    """Note that a report is to be found elsewhere from now on."""
    connection.execute(delete(origins).where(origins.c.origin == origin))
    connection.execute(update(origins).where(origins.c.name == name).values(origin=origin, stamp=""))


def touch(connection: Connection, report: Report, *, raw: bytes | None, stamp: str) -> None:
    """Note that a source was looked at again and gave the readers nothing new."""
    _put_source(connection, report, _kept(connection, report) if raw is None else raw)
    _mark(connection, report.source.origin, report.name, stamp)
    forget_failure(connection, report.source.origin)


def replace_derived(connection: Connection, report_id: str, report: Report) -> None:
    """Replace the times and talks of a version by those that another day of the report makes of them."""
    for name in ("times", "talks"):
        table = KINDS[name].table
        connection.execute(delete(table).where(table.c.report_id == report_id))
        _insert_records(connection, name, report_id, getattr(report, name))
    settling.resettle(connection, report.name)


def refresh_header(connection: Connection, name: str, field: str) -> None:
    """Bring the columns that are asked for into line with what was read and what was stated. field: the one that was stated last.

    A day that is stated is none that the case tells; one that is taken back will be told anew.
    """
    values = review.stated(connection, [name]).get(name, {})
    asked = select(reports.c.id, reports.c.header, reports.c.dated).where(reports.c.name == name)
    for row in connection.execute(asked).all():
        header = codec.decode(Header, row.header)  # without a text, since no span is asked for
        dated = None if row.dated is None or field == "published" else codec.decode(Published, row.dated)
        columns: dict[str, Any] = columns_of(header, values, dated)
        if field == "published":
            columns |= {"dated": None, "own_talks": None}
            if values[field].value is None:
                forget(connection, [row.id])
        connection.execute(update(reports).where(reports.c.id == row.id).values(columns))


def name_for(connection: Connection, name: str, origin: str) -> str:
    """The name under which a report is kept: its own, unless its origin has one or another origin has taken it."""
    query = select(origins.c.name).where(origins.c.origin == origin)
    if known := connection.execute(query).scalar_one_or_none():
        return str(known)
    for free in _names_with_folders(name, origin):
        if connection.execute(select(origins.c.origin).where(origins.c.name == free)).first() is None:
            return free
    raise AssertionError("the origin itself is unique")


def _names_with_folders(name: str, origin: str) -> Iterable[str]:
    """The name alone, then with one folder more each time, at last the whole origin.

    >>> list(_names_with_folders("x.txt", "/a/b/x.txt"))
    ['x.txt', 'b/x.txt', 'a/b/x.txt', '/a/b/x.txt']
    """
    yield name
    above = re.sub(r"[^/]*$", "", origin.removesuffix(name)).strip("/").split("/")
    for depth in range(1, len(above) + 1):
        yield "/".join([*above[-depth:], name])
    yield origin


def _current(connection: Connection, name: str) -> Any:
    columns = (reports.c.id, reports.c.number, reports.c.reader, reports.c.content)
    return connection.execute(select(*columns).where(reports.c.name == name, reports.c.current)).one_or_none()


def _outcome(current: Any, report: Report, reader: str, content: str) -> Outcome:
    if current is None:
        return "new"
    if current.id != report.id:
        return "changed"
    return "same" if (current.reader, current.content) == (reader, content) else "again"


def _make_room(connection: Connection, report: Report, current: Any) -> int:
    """Step older versions back and return the number of the version to come.

    A text that was there before and comes back is the current version again, not a second one of the same id.
    """
    connection.execute(update(reports).where(reports.c.name == report.name).values(current=False))
    forget(connection, [report.id])
    connection.execute(delete(reports).where(reports.c.id == report.id))
    if current is not None and current.id == report.id:
        return int(current.number)
    newest = select(func.max(reports.c.number)).where(reports.c.name == report.name)
    return int(connection.execute(newest).scalar_one() or 0) + 1


def _insert(
    connection: Connection, report: Report, *, number: int, reader: str, content: str, current: bool = True
) -> None:
    codec.check_spans(report)
    values = review.stated(connection, [report.name]).get(report.name, {})
    connection.execute(
        insert(reports).values(
            id=report.id,
            name=report.name,
            number=number,
            current=current,
            digest=report.digest,
            text=report.text,
            language=report.language,
            unread=report.unread,
            header=codec.encode(report.header),
            facts=codec.encode(report.facts),
            blocks=codec.encode(report.blocks),
            counts={kind: len(getattr(report, kind)) for kind in KINDS},
            basis=codec.basis(report),
            content=content,
            reader=reader,
            read_at=datetime.now(UTC).isoformat(timespec="seconds"),
            **columns_of(report.header, values),
        )
    )
    for kind in KINDS:
        _insert_records(connection, kind, report.id, getattr(report, kind))


def columns_of(
    header: Header, values: dict[str, review.Stated], dated: Published | None = None
) -> dict[str, str | None]:
    """What can be asked for of a header; dated: the day that the case tells."""
    shown = review.lay_over(header, values, dated)
    return {"published": shown.published.value, "outlet": shown.outlet, "title": shown.title}


def _insert_records(connection: Connection, kind: str, report_id: str, records: tuple[Any, ...]) -> None:
    if records:
        rows = [_row(kind, report_id, place, record) for place, record in enumerate(records)]
        connection.execute(insert(KINDS[kind].table), rows)


def _row(kind: str, report_id: str, place: int, record: Any) -> dict[str, Any]:
    columns = KINDS[kind].columns
    spans = list(codec.spans_in(record))
    row = {
        "report_id": report_id,
        "place": place,
        "start": min((one.start for one in spans), default=None),
        "end": max((one.end for one in spans), default=None),
        "rest": {name: value for name, value in codec.encode(record).items() if name not in columns},
        **{name: getattr(record, name) for name in columns},
    }
    if isinstance(record, Time):
        day = re.match(r"\d{4}-\d{2}-\d{2}", record.value)
        row["day"] = day[0] if day else None
    return row


def _kept(connection: Connection, report: Report) -> bytes | None:
    """The bytes that the case already has of a source."""
    same = (sources.c.report_id == report.id) & (sources.c.bytes_digest == report.source.bytes_digest)
    packed = connection.execute(select(sources.c.bytes).where(same)).scalar_one_or_none()
    return None if packed is None else zlib.decompress(packed)


def _put_source(connection: Connection, report: Report, raw: bytes | None) -> None:
    connection.execute(delete(sources).where(sources.c.report_id == report.id))
    source: Source = report.source
    connection.execute(
        insert(sources).values(
            report_id=report.id,
            bytes_digest=source.bytes_digest,
            extractor=source.extractor,
            data=codec.encode(source),
            bytes=None if raw is None else zlib.compress(raw),
        )
    )


def _mark(connection: Connection, origin: str, name: str, stamp: str) -> None:
    connection.execute(delete(origins).where(origins.c.name == name))
    connection.execute(insert(origins).values(origin=origin, name=name, stamp=stamp))
