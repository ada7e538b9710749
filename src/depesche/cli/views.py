"""The record as text for a terminal: readable from 80 columns on, each line with its report and paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli import query as ask
from depesche.cli.layout import Column, hanging, head, heading, plain, table
from depesche.cli.query import Query
from depesche.cli.view_briefing import quoted, show_briefing
from depesche.export.meetings import amount
from depesche.records import Actor, Figure, Position, Statement, Talk, Time

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

NOBODY = "(nobody named)"


def show_reports(console: Console, case: Case, query: Query) -> None:
    """One row per report, and below it what could not be read."""
    columns = (
        Column("day", 10),
        Column("outlet", 14),
        Column("statements", 10, numbers=True),
        Column("report and title"),
    )
    table(console, columns, map(_report_cells, ask.rows(case, query)), indent=0)
    failures = [] if query.report or query.since else case.failures()
    if failures:
        heading(console, "Not read")
    for failed in failures:
        hanging(console, plain(failed.name, "bold"), 2)
        hanging(console, plain(" ".join(filter(None, [failed.what, failed.hint]))))


def _report_cells(row: ReportRow) -> tuple[str, ...]:
    about = row.name if row.title is None else f"{row.name} · {row.title}"
    if row.double_of:
        about += f" · same text as {row.double_of}"
    if row.unread:
        about += f" · not read: {row.unread}"
    return row.published or "no day", row.outlet or "", str(row.counts.get("statements", 0)), about


def show_statements(console: Console, case: Case, query: Query) -> None:
    """A hanging list: who, how, and where it stands; below it the words."""
    found = False
    for one in ask.statements(case, query):
        found = True
        assert isinstance(one.record, Statement)
        _statement(console, one.record, one.place)
    if not found:
        nothing(console, case, query)


def _statement(console: Console, statement: Statement, place: str) -> None:
    how = ", ".join(filter(None, [statement.mode, statement.act]))
    head(console, Text.assemble(plain(statement.actor or NOBODY, "bold"), f"  {how}"), place)
    words = " … ".join(span.text for span in statement.content) or "(no words of its own)"
    hanging(console, plain(quoted(words, statement.mode)))
    told = [
        ("cue", statement.cue),
        ("to", (statement.addressee,)),
        ("on", (statement.occasion,)),
        ("via", (statement.via,)),
    ]
    rest = [f"{name}: {' … '.join(span.text for span in spans if span)}" for name, spans in told if any(spans)]
    if rest:
        hanging(console, plain("; ".join(rest), "dim"))


INSTEAD = 12  # what is named where nothing fits


def show_times(console: Console, case: Case, query: Query) -> None:
    """Per report a table of expressions and their values."""
    columns = (Column("expression"), Column("value", 22), Column("type", 8), Column("para", 4, numbers=True))
    _by_report(console, case, query, ask.times(case, query), columns, _time_cells)


def _time_cells(time: object, paragraph: int) -> tuple[str, ...]:
    assert isinstance(time, Time)
    return time.span.text, " ".join(filter(None, [time.value, time.mod])), time.type, str(paragraph)


def show_actors(console: Console, case: Case, query: Query) -> None:
    """One row per actor over all reports, those named most often first."""
    columns = (Column("actor"), Column("kind", 12), Column("role, for"), Column("in", 3, numbers=True))
    unlimited = Query(query.actor, query.mode, query.report, query.since)
    cells = list(_actor_cells(ask.actors(case, unlimited)))[: query.limit]
    if cells:
        table(console, columns, cells, indent=0)
    else:
        nothing(console, case, query)


def _actor_cells(found: Iterator[tuple[ReportRow, Actor]]) -> Iterator[tuple[str, ...]]:
    """An actor of several reports has the kind, role and party that most of them give."""
    named: Counter[str] = Counter()
    facts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for _, actor in found:
        named[actor.name] += 1
        about = ", ".join(filter(None, [actor.role, actor.acts_for and f"for {actor.acts_for}"]))
        facts[actor.name][actor.kind, about] += 1
    for name, count in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])):
        (kind, about), _ = facts[name].most_common(1)[0]
        yield name, kind, about, str(count)


def show_positions(console: Console, case: Case, query: Query) -> None:
    """Per report a table of who does what about which issue."""
    columns = (
        Column("actor", 17),
        Column("act", 8),
        Column("issue"),
        Column("stance", 7),
        Column("to", 12),
        Column("para", 4, numbers=True),
    )
    _by_report(console, case, query, ask.positions(case, query), columns, _position_cells)


def _position_cells(position: object, paragraph: int) -> tuple[str, ...]:
    assert isinstance(position, Position)
    issue = position.issue if position.condition is None else f"{position.issue} (if ...)"
    return position.actor, position.act, issue, position.stance, position.addressee or "", str(paragraph)


def show_talks(console: Console, case: Case, query: Query) -> None:
    """Per report a table of who met or will meet, when and where."""
    columns = (
        Column("date", 10),
        Column("status", 10),
        Column("who"),
        Column("where", 12),
        Column("para", 4, numbers=True),
    )
    _by_report(console, case, query, ask.talks(case, query), columns, _talk_cells)


def _talk_cells(talk: object, paragraph: int) -> tuple[str, ...]:
    assert isinstance(talk, Talk)
    date = talk.date.replace("/", " to ") if talk.date else " ".join(span.text for span in talk.when)
    setting = talk.forum if talk.forum not in {None, "bilateral"} else None
    where = ", ".join(filter(None, [talk.place, setting]))
    return date or "no day", talk.status, ", ".join(talk.participants), where, str(paragraph)


def show_figures(console: Console, case: Case, query: Query) -> None:
    """Per report a table of quantities, what they are of and who asserts them."""
    columns = (
        Column("value", 14, numbers=True),
        Column("unit", 14),
        Column("of"),
        Column("who says so", 18),
        Column("para", 4, numbers=True),
    )
    _by_report(console, case, query, ask.figures(case, query), columns, _figure_cells)


def _figure_cells(figure: object, paragraph: int) -> tuple[str, ...]:
    assert isinstance(figure, Figure)
    return amount(figure.value), figure.unit, figure.about, figure.actor or "", str(paragraph)


def _by_report(
    console: Console,
    case: Case,
    query: Query,
    records: Iterator[ask.Placed],
    columns: Sequence[Column],
    cells: Callable[[object, int], tuple[str, ...]],
) -> None:
    found = False
    for row, group in groupby(records, key=lambda one: one.row):
        found = True
        head(console, plain(row.name, "bold"), row.published or "no day")
        table(console, columns, (cells(one.record, one.paragraph) for one in group))
        console.print()
    if not found:
        nothing(console, case, query)


def nothing(console: Console, case: Case, query: Query) -> None:
    """Say that nothing fits, and what might have been meant."""
    from depesche.cli.names import near  # noqa: PLC0415 (only needed here)

    hanging(console, plain("Nothing in the case fits."), 0)
    if query.actor:
        names = {actor.name for _, actor in case.actors()}
        close = near(sorted(names), query.actor)
        if close:
            hanging(console, plain(f"Actors with a name near to it: {', '.join(close)}"), 0)
    if query.unit:
        figures = (one.record for one in ask.figures(case, Query()))
        _instead(console, "Units", Counter(figure.unit for figure in figures if isinstance(figure, Figure)))
    elif query.issue:
        positions = (one.record for one in ask.positions(case, Query()))
        _instead(console, "Issues", Counter(one.issue for one in positions if isinstance(one, Position)))
    elif not query.actor:
        hanging(console, plain("Leave out a filter to see more; depesche build reads more reports."), 0)


def _instead(console: Console, what: str, met: Counter[str]) -> None:
    """The commonest of what could have been asked for."""
    named = [name for name, _ in sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))[:INSTEAD]]
    hanging(console, plain(f"{what} in the case: {', '.join(named) or 'none'}"), 0)


VIEWS: dict[str, Callable[[Console, Case, Query], None]] = {
    "briefing": show_briefing,
    "reports": show_reports,
    "statements": show_statements,
    "times": show_times,
    "actors": show_actors,
    "positions": show_positions,
    "talks": show_talks,
    "figures": show_figures,
}
