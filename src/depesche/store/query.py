"""Asks the case. What may be long comes in pages, so that neither memory nor the file is held while it is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, or_, select, type_coerce

from depesche.errors import UsageError
from depesche.records import Block, Fact, Header, Published, Report, Source, Talk, digest
from depesche.store import codec, review, rulings
from depesche.store.related import cast
from depesche.store.rows import Failure, Known, ReportRow, Version
from depesche.store.schema import KINDS, Words, captures, failures, origins, reports, sources
from depesche.store.schema import rulings as ruled_on

PAGE = 50
_NAMES = 500  # that are asked for at once
DERIVED = {"times", "talks"}
"""The kinds whose records are made anew with the day of their report."""

_same_text = reports.alias()
_first_of_its_text = (
    select(func.min(_same_text.c.name))
    .where(_same_text.c.digest == reports.c.digest, _same_text.c.current)
    .scalar_subquery()
    .label("first")
)
_LIGHT = (
    *(reports.c[name] for name in ("id", "name", "number", "language", "published", "outlet", "title", "unread")),
    reports.c.counts,
    _first_of_its_text,
)


def page_of_rows(connection: Connection, after: str | None, *where: ColumnElement[bool]) -> list[ReportRow]:
    """The next reports by name, at most a page of them."""
    if after is not None:
        where = (*where, reports.c.name > after)
    query = select(*_LIGHT).where(reports.c.current, *where).order_by(reports.c.name).limit(PAGE)
    return [_row(one) for one in connection.execute(query)]


def list_of_rows(
    connection: Connection, where: Iterable[ColumnElement[bool]], order: Iterable[Any], offset: int, limit: int
) -> list[ReportRow]:
    """Some reports in any order."""
    query = select(*_LIGHT).where(*where).order_by(*order).offset(offset).limit(limit)
    return [_row(one) for one in connection.execute(query)]


def _row(one: Row[Any]) -> ReportRow:
    double_of = one.first if one.first != one.name else None
    light = (one.language, one.published, one.outlet, one.title, one.unread)
    return ReportRow(one.name, one.id, one.number, *light, double_of, one.counts)


def rows_with(
    connection: Connection, kind: str, begins: ColumnElement[bool], prefix: str, last: str
) -> list[ReportRow]:
    """The current reports that have a record of a kind whose id begins so, read or added by a person."""
    table = KINDS[kind].table
    read = select(reports.c.name).join(table, table.c.report_id == reports.c.id).where(reports.c.current, begins)
    held = ruled_on.c
    added = select(held.report).where(held.kind == kind, held.record >= prefix, held.record < f"{prefix}{last}")
    names = {*connection.execute(read).scalars(), *connection.execute(added).scalars()}
    found = [row_of(connection, name) for name in sorted(names)]
    return [row for row in found if row is not None]


def rows_of_ids(connection: Connection, ids: Iterable[str]) -> list[ReportRow]:
    """Current reports in one line each, by their ids."""
    query = select(*_LIGHT).where(reports.c.current, reports.c.id.in_(list(ids))).order_by(reports.c.name)
    return [_row(one) for one in connection.execute(query)]


def ruled_record(connection: Connection, kind: str, report_id: str, record: str) -> Any | None:
    """A record as people ruled on it, None if they rejected it."""
    found = getattr(report_of(connection, report_id, kinds=(kind,)), kind)
    return next((one for one in found if one.id == record), None)


def row_of(connection: Connection, name: str) -> ReportRow | None:
    """A report's current version in one line."""
    found = page_of_rows(connection, None, reports.c.name == name)
    return found[0] if found else None


def find(connection: Connection, called: str) -> str:
    """The id of the version that somebody means by a name, the end of a name, or an id.

    Raises:
        UsageError: if there is none, or several reports could be meant.

    """
    for where in ((reports.c.name == called) & reports.c.current, reports.c.id == called):
        if found := connection.execute(select(reports.c.id).where(where)).scalar_one_or_none():
            return str(found)
    named = connection.execute(select(reports.c.id, reports.c.name).where(reports.c.current))
    matching = [row for row in named if row.name.endswith(f"/{called}")]
    if len(matching) == 1:
        return str(matching[0].id)
    hint = "depesche show CASE reports lists them."
    if matching:
        raise UsageError(
            f"Several reports are called {called}.", hint=f"Say which: {', '.join(r.name for r in matching)}."
        )
    raise UsageError(f"There is no report {called} in this case.", hint=hint)


def report_of(
    connection: Connection,
    report_id: str,
    *,
    own: bool = False,
    kinds: Iterable[str] = tuple(KINDS),
    ruled: bool = True,
    rejected: bool = False,
) -> Report:
    """A version with its text and all its records, and what people stated and ruled laid over.

    own: without the day that the case tells, and with the talks as they were read without it; values of times stay as that day
    makes them. As both are derived from the day anew, no rulings are laid over them then. kinds: only these of its records. ruled:
    whether rulings are laid over; rejected: whether records that were rejected stay, marked so.
    """
    query = select(reports, sources.c.data).join(sources).where(reports.c.id == report_id)
    row = connection.execute(query).one()
    text = _checked(row.text, row.digest)
    header = codec.decode(Header, row.header, text)
    untold = own and row.own_talks is not None and "talks" in kinds
    made = Report(
        name=row.name,
        text=text,
        source=codec.decode(Source, row.data),
        facts=codec.decode(tuple[Fact, ...], row.facts),
        blocks=codec.decode(tuple[Block, ...], row.blocks),
        language=row.language,
        unread=row.unread,
        header=review.lay_over(
            header, review.stated(connection, [row.name]).get(row.name, {}), None if own else _dated(row)
        ),
        **{kind: tuple(records(connection, kind, report_id, text)) for kind in kinds if kind != "talks" or not untold},
        **({"talks": codec.decode(tuple[Talk, ...], row.own_talks, text)} if untold else {}),
    )
    if not ruled or not row.current:
        return made
    overlay = rulings.overlays(connection, [row.digest]).get(row.digest, rulings.NOTHING)
    return overlay.of_kinds(set(kinds) - (DERIVED if own else set())).over(made, rejected=rejected)


def _dated(row: Any) -> Published | None:
    return None if row.dated is None else codec.decode(Published, row.dated)


def _checked(text: str, wanted: str) -> str:
    """A flipped bit in the text would let every span point at something else."""
    if digest(text) != wanted:
        raise ValueError("the text does not have its digest")
    return text


def text_of(connection: Connection, report_id: str) -> str:
    """The text of a version."""
    row = connection.execute(select(reports.c.text, reports.c.digest).where(reports.c.id == report_id)).one()
    return _checked(row.text, row.digest)


def records(connection: Connection, kind: str, report_id: str, text: str, *where: ColumnElement[bool]) -> Iterator[Any]:
    """The records of a kind in a version, in their order; text: the version's."""
    columns = KINDS[kind].columns
    query = _records_of(kind).where(*where) if where else _records_of(kind)
    for rest, *values in connection.execute(query, {"of": report_id}):
        yield codec.decode(KINDS[kind].record, {**rest, **dict(zip(columns, values, strict=True))}, text)


@lru_cache(maxsize=len(KINDS))
def _records_of(kind: str) -> Select[Any]:
    """What asks for the records of the version `of`; put together once, since it is asked for each report."""
    table = KINDS[kind].table
    columns = (table.c.rest, *(table.c[name] for name in KINDS[kind].columns))
    return select(*columns).where(table.c.report_id == bindparam("of")).order_by(table.c.place)


def page_of_records(
    connection: Connection,
    kind: str,
    page: list[ReportRow],
    *where: ColumnElement[bool],
    fits: Callable[[ReportRow, Any], bool] = lambda _row, _record: True,
    rejected: bool = False,
) -> list[tuple[ReportRow, Any]]:
    """The records of one kind in some reports, as people ruled on them; a text is only fetched where a record was found.

    where: what is asked for, of records as they were read; fits: the same, of those that were corrected or added. rejected: whether
    records come too that people rejected.
    """
    table = KINDS[kind].table
    ids = select(table.c.report_id).where(table.c.report_id.in_([row.id for row in page]), *where).distinct()
    hits = set(connection.execute(ids).scalars())
    ruled = rulings.of_reports(connection, [row.name for row in page], kind)
    found = []
    for row in page:
        if row.name in ruled:
            found += _ruled_records(connection, kind, row, ruled[row.name], where, fits, rejected=rejected)
        elif row.id in hits:
            text = text_of(connection, row.id)
            found += [(row, record) for record in records(connection, kind, row.id, text, *where)]
    return found


def _ruled_records(
    connection: Connection,
    kind: str,
    row: ReportRow,
    overlay: rulings.Overlay,
    where: tuple[ColumnElement[bool], ...],
    fits: Callable[[ReportRow, Any], bool],
    *,
    rejected: bool,
) -> list[tuple[ReportRow, Any]]:
    """The records of a report on some of which people ruled: what was corrected is asked for as it is now."""
    report = report_of(connection, row.id, kinds=(kind,), ruled=False)
    asked = {one.id for one in records(connection, kind, row.id, report.text, *where)}
    held = getattr(overlay.over(report, rejected=rejected), kind)
    changed = {identity for identity, one in overlay.ruled.items() if one.values}
    changed |= {identity for _, identity, _ in overlay.added}
    return [(row, one) for one in held if (fits(row, one) if one.id in changed else one.id in asked)]


def actors_called(connection: Connection, called: str) -> tuple[set[str], set[str]]:
    """The names that somebody may mean: the very name, else one of an actor's names, else words of a name.

    Both the names that the case gives to these actors, and those by which single reports may know them.
    """
    wanted = called.strip().casefold()
    canonical: dict[str, set[str]] = {}
    for table in (KINDS["statements"].table, KINDS["positions"].table):
        for name in connection.execute(select(table.c.actor).where(_has(table.c.actor, called)).distinct()).scalars():
            canonical.setdefault(name, set())
    actors = KINDS["actors"].table
    # Other names stand in the rest, as it is written.
    either = _has(actors.c.name, called) | _has(type_coerce(actors.c.rest, Words), called)
    for row in connection.execute(select(actors.c.name, actors.c.rest).where(either).distinct()):
        canonical.setdefault(row.name, set()).update(name.casefold() for name in row.rest.get("names", ()))
    for name in rulings.names_given(connection):
        canonical.setdefault(name, set())
    other = select(cast.c.name, cast.c.called).where(cast.c.name != cast.c.called).distinct()
    near = _has(cast.c.name, called) | _has(cast.c.called, called) | cast.c.name.in_(sorted(canonical)[:_NAMES])
    over = list(connection.execute(other.where(near)))
    for row in over:
        canonical.setdefault(row.called, set()).update({row.name.casefold(), *canonical.get(row.name, ())})
    found = _best(canonical, wanted)
    in_case = found | {row.called for row in over if row.name in found}
    merged = connection.execute(other.where(cast.c.called.in_(sorted(in_case)[:_NAMES])))
    return in_case, in_case | {row.name for row in merged}


def _has(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether a column has some words in it; of letters beyond ASCII a database may not know the case."""
    words = words.strip()
    forms = sorted({words, words.lower(), words.upper(), words.title(), words.capitalize()})
    return or_(*(column.contains(form, autoescape=True) for form in forms))


def is_called(report_id: ColumnElement[str], name: ColumnElement[str], wanted: set[str]) -> ColumnElement[bool]:
    """Whether the case calls what a report calls by a name by one of some names."""
    in_case = (
        select(func.min(cast.c.called)).where(cast.c.report_id == report_id, cast.c.name == name).scalar_subquery()
    )
    return func.coalesce(in_case, name).in_(sorted(wanted))


def _best(canonical: dict[str, set[str]], wanted: str) -> set[str]:
    words = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name.casefold() == wanted,
        lambda name: wanted in canonical[name],
        lambda name: bool(wanted and words.search(name.casefold())),
    )
    return next((found for test in tests if (found := {name for name in canonical if test(name)})), set())


def known(connection: Connection, *where: ColumnElement[bool]) -> dict[str, Known]:
    """What a build must know of sources, by origin."""
    columns = (reports.c.basis, reports.c.reader, reports.c.language, reports.c.unread, reports.c.facts)
    query = (
        select(origins, *columns).join(reports, (reports.c.name == origins.c.name) & reports.c.current).where(*where)
    )
    return {
        row.origin: Known(row.name, row.stamp, row.basis, row.reader, row.language, row.unread, _of_table(row.facts))
        for row in connection.execute(query)
    }


def taken(connection: Connection, origin: str, as_of: str) -> str | None:
    """The stamp of a version of a source."""
    query = select(captures.c.stamp).where(captures.c.origin == origin, captures.c.as_of == as_of)
    return connection.execute(query).scalar_one_or_none()


def origin_of(connection: Connection, name: str) -> str | None:
    """Where the report of a name came from."""
    return connection.execute(select(origins.c.origin).where(origins.c.name == name)).scalar_one_or_none()


def _of_table(facts: Iterable[dict[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(**one) for one in facts if one["basis"].startswith("table"))


def failed(connection: Connection) -> list[Failure]:
    """What could not be read, by name."""
    rows = connection.execute(select(failures).order_by(failures.c.name, failures.c.origin))
    return [Failure(r.name, r.origin, r.kind, r.what, r.where, r.hint, r.bytes_digest) for r in rows]


def versions(connection: Connection, name: str) -> list[Version]:
    """All versions of a report, oldest first."""
    columns = ("name", "id", "number", "current", "digest", "reader", "read_at", "counts")
    query = (
        select(*(reports.c[one] for one in columns), sources.c.bytes_digest, sources.c.extractor)
        .join(sources)
        .where(reports.c.name == name)
        .order_by(reports.c.number)
    )
    return [Version(**row) for row in connection.execute(query).mappings()]
