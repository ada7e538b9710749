"""Copies a case from one place to another, row by row and as it is written, so that nothing is read anew or lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, Text, func, select, text, type_coerce
from sqlalchemy.types import TypeDecorator

from depesche.errors import CaseError
from depesche.store import related
from depesche.store.dialects import put_rows
from depesche.store.schema import decisions, endings, findable, metadata

BATCH = 500
"""Rows that are read and written at once."""

_ANEW = {findable.name, endings.name}  # the full-text index, which each engine makes in its own way
assert related.relations.metadata is metadata  # so that it knows all tables


def tables() -> list[Table]:
    """The tables that are copied, what points behind what it points at."""
    return [one for one in metadata.sorted_tables if one.name not in _ANEW]


def copy(source: Connection, target: Connection, where: str) -> int:
    """Copy all rows into a case that has none; how many they were. where: what the target is called.

    Raises:
        CaseError: if the target holds anything.

    """
    full = [one.name for one in tables() if target.execute(select(1).select_from(one).limit(1)).first()]
    if full:
        raise CaseError(
            "This case holds something already.", where=where, hint="Name another one; a copy never writes over a case."
        )
    number = 0
    for table in tables():
        for rows in batches(source, table):
            put_rows(target, table, rows)
            number += len(rows)
    _count_on(target)
    return number


def batches(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a table by its key, in batches, in the form in which they are kept."""
    asked = select(*map(_as_kept, table.columns)).order_by(*table.primary_key.columns)
    with connection.execution_options(yield_per=BATCH).execute(asked) as found:
        rows = (tuple(row) for row in found)
        while some := list(islice(rows, BATCH)):
            yield some


def _as_kept(column: Any) -> Any:
    return type_coerce(column, Text) if isinstance(column.type, TypeDecorator) else column


def _count_on(connection: Connection) -> None:
    """Let the next decision have the next number; SQLite looks for itself."""
    if connection.dialect.name != "postgresql":
        return
    last = connection.execute(select(func.max(decisions.c.number))).scalar_one()
    if last is not None:
        connection.execute(text("SELECT setval(pg_get_serial_sequence('decisions', 'number'), :last)"), {"last": last})
