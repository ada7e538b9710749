"""Counts, figures and lines."""

from __future__ import annotations

import pytest

from depesche.score.tables import Miss, Row, Table, error_lines


def test_rows_add_up_over_reports():
    """A figure is that of all reports together, not the mean of their figures."""
    table = Table()
    table.found("times", "times", 1, 2, 1)
    table.found("times", "times", 3, 4, 7)

    assert Row("times", "times", 4, 6, 8) == table.rows["times"]
    assert pytest.approx(2 * 0.5 * (4 / 6) / (0.5 + 4 / 6)) == table.figures()["times"]


@pytest.mark.parametrize("row", [Row("a", "a", 0, 0, 0), Row("a", "a", 0, 3, 0), Row("a", "a", 0, 0, None)], ids=repr)
def test_nothing_counts_as_zero(row):
    """Where there is nothing to divide by, the figure is 0 and no error."""
    assert row.figure == 0.0


def test_lines_fit_a_terminal():
    """A table is read at 80 columns."""
    table = Table()
    table.found("k", "positions with actor and act", 99999, 99999, 99999)
    table.right("s", "  addressee of those found", 1, 99999)

    assert all(len(line) <= 80 for line in table.lines())


def test_misses_are_told_by_class():
    """One sees at once how much of what kind is wrong, and where."""
    table = Table(
        misses=[
            Miss("extra", "statements", "a", 3, "Ruhe"),
            Miss("missed", "statements", "b", 0, "Geduld", "direct, Kolb"),
            Miss("missed", "statements", "a", 1, "Zeit"),
        ]
    )

    assert list(error_lines(table)) == [
        "statements, missed: 2",
        "  b[0] 'Geduld'  (direct, Kolb)",
        "  a[1] 'Zeit'",
        "statements, extra: 1",
        "  a[3] 'Ruhe'",
    ]


def test_json_has_every_row_and_miss():
    """Programs get the counts behind the figures."""
    table = Table(misses=[Miss("extra", "times", "a", 0, "heute")])
    table.found("times", "times", 1, 2, 2)
    table.right("times.type", "type", 1, 1)

    data = table.as_json()

    assert data["rows"]["times"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "hit": 1, "gold": 2, "ours": 2}
    assert data["rows"]["times.type"] == {"right": 1.0, "hit": 1, "of": 1}
    assert data["misses"][0]["text"] == "heute"
