"""A row of a table is a report; a row that is damaged takes no other with it."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits
from depesche.ingest.source_json import read_json, read_jsonl
from depesche.ingest.source_parquet import read_parquet
from depesche.ingest.source_table import read_csv

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
ROWS = [
    {"id": "a1", "text": "Man sprach in Köln.", "title": "Gespräche", "date": "2031-03-04", "source": "Elbanzeiger"},
    {"id": "a2", "text": "Man schwieg.", "title": "Schweigen", "date": "2031-03-05", "source": "Hafenkurier"},
    {"id": "a3", "text": "Man reiste ab.", "title": "Ende", "date": "2031-03-06", "source": "Elbanzeiger"},
]


def read(reader, raw, **options):
    limits = options.pop("limits", Limits())
    return list(reader(Given("a", raw=raw if isinstance(raw, bytes) else raw.encode(), options=options, limits=limits)))


def as_csv(rows=ROWS, separator=","):
    return "\n".join([separator.join(rows[0]), *(separator.join(row.values()) for row in rows)]) + "\n"


def as_jsonl(rows=ROWS):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_parquet(rows=ROWS, size=2) -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), out, row_group_size=size)
    return out.getvalue()


WAYS = {
    "csv": (read_csv, as_csv()),
    "tsv": (read_csv, as_csv(separator="\t")),
    "semicolons": (read_csv, as_csv(separator=";")),
    "utf-16": (read_csv, as_csv().encode("utf-16")),
    "latin-1": (read_csv, as_csv().encode("latin-1")),
    "marked": (read_csv, b"\xef\xbb\xbf" + as_csv().encode()),
    "jsonl": (read_jsonl, as_jsonl()),
    "jsonl latin-1": (read_jsonl, as_jsonl().encode("latin-1")),
    "json": (read_json, json.dumps(ROWS)),
    "json in a record": (read_json, json.dumps({"status": "ok", "articles": ROWS})),
    "parquet": (read_parquet, as_parquet()),
}


@pytest.mark.parametrize(("reader", "raw"), WAYS.values(), ids=WAYS)
def test_every_way_to_write_a_table_gives_the_same_reports(reader, raw):
    """Text, key and facts do not depend on how the table is stored."""
    pieces = read(reader, raw)

    assert [(piece.key, piece.text) for piece in pieces] == [(row["id"], row["text"]) for row in ROWS]
    assert {fact.field: fact.value for fact in pieces[0].facts} == {
        "published": "2031-03-04",
        "outlet": "Elbanzeiger",
        "title": "Gespräche",
    }
    assert "text in text, by its name" in pieces[0].basis


def test_columns_with_german_names_are_found():
    """A table as a German archive gives it needs no options."""
    raw = (
        "Überschrift;Datum;Quelle;Volltext;Autor\nEnde;4. März 2031;Hafenkurier;Man ging.;Erika Muster und Max Muster\n"
    )
    [piece] = read(read_csv, raw)
    said = [(fact.field, fact.value) for fact in piece.facts]

    assert piece.text == "Man ging."
    assert said == [
        ("published", "2031-03-04"),
        ("outlet", "Hafenkurier"),
        ("title", "Ende"),
        ("byline", "Erika Muster"),
        ("byline", "Max Muster"),
    ]


def test_stated_columns_win_and_reach_into_records():
    """What the user states is taken, also where a usual name stands beside it."""
    raw = json.dumps([{"text": "kurz", "full": {"de": "Man sprach lange."}}])
    [piece] = read(read_json, raw, text="full.de")

    assert piece.text == "Man sprach lange."
    assert "as stated" in piece.basis


def test_a_column_that_does_not_exist_is_named():
    """A slip in an option is told with the columns there are."""
    with pytest.raises(ReportError, match="no column volltxt"):
        read(read_csv, as_csv(), text="volltxt")


@pytest.mark.parametrize("reader", [read_csv, read_jsonl, read_json])
def test_a_table_without_texts_is_told_apart(reader):
    """A side table about other files is no table of reports; its columns are listed."""
    raw = {
        read_csv: "report,outlet\na.txt,Elbanzeiger\n",
        read_jsonl: '{"report": "a.txt", "outlet": "x"}\n',
        read_json: '[{"report": "a.txt", "outlet": "x"}]',
    }[reader]
    with pytest.raises(ReportError, match="report, outlet") as caught:
        read(reader, raw)

    assert "text=COLUMN" in str(caught.value)


def test_pages_in_a_column_are_read_as_pages():
    """HTML goes to what reads pages, with the row's facts."""
    [piece] = read(read_json, json.dumps([{"html": "<p>Man sprach.</p>", "title": "Ende"}]))

    assert (piece.raw, piece.suffix) == (b"<p>Man sprach.</p>", ".html")
    assert piece.facts


def test_keys_are_the_address_or_a_digest_and_do_not_hang_on_the_order():
    """Rows keep their keys when the table is sorted anew; exact repeats are numbered."""
    rows = [{"text": "Eins"}, {"text": "Zwei"}, {"text": "Eins"}, {"text": "Drei", "url": "https://e.example/3"}]
    keys = {piece.key for piece in read(read_jsonl, as_jsonl(rows))}

    assert keys == {piece.key for piece in read(read_jsonl, as_jsonl(rows[::-1]))}
    assert "https://e.example/3" in keys
    assert sum(key.endswith("-2") for key in keys) == 1
    assert len(keys) == 4


def test_bad_rows_are_named_and_the_others_stay():
    """Before and after a damaged row all is read."""
    raw = '{"text": "Eins"}\n{"text": \n[1]\n{"text": ""}\n{"text": "Zwei"}\n'
    pieces = read(read_jsonl, raw)

    assert [piece.text for piece in pieces if piece.error is None] == ["Eins", "Zwei"]
    assert [piece.error for piece in pieces if piece.error] == [
        "Line 2 is no JSON record.",
        "Line 3 is no JSON record.",
        "Line 4 has no text.",
    ]


@pytest.mark.parametrize(
    ("reader", "raw"),
    [
        (read_jsonl, as_jsonl()[:-9]),
        (read_json, json.dumps(ROWS)[:-9]),
        (read_json, json.dumps(ROWS)[:-1]),
        (read_csv, 'text,title\nEins,a\nZwei,b\n"Drei und'),
    ],
)
def test_a_truncated_end_is_named_and_what_came_before_stays(reader, raw):
    """The last row of a file that was cut off is not taken for a whole one."""
    pieces = read(reader, raw)

    assert sum(piece.error is None for piece in pieces) >= 2
    assert "truncated" in (pieces[-1].error or "")


def test_a_truncated_parquet_file_is_named():
    """Its list of columns stands at its end."""
    with pytest.raises(ReportError, match="truncated"):
        read(read_parquet, as_parquet()[:-20])


def test_damaged_rows_of_a_parquet_file_leave_the_other_groups():
    """A group of rows that cannot be read is named; the next one is read."""
    rows = [{"id": str(n), "text": f"Bericht {n} " * 50} for n in range(6)]
    raw = bytearray(as_parquet(rows))
    raw[10:60] = b"\xff" * 50
    pieces = read(read_parquet, bytes(raw))

    assert [piece.key for piece in pieces if piece.error is None] == ["2", "3", "4", "5"]
    assert [piece.error for piece in pieces if piece.error] == ["The rows 1 to 2 are damaged."]


def test_rows_that_are_too_large_are_passed_over():
    """Neither a huge cell nor a huge line is taken, and the next row is."""
    raw = as_jsonl([{"text": "x" * 5000}, {"text": "Zwei"}])
    pieces = read(read_jsonl, raw, limits=Limits(entry=1000))

    assert [piece.error is None for piece in pieces] == [False, True]


def test_a_row_with_too_many_cells_is_named_by_its_line():
    """A separator within a cell that is not quoted would move the columns."""
    pieces = read(read_csv, "title,text\na,Eins, zwei\nb,Zwei\n")

    assert (pieces[0].error or "").startswith("Line 2 has 3 cells")
    assert pieces[1].text == "Zwei"


def survives(reader, raw):
    try:
        for piece in read(reader, raw):
            assert piece.error or piece.raw is not None or piece.text == (piece.text or "").encode().decode()
    except ReportError:
        pass


READERS = [read_csv, read_jsonl, read_json, read_parquet]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(READERS), st.binary(max_size=200))
def test_any_bytes_give_pieces_or_our_error(reader, raw):
    """Whatever the bytes, nothing else escapes."""
    survives(reader, raw)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(WAYS)), st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=5))))
def test_damaged_files_give_pieces_or_our_error(way, changes):
    """Whatever bytes of a good file are changed, nothing else escapes."""
    reader, good = WAYS[way]
    raw = bytearray(good if isinstance(good, bytes) else good.encode())
    for at, new in changes:
        raw[at % len(raw) : at % len(raw) + len(new)] = new
    survives(reader, bytes(raw))
