"""What the comparing of reports asks of the case and writes into it; every function runs within its caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, type_coerce, update

from depesche.records import Header, Published, Report, digest
from depesche.relations import Member
from depesche.store import codec, review, rulings
from depesche.store.dialects import json_words, put_rows
from depesche.store.query import records
from depesche.store.related import (
    RELATIONS,
    cast,
    entries,
    relation_reports,
    relations,
    sketches,
    unit_reports,
    units,
)
from depesche.store.rows import EntryRow, OutlineRow, SketchRow, UnitRow, Written
from depesche.store.schema import KINDS, Words, encoded, escaped, reports
from depesche.store.units import forget
from depesche.store.write import columns_of, replace_derived

_PAGE = 500
_BLOBS = ("keys", "weights", "bands", "passages", "signature")
_read = reports.c.current & reports.c.unread.is_(None)


def unsketched(connection: Connection, version: str, after: str) -> list[str]:
    """The ids of the next reports that have no sketch of this version."""
    have = select(sketches.c.report_id).where(sketches.c.version == version)
    asked = select(reports.c.id).where(_read, reports.c.id > after, reports.c.id.not_in(have))
    return list(connection.execute(asked.order_by(reports.c.id).limit(_PAGE)).scalars())


def put_sketches(connection: Connection, rows: Sequence[SketchRow]) -> None:
    """Write sketches down, in the place of older ones."""
    if not rows:
        return
    # Of a report that was put twice since, the older version is gone.
    there = set(
        connection.execute(select(reports.c.id).where(reports.c.id.in_([row.report_id for row in rows]))).scalars()
    )
    rows = list({row.report_id: row for row in rows if row.report_id in there}.values())
    connection.execute(delete(sketches).where(sketches.c.report_id.in_(there)))
    names = ("report_id", "version", *_BLOBS, "actors")
    if rows:
        connection.execute(insert(sketches), [{name: getattr(row, name) for name in names} for row in rows])


def sketched_actors(connection: Connection, report_ids: Sequence[str]) -> dict[str, list[Any]]:
    """The actors of some reports as their sketches have them, by report id."""
    asked = select(sketches.c.report_id, sketches.c.actors).where(sketches.c.report_id.in_(report_ids))
    return {row.report_id: row.actors for row in connection.execute(asked.order_by(sketches.c.report_id))}


def outlines(connection: Connection, after: str) -> list[OutlineRow]:
    """The next current reports that have a sketch, by name."""
    asked = (
        select(
            *(reports.c[name] for name in ("name", "id", "digest", "published", "dated", "content", "reader")),
            sketches.c.version,
            *(sketches.c[name] for name in _BLOBS),
        )
        .join(sketches, sketches.c.report_id == reports.c.id)
        .where(_read, reports.c.name > after)
        .order_by(reports.c.name)
        .limit(_PAGE)
    )
    rows = connection.execute(asked).all()
    stated = review.stated(connection, [row.name for row in rows])
    ruled = rulings.digests_of(connection, [row.name for row in rows])
    return [_outline(row, stated.get(row.name, {}), ruled.get(row.name, "")) for row in rows]


def _outline(row: Any, stated: Mapping[str, review.Stated], ruled: str) -> OutlineRow:
    day = _own_day(row)
    # Who is credited, and where it appeared, count as well: what a person states of them wins over what was read.
    others = [f"{field}={one.value!r}" for field, one in sorted(stated.items()) if field != "published" and one.value]
    others += [f"ruled={ruled}"] if ruled else []
    state = digest("|".join([row.id, row.content, row.reader, day or "", *others]))
    return OutlineRow(
        row.name,
        row.id,
        row.digest,
        day,
        state,
        row.dated is not None,
        SketchRow(row.id, row.version, *(getattr(row, name) for name in _BLOBS)),
    )


def _own_day(row: Any) -> str | None:
    """The day that the report states or a person stated; one that the case told must not tell the case."""
    return row.published if row.dated is None and review.is_day(row.published) else None


def entries_of(connection: Connection, space: str, report_ids: Sequence[str]) -> list[EntryRow]:
    """The entries of some reports, in the order of these, without their blocks."""
    # Spelled so that the planner goes by the reports: it believes a space to be as small as a report.
    mine = entries.c.report_id.in_(report_ids) & (entries.c.space.concat("") == space)
    asked = select(entries.c.report_id, entries.c.place, entries.c.data).where(mine)
    found = {(row.report_id, row.place): EntryRow(*row) for row in connection.execute(asked)}
    return [found[key] for key in sorted(found)]


def in_blocks(connection: Connection, space: str, after: str) -> list[tuple[str, list[EntryRow]]]:
    """The entries of the next blocks, by report and place in each; their data is JSON as it is written, so that it can be passed on."""
    mine = entries.c.space == space
    some = (
        select(entries.c.block).where(mine, entries.c.block > after).distinct().order_by(entries.c.block).limit(_PAGE)
    )
    names = list(connection.execute(some).scalars())
    if not names:
        return []
    asked = (
        select(entries.c.block, entries.c.report_id, entries.c.place, type_coerce(entries.c.data, Words))
        .join(reports, reports.c.id == entries.c.report_id)
        .where(_read, mine, entries.c.block.between(names[0], names[-1]))
        .order_by(entries.c.block, reports.c.name, entries.c.place)
    )
    found = {name: list(rows) for name, rows in groupby(connection.execute(asked), key=lambda row: str(row.block))}
    return [(name, [EntryRow(*row[1:]) for row in found.get(name, ())]) for name in names]


def units_of(connection: Connection, kind: str) -> set[str]:
    """The ids of everything of a kind that was compared."""
    return set(connection.execute(select(units.c.id).where(units.c.kind == kind)).scalars())


def drop_units(connection: Connection, ids: Iterable[str]) -> None:
    """Take back what was found in some units."""
    gone = sorted(ids)
    for at in range(0, len(gone), _PAGE):
        connection.execute(delete(units).where(units.c.id.in_(gone[at : at + _PAGE])))


def put_units(connection: Connection, rows: Sequence[UnitRow]) -> None:
    """Write down what some units gave; all of a kind at once, since most units are small."""
    drop_units(connection, [row.id for row in rows])
    for kind in sorted({row.kind for row in rows}):
        forget(connection, [one for row in rows if row.kind == kind for one in row.of], kind)
    last = connection.execute(select(func.max(units.c.number))).scalar_one() or 0
    numbered = [
        (number, row, row.written or ready(row).written or Written()) for number, row in enumerate(rows, last + 1)
    ]
    put_rows(connection, units, [(number, row.id, row.kind) for number, row, _ in numbered])
    put_rows(connection, unit_reports, [(number, report_id) for number, row, _ in numbered for report_id in row.of])
    _put_relations(connection, [(number, written) for number, _, written in numbered])
    put_rows(connection, cast, [(number, *one) for number, _, written in numbered for one in written.cast])
    for row in rows:
        for report_id, day, report in row.dated:
            _put_dating(connection, report_id, day, report)
    _drop_entries(connection, [one for _, _, written in numbered for one in written.placed])
    put_rows(connection, entries, [one for _, _, written in numbered for one in written.entries])


def _drop_entries(connection: Connection, placed: Sequence[tuple[str, str]]) -> None:
    for space in sorted({space for space, _ in placed}):
        ids = [report_id for one, report_id in placed if one == space]
        for at in range(0, len(ids), _PAGE):
            mine = (entries.c.space == space) & entries.c.report_id.in_(ids[at : at + _PAGE])
            connection.execute(delete(entries).where(mine))


def ready(unit: UnitRow) -> UnitRow:
    """A unit whose findings are brought into the form of the tables: a worker does it, and the one that writes need not."""
    # Two of a unit with one id are one and the same.
    found = {(kind, _id(record)): record for kind, records in unit.found.items() for record in records}
    written = Written(
        [_relation(kind, name, record) for (kind, name), record in found.items()],
        [() if kind == "cast" else sorted(map(escaped, reports_in(record))) for (kind, _), record in found.items()],
        [
            (space, escaped(block), report_id, row.place, encoded(row.data))
            for (space, report_id), several in unit.entries.items()
            for row in several
            for block in sorted(set(row.blocks))
        ],
        list(unit.entries),
        [(report_id, escaped(name), escaped(to)) for (report_id, name), to in unit.called.items()],
    )
    return replace(unit, found={}, called={}, entries={}, written=written)


def _put_relations(connection: Connection, some: Sequence[tuple[int, Written]]) -> None:
    last = connection.execute(select(func.max(relations.c.number))).scalar_one() or 0
    made = [
        (unit, one, names)
        for unit, written in some
        for one, names in zip(written.relations, written.reports, strict=True)
    ]
    numbered = list(enumerate(made, last + 1))
    put_rows(connection, relations, [(number, unit, *one) for number, (unit, one, _) in numbered])
    put_rows(connection, relation_reports, [(number, name) for number, (_, _, names) in numbered for name in names])


# What a relation can be chosen by: the status of a meeting, the grade of a discrepancy, the issue of a position, the kind of any other.
_STATUS = ("status", "grade", "issue", "kind")


def _id(record: Any) -> str:
    return getattr(record, "id", None) or f"dating:{record.report}"


def _relation(kind: str, name: str, record: Any) -> tuple[Any, ...]:
    assert isinstance(record, RELATIONS[kind]), (kind, record)
    actor = getattr(record, "actor", None) or getattr(record, "name", None)
    day, status = _day(kind, record), next((getattr(record, one) for one in _STATUS if hasattr(record, one)), None)
    words = (None if one is None else escaped(one) for one in (name, actor, day, status))
    return (kind, *words, getattr(record, "confidence", 1.0), encoded(codec.encode(record)))


def _day(kind: str, record: Any) -> str | None:
    if kind == "meetings":
        return record.date[0].value if record.date else None
    if kind == "shifts":
        return record.after.day if record.after else None
    return getattr(record, "day", None)


def reports_in(value: Any) -> set[str]:
    """The names of all reports that a relation points into."""
    found: set[str] = set()
    _gather(value, found)
    return found


def _gather(value: Any, found: set[str]) -> None:
    if type(value) is tuple:
        for one in value:
            _gather(one, found)
        return
    kind: Any = type(value)
    for name in _fields_of(kind):
        part = getattr(value, name)
        if name == "report":
            found.add(part)
        elif name == "reports":
            found.update(part)
        elif type(part) is not str:
            _gather(part, found)


@lru_cache(maxsize=64)
def _fields_of(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; none for anything else."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def called(connection: Connection, report_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Under which names the case knows the actors of reports: by report id and the report's own canonical name.

    Of two that a report calls alike the first by its name in the case gives the name.
    """
    asked = select(cast.c.report_id, cast.c.name, cast.c.called).where(cast.c.report_id.in_(report_ids))
    found: dict[str, dict[str, str]] = {one: {} for one in report_ids}
    for row in connection.execute(asked.order_by(cast.c.report_id, cast.c.name, cast.c.called)):
        found[row.report_id].setdefault(row.name, row.called)
    return found


def called_digests(connection: Connection) -> dict[str, str]:
    """For each report whose actors the case knows under other names than its own, a digest of them."""
    asked = (
        select(cast.c.report_id, cast.c.name, cast.c.called)
        .where(cast.c.name != cast.c.called)
        .order_by(cast.c.report_id, cast.c.name, cast.c.called)
    )
    found = connection.execution_options(yield_per=_PAGE).execute(asked)
    return {
        report: digest("|".join(f"{row.name}>{row.called}" for row in rows))[:16]
        for report, rows in groupby(found, key=lambda row: row.report_id)
    }


def _put_dating(connection: Connection, report_id: str, day: Published | None, report: Report | None) -> None:
    """Write down the day that the case tells of a report; None takes it back.

    report: with the times and talks of that day, where they change.
    """
    columns = (reports.c.name, reports.c.header, reports.c.own_talks)
    row = connection.execute(select(*columns).where(reports.c.id == report_id)).one()
    stated = review.stated(connection, [row.name]).get(row.name, {})
    values: dict[str, Any] = columns_of(codec.decode(Header, row.header), stated, day)
    if day is None:
        values |= {"dated": None, "own_talks": None}
    else:
        values["dated"] = codec.encode(day)
        if report is not None and row.own_talks is None:
            talks = codec.encode(tuple(records(connection, "talks", report_id, "")))  # spans are kept as places
            values |= {"own_talks": talks} if talks else {}
    connection.execute(update(reports).where(reports.c.id == report_id).values(values))
    if report is not None:
        replace_derived(connection, report_id, report)


def days(connection: Connection, report_ids: Sequence[str]) -> dict[str, tuple[Published, bool]]:
    """The days of reports, each with whether it is the case that tells it."""
    asked = select(*(reports.c[name] for name in ("id", "name", "header", "dated"))).where(reports.c.id.in_(report_ids))
    rows = connection.execute(asked).all()
    stated = review.stated(connection, [row.name for row in rows])
    found = {}
    for row in rows:
        header, values = codec.decode(Header, row.header), stated.get(row.name, {})
        dated = None if row.dated is None else codec.decode(Published, row.dated)
        day = review.lay_over(header, values, dated).published
        found[row.id] = day, dated is not None and day != review.lay_over(header, values).published
    return found


def block_members(connection: Connection, space: str) -> list[tuple[str, str, int]]:
    """Which entries share which blocks: block, report id and place, by block, of reports that are current."""
    asked = (
        select(entries.c.block, entries.c.report_id, entries.c.place)
        .join(reports, reports.c.id == entries.c.report_id)
        .where(_read, entries.c.space == space)
        .order_by(entries.c.block, reports.c.name, entries.c.place)
    )
    return [(row.block, row.report_id, row.place) for row in connection.execute(asked)]


def relations_at(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    """Relations as JSON, by their numbers."""
    asked = select(relations.c.number, relations.c.data).where(relations.c.number.in_(numbers))
    return {row.number: row.data for row in connection.execute(asked)}


def acting(connection: Connection) -> list[tuple[str, str]]:
    """Which actors act for which state or body."""
    acts_for = json_words(relations.c.data, "acts_for")
    asked = select(relations.c.actor, acts_for).where(relations.c.kind == "cast", acts_for.is_not(None))
    return [(actor, other) for actor, other in connection.execute(asked.order_by(relations.c.actor))]


def relations_of(connection: Connection, kind: str, unit_ids: Sequence[str]) -> list[Any]:
    """What some units gave of a kind, as JSON, in the order of the units."""
    found: list[Any] = []
    for at in range(0, len(unit_ids), _PAGE):
        mine = units.c.id.in_(unit_ids[at : at + _PAGE]) & (relations.c.kind == kind)
        of = select(relations.c.data).join(units, units.c.number == relations.c.unit)
        asked = of.where(mine).order_by(units.c.id, relations.c.id)
        found += connection.execute(asked).scalars()
    return found


def count(connection: Connection) -> dict[str, int]:
    """How many relations of each kind there are."""
    asked = select(relations.c.kind, func.count()).group_by(relations.c.kind)
    return {str(kind): int(number) for kind, number in connection.execute(asked)}


def places(connection: Connection, kind: str, members: Sequence[Member]) -> dict[tuple[str, str], int]:
    """Where records stand among those of their kind in their reports."""
    table = KINDS[kind].table
    asked = (
        select(reports.c.name, table.c.id, table.c.place)
        .join(reports, reports.c.id == table.c.report_id)
        .where(reports.c.current, table.c.id.in_({one.record for one in members}))
    )
    return {(row.name, row.id): row.place for row in connection.execute(asked)}
