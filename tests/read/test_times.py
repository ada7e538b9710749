"""Time expressions, family by family: span, type, what the text tells, and what that is on a given day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.packs import load
from depesche.read.times import read_times
from depesche.records import Header, Published, Sentence, Span, Token

DE = load("de")
DAY = "2022-01-12"  # a Wednesday


def times_of(text, day=DAY):
    report = replace(a_report(text), header=Header(published=Published(value=day)))
    return read_times(report, DE).times


def check(text, *expected):
    """Each expected time: span text, type, open, value."""
    assert list(expected) == [(t.span.text, t.type, t.open, t.value) for t in times_of(text)]


@pytest.mark.parametrize(
    ("text", "span", "open_", "value"),
    [
        ("Am 12. Januar 2022 kamen sie.", "12. Januar 2022", "2022-01-12", "2022-01-12"),
        ("Am Montag, den 10. Januar 2022, kamen sie.", "Montag, den 10. Januar 2022", "2022-01-10", "2022-01-10"),
        ("Am 3. Februar kamen sie.", "3. Februar", "XXXX-02-03", "2022-02-03"),
        ("Am 30. Dezember kamen sie an.", "30. Dezember", "XXXX-12-30", "2021-12-30"),
        ("Für den 30. Juni ist ein Treffen angesetzt.", "30. Juni", "XXXX-06-30", "2022-06-30"),
        ("Stand: 12.01.2022", "12.01.2022", "2022-01-12", "2022-01-12"),
        ("Stand: 3.2.98, vorläufig", "3.2.98", "1998-02-03", "1998-02-03"),
        ("Das Papier vom 5. 1. lag vor.", "5. 1.", "XXXX-01-05", "2022-01-05"),
        ("Erstellt 2021-12-24, geprüft.", "2021-12-24", "2021-12-24", "2021-12-24"),
        ("Am 5. Juli dieses Jahres wird gewählt.", "5. Juli dieses Jahres", "XXXX-07-05", "2022-07-05"),
        ("Am 18 Februar kamen sie.", "18 Februar", "XXXX-02-18", "2022-02-18"),
        ("Am 3. Feb. 2006 war es so.", "3. Feb. 2006", "2006-02-03", "2006-02-03"),
        ("AM 3. JÄNNER WAR ES SO.", "3. JÄNNER", "XXXX-01-03", "2022-01-03"),
    ],
)
def test_days_of_a_month(text, span, open_, value):
    """Days in words and in figures; without a year they lie where they are near."""
    check(text, (span, "DATE", open_, value))


@pytest.mark.parametrize(
    ("text", "span", "open_", "value", "mod"),
    [
        ("Im August 2019 stieg man aus.", "August 2019", "2019-08", "2019-08", None),
        ("Im Dezember traf man sich.", "Dezember", "XXXX-12", "2021-12", None),
        ("Anfang Februar soll es losgehen.", "Anfang Februar", "XXXX-02", "2022-02", "START"),
        ("Im November vergangenen Jahres endete es.", "November vergangenen Jahres", "XXXX-11", "2021-11", None),
        ("Im vergangenen Dezember endete es.", "vergangenen Dezember", "XXXX-12", "2021-12", None),
        ("Im Herbst 2014 begann es.", "Herbst 2014", "2014-FA", "2014-FA", None),
        ("Sie treffen sich im nächsten Sommer.", "nächsten Sommer", "XXXX-SU", "2022-SU", None),
        ("Im dritten Quartal 2021 sank es.", "dritten Quartal 2021", "2021-Q3", "2021-Q3", None),
        ("Im vierten Quartal des Vorjahres sank es.", "vierten Quartal des Vorjahres", "XXXX-Q4", "2021-Q4", None),
        (
            "In der zweiten Jahreshälfte des Vorjahres sank es.",
            "zweiten Jahreshälfte des Vorjahres",
            "XXXX-H2",
            "2021-H2",
            None,
        ),
        ("Zum Quartalsende läuft es aus.", "Quartalsende", "XXXX-QX", "2022-Q1", "END"),
        ("Ende des Monats Februar geht es los.", "Ende des Monats Februar", "XXXX-02", "2022-02", "END"),
        ("Im Monat Mai 2021 ging es los.", "Monat Mai 2021", "2021-05", "2021-05", None),
        ("In der ersten Maihälfte geht es los.", "ersten Maihälfte", "XXXX-05", "2022-05", "START"),
        ("In der dritten Jännerwoche geht es los.", "dritten Jännerwoche", "XXXX-01", "2022-01", "MID"),
        ("Im Spätsommer 2021 begann es.", "Spätsommer 2021", "2021-SU", "2021-SU", "END"),
        ("Zum heurigen Sommer schwieg man.", "heurigen Sommer", "XXXX-SU", "2022-SU", None),
        ("Seit der Kalenderwoche 3 steigt es.", "Kalenderwoche 3", "XXXX-W03", "2022-W03", None),
        ("Ende des Vorjahres war es so.", "Ende des Vorjahres", "XXXX", "2021", "END"),
        ("Im Laufe der Woche war es so.", "Woche", "XXXX-WXX", "2022-W02", None),
        ("Anfangs Woche war es so.", "Anfangs Woche", "XXXX-WXX", "2022-W02", "START"),
        ("Ende Jahr soll es so sein.", "Ende Jahr", "XXXX", "2022", "END"),
        ("Im ersten Halbjahr 2010 stieg es.", "ersten Halbjahr 2010", "2010-H1", "2010-H1", None),
        ("Ende des Monats läuft es aus.", "Ende des Monats", "XXXX-XX", "2022-01", "END"),
        ("Bis Mitte nächsten Jahres dauert es.", "Mitte nächsten Jahres", "XXXX", "2023", "MID"),
        ("Zu Jahresbeginn trat es in Kraft.", "Jahresbeginn", "XXXX", "2022", "START"),
        ("Im letzten Monat sagte er das.", "letzten Monat", "XXXX-XX", "2021-12", None),
        ("Kommende Woche sprechen sie.", "Kommende Woche", "XXXX-WXX", "2022-W03", None),
        ("Dieses Jahr wird gewählt.", "Dieses Jahr", "XXXX", "2022", None),
        ("Heuer wird gewählt.", "Heuer", "XXXX", "2022", None),
        ("Im Vorjahr waren es mehr.", "Vorjahr", "XXXX", "2021", None),
        ("Der diesjährige Gipfel fällt aus.", "diesjährige", "XXXX", "2022", None),
        ("Am Wochenende kamen Tausende.", "Wochenende", "XXXX-WXX-WE", "2022-W01-WE", None),
        ("Am kommenden Wochenende wird gewählt.", "kommenden Wochenende", "XXXX-WXX-WE", "2022-W02-WE", None),
    ],
)
def test_months_seasons_and_relative_units(text, span, open_, value, mod):
    """Months, seasons, quarters, weeks and years, stated or counted from the report's day."""
    [time] = times_of(text)

    assert (span, "DATE", open_, value, mod) == (time.span.text, time.type, time.open, time.value, time.mod)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Nach 1997 traten sie bei.", "1997", "1997"),
        ("Der Vertrag von 1987 gilt.", "1987", "1987"),
        ("Im Jahr 2000 begann es.", "Jahr 2000", "2000"),
        ("Im Jahre 578 starb er.", "Jahre 578", "0578"),
        ("Die Wahl 2013 ging verloren.", "2013", "2013"),
        ("1648 endete der Krieg.", "1648", "1648"),
        ("Mitte der Neunzigerjahre zerfiel es.", "Mitte der Neunzigerjahre", "199"),
        ("In den 80er-Jahren war es so.", "80er-Jahren", "198"),
        ("In den 90-er Jahren war es so.", "90-er Jahren", "199"),
        ("In den 10er Jahren war es so.", "10er Jahren", "201"),
        ("In den Nullerjahren war es so.", "Nullerjahren", "200"),
        ("In den 1980ern war es so.", "1980ern", "198"),
        ("In den frühen Neunzigerjahren war es so.", "frühen Neunzigerjahren", "199"),
        ("In den 1970er Jahren war es so.", "1970er Jahren", "197"),
        ("In den fünfziger Jahren war es so.", "fünfziger Jahren", "195"),
        ("Zu Beginn des 19. Jahrhunderts war es so.", "Beginn des 19. Jahrhunderts", "18"),
        ("Im zwanzigsten Jahrhundert war es so.", "zwanzigsten Jahrhundert", "19"),
        ("Der Haushalt 2008/09 war knapp.", "2008/09", "2008/2009"),
    ],
)
def test_years_decades_and_centuries(text, span, value):
    """A decade is three digits, a century two."""
    check(text, (span, "DATE", value, value))


@pytest.mark.parametrize(
    "text",
    [
        "Es kamen 2000 Soldaten.",
        "Sie boten 1998 Euro.",
        "Rund 1500 Menschen kamen.",
        "Die Resolution 1973 gilt.",
        "Die Richtlinie 2014/52/EU gilt, die Richtlinie 2011/92/EU nicht.",
        "Der langjährige Präsident schwieg.",
        "Der 61-Jährige schwieg.",
        "Der 61-jährige Minister schwieg.",
        "Sie starb im Alter von 61 Jahren.",
        "Das Kind ist drei Jahre alt.",
        "Die Altersgrenze von 18 Jahren bleibt.",
        "Kinder bis 15 Jahre zahlen nichts.",
        "Kinder von 6 bis 12 Jahren zahlen nichts.",
        "Mit 18 Jahren zog sie aus.",
        "Das kostet 1450 bis 1850 Mark.",
        "Es war ein guter Tag.",
        "Es waren Leute im Alter zwischen 30 und 41 Jahren.",
        "Sie kamen viel früher.",
        "Am letzten Tag der Messe kam er.",
        "Das kommt früher oder später.",
        "Er war Richter auf Zeit, zu Zeiten des Bundes.",
        "Ein neunjähriger Junge war dabei.",
        "Wahlrecht ab 16 Jahren.",
        "Das ist nun bislang und bisher so, zuletzt auch später.",
        "Zuvor schwieg er, inzwischen redet er, vorerst nicht.",
        "Der Kalte Krieg ist vorbei.",
        "Es waren 3.400 Meilen und 5.500 km.",
        "Die Zeitung Russland-aktuell schrieb es.",
        "Das Ergebnis war 3:1, die Quote 2,5 Prozent.",
        "Der Bundestag tagte.",
        "",
    ],
)
def test_what_is_no_time(text):
    """Counts, ages, and the words that the guidelines leave out."""
    assert times_of(text) == ()


@pytest.mark.parametrize(
    ("text", "span", "kind", "open_", "value"),
    [
        ("Am Montag sprachen sie.", "Montag", "DATE", "XXXX-WXX-1", "2022-01-10"),
        ("Am Donnerstag werden sie sprechen.", "Donnerstag", "DATE", "XXXX-WXX-4", "2022-01-13"),
        ("Für Dienstag ist ein Treffen angesetzt.", "Dienstag", "DATE", "XXXX-WXX-2", "2022-01-18"),
        ("Seit Freitag ruhen die Waffen.", "Freitag", "DATE", "XXXX-WXX-5", "2022-01-07"),
        ("Sie sprachen vergangenen Mittwoch.", "vergangenen Mittwoch", "DATE", "XXXX-WXX-3", "2022-01-05"),
        ("Sie sprechen nächsten Mittwoch.", "nächsten Mittwoch", "DATE", "XXXX-WXX-3", "2022-01-19"),
        ("Diesen Mittwoch geht es los.", "Diesen Mittwoch", "DATE", "XXXX-WXX-3", "2022-01-12"),
        ("Nächste Woche Donnerstag geht es los.", "Nächste Woche Donnerstag", "DATE", "XXXX-WXX-4", "2022-01-20"),
        ("Am Montag kommender Woche geht es los.", "Montag kommender Woche", "DATE", "XXXX-WXX-1", "2022-01-17"),
        ("Am heutigen Mittwoch geht es los.", "heutigen Mittwoch", "DATE", "XXXX-XX-XX", "2022-01-12"),
        ("Er sprach am Montagabend.", "Montagabend", "TIME", "XXXX-WXX-1TEV", "2022-01-10TEV"),
        ("Er sprach am späten Montagabend.", "späten Montagabend", "TIME", "XXXX-WXX-1TEV", "2022-01-10TEV"),
        ("Er sprach am Montag Abend.", "Montag Abend", "TIME", "XXXX-WXX-1TEV", "2022-01-10TEV"),
        ("Er sprach am Sonnabendnachmittag.", "Sonnabendnachmittag", "TIME", "XXXX-WXX-6TAF", "2022-01-08TAF"),
        ("In der Nacht zum Montag fielen Schüsse.", "Nacht zum Montag", "TIME", "XXXX-WXX-7TNI", "2022-01-09TNI"),
        ("Am Mittwochfrüh fielen Schüsse.", "Mittwochfrüh", "TIME", "XXXX-WXX-3TMO", "2022-01-12TMO"),
        (
            "Die Nacht von Samstag auf Sonntag blieb ruhig.",
            "Nacht von Samstag auf Sonntag",
            "TIME",
            "XXXX-WXX-6TNI",
            "2022-01-08TNI",
        ),
        ("An einem Montag fielen Schüsse.", "Montag", "DATE", "XXXX-WXX-1", "XXXX-WXX-1"),
        ("An einem Montagabend fielen Schüsse.", "Montagabend", "TIME", "XXXX-WXX-1TEV", "XXXX-WXX-1TEV"),
        ("Des Sonntags war es still.", "Sonntags", "DATE", "XXXX-WXX-7", "2022-01-09"),
        ("Am SONNTAGmorgen fielen Schüsse.", "SONNTAGmorgen", "TIME", "XXXX-WXX-7TMO", "2022-01-09TMO"),
    ],
)
def test_weekdays_and_their_parts(text, span, kind, open_, value):
    """Weekdays go with the tense, the preposition or the word before them."""
    check(text, (span, kind, open_, value))


def test_a_weekday_lies_in_the_week_that_a_clause_hangs_on():
    """`die Messe in dieser Woche, die Montag ...`: that Monday, even where it is past."""
    check(
        "Die Messe in dieser Woche, die Montag aufmachen soll, ist groß.",
        ("dieser Woche", "DATE", "XXXX-WXX", "2022-W02"),
        ("Montag", "DATE", "XXXX-WXX-1", "2022-01-10"),
    )


@pytest.mark.parametrize(
    ("text", "span", "kind", "value"),
    [
        ("Gestern sprachen sie.", "Gestern", "DATE", "2022-01-11"),
        ("Sie sprachen vorgestern.", "vorgestern", "DATE", "2022-01-10"),
        ("Sie sprechen übermorgen.", "übermorgen", "DATE", "2022-01-14"),
        ("Sie sprechen heute Abend.", "heute Abend", "TIME", "2022-01-12TEV"),
        ("Sie sprachen gestern morgen.", "gestern morgen", "TIME", "2022-01-11TMO"),
        ("Sie sprechen morgen früh.", "morgen früh", "TIME", "2022-01-13TMO"),
        ("In der Silvesternacht sprachen sie.", "Silvesternacht", "TIME", "2021-12-31TNI"),
        ("In der kommenden Nacht sprechen sie.", "kommenden Nacht", "TIME", "2022-01-12TNI"),
        ("In der vergangenen Nacht sprachen sie.", "vergangenen Nacht", "TIME", "2022-01-11TNI"),
        ("Morgen sprechen sie.", "Morgen", "DATE", "2022-01-13"),
        ("Das gestrige Treffen scheiterte.", "gestrige", "DATE", "2022-01-11"),
    ],
)
def test_days_by_distance(text, span, kind, value):
    """Today, yesterday and their like, with a part of the day."""
    [time] = times_of(text)

    assert (span, kind, value) == (time.span.text, time.type, time.value)


@pytest.mark.parametrize(
    ("text", "span", "value", "mod"),
    [
        ("Sie traf um 20.30 Uhr ein.", "20.30 Uhr", "2022-01-12T20:30", None),
        ("Sie traf um 9:01:04 Uhr ein.", "9:01:04 Uhr", "2022-01-12T09:01", None),
        ("Sie traf um 14 Uhr ein.", "14 Uhr", "2022-01-12T14:00", None),
        ("Sie traf gegen 17.45 Uhr ein.", "17.45 Uhr", "2022-01-12T17:45", "APPROX"),
        ("Sie traf kurz nach 8 Uhr ein.", "8 Uhr", "2022-01-12T08:00", "AFTER"),
        ("Sie traf kurz vor neun Uhr ein.", "neun Uhr", "2022-01-12T09:00", "BEFORE"),
        ("Sie traf um 8 Uhr abends ein.", "8 Uhr abends", "2022-01-12T20:00", None),
        ("Sie traf um halb neun ein.", "halb neun", "2022-01-12T08:30", None),
        ("Sie traf um Viertel nach acht ein.", "Viertel nach acht", "2022-01-12T08:15", None),
        ("Sie traf um viertel neun ein.", "viertel neun", "2022-01-12T08:15", None),
        ("Sie traf um dreiviertel neun ein.", "dreiviertel neun", "2022-01-12T08:45", None),
        ("Sie traf um 8 Uhr früh ein.", "8 Uhr früh", "2022-01-12T08:00", None),
        ("Sie traf in der Früh ein.", "Früh", "2022-01-12TMO", None),
        ("Sie traf im Morgengrauen ein.", "Morgengrauen", "2022-01-12TMO", None),
        ("Stand: 5. März 2031, 17:40 Uhr", "5. März 2031, 17:40 Uhr", "2031-03-05T17:40", None),
        ("Stand: 05.03.2031 17:40 Uhr", "05.03.2031 17:40 Uhr", "2031-03-05T17:40", None),
        ("Um Mitternacht war Schluss.", "Mitternacht", "2022-01-12T24:00", None),
        ("Am frühen Abend war Schluss.", "frühen Abend", "2022-01-12TEV", "START"),
        ("Am Nachmittag war Schluss.", "Nachmittag", "2022-01-12TAF", None),
    ],
)
def test_the_clock(text, span, value, mod):
    """Clock times and parts of the day that have no other day belong to the report's."""
    [time] = times_of(text)

    assert (span, "TIME", value, mod) == (time.span.text, time.type, time.value, time.mod)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Am Montag um 9.15 Uhr begann es.", ["2022-01-10", "2022-01-10T09:15"]),
        ("Um 20 Uhr am Montag begann es.", ["2022-01-10T20:00", "2022-01-10"]),
        ("Am Montag tagten sie. Am Abend gingen sie.", ["2022-01-10", "2022-01-10TEV"]),
        ("Sie kam am Abend des 4. Mai 2006.", ["2006-05-04TEV", "2006-05-04"]),
        ("Am Samstagmorgen, dem 3. Februar 2018, war es so.", ["2018-02-03TMO", "2018-02-03"]),
        ("Am 2. Mai 2019 kam er, am nächsten Tag ging er.", ["2019-05-02", "2019-05-03"]),
        ("Gestern kam er, am folgenden Tag ging er.", ["2022-01-11", "2022-01-12"]),
        ("Gestern kam er, am selben Tag ging er.", ["2022-01-11", "2022-01-11"]),
        (
            "Heute von 8.30-12 und 14-16.30 Uhr.",
            ["2022-01-12", *(f"2022-01-12T{clock}" for clock in ("08:30", "12:00", "14:00", "16:30"))],
        ),
        ("Von 14 bis 16 Uhr ist Pause.", ["2022-01-12T14:00", "2022-01-12T16:00"]),
        ("Vom 5. bis 12. Februar ist Pause.", ["2022-02-05", "2022-02-12"]),
        ("Vom 15. bis 18.03.2018 war Messe.", ["2018-03-15", "2018-03-18"]),
        ("Er regierte von 2014 bis 2016.", ["2014", "2016"]),
        ("Er regierte 1933-1945.", ["1933", "1945"]),
        ("Sie tagten von Montag bis Mittwoch.", ["2022-01-10", "2022-01-12"]),
        ("Der 27. und 28. September 2017 waren frei.", ["2017-09-27", "2017-09-28"]),
    ],
)
def test_times_that_belong_together(text, values):
    """Clock times take the day told before, ranges share their month and year."""
    assert values == [t.value for t in times_of(text)]


@pytest.mark.parametrize(
    ("text", "span", "value", "mod"),
    [
        ("Nach fast acht Stunden war Schluss.", "fast acht Stunden", "PT8H", "APPROX"),
        ("Das fast achtstündige Treffen endete.", "fast achtstündige", "PT8H", "APPROX"),
        ("Die rund 8-stündigen Gespräche endeten.", "rund 8-stündigen", "PT8H", "APPROX"),
        ("Seit zweieinhalb Jahren ruhte er.", "zweieinhalb Jahren", "P2.5Y", None),
        ("Seit 2,5 Jahren ruhte er.", "2,5 Jahren", "P2.5Y", None),
        ("Es dauerte anderthalb Stunden.", "anderthalb Stunden", "PT1.5H", None),
        ("Es dauerte eine halbe Stunde.", "eine halbe Stunde", "PT0.5H", None),
        ("Es dauerte eine Viertelstunde.", "eine Viertelstunde", "PT0.25H", None),
        ("Es dauerte ein knappes Jahr.", "ein knappes Jahr", "P1Y", "LESS_THAN"),
        ("Es dauerte mehr als zehn Jahre.", "mehr als zehn Jahre", "P10Y", "MORE_THAN"),
        ("Es dauerte weniger als 20 Minuten.", "weniger als 20 Minuten", "PT20M", "LESS_THAN"),
        ("Es war binnen weniger Tage vorbei.", "weniger Tage", "PXD", None),
        ("Es dauerte bis zu drei Wochen.", "bis zu drei Wochen", "P3W", "EQUAL_OR_LESS"),
        ("Es dauerte zwei bis drei Wochen.", "zwei bis drei Wochen", "P2W", "EQUAL_OR_MORE"),
        ("Es dauerte ein paar Tage.", "ein paar Tage", "PXD", None),
        ("Es dauerte einundzwanzig Tage.", "einundzwanzig Tage", "P21D", None),
        ("Es dauerte drei Jahre und vier Monate.", "drei Jahre und vier Monate", "P3Y4M", None),
        ("Es dauerte zwei Stunden und zehn Minuten.", "zwei Stunden und zehn Minuten", "PT2H10M", None),
        ("Es dauerte eine Woche und zwei Stunden.", "eine Woche und zwei Stunden", "P1WT2H", None),
        ("Das war acht Jahre nachdem er kam.", "acht Jahre", "P8Y", None),
        ("Man stritt jahrelang.", "jahrelang", "PXY", None),
        ("Man stritt Jahre lang.", "Jahre", "PXY", None),
        ("Innert dreier Tage war Schluss.", "dreier Tage", "P3D", None),
        ("Innert Tagen war Schluss.", "Tagen", "PXD", None),
        ("Es waren zwei magere Jahre.", "zwei magere Jahre", "P2Y", None),
        ("Nach 14 zähen Stunden ging man heim.", "14 zähen Stunden", "PT14H", None),
        ("Vor einem dreiviertel Jahr stritt man.", "einem dreiviertel Jahr", "P0.75Y", None),
        ("In den darauffolgenden Tagen stritt man.", "darauffolgenden Tagen", "PXD", None),
        ("Man stritt über Jahrzehnte.", "Jahrzehnte", "PXDE", None),
        ("Der langjährige Streit endete.", "langjährige", "PXY", None),
        ("Es dauerte über drei Jahre.", "über drei Jahre", "P3Y", "MORE_THAN"),
        ("Nach dreijähriger Haft kam er frei.", "dreijähriger", "P3Y", None),
        ("Eine 14-Tage-Frist läuft.", "14-Tage", "P14D", None),
        ("Die 35-Stunden-Woche bleibt.", "35-Stunden-Woche", "PT35H", None),
        ("Vor 1.000 Jahren war das.", "1.000 Jahren", "P1000Y", None),
        ("Das galt seit Jahrzehnten.", "Jahrzehnten", "PXDE", None),
    ],
)
def test_durations(text, span, value, mod):
    """Nouns, adjectives, compounds; fractions stay decimal."""
    [time] = times_of(text)

    assert (span, "DURATION", value, mod) == (time.span.text, time.type, time.value, time.mod)


def test_bare_plurals_are_durations_of_unknown_length():
    """`Wochen oder Monate` names two durations."""
    check(
        "Es könne noch Wochen oder Monate dauern.",
        ("Wochen", "DURATION", "PXW", "PXW"),
        ("Monate", "DURATION", "PXM", "PXM"),
    )


@pytest.mark.parametrize(
    ("text", "value", "begin", "end"),
    [
        ("Das war vor drei Jahren.", "P3Y", "2019", "2019"),
        ("Das gilt seit zweieinhalb Jahren.", "P2.5Y", "2019-07", "2022-01-12"),
        ("In zwei Wochen wird gewählt.", "P2W", "2022-W04", "2022-W04"),
        ("In den letzten zehn Jahren änderte sich viel.", "P10Y", "2012", "2022-01-12"),
        ("In den nächsten drei Monaten wird verhandelt.", "P3M", "2022-01-12", "2022-04"),
        ("In den nächsten Tagen wird verhandelt.", "FUTURE_REF", "2022-01-12", None),
        ("In den vergangenen Tagen wurde verhandelt.", "PAST_REF", None, "2022-01-12"),
        ("Anfang Januar wurde verhandelt.", "2022-01", "2022-01-01", "2022-01-10"),
    ],
)
def test_what_hangs_on_the_day_has_bounds(text, value, begin, end):
    """Vague times and counted durations say from when to when, as far as the words go."""
    [time] = times_of(text)

    assert (value, begin, end) == (time.value, time.begin, time.end)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Sie tagen täglich.", "täglich", "P1D"),
        ("Die monatliche Sitzung fiel aus.", "monatliche", "P1M"),
        ("Sie tagen dreimal täglich.", "dreimal täglich", "P1D"),
        ("Sie tagen jeden Montag.", "jeden Montag", "XXXX-WXX-1"),
        ("Sie tagen jedes Jahr.", "jedes Jahr", "P1Y"),
        ("Sie tagen jeden zweiten Tag.", "jeden zweiten Tag", "P2D"),
        ("Sie tagen alle vier Jahre.", "alle vier Jahre", "P4Y"),
        ("Es kostet drei Euro pro Jahr.", "pro Jahr", "P1Y"),
        ("Sie tagen einmal im Monat.", "einmal im Monat", "P1M"),
        ("Sie streiten Jahr für Jahr.", "Jahr für Jahr", "P1Y"),
        ("Sie tagen montags.", "montags", "XXXX-WXX-1"),
        ("Sonntags tagen sie.", "Sonntags", "XXXX-WXX-7"),
        ("Samstagnachmittags tagen sie.", "Samstagnachmittags", "XXXX-WXX-6TAF"),
        ("Sie tagen jeweils am Freitag.", "Freitag", "XXXX-WXX-5"),
        ("Das kostet zwei Euro im Monat.", "Monat", "P1M"),
        ("Es wird von Jahr zu Jahr enger.", "Jahr zu Jahr", "P1Y"),
        ("Sie tagen nachts.", "nachts", "XXXX-XX-XXTNI"),
    ],
)
def test_sets(text, span, value):
    """What comes again and again is not resolved against the day."""
    check(text, (span, "SET", value, value))


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Das ist derzeit so.", "derzeit", "PRESENT_REF"),
        ("Jetzt ist es so.", "Jetzt", "PRESENT_REF"),
        ("Das ist gegenwärtig so.", "gegenwärtig", "PRESENT_REF"),
        ("Das ist aktuell so.", "aktuell", "PRESENT_REF"),
        ("Im Moment ist es so.", "Moment", "PRESENT_REF"),
        ("In diesen Tagen ist es so.", "diesen Tagen", "PRESENT_REF"),
        ("Das kam jüngst vor.", "jüngst", "PAST_REF"),
        ("In letzter Zeit kam das vor.", "letzter Zeit", "PAST_REF"),
        ("In der Vergangenheit kam das vor.", "Vergangenheit", "PAST_REF"),
        ("Die heutige Jugend ist so.", "heutige", "PRESENT_REF"),
        ("Die Welt von heute ist so.", "heute", "PRESENT_REF"),
        ("Eines Tages kommt das vor.", "Eines Tages", "FUTURE_REF"),
        ("Kommende Wochen wird es so sein.", "Kommende Wochen", "FUTURE_REF"),
    ],
)
def test_vague_references(text, span, value):
    """The words that the guidelines count, and stretches without a number."""
    check(text, (span, "DATE", value, value))


@pytest.mark.parametrize(
    ("text", "span", "open_", "value"),
    [
        ("Zu Ostern 2021 war es so.", "Ostern 2021", "2021-04-04", "2021-04-04"),
        ("Am Karfreitag wird es so sein.", "Karfreitag", "XXXX-XX-XX", "2022-04-15"),
        ("Vor Weihnachten war es so.", "Weihnachten", "XXXX-12-25", "2021-12-25"),
        ("Am Pfingstmontag wird es so sein.", "Pfingstmontag", "XXXX-XX-XX", "2022-06-06"),
        ("Zu Christi Himmelfahrt wird es so sein.", "Christi Himmelfahrt", "XXXX-XX-XX", "2022-05-26"),
        ("Am Tag der\nDeutschen Einheit war es so.", "Tag der\nDeutschen Einheit", "XXXX-10-03", "2021-10-03"),
        ("Zu Silvester war es so.", "Silvester", "XXXX-12-31", "2021-12-31"),
        ("Am Stefanitag war es so.", "Stefanitag", "XXXX-12-26", "2021-12-26"),
        ("Am zweiten Weihnachtstag war es so.", "zweiten Weihnachtstag", "XXXX-12-26", "2021-12-26"),
        ("Am ersten Advent war es so.", "ersten Advent", "XXXX-XX-XX", "2021-11-28"),
        ("Am Buß- und Bettag 2023 war es so.", "Buß- und Bettag 2023", "2023-11-22", "2023-11-22"),
        ("Am Muttertag wird es so sein.", "Muttertag", "XXXX-05-XX", "2022-05-08"),
        ("Zum Bettag 2023 war es so.", "Bettag 2023", "2023-09-17", "2023-09-17"),
        ("In der Karwoche wird es so sein.", "Karwoche", "XXXX-WXX", "2022-W15"),
        ("Am Osterwochenende 2021 war es so.", "Osterwochenende 2021", "2021-W13-WE", "2021-W13-WE"),
        ("Am 1. Advent 2023 war es so.", "1. Advent 2023", "2023-12-03", "2023-12-03"),
    ],
)
def test_feasts(text, span, open_, value):
    """Feasts have a date, those that move go with Easter."""
    check(text, (span, "DATE", open_, value))


@pytest.mark.parametrize(
    ("verb", "tag", "lemma", "mood", "value"),
    [
        ("trafen", "VVFIN", "treffen", "ind", "2022-01-10"),
        ("hielt", "VVFIN", "halten", "ind", "2022-01-10"),
        ("litten", "VVFIN", "leiden", "ind", "2022-01-10"),
        ("verlangte", "VVFIN", "verlangen", "ind", "2022-01-10"),
        ("verlangt", "VVFIN", "verlangen", "ind", "2022-01-17"),
        ("fährt", "VVFIN", "fahren", "ind", "2022-01-17"),
        ("gibt", "VVFIN", "geben", "ind", "2022-01-17"),
        ("wird", "VAFIN", "werden", "ind", "2022-01-17"),
        ("verlange", "VVFIN", "verlangen", "sub", "2022-01-10"),
    ],
)
def test_tagged_verbs_tell_the_tense(verb, tag, lemma, mood, value):
    """A Monday goes with the finite verb of its clause; the subjunctive leaves the nearest one."""
    text = f"Am Montag {verb} sie dies."
    token = Token(10, 10 + len(verb), verb, tag, lemma, mood)
    report = replace(
        a_report(text),
        header=Header(published=Published(value=DAY)),
        sentences=(Sentence(0, len(text), 0, (Token(3, 9, "Montag", "NN", "Montag"), token)),),
    )

    assert [value] == [t.value for t in read_times(report, DE).times]


def test_a_perfect_is_past_unless_something_is_planned():
    """`hat ... getroffen` is past, `ist ... angesetzt` is to come."""
    assert _perfect("hat", "haben", "getroffen") == "2022-01-10"
    assert _perfect("ist", "sein", "angesetzt") == "2022-01-17"


def _perfect(verb, lemma, participle):
    text = f"Am Montag {verb} man dies {participle}."
    tokens = (
        Token(10, 10 + len(verb), verb, "VAFIN", lemma, "ind"),
        Token(text.index(participle), text.index("."), participle, "VVPP", participle),
    )
    header = Header(published=Published(value=DAY))
    report = replace(a_report(text), header=header, sentences=(Sentence(0, len(text), 0, tokens),))
    return read_times(report, DE).times[0].value


def test_a_report_without_a_day_keeps_its_times_open():
    """Weekdays and distances stay half-known; what the text tells whole is whole."""
    times = times_of("Am Montag und gestern, am 12. Januar und im August 2019.", day=None)

    assert [t.value for t in times] == ["XXXX-WXX-1", "XXXX-XX-XX", "XXXX-01-12", "2019-08"]


def test_clutter_is_passed_over():
    """A time in a span that is no part of the article is none of the report's."""
    text = "Stand: 3. Mai 2019\nAm Montag sprachen sie.\nBild vom Dienstag"
    clutter = (Span.of(text, text.index("Bild"), len(text)), Span.of(text, 0, 18))
    report = replace(a_report(text), header=Header(clutter=clutter))

    assert [t.span.text for t in read_times(report, DE).times] == ["Montag"]


def test_every_time_says_which_rule_made_it():
    """Confidence is a share, and the reason names a rule of the table."""
    names = {row["rule"] for row in DE.table("times_rules")}
    times = times_of("Am Montag um 9 Uhr, seit drei Jahren, täglich und derzeit.")

    assert len(times) == 5
    assert all(t.why.removeprefix("times.") in names and 0 < t.confidence < 1 for t in times)


def test_ids_are_stable_and_apart():
    """The same text gives the same ids; each time has its own."""
    first, again = times_of("Am Montag und am Montag."), times_of("Am Montag und am Montag.", day="2020-05-05")

    assert [t.id for t in first] == [t.id for t in again]
    assert len({t.id for t in first}) == 2
