"""The table for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.export.registry import Written, write
from depesche.export.spreadsheet import COLUMNS, neutral, write_rows
from depesche.records import Header


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def table(reports):
    out = io.StringIO(newline="")
    return write_rows(reports, out), out.getvalue()


def test_a_german_spreadsheet_program_opens_it_right(case):
    """UTF-8 with its mark, semicolons, decimal commas, line ends of RFC 4180."""
    out = io.BytesIO()
    written = write(case, "csv", out)
    data = out.getvalue()

    assert data.startswith(b"\xef\xbb\xbf" + ";".join(COLUMNS).encode() + b"\r\n")
    assert Written(5, 0) == written
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_row_holds_a_statement(reports):
    """With its place, in the columns that were promised."""
    first, *_ = rows_of(table(reports)[1])

    assert {
        "report": "a/bridge.txt",
        "published": "2031-05-05",
        "outlet": "Auenblatt",
        "paragraph": "2",
        "page": "",
        "actor": "Ada Brenn",
        "mode": "direct",
        "act": "refuse",
        "source": "Ministerin Ada Brenn",
        "cue": "sagte",
        "content": "Wir zahlen nicht … und wir warten nicht.",
        "addressee": "",
        "occasion": "vor Reportern",
        "via": "",
        "start": str(reports[0].text.index("Wir zahlen")),
        "end": str(reports[0].text.index("“ Ihr Sprecher")),
        "confidence": "0,88",
        "why": "rule 1",
        "verdict": "",
    } == first


def test_the_verdict_stands_beside_the_statement(make_case, reports):
    """What people ruled goes out with what the machine read, what they rejected too."""
    case = make_case(reports)
    ids = [statement.id for statement in reports[0].statements]
    case.rule(ids[1], "reject", "Ada")
    case.rule(ids[2], "accept", "Ada")
    case.rule(ids[3], "correct", "Ada", {"act": "demand"})
    out = io.BytesIO()
    write(case, "csv", out)
    rows = rows_of(out.getvalue().decode())

    assert {ids[1]: "rejected", ids[2]: "accepted", ids[3]: "corrected"} == {
        one: row["verdict"] for one, row in zip(ids, rows, strict=False) if row["verdict"]
    }
    assert rows[3]["act"] == "demand"


def test_the_same_text_counts_once(make_case, reports):
    """Two files with one text are one source."""
    valley = reports[1]
    double = replace(valley, name="z.txt", source=replace(valley.source, origin="/in/z.txt"))

    assert write(make_case([valley, double]), "csv", io.BytesIO()).rows == 1


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_like_a_formula(first):
    """An apostrophe makes it text."""
    assert neutral(f"{first}1+1") == f"'{first}1+1"


def test_defused_cells_are_counted(reports):
    """In every column that a report or a file name can fill."""
    valley = reports[1]
    evil = replace(
        valley,
        name="=name.txt",
        header=Header(outlet="@outlet"),
        statements=(replace(valley.statements[0], actor="+actor", why="-why"),),
    )
    written, text = table([evil, reports[0]])
    row = rows_of(text)[0]

    assert Written(5, 4) == written
    assert (row["report"], row["outlet"], row["actor"], row["why"]) == ("'=name.txt", "'@outlet", "'+actor", "'-why")


@given(st.text())
def test_a_cell_of_any_text_stays_one_cell(text):
    """Quotation marks, semicolons, line ends, surrogates: a row stays a row, and UTF-8 can carry it."""
    from depesche.records import Report, Source, Statement  # noqa: PLC0415

    statement = Statement("s", "direct", (), actor=text)
    report = Report("r", "", Source("", "text", "", "utf-8", "", 0, ""), statements=(statement,))
    _, found = table([report])
    [row] = rows_of(found)

    assert found.encode()
    assert set(COLUMNS) == set(row)
    assert not row["actor"].startswith(("=", "+", "-", "@", "\t", "\r"))
