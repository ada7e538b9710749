"""What SQLite and PostgreSQL spell differently, so that a question is written once and both give the same answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Table,
    Text,
    literal_column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Integer, TypeDecorator

from depesche.store.codec import from_json
from depesche.store.schema import Json, escaped, unescaped


class _Field(FunctionElement[Any]):
    """A field of a JSON object that is kept as text."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        assert name.isidentifier(), name  # it becomes part of the statement: given apart, it would group by nothing
        super().__init__(column, literal_column(name))


class _Escaped(TypeDecorator[str]):
    """Words that SQLite takes out of JSON, and PostgreSQL leaves as JSON writes them: it has no NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """On the way in."""
        return None if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """On the way out."""
        if value is None:
            return None
        return from_json(unescaped(value)) if dialect.name == "postgresql" else unescaped(value)


class json_number(_Field):  # noqa: N801 (a function of SQL)
    """A whole number in a JSON object."""

    inherit_cache = True
    type = Integer()


class json_words(_Field):  # noqa: N801
    """Words in a JSON object."""

    inherit_cache = True
    type = _Escaped()


class json_whole(_Field):  # noqa: N801
    """A field of a JSON object as the first of a JSON array, in which no character is lost."""

    inherit_cache = True
    type = Json()


def _parts(element: _Field, compiler: SQLCompiler, how: dict[str, Any]) -> tuple[str, str]:
    of, name = (str(compiler.process(one, **how)) for one in element.clauses)
    return of, name


@compiles(_Field)
def _on_sqlite(element: _Field, compiler: SQLCompiler, **how: Any) -> str:
    of, name = _parts(element, compiler, how)
    # Of two paths SQLite makes a JSON array; of one it would make words that end at a NUL.
    path = f"'$.{name}'"
    paths = 2 if isinstance(element, json_whole) else 1
    return f"json_extract({', '.join([of, *[path] * paths])})"


@compiles(_Field, "postgresql")
def _on_postgres(element: _Field, compiler: SQLCompiler, **how: Any) -> str:
    of, name = _parts(element, compiler, how)
    found = f"CAST((CAST({of} AS json) -> '{name}') AS text)"
    if isinstance(element, json_whole):
        return f"('[' || coalesce({found}, 'null') || ']')"
    return f"CAST({found} AS integer)" if isinstance(element, json_number) else found


def put_rows(connection: Connection, table: Table, rows: list[tuple[Any, ...]], names: list[str] | None = None) -> None:
    """Write rows of values that are in the form of the table's columns, in their order, as they are.

    There are some twenty for a report: looking at each value once more takes as long as writing it.
    """
    if not rows:
        return
    quoted = [connection.dialect.identifier_preparer.quote(one) for one in names or [one.name for one in table.columns]]
    whole, columns = connection.dialect.identifier_preparer.quote(table.name), ", ".join(quoted)
    if connection.dialect.name != "postgresql":
        marks = ", ".join("?" * len(quoted))
        connection.exec_driver_sql(f"INSERT INTO {whole} ({columns}) VALUES ({marks})", rows)  # noqa: S608 (ours alone)
        return
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {whole} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
