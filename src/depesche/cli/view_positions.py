"""The codebook, who stands where, and what has moved, on a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from depesche.cli.layout import Column, hanging, head, heading, plain, table

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.relations import Issue

_COVERED = 3


def show_issues(console: Console, issues: Sequence[Issue], counts: Mapping[str, int]) -> None:
    """One row for each issue: how many positions it has, its name, its id, and other names that it covers."""
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
