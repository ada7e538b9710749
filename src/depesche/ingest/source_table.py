"""CSV and TSV tables of which each row is a report."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from depesche.errors import ReportError
from depesche.ingest.lines import read_lines
from depesche.ingest.pieces import Given, Piece, source
from depesche.ingest.rows import Table, failed, no_text


@source("csv", suffixes=(".csv", ".tsv"), about="Tables (CSV, TSV) with a report in each row", many=True)
def read_csv(given: Given) -> Iterator[Piece]:
    """Read the rows of a table whose first line names the columns.

    Raises:
        ReportError: if no column holds texts, as in a table about reports that lie in other files.

    """
    # The module's own limit is 131,072 characters for a cell; it holds for the whole process, so that it is put back.
    before = csv.field_size_limit(given.limits.entry)
    try:
        yield from _pieces(given)
    finally:
        csv.field_size_limit(before)


def _pieces(given: Given) -> Iterator[Piece]:
    found = read_lines(given)
    table = Table(given, "csv", found.encoding, found.basis)
    lines = _Counted(found.lines)
    head = next((line for line in lines if line.strip()), "")
    separator = max("\t;,|", key=head.count)
    reader = csv.reader(lines.again(head), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        names = tuple(cell.strip() for cell in next(reader, []))
    except csv.Error as error:
        raise ReportError(f"The first line cannot be cut into cells: {error}.", where=given.name) from error
    if not {"text", "html"} & set(table.columns(names).of):
        raise no_text(names, given.name)
    table.first = names
    yield from table.rows(_rows(reader, names, lines))


class _Counted:
    """Lines that are counted; one may be put back."""

    def __init__(self, lines: Iterator[str | None]) -> None:
        self.number = 0
        self._lines = lines
        self._back: list[str] = []
        self.too_long = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._back:
            return self._back.pop()
        line = next(self._lines)
        self.number += 1
        self.too_long = self.too_long or line is None
        return "" if line is None else line

    def again(self, line: str) -> _Counted:
        """Give a line once more."""
        self._back.append(line)
        return self


def _rows(reader: Any, names: tuple[str, ...], lines: _Counted) -> Iterator[tuple[str, dict[str, Any] | Piece]]:
    while True:
        place = f"Line {lines.number + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = (
                "is truncated: a quotation mark is not closed" if "end of data" in str(error) else f"is no row: {error}"
            )
            yield place, failed(f"line {lines.number}", f"{place} {what}.")
            continue
        if lines.too_long:
            lines.too_long = False
            yield place, failed(f"line {lines.number}", f"{place} or one in its row is longer than a line may be.")
        elif len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            yield (
                place,
                failed(
                    f"line {lines.number}",
                    f"{place} has {len(cells)} cells where the first line has {len(names)}.",
                    hint="A cell that holds the separator itself stands in double quotation marks.",
                ),
            )
        elif any(cell.strip() for cell in cells):
            yield place, dict(zip(names, cells, strict=False))
