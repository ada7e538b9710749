"""Talks in a briefing: what happened, what comes next, and how it was told; talks and figures as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from tests.conftest import a_report
from tests.export import story as told

from depesche.export.briefing import briefing
from depesche.export.meetings import amount
from depesche.export.spreadsheet import write_rows
from depesche.records import Figure, Header, Published, Report, Talk
from depesche.relations import Step, Told

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


def test_a_talk_is_told_once_whoever_tells_of_it(story):
    """With its sides, the persons who spoke for them, its day, place and outcome, and where these stand."""
    [line] = briefing(story).happened.lines

    assert (line.sides, line.persons, line.date, line.place, line.duration, line.reports) == (
        ("Bergland", "Talgrund"), ("Ada Brenn",), "2031-05-06", "Auental", "PT5H", 3,
    )  # fmt: skip
    assert line.outcome is not None
    assert line.outcome.sentence == "Die Gespräche in Auental sind nach fünf Stunden ohne Ergebnis geblieben."
    assert [place.cited for place in line.places] == ["b/second.txt:1", "c/third.txt:2"]


def test_how_it_was_told_stands_in_order(story):
    """The oldest report first, each with its words; other values with the report that has them."""
    [line] = briefing(story).happened.lines

    assert [(step.day, step.status, step.passage.words) for step in line.history] == [
        ("2031-05-05", "planned", "treffen sich am Dienstag in Auental"),
        ("2031-05-07", "held", "Die Gespräche in Auental"),
        ("2031-05-07", "held", "Die Gespräche"),
    ]
    assert [(one.field, one.value, one.place.cited) for one in line.otherwise] == [
        ("duration", "PT4H", "c/third.txt:2")
    ]


def test_where_a_report_was_written_is_no_part_of_its_sentence(story):
    """A dateline in front of the first words is left out."""
    [line] = briefing(story).happened.lines

    assert line.history[0].passage.before == "Bergland und Talgrund "


def a_meeting(case, relate, status, date, name="x1"):
    """One more meeting in the case, told by the second report."""
    reports = told.reports()
    one = replace(
        told.found(*reports)["meetings"][1],
        id=name,
        status=status,
        date=(Told(date, ()),) if date else (),
    )
    relate(case, meetings=[replace(one, history=(Step("2031-05-07", status, one.members[0]),))])


@pytest.mark.parametrize(
    ("status", "date", "part"),
    [
        ("held", "2031-05-06", "happened"),
        ("cancelled", "2031-05-06", "happened"),
        ("cancelled", "2031-05-12", "coming"),
        ("planned", "2031-05-12", "coming"),
        ("planned", "2031-05-05/2031-05-11", "coming"),
        ("proposed", None, "coming"),
        ("held", None, "happened"),
        ("under way", "2031-05-07/2031-05-09", "happened"),
    ],
)
def test_next_is_what_lies_behind_the_newest_report(make_case, relate, status, date, part):
    """And what is announced or asked for without a day."""
    case = make_case(told.reports())
    a_meeting(case, relate, status, date)
    found = briefing(case)

    assert [line.id for line in getattr(found, part).lines] == ["x1"]
    assert found.happened.total + found.coming.total == 1
    assert not getattr(found, part).lines[0].unheard


def test_what_was_planned_and_is_not_heard_of_again_is_said_to_be_so(make_case, relate):
    """Its day is over and no report tells whether it took place."""
    case = make_case(told.reports())
    a_meeting(case, relate, "planned", "2031-05-06")

    assert [line.unheard for line in briefing(case).happened.lines] == [True]


@pytest.mark.parametrize(("told_on", "lines"), [("2031-04-01", 1), ("2031-03-01", 0), (None, 1)])
def test_what_was_announced_long_ago_without_a_day_is_left_out(make_case, relate, told_on, lines):
    """It may be over; a report without a day may be of today."""
    case = make_case(told.reports())
    one = told.found(*told.reports())["meetings"][1]
    step = Step(told_on, "planned", one.members[0])
    relate(case, meetings=[replace(one, date=(), history=(step,))])

    assert briefing(case).coming.total == lines


def test_talks_are_shown_by_day_and_those_without_one_last(story, relate):
    """Whatever their rank."""
    a_meeting(story, relate, "proposed", None, "x1")
    coming = briefing(story).coming

    assert [line.date for line in coming.first(8)] == ["2031-05-09", None]
    assert [line.date for line in coming.first(1)] == ["2031-05-09"]
    assert [line.date for line in coming.rest(1)] == [None]


@pytest.mark.parametrize(("value", "words"), [(3, "3"), (1200.0, "1,200"), (0.2, "0.2"), ((500, 5500), "500 to 5,500")])
def test_a_value_is_written_as_people_write_it(value: float | tuple[float, float], words: str) -> None:
    """Whole numbers have no point, and a range both its ends."""
    assert amount(value) == words


def test_talks_and_figures_are_rows(report: Report) -> None:
    """`of="talks"` and `of="figures"` write them with columns of their own, numbers with a decimal comma."""
    out = io.StringIO()
    marked = tuple(replace(one, verdict="accepted" if one.id == "1" * 16 else "") for one in report.talks)
    assert write_rows([replace(report, talks=marked)], out, of="talks").rows == 2
    first, second = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff")), delimiter=";")
    assert (first["name"], first["date"], first["when"], first["verdict"]) == (
        "arland-besk-geneva", "2031-03-04", "Dienstag", "accepted",
    )  # fmt: skip
    assert (second["participants"], second["start"]) == ("Arland, Besk", "50")
    out = io.StringIO()
    halved = replace(report, figures=(replace(report.figures[0], value=2.5),))
    write_rows([halved], out, of="figures")
    (row,) = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff")), delimiter=";")
    assert (row["figure"], row["low"], row["high"], row["unit"], row["actor"]) == (
        "14 bis 20 Schiffe", "2,5", "2,5", "ships", "Arland",
    )  # fmt: skip
