"""Records as rows with typed columns: what the tables of a case are made of, whatever file they are written to.

`COLUMNS` tells what each column holds; `rows_of` makes the rows of one report. Values are plain: words, numbers, days, lists, and spans
as `{"start": 0, "end": 6, "text": "Moskau"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from depesche.records import Figure, Report, Span

Type = Literal["words", "day", "number", "count", "yes or no", "list of words", "span", "spans", "members"]
Row = dict[str, Any]
VERSION = "1"
"""Of the tables: another name or type of a column makes a new one, a column more does not."""
KINDS = ("reports", "statements", "times", "actors", "talks", "positions", "figures", "utterances", "relations")
"""The tables, in the order in which they are written; those but the last two are made of single reports."""
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values, and what they say."""

    name: str
    type: Type
    about: str


_ABOUT_REPORT = (
    Column("report", "words", "the report's name"),
    Column("report_id", "words", "the id of this version of the report, as in the table of reports"),
    Column("published", "day", "the report's day, none where it is not known"),
    Column("outlet", "words", "who published the report"),
    Column("id", "words", "the stable id of the record"),
)
_TRUST = (
    Column("confidence", "number", "how sure the reader is, 0 to 1"),
    Column("why", "words", "the rule that made the record"),
    Column("verdict", "words", "what people ruled on it, empty where nobody did"),
)


def _record(*own: Column) -> tuple[Column, ...]:
    return (*_ABOUT_REPORT, *own, *_TRUST)


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "reports": (
        Column("id", "words", "the stable id of this version of the report"),
        Column("report", "words", "its name"),
        Column("digest", "words", "sha256 of its text, equal for reports with the same text"),
        Column("language", "words", "ISO 639-1 code of its language"),
        Column("unread", "words", "why nothing was read in it, none where it was read"),
        Column("published", "day", "its day, none where it is not known"),
        Column("earliest", "day", "the first day that fits, where several do"),
        Column("latest", "day", "the last day that fits, where several do"),
        Column("basis", "words", "how its day is known"),
        Column("outlet", "words", "who published it"),
        Column("agencies", "list of words", "the agencies that it credits"),
        Column("byline", "list of words", "its authors"),
        Column("dateline", "list of words", "where it was written"),
        Column("title", "words", "its headline"),
        Column("clutter", "spans", "what of its text is no part of the article"),
        Column("text", "words", "its text, in which all offsets count code points"),
    ),
    "statements": _record(
        Column("mode", "words", "direct, indirect, mixed or reported"),
        Column("act", "words", "what is done by saying it: demand, offer, refuse ..."),
        Column("actor", "words", "the canonical name of whoever says it"),
        Column("content", "spans", "what is said"),
        Column("cue", "spans", "the words that report it"),
        Column("source", "span", "the words that name who says it"),
        Column("addressee", "span", "to whom"),
        Column("occasion", "span", "on which occasion"),
        Column("via", "span", "who relays it"),
        Column("frame", "spans", "the words around it that are the report's own"),
    ),
    "times": _record(
        Column("span", "span", "the words of the time"),
        Column("type", "words", "DATE, TIME, DURATION or SET"),
        Column("value", "words", "TIMEX3 value as far as it is known"),
        Column("open", "words", "TIMEX3 value as far as the text alone tells"),
        Column("mod", "words", "TIMEX3 modifier"),
        Column("begin", "words", "ISO date or time at which a range or vague value begins"),
        Column("end", "words", "ISO date or time at which it ends"),
        Column("day", "day", "the value where it is a single day"),
    ),
    "actors": _record(
        Column("name", "words", "the canonical name"),
        Column("kind", "words", "person, office, state, organisation, agency or group"),
        Column("names", "list of words", "every form met"),
        Column("role", "words", "the office held"),
        Column("acts_for", "words", "the state or body acted for"),
        Column("mentions", "spans", "where the report names the actor"),
    ),
    "talks": _record(
        Column("name", "words", "what the talk is called"),
        Column("participants", "list of words", "who meets"),
        Column("status", "words", "proposed, planned, under way, held, broken off or cancelled"),
        Column("forum", "words", "the body or setting"),
        Column("place", "words", "where"),
        Column("date", "words", "ISO day, or two of them with a slash between"),
        Column("day", "day", "the first day of the date"),
        Column("duration", "words", "ISO 8601 duration"),
        Column("outcome", "span", "the words that tell the outcome"),
        Column("when", "spans", "the words that tell its day"),
        Column("evidence", "spans", "the words that tell of it"),
    ),
    "positions": _record(
        Column("actor", "words", "the canonical name of whoever takes it"),
        Column("acts_for", "words", "the state or body acted for"),
        Column("act", "words", "the act by which it became known"),
        Column("plover", "words", "the event class of the act, none where there is no such class"),
        Column("issue", "words", "the issue in English where it has a name there"),
        Column("issue_text", "words", "the issue in the report's language"),
        Column("stance", "words", "pro, contra or neutral"),
        Column("addressee", "words", "to whom it is addressed"),
        Column("condition", "span", "the words of a condition"),
        Column("evidence", "spans", "the words that show it"),
    ),
    "figures": _record(
        Column("span", "span", "the words of the figure"),
        Column("low", "number", "its value, or the lower end of a range"),
        Column("high", "number", "its value, or the upper end of a range"),
        Column("unit", "words", "what is counted or measured in"),
        Column("about", "words", "what it is about"),
        Column("actor", "words", "who asserts it"),
    ),
    "utterances": (
        Column("id", "words", "the stable id of the utterance"),
        Column("actor", "words", "whoever said it, as the case names them"),
        Column("day", "day", "when it was said"),
        Column("members", "members", "the statements that render it: report, id of the record, words"),
        Column("longest", "count", "the place among the members of that which renders most, from 0"),
        Column("first", "count", "the place of that whose report has it first, none where that is open"),
        Column("confidence", "number", "how sure it is that they are one, 0 to 1"),
        Column("why", "words", "the rule that made it"),
    ),
    "relations": (
        Column("kind", "words", "meeting, lineage, discrepancy, silence, shift, held, issue, dating or case actor"),
        Column("id", "words", "its stable id; of a dating the name of the report"),
        Column("reports", "list of words", "the reports that it rests on, by name"),
        Column("confidence", "number", "how sure it is, 0 to 1, none where that is not judged"),
        Column("json", "words", "all of it, as the format json has it"),
    ),
}
"""The columns of each table."""


def rows_of(report: Report) -> Iterator[tuple[str, Row]]:
    """The rows of a report, each with the table that it belongs to: the report itself, then its records.

    >>> from depesche.records import Source
    >>> report = Report("a.txt", "Genf", Source("", "", "", "", "", 0, ""))
    >>> [(kind, row["report"]) for kind, row in rows_of(report)]
    [('reports', 'a.txt')]
    """
    yield "reports", _head(report)
    about = {
        "report": fit(report.name),
        "report_id": report.id,
        "published": day_of(report.header.published.value),
        "outlet": fit(report.header.outlet),
    }
    for kind in KINDS[1:-2]:
        for record in getattr(report, kind):
            yield kind, about | _fields(kind, record)


def fit(value: Any) -> Any:
    r"""Words as UTF-8 can carry them, spans as objects; lone surrogates become U+FFFD, so that offsets stay.

    >>> fit(("a\ud800", None))
    ['a\ufffd', None]
    """
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": fit(value.text)}
    return [fit(one) for one in value] if isinstance(value, (tuple, list)) else value


def day_of(value: str | None) -> date | None:
    """An ISO day as a day, of a stretch of days the first; anything else is none.

    >>> day_of("2031-05-05/2031-05-07"), day_of("2031-05")
    (datetime.date(2031, 5, 5), None)
    """
    first = (value or "").partition("/")[0]
    try:
        return date.fromisoformat(first) if len(first) == len("2031-05-05") else None
    except ValueError:
        return None


def _fields(kind: str, record: Any) -> Row:
    made: Row = {}
    for column in COLUMNS[kind][len(_ABOUT_REPORT) - 1 :]:
        made[column.name] = _value(record, column.name)
    return made


def _value(record: Any, name: str) -> Any:
    if isinstance(record, Figure) and name in {"low", "high"}:
        ends = record.value if isinstance(record.value, tuple) else (record.value, record.value)
        return float(ends[name == "high"])
    if name == "day":
        value = getattr(record, "date", None) or getattr(record, "value", None)
        return None if hasattr(record, "open") and "/" in (value or "") else day_of(value)
    return fit(getattr(record, name))


def _head(report: Report) -> Row:
    header = report.header
    first, last = header.published.interval or (None, None)
    given = {
        "id": report.id,
        "report": report.name,
        "digest": report.digest,
        "language": report.language,
        "unread": report.unread,
        "basis": header.published.basis,
        "outlet": header.outlet,
        "agencies": header.agencies,
        "byline": header.byline,
        "dateline": header.dateline,
        "title": header.title,
        "clutter": header.clutter,
        "text": report.text,
    }
    days = {"published": day_of(header.published.value), "earliest": day_of(first), "latest": day_of(last)}
    return {name: fit(value) for name, value in given.items()} | days
