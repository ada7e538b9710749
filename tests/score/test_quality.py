"""The quality page."""

from __future__ import annotations

from depesche.score.quality import GOALS, Measured, Quality, classes, headings
from depesche.score.tables import Miss, Table


def a_measurement(key="krauts-zeit", **figures):
    return Measured(
        key,
        "A corpus",
        "What it is.",
        "depesche score x",
        figures,
        ["a line"],
        [("missed", 3), ("extra", 1)],
        {"strict": 0.697},
    )


def test_the_page_shows_our_figure_beside_the_best_known_the_floor_and_the_goal():
    """One look tells where we stand."""
    page = Quality([a_measurement(strict=0.852)]).page("1.0")

    assert "| KRAUTS, Die Zeit: strict | **.852** | HeidelTime .697 | .697 | .850 |" in page
    assert "version 1.0" in page


def test_a_data_set_stands_with_its_command_its_table_and_its_errors():
    """Whoever reads a figure can measure it again, and knows what goes wrong."""
    page = Quality([a_measurement(strict=0.852)]).page("1.0")

    assert "## A corpus\n\nWhat it is.\n\n```\n$ depesche score x\na line\n```" in page
    assert "| 3 | missed |\n| 1 | extra |" in page


def test_what_was_not_measured_is_not_in_the_overview():
    """No figure stands there without having been measured."""
    lines = Quality([a_measurement(strict=0.852)]).overview()

    assert len(lines) == 2
    assert max(map(len, lines)) <= 80


def test_no_goal_is_below_its_floor():
    """The goal of a figure is as high as its floor or higher."""
    assert not [g for g in GOALS if g.floor is not None and g.goal is not None and g.goal < g.floor]


def test_errors_of_a_table_are_counted_by_class():
    """The commonest class stands first."""
    table = Table(misses=[Miss("extra", "times", "a", 0, "x"), *[Miss("missed", "times", "a", n, "y") for n in (1, 2)]])

    assert classes(table) == [("times, missed", 2), ("times, extra", 1)]


def test_examples_below_a_class_are_no_classes():
    """Only lines that are not indented name a class with its count."""
    assert headings(["missed: cue: 2", "  one: 7", "extra: 3", "a note"]) == [("extra", 3), ("missed: cue", 2)]
