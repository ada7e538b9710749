"""The briefing on a terminal: the reports, who said what by actor and day, what was not read, what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import Column, hanging, head, heading, plain, table
from depesche.cli.query import Query, briefed
from depesche.export.briefing import ActorLines, Briefing, Line, ReportLine
from depesche.export.meetings import TalkLine
from depesche.export.stands import IssueLines, PositionLine
from depesche.records import Mode
from depesche.texts import text

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.store.case import Case

REPORTS, ACTORS, LINES = 20, 12, 6
ISSUES, STANDS, TALKS = 10, 5, 12


def show_briefing(console: Console, case: Case, query: Query) -> None:
    """Sum a case up on a terminal; of long lists only the beginning, with the command that shows the rest."""
    told = briefed(case, query)
    hanging(console, _lead(str(case.path), told), 0)
    _reports(console, told)
    _talks(console, case, told, query.limit)
    _issues(console, case, told, query.limit)
    _actors(console, case, told, query.limit)
    _unread(console, told)
    _next(console, case, told)


def _lead(path: str, told: Briefing) -> Text:
    days = sorted(row.day for row in told.reports if row.day)
    counts = [_many(len(told.reports), "report"), _many(len(told.lines), "statement")]
    named = sum(actor.actor is not None for actor in told.actors)
    span = f", {days[0]}" + (f" to {days[-1]}" if days[-1] != days[0] else "") if days else ""
    return Text.assemble(plain(path, "bold"), f": {', '.join(counts)} by {_many(named, 'actor')}{span}.")


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _reports(console: Console, told: Briefing) -> None:
    heading(console, "Reports")
    if not told.reports:
        hanging(console, plain("None yet: depesche build CASE PATH reads some."), 2)
        return
    rows = sorted(told.reports, key=lambda row: (row.day is None, row.day or "", row.name))
    columns = (Column("day", 10), Column("outlet", 16), Column("statements", 10, numbers=True), Column("report"))
    table(console, columns, map(_report_cells, rows[:REPORTS]))
    if len(rows) > REPORTS:
        hanging(console, plain(f"and {len(rows) - REPORTS:,} more: depesche show CASE reports", "dim"), 2)


def _report_cells(row: ReportLine) -> tuple[str, ...]:
    note = f" (same text as {row.double_of})" if row.double_of else ""
    return (
        row.day or about_when(row.interval),
        row.outlet or "",
        "" if row.unread else str(row.statements),
        row.name + note,
    )


def about_when(interval: tuple[str, str] | None) -> str:
    """What is sure of a day that lies between two, in the width of a day.

    >>> about_when(("2031-03-01", "2031-03-31")), about_when(("2030-12-30", "2031-01-02")), about_when(None)
    ('2031-03-??', 'no day', 'no day')
    """
    first, last = interval or ("", "")
    if first[:7] == last[:7] != "":
        return f"{first[:7]}-??"
    return f"{first[:4]}-??-??" if first[:4] == last[:4] != "" else "no day"


def _talks(console: Console, case: Case, told: Briefing, limit: int | None) -> None:
    """Meetings by date, each name, date and status once, with the first place that tells of it."""
    heading(console, "Talks")
    once: dict[tuple[str | None, str, str], TalkLine] = {}
    for line in told.talks:
        once.setdefault((line.date, line.name, line.status), line)
    if not once:
        hanging(console, plain("No talks."), 2)
    shown = list(once.values())[: TALKS if limit is None else limit]
    for line in shown:
        date = line.date.replace("/", " to ") if line.date else line.when or "no day"
        where = f"in {line.place}" if line.place else ""
        words = Text.assemble(
            "  ", plain(f"{date}, {line.status}:"), " ", plain(", ".join(line.participants), "bold"), " ", plain(where)
        )
        head(console, words, f"{line.report}:{line.paragraph}")
    if len(once) > len(shown):
        command = f"depesche show {shlex.quote(str(case.path))} talks"
        hanging(console, plain(f"and {_many(len(once) - len(shown), 'more talk')}: {command}", "dim"), 2)


def _issues(console: Console, case: Case, told: Briefing, limit: int | None) -> None:
    """By issue who demands, offers, refuses it; what merely tells or judges stands in the list of positions only."""
    issues = [issue for issue in told.issues if _wanting(issue)]
    heading(console, "Who wants what")
    if not issues:
        hanging(console, plain("No positions."), 2)
    named, per_issue = (ISSUES, STANDS) if limit is None else (limit, limit)
    for issue in issues[:named]:
        lines = _wanting(issue)
        console.print(Text.assemble("  ", plain(issue.issue, "bold"), f" ({len(lines)})"))
        for line in lines[:per_issue]:
            _stand(console, line)
        if len(lines) > per_issue:
            command = f"depesche show {shlex.quote(str(case.path))} positions --issue {shlex.quote(issue.issue)}"
            hanging(console, plain(f"{len(lines) - per_issue} more: {command}", "dim"))
    if len(issues) > named:
        hanging(
            console, plain(f"and {_many(len(issues) - named, 'more issue')}: depesche show CASE positions", "dim"), 2
        )


def _wanting(issue: IssueLines) -> list[PositionLine]:
    """The positions on an issue by which something is wanted or refused, each actor and act once."""
    seen: dict[tuple[str, str, str], PositionLine] = {}
    for line in issue.lines:
        if line.act not in {"assess", "inform"}:
            seen.setdefault((line.actor, line.act, line.stance), line)
    return list(seen.values())


def _stand(console: Console, line: PositionLine) -> None:
    to = f", to {line.addressee}" if line.addressee else ""
    against = " (contra)" if line.stance == "contra" and line.act not in {"refuse", "deny", "accuse", "warn"} else ""
    condition = ", on a condition" if line.condition else ""
    said = Text.assemble("    ", plain(line.actor), plain(f": {text(f'act.{line.act}')}{against}{to}{condition}"))
    head(console, said, f"{line.report}:{line.paragraph}")


def _actors(console: Console, case: Case, told: Briefing, limit: int | None) -> None:
    heading(console, "Who said what")
    if not told.actors:
        hanging(console, plain("No statements."), 2)
    named, per_actor = (ACTORS, LINES) if limit is None else (limit, limit)
    for actor in told.actors[:named]:
        _actor(console, case, actor, per_actor)
    rest = told.actors[named:]
    if rest:
        said = _many(sum(actor.count for actor in rest), "statement")
        hanging(console, plain(f"and {_who(rest)} with {said}: depesche show CASE statements", "dim"), 2)


def _who(actors: Sequence[ActorLines]) -> str:
    """How many more actors there are; nobody is none of them.

    >>> _who([ActorLines("Mira Kolb", ()), ActorLines(None, ())])
    '1 more actor and nobody named'
    """
    named = sum(one.actor is not None for one in actors)
    more = [_many(named, "more actor")] if named else []
    return " and ".join(more + ["nobody named"] * (named < len(actors)))


def _actor(console: Console, case: Case, actor: ActorLines, limit: int) -> None:
    name = actor.actor or "Nobody named"
    console.print(Text.assemble("  ", plain(name, "bold"), f" ({actor.count})"))
    shown = 0
    for day in actor.days:
        for line in day.lines[: max(0, limit - shown)]:
            _line(console, line)
            shown += 1
    if actor.count > shown:
        wanted = f" --actor {shlex.quote(actor.actor)}" if actor.actor else ""
        command = f"depesche show {shlex.quote(str(case.path))} statements{wanted}"
        hanging(console, plain(f"{actor.count - shown} more: {command}", "dim"))


def _line(console: Console, line: Line) -> None:
    how = ", ".join(filter(None, [line.day or "no day", line.mode, line.act]))
    head(console, Text.assemble("    ", plain(how)), f"{line.report}:{line.paragraph}")
    hanging(console, plain(quoted(line.short, line.mode) or line.cue), 6)


def quoted(words: str, mode: Mode) -> str:
    """What was said; between quotation marks where the report has it so.

    >>> quoted("Wir warten", "direct")
    '„Wir warten“'
    """
    return f"„{words}“" if words and mode == "direct" else words


def _unread(console: Console, told: Briefing) -> None:
    if told.unread:
        heading(console, "Not read")
    for one in told.unread[:REPORTS]:
        hanging(console, Text.assemble(plain(one.name, "bold"), ": ", plain(one.why)), 2)
    if len(told.unread) > REPORTS:
        hanging(console, plain(f"and {len(told.unread) - REPORTS:,} more: depesche show CASE reports", "dim"), 2)


def _next(console: Console, case: Case, told: Briefing) -> None:
    path = shlex.quote(str(case.path))
    console.print()
    unread = {one.name for one in told.unread}
    undated = [name for name in told.undated if name not in unread]
    if undated:
        command = f"depesche set {path} {shlex.quote(undated[0])} published=YYYY-MM-DD"
        hanging(console, plain(f"{_many(len(undated), 'report')} without a day: {command}", "dim"), 0)
    hanging(console, plain(f"To mail: depesche export {path} --to html -o briefing.html", "dim"), 0)
