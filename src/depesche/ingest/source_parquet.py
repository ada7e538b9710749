"""Parquet tables of which each row is a report, read one group of rows after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.errors import ReportError
from depesche.extras import extra
from depesche.ingest.pieces import Given, Piece, source
from depesche.ingest.rows import Table, failed, no_text

_BATCH = 256


@source(
    "parquet", suffixes=(".parquet",), starts=(b"PAR1",), about="Parquet tables with a report in each row", many=True
)
def read_parquet(given: Given) -> Iterator[Piece]:
    """Read the rows of a Parquet table.

    Raises:
        ReportError: if the file is damaged or truncated, or no column holds texts.
        SetupError: if pyarrow is not installed.

    """
    arrow = extra("pyarrow", "arrow", "Parquet files")
    parquet = extra("pyarrow.parquet", "arrow", "Parquet files")
    mishaps = (arrow.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError)
    table = Table(given, "parquet", "utf-8", "Parquet")
    with given.open() as file:
        try:
            opened = parquet.ParquetFile(file)
            names = tuple(str(name) for name in opened.schema_arrow.names)
        except mishaps as error:
            raise ReportError(
                "The Parquet file is damaged or truncated: its list of columns, which stands at its end, cannot be read.",
                where=given.name,
                hint="Fetch it again.",
            ) from error
        if not {"text", "html"} & set(table.columns(names).of):
            raise no_text(names, given.name)
        yield from table.rows(_rows(opened, mishaps, _wanted(table, names)))


def _wanted(table: Table, names: tuple[str, ...]) -> list[str] | None:
    """The columns that are read; all of them where a digest of the row is its key."""
    of = table.columns(names).of
    wanted = sorted({name.partition(".")[0] if name not in names else name for name in of.values()})
    return wanted if {"id", "url"} & set(of) else None


def _rows(
    opened: Any, mishaps: tuple[type[BaseException], ...], wanted: list[str] | None
) -> Iterator[tuple[str, dict[str, Any] | Piece]]:
    number = 0
    for group in range(opened.num_row_groups):
        before, count = number, 0
        try:
            count = opened.metadata.row_group(group).num_rows
            for batch in opened.iter_batches(_BATCH, row_groups=[group], columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield f"Row {number}", row
        except mishaps:
            yield "Rows", failed(f"rows {number + 1}", f"The rows {number + 1} to {before + count} are damaged.")
            number = before + count
