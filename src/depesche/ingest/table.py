"""The side table that a person keeps beside the reports: `--meta FILE.csv`."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from depesche.errors import ReportError, UsageError
from depesche.ingest.days import day
from depesche.ingest.decode import decode
from depesche.ingest.kinds import suffix
from depesche.ingest.sources import shown
from depesche.records import Fact

BASIS = "table"
FIELDS = ("published", "outlet", "byline", "title", "agencies", "dateline", "genre")
GENRES = ("news", "speech")
_REPORT = ("report", "file", "name")
# Fields of which a cell may hold several, parted by a semicolon, comma, bar or slash.
_SEVERAL = frozenset({"byline", "agencies", "dateline"})
_APART = re.compile(r"\s*[;,|/]\s*")
_LARGEST = 20_000_000
_Table = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column names the report, which field every other one holds, and how many there are."""

    report: int
    fields: dict[int, str]
    count: int


def side_table(path: str | Path) -> dict[str, tuple[Fact, ...]]:
    """Read a side table, or a library of Zotero's (CSL-JSON): what it states of each report, by the report's name.

    The first line names the columns: `report` (or `file`, `name`) and any of published, outlet, byline, title,
    agencies, dateline, genre. Cells are parted by commas, semicolons or tabs; UTF-8 and Windows-1252 are told apart; days
    are written 2022-01-10, 10.01.2022 or 10. Januar 2022. An empty cell states nothing.

    Raises:
        UsageError: naming the line and the column of what cannot be understood.

    """
    if suffix(str(path)) == ".json":
        from depesche.ingest.csl import csl_facts  # noqa: PLC0415 (few keep their facts so)

        return csl_facts(path)
    where = shown(str(path))
    rows = _rows(_text(Path(path), where), where)
    columns = _columns(rows[0][1], where) if rows else None
    if columns is None:
        raise UsageError("The table is empty.", where=where, hint=f"Its first line names columns: report, {_known()}.")
    table: dict[str, tuple[Fact, ...]] = {}
    lines: dict[str, int] = {}
    for line, cells in rows[1:]:
        place = f"{where}, line {line}"
        name, facts = _row(cells, columns, place)
        if name in table and table[name] != facts:
            raise UsageError(
                f"{name} stands in line {lines[name]} already, with something else said of it.",
                where=place,
                hint="Keep one line per report.",
            )
        table[name], lines[name] = facts, line
    return table


def stated_of(table: _Table, name: str) -> tuple[Fact, ...]:
    """What a table states of a report: under its full name, else its file name, else that without suffix.

    >>> stated_of({"a.txt": (Fact("outlet", "Tagesbote", "table"),)}, "montag/a.txt")[0].value
    'Tagesbote'
    """
    return next((table[key] for key in _keys(name) if key in table), ())


def unknown(table: _Table, names: Iterable[str]) -> tuple[str, ...]:
    """The names in a table that belong to none of the reports, in the order of the table."""
    used = {next((key for key in _keys(name) if key in table), None) for name in names}
    return tuple(name for name in table if name not in used)


def _keys(name: str) -> tuple[str, str, str]:
    path = PurePosixPath(name)
    return name, path.name, path.stem


def _known() -> str:
    return ", ".join(FIELDS)


def _text(path: Path, where: str) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise UsageError("The table has more than 20 MB.", where=where, hint="Is it the right file?")
        return decode(raw, where=where).text
    except OSError as error:
        raise UsageError(
            f"The table cannot be read: {error.strerror}.", where=where, hint="Check how the path is written."
        ) from error
    except ReportError as error:
        raise UsageError(
            "The table is no text.", where=where, hint="From a spreadsheet program, save it as CSV (UTF-8)."
        ) from error


def _rows(text: str, where: str) -> list[tuple[int, list[str]]]:
    """The lines that hold anything, with their numbers; a quoted cell may run over several."""
    head = text.partition("\n")[0]
    separator = max(";,\t", key=head.count)
    # Strictly: a quotation mark that nobody closes would make one cell of all the lines below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    return list(_numbered(reader, where))


def _numbered(reader: Iterator[list[str]], where: str) -> Iterator[tuple[int, list[str]]]:
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, [cell.strip() for cell in cells]
            before = reader.line_num  # type: ignore[attr-defined]
    except csv.Error as error:
        raise UsageError(
            f"The line cannot be cut into cells: {error}.",
            where=f"{where}, line {before + 1}",
            hint="A cell that begins with a quotation mark ends with one; one within it is written twice.",
        ) from error


def _columns(head: list[str], where: str) -> _Columns:
    names = [cell.lower() for cell in head]
    report = next((names.index(name) for name in _REPORT if name in names), None)
    if report is None:
        raise UsageError(
            "No column of the table says which report a line is about.",
            where=f"{where}, line 1",
            hint="Call one of them report; it holds the names of the files.",
        )
    fields: dict[int, str] = {}
    for i, name in enumerate(names):
        if i == report:
            continue
        if name in fields.values():
            raise UsageError(f"There are two columns {name}.", where=f"{where}, line 1", hint="Keep one of them.")
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.75)
        if name in FIELDS:
            fields[i] = name
        elif near:
            # Other columns are the user's own business, but a slip of the pen must not lose what they state.
            raise UsageError(
                f"There is no column {name}.", where=f"{where}, line 1", hint=f"Is {near[0]} meant? Known: {_known()}."
            )
    return _Columns(report, fields, len(head))


def _row(cells: list[str], columns: _Columns, place: str) -> tuple[str, tuple[Fact, ...]]:
    if len(cells) > columns.count or len(cells) <= columns.report:
        raise UsageError(
            f"The line has {len(cells)} cells where the first line has {columns.count}.",
            where=place,
            hint="A cell that holds the separator itself stands in double quotation marks.",
        )
    name = shown(cells[columns.report].replace("\\", "/").removeprefix("./"))
    if not name:
        raise UsageError(
            "The line does not say which report it is about.",
            where=f"{place}, column report",
            hint="Write the report's file name there, or take the line out.",
        )
    facts = [fact for i, field in columns.fields.items() if i < len(cells) for fact in _facts(field, cells[i], place)]
    return name, tuple(facts)


def _facts(field: str, cell: str, place: str) -> list[Fact]:
    if not cell:
        return []
    if field == "published":
        value = day(cell)
        if value is None:
            raise UsageError(
                f"{cell!r} is no day.",
                where=f"{place}, column published",
                hint="Write it 2022-01-10, 10.01.2022 or 10. Januar 2022.",
            )
        return [Fact(field, value, BASIS)]
    if field == "genre" and cell.lower() not in GENRES:
        raise UsageError(f"{cell!r} is no genre.", where=f"{place}, column genre", hint=f"Known: {', '.join(GENRES)}.")
    if field == "genre":
        return [Fact(field, cell.lower(), BASIS)]
    values = _APART.split(cell) if field in _SEVERAL else [cell]
    return [Fact(field, value, BASIS) for value in values if value]
