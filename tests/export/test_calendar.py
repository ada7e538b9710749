"""The calendar: one entry per meeting with a day, right for calendar programs, safe and the same every time."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from depesche.errors import UsageError
from depesche.export.calendar import days_of, write_ics, write_meetings
from depesche.relations import Meeting, Member, Step, Told

BRIDGE = Member("a/bridge.txt", "1" * 16, "am Montag trafen sie sich")


def told(*values: str) -> tuple[Told, ...]:
    return tuple(Told(value, (BRIDGE,)) for value in values)


def a_meeting(*dates: str, status: str = "held", **fields) -> Meeting:
    """Bergland and Talgrund meet."""
    history = (Step("2031-05-04", "planned", BRIDGE), Step("2031-05-06", status, BRIDGE))
    given = {"participants": told("Bergland", "Talgrund"), "history": history, "members": (BRIDGE,)} | fields
    return Meeting("f" * 16, "bergland-talgrund", status, date=told(*dates), **given)


def written(*meetings: Meeting, **options) -> str:
    out = io.StringIO(newline="")
    write_meetings(meetings, out, **options)
    return out.getvalue()


def entries(text: str):
    return Calendar.from_ical(text).walk("VEVENT")


def test_an_entry_is_a_whole_day():
    """Dates without a clock time, the end being the first day that is no more part of it."""
    [entry] = entries(written(a_meeting("2031-05-05", place=told("Auental"))))

    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2031, 5, 5), date(2031, 5, 6))
    assert entry.decoded("dtstamp") == datetime(2031, 5, 6, tzinfo=UTC)
    assert (str(entry["uid"]), entry["sequence"]) == (f"{'f' * 16}@depesche", 1)
    assert str(entry["location"]) == "Auental"


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-05-05", ("2031-05-05", "2031-05-05")),
        ("2031-05-05/2031-05-11", ("2031-05-05", "2031-05-11")),
        ("2031-05", None),
        ("2031", None),
        ("2031-01-01/2031-12-31", None),
        ("2031-05-11/2031-05-05", None),
        ("9999-12-31", None),
        ("XXXX-05-05", None),
    ],
)
def test_only_days_and_stretches_of_days_are_entries(value, days):
    """A month or a year is no date for a calendar."""
    found = days_of(a_meeting(value))

    assert (found and tuple(one.isoformat() for one in found)) == days
    assert len(entries(written(a_meeting(value)))) == (days is not None)
    assert days_of(a_meeting()) is None


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("held", "CONFIRMED"),
        ("under way", "CONFIRMED"),
        ("broken off", "CONFIRMED"),
        ("planned", "TENTATIVE"),
        ("proposed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_the_state_of_an_entry_follows_the_status(status, state):
    """Calendar programs show what is not yet sure and what was called off in their own ways."""
    [entry] = entries(written(a_meeting("2031-05-05", status=status)))

    assert entry["status"] == state


def test_the_words_are_in_the_language_asked_for():
    """Status, headings and lengths; what reports tell stays as it is."""
    meeting = a_meeting("2031-05-05", duration=told("PT2H"), forum=told("bilateral"), outcome=told("ohne Ergebnis"))
    [english], [german] = entries(written(meeting)), entries(written(meeting, lang="de"))

    assert str(english["summary"]) == "Bergland, Talgrund (held)"
    assert str(german["summary"]) == "Bergland, Talgrund (abgehalten)"
    assert "Duration: 2 hours\nOutcome: ohne Ergebnis\n" in str(english["description"])
    assert "Dauer: 2 Stunden\nErgebnis: ohne Ergebnis\n" in str(german["description"])
    assert str(german["description"]).splitlines()[-2:] == [
        "04.05.2031, a/bridge.txt: geplant (am Montag trafen sie sich)",
        "06.05.2031, a/bridge.txt: abgehalten (am Montag trafen sie sich)",
    ]
    with pytest.raises(UsageError):
        written(meeting, lang="fr")


def test_a_body_is_named_first_and_long_lists_are_cut():
    """`Brückenrat: Bergland ...`; a meeting of a body alone bears its name once."""
    many = told(*(f"Land {n}" for n in range(9)))
    council = told("Brückenrat")
    found = [
        str(entries(written(a_meeting("2031-05-05", forum=council, participants=parties)))[0]["summary"])
        for parties in (many, council)
    ]

    assert found == ["Brückenrat: Land 0, Land 1, Land 2, Land 3, … (held)", "Brückenrat (held)"]


def test_nothing_that_a_report_says_acts():
    """Commas, semicolons, backslashes and line ends are escaped; controls are shown by name; no entry can be smuggled in."""
    bad = "a,b;c\\d\r\nEND:VEVENT\rBEGIN:VALARM\u2028x \x00\u202e\ud800"
    member = Member(bad, "1" * 16, bad)
    meeting = a_meeting(
        "2031-05-05", place=told(bad), participants=told(bad), forum=told(bad), outcome=told(bad),
        history=(Step(None, "held", member), Step("soon", "held", member)),
    )  # fmt: skip
    text = written(meeting, title=bad)
    [entry] = entries(text)

    assert str(entry["location"]) == "a,b;c\\d END:VEVENT BEGIN:VALARM x ⟦00⟧⟦RLO⟧\ufffd"
    assert entry.decoded("dtstamp") == datetime(1970, 1, 1, tzinfo=UTC)
    assert text.count("\r\nBEGIN:") == 1
    assert not Calendar.from_ical(text).walk("VALARM")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_meetings_are_written_as_they_come():
    """None is held longer than it takes to write it, and the calendar is whole at the end."""
    out = io.StringIO(newline="")

    def coming():
        for n in range(3):
            assert out.getvalue().count("END:VEVENT") == n
            yield a_meeting("2031-05-05")

    assert write_meetings(coming(), out) == 3
    assert out.getvalue().startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert out.getvalue().endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_a_case_writes_its_meetings():
    """The number of rows is that of the entries; the title is the calendar's name."""

    class Case:
        def meetings(self):
            yield a_meeting("2031-05-05")
            yield a_meeting("2031-05")

    out = io.StringIO(newline="")

    assert write_ics(Case(), out, title="Brücke").rows == 1
    assert "X-WR-CALNAME:Brücke\r\n" in out.getvalue()
