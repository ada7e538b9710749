"""The codebook, who stands where, and what has moved, on a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import Column, hanging, head, heading, plain, table
from depesche.relations import Quote
from depesche.texts import name_of, short_day
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.relate.position_matrix import Cell, Matrix
    from depesche.relate.position_pairs import Pair
    from depesche.relations import Issue, Shift, Stand

_FIRST, _GAP, _LEAST = 22, 2, 16
_SENTENCES = 8
# Acts that say themselves on which side one stands.
_PLAIN_CONTRA = frozenset(["refuse", "deny", "accuse", "warn"])

PlaceOf = Callable[[Quote], str]


def of_report(quote: Quote) -> str:
    """The report alone, where nobody knows the paragraph."""
    return quote.report


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
    if issue.topic:
        hanging(console, plain(f"under {issue.topic}", "dim"))
    if issue.note:
        hanging(console, plain(issue.note))
    for title, lines in (("Patterns", issue.patterns), ("Names", issue.covers)):
        if lines:
            heading(console, title)
        for line in lines:
            hanging(console, plain(line), 2)


# Who stands where


def show_matrix(console: Console, matrix: Matrix, lang: str = "en") -> None:
    """Topics and issues in rows, as many actors in columns as the terminal is wide for; the others are named below."""
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
    actors, issues = matrix.left_out
    more = [f"{n} more {what}{'s' * (n != 1)}" for n, what in ((actors, "actor"), (issues, "issue")) if n]
    if more:
        hanging(console, plain(f"Not shown: {', '.join(more)}.", "dim"), 0)
    if matrix.under:
        first = matrix.names[next(iter(matrix.under))]
        hanging(console, plain(f'A row of several issues opens with --issue "{first}".', "dim"), 0)


def _row(matrix: Matrix, issue: str, actors: Sequence[str], lang: str) -> list[str]:
    cells = [matrix.cells.get((actor, issue)) for actor in actors]
    return [matrix.names[issue], *(_short(cell, lang) if cell else "" for cell in cells)]


def _short(cell: Cell, lang: str) -> str:
    """What is done most, with how often, and what else is wanted."""
    said: Counter[str] = Counter()
    for act, stance, count in cell.acts:
        said[act_in_words(act, stance, lang)] += count
    return "; ".join(f"{words}{f' {count}×' if count > 1 else ''}" for words, count in list(said.items())[:2])


def act_in_words(act: str, stance: str, lang: str = "en") -> str:
    """An act, with the side where the act does not tell it.

    >>> act_in_words("demand", "contra"), act_in_words("refuse", "contra"), act_in_words("refuse", "pro")
    ('demands (against)', 'refuses', 'refuses (in favour)')
    """
    said = name_of("act", act, lang)
    if act == "refuse" and stance == "pro":  # a demand that the thing not be
        return f"{said} ({'dafür' if lang == 'de' else 'in favour'})"
    against = stance == "contra" and act not in _PLAIN_CONTRA
    return f"{said} ({'dagegen' if lang == 'de' else 'against'})" if against else said


def show_cells(
    console: Console, matrix: Matrix, actor: str | None = None, lang: str = "en", place: PlaceOf = of_report
) -> None:
    """Each cell of one actor, or of all, with its sentences by day. place: tells where a sentence stands."""
    for one in matrix.actors if actor is None else (actor,):
        every = [(row, issue) for row in matrix.issues for issue in matrix.under.get(row, (row,))]
        on = [(row, issue) for row, issue in every if (one, issue) in matrix.cells]
        if on:
            heading(console, one)
        for row, issue in on:
            name = matrix.names[issue] if row == issue else f"{matrix.names[row]}: {matrix.names[issue]}"
            _cell(console, name, matrix.cells[one, issue], lang, place)


def _cell(console: Console, name: str, cell: Cell, lang: str, place: PlaceOf) -> None:
    told_by = f"by {', '.join(cell.speakers)}" if cell.speakers else ""
    head(console, Text.assemble("  ", plain(name, "bold"), f" ({cell.count})"), told_by)
    once = {(stand.quote, stand.act, stand.stance): stand for stand in cell.stands}  # two records may share a sentence
    for stand in list(once.values())[:_SENTENCES]:
        _stand(console, stand, lang, place)
    if len(once) > _SENTENCES:
        hanging(console, plain(f"and {len(once) - _SENTENCES} more", "dim"))


def _stand(console: Console, stand: Stand, lang: str, place: PlaceOf) -> None:
    how = f"{short_day(stand.day, lang) if stand.day else 'no day'}, {act_in_words(stand.act, stand.stance, lang)}"
    head(console, Text.assemble("    ", plain(how)), place(stand.quote))
    hanging(console, plain(" ".join(stand.quote.text.split())), 6)


# What has moved


def show_shifts(
    console: Console,
    shifts: Sequence[Shift],
    names: Mapping[str, str],
    lang: str = "en",
    place: PlaceOf = of_report,
) -> None:
    """Each shift with both sentences. names: of the issues, by id; place: tells where a sentence stands."""
    if not shifts:
        hanging(console, plain("Nobody's stand was found to have moved."), 0)
    for number, shift in enumerate(shifts):
        if number:
            console.print()
        said = f"{names.get(shift.issue, shift.issue)}: {shift.why}"
        head(console, Text.assemble(plain(shift.actor, "bold"), "  ", plain(said)), shift.id[:8])
        _stand(console, shift.before, lang, place)
        if shift.after is not None:
            _stand(console, shift.after, lang, place)
        elif shift.reasons:
            hanging(console, plain(told(shift.reasons[0], lang), "dim"))


def show_pairs(console: Console, pairs: Sequence[Pair], lang: str = "en", place: PlaceOf = of_report) -> None:
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
                said = f"{actor} {act_in_words(stand.act, stand.stance, lang)}, {short_day(stand.day, lang) if stand.day else 'no day'}"
                head(console, Text.assemble("    ", plain(said)), place(stand.quote))
                hanging(console, plain(" ".join(stand.quote.text.split())), 6)
