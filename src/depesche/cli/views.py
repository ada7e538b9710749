"""The record as text for a terminal: readable from 80 columns on, each line with its report and paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text

from depesche.cli import query as ask
from depesche.cli import (
    view_actors,
    view_differences,
    view_lineage,
    view_news,
    view_positions,
    view_stands,
    view_talks,
    view_utterances,
)
from depesche.cli.layout import Column, hanging, head, plain, table
from depesche.cli.places import Places
from depesche.cli.query import Query
from depesche.cli.view_briefing import quoted, show_briefing
from depesche.cli.view_reports import show_reports
from depesche.export.meetings import amount
from depesche.records import Actor, Figure, Position, Statement, Talk, Time

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.relations import CaseActor
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

T = TypeVar("T")
NOBODY = "(nobody named)"


def show_statements(console: Console, case: Case, query: Query) -> None:
    """A hanging list: who, how, and where it stands; below it the words."""
    found = False
    for one in ask.statements(case, query):
        found = True
        assert isinstance(one.record, Statement)
        _statement(console, one.record, one.called(one.record.actor), one.place)
    if not found:
        nothing(console, case, query)


def _statement(console: Console, statement: Statement, actor: str | None, place: str) -> None:
    how = ", ".join(filter(None, [statement.mode, statement.act]))
    head(console, Text.assemble(plain(actor or NOBODY, "bold"), f"  {how}"), place)
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


def _time_cells(one: ask.Placed) -> tuple[str, ...]:
    time = one.record
    assert isinstance(time, Time)
    return time.span.text, " ".join(filter(None, [time.value, time.mod])), time.type, str(one.paragraph)


def show_actors(console: Console, case: Case, query: Query) -> None:
    """The actors of the case, each once; of one report or report by report as these have them."""
    if not query.by_report:
        _shown(console, case, query, view_actors.cast(case, query), _cast(query))
        return
    columns = (Column("actor"), Column("kind", 12), Column("role, for", 30))
    found = False
    for row, group in groupby(ask.actors(case, query), key=lambda pair: pair[0]):
        found = True
        _report_head(console, row)
        table(console, columns, (_actor_cells(actor) for _, actor in group))
        console.print()
    if not found:
        nothing(console, case, query)


def _cast(query: Query) -> Callable[[Console, Iterator[CaseActor]], None]:
    return view_actors.show_each if query.why else view_actors.show_actors


def _actor_cells(actor: Actor) -> tuple[str, ...]:
    about = ", ".join(filter(None, [actor.role, actor.acts_for and f"for {actor.acts_for}"]))
    return actor.name, actor.kind, about


def show_positions(console: Console, case: Case, query: Query) -> None:
    """Per report a table of who does what about which issue, with the case's names of both."""
    columns = (
        Column("actor", 17),
        Column("act", 8),
        Column("issue"),
        Column("stance", 7),
        Column("to", 12),
        Column("para", 4, numbers=True),
    )
    named = ask.issue_namer(case)

    def cells(one: ask.Placed) -> tuple[str, ...]:
        position = one.record
        assert isinstance(position, Position)
        issue = named(position) if position.condition is None else f"{named(position)} (if ...)"
        to = one.called(position.addressee) or ""
        who = one.called(position.actor) or ""
        return who, position.act, issue, position.stance, to, str(one.paragraph)

    _by_report(console, case, query, ask.positions(case, query), columns, cells)


def show_talks(console: Console, case: Case, query: Query) -> None:
    """The calendar of the case; of one report or report by report who met or will meet, when and where."""
    if not query.by_report:
        _shown(console, case, query, view_talks.meetings(case, query), view_talks.show_calendar)
        return
    columns = (
        Column("date", 10),
        Column("status", 10),
        Column("who"),
        Column("where", 12),
        Column("para", 4, numbers=True),
    )
    _by_report(console, case, query, ask.talks(case, query), columns, _talk_cells)


def _talk_cells(one: ask.Placed) -> tuple[str, ...]:
    talk = one.record
    assert isinstance(talk, Talk)
    date = talk.date.replace("/", " to ") if talk.date else " ".join(span.text for span in talk.when)
    setting = talk.forum if talk.forum not in {None, "bilateral"} else None
    where = ", ".join(filter(None, [talk.place, setting]))
    who = ", ".join(one.called(name) or "" for name in talk.participants)
    return date or "no day", talk.status, who, where, str(one.paragraph)


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


def _figure_cells(one: ask.Placed) -> tuple[str, ...]:
    figure = one.record
    assert isinstance(figure, Figure)
    who = one.called(figure.actor) or ""
    return amount(figure.value), figure.unit, figure.about, who, str(one.paragraph)


def show_utterances(console: Console, case: Case, query: Query) -> None:
    """The same words in several reports, side by side."""
    found = view_utterances.utterances(case, query)
    _shown(console, case, query, found, lambda to, some: view_utterances.show_utterances(to, case, some))


def show_lineage(console: Console, case: Case, query: Query) -> None:
    """Who follows whom."""
    found = view_lineage.lineage(case, query)
    _shown(console, case, query, found, lambda to, some: view_lineage.show_lineage(to, case, some, why=query.why))


def show_discrepancies(console: Console, case: Case, query: Query) -> None:
    """Where reports differ."""
    found = view_differences.discrepancies(case, query)
    _shown(console, case, query, found, lambda to, some: view_differences.show_discrepancies(to, case, some))


def show_silences(console: Console, case: Case, query: Query) -> None:
    """What reports leave out."""
    found = view_differences.silences(case, query)
    _shown(console, case, query, found, lambda to, some: view_differences.show_silences(to, case, some))


def show_matrix(console: Console, case: Case, query: Query) -> None:
    """Actors by issues; of one actor the sentences."""
    matrix = view_stands.matrix_of(case, query)
    if matrix.cells:
        view_stands.show_matrix(console, case, matrix, query)
    else:
        nothing(console, case, query)


def show_shifts(console: Console, case: Case, query: Query) -> None:
    """Whose stand moved."""
    names = ask.names_of_issues(case)
    found = view_stands.shifts(case, query, names)
    place = Places(case).of
    _shown(console, case, query, found, lambda to, some: view_positions.show_shifts(to, list(some), names, place=place))


def show_agreement(console: Console, case: Case, query: Query) -> None:
    """Who is against whom, and who agrees."""
    place = Places(case).of
    found = view_stands.agreement(case, query)
    _shown(console, case, query, found, lambda to, some: view_positions.show_pairs(to, list(some), place=place))


def show_issues(console: Console, case: Case, query: Query) -> None:
    """The codebook."""
    found = dict(view_stands.issues(case, query))
    if found:
        view_positions.show_issues(console, list(found), {issue.id: count for issue, count in found.items()})
    else:
        nothing(console, case, query)


def show_news(console: Console, case: Case, query: Query) -> None:
    """What is new since a day."""
    news = view_news.news_of(case, query)
    if view_news.is_empty(news):
        nothing(console, case, query)
    else:
        view_news.show_news(console, case, news, ask.names_of_issues(case), query.limit)


def _shown(
    console: Console,
    case: Case,
    query: Query,
    found: Iterator[T],
    show: Callable[[Console, Iterator[T]], None],
) -> None:
    """Show what was found, if there is anything."""
    first = next(found, None)
    if first is None:
        nothing(console, case, query)
    else:
        show(console, chain([first], found))


def _by_report(
    console: Console,
    case: Case,
    query: Query,
    records: Iterator[ask.Placed],
    columns: Sequence[Column],
    cells: Callable[[ask.Placed], tuple[str, ...]],
) -> None:
    found = False
    for row, group in groupby(records, key=lambda one: one.row):
        found = True
        _report_head(console, row)
        table(console, columns, map(cells, group))
        console.print()
    if not found:
        nothing(console, case, query)


def _report_head(console: Console, row: ReportRow) -> None:
    head(console, plain(row.name, "bold"), row.published or "no day")


def nothing(console: Console, case: Case, query: Query) -> None:
    """Say that nothing fits, and what might have been meant."""
    from depesche.cli.names import near  # noqa: PLC0415 (only needed here)

    hanging(console, plain("Nothing in the case fits."), 0)
    if query.actor:
        names = {actor.name for _, actor in case.actors()} | {one.name for one in case.cast()}
        close = near(sorted(names), query.actor)
        if close:
            hanging(console, plain(f"Actors with a name near to it: {', '.join(close)}"), 0)
    if query.unit:
        figures = (one.record for one in ask.figures(case, Query()))
        _instead(console, "Units", Counter(figure.unit for figure in figures if isinstance(figure, Figure)))
    elif query.issue:
        positions = (one.record for one in ask.positions(case, Query()))
        named = ask.issue_namer(case)
        _instead(console, "Issues", Counter(named(one) for one in positions if isinstance(one, Position)))
    elif query.is_bare:
        is_related = any(case.related().values()) or next(case.rows(), None) is None
        more = "reads more reports" if is_related else "relates the reports"
        hanging(console, plain(f"depesche build {more}."), 0)
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
    "utterances": show_utterances,
    "lineage": show_lineage,
    "discrepancies": show_discrepancies,
    "silences": show_silences,
    "matrix": show_matrix,
    "shifts": show_shifts,
    "agreement": show_agreement,
    "issues": show_issues,
    "news": show_news,
}
