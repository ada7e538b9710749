"""The tables of an archive: one row a report, one row a record, one row a relation; typed, and each column said what it holds."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import depesche
from depesche.extras import extra
from depesche.records import Figure, Report, Span
from depesche.store.codec import decode, encode
from depesche.store.schema import KINDS

UNDATED = "none"
"""Stands for the day of reports that state none."""

Row = dict[str, Any]

REPORTS: Mapping[str, tuple[str, str]] = {
    "name": ("string", "what the report is called"),
    "id": ("string", "the stable name of this version of the report: 16 hex digits"),
    "digest": ("string", "sha256 of the text that all offsets count in"),
    "origin": ("string", "where it came from: path, path#entry, or address"),
    "as_of": ("string", "when this version was taken or issued, where the source tells"),
    "published": ("date32", "the day that the report states"),
    "outlet": ("string", "who published it"),
    "title": ("string", "its headline"),
    "language": ("string", "ISO 639-1 code, where it could be told"),
    "unread": ("string", "why nothing was read of it, else null"),
    "text": ("string", "its whole text"),
    "bytes_digest": ("string", "sha256 of the bytes that the text was made of"),
    "reader": ("string", "versions of the readers and of the pack"),
    "read": ("binary", "the report with everything that was read of it, as JSON in the form of the case"),
}
RECORDS: Mapping[str, tuple[str, str]] = {
    "kind": ("string", "statement, time, actor, talk, position or figure"),
    "report": ("string", "name of the report"),
    "report_id": ("string", "id of the version of the report"),
    "digest": ("string", "sha256 of the report's text"),
    "published": ("date32", "day of the report"),
    "outlet": ("string", "outlet of the report"),
    "id": ("string", "the stable name of the record"),
    "start": ("int32", "where its evidence begins, in code points of the text"),
    "end": ("int32", "where its evidence ends"),
    "page": ("int32", "the page of the source it stands on, for what has pages"),
    "words": ("string", "its evidence, pieces joined by ` … `"),
    "actor": ("string", "who acts, by canonical name; for actors their name"),
    "acts_for": ("string", "for whom the actor acts"),
    "addressee": ("string", "to whom"),
    "mode": ("string", "of statements: direct, indirect, mixed, reported"),
    "act": ("string", "of statements and positions: demand, offer, refuse ..."),
    "issue": ("string", "of positions: the issue"),
    "stance": ("string", "of positions: pro, contra, neutral"),
    "type": ("string", "of times: DATE, TIME, DURATION, SET; of actors: person, state ..."),
    "value": ("string", "of times: the TIMEX3 value; of talks: the date; of figures: the unit"),
    "status": ("string", "of talks: planned, held ..."),
    "low": ("float64", "of figures: the lower value"),
    "high": ("float64", "of figures: the higher value"),
    "confidence": ("float64", "how sure the reader is, 0 to 1"),
    "why": ("string", "the rule that made the record"),
    "reader": ("string", "versions of the readers and of the pack"),
    "data": ("string", "the whole record as JSON, spans as [start, end]"),
}
RELATIONS: Mapping[str, tuple[str, str]] = {
    "kind": ("string", "story, dating, utterance, lineage, discrepancy or silence"),
    "story": ("string", "the first report of the story it belongs to"),
    "reports": ("strings", "the reports it joins"),
    "data": ("string", "the whole relation as JSON, spans as [start, end]"),
}
_SINGULAR = {name: name[:-1] for name in KINDS}


def parquet(rows: Sequence[Row], columns: Mapping[str, tuple[str, str]]) -> bytes:
    """Rows as a Parquet file; the same rows give the same bytes.

    Raises:
        SetupError: if pyarrow is not installed.

    """
    arrow, writer = extra("pyarrow", "arrow", "Parquet files"), extra("pyarrow.parquet", "arrow", "Parquet files")
    kinds = {"strings": arrow.list_(arrow.string()), "binary": arrow.large_binary()}
    kinds |= {name: getattr(arrow, name)() for name in ("string", "date32", "int32", "float64")}
    schema = arrow.schema(
        [arrow.field(name, kinds[kind], metadata={"about": about}) for name, (kind, about) in columns.items()],
        metadata={"made by": f"Depesche {depesche.__version__}"},
    )
    made = arrow.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema=schema)
    out = io.BytesIO()
    writer.write_table(made, out, compression="zstd", row_group_size=2_000)
    return out.getvalue()


def report_row(report: Report, reader: str) -> Row:
    """The row of a report."""
    kept = {name: value for name, value in encode(report).items() if name not in {"sentences", "cast"}}
    if _storable(report.text) == report.text:
        del kept["text"]
    return {
        "name": report.name,
        "id": report.id,
        "digest": report.digest,
        "origin": report.source.origin,
        "as_of": report.source.as_of,
        "published": _day(report.header.published.value),
        "outlet": report.header.outlet,
        "title": report.header.title,
        "language": report.language,
        "unread": report.unread,
        "text": _storable(report.text),
        "bytes_digest": report.source.bytes_digest,
        "reader": reader,
        "read": json.dumps(kept, ensure_ascii=True, separators=(",", ":")).encode("ascii"),
    }


def report_of(row: Row) -> Report:
    """The report that a row was made of."""
    kept = json.loads(row["read"])
    text = kept.setdefault("text", row["text"])
    report: Report = decode(Report, kept, text)
    return report


def record_rows(report: Report, reader: str) -> Iterable[Row]:
    """A row for each record of a report, in the order in which the readers gave them."""
    about = {
        "report": report.name,
        "report_id": report.id,
        "digest": report.digest,
        "published": _day(report.header.published.value),
        "outlet": report.header.outlet,
        "reader": reader,
    }
    for kind, singular in _SINGULAR.items():
        for record in getattr(report, kind):
            row = _record_row(record)
            page = None if row["start"] is None else report.page_at(row["start"])
            yield about | {"kind": singular, "page": page} | row


def _record_row(record: Any) -> Row:
    spans = _evidence(record)
    fields = ("id", "acts_for", "mode", "act", "issue", "stance", "status", "confidence", "why")
    row: Row = {name: getattr(record, name, None) for name in fields}
    addressee = getattr(record, "addressee", None)
    row |= {
        "start": min((one.start for one in spans), default=None),
        "end": max((one.end for one in spans), default=None),
        "words": _storable(" … ".join(one.text for one in spans)),
        "actor": getattr(record, "actor", None) or getattr(record, "name", None),
        "addressee": addressee.text if isinstance(addressee, Span) else addressee,
        "type": getattr(record, "type", None) or getattr(record, "kind", None),
        "value": getattr(record, "date", None) or getattr(record, "unit", None) or getattr(record, "value", None),
        "data": json.dumps(encode(record), ensure_ascii=True, separators=(",", ":")),
    }
    if isinstance(record, Figure):
        low, high = record.value if isinstance(record.value, tuple) else (record.value, record.value)
        row |= {"low": low, "high": high, "value": record.unit}
    return row


def _evidence(record: Any) -> list[Span]:
    for name in ("content", "evidence", "mentions", "span"):
        found = getattr(record, name, None)
        if isinstance(found, Span):
            return [found]
        if found:
            return list(found)
    return list(getattr(record, "cue", ()))


def _storable(words: str) -> str:
    """What Parquet takes as text: lone surrogates have no UTF-8. The `read` column has them as they are."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None
