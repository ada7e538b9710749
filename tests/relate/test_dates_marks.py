"""What single times and words tell of a report's day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relate.dated import DE, read

from depesche.relate.dates_days import EVERY, FIRST, LAST, count, earliest, latest, moved, stretch, weekdays, yearly
from depesche.relate.dates_marks import read_marks
from depesche.relate.dates_tense import side
from depesche.relate.dates_week import phase

DAY = "3. Mai 2021"
DATES = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Das Lager wurde am 3. Mai 2021 geräumt.", "past"),
        ("Die Stadt hat das Lager am 3. Mai 2021 geräumt.", "past"),
        ("Er leitet die Werft seit dem 3. Mai 2021.", "past"),
        ("In der Erklärung vom 3. Mai 2021 steht nichts davon.", "past"),
        ("Das Lager soll am 3. Mai 2021 geräumt worden sein.", "past"),
        ("Das Lager musste am 3. Mai 2021 geräumt werden.", "past"),
        ("Der am 3. Mai 2021 verunglückte Frachter liegt noch dort.", "past"),
        ("Oslo, den 3. Mai 2021", "past"),
        ("Die Stadt will das Lager am 3. Mai 2021 räumen.", "ahead"),
        ("Die neue Regel gilt ab dem 3. Mai 2021.", "ahead"),
        ("Für die am 3. Mai 2021 geplante Räumung fehlen Helfer.", "ahead"),
        ("Die Stadt hat die Räumung für den 3. Mai 2021 festgesetzt.", "ahead"),
        ("Die Stadt hat die Räumung auf den 3. Mai 2021 verschoben.", "ahead"),
        ("Der 3. Mai 2021 gilt als der früheste Termin.", "ahead"),
        ("Die Stadt hatte die Räumung auf den 3. Mai 2021 verschoben.", ""),
        ("Eine für den 3. Mai 2021 angesetzte Räumung wurde auf den Juni verlegt.", ""),
        ("Das Lager sollte am 3. Mai 2021 geräumt werden.", ""),
        ("Das Lager sollte, wie es hieß, am 3. Mai 2021 geräumt werden.", ""),
        ("Der 3. Mai 2021 ist insgesamt der erste der beiden Tage.", ""),
        ("Das Lager soll am 3. Mai 2021 geräumt sein.", ""),
        ("Vor der endgültigen Räumung am 3. Mai 2021 hat die Stadt gewarnt.", ""),
        ("Das Lager muss noch am 3. Mai 2021 geräumt werden.", "ahead"),
        ("Die Stadt hat eine Regel beschlossen, nach der sie das Lager am 3. Mai 2021 räumen kann.", ""),
        ("Die Räte haben erklärt, dass sie die Räumung am 3. Mai 2021 unterstützen werden.", "ahead"),
        ("Die für den 3. Mai 2021 geplante Räumung wurde verschoben.", ""),
        ("Am 3. Mai 2021 wird der Mann gefasst.", ""),
        ("Der Vertrag endet zum 3. Mai 2021.", ""),
        ("Der 3. Mai 2021 ist ein Montag.", ""),
    ],
)
def test_words_around_a_day_tell_its_side(text, told):
    """Verbs, prepositions and participles; where they say both or nothing, nothing is told."""
    assert side(text, text.index(DAY), text.index(DAY) + len(DAY), DE) == told


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Am Montag (7. Juni) hat der Rat getagt.", [("dates.pair", "past", 1, "06-07")]),
        ("Am 7. Juni (Montag) hat der Rat getagt.", [("dates.pair", "past", 1, "06-07")]),
        ("Am Montag, dem 7. Juni, hat der Rat getagt.", [("dates.pair", "past", 1, "06-07")]),
        ("Gestern, am 7. Juni, hat der Rat getagt.", [("dates.month-day", "past", 0, "06-07")]),
        ("Am Montag, dem 7. Juni 2021, hat der Rat getagt.", [("dates.whole", "past", 1, "06-07")]),
        ("Am gestrigen Montag, dem 7. Juni 2021, hat der Rat getagt.", [("dates.whole", "past", 0, "06-07")]),
        ("Am Montag hat der Rat getagt.", [("dates.weekday", "past", 1, "")]),
        ("Am Mittwoch soll der Rat tagen.", [("dates.weekday", "ahead", 3, "")]),
        ("In der Nacht zum 1. März hat es gebrannt.", [("dates.month-day", "past", 0, "03-01")]),
        ("In der Nacht zum Samstag (24. November) hat es gebrannt.", [("dates.pair", "past", 6, "11-24")]),
        ("Um zehn Uhr hat der Rat getagt.", []),
        ("Von Montag bis Mittwoch hat der Rat getagt.", [("dates.weekday", "", 1, ""), ("dates.weekday", "", 3, "")]),
        ("Der Haushalt 2021 ist beschlossen.", []),
        ("Zwischen 2007 und 2013 ist viel gebaut worden.", []),
    ],
)
def test_times_become_marks(text, rules):
    """Two times side by side are one mark; a clock time alone, a budget's year and stretches of years tell nothing."""
    assert [(m.rule, m.side, m.weekday, m.month_day) for m in read_marks(read("a", text), DE)] == rules


def test_what_is_said_today_in_a_quotation_is_of_the_day_of_the_words():
    """`heute` in direct speech bounds no report."""
    assert read_marks(read("a", "„Heute ist ein guter Tag“, sagte Anna Kolb."), DE) == ()


def test_one_weekday_is_one_day():
    """`vor der Sitzung am Freitag` has its tense from another verb; where the report puts Friday ahead, it is ahead."""
    text = "Nach dem Streit um die Abstimmung am Freitag hat Anna Kolb geschwiegen. Erst am Freitag will sie sprechen."

    assert {mark.side for mark in read_marks(read("a", text), DE)} == {"ahead"}


def test_a_day_told_on_both_sides_bounds_from_below_only():
    """A tale in the present after a past tense makes no plan of a day gone by."""
    text = "Am 3. Mai 2021 hat die Polizei den Mann gestellt. Am 3. Mai 2021 will er zuvor noch telefonieren."

    assert [(mark.side, mark.low, mark.high) for mark in read_marks(read("a", text), DE)] == [
        ("past", 0, None),
        ("", None, None),
    ]


def test_two_days_told_in_the_present_are_under_way():
    """`Am Sonntag und Montag beraten sie`: what is told so has begun on its first day; a plan has not."""
    now = read_marks(read("a", "Am Sonntag und Montag beraten Fachleute in Lyon."), DE)
    plan = read_marks(read("a", "Am Sonntag und Montag sollen Fachleute in Lyon beraten."), DE)

    assert [mark.running for mark in now] == [True, False]
    assert not any(mark.running for mark in plan)


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("Am Montag hat der Rat getagt, am Mittwoch will er entscheiden.", {1, 2, 3}),
        ("Am Freitag hat der Rat getagt, am Sonntag und Montag will er reisen.", {5, 6, 7}),
        ("Am Montag, am Mittwoch und am Freitag hat der Rat getagt.", {5, 6, 7}),
        ("Am Montag hat der Rat getagt.", None),
        ("Der Rat ist am vergangenen Montag und am vergangenen Mittwoch gereist.", None),
    ],
)
def test_weekdays_leave_some_days_of_the_week(text, fitting):
    """All that are named without more lie within one week around the report."""
    found = phase(read_marks(read("a", text), DE))

    assert (found and set(found.days)) == fitting


@given(DATES, st.integers(-400, 400), st.integers(0, 400))
def test_moved_days_are_those_so_far_behind(one, low, width):
    """The first is `low` days behind, and as many follow as the width says."""
    there = moved(stretch(one, one), low, low + width)

    assert count(there) == width + 1
    assert (earliest(there) - one).days == low


@given(DATES, DATES)
def test_a_stretch_has_its_days(first, last):
    """From the first to the last; none where they are not in order."""
    assert count(stretch(first, last)) == max((last - first).days + 1, 0)


@given(DATES)
def test_patterns_hold_their_days(one):
    """A weekday or a day of the year holds each day that is one."""
    there = stretch(one, one)

    assert there & weekdays(frozenset({one.isoweekday()}))
    assert there & yearly(one.month, one.day)
    assert not there & weekdays(frozenset({one.isoweekday() % 7 + 1}))


def test_the_calendar_has_its_ends():
    """What reaches over them is cut; a day that no year has is none."""
    assert stretch(None, None) == EVERY
    assert (earliest(EVERY), latest(EVERY)) == (FIRST, LAST)
    assert yearly(4, 31) == 0
    assert moved(0, 0, 6) == 0
    assert moved(stretch(LAST, LAST), 0, 6) == stretch(LAST, LAST)
