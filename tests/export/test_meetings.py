"""Talks and figures as lines of the briefing, and as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.export.briefing import briefing_of
from depesche.export.meetings import amount, by_date, figures_of, talks_of
from depesche.export.page import write_page
from depesche.export.spreadsheet import write_rows
from depesche.records import Figure, Header, Published, Report, Talk

TEXT = "Am Dienstag trafen sich Arland und Besk in Genf.\n\nSie reden am Freitag weiter, über 14 bis 20 Schiffe."


@pytest.fixture
def report() -> Report:
    """A report of two talks and a figure that two actors assert."""
    plain = replace(a_report(TEXT), header=Header(Published("2031-03-05"), outlet="Bote"), language="de")
    held = Talk(
        "1" * 16, "arland-besk-geneva", ("Arland", "Besk"), "held", (plain.span(0, 47),), "bilateral", "Geneva",
        "2031-03-04", when=(plain.span(3, 11),),
    )  # fmt: skip
    planned = Talk(
        "2" * 16, "arland-besk", ("Arland", "Besk"), "planned", (plain.span(50, 77),), when=(plain.span(63, 70),)
    )
    ships = plain.span(TEXT.index("14"), TEXT.index("14") + 17)
    figures = tuple(
        Figure(n * 16, ships, (14, 20), "ships", "ships", actor) for n, actor in (("3", "Arland"), ("4", "Besk"))
    )
    return replace(plain, talks=(planned, held), figures=figures)


def test_talks_come_by_date_and_those_without_one_last(report: Report) -> None:
    """Each with its paragraph and the report's words for the date."""
    lines = by_date(talks_of(report))
    assert [(one.date, one.when, one.status, one.paragraph) for one in lines] == [
        ("2031-03-04", "Dienstag", "held", 1),
        (None, "Freitag", "planned", 2),
    ]


def test_figures_come_by_place_once_for_each_who_asserts_them(report: Report) -> None:
    """The words are the report's, in one line."""
    assert [(one.words, one.value, one.actor) for one in figures_of(report)] == [
        ("14 bis 20 Schiffe", (14, 20), "Arland"),
        ("14 bis 20 Schiffe", (14, 20), "Besk"),
    ]


@pytest.mark.parametrize(("value", "words"), [(3, "3"), (1200.0, "1,200"), (0.2, "0.2"), ((500, 5500), "500 to 5,500")])
def test_a_value_is_written_as_people_write_it(value: float | tuple[float, float], words: str) -> None:
    """Whole numbers have no point, and a range both its ends."""
    assert amount(value) == words


def test_the_briefing_holds_talks_and_figures_of_reports_that_are_told(report: Report) -> None:
    """A double tells nothing again, and ids choose among them."""
    double = replace(report, name="b.txt")
    told = briefing_of([report, double], doubles={"b.txt": "a.txt"})
    assert (len(told.talks), len(told.figures)) == (2, 2)
    assert [one.id for one in briefing_of([report], wanted={"1" * 16}).talks] == ["1" * 16]


@pytest.mark.parametrize(("lang", "words"), [("en", "Who says so"), ("de", "geplant")])
def test_the_page_has_both(report: Report, lang: str, words: str) -> None:
    """Who meets and what was counted, with the interface in either language; what the case says stays as it is."""
    out = io.StringIO()
    write_page(briefing_of([report]), [report], out, lang=lang, title="T")
    page = out.getvalue()
    assert "Arland, Besk" in page
    assert "14 bis 20 Schiffe" in page
    assert 'id="talks"' in page
    assert 'id="figures"' in page
    assert words in page


def test_talks_and_figures_are_rows(report: Report) -> None:
    """`of="talks"` and `of="figures"` write them with columns of their own, numbers with a decimal comma."""
    out = io.StringIO()
    assert write_rows([report], out, {"1" * 16: "accept"}, of="talks").rows == 2
    first, second = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff")), delimiter=";")
    assert (first["name"], first["date"], first["when"], first["verdict"]) == (
        "arland-besk-geneva", "2031-03-04", "Dienstag", "accept",
    )  # fmt: skip
    assert (second["participants"], second["start"]) == ("Arland, Besk", "50")
    out = io.StringIO()
    halved = replace(report, figures=(replace(report.figures[0], value=2.5),))
    write_rows([halved], out, of="figures")
    (row,) = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff")), delimiter=";")
    assert (row["figure"], row["low"], row["high"], row["unit"], row["actor"]) == (
        "14 bis 20 Schiffe", "2,5", "2,5", "ships", "Arland",
    )  # fmt: skip
