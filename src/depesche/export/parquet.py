"""A case as typed tables: an archive of one Parquet file for each kind of record and for what relates reports."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any, Self

from depesche.export.as_json import dumps
from depesche.export.registry import Written, exporter
from depesche.export.relations import KINDS as KINDS_ACROSS
from depesche.export.relations import relation_object
from depesche.extras import extra
from depesche.relations import Member, Quote, Utterance
from depesche.store.arrow import schema, table
from depesche.store.columns import KINDS, Row, day_of, fit, rows_of

if TYPE_CHECKING:
    from depesche.store.case import Case

_AT_ONCE = 5_000  # rows that one piece of a file holds
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first day that archives know


@exporter("parquet", suffix=".parquet.zip", about="typed tables for data frames, one Parquet file a kind", binary=True)
def write_parquet(case: Case, out: IO[bytes]) -> Written:
    """Write a table of each kind; return how many rows they have. A few thousand rows of each are held.

    Raises:
        SetupError: if pyarrow is not installed.

    """
    with ExitStack() as files:
        tables = {kind: files.enter_context(_Table(kind)) for kind in KINDS}
        for kind, row in _rows(case):
            tables[kind].add(row)
        for one in tables.values():
            one.end()
        _pack(out, ((f"{kind}.parquet", one.file) for kind, one in tables.items()))
        return Written(sum(one.rows for one in tables.values()))


def _rows(case: Case) -> Iterator[tuple[str, Row]]:
    for report in case.reports():
        yield from rows_of(report)
    for utterance in case.utterances():
        yield "utterances", _utterance(utterance)
    for key, kind in KINDS_ACROSS.items():
        if key != "utterances":
            for one in getattr(case, key)():
                yield "relations", _relation(kind, one)


class _Table:
    """A Parquet file that grows."""

    def __init__(self, kind: str) -> None:
        parquet, form = extra("pyarrow.parquet", "arrow", "Parquet files"), schema(kind)
        self.rows = 0
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the table)
        self._kind = kind
        self._held: list[Row] = []
        self._writer: Any = parquet.ParquetWriter(self.file, form, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer.is_open:  # something went wrong on the way
            self._writer.close()
        self.file.close()

    def add(self, row: Row) -> None:
        """Put a row behind the others."""
        self.rows += 1
        self._held.append(row)
        if len(self._held) >= _AT_ONCE:
            self._put()

    def end(self) -> None:
        """Write what is held and the foot of the file."""
        if self._held or not self.rows:
            self._put()
        self._writer.close()

    def _put(self) -> None:
        self._writer.write_table(table(self._kind, self._held), row_group_size=_AT_ONCE)
        self._held = []


def _pack(out: IO[bytes], members: Iterable[tuple[str, IO[bytes]]]) -> None:
    """Pack files as they are, each of which is compressed already; made aside, so that a pipe gets the same bytes as a file."""
    with tempfile.TemporaryFile() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
            for name, file in members:
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.create_system = 3  # else it tells the system that it was made on
                entry.external_attr = 0o644 << 16
                file.seek(0)
                with packed.open(entry, "w", force_zip64=True) as into:
                    shutil.copyfileobj(file, into)
        made.seek(0)
        shutil.copyfileobj(made, out)


def _utterance(one: Utterance) -> Row:
    return {
        "id": one.id,
        "actor": fit(one.actor),
        "day": day_of(one.day),
        "members": [{"report": fit(m.report), "record": m.record, "text": fit(m.text)} for m in one.members],
        "longest": one.longest,
        "first": one.first,
        "confidence": one.confidence,
        "why": fit(one.why),
    }


def _relation(kind: str, one: Any) -> Row:
    return {
        "kind": kind,
        "id": fit(getattr(one, "id", "") or getattr(one, "report", "")),
        "reports": fit(sorted(set(_named(one)))),
        "confidence": getattr(one, "confidence", None),
        "json": dumps(relation_object(one)),
    }


def _named(value: Any) -> Iterator[str]:
    """The reports that a relation points into, wherever it does so; its reasons are no part of what it rests on."""
    if isinstance(value, (Member, Quote)):
        yield value.report
    elif isinstance(value, tuple):
        for one in value:
            yield from _named(one)
    elif hasattr(type(value), "__dataclass_fields__"):
        if isinstance(report := getattr(value, "report", None), str):
            yield report
        yield from getattr(value, "reports", ())
        for name in type(value).__dataclass_fields__:
            if name not in {"reasons", "reports"}:
                yield from _named(getattr(value, name))
