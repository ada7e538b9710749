"""Parquet tables: what other programs read out of them is what the case tells."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from tests.export.coded import reports as odd_reports

from depesche.export.json_file import write_json
from depesche.export.registry import write
from depesche.records import Report, Source, Span, Talk, Time
from depesche.store.arrow import schema, table, told
from depesche.store.case import Case
from depesche.store.columns import COLUMNS, KINDS, Row, fit, rows_of

RECORDS = KINDS[1:-2]


def tables(case):
    """What an export has, by kind, as bytes."""
    out = io.BytesIO()
    written = write(case, "parquet", out)
    with zipfile.ZipFile(out) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.compress_type for one in packed.infolist()} == {zipfile.ZIP_STORED}
        found = {name.removesuffix(".parquet"): packed.read(name) for name in packed.namelist()}
    return written, found, out.getvalue()


@pytest.fixture
def whole(sample_case):
    """The sample case, opened."""
    with Case.open(sample_case) as case:
        yield case


def test_every_program_reads_what_the_case_tells(whole):
    """pyarrow, Polars and pandas alike find each row of each record, with spans, days and numbers as they are."""
    written, found, _ = tables(whole)
    expected: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for report in whole.reports():
        for kind, row in rows_of(report):
            expected[kind].append(row)
    read = {kind: pq.read_table(io.BytesIO(data)) for kind, data in found.items()}

    assert tuple(found) == KINDS
    assert written.rows == sum(one.num_rows for one in read.values())
    assert min(one.num_rows for one in read.values()) > 0
    for kind in (*RECORDS, "reports"):
        assert read[kind].to_pylist() == expected[kind]
        assert pl.read_parquet(io.BytesIO(found[kind])).to_dicts() == expected[kind]
        frame = pd.read_parquet(io.BytesIO(found[kind]))
        assert frame["id"].tolist() == [row["id"] for row in expected[kind]]


def test_rows_are_the_records(whole):
    """No field of a record is lost but what derives from others, and spans are the text of the report beside them."""
    _, found, _ = tables(whole)
    texts = {row["id"]: row["text"] for row in pq.read_table(io.BytesIO(found["reports"])).to_pylist()}
    rows = {kind: {row["id"]: row for row in pq.read_table(io.BytesIO(found[kind])).to_pylist()} for kind in RECORDS}
    seen = 0
    for report in whole.reports(doubles=False):
        assert texts[report.id] == report.text
        for kind in RECORDS:
            for record in getattr(report, kind):
                row = rows[kind][record.id]
                for name in set(record.__dataclass_fields__) - {"anchor", "since", "until", "value"}:
                    if row["report"] == report.name:
                        assert row[name] == fit(getattr(record, name))
                for value in row.values():
                    for span in value if isinstance(value, list) else [value]:
                        if isinstance(span, dict):
                            seen += 1
                            assert span["text"] == texts[row["report_id"]][span["start"] : span["end"]]
    assert seen > 500


def test_utterances_and_relations_are_those_of_the_case(whole):
    """Each relation has all that the format json has of it."""
    _, found, _ = tables(whole)
    out = io.StringIO()
    write_json(whole, out)
    told_there = json.loads(out.getvalue())
    relations = pq.read_table(io.BytesIO(found["relations"])).to_pylist()
    utterances = pq.read_table(io.BytesIO(found["utterances"])).to_pylist()

    def of(kind):
        return [json.loads(row["json"]) for row in relations if row["kind"] == kind]

    assert of("meeting") == told_there["meetings"]
    assert of("silence") == told_there["silences"]
    assert [row["reports"] for row in relations if row["kind"] == "lineage"] == [
        one["reports"] for one in told_there["lineage"]
    ]
    assert [(row["id"], len(row["members"])) for row in utterances] == [
        (one["id"], len(one["members"])) for one in told_there["utterances"]
    ]


def test_types_and_meanings_are_told():
    """Every column has its type and says what it holds; the table names its version."""
    for kind in KINDS:
        form = schema(kind)
        assert [one.name for one in form] == [one.name for one in COLUMNS[kind]]
        assert {one.name: one.metadata[b"about"].decode() for one in form} == told(kind)
        assert form.metadata[b"depesche.table"] == kind.encode()
        assert form.metadata[b"depesche.tables"] == b"1"
    assert schema("statements").field("published").type == pa.date32()
    content = schema("statements").field("content").type
    assert str(content.value_type) == "struct<start: int64, end: int64, text: string>"


def test_the_same_bytes_each_time(whole):
    """Nothing of the day or the place of the file is in it."""
    assert tables(whole)[2] == tables(whole)[2]


def test_an_empty_case_has_all_tables(make_case):
    """With their columns and no rows."""
    written, found, _ = tables(make_case([]))

    assert written.rows == 0
    assert {kind: pq.read_schema(io.BytesIO(data)).names for kind, data in found.items()} == {
        kind: [one.name for one in COLUMNS[kind]] for kind in KINDS
    }


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd_reports("ab😀\u00a0\x00\x1b\ud800=@"))
def test_odd_characters_keep_their_places(report):
    """Controls stay, lone surrogates become one character each, words that begin like formulas are words."""
    made = {kind: table(kind, [row for found, row in rows_of(report) if found == kind]) for kind in RECORDS}
    text = fit(report.text)
    for kind, found in made.items():
        for row in found.to_pylist():
            for value in row.values():
                for span in value if isinstance(value, list) else [value]:
                    if isinstance(span, dict):
                        assert span["text"] == text[span["start"] : span["end"]]
        assert found.num_rows == len(getattr(report, kind))


def test_days_are_days():
    """A stretch of days has no single day as a time, and its first one as a talk."""
    span = (Span(0, 1, "a"),)
    report = Report(
        "a.txt", "a", Source("", "", "", "", "", 0, ""),
        times=(Time("1", span[0], "DATE", "2031-05-05", "x"), Time("2", span[0], "DATE", "2031-05-05/2031-05-07", "x")),
        talks=(Talk("3", "t", (), "held", span, date="2031-05-05/2031-05-07"),),
    )  # fmt: skip
    days = [row["day"] for kind, row in rows_of(report) if kind in {"times", "talks"}]

    assert days == [date(2031, 5, 5), None, date(2031, 5, 5)]
