"""What people rule and state: appended to the case, never changed, laid over what the machine read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from depesche.errors import UsageError
from depesche.records import Decision, Header, Published
from depesche.store.schema import decisions

SINGLE = ("published", "outlet", "title")
LISTS = ("byline", "agencies", "dateline")
FIELDS = (*SINGLE, *LISTS)


class Stated(NamedTuple):
    """The newest value that somebody stated for a field; None takes an earlier one back."""

    value: Any
    who: str


def clean_value(field: str, value: str) -> Any:
    """Check a value that a person states for a field of the header, and bring it into form.

    An empty value takes back what was stated before. The members of a list are separated by commas, or by semicolons
    where there are any.

    >>> clean_value("published", "2022-01-10"), clean_value("agencies", "dpa, AFP"), clean_value("outlet", "")
    ('2022-01-10', ['dpa', 'AFP'], None)

    Raises:
        UsageError: if there is no such field or the value does not fit it.

    """
    value = value.strip()
    if field not in FIELDS:
        raise UsageError(f"There is no field {field} to state.", hint=f"Known: {', '.join(FIELDS)}.")
    if not value:
        return None
    if field == "published":
        return _day(value)
    if field in LISTS:
        return [one.strip() for one in value.split(";" if ";" in value else ",") if one.strip()]
    return value


def _day(value: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise UsageError(f"{value} is no day.", where="published", hint="Write it as 2022-01-10.")


def target_of(name: str) -> str:
    """How decisions call a report."""
    return f"report:{name}"


def append(connection: Connection, decision: Decision) -> int:
    """Write a decision down; its number."""
    made = connection.execute(
        insert(decisions).values(
            target=decision.target,
            verdict=decision.verdict,
            fields=decision.fields,
            who=decision.who,
            when=decision.when,
            anchor=decision.anchor,
        )
    )
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])


def stating(name: str, field: str, value: Any, who: str) -> Decision:
    """The decision that a person makes by stating a field of a report's header."""
    return Decision(target_of(name), "state", {field: value}, who, now())


def now() -> str:
    """The time of a decision: ISO, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def every(connection: Connection, of: str = "") -> list[Decision]:
    """All decisions, oldest first. of: how their targets begin."""
    asked = select(decisions).where(decisions.c.target.startswith(of, autoescape=True)) if of else select(decisions)
    found = connection.execute(asked.order_by(decisions.c.number))
    return [Decision(row.target, row.verdict, row.fields, row.who, row.when, row.anchor) for row in found]


def stated(connection: Connection, names: Iterable[str]) -> dict[str, dict[str, Stated]]:
    """What was stated about reports, the newest value of each field; names without any are left out."""
    wanted = {target_of(name): name for name in names}
    query = (
        select(decisions.c.target, decisions.c.fields, decisions.c.who)
        .where(decisions.c.target.in_(wanted), decisions.c.verdict == "state")
        .order_by(decisions.c.number)
    )
    found: dict[str, dict[str, Stated]] = {}
    for row in connection.execute(query):
        for field, value in row.fields.items():
            found.setdefault(wanted[row.target], {})[field] = Stated(value, row.who)
    return found


def lay_over(header: Header, values: Mapping[str, Stated], dated: Published | None = None) -> Header:
    """The header with what a person stated in the place of what was read, and the day that the case tells where neither has one.

    >>> lay_over(Header(), {"published": Stated("2022-01-10", "me")}).published
    Published(value='2022-01-10', interval=None, basis='stated by me')
    >>> lay_over(Header(), {}, Published("2022-01-10", None, "the case")).published.value
    '2022-01-10'
    """
    if dated is not None and not is_day(header.published.value):
        header = replace(header, published=dated)
    return replace(header, **dict(_changes(values)))


def is_day(value: str | None) -> bool:
    """Whether a value is a whole day of the calendar, and no month or year.

    >>> is_day("2022-01-10"), is_day("2022-01"), is_day("2022-02-30"), is_day(None)
    (True, False, False, False)
    """
    try:
        return bool(value and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) and date.fromisoformat(value))
    except ValueError:
        return False


def _changes(values: Mapping[str, Stated]) -> Iterator[tuple[str, Any]]:
    for field, one in values.items():
        if one.value is None:
            continue
        if field == "published":
            yield field, Published(one.value, None, f"stated by {one.who}")
        else:
            yield field, tuple(one.value) if field in LISTS else one.value
