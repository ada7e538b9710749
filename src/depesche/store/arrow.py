"""The tables of `store.columns` in the form of Arrow, for Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import depesche
from depesche.extras import extra
from depesche.store.columns import COLUMNS, VERSION, Column, Row

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]


def schema(kind: str) -> pa.Schema:
    """The columns of a table with their types; what each says stands in its metadata, and the versions in those of the whole.

    Args:
        kind: one of `store.columns.KINDS`.

    Raises:
        SetupError: if pyarrow is not installed.

    """
    arrow = _arrow()
    types = _types()
    fields = [arrow.field(one.name, types[one.type], metadata={"about": one.about}) for one in COLUMNS[kind]]
    about = {"depesche.table": kind, "depesche.tables": VERSION, "depesche.version": depesche.__version__}
    made: pa.Schema = arrow.schema(fields, metadata=about)
    return made


def table(kind: str, rows: Iterable[Row]) -> pa.Table:
    """Rows, as `store.columns.rows_of` makes them, as a table; what a row does not tell is none.

    Raises:
        SetupError: if pyarrow is not installed.

    """
    found = list(rows)
    form = schema(kind)
    arrays = [_arrow().array([row.get(one.name) for row in found], type=one.type) for one in form]
    made: pa.Table = _arrow().Table.from_arrays(arrays, schema=form)
    return made


def told(kind: str) -> dict[str, str]:
    """What each column of a table says.

    >>> told("figures")["unit"]
    'what is counted or measured in'
    """
    columns: tuple[Column, ...] = COLUMNS[kind]
    return {one.name: one.about for one in columns}


def _arrow() -> Any:
    return extra("pyarrow", "arrow", "Parquet files")


def _types() -> dict[str, Any]:
    arrow = _arrow()
    words = arrow.string()
    span = arrow.struct([("start", arrow.int64()), ("end", arrow.int64()), ("text", words)])
    member = arrow.struct([("report", words), ("record", words), ("text", words)])
    return {
        "words": words,
        "day": arrow.date32(),
        "number": arrow.float64(),
        "count": arrow.int64(),
        "yes or no": arrow.bool_(),
        "list of words": arrow.list_(words),
        "span": span,
        "spans": arrow.list_(span),
        "members": arrow.list_(member),
    }
