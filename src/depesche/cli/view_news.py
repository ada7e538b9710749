"""What is new in a case since a day, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.days import in_words
from depesche.cli.layout import Column, hanging, head, heading, plain, quoted, shortened, table
from depesche.cli.places import Places
from depesche.cli.query import is_meant
from depesche.cli.view_positions import act_in_words, show_shifts
from depesche.cli.view_talks import meeting_row

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relate.news import News
    from depesche.relations import Held, Meeting, Utterance
    from depesche.store.case import Case

_LINES = 2


def news_of(case: Case, query: Query) -> News:
    """What is new since the day asked for, of everybody or of one actor."""
    from depesche.relate.news import by_actor, news  # noqa: PLC0415 (start-up)

    assert query.since is not None
    found = news(
        by_actor(list(case.held())),
        query.since,
        case.shifts(query.actor),
        case.utterances(query.actor),
        case.meetings(query.actor),
    )
    if query.actor is None:
        return found
    is_wanted = is_meant(case, query.actor)
    return replace(found, positions=tuple(one for one in found.positions if is_wanted(one.actor)))


def is_empty(news: News) -> bool:
    """Whether nothing is new."""
    return not (news.positions or news.shifts or news.utterances or news.meetings or news.changed)


def show_news(console: Console, case: Case, news: News, names: Mapping[str, str], limit: int | None = None) -> None:
    """Talks, utterances, positions and stands that moved; of each so many. names: of the issues, by id."""
    places = Places(case)
    console.print(plain(f"New since {in_words(news.since)}", "bold"))
    _meetings(console, "Talks told of for the first time", news.meetings, limit)
    _meetings(console, "Talks that stand otherwise now", news.changed, limit)
    _utterances(console, news.utterances, limit)
    _positions(console, places, news.positions, limit)
    if news.shifts:
        heading(console, "Stands that moved")
        show_shifts(console, news.shifts[:limit], names, place=places.of)
        _more(console, len(news.shifts), limit)


def _meetings(console: Console, title: str, meetings: Sequence[Meeting], limit: int | None) -> None:
    if not meetings:
        return
    heading(console, title)
    columns = (
        Column("date", 17),
        Column("status", 10),
        Column("who", style="bold"),
        Column("where", 14),
        Column("in", 3, numbers=True),
    )
    table(console, columns, map(meeting_row, meetings[:limit]))
    _more(console, len(meetings), limit)


def _utterances(console: Console, utterances: Sequence[Utterance], limit: int | None) -> None:
    if not utterances:
        return
    heading(console, "Said by somebody, in several reports")
    for one in utterances[:limit]:
        reports = len({member.report for member in one.members})
        words = shortened(one.members[one.longest].text, _LINES * (console.width - 8))
        head(console, Text.assemble("  ", plain(one.actor, "bold"), f", {in_words(one.day)}"), one.id[:8])
        quoted(console, plain(words), f"{reports} reports")
    _more(console, len(utterances), limit)


def _positions(console: Console, places: Places, positions: Sequence[Held], limit: int | None) -> None:
    """By actor what it did not do about an issue before, with the first sentence that has it."""
    if not positions:
        return
    heading(console, "New positions")
    some = sorted(positions, key=lambda one: (one.actor, one.order))[:limit]
    for actor, group in groupby(some, key=lambda one: one.actor):
        console.print(Text.assemble("  ", plain(actor, "bold")))
        for one in group:
            quoted(console, plain(f"{act_in_words(one.act, one.stance)}: {one.name}"), places.of(one.quote))
    _more(console, len(positions), limit)


def _more(console: Console, number: int, limit: int | None) -> None:
    if limit is not None and number > limit:
        hanging(console, plain(f"and {number - limit:,} more", "dim"), 2)
