"""Who holds what: positions by the side behind each actor; positions as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from tests.conftest import a_report
from tests.export import story as told

from depesche.errors import UsageError
from depesche.export.briefing import briefing
from depesche.export.spreadsheet import POSITION_COLUMNS, write_rows
from depesche.records import Header, Position, Published, Report

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


def test_a_person_stands_with_whom_it_acts_for(story):
    """Under the codebook's name of the issue, what most reports tell first."""
    [first, second] = briefing(story).sides.lines

    assert (first.side, [(line.act, line.issues, line.speakers) for line in first.lines]) == (
        "Bergland",
        [("offer", ("opening of the bridge",), ("Ada Brenn",)), ("demand", ("opening of the bridge",), ())],
    )
    assert (second.side, [line.act for line in second.lines]) == ("Talgrund", ["refuse"])


def test_what_the_newest_day_has_first_is_new(story):
    """With its side; what was held before is not."""
    [(side, lines), (other, refused)] = briefing(story).fresh

    assert (side, [line.act for line in lines]) == ("Bergland", ["offer"])
    assert (other, [line.act for line in refused]) == ("Talgrund", ["refuse"])


@pytest.fixture
def a_case(make_case, relate):
    """Make a case of reports with one position each: `(actor, act, words, more)`."""

    def make(*positions, days=("2031-05-05",)):
        reports = list(with_positions(positions, days))
        case = make_case(reports)
        relate(case, held=[held for report in reports for held in told.held_of(report, {})])
        return case

    return make


def with_positions(positions, days):
    """The reports."""
    for number, (actor, act, words, more) in enumerate(positions):
        report = replace(a_report(f"Dies ist nur ein Satz. {words}. Und noch einer.\n", f"{number}.txt"), language="de")
        made = told.a_position(report, f"{number}", actor, act, words, **more)
        yield replace(report, positions=(made,), header=Header(Published(days[number % len(days)])))


def test_one_act_on_one_issue_is_one_line(a_case):
    """However many reports have it, with the surest sentence and the places of the others."""
    case = a_case(
        ("Bergland", "demand", "Bergland will die Öffnung", {"confidence": 0.5}),
        ("Bergland", "demand", "Bergland fordert die Öffnung", {"confidence": 0.8}),
    )
    [side] = briefing(case).sides.lines
    [line] = side.lines

    assert (line.reports, line.passage.sentence) == (2, "Bergland fordert die Öffnung.")
    assert [place.cited for place in line.places] == ["1.txt:1", "0.txt:1"]


def test_what_one_sentence_wants_is_one_line(make_case, relate):
    """It names all of it."""
    text = "Bergland fordert Öffnung und Zoll.\n"
    report = replace(a_report(text), language="de")
    first = told.a_position(report, "1", "Bergland", "demand", "Öffnung")
    second = replace(told.a_position(report, "2", "Bergland", "demand", "Zoll"), issue="toll", issue_text="Zoll")
    report = replace(report, positions=(first, second))
    case = make_case([report])
    relate(case, held=told.held_of(report, {}))
    [side] = briefing(case).sides.lines

    assert [line.issues for line in side.lines] == [("bridge opening", "toll")]
    assert side.lines[0].passage.words == "Bergland fordert Öffnung und Zoll."


@pytest.mark.parametrize(
    ("act", "more", "lines"),
    [
        ("demand", {}, 1),
        ("assess", {}, 0),
        ("inform", {}, 0),
        ("demand", {"confidence": 0.3}, 0),
    ],
    ids=["wanted", "judged", "told", "unsure"],
)
def test_only_what_is_wanted_or_refused_is_a_stand(a_case, act, more, lines):
    """And only if it is told by several reports, or surely enough by one."""
    found = briefing(a_case(("Bergland", act, "Bergland tut etwas", dict(more)))).sides

    assert sum(len(side.lines) for side in found.lines) == lines


def test_who_wants_the_opposite_is_named(story):
    """Where the codebook tells that it is the same issue."""
    [first, second] = briefing(story).sides.lines

    assert {line.opposed for line in first.lines} == {("Talgrund",)}
    assert second.lines[0].opposed == ("Bergland",)


@pytest.mark.parametrize(
    ("act", "stance", "turned"),
    [("demand", "contra", True), ("refuse", "contra", False), ("demand", "pro", False)],
)
def test_an_act_that_is_turned_against_its_issue_says_so(a_case, act, stance, turned):
    """A refusal needs no word for it."""
    case = a_case(("Bergland", act, "Bergland tut etwas", {"stance": stance}))
    [side] = briefing(case).sides.lines

    assert side.lines[0].turned is turned


def test_what_is_wanted_comes_before_what_is_only_held_against_others(a_case):
    """Then what most reports have, then the newest."""
    case = a_case(
        ("Bergland", "accuse", "Bergland klagt an", {}),
        ("Bergland", "accuse", "Bergland klagt an", {}),
        ("Bergland", "demand", "Bergland fordert etwas", {}),
        ("Bergland", "offer", "Bergland bietet etwas", {}),
        days=("2031-05-05", "2031-05-05", "2031-05-05", "2031-05-06"),
    )
    [side] = briefing(case).sides.lines

    assert [line.act for line in side.lines] == ["offer", "demand", "accuse"]


def test_a_spreadsheet_has_a_row_per_position(report: Report) -> None:
    """`of="positions"` writes positions in the order of the text, with the columns of positions."""
    out = io.StringIO()
    marked = tuple(replace(one, verdict="accepted" if one.id == f"{1:016x}" else "") for one in report.positions)
    assert write_rows([replace(report, positions=marked)], out, of="positions").rows == 2
    rows = list(csv.DictReader(io.StringIO(out.getvalue().lstrip("\ufeff")), delimiter=";"))
    assert tuple(rows[0]) == POSITION_COLUMNS
    assert [(row["actor"], row["act"], row["issue_text"], row["verdict"]) for row in rows] == [
        ("Bergland", "demand", "Zoll", "accepted"),
        ("Talgrund", "refuse", "Zoll", ""),
    ]


def test_a_table_of_anything_else_is_refused(report: Report) -> None:
    """What has a row must be a kind of record that has a table."""
    with pytest.raises(UsageError, match="no table of times"):
        write_rows([report], io.StringIO(), of="times")
