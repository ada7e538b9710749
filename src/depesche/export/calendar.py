"""The meetings of a case as an iCalendar file, for the calendar programs of everyone's desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Protocol

import depesche
from depesche import texts
from depesche.export.plain import visible
from depesche.export.registry import Written, exporter
from depesche.relations import Meeting, Told

if TYPE_CHECKING:
    from icalendar import Event

_STATES = {"planned": "TENTATIVE", "proposed": "TENTATIVE", "cancelled": "CANCELLED"}
_LONGEST = 31  # days of an interval that is still a date for a calendar
_NAMED = 4  # parties that a title lists
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_SETTINGS = frozenset(["bilateral", "telephone", "summons"])


class HasMeetings(Protocol):
    """A case that knows its meetings."""

    def meetings(self) -> Iterator[Meeting]:
        """All of them."""


@exporter("ics", suffix=".ics", about="one entry per meeting that has a day, for calendar programs")
def write_ics(case: HasMeetings, out: IO[str], *, lang: str = "en", title: str | None = None) -> Written:
    """Write the meetings of a case as a calendar; return how many entries that made.

    Args:
        case: an open case.
        out: where to.
        lang: the language of the words around what the reports tell, `en` or `de`.
        title: what the calendar is called; by default the program that imports it names it.

    """
    return Written(write_meetings(case.meetings(), out, lang=lang, title=title))


def write_meetings(meetings: Iterable[Meeting], out: IO[str], *, lang: str = "en", title: str | None = None) -> int:
    """Write meetings as they come, one held at a time; those without a day or a stretch of days are left out.

    Raises:
        UsageError: if the calendar does not speak the language.

    """
    lang = texts.language(lang)
    head, end = _shell(lang, title)
    out.write(head)
    number = 0
    for meeting in meetings:
        days = days_of(meeting)
        if days is not None:
            out.write(_event(meeting, days, lang).to_ical().decode("utf-8"))
            number += 1
    out.write(end)
    return number


def _shell(lang: str, title: str | None) -> tuple[str, str]:
    """What stands before the entries and behind them."""
    from icalendar import Calendar  # noqa: PLC0415 (only a calendar needs it)

    calendar = Calendar()
    calendar.add("prodid", f"-//Depesche//Depesche {depesche.__version__}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if title:
        calendar.add("x-wr-calname", _line(title))
    head, mark, _ = calendar.to_ical().decode("utf-8").rpartition("END:VCALENDAR")
    return head, f"{mark}\r\n"


def days_of(meeting: Meeting) -> tuple[date, date] | None:
    """The first and the last day of a meeting, where its best date is a day or a stretch of days; a month is none."""
    first, _, last = (meeting.date[0].value if meeting.date else "").partition("/")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return None
    return days if timedelta(0) <= days[1] - days[0] <= timedelta(days=_LONGEST) and days[1] < date.max else None


def _event(meeting: Meeting, days: tuple[date, date], lang: str) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{meeting.id}@depesche")
    event.add("dtstamp", _newest(meeting))
    event.add("sequence", max(0, len(meeting.history) - 1))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))  # the first day that is no more part of it
    event.add("summary", _summary(meeting, lang))
    event.add("status", _STATES.get(meeting.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    if meeting.place:
        event.add("location", _line(meeting.place[0].value))
    event.add("categories", [_line(one) for one in _categories(meeting, lang)])
    event.add("description", "\n".join(_line(line) for line in _description(meeting, lang)))
    return event


def _newest(meeting: Meeting) -> datetime:
    """The day of the newest report that tells of it: what a calendar program takes for the version of an entry."""
    found = _NO_DAY
    for step in meeting.history:
        try:
            found = max(found, datetime.combine(date.fromisoformat(step.day or ""), datetime.min.time(), UTC))
        except ValueError:
            continue
    return found


def _summary(meeting: Meeting, lang: str) -> str:
    named = _values(meeting.participants)
    who = ", ".join([*named[:_NAMED], *(["…"] if len(named) > _NAMED else [])])
    body = _body(meeting)
    called = f"{body}: {who}" if body and named != [body] else who or meeting.name
    status = texts.name_of("status", meeting.status, lang)
    return _line(texts.text("calendar.entry", lang, who=called, status=status))


def _body(meeting: Meeting) -> str:
    forum = meeting.forum[0].value if meeting.forum else ""
    return "" if forum in _SETTINGS else forum


def _categories(meeting: Meeting, lang: str) -> list[str]:
    forum = meeting.forum[0].value if meeting.forum else ""
    return [texts.text("calendar.category", lang), *([texts.name_of("forum", forum, lang)] if forum else [])]


def _description(meeting: Meeting, lang: str) -> Iterator[str]:
    """Who, how long, with what outcome, in which values reports differ, and how each report told it."""
    fields: tuple[tuple[str, Iterable[str]], ...] = (
        (texts.text("participants", lang), _values(meeting.participants)),
        (texts.text("forum", lang), (texts.name_of("forum", one, lang) for one in _values(meeting.forum))),
        (texts.text("date", lang), _values(meeting.date)),
        (texts.text("place", lang), _values(meeting.place)),
        (texts.text("duration", lang), (texts.length(one, lang) for one in _values(meeting.duration))),
        (texts.text("outcome", lang), _values(meeting.outcome)),
    )
    for name, told in fields:
        if values := ", ".join(told):
            yield f"{name}: {values}"
    for step in meeting.history:
        status = texts.name_of("status", step.status, lang)
        yield f"{texts.short_day(step.day, lang)}, {step.member.report}: {status} ({step.member.text})"


def _values(told: Sequence[Told]) -> list[str]:
    return [one.value for one in told]


def _line(words: str) -> str:
    """Words in one line, with what must not act or cannot be seen shown by name."""
    return visible(" ".join(words.split()))
