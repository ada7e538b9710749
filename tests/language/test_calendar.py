"""Open values and the report's day: what `resolve` makes of them, and the laws it keeps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language.calendar import resolve
from depesche.language.intervals import advent, easter, interval, sunday
from depesche.records import Anchor, Edge, Span, Time

WEDNESDAY = date(2022, 1, 12)


def a_time(open_, anchor=None, kind="DATE", mod=None, since=None, until=None):
    return Time("t", Span(0, 1, "x"), kind, open_, open_, mod=mod, anchor=anchor, since=since, until=until)


@pytest.mark.parametrize(
    ("open_", "anchor", "value"),
    [
        ("XXXX-XX-XX", Anchor("day", -1), "2022-01-11"),
        ("XXXX-XX-XXTEV", Anchor("day", 0, "", "TEV"), "2022-01-12TEV"),
        ("XXXX-WXX-1", Anchor("weekday", None, "past"), "2022-01-10"),
        ("XXXX-WXX-3", Anchor("weekday", None, "past"), "2022-01-12"),
        ("XXXX-WXX-3", Anchor("weekday", None, "future"), "2022-01-12"),
        ("XXXX-WXX-3", Anchor("weekday", -1, "past"), "2022-01-05"),
        ("XXXX-WXX-3", Anchor("weekday", 1, "future"), "2022-01-19"),
        ("XXXX-WXX-1", Anchor("weekday", None, "future"), "2022-01-17"),
        ("XXXX-WXX-6", Anchor("weekday", None, "near"), "2022-01-15"),
        ("XXXX-WXX-7", Anchor("weekday", None, "near"), "2022-01-09"),
        ("XXXX-WXX-1T20:30", Anchor("weekday", None, "past", "T20:30"), "2022-01-10T20:30"),
        ("XXXX-WXX-2", Anchor("week", -1), "2022-01-04"),
        ("XXXX-WXX", Anchor("week", 1), "2022-W03"),
        ("XXXX-WXX-WE", Anchor("weekend", None, "past"), "2022-W01-WE"),
        ("XXXX-WXX-WE", Anchor("weekend", 1, "future"), "2022-W02-WE"),
        ("XXXX-XX", Anchor("month", -1), "2021-12"),
        ("XXXX-XX-05", Anchor("month", 0), "2022-01-05"),
        ("XXXX-QX", Anchor("quarter", -1), "2021-Q4"),
        ("XXXX", Anchor("year", -1), "2021"),
        ("XXXX-07", Anchor("year", -1), "2021-07"),
        ("XXX", Anchor("decade", -1), "201"),
        ("XX", Anchor("century", 0), "20"),
        ("XXXX-12", Anchor("date", None, "past"), "2021-12"),
        ("XXXX-12", Anchor("date", 1, "future"), "2022-12"),
        ("XXXX-01-12", Anchor("date", None, "future"), "2022-01-12"),
        ("XXXX-02-03", Anchor("date", None, "past"), "2022-02-03"),
        ("XXXX-02-29", Anchor("date", None, "near"), "2020-02-29"),
        ("XXXX-SU", Anchor("date", -1, "past"), "2021-SU"),
        ("XXXX-Q3", Anchor("date", None, "near"), "2021-Q3"),
        ("XXXX-XX-XX", Anchor("easter", -2, "near"), "2022-04-15"),
        ("1997", None, "1997"),
        ("PRESENT_REF", None, "PRESENT_REF"),
        ("P3Y", Anchor("year", -3), "P3Y"),
        ("XXXX-WXX-1", None, "XXXX-WXX-1"),
        ("XXXX-WXX-1", Anchor("fortnight", 3), "XXXX-WXX-1"),
    ],
)
def test_value_on_a_wednesday(open_, anchor, value):
    """What a time means in a report of Wednesday, 12 January 2022."""
    assert value == resolve(a_time(open_, anchor), WEDNESDAY).value


@pytest.mark.parametrize(
    ("time", "bounds"),
    [
        (a_time("2022-01", mod="START"), ("2022-01-01", "2022-01-10")),
        (a_time("2022", mod="MID"), ("2022-05-02", "2022-08-31")),
        (a_time("198"), ("1980-01-01", "1989-12-31")),
        (a_time("2021-WI"), ("2021-12-01", "2022-02-28")),
        (a_time("2022-W02-WE"), ("2022-01-15", "2022-01-16")),
        (a_time("PAST_REF"), (None, "2022-01-12")),
        (a_time("FUTURE_REF"), ("2022-01-12", None)),
        (a_time("P3Y", Anchor("year", -3), "DURATION"), ("2019", "2019")),
        (a_time("P3Y", Anchor("year", -3, "past"), "DURATION"), ("2019", "2022-01-12")),
        (a_time("P2W", Anchor("week", 2, "future"), "DURATION"), ("2022-01-12", "2022-W04")),
        (a_time("P18M", Anchor("month", -18, "past"), "DURATION"), ("2020-07", "2022-01-12")),
        (a_time("2022-01-10"), (None, None)),
    ],
)
def test_bounds_of_vague_times(time, bounds):
    """Vague times carry their bounds, exact ones do not."""
    resolved = resolve(time, WEDNESDAY)

    assert bounds == (resolved.begin, resolved.end)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1583, (4, 10)), (1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2019, (4, 21)), (2038, (4, 25))],
)
def test_easter(year, day):
    """Known Easter Sundays, the earliest and the latest possible among them."""
    assert date(year, *day) == easter(year)


@pytest.mark.parametrize(("year", "day"), [(2020, (11, 29)), (2021, (11, 28)), (2022, (11, 27)), (2023, (12, 3))])
def test_advent(year, day):
    """It begins on the fourth Sunday before Christmas, at the earliest on 27 November."""
    assert date(year, *day) == advent(year)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 4))
def test_sundays_of_a_month(year, month, number):
    """The n-th Sunday is a Sunday and lies in the n-th seven days of its month."""
    day = sunday(year, month, number)

    assert (day.isoweekday(), day.month, (day.day - 1) // 7 + 1) == (7, month, number)


def test_interval_refuses_what_is_no_day():
    """A value of the right shape that no calendar has is no stretch of days."""
    assert [interval(v) for v in ("2022-13", "2022-02-30", "2022-W60", "0000", "2022-Q5")] == [None] * 5


DAYS = st.dates()
OPEN = st.one_of(
    st.sampled_from(
        ["XXXX-XX-XX", "XXXX-WXX-1", "XXXX-WXX", "XXXX-WXX-WE", "XXXX-XX", "XXXX", "XXX", "XX", "XXXX-12", "XXXX-05-XX"]
    ),
    st.sampled_from(["XXXX-02-29", "XXXX-SU", "XXXX-QX", "XXXX-H1", "P3Y", "PAST_REF", "2022-01-10", "XXXX-WXX-1TEV"]),
    st.text(max_size=12),
    st.from_regex(r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?(T[A-Z]{2})?", fullmatch=True),
)
ANCHORS = st.builds(
    Anchor,
    st.one_of(
        st.sampled_from(["day", "week", "weekday", "weekend", "month", "quarter", "year", "decade", "century", "date"]),
        st.sampled_from(["easter", "advent", "sunday", "other", ""]),
    ),
    st.none() | st.integers(-5, 5) | st.integers(),
    st.sampled_from(["past", "future", "near", ""]),
    st.sampled_from(["", "TEV", "T20:30"]),
)
MODS = st.sampled_from([None, "START", "MID", "END", "APPROX"])
EDGES = st.none() | st.builds(Edge, OPEN, st.none() | ANCHORS, MODS)
KINDS = st.sampled_from(["DATE", "TIME", "DURATION", "SET"])
PARTS = (OPEN, st.none() | ANCHORS, KINDS, MODS)
TIMES = st.builds(a_time, *PARTS, since=EDGES) | st.builds(a_time, *PARTS, until=EDGES)


@given(TIMES, DAYS, DAYS)
def test_resolving_again_forgets_the_first_day(time, first, second):
    """The value depends on the stored time and the day, not on what was derived before."""
    assert resolve(time, second) == resolve(resolve(time, first), second)


@given(TIMES, DAYS)
def test_without_a_day_only_the_text_speaks(time, day):
    """A report that loses its day has open values again."""
    assert time.open == resolve(resolve(time, day), None).value


@given(TIMES, DAYS)
def test_resolving_leaves_the_stored_fields_alone(time, day):
    """Only value and bounds are derived."""
    resolved = resolve(time, day)

    assert (time.id, time.span, time.type, time.open, time.mod, time.anchor) == (
        resolved.id, resolved.span, resolved.type, resolved.open, resolved.mod, resolved.anchor,
    )  # fmt: skip


@given(st.integers(1, 7), st.sampled_from(["past", "future", "near"]), DAYS.filter(lambda d: 100 < d.toordinal() < 3e6))
def test_weekdays_fall_on_themselves_and_near(number, direction, day):
    """A weekday is that weekday, within a week of the report, and on the side that its direction says."""
    value = resolve(a_time(f"XXXX-WXX-{number}", Anchor("weekday", None, direction)), day).value
    off = (date.fromisoformat(value) - day).days

    assert number == date.fromisoformat(value).isoweekday()
    assert off in {"past": range(-6, 1), "future": range(7), "near": range(-3, 4)}[direction]
