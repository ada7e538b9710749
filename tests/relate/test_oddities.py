"""What does not go together inside one report."""

from __future__ import annotations

import pytest
from tests.relate.told_story import PACKS, story

from depesche.relate.discrepancies_story import Story
from depesche.relate.oddities import find_oddities


def odd(text: str, day: str | None = "2031-05-06"):
    """The oddities of one report."""
    return list(find_oddities(Story(story(text, days=(day,)), PACKS)))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Am Freitag, den 6. Mai 2031, tagte der Rat.", ("Freitag", "6. Mai 2031")),
        ("Am Freitag (6. Mai) tagte der Rat.", ("Freitag", "6. Mai")),
        ("Der 8. Mai (Freitag) bleibt frei.", ("8. Mai", "Freitag")),
        ("Am Freitagabend, dem 6. Mai, tagte der Rat.", ("Freitag", "6. Mai")),
    ],
)
def test_a_date_that_is_no_such_weekday(text, sides):
    """A weekday beside a date must be its own; without a year, that of the date nearest to the report."""
    [entry] = odd(text)

    assert (entry.kind, entry.grade, entry.a.text, entry.b.text) == ("weekday", "conflict", *sides)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am Dienstag, den 6. Mai 2031, tagte der Rat.", "2031-05-06"),
        ("Am Dienstag (6. Mai) tagte der Rat.", "2031-05-06"),
        ("Am Freitag (6. Mai) tagte der Rat.", None),
        ("Am Freitag (6. Dezember) tagt der Rat.", "2031-05-06"),
        ("Am Freitag, dem 6. Mai 1307, tagte der Rat.", "2031-05-06"),
        ("Am Freitag und am 6. Mai tagte der Rat.", "2031-05-06"),
        ("Am Freitag, den 31. Februar 2031, tagte der Rat.", "2031-05-06"),
    ],
    ids=["right", "right without a year", "no day known", "far off", "old calendar", "two days", "no such day"],
)
def test_a_weekday_that_fits_or_cannot_be_told(text, day):
    """Where the year is not known, or the calendar was another, nothing is said."""
    assert odd(text, day) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            (
                "Norwegens Außenminister Olav Lund war in Bern. Die Norwegerin beklagte, dass niemand zuhöre. "
                "Es gebe keine Eile, sagte er."
            ),
            [("Die Norwegerin", "er")],
        ),
        (
            (
                "Norwegens Außenministerin Ida Lund war in Bern. Die Norwegerin beklagte, dass niemand zuhöre. "
                "Es gebe keine Eile, sagte sie."
            ),
            [],
        ),
        (
            (
                "Norwegens Außenminister Olav Lund traf Norwegens Verteidigungsministerin Ida Dahl. Die Norwegerin beklagte, "
                "dass niemand zuhöre. Es gebe keine Eile, sagte er."
            ),
            [],
        ),
    ],
    ids=["a man", "a woman", "a woman beside a man"],
)
def test_a_gender_that_does_not_fit(text, sides):
    """A woman's noun for a man who goes on as `er` is odd, unless a woman is near who may be meant."""
    assert [(one.a.text, one.b.text) for one in odd(text) if one.kind == "gender"] == sides


def test_two_numbers_of_the_same_in_one_report():
    """A report that tells the same twice counts it alike."""
    [entry] = odd(
        "Bei dem Grubenunglück von Kolvik wurden 19 Bergleute in der Nordmine verschüttet. Der Ort trauert. "
        "Am Montag waren bei dem Grubenunglück 14 Bergleute in der Nordmine von Kolvik verschüttet worden."
    )

    assert (entry.kind, entry.scope, entry.a.text, entry.b.text) == ("number", "within", "19 Bergleute", "14 Bergleute")


def test_numbers_of_two_things_in_one_report():
    """Two accidents have two counts."""
    assert not odd(
        "Bei dem Grubenunglück von Kolvik wurden 19 Bergleute in der Nordmine verschüttet. "
        "Im Jahr zuvor waren in der Südmine von Aldra 14 Bergleute ertrunken."
    )
