"""Positions in the briefing and in spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.errors import UsageError
from depesche.export.spreadsheet import POSITION_COLUMNS, write_rows
from depesche.export.stands import PositionLine, by_issue, stands_of
from depesche.records import Position, Report

TEXT = "Bergland verlangt den Zoll.\n\nTalgrund lehnt den Zoll ab, wenn die Brücke zu bleibt.\n"


def a_position(report: Report, number: int, actor: str, act: str, words: str) -> Position:
    """A position whose evidence are some words of a report."""
    start = report.text.index(words)
    condition = report.span(start, start + 4) if act == "refuse" else None
    evidence = (report.span(start, start + len(words)),)
    return Position(f"{number:016x}", actor, act, "toll", "pro", evidence, condition=condition, issue_text="Zoll")  # type: ignore[arg-type]


@pytest.fixture
def report() -> Report:
    """A report with two positions on one issue."""
    plain = a_report(TEXT)
    first = a_position(plain, 1, "Bergland", "demand", "verlangt den Zoll")
    second = a_position(plain, 2, "Talgrund", "refuse", "lehnt den Zoll ab")
    return replace(plain, positions=(second, first))


def test_positions_come_by_place_with_paragraph_and_statement(report: Report) -> None:
    """Each line cites its paragraph, and the statement in whose words it lies, if it lies in one."""
    lines = list(stands_of(report, {(0, 20): 7}))
    assert [(line.actor, line.paragraph, line.statement) for line in lines] == [
        ("Bergland", 1, 7),
        ("Talgrund", 2, None),
    ]
    assert lines[1].condition == "lehn"


def test_issues_on_which_most_stand_somewhere_come_first(report: Report) -> None:
    """Within an issue judgements come last."""
    lines = list(stands_of(report, {}))
    other = replace(lines[0], issue="bridge", act="assess")
    judged = replace(lines[0], actor="Auental", act="assess")
    issues = by_issue([other, judged, *lines])
    assert [issue.issue for issue in issues] == ["toll", "bridge"]
    assert [line.act for line in issues[0].lines] == ["demand", "refuse", "assess"]


def test_nothing_depends_on_the_order_in_which_lines_come(report: Report) -> None:
    """The same lines give the same issues, whatever their order."""
    lines: list[PositionLine] = list(stands_of(report, {}))
    assert by_issue(lines) == by_issue(lines[::-1])


def test_a_spreadsheet_has_a_row_per_position(report: Report) -> None:
    """`of="positions"` writes positions in the order of the text, with the columns of positions."""
    out = io.StringIO()
    assert write_rows([report], out, {f"{1:016x}": "accept"}, of="positions").rows == 2
    rows = list(csv.DictReader(io.StringIO(out.getvalue().lstrip("\ufeff")), delimiter=";"))
    assert tuple(rows[0]) == POSITION_COLUMNS
    assert [(row["actor"], row["act"], row["issue_text"], row["verdict"]) for row in rows] == [
        ("Bergland", "demand", "Zoll", "accept"),
        ("Talgrund", "refuse", "Zoll", ""),
    ]


def test_a_table_of_anything_else_is_refused(report: Report) -> None:
    """What has a row must be a kind of record that has a table."""
    with pytest.raises(UsageError, match="no table of times"):
        write_rows([report], io.StringIO(), of="times")
