"""Times that hang on each other: ranges, evenings and their days, days counted from the day told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.conftest import a_report

from depesche.language.analysis import analyse
from depesche.language.calendar import resolve
from depesche.packs import load
from depesche.read.times import read_times
from depesche.records import Header, Published

DE = load("de")
DAY = "2022-01-12"  # a Wednesday


def times_of(text, day=DAY):
    report = replace(a_report(text), language="de", header=Header(published=Published(value=day)))
    return read_times(analyse(report, DE), DE).times


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Die Messe läuft vom 3. bis 7. Mai.", "2022-05-03", "2022-05-07"),
        ("Die Messe läuft vom 3. bis zum 7. Mai 2023.", "2023-05-03", "2023-05-07"),
        ("Er regierte zwischen 2014 und 2016.", "2014-01-01", "2016-12-31"),
        ("Er regierte 1933-1945.", "1933-01-01", "1945-12-31"),
        ("Sie tagten von Montag bis Mittwoch.", "2022-01-10", "2022-01-12"),
        ("Von Freitag bis Montag wird gestreikt.", "2022-01-14", "2022-01-17"),
        ("Von Oktober bis Dezember sank der Umsatz.", "2021-10-01", "2021-12-31"),
        ("Vom 28. Dezember bis 3. Januar war Pause.", "2021-12-28", "2022-01-03"),
        ("Zwischen dem 2. und dem 5. Februar wird gezählt.", "2022-02-02", "2022-02-05"),
        ("Zwischen Weihnachten und Neujahr war Pause.", "2021-12-25", "2022-01-01"),
        ("Von 14 bis 16 Uhr ist Pause.", "2022-01-12T14:00", "2022-01-12T16:00"),
        ("Von 22 bis 6 Uhr ist Sperre.", "2022-01-12T22:00", "2022-01-13T06:00"),
        ("Von 2016 bis 2014 galt das.", None, None),
        ("Von Anfang 2019 bis Ende 2021 galt das.", "2019-01-01", "2021-12-31"),
        ("Von Mai bis Juli 2020 galt das.", "2020-05-01", "2020-07-31"),
        ("Vom 28. Dezember bis 3. Januar 2021 galt das.", "2020-12-28", "2021-01-03"),
        ("Von November bis Ende Februar 2021 galt das.", "2020-11-01", "2021-02-28"),
        ("Anfang bis Mitte Februar wird gezählt.", "2022-02-01", "2022-02-18"),
        ("Zwischen Februar und November wurde gezählt.", "2021-02-01", "2021-11-30"),
        ("Zwischen Oktober und Jänner wurde gezählt.", "2021-10-01", "2022-01-31"),
        ("Zwischen November und Februar wird gezählt.", "2021-11-01", "2022-02-28"),
        ("Von 1990 bis heute gilt das.", "1990-01-01", "2022-01-12"),
    ],
)
def test_both_ends_of_a_range_have_its_bounds(text, begin, end):
    """A range is two times, and each tells from when to when the whole runs."""
    first, second = times_of(text)

    assert {(first.begin, first.end), (second.begin, second.end)} == {(begin, end)}
    assert (first.until.open, second.since.open) == (second.open, first.open)


@pytest.mark.parametrize(
    "text",
    [
        "Sie kamen 2014 und 2016.",
        "Sie kamen am Montag, bis Mittwoch blieben sie.",
        "Es dauerte von drei Tagen bis zu zwei Wochen.",
        "Er kam am Montag – 2014 war das anders.",
        "Das war bisher und ist derzeit so, bis Freitag jedenfalls.",
    ],
)
def test_what_stands_side_by_side_is_no_range(text):
    """Without `bis`, or `und` behind `zwischen`, two times are just two times."""
    assert all(time.since is None and time.until is None for time in times_of(text))


def test_a_range_without_a_day_is_open():
    """What the text does not tell is not known; a range of weekdays has bounds as soon as the day has."""
    first, second = times_of("Von Freitag bis Montag wird gestreikt.", day=None)

    assert (first.begin, second.end) == (None, None)
    assert resolve(second, date(2022, 1, 12)).value == "2022-01-17"


def test_a_range_chains_no_further():
    """The end of one range does not begin the next."""
    first, second, third = times_of("Das galt 1990-1995-1999.")

    assert (first.until.open, second.since.open, second.until, third.since) == ("1995", "1990", None, None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Von Montag an soll gezählt werden, gaben beide am Abend bekannt.", ["2022-01-17", "2022-01-12TEV"]),
        (
            "Am Montag tagten sie. Am Freitag wird gewählt. Am Abend gingen sie heim.",
            ["2022-01-10", "2022-01-14", "2022-01-10TEV"],
        ),
        (
            "Man hatte die Straße am 3. Januar gesperrt. Am Abend sagte er, es seien 40.",
            ["2022-01-03", "2022-01-12TEV"],
        ),
        ("Man sperrte die Straße am 3. Januar. Am Abend sagte er, es seien 40.", ["2022-01-03", "2022-01-03TEV"]),
        ("Gestern war er da, als man die Fahne hisste. Am Nachmittag fuhr er heim.", ["2022-01-11", "2022-01-11TAF"]),
    ],
)
def test_an_evening_goes_with_a_day_of_its_story(text, values):
    """What took place does so on no day that is to come, nor on one of the background."""
    assert values == [time.value for time in times_of(text)]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Am Freitag tagten sie, am Tag danach fuhren sie heim.", "Tag danach", "2022-01-08"),
        ("Am 3. Mai 2019 tagten sie. Tags zuvor hatten sie gestritten.", "Tags zuvor", "2019-05-02"),
        ("Am 3. Mai 2019 tagten sie. Am Tag davor hatten sie gestritten.", "Tag davor", "2019-05-02"),
        ("Am 3. Mai 2019 tagten sie. Tags darauf fuhren sie heim.", "Tags darauf", "2019-05-04"),
        ("Am Dienstag tagten sie. An diesem Tag lief kein Schiff aus.", "diesem Tag", "2022-01-11"),
        ("An diesem Tag lief kein Schiff aus.", "diesem Tag", "2022-01-12"),
        (
            "Am Montag kam er. Er schwieg. Sie schwieg. Es regnete. An diesem Tag lief nichts.",
            "diesem Tag",
            "2022-01-12",
        ),
        ("Am 3. Mai 2019 kam er. Er schwieg. Sie schwieg. An diesem Tag lief nichts.", "diesem Tag", "2019-05-03"),
        ("Am Tag zuvor hatte er gestritten.", "Tag zuvor", "XXXX-XX-XX"),
    ],
)
def test_days_counted_from_the_day_told_before(text, span, value):
    """`an diesem Tag` is the report's own day where none was told shortly before; the others stay open."""
    time = times_of(text)[-1]

    assert (span, "DATE", value) == (time.span.text, time.type, time.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Man kann die Meerenge auch bis zum Herbst sperren.", "2022-FA"),
        ("Das gilt bis zum Montag.", "2022-01-17"),
        ("Von Dienstag an herrscht Ruhe.", "2022-01-18"),
        ("Seit dem Dienstag herrscht Ruhe.", "2022-01-11"),
        ("Das Treffen vom Freitag wirkt nach.", "2022-01-07"),
    ],
)
def test_prepositions_tell_the_direction(text, value):
    """They count with an article or another preposition between them and the time, too."""
    assert [value] == [time.value for time in times_of(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trainer ist nun der im Mai aus der Liga abgestiegene Kolb.", "2021-05"),
        ("Der am Montag überraschend vorgestellte Plan wird geprüft.", "2022-01-10"),
        ("Die am Montag beginnende Runde wurde verschoben.", "2022-01-17"),
        ("Das für Sonntag geplante Treffen fiel aus.", "2022-01-16"),
        ("Der am Freitag geplante Gipfel fiel aus.", "2022-01-14"),
        ("Am Montag trifft die gewählte Präsidentin ein.", "2022-01-17"),
        ("Man trifft am Montag die gewählte Präsidentin.", "2022-01-17"),
        ("Am Montag werden die Vertreter entscheiden.", "2022-01-17"),
        ("Das Projekt begann im Januar 2021 und soll im Juni enden.", "2022-06"),
        (
            "Ziel ist die Überwachung des im Mai zwischen der Regierung und den Rebellen geschlossenen Friedens.",
            "2021-05",
        ),
        ("Am Montag muss er vor Gericht.", "2022-01-17"),
        ("Am Jahresende trat er zurück.", "2021"),
        ("Er hat schon Anfang des Jahres vor den langfristig drohenden Schulden gewarnt.", "2022"),
        ("Der am Jahresende zurückgetretene Minister schweigt.", "2021"),
        ("Bis Jahresende wird er zurücktreten.", "2022"),
        ("Zum Monatsende trat er zurück.", "2021-12"),
        ("Zu Wochenbeginn trat er zurück.", "2022-W02"),
        ("Anfang der Woche wird er zurücktreten.", "2022-W03"),
        ("Mitte der Woche trat er zurück.", "2022-W02"),
        ("Er hatte gewarnt: Am Montag kommt die Flut.", "2022-01-17"),
        ("Am Montag könnte die Kammer entscheiden.", "2022-01-17"),
        ("Am Montag dürfte er gelogen haben.", "2022-01-10"),
        ("Man verschob die Wahl auf April.", "2022-04"),
        ("Bis Oktober dauerte der Streit.", "2021-10"),
        ("Wie am Montag zu hören war, zögert er.", "2022-01-10"),
        ("Das Projekt soll im Juni enden und begann im Mai.", "2021-05"),
        ("Am Montag ist Schluss.", "2022-01-17"),
        ("Am Montag ist Schluss gemacht worden.", "2022-01-10"),
    ],
)
def test_verbs_and_participles_tell_the_direction(text, value):
    """A participle before its noun tells more of the time that belongs to it than the verb of the sentence does."""
    assert times_of(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Am Montag wählten sie. Die Lokale waren von 8 bis 18 Uhr offen.",
            ["2022-01-10", "2022-01-10T08:00", "2022-01-10T18:00"],
        ),
        ("Am Montag: Markt. Auf dem Platz, 8 Uhr.", ["2022-01-10", "2022-01-12T08:00"]),
        ("Am Montag kam er. An diesem Abend schwieg er.", ["2022-01-10", "2022-01-10TEV"]),
        ("Für den 10. Juli war die Wahl angesetzt, an diesem Tag siegte niemand.", ["2022-07-10", "2022-07-10"]),
        ("Früher war das anders, heute ist es so.", ["PAST_REF", "PRESENT_REF"]),
        ("Das galt damals wie heute.", ["PAST_REF", "PRESENT_REF"]),
        ("Heute ist das so, einst war es anders.", ["PRESENT_REF", "PAST_REF"]),
        ("Was früher verboten war, hat er heute erlaubt.", ["PAST_REF", "2022-01-12"]),
        ("Das war früher so. Heute tagt das Kabinett.", ["PAST_REF", "2022-01-12"]),
        ("Die Sitzung von heute und die heutige Sitzung.", ["2022-01-12", "2022-01-12"]),
        ("Der Plan, der heute, Mittwoch, vorgelegt wird, ist geheim.", ["2022-01-12", "2022-01-12"]),
        ("Morgen (Donnerstag) wird gewählt.", ["2022-01-13", "2022-01-13"]),
        ("Vergangene Woche am Donnerstag kam er.", ["2022-W01", "2022-01-06"]),
        ("Nächste Woche von Montag bis Mittwoch tagt man.", ["2022-W03", "2022-01-17", "2022-01-19"]),
        ("Er kam vergangene Woche, am Montag ging er.", ["2022-W01", "2022-01-10"]),
        ("Am Montag kam er, am Morgen danach ging er.", ["2022-01-10", "2022-01-11TMO"]),
        ("Am Montag kam er, am nächsten Morgen ging er.", ["2022-01-10", "2022-01-11TMO"]),
        ("Am 3. Mai 2019 kam er. In der folgenden Nacht ging er.", ["2019-05-03", "2019-05-04TNI"]),
        ("Am 3. Mai 2019 kam er. Am selben Abend ging er.", ["2019-05-03", "2019-05-03TEV"]),
        ("Er kam 2014, im Jahr darauf ging er.", ["2014", "2015"]),
        ("Im Mai 2014 kam er. Im selben Jahr ging er. Im darauffolgenden Jahr starb er.", ["2014-05", "2014", "2015"]),
        ("Im Jahr darauf ging er.", ["XXXX"]),
        ("Am folgenden Freitag ging er.", ["2022-01-07"]),
        ("Am 30. Juni kam er, am Tag darauf ging er.", ["2021-06-30", "2021-07-01"]),
    ],
)
def test_times_take_the_day_of_their_story(text, values):
    """Evenings, nights and years are counted from what was told before.

    A clock time also takes a day of the sentence before, but not in a calendar of events, whose lines tell nothing.
    """
    assert values == [time.value for time in times_of(text)]
