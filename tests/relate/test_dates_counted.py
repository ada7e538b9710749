"""Days that two words of a report tell together: counted from a day with its year, or after one."""

from __future__ import annotations

import pytest
from tests.relate.dated import DE, day, read

from depesche.relate.dates_counted import counted_marks


def counted(text: str) -> list[tuple[str, str, str]]:
    """Rule, side and words of the marks that are counted."""
    return [(mark.rule, mark.side, mark.span.text) for mark in counted_marks(read("a", text), DE)]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Vor zwei Jahren, im Mai 2003, ist der Frachter gesunken.", ("2004-10-30", "2006-05-31")),
        ("Der Frachter ist am 4. Mai 2003, also vor zwei Jahren, gesunken.", ("2004-11-02", "2006-05-04")),
        ("Vor drei Monaten, am 4. Mai 2003, ist der Frachter gesunken.", ("2003-07-19", "2003-09-03")),
        ("Vor dreißig Jahren, im Mai 1973, ist der Frachter gesunken.", ("1999-10-31", "2007-05-31")),
        ("Vor 31 Jahren, im Mai 1973, ist der Frachter gesunken.", ("2003-10-31", "2005-05-31")),
    ],
    ids=["years", "years behind", "months", "rounded", "not rounded"],
)
def test_what_is_so_long_ago_and_when(text, interval):
    """A number of years and the year that it leads back to tell the report's own year; round numbers less exactly."""
    assert day(text) == (None, interval)


@pytest.mark.parametrize(
    "text",
    [
        "Vor zwei Jahren war 2003 noch ein gutes Jahr.",
        "Er ist seit zwei Jahren, nämlich seit 2003, im Amt.",
        "Vor zwei Jahren, im Mai, ist der Frachter gesunken.",
        "Vor langer Zeit, im Mai 2003, ist der Frachter gesunken.",
    ],
    ids=["no apposition", "since", "no year", "no number"],
)
def test_other_years_beside_a_number_of_years_count_nothing(text):
    """They tell of one event only side by side."""
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Die Stadt hat am 16. Jahrestag der Flut vom 4. Juni 1989 getrauert.",
            [("dates.anniversary", "past", "16. Jahrestag der Flut vom 4. Juni 1989")],
        ),
        (
            "Die Stadt will den 16. Jahrestag der Flut vom 4. Juni 1989 begehen.",
            [("dates.anniversary", "ahead", "16. Jahrestag der Flut vom 4. Juni 1989")],
        ),
        ("Die Stadt hat am 16. Jahrestag getrauert. Am 4. Juni 1989 kam die Flut.", []),
        ("Die Stadt hat am 16. Jahrestag der Flut vom Juni 1989 getrauert.", []),
        ("Die Stadt hat am 3. Jahrestag der Flut vom 29. Februar 1988 getrauert.", []),
        ("Die Stadt hat am 16. Jahrestag getrauert.", []),
    ],
    ids=["kept", "to be kept", "another sentence", "no day", "no such day", "no date"],
)
def test_anniversaries(text, found):
    """One lies so many years behind the day that stands with it, where that is a whole day of the same clause."""
    assert counted(text) == found


def test_an_anniversary_bounds_its_report():
    """It may be kept some days before."""
    assert day("Die Stadt hat am 16. Jahrestag der Flut vom 4. Juni 1989 getrauert.") == (None, ("2005-06-01", ""))


def test_yesterday_with_its_weekday_and_date_tells_the_day():
    """`Am gestrigen Montag, dem 7. Juni 2021` is one day before the report."""
    assert day("Am gestrigen Montag, dem 7. Juni 2021, hat der Rat getagt.") == ("2021-06-08", None)


@pytest.mark.parametrize(
    ("weekday", "value"), [("Samstag", "2023-05-20"), ("Sonntag", "2023-05-21"), ("Mittwoch", "2023-05-18")]
)
def test_the_latest_event_may_be_a_weekday_after_a_date(weekday, value):
    """One that comes within three days of the latest date is later; the interval holds the case that it was not."""
    text = f"Der Rat hat am Donnerstag, dem 18. Mai 2023, getagt. Am {weekday} hat Anna Kolb widersprochen."

    assert day(text) == (value, ("2023-05-18", "2023-06-01"))


def test_the_day_of_the_source_is_no_event():
    """A weekday is not later because a text of that day is named: it is mostly earlier."""
    text = (
        "Am Samstag hat Anna Kolb widersprochen. Dieser Bericht ist eine Übersetzung eines Artikels vom 18. Mai 2023."
    )

    assert day(text)[0] == "2023-05-18"


def test_the_day_of_the_source_stands_whatever_else_is_named():
    """Neither a weekday to come nor a day of old without its year speaks against it."""
    text = (
        "Am Donnerstag will der Rat tagen. An die Flut vom 3. Januar denkt man noch. "
        "Dieser Bericht ist eine Übersetzung eines Artikels vom 18. Mai 2023."
    )

    assert day(text) == ("2023-05-18", ("2023-05-18", "2023-05-26"))
