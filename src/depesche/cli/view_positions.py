"""The codebook, who stands where, and what has moved, on a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import Column, hanging, head, heading, labelled, plain, table
from depesche.texts import name_of, short_day
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.relate.news import News
    from depesche.relate.position_matrix import Cell, Matrix
    from depesche.relate.position_pairs import Pair
    from depesche.relations import Issue, Shift, Stand

_FIRST, _GAP, _LEAST = 22, 2, 16
_SENTENCES = 8
# Acts that say themselves on which side one stands.
_PLAIN_CONTRA = frozenset(["refuse", "deny", "accuse", "warn"])


def show_issues(console: Console, issues: Sequence[Issue], counts: Mapping[str, int]) -> None:
    """One row for each issue: how many positions it has, its name and its id."""
    if not issues:
        hanging(console, plain("The case has no issues yet: depesche build reads reports."), 0)
        return
    columns = (Column("pos.", 4, numbers=True), Column("issue"), Column("id"))
    rows = ((str(counts.get(issue.id, 0)), _named(issue), issue.id) for issue in issues)
    table(console, columns, rows, indent=0)


def _named(issue: Issue) -> str:
    signs = [sign for sign, is_so in (("hidden", issue.hidden), (f"by {issue.by}", issue.by != "proposed")) if is_so]
    return f"{issue.name} ({', '.join(signs)})" if signs else issue.name


def show_issue(console: Console, issue: Issue, count: int) -> None:
    """One issue with everything that the codebook says of it."""
    head(console, plain(_named(issue), "bold"), issue.id)
    hanging(console, plain(f"{count} position{'s' if count != 1 else ''}", "dim"))
    if issue.note:
        hanging(console, plain(issue.note))
    for title, lines in (("Patterns", issue.patterns), ("Names", issue.covers)):
        if lines:
            heading(console, title)
        for line in lines:
            hanging(console, plain(line), 2)


# Who stands where


def show_matrix(console: Console, matrix: Matrix, lang: str = "en") -> None:
    """Issues in rows, as many actors in columns as the terminal is wide for; the others are named below."""
    if not matrix.cells:
        hanging(console, plain("No positions."), 0)
        return
    fitting = max(1, (console.width - _FIRST) // (_LEAST + _GAP))
    shown, rest = matrix.actors[:fitting], matrix.actors[fitting:]
    width = (console.width - _FIRST) // len(shown) - _GAP
    columns = (Column("issue", _FIRST), *(Column(actor, width) for actor in shown))
    rows = [_row(matrix, issue, shown, lang) for issue in matrix.issues]
    table(console, columns, [row for row in rows if any(row[1:])], indent=0)
    console.print()
    for actor in rest:
        on = [matrix.names[issue] for issue in matrix.issues if (actor, issue) in matrix.cells]
        if on:
            hanging(console, Text.assemble(plain(actor, "bold"), " ", plain(f"on {', '.join(on)}")), 0)
    if any(matrix.left_out):
        actors, issues = matrix.left_out
        hanging(console, plain(f"Not shown: {actors} more actors, {issues} more issues.", "dim"), 0)


def _row(matrix: Matrix, issue: str, actors: Sequence[str], lang: str) -> list[str]:
    cells = [matrix.cells.get((actor, issue)) for actor in actors]
    return [matrix.names[issue], *(_short(cell, lang) if cell else "" for cell in cells)]


def _short(cell: Cell, lang: str) -> str:
    """What is done most, with how often, and what else is wanted."""
    return "; ".join(
        f"{_act(act, stance, lang)}{f' {count}×' if count > 1 else ''}" for act, stance, count in cell.acts[:2]
    )


def _act(act: str, stance: str, lang: str) -> str:
    said = name_of("act", act, lang)
    against = stance == "contra" and act not in _PLAIN_CONTRA
    return f"{said} ({'dagegen' if lang == 'de' else 'against'})" if against else said


def show_cells(console: Console, matrix: Matrix, actor: str | None = None, lang: str = "en") -> None:
    """Each cell of one actor, or of all, with its sentences by day."""
    for one in matrix.actors if actor is None else (actor,):
        on = [issue for issue in matrix.issues if (one, issue) in matrix.cells]
        if on:
            heading(console, one)
        for issue in on:
            _cell(console, matrix.names[issue], matrix.cells[one, issue], lang)


def _cell(console: Console, name: str, cell: Cell, lang: str) -> None:
    told_by = f"by {', '.join(cell.speakers)}" if cell.speakers else ""
    head(console, Text.assemble("  ", plain(name, "bold"), f" ({cell.count})"), told_by)
    once = {(stand.quote, stand.act, stand.stance): stand for stand in cell.stands}  # two records may share a sentence
    for stand in list(once.values())[:_SENTENCES]:
        _stand(console, stand, lang)
    if len(once) > _SENTENCES:
        hanging(console, plain(f"and {len(once) - _SENTENCES} more", "dim"))


def _stand(console: Console, stand: Stand, lang: str) -> None:
    how = f"{short_day(stand.day, lang)}, {_act(stand.act, stand.stance, lang)}"
    head(console, Text.assemble("    ", plain(how)), stand.member.report)
    hanging(console, plain(" ".join(stand.quote.text.split())), 6)


# What has moved


def show_shifts(console: Console, shifts: Sequence[Shift], names: Mapping[str, str], lang: str = "en") -> None:
    """Each shift with both sentences. names: of the issues, by id."""
    if not shifts:
        hanging(console, plain("Nobody's stand was found to have moved."), 0)
    for shift in shifts:
        said = f"{names.get(shift.issue, shift.issue)}: {shift.why}"
        head(console, Text.assemble(plain(shift.actor, "bold"), "  ", plain(said)), f"{shift.confidence:.0%}")
        _stand(console, shift.before, lang)
        if shift.after is not None:
            _stand(console, shift.after, lang)
        else:
            hanging(console, plain(told(shift.reasons[0], lang), "dim"))


def show_pairs(console: Console, pairs: Sequence[Pair], lang: str = "en") -> None:
    """Who is against whom, and who agrees, each with both sentences."""
    if not pairs:
        hanging(console, plain("No two actors were found to agree or to be in conflict."), 0)
    for kind, title in (("conflict", "In conflict"), ("agree", "Agreed")):
        some = [pair for pair in pairs if pair.kind == kind]
        if some:
            heading(console, title)
        for pair in some:
            who = " and ".join(pair.actors) if kind == "agree" else " against ".join(pair.actors)
            hanging(console, Text.assemble(plain(who, "bold"), " ", plain(f"on {pair.name}")), 2)
            for actor, stand in zip(pair.actors, (pair.a, pair.b), strict=True):
                label = plain(actor, "dim")
                words = f"{_act(stand.act, stand.stance, lang)}: {' '.join(stand.quote.text.split())}"
                labelled(console, label, plain(words), 4, max(len(name) for name in pair.actors) + 2)


def show_news(console: Console, news: News, names: Mapping[str, str], lang: str = "en") -> None:
    """What is new since a day: positions by actor, shifts, and how many utterances and meetings."""
    heading(console, f"New since {short_day(news.since, lang)}")
    if not (news.positions or news.shifts or news.utterances or news.meetings or news.changed):
        hanging(console, plain("Nothing."), 2)
    actor = None
    for held in sorted(news.positions, key=lambda one: (one.actor, one.order)):
        if held.actor != actor:
            hanging(console, plain(held.actor, "bold"), 2)
            actor = held.actor
        said = plain(f"{_act(held.act, held.stance, lang)}: {held.name}")
        head(console, Text.assemble("    ", said), held.report)
    for title, meetings in (("Meetings told of for the first time", news.meetings), ("Now otherwise", news.changed)):
        if meetings:
            heading(console, title)
        for meeting in meetings:
            hanging(console, plain(f"{meeting.name}: {meeting.status}"), 2)
    if news.utterances:
        heading(console, "Said by several reports")
    for utterance in news.utterances:
        longest = utterance.members[utterance.longest]
        hanging(console, Text.assemble(plain(utterance.actor, "bold"), ": ", plain(longest.text)), 2)
    if news.shifts:
        heading(console, "Moved")
        show_shifts(console, news.shifts, names, lang)
