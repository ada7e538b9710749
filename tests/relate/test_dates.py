"""The days of reports that state none, over a story."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report
from tests.relate.dated import AHEAD, LATER, OVER, PACKS, STORY, day, days, of_day, read

from depesche.records import Anchor, Published, Report, Span, Time
from depesche.relate.dates import basis_of, constraints_of, date_reports
from depesche.texts.reasons import told


def test_reports_of_one_story_date_each_other():
    """What one report puts on a Thursday and another on 11 May is a Thursday, 11 May; the year is told by a third."""
    assert days(*STORY) == {
        "ahead": ("2023-05-08", ("2023-05-08", "2023-05-09")),
        "later": ("2023-05-12", ("2023-05-12", "2023-05-15")),
        "over": ("2023-05-09", ("2023-05-09", "2023-05-11")),
    }


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_the_reports_does_not_matter(order):
    """The same reports give the same datings, in whatever order they are handed in."""
    assert date_reports([STORY[n] for n in order], PACKS) == date_reports(STORY, PACKS)


def test_without_a_year_anywhere_the_days_stay_open():
    """Weekdays that agree tell no year: nothing is guessed."""
    assert days(AHEAD, LATER) == {"ahead": (None, None), "later": (None, None)}


def test_a_report_that_states_its_day_dates_the_others():
    """It needs no dating itself."""
    assert days(AHEAD, of_day(LATER, "2017-05-12")) == {"ahead": ("2017-05-08", ("2017-05-08", "2017-05-09"))}


def test_half_a_day_in_the_header_is_a_bond():
    """A month that a page states bounds the report as one at its head does."""
    half = replace(LATER, header=replace(LATER.header, published=Published("2023-05", None, "page")))

    assert days(AHEAD, half)["later"] == ("2023-05-12", ("2023-05-12", "2023-05-15"))


def test_what_contradicts_surer_words_is_set_aside():
    """A misprint in one report (the talks in Cairo still ahead) moves neither it nor the others."""
    wrong = read(
        "wrong",
        "Nach dreistündigen Beratungen hat die OSZE in Wien am Donnerstag getagt. Die Gespräche zwischen Frankreich und "
        "Ägypten in Kairo sollen am Dienstag beginnen.",
    )
    found = days(*STORY, wrong)

    assert found["wrong"][0] == "2023-05-11"
    assert {name: found[name] for name in ("ahead", "later", "over")} == days(*STORY)


def test_another_round_of_the_same_talks_is_kept_apart():
    """One common meeting is not enough: the same states met in the same place at another time."""
    other = of_day(
        read("other", "Frankreich und Ägypten wollen am Dienstag in Kairo über den Hafen verhandeln."), "2019-03-03"
    )

    assert days(*STORY, other) == days(*STORY)


def test_a_day_is_counted_from_an_event_that_another_report_dates():
    """`Einen Tag vor der Abstimmung`, where another report has the vote on a day with its year."""
    vote = read(
        "vote",
        "Der Landtag soll nach der Abstimmung am Freitag, dem 3. März 2023, neu besetzt werden, sagte Anna Kolb.",
    )
    eve = read("eve", "Einen Tag vor der Abstimmung hat Anna Kolb um Ruhe gebeten.")

    assert days(vote, eve)["eve"][0] == "2023-03-02"


def test_hours_after_an_event_are_its_day_or_the_next():
    """`Wenige Stunden nach der Abstimmung`, where another report has the vote on a day with its year."""
    vote = read(
        "vote",
        "Der Landtag soll nach der Abstimmung am Freitag, dem 3. März 2023, neu besetzt werden, sagte Anna Kolb.",
    )
    night = read("night", "Wenige Stunden nach der Abstimmung hat Anna Kolb das Land verlassen.")
    before = read("before", "Zwei Stunden vor der Abstimmung hat Anna Kolb um Ruhe gebeten.")

    assert days(vote, night)["night"] == ("2023-03-03", ("2023-03-03", "2023-03-04"))
    assert days(vote, before)["before"] == (None, ("2023-03-02", "2023-03-03"))


def test_the_same_text_is_of_the_same_days():
    """A report that repeats another's sentences appears within days of it."""
    sentences = (
        "Die Ministerin besichtigte die Werft und sprach mit der Leitung über die Pläne für den neuen Kai. "
        "Danach ließ sie sich von den Arbeitern die Schäden an den beiden alten Kränen genau erklären. "
        "Zum Abschied versprach sie der Stadt noch einmal die Mittel für den Umbau des ganzen Hafens. "
    )
    one, two = of_day(read("one", f"{sentences}Es regnete."), "2020-02-05"), read("two", sentences)

    assert days(one, two) == {"two": (None, ("2020-02-02", "2020-02-08"))}


def test_days_with_weekdays_are_those_near_the_story():
    """`Donnerstag (18. Mai)` is so in few years; another report about the same persons tells which."""
    about = "Claire Vasseur und Omar Selim haben gesprochen. "
    known = of_day(read("known", f"{about}Es ging um den Hafen."), "2023-05-10")
    open_ = read("open", f"{about}Der Vertrag wurde am Donnerstag (18. Mai) unterzeichnet.")

    assert days(known, open_)["open"][0] == "2023-05-18"


def test_many_reports_tell_their_year_by_the_latest_that_they_name():
    """Five reports name their own year or the last; in these two there is only one Thursday, 18 May."""
    signed = read("signed", "Der Vertrag wurde am Donnerstag (18. Mai) unterzeichnet.")
    others = [
        read(f"other {n}", f"Der Hafen wurde im Jahr {year} gebaut.") for n, year in enumerate((1999, 2010, 2016, 2022))
    ]

    assert days(signed, *others)["signed"] == ("2023-05-18", ("2023-05-18", "2023-06-01"))
    assert days(signed, *others[1:])["signed"] == (None, None)


def test_what_is_likely_of_one_report_dates_the_others():
    """The day after which one is likely from bounds those that share its events, too."""
    first, *rest = STORY
    undated = read("over", first.text.removeprefix("date 2023-05 "))
    signed = read(
        "signed",
        "Claire Vasseur hat am Freitag, dem 12. Mai 2023, in Paris gesprochen. Am Donnerstag hatte in Wien die OSZE "
        "getagt. Am Dienstag hatten Frankreich und Ägypten in Kairo verhandelt.",
    )

    assert days(undated, *rest, signed)["over"][0] == "2023-05-09"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Vertrag wurde am 3. Mai 2021 in Oslo unterzeichnet.", ("2021-05-03", ("2021-05-03", "2021-06-03"))),
        ("Die Wahl wird am 3. Mai 2021 stattfinden, hieß es in Oslo.", (None, ("", "2021-05-03"))),
        ("Seit dem Abkommen von 1997 ruht der Streit. Das sagte die Ministerin.", (None, ("1997-01-01", ""))),
        ("Am Montag hat der Rat getagt.", (None, None)),
        ("Die Brücke wurde gestern, am 3. Mai 2021, eröffnet.", ("2021-05-04", None)),
        ("Nichts.", (None, None)),
        ("", (None, None)),
    ],
    ids=["past", "ahead", "a year", "a weekday", "yesterday with its date", "no time", "empty"],
)
def test_a_report_alone(text, found):
    """A day with its year bounds the report on one side; it is stated only where the report is of the days after it."""
    assert day(text) == found


def test_a_feast_is_no_sign_that_an_old_day_near_it_is_news():
    """Feasts come every year: a flood in a January of old was not this New Year's."""
    text = (
        "Die Stadt hat um die Opfer der Flut getrauert, und viele kamen am {} noch einmal auf den Platz vor dem Rathaus. "
        "Die Halle wurde am 9. Januar 1968 zerstört."
    )

    assert day(text.format("Neujahrstag")) == (None, ("1968-01-09", ""))
    assert day(text.format("14. Januar")) == ("1968-01-14", ("1968-01-14", "1968-02-09"))


def test_old_days_in_the_background_are_no_news():
    """A day far back in the text bounds the report and is not taken for its own."""
    text = (
        "Der Rat hat heute lange über den Haushalt gestritten. Die Sitzung in der alten Halle dauerte bis in den Abend, und "
        "eine Einigung kam nicht zustande. Der Bürgermeister ist seit dem 4. Juni 2014 im Amt."
    )

    assert day(text) == (None, ("2014-06-04", ""))


def test_every_reason_can_be_said_and_quotes_its_report():
    """In both languages; every quotation is the report's own text."""
    texts = {report.name: report.text for report in STORY}
    for dating in date_reports(STORY, PACKS):
        assert 0 < dating.confidence <= 1
        assert basis_of(dating)
        assert basis_of(dating) != basis_of(dating, "de")
        for quote in (quote for reason in dating.reasons for quote in reason.quotes):
            assert texts[quote.report][quote.start : quote.end] == quote.text


def test_the_basis_names_the_latest_event_and_the_year():
    """The line that a header shows says which event the day rests on, and where the year comes from."""
    [ahead, *_] = date_reports(STORY, PACKS)

    assert "the year is told in over: “2023-05”" in basis_of(ahead)
    assert basis_of(ahead).endswith("the latest event told as past is of 2023-05-08: “Montag”")


def test_what_one_report_tells_can_be_shown():
    """Each constraint with its words, in the order of the text."""
    said = [told(reason) for reason in constraints_of(OVER, PACKS)]

    assert said == [
        "“Dienstag” lies behind it and “Donnerstag” ahead, in one week",
        "“2023-05” stands at its head",
    ]


def test_a_report_that_nobody_could_read_is_left_open():
    """Without a pack for its language nothing is known."""
    foreign = replace(a_report("Le 3 mai 2021.", "f"), language="fr", unread="There is no language pack for fr.")

    assert days(foreign, *STORY)["f"] == (None, None)


_OPEN = [
    "2021-03-04",
    "2021-03",
    "2021",
    "XXXX-03-04",
    "XXXX-02-29",
    "XXXX-02-31",
    "XXXX-03",
    "XXXX-WXX-3",
    "XXXX-WXX",
    "0001",
    "199",
]
_TIMES = st.tuples(
    st.sampled_from(_OPEN),
    st.sampled_from(["date", "weekday", "week", "day", "year"]),
    st.sampled_from([None, -1, 0, 1, 2]),
    st.sampled_from(["past", "future", "near", ""]),
)


def _of_times(name: str, times: list[tuple[str, str, int | None, str]]) -> Report:
    text = "Es war am Tag so. " * max(len(times), 1)
    spans = [Span.of(text, n * 18 + 10, n * 18 + 13) for n in range(len(times))]
    records = [
        Time(f"t{n}", span, "DATE", open_, open_, anchor=Anchor(unit, offset, direction))
        for n, (span, (open_, unit, offset, direction)) in enumerate(zip(spans, times, strict=True))
    ]
    return replace(a_report(text, name), language="de", times=tuple(records))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_TIMES, max_size=6), min_size=1, max_size=4))
def test_whatever_is_told_the_datings_are_sound(told_times):
    """One dating a report, in the order of names; a value lies in its interval, and its ends are in order."""
    reports = [_of_times(f"r{n}", times) for n, times in enumerate(told_times)]
    found = date_reports(reports, PACKS)

    assert [dating.report for dating in found] == [report.name for report in reports]
    assert found == date_reports(list(reversed(reports)), PACKS)
    for dating in found:
        if dating.interval and all(dating.interval):
            assert dating.interval[0] <= (dating.value or dating.interval[0]) <= dating.interval[1]


@pytest.mark.corpora
def test_the_real_reports_are_dated(data):
    """The five reports of January 2022, none of which states its day."""
    gold = {"000": "2022-01-10", "001": "2022-01-10", "002": "2022-01-14", "003": "2022-01-12", "004": "2022-01-09"}
    reports = [read(path.name, path.read_bytes().decode()) for path in sorted((data / "reports").glob("*.txt"))]
    found = date_reports(reports, PACKS)

    assert {dating.report[:3]: dating.value for dating in found if dating.report[:3] in gold} == gold
